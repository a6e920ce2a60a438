"""A chart of lines: a dot a year, a line where two years may be compared, the peers' quartiles behind them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.charts import telling
from sitegen.charts.drawing import before, break_mark, inline, tag, titled, year_names
from sitegen.charts.labels import Label, placed
from sitegen.charts.paths import chained, marker, run
from sitegen.charts.scales import Scale, digits, scale
from sitegen.cutting import Cut, Hole, as_markup
from sitegen.rendering import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from sitegen.charts.tracks import Datum, Track
    from sitegen.interface import Said
    from sitegen.quartiles import Quartiles

WIDTH, HEIGHT = 400, 180
MARGIN, ABOVE, BELOW = 20, 22, 22
SERIES = 4
"""So many series have colours, dashes and markers of their own; others are dots in grey."""


@dataclass(frozen=True)
class LineChart:
    """The series to be drawn in colours, those behind them as dots, and the band; with the scale of them all."""

    tracks: tuple[Track, ...]
    others: tuple[Track, ...]
    band: tuple[tuple[Quartiles, ...], ...]
    scale: Scale
    width: int
    height: int
    unit: str = ""

    @property
    def said(self) -> tuple[Said, ...]:
        """What it shows, in words for the page to say."""
        known = [one for one in (*self.tracks, *self.others) if one.drawn]
        if self.medians:
            return tuple(telling.of_band(self.medians, self.unit))
        return tuple(telling.of_track(known[0]) if len(known) == 1 else telling.of_many(known))

    @property
    def medians(self) -> tuple[Quartiles, ...]:
        """The years of the band."""
        return tuple(one for piece in self.band for one in piece)

    @property
    def breaks(self) -> tuple[int, ...]:
        """The years before which the way of counting changes."""
        within = {year for one in (*self.tracks, *self.others) for year in one.broken}
        return tuple(sorted(within | {after[0].year for _, after in pairwise(self.band) if after[0].broken}))

    @property
    def labels(self) -> tuple[Label, ...]:
        """The numbers beside the dots: of each series the last, the first and the extremes, where there is room."""
        wanted = [label for one in self.tracks for label in self._wanted(one)]
        ends = self.medians[-1:] + self.medians[:1]
        wanted += [
            Label(self.scale.x(one.year), self.scale.y(one.median) - 5, number(one.median) + self.unit) for one in ends
        ]
        return placed(wanted, self.width)

    def svg(self, title: str, description: str, names: Sequence[str] = ()) -> Markup:
        """The chart for a page, with what it says in words; ``names`` are those of its series."""
        return inline(self, title, description, names)

    def shapes(self, names: Sequence[str] = ()) -> Markup:
        """Everything that is drawn, what lies behind first."""
        return as_markup(self._drawn.fill(tuple(before(name) for name in (*names, *[""] * len(self.tracks)))))

    @cached_property
    def _drawn(self) -> Cut:
        """The shapes, with holes for what the series are called; every language has the same."""
        at = self.scale
        parts = [*self._band(), tag("path", d=run([(at.left - 8, zero := at.y(Decimal(0))), (at.right + 8, zero)]),
                                    class_="axis")]  # fmt: skip
        parts += [*year_names(at), *(break_mark(at, year) for year in self.breaks)]
        parts += [dot for one in self.others for dot in self._dots(one, "other")]
        for place, one in enumerate(self.tracks):
            if lines := chained([self._spot(before), self._spot(after)] for before, after in one.joined):
                parts.append(tag("path", d="".join(map(run, lines)), class_=f"run t{place}"))
            parts += self._dots(one, f"t{place}", Hole(place), place)
        parts += [
            tag("text", label.text, x=digits(label.x), y=digits(label.y), text_anchor="middle", class_="value")
            for label in self.labels
        ]
        return Cut("".join(parts))

    def _spot(self, datum: Datum) -> tuple[float, float]:
        return self.scale.x(datum.year), self.scale.y(_value(datum))

    def _wanted(self, one: Track) -> Iterator[Label]:
        drawn = one.drawn
        if drawn:
            for datum in dict.fromkeys((drawn[-1], max(drawn, key=_value), drawn[0], min(drawn, key=_value))):
                around = [_value(other) for other in drawn if abs(other.year - datum.year) == 1]
                x, y = self._spot(datum)
                under = around and min(around) > _value(datum) and y + 14 < self.scale.bottom
                yield Label(x, y + 14 if under else y - 7, one.text(datum))

    def _dots(self, one: Track, kind: str, name: Hole | str = "", shape: int = 0) -> Iterator[Markup]:
        for datum in one.drawn:
            title = titled(name, f"{datum.year}: {one.text(datum)}")
            d = marker(*self._spot(datum), shape)
            yield tag("path", title, d=d, class_=f"dot {kind}{' few' * datum.small}")

    def _band(self) -> Iterator[Markup]:
        at = self.scale
        for piece in self.band:
            years = [at.x(one.year) for one in piece]
            low = list(zip(years, (at.y(one.low) for one in piece), strict=True))
            high = list(zip(years, (at.y(one.high) for one in piece), strict=True))
            middle = list(zip(years, (at.y(one.median) for one in piece), strict=True))
            if len(piece) == 1:  # a year by itself is a bar
                low, high, middle = ([(x - 8, y), (x + 8, y)] for ((x, y),) in (low, high, middle))
            yield tag("path", d=f"{run([*high, *reversed(low)])}Z", class_="band")
            yield tag("path", d=run(middle), class_="median")


def line(
    tracks: Sequence[Track],
    *,
    others: Sequence[Track] = (),
    band: Sequence[Quartiles] = (),
    unit: str = "",
    size: tuple[int, int] = (WIDTH, HEIGHT),
) -> LineChart | None:
    """The chart of these series, or none where no value is drawn.

    ``others`` are dots behind them, and so are series beyond the fourth; ``band`` are the quartiles of peers by year,
    ``unit`` what stands behind their numbers.
    """
    drawn = [datum for one in (*tracks, *others) for datum in one.drawn]
    years = [datum.year for datum in drawn] + [one.year for one in band]
    if not years:
        return None
    width, height = size
    values = [_value(datum) for datum in drawn] + [value for one in band for value in (one.low, one.high)]
    at = scale(years, values, (MARGIN, ABOVE, width - MARGIN, height - BELOW))
    return LineChart(tuple(tracks[:SERIES]), (*tracks[SERIES:], *others), _pieces(band), at, width, height, unit)


def _pieces(band: Sequence[Quartiles]) -> tuple[tuple[Quartiles, ...], ...]:
    """The band in pieces of neighbouring years that are counted alike."""
    pieces: list[list[Quartiles]] = []
    for one in band:
        if pieces and one.year - pieces[-1][-1].year == 1 and not one.broken:
            pieces[-1].append(one)
        else:
            pieces.append([one])
    return tuple(map(tuple, pieces))


def _value(datum: Datum) -> Decimal:
    return Decimal(0) if datum.value is None else datum.value  # asked only of what has one
