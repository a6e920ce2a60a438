"""An indicator: what it means, which cells it is in each form, and its values by agency and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.form import row_address
from sitegen.pages.parts.series import GRADE_SIGNS, GRADES, SMALL, SMALL_WORDS, all_series
from sitegen.wording import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Catalogue, Dataset, Equivalent, Form
    from sitegen.rendering import Renderer


def address(indicator_id: str) -> str:
    """The address of an indicator's page."""
    return f"indicators/{indicator_id.replace('_', '-')}/"


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """One page an indicator."""
    catalogue = dataset.catalogue
    forms = sorted(catalogue.forms, key=lambda form: (form.first_year, form.id))
    names = {indicator.id: indicator.zh for indicator in catalogue.indicators}
    for indicator, table in all_series(dataset):
        meanings = [_meaning(catalogue, form, indicator.equivalent(form.id)) for form in forms]
        yield from renderer.pages(
            address(indicator.id),
            "pages/indicator.html",
            indicator=indicator,
            numerator=[(names[part], address(part)) for part in indicator.numerator],
            denominator=[(names[part], address(part)) for part in indicator.denominator],
            meanings=meanings,
            series=table,
            kinds=table.signs,
            grades=GRADES,
            grade_signs=GRADE_SIGNS,
            small=(SMALL, SMALL_WORDS),
        )


def _meaning(
    catalogue: Catalogue, form: Form, equivalent: Equivalent | None
) -> tuple[Form, Equivalent | None, list[tuple[str, str]], list[tuple[str, str]]]:
    """What an indicator is in a form, its cells in words with their entries: of a count or numerator, of the base."""
    sides = (equivalent.cells, equivalent.base) if equivalent else ((), ())
    cells, base = (
        [(cell_name(catalogue, form.id, cell, "zh"), row_address(form.id, cell)) for cell in side] for side in sides
    )
    return form, equivalent, cells, base
