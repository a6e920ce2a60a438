"""An indicator over agencies and years: each value with its cells, each break between forms with its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.model import Status
from sitegen.pages.parts.marks import NO_REPORT, PROPOSAL, SIGNS, WORDS, Shown, corrected, shown
from sitegen.pages.parts.paper import Slot
from sitegen.pages.parts.years import by_agency, columns, year_of
from sitegen.rendering import number
from sitegen.wording import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Agency, Catalogue, Dataset, Equivalent, Indicator, Observation, Report

GRADES = {"same": "同口径", "approximate": "近似可比", "not_comparable": "不可比"}
GRADE_SIGNS = {"same": "", "approximate": "≈", "not_comparable": "≠"}
NO_SUCH_ITEM = Shown("无此项", "none", "该年表式没有这一项")
NUMBERS = ("number", "zero", "resolved")
WORST_FIRST = (Status.UNREADABLE, Status.ABSENT, Status.NOT_APPLICABLE, Status.BLANK)


@dataclass(frozen=True, slots=True)
class Value:
    """What the table shows of one agency in one year; ``grade`` is the sign before it, ``parts`` the sum it is."""

    slot: Slot
    grade: str = ""
    parts: str = ""


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A year, or a long gap; ``broken`` where the way of counting changes before it."""

    year: int | None
    broken: bool


@dataclass(frozen=True, slots=True)
class Series:
    """The cross-year table of an indicator: columns, for each agency its values, and the forms that they come from."""

    columns: tuple[YearColumn, ...]
    rows: tuple[tuple[Agency, tuple[Value, ...]], ...]
    forms: frozenset[str]

    @property
    def signs(self) -> frozenset[str]:
        """The kinds of marks that the table uses."""
        values = [value for _, row in self.rows for value in row]
        marks = [value.slot.shown for value in values]
        beside = {mark.corrected.kind for mark in marks if mark.corrected}
        return frozenset(mark.kind for mark in marks) | {v.grade for v in values if v.grade} | beside

    @property
    def count(self) -> int:
        """How many values stand in the table."""
        kinds = [value.slot.shown.kind for _, row in self.rows for value in row]
        return sum(kinds.count(kind) for kind in NUMBERS)


def equivalent_in(report: Report, indicator: Indicator) -> Equivalent | None:
    """What the indicator is in the tables of this report, each of which goes by the form it was recognised by."""
    forms = dict(report.tables)
    for equivalent in indicator.equivalents:
        if all(forms.get(cell.partition("/")[0]) == equivalent.form for cell in equivalent.cells):
            return equivalent
    return None


def series(indicator: Indicator, dataset: Dataset) -> Series:
    """The indicator for all agencies with reports, over all years with reports."""
    years = columns(year_of(report) for report in dataset.reports)
    reports = {agency: found for agency, found in by_agency(dataset).items() if found}
    rows = []
    for agency in dataset.catalogue.agencies:
        if of_agency := reports.get(agency.id):
            values = tuple(_value(indicator, of_agency.get(year or 0), dataset.catalogue) for year in years)
            rows.append((agency, values))
    used = (equivalent_in(report, indicator) for report in dataset.reports)
    forms = frozenset(equivalent.form for equivalent in used if equivalent)
    return Series(_with_breaks(indicator, years, dataset.reports), tuple(rows), forms)


def _value(indicator: Indicator, report: Report | None, catalogue: Catalogue) -> Value:
    if report is None:
        return Value(Slot(NO_REPORT))
    equivalent = equivalent_in(report, indicator)
    if equivalent is None:
        return Value(Slot(NO_SUCH_ITEM))
    cells = {observation.cell: observation for observation in report.observations}
    found = [cells.get(cell) for cell in equivalent.cells]
    target = f"reports/{report.id}/#{equivalent.cells[0]}"
    whole = _with_corrections(_total(found, indicator.unit), found, report, indicator.unit)
    if len(found) == 1:
        return Value(Slot(whole, target), GRADE_SIGNS[equivalent.grade])
    parts = "；".join(
        f"{cell_name(catalogue, equivalent.form, cell, 'zh')} {_part(shown(one, correction=report.correction(cell)))}"
        for cell, one in zip(equivalent.cells, found, strict=True)
    )
    return Value(Slot(whole, target), GRADE_SIGNS[equivalent.grade], f"{len(found)} 格之和：{parts}")


def _part(mark: Shown) -> str:
    return (mark.text or WORDS[Status.ABSENT]) + (mark.corrected.text if mark.corrected else "")


def _with_corrections(whole: Shown, found: list[Observation | None], report: Report, unit: str) -> Shown:
    """The mark with the total beside it that corrections make of it; what is merely proposed is told, not counted."""
    corrections = [report.correction(one.cell) if one else None for one in found]
    if not any(corrections):
        return whole
    if not any(one.confirmed for one in corrections if one):
        return replace(whole, corrected=corrected("", confirmed=False), tip=PROPOSAL)
    right = [
        replace(cell, value=one.value, unit=one.unit, status=Status.REPORTED, note="")
        if cell and one and one.confirmed
        else cell
        for cell, one in zip(found, corrections, strict=True)
    ]
    total = _total(right, unit)
    if total.kind not in NUMBERS:  # another cell still lacks its number
        return whole
    beside = corrected(total.text, confirmed=True)
    return replace(whole, corrected=beside, tip="；".join(filter(None, (whole.tip, beside.word))))


def _total(found: list[Observation | None], unit: str) -> Shown:
    """The sum of the cells where every one has a number of the same unit; else the mark of what is wrong with one."""
    present = [one for one in found if one is not None and one.value is not None]
    if len(present) < len(found):
        statuses = {one.status if one else Status.ABSENT for one in found} - {Status.REPORTED, Status.RESOLVED}
        worst = next(status for status in WORST_FIRST if status in statuses)
        tip = f"{len(found)} 格中只有 {len(present)} 格有数，不相加" if len(found) > 1 else ""
        return Shown(SIGNS.get(worst, "/"), worst.value, WORDS[worst], tip)
    units = {one.unit for one in present}
    if len(units) > 1:
        return Shown(SIGNS[Status.UNREADABLE], "unreadable", "各格单位不一，不相加")
    total = sum((one.value for one in present if one.value is not None), Decimal(0))
    (printed_unit,) = units
    other = "" if printed_unit == unit else printed_unit or "（未注明单位）"
    if any(one.status is Status.RESOLVED for one in present):
        tip = f"原文印作「{present[0].printed}」" if len(present) == 1 else ""
        return Shown(f"‹{number(total)}›{other}", "resolved", WORDS[Status.RESOLVED], tip)
    return Shown(f"{number(total)}{other}", "number" if total else "zero")


def _with_breaks(
    indicator: Indicator, years: tuple[int | None, ...], reports: Iterable[Report]
) -> tuple[YearColumn, ...]:
    """A break stands where the forms in use change between two years and one of them does not count the same way."""
    used: dict[int, set[tuple[str, str]]] = {}
    for report in reports:
        if equivalent := equivalent_in(report, indicator):
            used.setdefault(year_of(report), set()).add((equivalent.form, equivalent.grade))
    found = []
    before: set[tuple[str, str]] = set()
    for year in years:
        now = used.get(year or 0, set())
        changed = bool(before and now and now != before and any(grade != "same" for _, grade in before | now))
        found.append(YearColumn(year, changed))
        before = now or before
    return tuple(found)
