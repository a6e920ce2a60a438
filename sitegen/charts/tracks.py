"""What a chart draws: values by year, and between which of them a line may be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sitegen.rendering import number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from sitegen.model import Indicator
    from sitegen.series import Point

FEW = 5
"""A count below this says little of a trend: it is a dot, and no line leads to it."""


class Datum(NamedTuple):
    """A year of a series: its value, or none; the form it was counted by, and how comparable that is.

    ``small`` is a value of so few cases that no line leads to it; ``aside`` one that is not comparable with the rest,
    and therefore not drawn.
    """

    year: int
    value: Decimal | None
    form: str = ""
    grade: str = "same"
    small: bool = False
    aside: bool = False

    @property
    def counted(self) -> bool:
        """Whether the report has a figure, drawn or not."""
        return self.value is not None or self.aside


@dataclass(frozen=True, slots=True)
class Track:
    """The years of a series in their order; ``breaks`` are years from which figures do not continue those before.

    ``unit`` stands behind each number where it is short, as ``%`` is.
    """

    data: tuple[Datum, ...]
    breaks: tuple[int, ...] = ()
    unit: str = ""

    @property
    def drawn(self) -> tuple[Datum, ...]:
        """The years with a value."""
        return tuple(datum for datum in self.data if datum.value is not None)

    @property
    def joined(self) -> tuple[tuple[Datum, Datum], ...]:
        """The pairs of neighbouring years between which a line is drawn."""
        return tuple(pair for pair in pairwise(self.data) if self._join(*pair))

    @property
    def broken(self) -> tuple[int, ...]:
        """The years before which the way of counting changes, with values on either side."""
        drawn = self.drawn
        return tuple(year for a, b in pairwise(drawn) if (year := self.break_between(a, b)))

    def _join(self, before: Datum, after: Datum) -> bool:
        if before.value is None or after.value is None or after.year - before.year != 1:
            return False
        return not (before.small or after.small or self.break_between(before, after))

    def break_between(self, before: Datum, after: Datum) -> int | None:
        """The year from which counting differs, if it does: of a recorded break, or of the later of two forms."""
        recorded = [year for year in self.breaks if before.year < year <= after.year]
        alike = before.form == after.form or before.grade == after.grade == "same"
        return recorded[-1] if recorded else None if alike else after.year

    def text(self, datum: Datum) -> str:
        """The value in digits, with its unit where it is short."""
        return "" if datum.value is None else number(datum.value) + self.unit


def track(indicator: Indicator, points: Iterable[Point]) -> Track:
    """The values of an indicator in the reports of one agency, which come in order of year."""
    data = []
    for one in points:
        twin = one.equivalent
        grade = twin.grade if twin else "same"
        aside = one.value is not None and (grade == "not_comparable" or one.unit != indicator.unit)
        value = None if aside else one.value
        small = one.small or (not indicator.rate and indicator.unit == "件" and value is not None and value < FEW)
        data.append(Datum(int(one.report.year.value), value, one.form, grade, small, aside))
    return track_of(indicator, tuple(data))


def track_of(indicator: Indicator, data: tuple[Datum, ...]) -> Track:
    """The track of these years of an indicator, with its breaks and its unit."""
    return Track(data, tuple(one.year for one in indicator.breaks), "%" if indicator.unit == "%" else "")
