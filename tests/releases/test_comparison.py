"""Two versions compared: what was added, removed, read anew, and every figure, correction and finding that differs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.releases.comparison import compare
from sitegen.releases.published import Figure, Published, read

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Dataset
    from sitegen.releases.comparison import Comparison

GUANGZHOU = "guangzhou-commerce-2020"


@pytest.fixture(scope="module")
def found(old: Path, new: Path) -> Comparison:
    """What differs between the two."""
    return compare(read(old), read(new))


def test_reports_that_are_in_one_version_alone_are_named(found: Comparison, dataset: Dataset) -> None:
    assert found.added == (dataset.reports[0].id,)
    assert found.removed == (dataset.reports[-1].id,)
    assert found.reread == (GUANGZHOU,)


def test_a_figure_that_differs_is_told_with_both_sides(found: Comparison) -> None:
    (change,) = found.figures
    assert (change.report, change.about) == (GUANGZHOU, "requests/received_new/total")
    assert change.old is not None
    assert change.new is not None
    assert change.old.value != ""
    assert (change.new.value, change.new.status) == ("", "unreadable")


def test_corrections_and_findings_that_differ_are_told(found: Comparison) -> None:
    (correction,), (finding,) = found.corrections, found.findings
    assert (correction.old, correction.new and correction.new.value) == (None, "9")
    assert finding.old is not None
    assert finding.new is not None
    assert finding.new.outcome == "not_assessable"
    assert finding.about.startswith(f"{GUANGZHOU}:")


def test_a_version_does_not_differ_from_itself(old: Path) -> None:
    assert compare(read(old), read(old)).same


def test_the_other_way_round_everything_is_turned_round(found: Comparison, old: Path, new: Path) -> None:
    back = compare(read(new), read(old))
    assert (back.added, back.removed) == (found.removed, found.added)
    for name in ("figures", "corrections", "findings"):
        turned = [replace(change, old=change.new, new=change.old) for change in getattr(back, name)]
        assert turned == list(getattr(found, name))


@pytest.mark.parametrize(
    ("figure", "differs"),
    [
        (Figure("12.50", "万元", "reported", "12.50"), False),
        (Figure("12.5", "万元", "reported", "12.5 万元"), False),  # the same number, printed otherwise
        (Figure("12.5", "元", "reported", "12.5"), True),
        (Figure("12.5", "万元", "resolved", "12.5"), True),
        (Figure("", "万元", "blank", ""), True),
        (Figure("0", "万元", "reported", "0"), True),
    ],
)
def test_numbers_are_compared_and_not_their_digits(figure: Figure, *, differs: bool) -> None:
    before = Published("1", {"a": "0"}, {"a": {"t/r/c": Figure("12.5", "万元", "reported", "12.5")}}, {}, {})
    assert bool(compare(before, replace(before, figures={"a": {"t/r/c": figure}})).figures) is differs


def test_a_blank_that_becomes_a_zero_is_a_change() -> None:
    before = Published("1", {"a": "0"}, {"a": {"t/r/c": Figure("", "", "blank", "")}}, {}, {})
    after = replace(before, figures={"a": {"t/r/c": Figure("0", "", "reported", "0")}})
    assert not compare(before, after).same
