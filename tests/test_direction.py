"""Marks of direction: none reaches a page, and nothing else is taken away."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.direction import MARKS, undirected


@given(st.text(st.one_of(st.sampled_from(MARKS), st.characters(codec="utf-8"))))
def test_just_the_marks_are_taken_away(text: str) -> None:
    assert undirected(text).decode() == "".join(character for character in text if character not in MARKS)
