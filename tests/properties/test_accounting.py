"""No figure in a table goes in silence: it is in a cell, in a row of the report's own, or in a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen import readers
from sitegen.extraction import extract
from sitegen.model import Report, Source

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue

STRAY = "98765"
EVERY = 11  # lines; the seeds have hundreds
SEEDS = ("000_187445dee861a10c", "001_3c51f0ab0323fab2", "002_7862af51daa0dff0", "004_3c91f6d335a9c228")


def read(text: str, catalogue: Catalogue) -> Report:
    document = readers.read(Source("report.txt", "text/plain", "", 0), text.encode())
    found = extract(document, catalogue, registry=False)
    assert isinstance(found, Report)
    return found


def is_told(report: Report) -> bool:
    printed = [cell.printed for cell in (*report.observations, *report.local_rows)]
    words = [word for finding in report.findings for _, word in finding.details]
    return any(STRAY in text for text in (*printed, *words))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_stray_figure_in_a_table_is_told_and_changes_no_other(seed: str, root: Path, catalogue: Catalogue) -> None:
    lines = (root / "data" / "reports" / f"{seed}.txt").read_text().split("\n")
    plain = read("\n".join(lines), catalogue)
    true = {cell.cell: cell.value for cell in plain.observations}
    by_table: dict[str, list[int]] = {}
    for cell in plain.observations:
        if cell.provenance:
            by_table.setdefault(cell.table, []).append(cell.provenance.place.line)
    for places in by_table.values():
        for at in range(min(places), max(places), EVERY):
            report = read("\n".join([*lines[:at], STRAY, *lines[at:]]), catalogue)
            assert is_told(report), at
            values = {cell.cell: cell.value for cell in report.observations if cell.value is not None}
            assert values.items() <= true.items(), at
