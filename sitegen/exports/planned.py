"""The tables of a package of several before they are written: what they are, and of which sections their rows are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.exports import claims, collected, columns, corrections, csvfile, findings, local_rows, observations
from sitegen.exports import reports as published
from sitegen.exports import series as followed
from sitegen.exports.parts import parts

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from sitegen.exports.collected import About, Index
    from sitegen.exports.schema import Reference, Table, Values
    from sitegen.gathering import Sections
    from sitegen.model import Catalogue

TO_BOTH = (columns.TO_REPORT, columns.TO_AGENCY)


@dataclass(frozen=True, slots=True)
class Planned:
    """A table whose rows are lines of sections, then those of ``more``; one of no sections has its rows itself."""

    table: Table
    needs: tuple[str, ...] = ()
    more: bytes = b""
    agencies: Container[str] | None = None

    def lines(self, sections: Sections, head: bytes = b"") -> bytes:
        """The rows as lines, below that head."""
        return collected.lines(sections, self.needs, self.agencies, (head, self.more))

    def content(self, sections: Sections) -> bytes:
        """The CSV file."""
        if not self.needs and not self.more:
            return csvfile.content(self.table)
        return self.lines(sections, csvfile.head(self.table.fields))

    def rows(self, sections: Sections) -> Iterator[Values]:
        """The rows, each value with its type."""
        if not self.needs and not self.more:
            return iter(self.table.rows)
        return csvfile.read(self.table.fields, self.lines(sections))


@dataclass(frozen=True, slots=True)
class Plans:
    """What plans the tables of a package: where sections are, of which divisions it is, what they say together.

    ``cut`` tells by its name whether a table has a file for each province and year.
    """

    catalogue: Catalogue
    index: Index
    about: About
    divisions: tuple[str, ...] | None
    agencies: Container[str] | None
    cut: Callable[[str], bool]

    def reports(self) -> Iterator[Planned]:
        """The reports."""
        yield self._one(published.table(self.catalogue, (), (columns.TO_AGENCY,)), "csv/reports")

    def corrections(self) -> Iterator[Planned]:
        """The corrections."""
        yield self._one(corrections.table(self.catalogue, (), (columns.TO_REPORT,)), "csv/corrections")

    def observations(self) -> Iterator[Planned]:
        """The cells."""
        return self._parts("observations", lambda name: observations.table(self.catalogue, (), TO_BOTH, name))

    def series(self, *more: Reference) -> Iterator[Planned]:
        """The indicators."""
        return self._parts("series", lambda name: followed.table(self.catalogue, (), (*TO_BOTH, *more), name))

    def local_rows(self) -> Iterator[Planned]:
        """The rows that no form has."""
        return self._parts("local_rows", lambda name: local_rows.table(self.catalogue, (), TO_BOTH, name))

    def claims(self) -> Iterator[Planned]:
        """What the prose says in numbers."""
        return self._parts("claims", lambda name: claims.table(self.catalogue, (), TO_BOTH, name))

    def findings(self, *kinds: str, more: tuple[tuple[str, bytes], ...] = ()) -> Iterator[Planned]:
        """What was found about reports, or of other kinds, too; ``more`` are lines that stand after those of a part."""
        return self._parts(
            "findings", lambda name: findings.table(self.catalogue, (), TO_BOTH, name), ("findings", *kinds), dict(more)
        )

    def holds(self, table: str) -> bool:
        """Whether any agency gave rows of the table."""
        return bool(self.index.of(f"csv/{table}", self.divisions))

    def _one(self, table: Table, kind: str) -> Planned:
        return Planned(self._known(table, table.name), self.index.of(kind, self.divisions), b"", self.agencies)

    def _parts(
        self,
        name: str,
        make: Callable[[str], Table],
        kinds: tuple[str, ...] = (),
        more: dict[str, bytes] | None = None,
    ) -> Iterator[Planned]:
        more = more or {}
        found = [one for kind in kinds or (name,) for one in self.index.of(f"csv/{kind}", self.divisions)]
        cut = dict(parts(name, found, cut=self.cut(name)))
        cut = cut if found or not more else {}
        for part in sorted({*cut, *more}):
            table = self._known(make(part), name)
            yield Planned(table, cut.get(part, ()), more.get(part, b""), self.agencies)

    def _known(self, table: Table, name: str) -> Table:
        return replace(table, occurring=self.about.occurring.get(name, {}))
