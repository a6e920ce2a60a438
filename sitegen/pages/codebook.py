"""The way into the codebook: every form with its years, and where rules, codes and indicators are explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import codebook
from sitegen.pages.form import address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one page."""
    catalogue = dataset.catalogue
    forms = sorted(catalogue.forms, key=lambda form: (-form.first_year, form.id))
    used = {form for report in dataset.reports for _, form in report.tables}
    yield from renderer.pages(
        "codebook/",
        "pages/codebook.html",
        forms=[(form, address(form.id), sum(len(t.rows) for t in form.tables), form.id in used) for form in forms],
        rules=len(catalogue.rules),
        indicators=len(catalogue.indicators),
        vocabularies=[(name, title) for name, title, _ in codebook.vocabularies(catalogue)],
    )
