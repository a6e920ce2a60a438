"""Turning into Traditional characters says what OpenCC says, for every entry of its dictionaries and texts of them."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from sitegen.traditionalizing import CHARACTERS, VARIANTS, WORDS, traditionalized

CONVERTER = OpenCC("s2tw")
BETWEEN = "，。、“ -,./\n<>「％"


def _keys(name: str) -> list[str]:
    text = resources.files("opencc").joinpath("dictionary", name).read_text(encoding="utf-8")
    return [line.split("\t")[0] for line in text.splitlines()]


ENTRIES = {name: _keys(name) for name in (WORDS, CHARACTERS, VARIANTS)}


@pytest.mark.parametrize("name", ENTRIES)
def test_every_entry_becomes_what_it_becomes_there(name: str) -> None:
    assert [traditionalized(key) for key in ENTRIES[name]] == [CONVERTER.convert(key) for key in ENTRIES[name]]


def test_every_character_becomes_what_it_becomes_there() -> None:
    every = [chr(code) for code in range(0x20, 0x30000) if not 0xD800 <= code < 0xE000]
    assert [traditionalized(one) for one in every] == [CONVERTER.convert(one) for one in every]


def _pieces() -> st.SearchStrategy[str]:
    """Words, their beginnings and ends, so that they overlap; characters, and what stands between words."""
    words = st.sampled_from(ENTRIES[WORDS])
    cut = st.tuples(words, st.integers(0, 4), st.integers(1, 5)).map(lambda of: of[0][of[1] :][: of[2]])
    return words | cut | st.sampled_from(ENTRIES[CHARACTERS]) | st.sampled_from(BETWEEN) | st.text(max_size=3)


@given(st.lists(_pieces(), max_size=12).map("".join))
def test_texts_become_what_they_become_there(text: str) -> None:
    assert traditionalized(text) == CONVERTER.convert(text)
