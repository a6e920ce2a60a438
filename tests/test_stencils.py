"""A piece of a page that is cut once says what the template would have said of each value."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.stencils import PLAIN, Stencil, hole, is_plain

VALUES = st.lists(st.from_regex(PLAIN, fullmatch=True), min_size=3, max_size=3)


@given(VALUES)
def test_each_hole_is_filled_wherever_it_is(values: list[str]) -> None:
    """In text, in an attribute, in an address, where marks are quoted; as often as it is there."""

    def rendered(first: str, second: str, third: str) -> str:
        return f'100 % <a href="{quote(f"a/{first}/")}#{third}" title="{second}">{second}</a>{first}'

    assert Stencil(rendered(hole(0), hole(1), hole(2))).fill(values) == rendered(*values)


def test_a_piece_without_holes_is_itself() -> None:
    """A per cent sign is none."""
    assert Stencil("100 %s").fill(()) == "100 %s"


@pytest.mark.parametrize("text", ["<b>", "a&b", "a b", "万元", '"', "a/b", "50%", "\n"])
def test_what_is_escaped_or_quoted_anywhere_is_not_filled_in(text: str) -> None:
    """It is rendered by the template instead."""
    assert not is_plain(text)
