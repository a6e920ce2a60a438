"""Dates: the deadline of each kind and year, and the order of signature and publication."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from sitegen.checks import deadlines, order
from sitegen.checks.evidence import evidence
from sitegen.model import Fact, Finding, Outcome, Place

if TYPE_CHECKING:
    from sitegen.model import Dataset, Report

PASS, FAIL, NOT_ASSESSABLE = Outcome.PASS, Outcome.FAIL, Outcome.NOT_ASSESSABLE
SICHUAN = "sichuan-commerce-2019"


def told(dataset: Dataset, rule: str) -> dict[str, tuple[str, ...]]:
    """For each report but the keyed ones what a rule found: outcome, both sides, difference, reason."""
    keyed = {report.id for report in dataset.reports if report.source.media_type == "text/csv"}
    return {
        f.report or "": (f.outcome, str(f.left), str(f.right), str(f.difference), f.reason)
        for f in dataset.findings
        if f.rule == rule and f.report not in keyed
    }


def test_one_seed_missed_the_deadline(dataset: Dataset) -> None:
    """Published on 2 February 2020, two days after the last day of January."""
    assert told(dataset, "M.DEADLINE") == {
        "sichuan-commerce-2019": (FAIL, "2020-02-02", "2020-01-31", "2", ""),
        "guangzhou-commerce-2020": (PASS, "2021-01-30", "2021-01-31", "-1", ""),
        "chaoyang-commerce-2023": (PASS, "2024-01-28", "2024-01-31", "-3", ""),
        "ziyang-economic-cooperation-2019": (PASS, "2020-01-23", "2020-01-31", "-8", ""),
        "quzhou-commerce-2013": (NOT_ASSESSABLE, "None", "2014-03-31", "None", "no_publication_date"),
    }


def test_one_seed_was_published_before_it_was_signed(dataset: Dataset) -> None:
    """Published on 23 January 2020, signed on the 30th; the other seeds do not print both dates with certainty."""
    assert told(dataset, "M.ORDER") == {
        "sichuan-commerce-2019": (NOT_ASSESSABLE, "2020-02-02", "None", "None", "no_signature_date"),
        "guangzhou-commerce-2020": (NOT_ASSESSABLE, "2021-01-30", "None", "None", "no_signature_date"),
        "chaoyang-commerce-2023": (NOT_ASSESSABLE, "2024-01-28", "None", "None", "no_signature_date"),
        "ziyang-economic-cooperation-2019": (FAIL, "2020-01-23", "2020-01-30", "-7", ""),
        "quzhou-commerce-2013": (NOT_ASSESSABLE, "None", "None", "None", "no_publication_date"),
    }


def test_the_dates_of_a_keyed_report_are_those_of_its_sidecar(dataset: Dataset) -> None:
    """The deadline is judged by what is stated there, by that of a government; a sheet has no signature."""
    keyed = [r for r in dataset.reports if r.agency == "pingtan-administration"]
    assert len(keyed) >= 7
    for one in keyed:
        stated = one.source.stated
        assert stated is not None
        assert stated.published_on is not None
        found = {f.rule: f for f in dataset.findings if f.report == one.id and f.rule in {"M.DEADLINE", "M.ORDER"}}
        deadline = found["M.DEADLINE"]
        assert (deadline.left, deadline.right) == (stated.published_on, dt.date(int(one.year.value) + 1, 3, 31))
        assert deadline.outcome is (PASS if stated.published_on <= dt.date(int(one.year.value) + 1, 3, 31) else FAIL)
        assert (found["M.ORDER"].outcome, found["M.ORDER"].reason) == (NOT_ASSESSABLE, "no_signature_date")


def report(dataset: Dataset, year: str, published: str | None, signed: str | None = None) -> Report:
    """A real report of another year, with other dates."""

    def fact(value: str | None, line: int) -> Fact | None:
        return Fact(value, value, Place(line), "test") if value else None

    real = next(r for r in dataset.reports if r.id == SICHUAN)
    year_fact = Fact(year, year, Place(1), "test")
    return replace(real, year=year_fact, published_on=fact(published, 2), signed_on=fact(signed, 9))


def judge(dataset: Dataset, kind: str, changed: Report) -> list[Finding]:
    """What the deadline says where the agency is of that kind."""
    agencies = tuple(replace(agency, kind=kind) for agency in dataset.catalogue.agencies)
    catalogue = replace(dataset.catalogue, agencies=agencies)
    return list(deadlines.findings(catalogue.rule("M.DEADLINE"), evidence(changed, catalogue)))


@pytest.mark.parametrize(
    ("kind", "year", "last_day"),
    [
        ("department", 2008, (3, 31)),
        ("department", 2018, (3, 31)),
        ("department", 2019, (1, 31)),
        ("department", 2024, (1, 31)),
        ("government", 2008, (3, 31)),
        ("government", 2018, (3, 31)),
        ("government", 2019, (3, 31)),
        ("government", 2024, (3, 31)),
    ],
)
def test_the_deadline_is_that_of_the_kind_and_the_year(
    dataset: Dataset, kind: str, year: int, last_day: tuple[int, int]
) -> None:
    """31 March for all up to the report of 2018; then 31 January for departments. The day itself counts."""
    day = dt.date(year + 1, *last_day)
    (on_time,) = judge(dataset, kind, report(dataset, str(year), day.isoformat()))
    assert (on_time.outcome, on_time.left, on_time.right, on_time.difference) == (PASS, day, day, Decimal(0))
    late = day + dt.timedelta(days=1)
    (too_late,) = judge(dataset, kind, report(dataset, str(year), late.isoformat()))
    assert (too_late.outcome, too_late.left, too_late.right, too_late.difference) == (FAIL, late, day, Decimal(1))


def test_a_year_before_the_regulations_has_no_deadline(dataset: Dataset) -> None:
    """No duty, no finding."""
    assert judge(dataset, "department", report(dataset, "2007", "2008-05-01")) == []


def test_without_a_publication_date_the_deadline_cannot_be_assessed(dataset: Dataset) -> None:
    """The deadline is told all the same."""
    (finding,) = judge(dataset, "department", report(dataset, "2022", None))
    assert (finding.outcome, finding.right, finding.reason) == (
        NOT_ASSESSABLE,
        dt.date(2023, 1, 31),
        "no_publication_date",
    )


@pytest.mark.parametrize("missing", ["agency", "year"])
def test_a_report_of_nobody_or_of_no_year_has_no_deadline(dataset: Dataset, missing: str) -> None:
    """A file that is read without a registry is not judged by a deadline that may not be its own."""
    known = report(dataset, "2022", "2023-05-05")
    unknown = replace(known, agency=None) if missing == "agency" else replace(known, year=Fact("", "", None, "none"))
    assert judge(dataset, "department", unknown) == []


@pytest.mark.parametrize(
    ("published", "signed", "said"),
    [
        ("2020-01-30", "2020-01-23", (PASS, Decimal(7), "")),
        ("2020-01-23", "2020-01-23", (PASS, Decimal(0), "")),
        ("2020-01-22", "2020-01-23", (FAIL, Decimal(-1), "")),
        (None, "2020-01-23", (NOT_ASSESSABLE, None, "no_publication_date")),
        ("2020-01-22", None, (NOT_ASSESSABLE, None, "no_signature_date")),
        (None, None, (NOT_ASSESSABLE, None, "no_publication_date")),
    ],
)
def test_a_report_is_signed_first_and_published_afterwards(
    dataset: Dataset, published: str | None, signed: str | None, said: tuple[Outcome, Decimal | None, str]
) -> None:
    """The same day is fine; without both dates nothing is concluded."""
    changed = report(dataset, "2019", published, signed)
    (finding,) = order.findings(dataset.catalogue.rule("M.ORDER"), evidence(changed, dataset.catalogue))
    assert (finding.outcome, finding.difference, finding.reason) == said
    assert finding.place == (Place(9) if signed else Place(2) if published else None)
