"""What rules demand beside sums: comparisons, measures, the sorts of agency they hold for; refused where wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import Entry, tables
from sitegen.catalogue.registry import KINDS as AGENCY_KINDS
from sitegen.catalogue.registry import LEVELS
from sitegen.model import Bearer, Comparison, Measure, Relation, Term

if TYPE_CHECKING:
    from sitegen.model import Form, Rule, Table

BEFORE, MINUS = "before:", "-"
TABLE_KINDS = ("comparison", "whole", "subtotal", "echo")  # look at one table of some forms
CELL_KINDS = ("amount", "jump", "copy", "part", "parts")  # look at cells by their address, or at tables by their id
MEASURED = {"amount": "decimals", "jump": "ratio", "echo": "base", "copy": "base"}


def comparisons(entry: Entry) -> tuple[Comparison, ...]:
    """The comparisons of a rule."""
    return tuple(_comparison(part) for part in tables(entry, "comparison", after="rule"))


def _comparison(entry: Entry) -> Comparison:
    entry.check(left=list, relation=str, right_=list)
    if entry.values["relation"] not in set(Relation):
        entry.fail(f"'relation' must be one of {', '.join(Relation)}")
    left, right = (tuple(_term(entry, text) for text in entry.texts(side)) for side in ("left", "right"))
    if not left:
        entry.fail("a comparison needs terms on the left")
    return Comparison(left, Relation(entry.values["relation"]), right)


def _term(entry: Entry, text: str) -> Term:
    """``-before:in_force``: taken off, of the year before, the row or column of that id."""
    minus = text.startswith(MINUS)
    rest = text.removeprefix(MINUS)
    name = rest.removeprefix(BEFORE)
    if not name or ":" in name:
        entry.fail(f"{text!r} is no term")
    return Term(name, before=rest.startswith(BEFORE), minus=minus)


def bearers(entry: Entry) -> tuple[Bearer, ...]:
    """The sorts of agency that a rule holds for."""
    found = []
    for part in tables(entry, "bearer", after="rule"):
        part.check(level_=str, kind_=str)
        for key, allowed in (("level", LEVELS), ("kind", AGENCY_KINDS)):
            if part.text(key) and part.text(key) not in allowed:
                part.fail(f"{key!r} must be one of {', '.join(allowed)}")
        found.append(Bearer(part.text("level"), part.text("kind")))
    return tuple(found)


def measure(entry: Entry) -> Measure:
    """Where a plausible figure ends."""
    part = Entry(entry.values.get("measure", {}), entry.path, entry.line)
    part.check(ratio_=int, base_=int, most_=int, decimals_=int)
    ratio, base, most = (Decimal(part.values[k]) if k in part.values else None for k in ("ratio", "base", "most"))
    return Measure(ratio, base, most, part.values.get("decimals"))


def check_demands(entry: Entry, rule: Rule, forms: tuple[Form, ...]) -> None:
    """Refuse a rule that lacks what its kind needs, or names a cell that no form has."""
    if rule.kind in {*TABLE_KINDS, *CELL_KINDS, "chapters"} and not rule.forms:
        entry.fail(f"a rule of the kind {rule.kind!r} needs 'forms'")
    if unknown := set(rule.forms) - {form.id for form in forms}:
        entry.fail(f"there is no form {', '.join(sorted(unknown))}")
    if (needed := MEASURED.get(rule.kind)) and getattr(rule.measure, needed) is None:
        entry.fail(f"a rule of the kind {rule.kind!r} needs {needed!r} in 'measure'")
    mine = [table for form in forms if form.id in rule.forms for table in form.tables]
    if rule.kind in TABLE_KINDS:
        about = [table for table in mine if table.id == rule.table]
        if len(about) != len(rule.forms):
            entry.fail(f"not every one of the forms has a table {rule.table!r}")
        if rule.kind == "comparison":
            _check_terms(entry, rule, about, [t for form in forms for t in form.tables if t.id == rule.table])
    if rule.kind in CELL_KINDS:
        known = {f"{table.id}/{row.id}/{column.id}" for table in mine for _, row, column in table.cells()}
        known = {table.id for table in mine} if rule.kind == "copy" else known
        if missing := set(rule.cells) - known:
            entry.fail(f"no form has {', '.join(sorted(missing))}")
        if not rule.cells:
            entry.fail(f"a rule of the kind {rule.kind!r} needs 'cells'")


def _check_terms(entry: Entry, rule: Rule, mine: list[Table], everywhere: list[Table]) -> None:
    if rule.each not in {"row", "column", "table"} or not rule.comparisons:
        entry.fail("a comparison needs 'each' (row, column or table) and at least one [[rule.comparison]]")
    for comparison in rule.comparisons:
        for term in (*comparison.left, *comparison.right):
            if not any(term.id in _terms(rule.each, table) for table in (everywhere if term.before else mine)):
                entry.fail(f"{rule.table} has no {term.id} in {', '.join(rule.forms)}")
    rows = {row.id for table in mine for _, row in table.rows}
    if missing := set(rule.rows) - rows:
        entry.fail(f"{rule.table} has no {', '.join(sorted(missing))}")


def _terms(each: str, table: Table) -> set[str]:
    """What a term may be: a column where rows are compared, a row where columns are, else both."""
    if each == "table":
        return {f"{row.id}/{column.id}" for _, row, column in table.cells()}
    return {(column if each == "row" else row).id for _, row, column in table.cells()}
