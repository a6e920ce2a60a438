"""An indicator: what it means, which cells it is in each form, its peers by year, its values by agency and year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.pages.form import row_address
from sitegen.pages.parts.indicator_plot import plot
from sitegen.pages.parts.names import in_both
from sitegen.pages.parts.peers import peers
from sitegen.pages.parts.places import by_place
from sitegen.pages.parts.series import GRADE_SIGNS, GRADES, SMALL, SMALL_WORDS, all_series, unit_name
from sitegen.wording import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.exports.schema import Words
    from sitegen.model import Artifact, Catalogue, Dataset, Equivalent, Form
    from sitegen.rendering import Renderer

MOST = 100
"""The table of more agencies than these is parted by province, each on a page of its own."""
FEW = 20
"""The table of more agencies than these has a heading for each province."""
Cells = list[tuple["Words", str]]


def address(indicator_id: str) -> str:
    """The address of an indicator's page."""
    return f"indicators/{indicator_id.replace('_', '-')}/"


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """One page an indicator; where there are very many agencies, one a province, too; and its chart as a file."""
    catalogue = dataset.catalogue
    forms = sorted(catalogue.forms, key=lambda form: (form.first_year, form.id))
    known = {indicator.id: indicator for indicator in catalogue.indicators}
    for indicator, table in all_series(dataset):
        page = address(indicator.id)
        found = peers(indicator, table)
        drawn = plot(indicator, table, found.band, page)
        places = by_place(table.agencies, catalogue, MOST)
        apart = len(table.rows) > MOST
        common: dict[str, Any] = {
            "indicator": indicator,
            "unit": unit_name(indicator.unit),
            "grades": GRADES,
            "grade_signs": GRADE_SIGNS,
            "small": (SMALL, SMALL_WORDS),
        }
        headed = len(places) > 1 and len(table.rows) > FEW
        yield from renderer.pages(
            page,
            "pages/indicator.html",
            **common,
            series=table,
            parts=[(place, table.of(some)) for place, some in places] if headed else [(None, table)],
            apart=apart,
            numerator=[(known[part], address(part)) for part in indicator.numerator],
            denominator=[(known[part], address(part)) for part in indicator.denominator],
            meanings=[_meaning(catalogue, form, indicator.equivalent(form.id)) for form in forms],
            plot=drawn,
            peers=found,
        )
        for place, some in places if apart else ():
            part = table.of(some)
            yield from renderer.pages(
                f"{page}{place.code}/", "pages/indicator_region.html", **common, series=part, place=place
            )
        if drawn:
            yield from drawn.files(renderer)


def _meaning(
    catalogue: Catalogue, form: Form, equivalent: Equivalent | None
) -> tuple[Form, Equivalent | None, Cells, Cells]:
    """What an indicator is in a form, its cells in words with their entries: of a count or numerator, of the base."""
    sides = (equivalent.cells, equivalent.base) if equivalent else ((), ())
    cells, base = (
        [(in_both(cell_name, catalogue, form.id, cell), row_address(form.id, cell)) for cell in side] for side in sides
    )
    return form, equivalent, cells, base
