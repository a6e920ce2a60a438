"""Duplicates: the rule that picks the one published, and what the others say differently."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from sitegen.duplicates import MOST_NAMED, STRENGTH, one_each
from sitegen.model import Fact, Finding, Observation, Outcome, Report, Severity, Source, Stated, Status
from sitegen.wording import message

if TYPE_CHECKING:
    from sitegen.model import Catalogue

ID = "sichuan-commerce-2019"


def cell(row: str = "granted", value: str | None = "1", unit: str = "", status: Status = Status.BLANK) -> Observation:
    return Observation(
        ID,
        "national-2019",
        "requests",
        row,
        "total",
        None if value is None else Decimal(value),
        unit,
        status if value is None else Status.REPORTED,
    )


def report(
    path: str,
    *cells: Observation,
    url: str | None = None,
    published: str | None = None,
    media: str = "text/plain",
    sha: str = "",
) -> Report:
    source = Source(path, media, sha or path, 1, url=url)
    date = Fact(published, published, None, "published") if published else None
    year = Fact("2019", "2019", None, "title")
    return Report(ID, source, (), "sichuan-commerce", "national-2019", year, published_on=date, observations=cells)


def published(catalogue: Catalogue, *reports: Report) -> str:
    """The path of the one that is published, whatever the order in which they are found."""
    ((one,), aside), ((again,), _) = one_each(reports, catalogue), one_each(reversed(reports), catalogue)
    assert one == again
    assert {item.source.path for item in aside} == {r.source.path for r in reports} - {one.source.path}
    assert {item.duplicate_of for item in aside} == {ID}
    return one.source.path


# --- the rule --------------------------------------------------------------------------------------------------------

ADDRESS = "https://swt.sc.gov.cn/1.html"


def test_a_file_with_its_official_address_is_preferred_to_everything_else(catalogue: Catalogue) -> None:
    known = report("a.txt", url=ADDRESS)
    other = report("b.html", cell(), cell("partial"), published="2020-03-01", media="text/html")
    assert published(catalogue, known, other) == "a.txt"


def test_then_the_later_publication_date_decides(catalogue: Catalogue) -> None:
    """A corrected report replaces the one before it."""
    late = report("a.txt", published="2020-02-02")
    early = report("b.html", cell(), published="2020-02-01", media="text/html")
    assert published(catalogue, early, late, report("c.pdf", media="application/pdf")) == "a.txt"


def test_a_date_that_only_the_sidecar_gives_counts_too(catalogue: Catalogue) -> None:
    keyed = report("a.csv", media="text/csv")
    keyed = replace(keyed, source=replace(keyed.source, stated=Stated(published_on=dt.date(2020, 2, 2))))
    assert published(catalogue, keyed, report("b.txt", published="2020-02-01")) == "a.csv"


@pytest.mark.parametrize(("weaker", "stronger"), [*pairwise(STRENGTH)])
def test_then_the_format_that_is_stronger_evidence_decides(catalogue: Catalogue, weaker: str, stronger: str) -> None:
    assert published(catalogue, report("a", media=stronger), report("b", cell(), media=weaker)) == "a"


def test_the_page_is_the_strongest_evidence_and_what_was_keyed_by_hand_the_weakest() -> None:
    assert STRENGTH[-1] == "text/html"
    assert STRENGTH[0] == "text/csv"


def test_then_more_cells_with_a_number_decide(catalogue: Catalogue) -> None:
    full = report("a.txt", cell(), cell("partial", "0"))
    thin = report("b.txt", cell(), cell("partial", None), cell("other", None))
    assert published(catalogue, thin, full) == "a.txt"


def test_then_the_file_with_a_sidecar_decides(catalogue: Catalogue) -> None:
    """Of two copies the one whose bytes are on record is kept."""
    notice = Finding("R.SIDECAR", Outcome.UNCERTAIN, Severity.NOTICE, ID, "2.txt")
    dropped = replace(report("2.txt", cell()), findings=(notice,))
    assert published(catalogue, dropped, report("1.txt", cell())) == "1.txt"


def test_then_the_later_path_decides(catalogue: Catalogue) -> None:
    assert published(catalogue, report("2.txt", cell()), report("1.txt", cell())) == "2.txt"


def test_reports_of_other_agencies_and_years_are_no_duplicates(catalogue: Catalogue) -> None:
    other = replace(report("b.txt"), id="sichuan-commerce-2020")
    reports, aside = one_each((report("a.txt"), other), catalogue)
    assert [r.id for r in reports] == [ID, "sichuan-commerce-2020"]
    assert not aside


def test_the_rule_is_written_down_for_readers(catalogue: Catalogue) -> None:
    """The explanation names what is compared, in the order in which it is."""
    explanation = catalogue.rule("R.DUPLICATE").explanation_en
    words = (
        "address",
        "date",
        "format",
        "web page",
        "Word",
        "PDF",
        "plain text",
        "keyed sheet",
        "numbers",
        "sidecar",
        "name",
    )
    places = [explanation.index(word) for word in words]
    assert places == sorted(places)


# --- what is said of it ----------------------------------------------------------------------------------------------


def findings(catalogue: Catalogue, best: Report, other: Report) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What is found of the report that is published, and of the file set aside."""
    ((one,), (aside,)) = one_each((best, other), catalogue)
    assert one.source.path == best.source.path
    return one.findings, aside.findings


def test_the_file_set_aside_is_named_with_the_one_that_is_published(catalogue: Catalogue) -> None:
    found, (aside,) = findings(catalogue, report("b.txt", cell()), report("a.txt", cell()))
    assert found == ()
    assert (aside.rule, aside.outcome, aside.severity) == ("R.DUPLICATE", Outcome.UNCERTAIN, Severity.NOTICE)
    assert (aside.report, aside.source) == (None, "a.txt")
    assert "b.txt" in message(aside, catalogue, "zh")
    assert "b.txt" in message(aside, catalogue, "en")


def test_the_same_bytes_are_said_to_be_the_same(catalogue: Catalogue) -> None:
    _, (aside,) = findings(catalogue, report("b.txt", sha="1" * 64), report("a.txt", sha="1" * 64))
    assert "byte for byte" in message(aside, catalogue, "en")


def test_figures_that_differ_are_a_finding_of_the_report_with_both_values(catalogue: Catalogue) -> None:
    ours = report("b.txt", cell(value="12"), cell("partial", "3"))
    theirs = report("a.txt", cell(value="13"), cell("partial", "3.0"))
    (found,), _ = findings(catalogue, ours, theirs)
    assert (found.rule, found.outcome, found.severity) == ("R.DUPLICATE_DIFFERS", Outcome.FAIL, Severity.WARNING)
    assert (found.report, found.cells) == (ID, ("requests/granted/total",))
    for language in ("zh", "en"):
        text = message(found, catalogue, language)
        assert "requests/granted/total 12 ≠ 13" in text
        assert "partial" not in text
        assert "b.txt" in text
        assert "a.txt" in text


@pytest.mark.parametrize(
    ("ours", "theirs", "differ"),
    [
        (cell(value="5"), cell(value=None), True),
        (cell(value=None), cell(value="0"), True),  # a blank is never zero
        (cell(value=None), cell(value=None, status=Status.NOT_APPLICABLE), False),
        (cell(value=None), cell(value=None, status=Status.ABSENT), False),
        (cell(value="5", unit="万元"), cell(value="5", unit="元"), True),
        (cell(value="5", unit="万元"), cell(value="5"), False),
        (cell(value="-5"), cell(value="5"), True),
    ],
)
def test_what_counts_as_another_figure(
    catalogue: Catalogue, ours: Observation, theirs: Observation, *, differ: bool
) -> None:
    """A number against none and a number with another unit are other figures; two ways of printing none are not."""
    found, _ = findings(catalogue, report("b.txt", ours, url=ADDRESS), report("a.txt", theirs))
    assert bool(found) is differ


def test_a_cell_that_only_the_other_file_has_is_told_but_not_linked(catalogue: Catalogue) -> None:
    """The report's page has no such cell to link to."""
    (found,), _ = findings(catalogue, report("b.txt", url=ADDRESS), report("a.txt", cell(value="7")))
    assert found.cells == ()
    assert "requests/granted/total — ≠ 7" in message(found, catalogue, "en")


def test_at_most_twenty_cells_are_named_and_all_are_counted(catalogue: Catalogue) -> None:
    rows = [f"row{n:02}" for n in range(MOST_NAMED + 5)]
    ours = report("b.txt", *(cell(row, "1") for row in rows))
    theirs = report("a.txt", *(cell(row, "2") for row in rows))
    (found,), _ = findings(catalogue, ours, theirs)
    text = message(found, catalogue, "en")
    assert text.count("≠") == MOST_NAMED + 1  # and once where the sign is explained
    assert "Cells that differ: 25." in text
    assert "…" in text
    assert len(found.cells) == MOST_NAMED + 5


def test_each_of_several_others_is_compared_with_the_one_published(catalogue: Catalogue) -> None:
    best, same = report("c.txt", cell(), url=ADDRESS), report("b.txt", cell())
    ((one,), aside) = one_each((same, best, report("a.txt", cell(value="9"))), catalogue)
    assert [finding.subject for finding in one.findings] == ["a.txt"]
    assert sorted(item.source.path for item in aside) == ["a.txt", "b.txt"]
    assert len({finding.id for item in aside for finding in item.findings} | {f.id for f in one.findings}) == 3
