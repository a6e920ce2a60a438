"""The rows of the table of an indicator."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.charts import track
from sitegen.model import Finding as Found
from sitegen.model import Outcome, Severity
from sitegen.pages.parts.series import GRADE_SIGNS, GRADES, SMALL, SMALL_WORDS, YearColumn, print_of, texts, value_of
from sitegen.pages.parts.series_rows import BROKEN, Cells, Reader, read_track, row_section, track_section
from sitegen.rendering import Renderer, load_content
from sitegen.series import point, readings

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Dataset


def test_a_cell_that_is_filled_in_is_the_one_that_is_rendered(root: Path, dataset: Dataset) -> None:
    """Of every indicator in every report, with failures and without, in both base languages."""
    renderer = Renderer(root / "templates", dataset.catalogue.site, load_content(root / "content"))
    cells = Cells(dataset.catalogue, renderer)
    for report in dataset.reports:
        wrong = Found(
            "T3.ROW", Outcome.FAIL, Severity.ERROR, report.id, "", "requests/*",
            cells=tuple(one.cell for one in report.observations[::3]),
        )  # fmt: skip
        for read in (readings(report), readings(report, [wrong])):
            for indicator in dataset.catalogue.indicators:
                one = point(indicator, read)
                value = value_of(one, dataset.catalogue, texts(one, print_of))
                rendered = renderer.fragments(
                    "fragments/value.html", value=value, broken=BROKEN, grade_signs=GRADE_SIGNS, grades=GRADES,
                    small=(SMALL, SMALL_WORDS),
                )  # fmt: skip
                assert cells(one).html == rendered
                assert cells(one).signs == frozenset(value.signs)


def test_a_row_comes_back_from_its_section(root: Path, dataset: Dataset) -> None:
    """With a mark where its column is broken, a gap where years are left out, and words where there is no report."""
    renderer = Renderer(root / "templates", dataset.catalogue.site, load_content(root / "content"))
    cells = Cells(dataset.catalogue, renderer)
    report = next(one for one in dataset.reports if one.id == "guangzhou-commerce-2020")
    indicator = next(one for one in dataset.catalogue.indicators if one.id == "requests_received")
    one = point(indicator, readings(report))
    own = track(indicator, [one])
    assert own.data[0].value == Decimal(15)
    assert read_track(indicator, track_section(own)) == own
    columns = (YearColumn(2013, broken=False), YearColumn(None, broken=False), YearColumn(2020, broken=True))
    agency = dataset.catalogue.agency("guangzhou-commerce")
    table = Reader(indicator, columns, cells).rows([(agency, row_section(own, [cells(one)]))])
    (row,) = table.rows
    assert row.cells["zh"].startswith('<td class="v none">')
    assert '<td class="gap"></td><td class="v number broken">' in row.cells["zh"]
    assert str(BROKEN) not in "".join(row.cells.values())
    assert row.trend == ""
    assert "number" in table.signs
    assert table.of([agency]).rows == table.rows
    assert table.of([replace(agency, id="another")]).rows == ()
