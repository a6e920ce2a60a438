"""Simplifying says what OpenCC says, for every entry of its dictionaries and for texts made of them."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from sitegen.simplifying import has_traditional, simplified

CONVERTER = OpenCC("t2s")


def _keys(name: str) -> list[str]:
    text = resources.files("opencc").joinpath("dictionary", name).read_text(encoding="utf-8")
    return [line.split("\t")[0] for line in text.splitlines()]


CHARACTERS, PHRASES = _keys("TSCharacters.txt"), _keys("TSPhrases.txt")


@pytest.mark.parametrize("keys", [CHARACTERS, PHRASES], ids=["characters", "phrases"])
def test_every_entry_becomes_what_it_becomes_there(keys: list[str]) -> None:
    for key in keys:
        if any(CONVERTER.convert(character) != character for character in key):
            assert simplified(key) == CONVERTER.convert(key)


@given(st.lists(st.sampled_from(CHARACTERS) | st.sampled_from(PHRASES) | st.text(max_size=3), max_size=12))
def test_texts_become_what_they_become_there(parts: list[str]) -> None:
    text = "".join(parts)
    traditional = any(CONVERTER.convert(character) != character for character in text if character >= "\u3400")
    assert has_traditional(text) is traditional
    assert simplified(text) == (CONVERTER.convert(text) if traditional else text)


def test_a_text_keeps_its_length() -> None:
    """Every entry is as long as what stands for it: places in a text stay what they are."""
    for key in (*CHARACTERS, *PHRASES):
        assert len(simplified(key)) == len(key)
