"""The index of agencies: names, places, codes, and the readings of their characters, in one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.languages import converted
from sitegen.search.folding import folded, traditional_of
from sitegen.search.readings import readings

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Findable:
    """Something that is found by name: its address within an edition, its names, the code and names of its place."""

    address: str
    zh: str
    en: str
    code: str = ""
    place: tuple[str, str] = ("", "")
    others: tuple[str, ...] = ()


def agency_index(known: Sequence[Findable]) -> dict[str, Any]:
    """What the script needs to find an agency by whatever name.

    ``agencies`` are rows of address, name, English name, division code, number of the place, other names; ``readings``
    are the characters by their readings; ``from`` and ``to`` turn Traditional characters into those of the names.
    """
    places = {place: number for number, place in enumerate(dict.fromkeys(one.place for one in known))}
    text = folded("".join(part for one in known for part in (one.zh, one.place[0], *one.others)))
    traditional, simplified = traditional_of(text)
    return {
        "agencies": [[one.address, one.zh, one.en, one.code, places[one.place], *one.others] for one in known],
        "places": list(places),
        "readings": readings(text),
        "from": traditional,
        "to": simplified,
    }


def converted_names(known: Sequence[Findable]) -> dict[str, list[str]]:
    """The names and places of the index in Traditional characters, in the same order."""
    return {
        "agencies": [converted(one.zh) for one in known],
        "places": [converted(zh) for zh, _ in dict.fromkeys(one.place for one in known)],
    }
