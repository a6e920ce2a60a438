"""Small forms and reports of a few lines, to try one behaviour of extraction on; ids are the labels themselves."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen import readers
from sitegen.extraction import extract, grids
from sitegen.extraction.cells import read_cells
from sitegen.extraction.doubts import with_doubts
from sitegen.extraction.leftovers import leftovers
from sitegen.extraction.stream import stream
from sitegen.extraction.tables import find_tables
from sitegen.model import (
    Cell,
    Column,
    Document,
    Form,
    Grid,
    Identity,
    Layout,
    Paragraph,
    Place,
    Report,
    Row,
    Rule,
    Section,
    Severity,
    Source,
    Status,
    Table,
)

if TYPE_CHECKING:
    from decimal import Decimal

    from sitegen.extraction.cells import Reading
    from sitegen.extraction.leftovers import Leftover
    from sitegen.extraction.tables import Match
    from sitegen.model import Catalogue

ONE, TWO, THREE, FOUR = "新收申请数量", "上年结转数量", "予以公开数量", "部分公开数量"
TITLE = "2023年某市商务局政府信息公开工作年度报告\n"


def row(label: str, *aliases: str, number: str = "", path: tuple[str, ...] = (), unit: str = "", code: str = "") -> Row:
    """A row of a form."""
    return Row(label, label, label, number, path, aliases, unit, code=code)


def column(label: str, *aliases: str, unit: str = "", money: bool = False) -> Column:
    """A column of a form."""
    return Column(label, label, label, aliases=aliases, unit=unit, money=money)


def section(columns: str | tuple[Column, ...], *rows: str | Row, name: str = "") -> Section:
    """A part of a table; columns and rows may be given by their labels alone."""
    named = tuple(column(label) for label in columns.split()) if isinstance(columns, str) else columns
    return Section(name, name, name, tuple(one if isinstance(one, Row) else row(one) for one in rows), named)


def table(layout: Layout, *sections: Section, name: str = "requests", corner: str = "") -> Table:
    """A table of a form."""
    return Table(name, name, name, layout, sections, corner=corner)


def form(*tables: Table, name: str = "small") -> Form:
    """A form of some tables."""
    return Form(name, name, name, "", "", 2019, None, tables)


def sums(each: str, *identities: str, on: str = "requests", forms: tuple[str, ...] = ("small",)) -> Rule:
    """A rule of identities, each as ``a+b=c``."""
    sides = [[tuple(side.split("+")) for side in identity.split("=")] for identity in identities]
    found = tuple(Identity(left, right) for left, right in sides)
    return Rule("T.SUM", "sum", Severity.ERROR, "", "", "", "", forms, on, each, identities=found)


def lines(text: str) -> Document:
    """A document of paragraphs, one a line, and of grids where lines have bars."""
    content = text.encode()
    return readers.read(Source("report.txt", "text/plain", hashlib.sha256(content).hexdigest(), len(content)), content)


def grid(*rows: str) -> Document:
    """A document that is one grid; ``<`` is a cell that the one before it spans."""
    made: list[tuple[Cell, ...]] = []
    for number, line in enumerate(rows, 1):
        cells: list[Cell] = []
        for at, text in enumerate(line.split("|")):
            spanned = text.strip() == "<"
            cells.append(cells[-1] if spanned else Cell(text.strip(), Place(number, at, at + 1)))
        made.append(tuple(cells))
    return document(Grid(tuple(made), Place(1)))


def document(*blocks: Grid | Paragraph) -> Document:
    """A document of blocks."""
    return Document(Source("report.txt", "text/plain", "0" * 64, 1), (), blocks)


def find(given: str | Document, *forms: Form) -> tuple[Match, ...]:
    """The tables that are found in a document."""
    read = lines(given) if isinstance(given, str) else given
    return find_tables(grids.prepare(read, forms), stream(read), forms)


def readings(given: str | Document, *forms: Form, rules: tuple[Rule, ...] = ()) -> tuple[Reading, ...]:
    """What the tables of a document say."""
    read = lines(given) if isinstance(given, str) else given
    text = stream(read)
    found = with_doubts(find_tables(grids.prepare(read, forms), text, forms), rules, text)
    return tuple(read_cells(match, rules, text) for match in found)


def values(given: str | Document, *forms: Form, rules: tuple[Rule, ...] = ()) -> dict[str, list[int | Decimal | None]]:
    """The numbers that a document gives, by row."""
    found: dict[str, list[int | Decimal | None]] = {}
    for reading in readings(given, *forms, rules=rules):
        for _, one, col in reading.match.table.cells():
            _, piece, _ = reading.cells.get((one.id, col.id), (-1, None, Status.ABSENT))
            found.setdefault(one.id, []).append(piece.number.value if piece else None)
    return found


def left(given: str | Document, *forms: Form, rules: tuple[Rule, ...] = ()) -> tuple[Leftover, ...]:
    """What the tables of a document hold besides the rows of their forms."""
    read = lines(given) if isinstance(given, str) else given
    return tuple(
        one
        for reading in readings(read, *forms, rules=rules)
        for one in leftovers(reading, grids.prepare(read, forms), stream(read))
    )


def report(given: str | Document, catalogue: Catalogue, *forms: Form, rules: tuple[Rule, ...] = ()) -> Report:
    """The report that a document is where these are all the forms there are."""
    read = lines(given) if isinstance(given, str) else given
    told = tuple(rule for rule in catalogue.rules if rule.kind == "reading")
    found = extract(read, replace(catalogue, forms=forms, rules=(*told, *rules)), registry=False)
    assert isinstance(found, Report)
    return found


def told(found: Report, rule: str) -> list[tuple[str, str]]:
    """The findings of a rule: what each is about, and the words it quotes."""
    return [(one.subject, dict(one.details).get("detail", "")) for one in found.findings if one.rule == rule]
