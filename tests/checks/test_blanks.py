"""A blank gives both answers: what holds if it is zero, and what it would have to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.checks import check
from sitegen.model import Outcome, Status
from sitegen.wording import message
from tests.checks.invented import Cells, invented

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Finding

BLANK = Status.BLANK
ROW = "remedies/reconsideration"


def judged(catalogue: Catalogue, cells: Cells) -> Finding:
    """What the sum of remedies says of a group."""
    report = invented(catalogue, "quzhou-commerce", 2022, "national-2021", {f"{ROW}/{c}": v for c, v in cells.items()})
    (finding,) = (f for f in check(report, catalogue) if f.rule == "T4.SUM" and f.subject == f"{ROW}/total")
    return finding


@pytest.mark.parametrize(
    ("cells", "zh", "en"),
    [
        (
            {"total": 12, "upheld": 5, "pending": BLANK},
            "空白若按零计,12 与 5 相差 7,不符;要相符,空白格须为 7。",
            "With blanks as zero, 12 and 5 differ by 7. For it to hold, the blank cell must be 7.",
        ),
        (
            {"total": 12, "upheld": 5, "pending": BLANK, "corrected": BLANK},
            "要相符,空白各格合计须为 7,每格在 0 到 7 之间。",
            "the blank cells together must be 7, each between 0 and 7.",
        ),
    ],
)
def test_blank_items_that_may_make_up_a_sum_are_told_with_their_interval(
    catalogue: Catalogue, cells: Cells, zh: str, en: str
) -> None:
    finding = judged(catalogue, cells)
    assert (finding.outcome, finding.reason, finding.attribution) == (Outcome.UNCERTAIN, "blank_part", None)
    assert message(finding, catalogue, "zh").endswith(zh)
    assert message(finding, catalogue, "en").endswith(en)


def test_blanks_that_hold_as_zero_are_said_to_be_blank(catalogue: Catalogue) -> None:
    finding = judged(catalogue, {"total": 5, "upheld": 5, "pending": BLANK})
    assert (finding.outcome, finding.reason) == (Outcome.PASS, "blank_zero")
    assert "按零计则相符" in message(finding, catalogue, "zh")


def test_a_blank_that_would_have_to_be_negative_mends_nothing(catalogue: Catalogue) -> None:
    assert judged(catalogue, {"total": 3, "upheld": 5, "pending": BLANK}).outcome is Outcome.FAIL


def test_a_blank_total_cannot_be_checked(catalogue: Catalogue) -> None:
    finding = judged(catalogue, {"total": BLANK, "upheld": 5})
    assert (finding.outcome, finding.reason) == (Outcome.NOT_ASSESSABLE, "blank_total")
    assert (finding.left, str(finding.right)) == (None, "5")


def test_blanks_on_both_sides_leave_only_a_least(catalogue: Catalogue) -> None:
    """What is carried over and what is carried forward are blank: nine closed need at least four more in."""
    cells: Cells = {
        "requests/received_new/research": 5,
        "requests/carried_in/research": BLANK,
        "requests/closed_total/research": 9,
        "requests/carried_out/research": BLANK,
    }
    report = invented(catalogue, "quzhou-commerce", 2022, "national-2021", cells)
    (finding,) = (f for f in check(report, catalogue) if f.subject == "requests/received_new/research")
    assert (finding.rule, finding.outcome) == ("T3.BAL", Outcome.UNCERTAIN)
    assert "空白格至少须为 4" in message(finding, catalogue, "zh")
    assert dict(finding.details)["detail"] == "carried_in/research"


def test_checks_never_change_what_they_look_at(catalogue: Catalogue) -> None:
    report = invented(catalogue, "quzhou-commerce", 2022, "national-2021", {f"{ROW}/total": BLANK})
    before = repr(report)
    check(report, catalogue)
    assert repr(report) == before
