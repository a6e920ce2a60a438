"""A line of the registry for an agency that is not in it yet, proposed from its name.

Ids are frozen once given, so this only proposes. What the name and the divisions do not tell is left as a word in
capitals, which the registry refuses until it is filled in; a place that several divisions may mean is not told.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.catalogue.registry import USCC_LENGTH, uscc_is_valid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Agency, Catalogue, Department, Division

PLACE, DEPARTMENT, DIVISION, LEVEL = OPEN = ("PLACE", "DEPARTMENT", "DIVISION", "LEVEL")
TOWNSHIPS = ("镇", "乡", "街道", "苏木")
ADJECTIVES = {"省": "Provincial", "市": "Municipal", "县": "County", "区": "District", "州": "Prefectural"}
_KIND_OF_PLACE = re.compile(
    r"(?: (?:Province|Municipality|City|County|District|Prefecture|Autonomous|Region|Banner|League|New Area))+$"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The fields of a line of ``agencies.csv``, and registered agencies that may be the same one."""

    fields: tuple[str, ...]
    similar: tuple[Agency, ...]

    @property
    def id(self) -> str:
        """The id that is proposed."""
        return self.fields[0]

    @property
    def line(self) -> str:
        """The line, without its end."""
        out = io.StringIO()
        csv.writer(out, lineterminator="").writerow(self.fields)
        return out.getvalue()

    @property
    def open(self) -> tuple[str, ...]:
        """The words in it that are to be filled in."""
        return tuple(word for word in OPEN if re.search(rf"\b{word}\b", self.line))


def propose(name: str, index_no: str, catalogue: Catalogue, departments: tuple[Department, ...]) -> Proposal:
    """A line for the agency of that name; ``index_no`` may begin with its unified social credit code."""
    division, rest = _division(name, catalogue.divisions)
    department = next((d for d in departments if rest.endswith(d.zh)), None)
    within = rest.removesuffix(department.zh) if department else rest
    place = division.en if division and not within else ""
    english = _KIND_OF_PLACE.sub("", place) or PLACE
    adjective = ADJECTIVES.get(division.zh[-1], "") if division and place else ""
    fields = (
        _id(division if place else None, department, catalogue),
        name,
        " ".join(word for word in (english, adjective, department.en if department else DEPARTMENT) if word),
        division.code if division else DIVISION,
        _level(division, within),
        department.kind if department else "department",
        department.department if department else DEPARTMENT,
        "yes" if department and department.merged else "no",
        index_no[:USCC_LENGTH] if uscc_is_valid(index_no[:USCC_LENGTH]) else "",
    )
    return Proposal(fields, tuple(_similar(name, catalogue)))


def _division(name: str, divisions: tuple[Division, ...]) -> tuple[Division | None, str]:
    """The one division that a name begins with, alone or after those above it, and the rest of the name."""
    fitting: dict[int, list[Division]] = {}
    for division in divisions:
        for path in _paths(division, divisions):
            if name.startswith(path):
                fitting.setdefault(len(path), []).append(division)
    if not fitting:
        return None, name
    length = max(fitting)
    return fitting[length][0] if len(fitting[length]) == 1 else None, name[length:]


def _paths(division: Division, divisions: tuple[Division, ...]) -> Iterator[str]:
    """The name of a division, alone and after those of the divisions above it."""
    path, above = division.zh, division.parent
    yield path
    while above:
        parent = next(d for d in divisions if d.code == above)
        path, above = parent.zh + path, parent.parent
        yield path


def _level(division: Division | None, within: str) -> str:
    """The level by the division's code; a township by the end of its name; open for other places within a division."""
    if within.endswith(TOWNSHIPS):
        return "township"
    if division is None or within:
        return LEVEL
    return "province" if division.code.endswith("0000") else "prefecture" if division.code.endswith("00") else "county"


def _id(division: Division | None, department: Department | None, catalogue: Catalogue) -> str:
    """Place and department; where another agency has that id, the place above stands before it."""
    word = department.word if department else DEPARTMENT
    if division is None:
        return f"{PLACE}-{word}"
    taken = {agency.id for agency in catalogue.agencies}
    above = next((d for d in catalogue.divisions if d.code == division.parent), None)
    short = f"{_word(division)}-{word}"
    long = f"{_word(above)}-{short}" if above else short
    return next((proposed for proposed in (short, long) if proposed not in taken), f"{PLACE}-{word}")


def _word(division: Division) -> str:
    """The name of a place as a word of an id: ``Xi'an City`` is ``xian``."""
    return re.sub(r"[^a-z0-9]", "", _KIND_OF_PLACE.sub("", division.en).lower())


def _similar(name: str, catalogue: Catalogue) -> Iterator[Agency]:
    """Agencies one of whose names is a part of this one, or the other way round."""
    for agency in catalogue.agencies:
        if any(known in name or name in known for known in (agency.zh, *agency.names)):
            yield agency
