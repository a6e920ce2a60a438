"""A published package is read back as it was written; what is none is told as such."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.exports import parts
from sitegen.model import Finding, Outcome, Severity
from sitegen.releases.published import Figure, PackageError, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.model import Dataset


def test_everything_is_read_back(dataset: Dataset, publish: Callable[[Dataset], Path]) -> None:
    found = read(publish(dataset))
    assert found.version == dataset.catalogue.site.version
    assert found.reports == {report.id: report.source.sha256 for report in dataset.reports}
    for report in dataset.reports:
        for cell in report.observations:
            figure = found.figures[report.id][cell.cell]
            assert (figure.value, figure.status) == ("" if cell.value is None else f"{cell.value:f}", cell.status)
    assert sum(map(len, found.findings.values())) == len(dataset.findings)


def test_a_correction_is_read_with_its_standing(new: Path) -> None:
    found = read(new).corrections["guangzhou-commerce-2020"]["requests/received_new/total"]
    assert (found.value, found.unit, found.status) == ("9", "件", "confirmed")
    assert isinstance(found, Figure)


def test_the_folder_of_the_package_does_as_well_as_that_of_the_site(new: Path) -> None:
    assert read(new / "data") == read(new)


def test_a_table_in_several_files_is_read_whole(
    dataset: Dataset, publish: Callable[[Dataset], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large dataset has a file for each province and year."""
    one = read(publish(dataset))
    monkeypatch.setattr(parts, "LARGEST", 10)
    assert read(publish(dataset)) == one


def test_a_folder_without_a_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="is no data package and no site"):
        read(tmp_path)


@pytest.mark.parametrize("spoiled", ["datapackage.json", "observations.csv", "reports.csv"])
def test_a_broken_package_is_refused(new: Path, tmp_path: Path, spoiled: str) -> None:
    copy = shutil.copytree(new / "data", tmp_path / "data")
    (copy / spoiled).write_text("{,\n", encoding="utf-8")
    with pytest.raises(PackageError, match="cannot be read"):
        read(copy)


def test_findings_about_no_report_are_kept_apart(dataset: Dataset, publish: Callable[[Dataset], Path]) -> None:
    one = Finding("R.NO_FORM", Outcome.FAIL, Severity.ERROR, None, "lost.txt")
    before = sum(finding.report is None for finding in dataset.findings)
    assert len(read(publish(replace(dataset, findings=(*dataset.findings, one)))).findings[""]) == before + 1
