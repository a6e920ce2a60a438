"""An indicator over agencies and years: each value with its cells, each break between forms with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sitegen.interface import Printed, msg, said
from sitegen.model import Status
from sitegen.pages.parts.judgement import anchor_of
from sitegen.pages.parts.marks import NO_REPORT, PROPOSAL, SIGNS, WORDS, Shown, corrected, shown
from sitegen.pages.parts.names import in_both
from sitegen.pages.parts.paper import Slot
from sitegen.pages.parts.years import year_of
from sitegen.rendering import number
from sitegen.series import Standing, equivalent_in, point, readings
from sitegen.wording import cell_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sitegen.charts import Track
    from sitegen.exports.schema import Words
    from sitegen.model import Agency, Catalogue, Indicator, Observation
    from sitegen.pages.parts.marks import Speech
    from sitegen.series import Point, Readings, Sum

GRADES = {"same": msg("同口径"), "approximate": msg("近似可比"), "not_comparable": msg("不可比")}
GRADE_SIGNS = {"same": "", "approximate": "≈", "not_comparable": "≠"}
SMALL = "△"
SMALL_WORDS = msg("基数小：分母不足 30，一两件就能让比率大变，不作比较和排序")
NO_VALUE = {
    Standing.NO_TWIN: Shown(msg("无此项"), "none", msg("该年表式没有这一项")),
    Standing.MIXED_UNITS: Shown(SIGNS[Status.UNREADABLE], "unreadable", msg("各格单位不一，不相加")),
    Standing.NO_BASE: Shown(msg("无基数"), "none", msg("分母不是正数，没有比率")),
    Standing.NO_SHARE: Shown(msg("不成比率"), "none", msg("分子大于分母或为负数，不成比率")),
}
COUNTED = frozenset({"number", "zero", "resolved"})
"""The kinds of marks that are values."""
UNSTATED = msg("（未注明单位）")
UNITS = {
    "件": msg("件"),
    "项": msg("项"),
    "条": msg("条"),
    "篇": msg("篇"),
    "个": msg("个"),
    "人": msg("人"),
    "人次": msg("人次"),
    "次": msg("次"),
    "万元": msg("万元"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """What the table shows of one agency in one year.

    ``unit`` stands behind it where it is another than the indicator's, ``grade`` is the name of how comparable it is
    where it is not wholly, ``parts`` the sum it is; of a rate ``sides`` are numerator and denominator, each
    leading to its cells, and ``small`` marks one of few cases.
    """

    slot: Slot
    grade: str = ""
    parts: Speech = ""
    sides: tuple[Slot, ...] = ()
    small: bool = False
    unit: Speech = ""

    @property
    def signs(self) -> tuple[str, ...]:
        """The kinds of marks that it uses."""
        mark = self.slot.shown
        beside = (mark.corrected.kind,) if mark.corrected else ()
        grade, small = (GRADE_SIGNS[self.grade],) if self.grade else (), (SMALL,) if self.small else ()
        return (mark.kind, *beside, *grade, *small)


NOT_THERE = Value(Slot(NO_REPORT))
"""What stands in a year of which there is no report."""


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A year, or a long gap; ``broken`` where the way of counting changes before it."""

    year: int | None
    broken: bool


@dataclass(frozen=True, slots=True)
class Series:
    """The cross-year table of an indicator: columns, for each agency its values, and the forms that they come from.

    ``tracks`` are the values of each row for charts.
    """

    columns: tuple[YearColumn, ...]
    rows: tuple[tuple[Agency, tuple[Value, ...]], ...]
    forms: frozenset[str]
    tracks: tuple[Track, ...] = ()

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """The agencies of the rows."""
        return tuple(agency for agency, _ in self.rows)


def unit_name(unit: str) -> str:
    """The unit of an indicator as a text of the interface."""
    return UNITS.get(unit) or Printed(unit)


class Texts(NamedTuple):
    """What varies in the value of one report and another that stand alike: all of it in plain text.

    ``cells`` is what is printed in the cells of the sum, or of numerator and denominator, where these are told;
    ``sides`` are the sums of numerator and denominator.
    """

    report: str
    value: str
    flag: str
    cells: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()


def texts(one: Point, printed: Callable[[Observation | None], str]) -> Texts:
    """What varies in that value; ``printed`` is what a cell shows."""
    value = "" if one.value is None else number(one.value)
    flag = anchor_of(one.failing[0]) if one.failing else ""
    if one.whole is None or (one.base is None and len(one.whole.cells) == 1):
        return Texts(one.report.id, value, flag)
    if one.base is None:
        return Texts(one.report.id, value, flag, tuple(printed(found) for _, found in one.whole.cells))
    cells = tuple(printed(found) for _, found in (*one.whole.cells, *one.base.cells))
    sides = tuple("" if side.value is None else number(side.value) for side in (one.whole, one.base))
    return Texts(one.report.id, value, flag, cells, sides)


def print_of(found: Observation | None) -> str:
    """What a cell shows, without a correction."""
    return shown(found).text


def value_of(one: Point, catalogue: Catalogue, told: Texts) -> Value:
    """What the table shows of a point, saying of it what is ``told``."""
    if one.equivalent is None or one.whole is None:
        return Value(Slot(NO_VALUE.get(one.standing) or _missing(one.standing)))
    grade = one.equivalent.grade if one.equivalent.grade != "same" else ""
    mark, target = _with_corrections(_mark(one, told.value), one), _target(one.whole, told)
    if one.base is None:
        parts = _parts(one, one.whole, catalogue, told.cells) if len(one.whole.cells) > 1 else ""
        return Value(Slot(mark, target, flag=_flag(told, catalogue)), grade, parts, unit=_unit(one))
    first = len(one.whole.cells)
    parts = said(
        "分子 %(numerator)s。分母 %(denominator)s",
        numerator=_parts(one, one.whole, catalogue, told.cells[:first]),
        denominator=_parts(one, one.base, catalogue, told.cells[first:]),
    )
    known = one.whole.value is not None or one.base.value is not None
    both = zip((one.whole, one.base), told.sides, strict=True)
    sides = tuple(Slot(_side(side, text), _target(side, told)) for side, text in both) if known else ()
    return Value(Slot(mark, target, flag=_flag(told, catalogue)), grade, parts, sides, one.small)


def _unit(one: Point) -> Speech:
    """The unit of a value that has another than the indicator, as it is printed, or that none is printed."""
    if one.value is None or one.unit == one.indicator.unit:
        return ""
    return Printed(one.unit) if one.unit else UNSTATED


def _flag(told: Texts, catalogue: Catalogue) -> str:
    """The address of a failing finding that the cells take part in."""
    return catalogue.site.findings_of(told.report, told.flag) if told.flag else ""


def _target(side: Sum, told: Texts) -> str:
    return f"reports/{told.report}/#{side.cells[0][0]}"


def _parts(one: Point, side: Sum, catalogue: Catalogue, printed: tuple[str, ...]) -> Speech:
    """The cells of a sum in words, each with what stands in it."""
    parts = tuple(
        _part(in_both(cell_name, catalogue, one.form, cell), cell, found, text, one)
        for (cell, found), text in zip(side.cells, printed, strict=True)
    )
    return said("%(count)s 格之和：%(parts)s", count=len(parts), parts=parts) if len(parts) > 1 else parts[0]


def _part(name: Words, cell: str, found: Observation | None, printed: str, one: Point) -> Speech:
    correction = one.report.correction(cell)
    beside = shown(found, correction=correction).corrected if correction else None
    text: Speech = Printed(printed) if printed else said(WORDS[Status.ABSENT])
    return said(
        "%(cell)s %(value)s%(corrected)s", cell=name, value=text, corrected=Printed(beside.text if beside else "")
    )


def _with_corrections(mark: Shown, one: Point) -> Shown:
    """The mark with what confirmed corrections make of the value; what is merely proposed is told, not counted."""
    cells = {*one.equivalent.cells, *one.equivalent.base} if one.equivalent else set()
    corrections = [correction for correction in one.report.corrections if correction.cell in cells]
    if not corrections:
        return mark
    if not any(correction.confirmed for correction in corrections):
        return mark._replace(corrected=corrected("", confirmed=False), tip=PROPOSAL)
    right = point(one.indicator, readings(one.report, corrected=True))
    if right.value is None:  # another cell still lacks its number
        return mark
    beside = corrected(_mark(right, number(right.value)).text, confirmed=True)
    return mark._replace(corrected=beside, tip=(mark.tip, beside.word))


def _side(side: Sum, text: str) -> Shown:
    """The numerator or the denominator of a rate."""
    if side.value is None:
        return NO_VALUE.get(side.standing) or _missing(side.standing)
    return Shown(text, "number")


def _mark(one: Point, bare: str) -> Shown:
    """The value, whose digits are ``bare``, or the mark of the reason why there is none."""
    if one.value is None:
        count = len(one.whole.cells) if one.whole and one.base is None else 0
        present = sum(found is not None and found.value is not None for _, found in one.whole.cells) if one.whole else 0
        tip = said("%(count)s 格中只有 %(present)s 格有数，不相加", count=count, present=present) if count > 1 else ""
        return NO_VALUE.get(one.standing) or _missing(one.standing, tip)
    text = bare + ("%" if one.base is not None else "")
    if one.standing is Standing.RESOLVED:
        single = one.whole.cells[0][1] if one.whole and one.base is None and len(one.whole.cells) == 1 else None
        tip = said("原文印作「%(printed)s」", printed=single.printed) if single else ""
        return Shown(text.replace(bare, f"‹{bare}›", 1), "resolved", WORDS[Status.RESOLVED], tip)
    return Shown(text, "number" if one.value else "zero")


def _missing(standing: Standing, tip: Speech = "") -> Shown:
    status = Status(standing)
    return Shown(SIGNS.get(status, "/"), status.value, WORDS[status], tip)


def forms_used(indicator: Indicator, reads: Iterable[Readings]) -> frozenset[str]:
    """The forms that have the indicator, of those that the tables of these reports go by."""
    used = (equivalent_in(read, indicator) for read in reads)
    return frozenset(equivalent.form for equivalent in used if equivalent)


def with_breaks(
    indicator: Indicator, years: tuple[int | None, ...], reads: Iterable[Readings]
) -> tuple[YearColumn, ...]:
    """A break stands between two years where the forms change and do not all count alike, and where one is on record.

    Both years have a report whose form has the indicator: without a figure on either side there is no line to break.
    """
    used: dict[int, set[tuple[str, str]]] = {}
    for read in reads:
        if equivalent := equivalent_in(read, indicator):
            used.setdefault(year_of(read.report), set()).add((equivalent.form, equivalent.grade))
    found = []
    before: set[tuple[str, str]] = set()
    last = 0
    for year in years:
        now = used.get(year or 0, set())
        changed = now != before and any(grade != "same" for _, grade in before | now)
        known = any(last < one.year <= (year or 0) for one in indicator.breaks)
        found.append(YearColumn(year, bool(before and now and (changed or known))))
        if year and now:
            before, last = now, year
    return tuple(found)
