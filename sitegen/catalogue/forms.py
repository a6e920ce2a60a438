"""Official forms: ``terms.toml`` holds each shared row, column and heading once, ``forms/*.toml`` lay them out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sitegen.catalogue.entries import Entry, read_toml, subtables, tables, unique
from sitegen.model import Column, Form, Heading, Layout, Row, Section, Table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")
Terms = dict[str, dict[str, Entry]]


def load_forms(terms_file: Path, folder: Path) -> tuple[Form, ...]:
    """All forms of the folder, in order of id."""
    shared = read_toml(terms_file)
    shared.check(row=dict, column=dict, heading=list)
    headings = tables(shared, "heading")
    for heading in headings:
        heading.check(zh=str, en=str)
    unique((heading.text("zh"), heading) for heading in headings)
    terms = {
        "row": subtables(shared, "row"),
        "column": subtables(shared, "column"),
        "heading": {heading.text("zh"): heading for heading in headings},
    }
    return tuple(_form(read_toml(path), terms) for path in sorted(folder.glob("*.toml")))


def _form(entry: Entry, terms: Terms) -> Form:
    entry.check(
        id=str, zh=str, en=str, basis_zh=str, basis_en=str, first_year=int, last_year_=int, table=list
    )  # fmt: skip
    if entry.values["id"] != entry.path.stem:
        entry.fail(f"the id must be the file's name, {entry.path.stem!r}")
    if entry.values.get("last_year", entry.values["first_year"]) < entry.values["first_year"]:
        entry.fail(f"the form ends in {entry.values['last_year']}, before it begins")
    parts = tables(entry, "table")
    unique((part.text("id"), part) for part in parts)
    return Form(
        id=entry.text("id"),
        zh=entry.text("zh"),
        en=entry.text("en"),
        basis_zh=entry.text("basis_zh"),
        basis_en=entry.text("basis_en"),
        first_year=entry.values["first_year"],
        last_year=entry.values.get("last_year"),
        tables=tuple(_table(part, terms) for part in parts),
    )


def _table(entry: Entry, terms: Terms) -> Table:
    entry.check(id=str, zh=str, en=str, layout=str, corner_=str, corner_en_=str, section=list)
    if entry.values["layout"] not in set(Layout):
        entry.fail(f"'layout' must be one of {', '.join(Layout)}")
    if bool(entry.text("corner")) != bool(entry.text("corner_en")):
        entry.fail("'corner' and 'corner_en' go together")
    sections = tables(entry, "section", after="table")
    table = Table(
        id=entry.text("id"),
        zh=entry.text("zh"),
        en=entry.text("en"),
        layout=Layout(entry.values["layout"]),
        sections=tuple(_section(section, terms, Layout(entry.values["layout"])) for section in sections),
        corner=entry.text("corner"),
        corner_en=entry.text("corner_en"),
    )
    places = dict(zip(table.sections, sections, strict=True))
    unique((f"{row.id}/{column.id}", places[section]) for section, row, column in table.cells())
    return table


def _section(entry: Entry, terms: Terms, layout: Layout) -> Section:
    entry.check(id=str, zh_=str, en_=str, rows=list, columns=list)
    for key in ("rows", "columns"):
        if not entry.values[key] or not all(isinstance(item, str | dict) for item in entry.values[key]):
            entry.fail(f"{key!r} must be a list of terms and of tables with an id, and not empty")
    rows: list[Row] = []
    headings: list[Heading] = []
    waiting: list[tuple[str, str, int]] = []
    above: list[tuple[str, str]] = []
    for item in entry.values["rows"]:
        if isinstance(item, dict) and "heading" in item:
            place = entry.inline(item, key="heading")
            place.check(heading=str, en=str, depth=int)
            label, english, depth = item["heading"], item["en"], item["depth"]
            waiting.append((label, english, depth))
        else:
            # A list is its form's own: a row that happens to share an id with another form's takes nothing from it.
            row = _row(entry, item, {} if layout is Layout.LIST else terms["row"], terms["heading"])
            label, english, depth = row.label, row.en, row.depth
            if layout is Layout.LIST:
                row = _with_path(row, above[:depth])
            headings += [Heading(zh, en, level, row.id) for zh, en, level in waiting]
            waiting.clear()
            rows.append(row)
        above[depth:] = [(label, english)]
    columns = tuple(_column(entry, item, terms["column"], terms["heading"]) for item in entry.values["columns"])
    return Section(entry.text("id"), entry.text("zh"), entry.text("en"), tuple(rows), columns, tuple(headings))


def _with_path(row: Row, path: list[tuple[str, str]]) -> Row:
    return replace(row, path=tuple(zh for zh, _ in path), path_en=tuple(en for _, en in path))


def _in_english(term: Entry, headings: Mapping[str, Entry]) -> tuple[str, ...]:
    """The headings above a term in English."""
    for heading in term.texts("path"):
        if heading not in headings:
            term.fail(f"{heading!r} is not a heading of terms.toml")
    return tuple(headings[heading].text("en") for heading in term.texts("path"))


def _term(entry: Entry, item: str | Mapping[str, Any], terms: Mapping[str, Entry]) -> tuple[str, Entry]:
    """The id of a row or column and its fields: the shared term, overridden by what the form says."""
    if isinstance(item, str):
        if item not in terms:
            entry.fail(f"{item!r} is not a term of terms.toml")
        return item, terms[item]
    place = entry.inline(item, key="id")
    if not IDENTIFIER.fullmatch(place.text("id")):
        place.fail(f"{place.text('id')!r} is no identifier")
    shared = terms[place.text("id")].values if place.text("id") in terms else {}
    fields = {**shared, **{key: value for key, value in item.items() if key != "id"}}
    return place.text("id"), Entry(fields, place.path, place.line)


def _row(entry: Entry, item: str | Mapping[str, Any], terms: Mapping[str, Entry], headings: Mapping[str, Entry]) -> Row:
    key, term = _term(entry, item, terms)
    term.check(zh=str, en=str, number_=str, path_=list, aliases_=list, unit_=str, law_=str, depth_=int, code_=str)
    return Row(
        id=key,
        zh=term.text("zh"),
        en=term.text("en"),
        number=term.text("number"),
        path=term.texts("path"),
        aliases=term.texts("aliases"),
        unit=term.text("unit"),
        law=term.text("law"),
        depth=term.values.get("depth", 0),
        code=term.text("code"),
        path_en=_in_english(term, headings),
    )


def _column(
    entry: Entry, item: str | Mapping[str, Any], terms: Mapping[str, Entry], headings: Mapping[str, Entry]
) -> Column:
    key, term = _term(entry, item, terms)
    term.check(zh=str, en=str, path_=list, aliases_=list, unit_=str, money_=bool)
    return Column(
        id=key,
        zh=term.text("zh"),
        en=term.text("en"),
        path=term.texts("path"),
        aliases=term.texts("aliases"),
        unit=term.text("unit"),
        money=term.values.get("money", False),
        path_en=_in_english(term, headings),
    )
