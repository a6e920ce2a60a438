"""The indicators in the reports of a slice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.parts.points import Found
from sitegen.pages.parts.series_rows import Cells
from sitegen.rendering import Renderer, load_content
from sitegen.series import point, readings

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Dataset


def test_an_indicator_is_found_once_and_as_it_is_found_by_itself(root: Path, dataset: Dataset) -> None:
    """Whoever asks has the same point, and the same cell."""
    renderer = Renderer(root / "templates", dataset.catalogue.site, load_content(root / "content"))
    found, cells = Found(dataset, renderer), Cells(dataset.catalogue, renderer)
    findings = dataset.findings_by_report()
    for report in dataset.reports[:3]:
        read = readings(report, findings.get(report.id, ()))
        for indicator in dataset.catalogue.indicators:
            own = point(indicator, read)
            assert found.point(indicator, report) == own
            assert found.point(indicator, report) is found.point(indicator, report)
            assert found.drawn(indicator, report) == cells(own)
            assert found.drawn(indicator, report) is found.drawn(indicator, report)
