"""Claims against the tables: the alternative that agrees is named; what is not certain never fails."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from sitegen.checks import check
from sitegen.model import Observation, Outcome, Report, Status
from sitegen.reading import read_file
from sitegen.wording import message
from tests.claims.sentences import REPORTER, claims

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue, Dataset, Finding

PASS, FAIL, UNCERTAIN, NOT_ASSESSABLE = Outcome.PASS, Outcome.FAIL, Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE
BLANK, DASH = Status.BLANK, Status.NOT_APPLICABLE

Cells = dict[str, int | Status]

REQUESTS: Cells = {
    "requests/received_new/total": 15,
    "requests/carried_in/total": 2,
    "requests/granted/total": 6,
    "requests/partial/total": 1,
    "requests/refused_state_secret/total": 1,
    "requests/refused_third_party/total": 2,
    "requests/unable_not_held/total": 3,
    "requests/rejected_repeat/total": 1,
    "requests/other_misc/total": 0,
    "requests/other_unpaid_fee/total": 0,
    "requests/closed_total/total": 14,
    "requests/carried_out/total": 3,
}
REMEDIES: Cells = {
    "remedies/reconsideration/upheld": 2,
    "remedies/reconsideration/corrected": 0,
    "remedies/reconsideration/pending": 1,
    "remedies/reconsideration/total": 3,
    "remedies/litigation_direct/pending": 0,
    "remedies/litigation_direct/total": 1,
    "remedies/litigation_post/pending": 0,
    "remedies/litigation_post/total": 0,
}
PROACTIVE: Cells = {
    "proactive/normative_documents/issued": 4,
    "proactive/normative_documents/repealed": 0,
    "proactive/normative_documents/in_force": 21,
    "proactive/rules/issued": 0,
    "proactive/rules/in_force": 0,
}


def report(catalogue: Catalogue, dataset: Dataset, text: str, cells: Cells, form: str = "national-2021") -> Report:
    """A report that says the text, with tables that hold the cells."""
    source = dataset.reports[0].source
    observations = []
    for address, given in cells.items():
        status = given if isinstance(given, Status) else Status.REPORTED
        value = None if isinstance(given, Status) else Decimal(given)
        table, row, column = address.split("/")
        observations.append(Observation("r", form, table, row, column, value, "", status))
    return replace(
        dataset.reports[0],
        id="r",
        source=source,
        form=form,
        tables=tuple({address.split("/")[0]: form for address in cells}.items()),
        observations=tuple(observations),
        findings=(),
        claims=claims(catalogue.prose, *text.split("\n"), reporter=REPORTER),
    )


def judged(
    catalogue: Catalogue, dataset: Dataset, text: str, cells: Cells | None = None, form: str = "national-2021"
) -> list[Finding]:
    """What the rules on prose say of a text."""
    given = {**REQUESTS, **REMEDIES, **PROACTIVE} if cells is None else cells
    found = check(report(catalogue, dataset, text, given, form), catalogue)
    return [finding for finding in found if finding.rule.startswith("N.")]


def short(findings: list[Finding]) -> list[str]:
    """Rule, outcome and the figure of the table."""
    return [f"{f.rule} {f.outcome.value}" + ("" if f.right is None else f" {f.right:f}") for f in findings]


EXAMPLES: tuple[tuple[str, list[str]], ...] = (
    ("收到政府信息公开申请15件。", ["N.RECV pass 15"]),
    ("受理政府信息公开申请17件。", ["N.RECV pass 17"]),
    ("收到政府信息公开申请16件。", ["N.RECV fail 15"]),
    ("收到政府信息公开申请13余件。", ["N.RECV pass 15"]),
    ("收到政府信息公开申请约14件。", ["N.RECV pass 15"]),
    ("收到政府信息公开申请约50件。", ["N.RECV uncertain 17"]),
    ("新收政府信息公开申请17件。", ["N.RECV fail 15"]),
    ("上年结转政府信息公开申请2件。", ["N.RECV pass 2"]),
    ("办理政府信息公开申请17件。", ["N.RECV pass 17"]),
    ("答复政府信息公开申请14件。", ["N.CLOSED pass 14"]),
    ("答复政府信息公开申请12件。", ["N.CLOSED uncertain 14"]),
    ("政府信息公开申请予以公开6件,部分公开1件,不予公开3件,无法提供3件,不予处理1件,其他处理0件。",
     [f"N.CAT pass {n}" for n in (6, 1, 3, 3, 1, 0)]),
    ("政府信息公开申请予以公开及部分公开6件。", ["N.CAT fail 7"]),
    ("因政府信息公开引起的行政复议3件,行政诉讼1件。", ["N.REVIEW pass 3", "N.REVIEW pass 1"]),
    ("因政府信息公开引起的行政复议2件。", ["N.REVIEW pass 2"]),
    ("因政府信息公开引起的行政复议5件。", ["N.REVIEW fail 3"]),
    ("办理行政复议案件126件。", []),
    ("没有发生因政府信息公开引起的行政诉讼。", ["N.NONE fail 1"]),
    ("未收到政府信息公开申请。", ["N.NONE fail 15"]),
    ("各乡镇未收到政府信息公开申请。", ["N.NONE not_assessable"]),
    ("制发行政规范性文件4件。", ["N.DOCS pass 4"]),
    ("制发行政规范性文件5件。", ["N.DOCS fail 4"]),
    ("主动公开规范性文件5件。", ["N.DOCS uncertain 4"]),
    ("主动公开规范性文件21件。", ["N.DOCS pass 21"]),
    ("未制发行政规范性文件。", ["N.NONE fail 4"]),
    ("全年收取信息处理费0元。", ["N.FEE pass 0"]),
    ("全年收取信息处理费100元。", ["N.FEE not_assessable"]),
    ("政府信息公开申请全部按期办结。", ["N.ALLDONE uncertain 3"]),
    ("主动公开政府信息6700余条。", ["N.SUM not_assessable"]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_a_claim_is_compared_with_the_cells_of_its_concept(
    catalogue: Catalogue, dataset: Dataset, text: str, expected: list[str]
) -> None:
    """Each alternative agrees; where none does the nearest is told, and a hint never fails."""
    assert short(judged(catalogue, dataset, text)) == expected


SUMS = (
    ("公开信息100条,其中文件60条,动态40条。", "pass 100"),
    ("公开信息100条,其中文件60条,动态50条。", "fail 110"),
    ("公开信息100条,其中文件60条,动态30条。", "not_assessable 90"),
    ("公开信息100条,其中文件60条,动态30条,其他5条。", "fail 95"),
    ("公开信息160余条,其中文件60条,动态107条。", "pass 167"),
    ("公开信息150余条,其中文件60条,动态107条。", "fail 167"),
    ("公开信息150余条,文件60条,动态100条,公告7条。", "uncertain 167"),
    ("公开信息100条,其中文件60条,动态50多条。", "fail 110"),
    ("公开信息100条,其中文件约60条,动态50条。", "uncertain 110"),
    ("公开信息100条,其中网站100条,微信公众号60条。", "uncertain 160"),
    ("公开信息100条,其中文件60条,动态40成条。", "pass 100"),
    ("公开信息100条,其中文件60条,动态50成条。", "uncertain 110"),
)


@pytest.mark.parametrize(("text", "expected"), SUMS)
def test_parts_add_up_as_far_as_the_sentence_says(
    catalogue: Catalogue, dataset: Dataset, text: str, expected: str
) -> None:
    """Too many fail, too few only where a rest is listed; what is vague or told twice is not certain."""
    assert short(judged(catalogue, dataset, text)) == [f"N.SUM {expected}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("通过门户网站公开信息4500条,微信公众号2100条,微博100条,合计6700条。", "pass 6700"),
        ("公开信息4500条,部门文件2100条,其他100条,共计6800条。", "not_assessable 6700"),
        ("主动公开政府信息100条,其中部门文件60条,工作动态40条,合计100条。", "pass 100"),
        ("主动公开政府信息90条,其中部门文件60条,工作动态40条,合计100条。", "fail 100"),
    ],
)
def test_a_total_that_ends_a_list_is_none_of_its_parts(
    catalogue: Catalogue, dataset: Dataset, text: str, expected: str
) -> None:
    assert [one for one in short(judged(catalogue, dataset, text)) if "N.SUM" in one] == [f"N.SUM {expected}"]


def test_requests_told_by_applicant_and_by_channel_do_not_have_too_many_parts(
    catalogue: Catalogue, dataset: Dataset
) -> None:
    """The first parts add up, and those that follow tell the same requests again."""
    text = "收到政府信息公开申请15件,其中网上10件,信函5件,自然人12件,企业3件。"
    assert short(judged(catalogue, dataset, text)) == ["N.RECV pass 15", "N.SUM pass 15"]


SHARES = (
    ("7.14%", "pass 7.143"),
    ("7.1%", "pass 7.143"),
    ("7%", "pass 7.143"),
    ("7.2%", "uncertain 7.143"),
    ("6.67%", "pass 6.667"),
    ("5.88%", "pass 5.882"),
    ("50%", "uncertain 7.143"),
)


@pytest.mark.parametrize(("rate", "expected"), SHARES)
def test_a_share_may_be_of_what_was_closed_or_received(
    catalogue: Catalogue, dataset: Dataset, rate: str, expected: str
) -> None:
    """Rounded or truncated at the printed places; what fits no total is a hint only."""
    text = f"政府信息公开申请部分公开1件,占{rate}。"
    assert short(judged(catalogue, dataset, text)) == ["N.CAT pass 1", f"N.PCT {expected}"]


def test_a_blank_is_neither_zero_nor_a_reproach(catalogue: Catalogue, dataset: Dataset) -> None:
    """None against blank cells cannot be checked; blanks may make up a lack, never a surplus."""
    empty: Cells = {"requests/received_new/total": BLANK, "requests/carried_in/total": BLANK}
    assert short(judged(catalogue, dataset, "未收到政府信息公开申请。", empty)) == ["N.NONE not_assessable"]
    unread: Cells = {"requests/received_new/total": DASH, "requests/carried_in/total": DASH}
    assert short(judged(catalogue, dataset, "收到政府信息公开申请3件。", unread)) == ["N.RECV not_assessable"]
    part: Cells = {"requests/unable_not_held/total": 3, "requests/unable_needs_creation/total": BLANK}
    said = "政府信息公开申请无法提供{}件。"
    assert short(judged(catalogue, dataset, said.format(3), part)) == ["N.CAT pass 3"]
    assert short(judged(catalogue, dataset, said.format(4), part)) == ["N.CAT uncertain 3"]
    assert short(judged(catalogue, dataset, said.format(2), part)) == ["N.CAT fail 3"]


def test_a_total_left_blank_is_added_up_from_the_applicants(catalogue: Catalogue, dataset: Dataset) -> None:
    """The figure of the natural persons alone is not that of all."""
    cells: Cells = {
        "requests/granted/natural_person": 258,
        "requests/granted/enterprise": 14,
        "requests/granted/research": BLANK,
        "requests/granted/total": BLANK,
    }
    assert short(judged(catalogue, dataset, "政府信息公开申请予以公开258件。", cells)) == ["N.CAT fail 272"]
    assert short(judged(catalogue, dataset, "政府信息公开申请予以公开272件。", cells)) == ["N.CAT pass 272"]


def test_where_another_sentence_gives_the_figure_of_the_table_none_fails(
    catalogue: Catalogue, dataset: Dataset
) -> None:
    """Which of the two is about the whole is not certain."""
    text = "收到政府信息公开申请15件。\n收到政府信息公开申请4件。"
    assert short(judged(catalogue, dataset, text)) == ["N.RECV pass 15", "N.RECV uncertain 15"]


def test_a_figure_that_the_same_sentence_narrows_does_not_fail(catalogue: Catalogue, dataset: Dataset) -> None:
    """The table may count what was accepted, and not what came in."""
    text = "收到政府信息公开申请18件,受理15件,不予受理3件。"
    assert short(judged(catalogue, dataset, text)) == ["N.RECV uncertain 17", "N.RECV pass 15"]
    text = "收到政府信息公开申请18件,其中撤回3件,实际受理15件。"
    told = short(judged(catalogue, dataset, text))
    assert told == ["N.RECV uncertain 17", "N.RECV pass 15", "N.SUM pass 18"]


def test_none_and_some_in_one_report_are_not_certain(catalogue: Catalogue, dataset: Dataset) -> None:
    """Who says both means different things."""
    text = "收到政府信息公开申请15件。\n未收到政府信息公开申请。"
    assert short(judged(catalogue, dataset, text)) == ["N.RECV pass 15", "N.NONE uncertain 15"]


def test_both_languages_name_what_agreed(catalogue: Catalogue, dataset: Dataset) -> None:
    """The wording of the text, the alternative, and both figures."""
    (finding,) = judged(catalogue, dataset, "受理政府信息公开申请17件。")
    assert message(finding, catalogue, "zh") == "文中「受理政府信息公开申请17件」,与表中新收加上年结转(17)相符。"
    assert message(finding, catalogue, "en") == (
        "The text says “受理政府信息公开申请17件”, which agrees with the table: received plus carried over, 17."
    )
    assert (finding.subject, finding.left, finding.difference) == ("received-1", Decimal(17), Decimal(0))
    assert finding.cells == ("requests/received_new/total", "requests/carried_in/total")
    assert finding.place is not None
    assert str(finding.place) == "1:11-13"


SEEDS = {
    "sichuan-commerce-2019": {"N.SUM published-1": "not_assessable"},
    "guangzhou-commerce-2020": {
        "N.RECV received-1": "pass 15",
        "N.NONE remedies-1": "pass 0",
        "N.SUM published-1": "pass 2411",
        "N.ALLDONE all_closed-1": "uncertain 1",
    },
    "chaoyang-commerce-2023": {
        "N.RECV received-1": "pass 3",
        "N.SUM published-1": "pass 167",
        "N.FEE fee-1": "pass 0",
    },
    "ziyang-economic-cooperation-2019": {
        "N.NONE received-1": "pass 0",
        "N.NONE remedies-1": "pass 0",
        "N.SUM published-1": "pass 126",
    },
    "quzhou-commerce-2013": {
        "N.NONE received-1": "not_assessable",
        "N.NONE remedies-1": "not_assessable",
        "N.SUM published_site-1": "uncertain 4107",
    },
}


@pytest.mark.parametrize("report_id", SEEDS)
def test_the_seeds_say_what_their_tables_say(dataset: Dataset, report_id: str) -> None:
    """Every claim of the five seeds with its outcome; none fails."""
    found = [f for f in dataset.findings if f.report == report_id and f.rule.startswith("N.")]
    told = {f"{f.rule} {f.subject}": short([f])[0].removeprefix(f"{f.rule} ") for f in found}
    assert told == SEEDS[report_id]


def test_every_claim_of_the_real_reports_is_printed_at_its_place(dataset: Dataset) -> None:
    """Even where the page has traditional characters with pinyin between them."""
    found = [(report, claim) for report in dataset.reports for claim in report.claims]
    assert len(found) >= len(SEEDS)
    for report_, claim in found:
        shown = [(claim.place, claim.printed), *((part.place, part.printed) for part in claim.parts)]
        assert all(report_.lines[place.line - 1][place.start : place.end] == text for place, text in shown)


def test_other_real_reports_fail_where_their_text_is_wrong(catalogue: Catalogue, shared: Path) -> None:
    """Two figures of one office are those of a part; two lists of one area do not add up; nothing else fails."""
    failing = set()
    for path in sorted((shared / "corpus" / "real").iterdir()):
        result = read_file(path, path.name, catalogue, registry=False)
        if isinstance(result, Report):
            found = check(result, catalogue)
            failing |= {
                (path.name, f.rule, str(f.left), str(f.right))
                for f in found
                if f.rule.startswith("N.") and f.outcome is FAIL
            }
    assert failing == {
        ("shanghai_office_2019.html", "N.CAT", "258", "275"),
        ("shanghai_office_2019.html", "N.CAT", "265", "337"),
        ("pingtan_2019.txt", "N.SUM", "2599", "2533"),
        ("pingtan_2020.txt", "N.SUM", "2602", "2603"),
    }
