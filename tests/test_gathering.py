"""A slice has all that is an agency's own, and what its findings compare it with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.gathering import Gathered, slices
from sitegen.model import Finding, Outcome, Severity

if TYPE_CHECKING:
    from sitegen.model import Dataset


def test_every_report_and_finding_is_in_one_slice(dataset: Dataset) -> None:
    """In the order of the dataset."""
    own = dict(slices(dataset))
    assert list(own) == sorted(own)
    assert sorted(one.id for some in own.values() for one in some.reports) == [one.id for one in dataset.reports]
    assert sum(len(some.findings) for some in own.values()) == len(dataset.findings)
    assert all(report.agency == key for key, some in own.items() for report in some.reports if report.agency)


def test_a_report_of_nobody_is_a_slice_of_its_own(dataset: Dataset) -> None:
    """By its id."""
    first, *others = dataset.reports
    own = dict(slices(replace(dataset, reports=(replace(first, agency=None), *others))))
    assert [one.id for one in own[first.id].reports] == [first.id]


def test_reports_that_a_finding_names_stand_beside_the_agencys_own(dataset: Dataset) -> None:
    """A government's report is compared with those of its parts; what is not known is left out."""
    first, other = (next(one for one in dataset.reports if one.id.startswith(name)) for name in ("sich", "guang"))
    cells = ("requests/granted/total", f"{other.id}:requests/granted/total", "unknown-2020:requests/granted/total")
    finding = Finding("G.SUM", Outcome.FAIL, Severity.WARNING, first.id, "", cells=cells)
    own = dict(slices(replace(dataset, findings=(finding,))))
    assert own[first.agency or ""].beside == (other,)
    assert not own[other.agency or ""].beside


def test_sections_come_in_the_order_of_their_keys() -> None:
    """Whatever order they were gathered in."""
    found = Gathered([("b", [("x", b"2"), ("y/z", b"")]), ("a", [("x", b"1")])])
    assert list(found.of("x")) == [("a", b"1"), ("b", b"2")]
    assert list(found.of("none")) == []
    assert found.names() == ("x", "y/z")
    assert found.names("y/") == ("y/z",)
