"""An indicator: what it means, which cells it is in each form, its peers by year, its values by agency and year."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, overload

from sitegen.charts import track
from sitegen.gathering import Aggregate, Task, together
from sitegen.pages import indicator_region
from sitegen.pages.form import row_address
from sitegen.pages.parts.indicator_plot import plot
from sitegen.pages.parts.names import in_both
from sitegen.pages.parts.peers import peers
from sitegen.pages.parts.places import by_place
from sitegen.pages.parts.points import Found
from sitegen.pages.parts.series import (
    GRADE_SIGNS,
    GRADES,
    SMALL,
    SMALL_WORDS,
    Series,
    forms_used,
    unit_name,
    with_breaks,
)
from sitegen.pages.parts.series_rows import Cells, Reader, Rows, read_track, row_section, track_section
from sitegen.pages.parts.summary import Summary
from sitegen.pages.parts.years import columns, year_of
from sitegen.series import Readings
from sitegen.wording import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.exports.schema import Words
    from sitegen.gathering import Section, Sections, Told
    from sitegen.model import (
        Agency,
        Artifact,
        Catalogue,
        Dataset,
        Division,
        Equivalent,
        Form,
        Indicator,
    )
    from sitegen.pages.parts.series import YearColumn
    from sitegen.rendering import Renderer

MOST = 100
"""The table of more agencies than these is parted by province, each on a page of its own."""
FEW = 20
"""The table of more agencies than these has a heading for each province."""
LinkedCells = list[tuple["Words", str]]


def address(indicator_id: str) -> str:
    """The address of an indicator's page."""
    return f"indicators/{indicator_id.replace('_', '-')}/"


def tracks_of(indicator: Indicator) -> str:
    """The section with the values of an indicator."""
    return f"indicators/{indicator.id}"


def rows_of(indicator: Indicator, division: str) -> str:
    """The section with the rows that agencies of a division have in the table of an indicator."""
    return f"rows/{division}/{indicator.id}"


def gather(dataset: Dataset, renderer: Renderer) -> Iterator[Section]:
    """The track of the agency for each indicator, and its row, whose cells are rendered here."""
    if not dataset.reports or not (agency := dataset.catalogue.by_agency.get(dataset.reports[0].agency or "")):
        return
    found = renderer.shared(dataset, Found)
    by_year = {year_of(report): report for report in dataset.reports}
    reports = [by_year[year] for year in sorted(by_year)]
    for indicator in dataset.catalogue.indicators:
        own = track(indicator, [found.point(indicator, report) for report in reports])
        yield tracks_of(indicator), track_section(own)
        drawn = [found.drawn(indicator, report) for report in reports]
        yield rows_of(indicator, agency.division), row_section(own, drawn)


class AllRows(Sequence[str]):
    """The sections with the rows of divisions for each indicator: so many that each name is made when it is asked for.

    Of thirty thousand reports there are three hundred thousand.
    """

    __slots__ = ("_divisions", "_indicators")

    def __init__(self, indicators: Sequence[Indicator], divisions: Sequence[str]) -> None:
        """Those of each indicator for all of these divisions, one indicator after the other."""
        self._indicators, self._divisions = indicators, divisions

    def __len__(self) -> int:
        """How many there are."""
        return len(self._indicators) * len(self._divisions)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[str, ...]: ...
    def __getitem__(self, number: int | slice) -> str | tuple[str, ...]:
        """The name of that number, or some."""
        numbers = range(len(self))[number]
        if not isinstance(numbers, int):
            return tuple(self[one] for one in numbers)
        indicator, division = divmod(numbers, len(self._divisions))
        return rows_of(self._indicators[indicator], self._divisions[division])


class Layout:
    """What the tables of all indicators have in common: agencies with reports, their places, their years."""

    def __init__(self, dataset: Dataset) -> None:
        """Look at an abridged dataset."""
        self.catalogue = dataset.catalogue
        reporting = {report.agency for report in dataset.reports}
        self.agencies = tuple(agency for agency in dataset.catalogue.agencies if agency.id in reporting)
        self.places = by_place(self.agencies, dataset.catalogue, MOST)
        self.apart = len(self.agencies) > MOST
        self.headed = len(self.places) > 1 and len(self.agencies) > FEW
        kinds = {(report.year.value, report.tables): report for report in dataset.reports}
        self._reads = tuple(Readings(one, dict(one.tables), {}, {}) for one in kinds.values())
        self._years = columns(year_of(read.report) for read in self._reads)
        self._columns: dict[str, tuple[YearColumn, ...]] = {}
        self._readers: dict[str, Reader] = {}

    def columns(self, indicator: Indicator) -> tuple[YearColumn, ...]:
        """The years of all reports, and where the way of counting changes between them."""
        if indicator.id not in self._columns:
            self._columns[indicator.id] = with_breaks(indicator, self._years, self._reads)
        return self._columns[indicator.id]

    def reader(self, indicator: Indicator, cells: Cells) -> Reader:
        """What reads the rows of its table."""
        if indicator.id not in self._readers:
            self._readers[indicator.id] = Reader(indicator, self.columns(indicator), cells)
        return self._readers[indicator.id]

    def forms(self, indicator: Indicator) -> frozenset[str]:
        """The forms in use that have the indicator."""
        return forms_used(indicator, self._reads)

    def series(self, indicator: Indicator, sections: Sections) -> Series:
        """The tracks of all agencies."""
        found = {key: read_track(indicator, section) for key, section in sections.of(tracks_of(indicator))}
        return Series(
            self.columns(indicator),
            tuple((agency, ()) for agency in self.agencies),
            self.forms(indicator),
            tuple(found[agency.id] for agency in self.agencies),
        )


def tasks(dataset: Dataset, renderer: Renderer, _sections: Sections) -> Iterator[Task]:
    """A task for the page of each indicator; where there are very many agencies, one for each province, too.

    That of a province makes its pages of all indicators: they are many and small, and a report is in one province.
    """
    found = Layout(dataset)
    cells = Cells(dataset.catalogue, renderer)
    indicators = dataset.catalogue.indicators
    given = {one.id: f"{found.columns(one)} {sorted(found.forms(one))}" for one in indicators}
    where = [(place.code, len(some)) for place, some in found.places]
    for indicator in indicators:
        needs = (tracks_of(indicator), *(() if found.apart else _rows_of(indicator, found.agencies)))
        make = partial(_page, indicator, found, renderer, cells)
        yield Task(tracks_of(indicator), needs, make, given=f"{given[indicator.id]} {where}")
    for place, some in found.places if found.apart else ():
        apart = partial(_region, found, renderer, cells, place, some)
        yield Task(_apart(place), AllRows(indicators, _divisions(some)), apart, given=str(given), amending=True)


AGGREGATE = Aggregate("indicator", gather, tasks)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """One page an indicator; where there are very many agencies, one a province, too; and its chart as a file."""
    return together(AGGREGATE, dataset, renderer)


def _apart(place: Division) -> str:
    """The task that makes the pages of all indicators in a region."""
    return f"indicators/{place.code}"


def _rows_of(indicator: Indicator, agencies: Iterable[Agency]) -> tuple[str, ...]:
    """The sections with the rows of these agencies."""
    return tuple(rows_of(indicator, division) for division in _divisions(agencies))


def _divisions(agencies: Iterable[Agency]) -> tuple[str, ...]:
    """Where these agencies lie."""
    return tuple(sorted({agency.division for agency in agencies}))


def _rows(reader: Reader, indicator: Indicator, agencies: Sequence[Agency], sections: Sections) -> Rows:
    """The rows of these agencies, in their order."""
    found = {key: content for name in _rows_of(indicator, agencies) for key, content in sections.of(name)}
    return reader.rows((agency, found[agency.id]) for agency in agencies)


def _common(indicator: Indicator) -> dict[str, Any]:
    """What both kinds of page show."""
    return {
        "indicator": indicator,
        "unit": unit_name(indicator.unit),
        "grades": GRADES,
        "grade_signs": GRADE_SIGNS,
        "small": (SMALL, SMALL_WORDS),
    }


def _page(
    indicator: Indicator, found: Layout, renderer: Renderer, cells: Cells, sections: Sections
) -> Iterator[Artifact | Told]:
    """The page of an indicator with its chart, and the table where that is not parted; and what the list shows."""
    catalogue, page = found.catalogue, address(indicator.id)
    forms = sorted(catalogue.forms, key=lambda form: (form.first_year, form.id))
    known = {one.id: one for one in catalogue.indicators}
    tracks = found.series(indicator, sections)
    seen = peers(indicator, tracks)
    drawn = plot(indicator, tracks, seen.band, page)
    yield Summary.of(tracks, seen.band).told()
    table = Rows(tracks.columns)
    parts: list[tuple[Division | None, Rows]] = []
    if not found.apart:
        table = _rows(found.reader(indicator, cells), indicator, found.agencies, sections)
        parts = [(place, table.of(some)) for place, some in found.places] if found.headed else [(None, table)]
    yield from renderer.pages(
        page,
        "pages/indicator.html",
        **_common(indicator),
        series=table,
        forms=tracks.forms,
        parts=parts,
        places=[(place, len(some)) for place, some in found.places] if found.apart else [],
        apart=found.apart,
        numerator=[(known[part], address(part)) for part in indicator.numerator],
        denominator=[(known[part], address(part)) for part in indicator.denominator],
        meanings=[_meaning(catalogue, form, indicator.equivalent(form.id)) for form in forms],
        plot=drawn,
        peers=seen,
    )
    if drawn:
        yield from drawn.files(renderer)


def _region(  # noqa: PLR0913, PLR0917  what the pages show
    found: Layout, renderer: Renderer, cells: Cells, place: Division, agencies: tuple[Agency, ...], sections: Sections
) -> Iterator[Artifact]:
    """The pages of all indicators in a region; those of which no row has changed stay as they are."""
    rows = {one.id: _rows_of(one, agencies) for one in found.catalogue.indicators}
    earlier = sections.earlier(_apart(place), (name for some in rows.values() for name in some))
    for indicator in found.catalogue.indicators:
        page = address(indicator.id)
        if earlier and (kept := indicator_region.kept(renderer, page, place, earlier, rows[indicator.id])):
            yield from kept
            continue
        table = _rows(found.reader(indicator, cells), indicator, agencies, sections)
        yield from indicator_region.pages(renderer, page, place, table, _common(indicator))


def _meaning(
    catalogue: Catalogue, form: Form, equivalent: Equivalent | None
) -> tuple[Form, Equivalent | None, LinkedCells, LinkedCells]:
    """What an indicator is in a form, its cells in words with their entries: of a count or numerator, of the base."""
    sides = (equivalent.cells, equivalent.base) if equivalent else ((), ())
    cells, base = (
        [(in_both(cell_name, catalogue, form.id, cell), row_address(form.id, cell)) for cell in side] for side in sides
    )
    return form, equivalent, cells, base
