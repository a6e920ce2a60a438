"""The value of an indicator in a report, or the reason why there is none; with the cells that it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from operator import is_
from typing import TYPE_CHECKING, NamedTuple

from sitegen.model import Outcome, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.model import Correction, Equivalent, Finding, Indicator, Observation, Report

SMALL_BASE = 30
"""A rate of fewer cases than these jumps with every single one: it is marked, and never put in order with others."""
TENTH = Decimal("0.1")


class Standing(StrEnum):
    """How an indicator stands in a report. A value stands only with REPORTED and RESOLVED."""

    REPORTED = "reported"
    RESOLVED = "resolved"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    UNREADABLE = "unreadable"
    ABSENT = "absent"
    NO_TWIN = "no_twin"
    MIXED_UNITS = "mixed_units"
    NO_BASE = "no_base"
    NO_SHARE = "no_share"


WORST_FIRST = (Standing.UNREADABLE, Standing.ABSENT, Standing.NOT_APPLICABLE, Standing.BLANK)
"""Of several cells without a number the first of these tells why there is no sum."""


class Sum(NamedTuple):
    """Cells added up, each with what the report has there: a value and its unit, or the reason why there is none."""

    cells: tuple[tuple[str, Observation | None], ...]
    value: Decimal | None
    unit: str
    standing: Standing


class Point(NamedTuple):
    """An indicator in a report. ``base`` is the denominator of a rate, whose numerator is ``whole``.

    ``failing`` are the failing findings that any of its cells takes part in: one of their figures is wrong.
    """

    indicator: Indicator
    report: Report
    form: str
    equivalent: Equivalent | None
    value: Decimal | None
    unit: str
    standing: Standing
    whole: Sum | None = None
    base: Sum | None = None
    failing: tuple[str, ...] = ()

    @property
    def small(self) -> bool:
        """Whether it is a rate of so few cases that it says little."""
        base = self.base.value if self.base else None
        return self.value is not None and base is not None and base < SMALL_BASE


@dataclass(frozen=True, slots=True)
class Readings:
    """A report with its cells at hand: the form that each table goes by, and what stands in each cell.

    ``failing`` has the ids of the failing findings that each cell takes part in; ``points`` are those that were worked
    out.
    """

    report: Report
    forms: Mapping[str, str]
    cells: Mapping[str, Observation]
    failing: Mapping[str, tuple[str, ...]]
    points: dict[str, Point] = field(default_factory=dict, compare=False)


MOST = 64
"""The reports that are kept at hand: those of an agency."""
_known: dict[tuple[int, bool], tuple[Readings, tuple[Finding, ...]]] = {}


def readings(report: Report, findings: Iterable[Finding] = (), *, corrected: bool = False) -> Readings:
    """The report with its cells at hand, as printed, or with the numbers that confirmed corrections put there.

    ``findings`` are those of the report. Packages, pages and lists of an agency ask for the same: they have the same.
    """
    some = tuple(findings)
    key = id(report), corrected
    if known := _known.get(key):
        read, about = known
        if read.report is report and len(about) == len(some) and all(map(is_, about, some)):
            return read
    if len(_known) >= MOST:
        _known.clear()
    read = _readings(report, some, corrected=corrected)
    _known[key] = read, some  # the report is kept, or another could get its id
    return read


def _readings(report: Report, findings: Iterable[Finding], *, corrected: bool) -> Readings:
    cells = {one.cell: one for one in report.observations}
    if corrected:
        cells |= {c.cell: _right(cells[c.cell], c) for c in report.corrections if c.confirmed and c.cell in cells}
    failing: dict[str, tuple[str, ...]] = {}
    for finding in findings:
        if finding.outcome is Outcome.FAIL:
            for cell in finding.cells:
                failing[cell] = (*failing.get(cell, ()), finding.id)
    return Readings(report, dict(report.tables), cells, failing)


def point(indicator: Indicator, read: Readings) -> Point:
    """What the indicator is in that report; it is worked out once, whoever asks."""
    known = read.points.get(indicator.id)
    if known is None or known.indicator is not indicator:
        known = read.points[indicator.id] = _point(indicator, read)
    return known


def _point(indicator: Indicator, read: Readings) -> Point:
    report = read.report
    equivalent = equivalent_in(read, indicator)
    if equivalent is None:
        return Point(indicator, report, report.form, None, None, "", _refusal(indicator, read))
    whole = _sum(equivalent.cells, read)
    failing = _failing(equivalent, read) if read.failing else ()
    if not indicator.rate:
        return Point(
            indicator, report, equivalent.form, equivalent, whole.value, whole.unit, whole.standing, whole,
            failing=failing,
        )  # fmt: skip
    base = _sum(equivalent.base, read)
    value, standing = _share(whole, base)
    unit = indicator.unit if value is not None else ""
    return Point(indicator, report, equivalent.form, equivalent, value, unit, standing, whole, base, failing)


def equivalent_in(read: Readings, indicator: Indicator) -> Equivalent | None:
    """What the indicator is in the tables of this report, each of which goes by the form it was recognised by."""
    forms = read.forms
    for equivalent in indicator.equivalents:
        form = equivalent.form
        for table in equivalent.tables:
            if forms.get(table) != form:
                break
        else:
            return equivalent
    return None


def _failing(equivalent: Equivalent, read: Readings) -> tuple[str, ...]:
    """The failing findings that the cells take part in, each once."""
    cells = (*equivalent.cells, *equivalent.base)
    return tuple(dict.fromkeys(finding for cell in cells for finding in read.failing.get(cell, ())))


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """The share in per cent with one decimal, half a tenth rounded up."""
    return (100 * part / whole).quantize(TENTH, ROUND_HALF_UP)


def _refusal(indicator: Indicator, read: Readings) -> Standing:
    """Why no table gives the indicator: the form has no such item, or the report does not print the table."""
    twin = indicator.equivalent(read.report.form)
    tables = twin.tables if twin else ()
    others = any(read.forms.get(table, read.report.form) != read.report.form for table in tables)
    return Standing.ABSENT if twin and not others else Standing.NO_TWIN


def _sum(addresses: tuple[str, ...], read: Readings) -> Sum:
    """The sum of the cells where every one has a certain number, all of one unit."""
    found = [read.cells.get(address) for address in addresses]
    cells = tuple(zip(addresses, found, strict=True))
    present = [one for one in found if one is not None and one.value is not None]
    if len(present) < len(found):
        missing = {
            Standing(one.status) if one else Standing.ABSENT for one in found if one is None or one.value is None
        }
        return Sum(cells, None, "", next(reason for reason in WORST_FIRST if reason in missing))
    units = {one.unit for one in present}
    if len(units) > 1:
        return Sum(cells, None, "", Standing.MIXED_UNITS)
    resolved = any(one.status is Status.RESOLVED for one in present)
    total = Decimal(0)
    for one in present:
        total += one.value or 0
    return Sum(cells, total, units.pop(), Standing.RESOLVED if resolved else Standing.REPORTED)


def _right(printed: Observation, correction: Correction) -> Observation:
    return replace(printed, value=correction.value, unit=correction.unit, status=Status.REPORTED, note="")


def _share(whole: Sum, base: Sum) -> tuple[Decimal | None, Standing]:
    """The share of a sum in another where both are certain, there is a base, and the part is a part of it."""
    if whole.value is None or base.value is None:
        reasons = {one.standing for one in (whole, base) if one.value is None}
        order = (Standing.MIXED_UNITS, *WORST_FIRST)
        return None, next(reason for reason in order if reason in reasons)
    if whole.unit != base.unit:
        return None, Standing.MIXED_UNITS
    if base.value <= 0:
        return None, Standing.NO_BASE
    if not 0 <= whole.value <= base.value:
        return None, Standing.NO_SHARE
    resolved = Standing.RESOLVED in {whole.standing, base.standing}
    return percent(whole.value, base.value), Standing.RESOLVED if resolved else Standing.REPORTED
