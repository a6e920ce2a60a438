"""The readings of characters: every one, as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.search.readings import readings

if TYPE_CHECKING:
    from sitegen.model import Catalogue


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("重庆", "chong qing"), ("厦门", "xia men"), ("朝阳", "chao yang"), ("长沙", "chang sha"), ("六安", "lu an"),
        ("衢州", "qu zhou"), ("亳州", "bo zhou"), ("盱眙", "xu yi"), ("绿春", "lv chun"), ("绿春", "lu chun"),
        ("吕梁", "lv liang"), ("吕梁", "lu liang"),
    ],
)  # fmt: skip
def test_a_name_is_found_as_it_is_read(name: str, read: str) -> None:
    """Also where a character has several readings, and where ü is typed v or u."""
    known = {character: said.split() for said, own in readings(name).items() for character in own}
    assert all(sound in known[character] for character, sound in zip(name, read.split(), strict=True))


def test_every_character_of_every_name_has_a_reading(catalogue: Catalogue) -> None:
    """Agencies, divisions and kinds of agency: none can be typed in vain."""
    kinds = (catalogue.agencies, catalogue.divisions, catalogue.departments)
    names = "".join(one.zh for kind in kinds for one in kind)
    assert set("".join(readings(names).values())) == set(names)


def test_what_is_no_character_has_no_reading() -> None:
    """Letters and digits are typed as they are."""
    assert readings("A1、") == {}
