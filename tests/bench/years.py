"""Figures of an agency over many years: sums hold within a report, and what a year leaves the next one takes over."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.model import Layout
from tests.proving.amounts import quantity, size_of
from tests.proving.facts import Figure, added_up, plain, remedies, requests
from tests.proving.identities import sums

if TYPE_CHECKING:
    from random import Random

    from sitegen.model import Catalogue, Form, Rule, Table
    from tests.proving.amounts import Size
    from tests.proving.identities import Sum

WITHOUT_POWER = "rules"  # only some governments make them, and none is invented here
LISTS = 64  # different lists of the years before the national forms: their sums take long to work out
ROUNDS = 6
TIMES = (2, 3, 4)
BOUNDS = frozenset({"<=", ">="})


@dataclass(slots=True)
class Standing:
    """What an agency has at the end of a year: documents in force and items by row, requests by column.

    ``tables`` and ``usual`` are what it does in a usual year, ``times`` how often over it did so last: years are like
    one another and not the same.
    """

    size: Size
    count: dict[str, int] = field(default_factory=dict)
    carried: dict[str, int] = field(default_factory=dict)
    tables: dict[str, dict[str, Figure]] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    usual: dict[str, Decimal] = field(default_factory=dict)


class Years:
    """Draws the figures of reports, year after year."""

    def __init__(self, rng: Random, catalogue: Catalogue) -> None:
        """Know the national forms and what their figures must satisfy."""
        self._rng, self._rules = rng, catalogue.rules
        national = [form for form in catalogue.forms if form.id.startswith("national-")]
        self._forms = {year: form for form in national for year in range(form.first_year, (form.last_year or 2099) + 1)}
        self._sums = {form.id: sums(catalogue, tuple((form, table) for table in form.tables)) for form in national}
        self._lists: dict[tuple[str, Size], list[dict[str, Figure]]] = {}

    def form(self, year: int) -> Form:
        """The national form of the year."""
        return self._forms[year]

    def office(self) -> Standing:
        """A new agency, small or large."""
        return Standing(size_of(self._rng))

    def figures(self, standing: Standing, year: int) -> dict[str, Figure]:
        """The figures of the next year of an agency, which stands otherwise afterwards."""
        form = self.form(year)
        found: dict[str, Figure] = {}
        for table in form.tables:
            if table.layout is Layout.MATRIX:
                numbers = _taken_over(self._usual(standing, form, table), table, standing)
            elif table.layout is Layout.ACROSS:
                numbers = self._usual(standing, form, table)
            elif table.layout is Layout.STACKED:
                numbers = _proactive(self._rng, table, standing)
            else:
                found |= self._list(form, table, standing.size)
                continue
            found |= {f"{table.id}/{cell}": figure for cell, figure in numbers.items()}
        return found

    def broken(self, figures: dict[str, Figure], year: int) -> tuple[dict[str, Figure], str]:
        """The figures with one changed that a sum counts, and its cell."""
        of_form: tuple[Sum, ...] = self._sums[self.form(year).id]
        cell = self._rng.choice(self._rng.choice(of_form).cells)
        value = figures[cell].value or Decimal(0)
        return {**figures, cell: plain(value + self._rng.choice((1, 1, 2, 10)))}, cell

    def _usual(self, standing: Standing, form: Form, table: Table) -> dict[str, Figure]:
        """The figures of a usual year, some times over, and never the same two years running."""
        key = f"{form.id}/{table.id}"
        if key not in standing.tables:
            drawn = requests if table.layout is Layout.MATRIX else remedies
            for _ in range(ROUNDS):
                standing.tables[key] = drawn(self._rng, table, standing.size)
                if not _more_after(standing.tables[key]):
                    break
        times = self._rng.choice([times for times in TIMES if times != standing.times.get(key)])
        standing.times[key] = times
        return {cell: plain((figure.value or Decimal(0)) * times) for cell, figure in standing.tables[key].items()}

    def _list(self, form: Form, table: Table, size: Size) -> dict[str, Figure]:
        """One of the lists of that size, times a whole number, which keeps what must be equal and what must be less."""
        known = self._lists.setdefault((table.id, size), [])
        if len(known) < LISTS:
            known.append(self._new_list(form, table, size))
        times = self._rng.randint(1, 5)
        return {cell: plain((figure.value or Decimal(0)) * times) for cell, figure in self._rng.choice(known).items()}

    def _new_list(self, form: Form, table: Table, size: Size) -> dict[str, Figure]:
        """A list that adds up, and in which nothing is more than what should include it."""
        figures = {
            f"{table.id}/{row.id}/{column.id}": plain(quantity(self._rng, size)) for _, row, column in table.cells()
        }
        of_form, bounds = self._sums[form.id], _bounds(self._rules, form, table)
        items = {one.subject: one.right for one in of_form if len(one.right) > 1}
        for _ in range(ROUNDS):
            figures = added_up(figures, of_form)
            for less, more in bounds:
                sides = (sum((figures[cell].value or Decimal(0) for cell in side), Decimal(0)) for side in (less, more))
                gap = next(sides) - next(sides)
                if gap > 0:
                    cell = more[0]
                    while cell in items:
                        cell = items[cell][0]
                    figures[cell] = plain((figures[cell].value or Decimal(0)) + gap)
        return figures


def _more_after(numbers: dict[str, Figure]) -> bool:
    """Whether more suits follow a reconsideration than there are reconsiderations."""
    after, before = (numbers.get(f"{row}/total") for row in ("litigation_post", "reconsideration"))
    return bool(after and before and (after.value or 0) > (before.value or 0))


def _bounds(rules: tuple[Rule, ...], form: Form, table: Table) -> list[tuple[list[str], list[str]]]:
    """Cells of a list that are together at most as much as others."""
    found = []
    for rule in rules:
        if rule.kind == "comparison" and form.id in rule.forms and rule.table == table.id:
            for one in rule.comparisons:
                left, right = (
                    [f"{table.id}/{term.id}/{table.columns[0].id}" for term in terms] for terms in (one.left, one.right)
                )
                if one.relation in BOUNDS:
                    found.append((left, right) if one.relation == "<=" else (right, left))
    return found


def _taken_over(numbers: dict[str, Figure], table: Table, standing: Standing) -> dict[str, Figure]:
    """The requests with those carried in that the year before carried out, and as many fewer or more new ones."""
    (section,) = table.sections
    *applicants, total = (column.id for column in section.columns)
    counts = {cell: int(figure.value or 0) for cell, figure in numbers.items()}
    for column in applicants:
        before = standing.carried.get(column, counts[f"carried_in/{column}"])
        more = before - counts[f"carried_in/{column}"]
        fewer = min(more, counts[f"received_new/{column}"])
        counts[f"carried_in/{column}"] = before
        counts[f"received_new/{column}"] -= fewer
        for row in ("granted", "closed_total"):
            counts[f"{row}/{column}"] += more - fewer
        standing.carried[column] = counts[f"carried_out/{column}"]
    for row in ("carried_in", "received_new", "granted", "closed_total"):
        counts[f"{row}/{total}"] = sum(counts[f"{row}/{column}"] for column in applicants)
    return {cell: plain(value) for cell, value in counts.items()}


def _proactive(rng: Random, table: Table, standing: Standing) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for section in table.sections:
        columns = [column.id for column in section.columns]
        money = {column.id: "" if "单位" in column.zh else "万元" for column in section.columns if column.money}
        for row in section.rows:
            values = _row(rng, row.id, columns, set(money), standing)
            for column in columns:
                number = Decimal(values[column])
                found[f"{row.id}/{column}"] = Figure(number, f"{number:f}{money.get(column, '')}")
    return found


def _row(rng: Random, row: str, columns: list[str], money: set[str], standing: Standing) -> dict[str, Decimal | int]:
    """A row on disclosure without request, going on from the count of the year before."""
    values: dict[str, Decimal | int] = {column: _like(rng, row, column, money, standing) for column in columns}
    more, less = (int(_like(rng, row, name, money, standing)) for name in ("more", "less"))
    less //= 2
    before = standing.count.get(row, 0 if row == WITHOUT_POWER else quantity(rng, standing.size))
    now = max(before + more - less, 0)
    if "disclosed_total" in values:
        now = before + more
        values |= {"made": more, "disclosed": more, "disclosed_total": now}
    elif "in_force" in values:
        values |= {"issued": more, "repealed": before + more - now, "in_force": now}
    elif "items_previous_year" in values:
        values |= {"items_previous_year": before, "items_change": now - before}
        if not now and "decisions" in values:
            values["decisions"] = 0
    standing.count[row] = now
    return values


def _like(rng: Random, row: str, column: str, money: set[str], standing: Standing) -> Decimal | int:
    """About as much as in a usual year."""
    if row not in standing.usual:  # whether there is anything of the kind at all
        standing.usual[row] = Decimal(row != WITHOUT_POWER and rng.random() < standing.size.share)
    if not standing.usual[row]:
        return 0
    cell, size = f"{row}/{column}", standing.size.largest + 4
    usual = standing.usual.setdefault(cell, Decimal(rng.randint(4, size)))
    now = usual * rng.randint(70, 140) / 100
    return now.quantize(Decimal("0.01")) if column in money else int(now)
