"""Facts of an invented report: an agency, a year, and figures that satisfy every identity of the form."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.model import Layout
from tests.proving.amounts import distribute, quantity, size_of
from tests.proving.identities import sums

if TYPE_CHECKING:
    from random import Random

    from sitegen.model import Catalogue, Column, Form, Row, Table
    from tests.proving.amounts import Size
    from tests.proving.identities import Sum

PLACES = ("云澜市", "青屿县", "临棠市", "玉岚县", "松涛区", "白鹭洲区", "望川市", "砚湖县", "锦屏岭县", "石榴湾区")
BODIES = (
    "商务局", "人民政府", "人民政府办公室", "发展和改革局", "教育局", "市场监督管理局", "生态环境局",
    "住房和城乡建设局", "清泉镇人民政府", "桃源街道办事处",
)  # fmt: skip
LATEST = 2025
IN_AND_OUT = ("received_new", "carried_in", "closed_total", "carried_out")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a cell says: its number, none where it prints none, and the characters that it prints."""

    value: Decimal | None
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """What a report states; ``planted`` names the identities, as (rule, subject), that its figures break."""

    tables: tuple[tuple[Form, Table], ...]
    agency: str
    year: int
    published: dt.date
    signed: dt.date
    figures: dict[str, Figure]
    planted: tuple[tuple[str, str], ...] = ()

    @property
    def values(self) -> dict[str, Decimal | None]:
        """The number of each cell."""
        return {cell: figure.value for cell, figure in self.figures.items()}

    def with_figures(self, changed: dict[str, Figure]) -> Facts:
        """These facts with some cells printed otherwise."""
        return replace(self, figures={**self.figures, **changed})


def draw(rng: Random, catalogue: Catalogue, *, planted: bool = False) -> Facts:
    """A report of any form of the catalogue; ``planted`` changes one cell so that an identity breaks."""
    form = rng.choice(catalogue.forms)
    tables = _tables(rng, form, catalogue)
    year = rng.randint(form.first_year, form.last_year or LATEST)
    figures: dict[str, Figure] = {}
    size = size_of(rng)
    for _, table in tables:
        figures |= _figures(rng, table, size)
    demanded = sums(catalogue, tables)
    figures = added_up(figures, demanded)
    published = dt.date(year + 1, 1, 1) + dt.timedelta(days=rng.randrange(90))
    facts = Facts(
        tables=tables,
        agency=rng.choice(PLACES) + rng.choice(BODIES),
        year=year,
        published=published,
        signed=published - dt.timedelta(days=rng.randrange(12)),
        figures=figures,
    )
    return _with_break(rng, facts, demanded) if planted else facts


def _tables(rng: Random, form: Form, catalogue: Catalogue) -> tuple[tuple[Form, Table], ...]:
    """The tables of the form; now and then one of another year's form, as hurried offices copy them."""
    tables = [(form, table) for table in form.tables]
    others = [(f, t) for f in catalogue.forms if f is not form for t in f.tables if t.layout is Layout.STACKED]
    if len(tables) > 1 and others and rng.random() < 0.05:
        tables[0] = rng.choice(others)
    return tuple(tables)


# --- figures ---------------------------------------------------------------------------------------------------------


def _figures(rng: Random, table: Table, size: Size) -> dict[str, Figure]:
    if table.layout is Layout.MATRIX:
        numbers = requests(rng, table, size)
    elif table.layout is Layout.ACROSS:
        numbers = remedies(rng, table, size)
    else:
        numbers = _single(rng, table, size)
    return {f"{table.id}/{cell}": figure for cell, figure in numbers.items()}


def plain(value: Decimal | int) -> Figure:
    """A number printed as it is."""
    return Figure(Decimal(value), f"{value:f}" if isinstance(value, Decimal) else str(value))


def requests(rng: Random, table: Table, size: Size) -> dict[str, Figure]:
    """Requests by applicant: what came in is closed under the outcomes or carried forward; the last column adds up."""
    (section,) = table.sections
    outcomes = [row.id for row in section.rows if row.id not in IN_AND_OUT]
    favoured = rng.sample(outcomes, k=rng.randint(2, 6))
    numbers: dict[str, int] = dict.fromkeys((f"{r.id}/{c.id}" for r in section.rows for c in section.columns), 0)
    *applicants, total = section.columns
    for place, column in enumerate(applicants):
        received = quantity(rng, size) if not place or rng.random() < size.others else 0
        carried = received // rng.randint(5, 40)
        left = (received + carried) // rng.randint(5, 60)
        column_values = {"received_new": received, "carried_in": carried, "carried_out": left}
        column_values["closed_total"] = received + carried - left
        column_values |= distribute(rng, column_values["closed_total"], favoured)
        for row, value in column_values.items():
            numbers[f"{row}/{column.id}"] = value
    for row in (r.id for r in section.rows):
        numbers[f"{row}/{total.id}"] = sum(numbers[f"{row}/{c.id}"] for c in applicants)
    return {cell: plain(value) for cell, value in numbers.items()}


def remedies(rng: Random, table: Table, size: Size) -> dict[str, Figure]:
    (section,) = table.sections
    *results, total = section.columns
    numbers: dict[str, Figure] = {}
    for row in section.rows:
        values = [quantity(rng, size) // 8 if rng.random() < size.others else 0 for _ in results]
        for column, value in zip((*results, total), (*values, sum(values)), strict=True):
            numbers[f"{row.id}/{column.id}"] = plain(value)
    return numbers


def _single(rng: Random, table: Table, size: Size) -> dict[str, Figure]:
    """Tables whose cells stand alone; a list's cumulative figures are at least those of the year."""
    numbers: dict[str, Figure] = {}
    for section, row, column in table.cells():
        figure = _one(rng, row, column, size)
        before = numbers.get(f"{row.id}/{section.columns[0].id}")
        if table.layout is Layout.LIST and before and before.value is not None and figure.value is not None:
            figure = plain(figure.value + before.value)
        numbers[f"{row.id}/{column.id}"] = figure
    return numbers


def _one(rng: Random, row: Row, column: Column, size: Size) -> Figure:
    if column.money or row.unit in {"元", "万元"}:
        return _money(rng, column, size)
    value = quantity(rng, size) if rng.random() < size.share else 0
    if column.id == "items_change":
        value = rng.choice((-1, 1)) * (value % 90)
        return Figure(Decimal(value), rng.choice((f"{value:+d}", str(value))) if value > 0 else str(value))
    if column.id in {"decisions", "count", "cumulative"} and size.largest > 1 and rng.random() < 0.2:
        value = rng.randint(1000, 260_000)
    return plain(value)


def _money(rng: Random, column: Column, size: Size) -> Figure:
    """An amount with up to six decimals, and where the form leaves the unit open, its unit as often as not."""
    if rng.random() > size.share:
        return plain(0)
    places = rng.choice((0, 0, 1, 2, 2, 4, 6))
    value = Decimal(rng.randint(1, 10 ** rng.randint(3, 12))).scaleb(-places)
    printed = f"{value:f}"
    if column.money and "单位" not in column.zh:
        printed += rng.choice(("", "", "万元", "元"))
    return Figure(value, printed)


def added_up(figures: dict[str, Figure], demanded: tuple[Sum, ...]) -> dict[str, Figure]:
    """The figures with every heading made the sum of its items, from the lowest level up."""
    figures = dict(figures)
    single = [one for one in demanded if len(one.left) == 1]
    items = {one.subject: one.right for one in single if len(one.right) > 1}
    for _ in range(8):  # deeper than any form
        for one in reversed(single):
            gap = one.gap({cell: figure.value for cell, figure in figures.items()})
            if not gap:
                continue
            if len(one.right) == 1:  # two headings that must be the same: the smaller one gets a larger item
                cell = _lowest(one.right[0] if gap > 0 else one.subject, items)
                figures[cell] = plain((figures[cell].value or Decimal(0)) + abs(gap))
            else:
                figures[one.subject] = plain((figures[one.subject].value or Decimal(0)) - gap)
    return figures


def _lowest(cell: str, items: dict[str, tuple[str, ...]]) -> str:
    while cell in items:
        cell = items[cell][0]
    return cell


def _with_break(rng: Random, facts: Facts, demanded: tuple[Sum, ...]) -> Facts:
    """The facts with one number changed, and the record of what that breaks."""
    cells = sorted({cell for one in demanded for cell in one.cells})
    if not cells:
        return facts
    cell = rng.choice(cells)
    value = facts.figures[cell].value or Decimal(0)
    step = rng.choice((1, 1, 1, 2, 10, 100))
    changed = facts.with_figures({cell: plain(value - step if value > step and rng.random() < 0.5 else value + step)})
    broken = tuple((one.rule, one.subject) for one in demanded if one.gap(changed.values))
    return replace(changed, planted=broken)
