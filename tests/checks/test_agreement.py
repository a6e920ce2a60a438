"""Whether a report agrees with itself: years, names, chapters; and a number that was entered twice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.checks import check
from sitegen.model import Fact, Outcome, Place
from sitegen.wording import message
from tests.checks.invented import Cells, invented

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Dataset, Finding, Report

PASS, FAIL, UNCERTAIN, NOT_ASSESSABLE = Outcome.PASS, Outcome.FAIL, Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE
AGENCY = "quzhou-commerce"


def of(report: Report, catalogue: Catalogue, rule: str) -> list[Finding]:
    return [f for f in check(report, catalogue) if f.rule == rule]


def stating(catalogue: Catalogue, kind: str, *stated: tuple[str, str]) -> Report:
    """A report that states these (value, how)."""
    facts = tuple(Fact(value, value, Place(at), how) for at, (value, how) in enumerate(stated, 1))
    report = invented(catalogue, AGENCY, 2022, "national-2021")
    given = {"years": report.years, "names": report.names, "chapters": report.chapters, kind: facts}
    return replace(report, years=given["years"], names=given["names"], chapters=given["chapters"])


def test_the_seeds_agree_with_themselves_but_for_a_missing_chapter(dataset: Dataset) -> None:
    """One report ends with its fifth chapter; the years and names of all agree."""
    found = {(f.report, f.rule): f for f in dataset.findings if f.rule in {"M.YEAR", "M.NAME", "M.CHAP"}}
    failed = {key: f for key, f in found.items() if f.outcome is not PASS}
    assert set(failed) == {("sichuan-commerce-2019", "M.CHAP")}
    assert "缺少:其他需要报告的事项" in message(next(iter(failed.values())), dataset.catalogue, "zh")
    assert len(found) >= 4 + 5


@pytest.mark.parametrize(
    ("stated", "outcome"),
    [
        ([("2022", "title"), ("2022", "period")], PASS),
        ([("2022", "title"), ("2021", "period")], FAIL),
        ([("2022", "title"), ("2021", "page_data")], FAIL),
        ([("2022", "title"), ("2021", "text")], UNCERTAIN),
        ([("2022", "title"), ("2023", "text")], PASS),
        ([("2021", "text")], None),
        ([], None),
    ],
)
def test_the_year_is_the_same_wherever_it_is_given(
    catalogue: Catalogue, stated: list[tuple[str, str]], outcome: Outcome | None
) -> None:
    """Text speaks of plans for the next year; an earlier year may be left over from an old report."""
    found = of(stating(catalogue, "years", *stated), catalogue, "M.YEAR")
    assert [f.outcome for f in found] == ([outcome] if outcome else [])


@pytest.mark.parametrize(
    ("title", "other", "how", "outcome"),
    [
        ("衢州市商务局", "衢州市商务局", "signature", PASS),
        ("衢州市商务局", "市商务局", "publisher", PASS),
        ("衢州市商务局", "衢州市教育局", "signature", FAIL),
        ("衢州市商务局", "衢州市教育局", "publisher", UNCERTAIN),
        ("衢州市商务局", "衢州市人民政府办公室", "publisher", NOT_ASSESSABLE),
        ("衢州市", "衢州市人民政府办公室", "signature", PASS),
    ],
)
def test_title_publisher_and_signature_name_one_agency(
    catalogue: Catalogue, title: str, other: str, how: str, outcome: Outcome
) -> None:
    report = stating(catalogue, "names", (title, "title"), (other, how))
    assert [f.outcome for f in of(report, catalogue, "M.NAME")] == [outcome]


@pytest.mark.parametrize(
    ("numbers", "outcome"),
    [
        ("123456", PASS),
        ("12345", FAIL),
        ("12346", FAIL),
        ("132456", FAIL),
        ("123", NOT_ASSESSABLE),
        ("", NOT_ASSESSABLE),
    ],
)
def test_all_six_chapters_are_there_in_their_order(catalogue: Catalogue, numbers: str, outcome: Outcome) -> None:
    """A file with fewer than four may be only a part."""
    report = stating(catalogue, "chapters", *((number, "title") for number in numbers))
    assert [f.outcome for f in of(report, catalogue, "M.CHAP")] == [outcome]


def test_a_heading_known_by_its_number_alone_counts_as_there(catalogue: Catalogue) -> None:
    stated = [(number, "title") for number in "12345"]
    assert of(stating(catalogue, "chapters", *stated, ("6", "number")), catalogue, "M.CHAP")[0].outcome is PASS


# --- numbers entered twice -------------------------------------------------------------------------------------------


def echoes(catalogue: Catalogue, cells: Cells) -> list[Finding]:
    cells = {f"statistics/{row}/count": value for row, value in cells.items()}
    return of(invented(catalogue, AGENCY, 2013, "zhejiang-2013", cells), catalogue, "H.ECHO")


def test_the_number_of_a_seed_that_was_entered_twice_is_noticed(dataset: Dataset) -> None:
    """109 visits to ask and 109 people trained, and the visits are 109 too many."""
    (finding,) = (f for f in dataset.findings if f.rule == "H.ECHO")
    assert finding.report == "quzhou-commerce-2013"
    assert (finding.outcome, str(finding.left)) == (UNCERTAIN, "109")
    assert finding.cells == ("statistics/enquiries_in_person/count", "statistics/trainees/count")


def test_only_a_number_that_breaks_a_sum_is_noticed(catalogue: Catalogue) -> None:
    hotline, visits, trainees = "enquiries_hotline", "enquiries_in_person", "trainees"
    broken: Cells = {"enquiries": 28, hotline: 28, visits: 109, trainees: 109}
    assert len(echoes(catalogue, broken)) == 1
    assert not echoes(catalogue, {**broken, "enquiries": 137})
    assert not echoes(catalogue, {**broken, trainees: 108})
    assert not echoes(catalogue, {**broken, visits: 9, trainees: 9})
    assert not echoes(catalogue, {**broken, "proactive": 109})
