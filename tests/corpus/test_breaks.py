"""Real reports beside the project: breaks that a reader has noted by hand are found, and nothing else fails."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sitegen.assembly import read_file
from sitegen.checks import check
from sitegen.model import Outcome, Report

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue, Finding

AUDITED = {"requests", "remedies"}


@pytest.fixture(scope="module")
def real(shared: Path) -> Path:
    """The folder of real reports."""
    folder = shared / "corpus" / "real"
    if not (folder / "truth.json").is_file():
        pytest.skip("there are no real reports beside this clone")
    return folder


def found(path: Path, catalogue: Catalogue) -> list[Finding]:
    """What the checks say of a file."""
    result = read_file(path, path.name, catalogue, registry=False)
    return list(check(result, catalogue)) if isinstance(result, Report) else []


def test_the_noted_breaks_of_real_reports_are_told_and_no_other_fails(real: Path, catalogue: Catalogue) -> None:
    """A break among figures that had run together is told as uncertain; tables 3 and 4 fail nowhere else."""
    truth = json.loads((real / "truth.json").read_text(encoding="utf-8"))
    for name, true in truth.items():
        told = [f for f in found(real / name, catalogue) if f.outcome in {Outcome.FAIL, Outcome.UNCERTAIN}]
        broken = {note.partition(":")[0] for note in true["broken"]}
        assert broken <= {cell for finding in told for cell in finding.cells}, name
        failed = [f for f in told if f.outcome is Outcome.FAIL and f.subject.split("/")[0] in AUDITED]
        assert {f.subject for f in failed} <= broken, name


def test_totals_that_were_left_blank_cannot_be_assessed(real: Path, catalogue: Catalogue) -> None:
    """A report of 2019 fills in the items of most rows and no total."""
    rows = [f for f in found(real / "shanghai_office_2019.html", catalogue) if f.rule == "T3.ROW"]
    blank = [f for f in rows if f.reason == "blank_total"]
    assert len(blank) >= 10
    assert {f.outcome for f in blank} == {Outcome.NOT_ASSESSABLE}
    assert not [f for f in rows if f.outcome is Outcome.FAIL]
