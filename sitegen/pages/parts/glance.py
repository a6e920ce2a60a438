"""An agency at a glance: a few indicators over its years, each as a small chart and as a line of a table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.charts import line, stacked, standalone, track
from sitegen.charts.stacked import Stack
from sitegen.exports.schema import Words
from sitegen.interface import msg
from sitegen.languages import ENGLISH, SIMPLIFIED
from sitegen.model import Artifact
from sitegen.pages.parts.series import COUNTED, with_breaks
from sitegen.pages.parts.years import columns, year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.charts import LineChart, StackedChart
    from sitegen.model import Agency, Catalogue, Indicator, Report
    from sitegen.pages.parts.marks import Speech
    from sitegen.pages.parts.points import Found
    from sitegen.pages.parts.series import YearColumn
    from sitegen.rendering import Renderer
    from sitegen.series import Point

CHARTED = (
    "requests_received",
    "disclosure_rate",
    "refusal_rate",
    "requests_carried_out",
    "reconsideration_total",
    "litigation_total",
)
OUTCOMES = ("granted", "partial", "refused", "unable")
REST = ("rejected", "other_handling")  # small as a rule: one part of the whole, so that each part has its own colour
REST_NAME = msg("不予处理和其他处理")
FEWEST = 2  # years that a chart must have; one number needs none
OUTCOMES_NAME = msg("办理结果")
OUTCOMES_SLUG = "outcomes"
SIZE = (320, 132)
MEDIA_TYPE = "image/svg+xml"
SOURCE = msg("来源：")


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart of an indicator, its slug, its line of the table by base language, the years whose figures fail a check.

    ``signs`` are the kinds of marks that the line uses.
    """

    slug: str
    indicator: Indicator
    chart: LineChart | None
    columns: tuple[YearColumn, ...]
    cells: Mapping[str, str]
    signs: frozenset[str]
    failing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """The outcomes of requests, stacked; with the names of its parts, and the years whose figures fail a check."""

    slug: str
    chart: StackedChart
    parts: tuple[Speech, ...]
    failing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """What an agency's page begins with."""

    plots: tuple[Plot, ...]
    shares: Shares | None

    @property
    def charts(self) -> tuple[str, ...]:
        """The slugs of what is drawn."""
        own = tuple(plot.slug for plot in self.plots if plot.chart)
        return (*own, self.shares.slug) if self.shares else own


def glance(reports: Sequence[Report], catalogue: Catalogue, found: Found) -> Glance:
    """The indicators of an agency that any of its reports has; charts where two years of them can be drawn."""
    known = {indicator.id: indicator for indicator in catalogue.indicators}
    reads = tuple(found.read(report) for report in reports)
    years = columns(map(year_of, reports))
    plots = []
    for indicator in (known[name] for name in CHARTED if name in known):
        drawn = {year_of(report): found.drawn(indicator, report) for report in reports}
        signs = frozenset[str]().union(*(one.signs for one in drawn.values()))
        if not COUNTED.isdisjoint(signs):
            points = [found.point(indicator, report) for report in reports]
            failing = tuple(year_of(one.report) for one in points if one.failing and one.value is not None)
            over = with_breaks(indicator, years, reads)
            cells, more = found.cells.over(over, drawn)
            plots.append(
                Plot(_slug(indicator.id), indicator, _line(indicator, points), over, cells, signs | more, failing)
            )
    return Glance(tuple(plots), _shares(known, reports, found))


def files(agency: Agency, seen: Glance, renderer: Renderer) -> Iterator[Artifact]:
    """Each chart as an SVG that stands alone, in Chinese, and in English where the site is; a line says where from."""
    site = renderer.site
    address = f"{renderer.base_url}agencies/{agency.id}/" if renderer.base_url else ""
    drawn: list[tuple[str, Speech, LineChart | StackedChart, tuple[Speech, ...], str]] = []
    for plot in seen.plots:
        if plot.chart:
            name = Words(plot.indicator.zh, plot.indicator.en)
            drawn.append((plot.slug, name, plot.chart, (name,), _said(plot.chart)))
    if seen.shares:
        wholes = "; ".join(f"{stack.year}: {stack.whole}" for stack in seen.shares.chart.drawn)
        drawn.append((seen.shares.slug, OUTCOMES_NAME, seen.shares.chart, seen.shares.parts, wholes))
    for edition, ending in ((SIMPLIFIED, ""), (ENGLISH, ".en")):
        if edition not in renderer.editions:
            continue
        who, credit = renderer.say(edition, Words(agency.zh, agency.en)), Words(site.title_zh, site.title_en)
        source = f"{renderer.say(edition, SOURCE)}{renderer.say(edition, credit)} {address}".strip()
        for slug, what, chart, parts, described in drawn:
            title = f"{who} · {renderer.say(edition, what)}"
            names = [renderer.say(edition, part) for part in parts]
            content = standalone(chart, title, described, source, names=names, language=edition.tag)
            yield Artifact(f"agencies/{agency.id}/{slug}{ending}.svg", MEDIA_TYPE, content)


def _said(chart: LineChart) -> str:
    return "; ".join(f"{datum.year}: {one.text(datum)}" for one in chart.tracks for datum in one.drawn)


def _slug(indicator: str) -> str:
    return indicator.replace("_", "-")


def _line(indicator: Indicator, points: Iterable[Point]) -> LineChart | None:
    """The chart of the indicator in the agency's reports."""
    drawn = track(indicator, points)
    return line([drawn], size=SIZE) if len(drawn.drawn) >= FEWEST else None


def _shares(known: Mapping[str, Indicator], reports: Sequence[Report], found: Found) -> Shares | None:
    """The outcomes of the years whose form has them all, each as a bar."""
    if not {*OUTCOMES, *REST} <= known.keys():
        return None
    stacks: list[Stack] = []
    failing: list[int] = []
    for report in reports:
        points = [found.point(known[name], report) for name in (*OUTCOMES, *REST)]
        if any(one.equivalent is None or one.equivalent.grade == "not_comparable" for one in points):
            continue
        if any(one.failing for one in points):
            failing.append(year_of(report))
        values = [one.value for one in points]
        rest = [value for value in values[len(OUTCOMES) :] if value is not None]
        whole = sum(rest, Decimal(0)) if len(rest) == len(REST) else None
        stacks.append(Stack(year_of(report), (*values[: len(OUTCOMES)], whole)))
    chart = stacked(stacks, (400, 150)) if sum(stack.whole is not None for stack in stacks) >= FEWEST else None
    names: tuple[Speech, ...] = (*(Words(known[name].zh, known[name].en) for name in OUTCOMES), REST_NAME)
    return Shares(OUTCOMES_SLUG, chart, names, tuple(failing)) if chart else None
