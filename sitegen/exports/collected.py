"""What agencies gave, put together for a package: found by table, division and year, in order of agency and year."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from heapq import merge
from io import BytesIO
from typing import TYPE_CHECKING

from sitegen.exports.given import ABOUT, SOURCES

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from sitegen.gathering import Sections


NONE = b"", b""


class Index:
    """The names of the sections by kind and division; of some kinds there is one a year."""

    def __init__(self, sections: Sections) -> None:
        """Look through all names once."""
        self._names: dict[str, dict[str, list[str]]] = {}
        for kind in ("csv", "official"):
            for name in sections.names(f"{kind}/"):
                _, table, division, *_ = name.split("/")
                self._names.setdefault(f"{kind}/{table}", {}).setdefault(division, []).append(name)
        for kind in (ABOUT, SOURCES):
            for name in sections.names(f"{kind}/"):
                self._names.setdefault(kind, {})[name.partition("/")[2]] = [name]

    def of(self, kind: str, divisions: Iterable[str] | None = None) -> tuple[str, ...]:
        """The names of the sections of that kind about these divisions, or about all."""
        found = self._names.get(kind, {})
        wanted = sorted(found) if divisions is None else divisions
        return tuple(name for division in wanted for name in found.get(division, ()))

    def kinds(self, prefix: str) -> tuple[str, ...]:
        """What kinds there are that begin so."""
        return tuple(sorted(kind for kind in self._names if kind.startswith(prefix)))


@dataclass(frozen=True, slots=True)
class About:
    """What is said of the reports of some agencies: how many, from when, and what occurs in them by table and field."""

    reports: int
    cells: int
    findings: int
    day: dt.date | None
    occurring: Mapping[str, Mapping[str, Collection[str]]]
    agencies: frozenset[str]


def lines(
    sections: Sections, names: Iterable[str], agencies: Container[str] | None = None, around: tuple[bytes, bytes] = NONE
) -> bytes:
    """The lines of the sections of these names, by agency, and of each by year; of these agencies, or of all.

    They may be most of a site, so that none is held longer than it takes to put it to the others, between what stands
    ``around`` them.
    """
    before, after = around
    put = BytesIO()
    put.write(before)
    for key, _, content in merge(*(_named(sections, name) for name in sorted(names))):
        if agencies is None or key in agencies:
            put.write(content)
    put.write(after)
    return put.getvalue()


def _named(sections: Sections, name: str) -> Iterator[tuple[str, str, bytes]]:
    """What each agency says under that name, with the name behind the agency."""
    for key, content in sections.of(name):
        yield key, name, content


def about(sections: Sections, names: Iterable[str]) -> About:
    """What the sections of these names say together."""
    told = [(key, json.loads(content)) for name in names for key, content in sections.of(name)]
    occurring: dict[str, dict[str, set[str]]] = {}
    for _, one in told:
        for table, fields in one["occurring"].items():
            for field, values in fields.items():
                occurring.setdefault(table, {}).setdefault(field, set()).update(values)
    days = [one["created"] for _, one in told if one["created"]]
    return About(
        sum(one["reports"] for _, one in told),
        sum(one["cells"] for _, one in told),
        sum(one["findings"] for _, one in told),
        dt.date.fromisoformat(max(days)) if days else None,
        occurring,
        frozenset(key for key, _ in told),
    )


def sources(sections: Sections, names: Iterable[str]) -> tuple[str, ...]:
    """The reports as the descriptor names them, those of an agency as one text."""
    found = sorted((key, content) for name in names for key, content in sections.of(name))
    return tuple(content.decode() for _, content in found if content)
