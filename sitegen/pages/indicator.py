"""An indicator: what it means, which cells it is in each form, and its values by agency and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.parts.series import GRADE_SIGNS, GRADES, series
from sitegen.wording import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer


def address(indicator_id: str) -> str:
    """The address of an indicator's page."""
    return f"indicators/{indicator_id.replace('_', '-')}/"


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """One page an indicator."""
    catalogue = dataset.catalogue
    forms = sorted(catalogue.forms, key=lambda form: (form.first_year, form.id))
    for indicator in catalogue.indicators:
        meanings = []
        for form in forms:
            equivalent = indicator.equivalent(form.id)
            cells = [cell_name(catalogue, form.id, cell, "zh") for cell in equivalent.cells] if equivalent else []
            meanings.append((form, equivalent, cells))
        table = series(indicator, dataset)
        yield renderer.page(
            address(indicator.id),
            "pages/indicator.html",
            indicator=indicator,
            meanings=meanings,
            series=table,
            kinds=table.signs,
            grades=GRADES,
            grade_signs=GRADE_SIGNS,
        )
