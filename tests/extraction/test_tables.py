"""Tables: each figure goes to its cell, what is not certain gives no value and a finding, prose gives nothing."""

from __future__ import annotations

import hashlib
import re
import time
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from sitegen import readers
from sitegen.extraction import extract
from sitegen.model import Quarantined, Report, Source, Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.model import Catalogue, Dataset, Observation

    Read = Callable[[str], Report]

FORM_2019, FORM_2021, LIST = "000_187445dee861a10c.txt", "002_7862af51daa0dff0.txt", "004_3c91f6d335a9c228.txt"
LICENSING = "proactive/licensing/decisions"
HOSTILE = "<script>alert(1)</script>{{7*7}}{%x%}&amp;"


@pytest.fixture
def seeds(root: Path) -> dict[str, str]:
    """The text of each seed, to change."""
    return {path.name: path.read_text(encoding="utf-8") for path in (root / "data" / "reports").glob("*.txt")}


def attempt(text: str, catalogue: Catalogue) -> Report | Quarantined:
    """What a text gives, be it no report."""
    content = text.encode()
    source = Source("report.txt", "text/plain", hashlib.sha256(content).hexdigest(), len(content))
    return extract(readers.read(source, content), catalogue, registry=False)


@pytest.fixture
def read(catalogue: Catalogue) -> Read:
    """Read a text that is a report; whatever it is, each value is proved by the characters of its place."""

    def reading(text: str) -> Report:
        report = attempt(text, catalogue)
        assert isinstance(report, Report)
        for cell in report.observations:
            if cell.value is not None:
                assert cell.provenance is not None
                place = cell.provenance.place
                assert report.lines[place.line - 1][place.start : place.end] == cell.printed
        return report

    return reading


def cell(report: Report, address: str) -> Observation:
    """A cell by its address."""
    return next(c for c in report.observations if c.cell == address)


def row(report: Report, address: str) -> list[Decimal | None]:
    """The values of a row, ``table/row``, in the order of its columns."""
    return [c.value for c in report.observations if f"{c.table}/{c.row}" == address]


def found(report: Report, rule: str) -> list[tuple[str, str]]:
    """The findings of a rule: what each is about, and the words it quotes."""
    return [(f.subject, dict(f.details).get("detail", "")) for f in report.findings if f.rule == rule]


def swap(text: str, old: str, new: str) -> str:
    """The text with the first ``old`` made ``new``."""
    assert old in text
    return text.replace(old, new, 1)


# --- what the seeds show ---------------------------------------------------------------------------------------------


def test_observations_come_in_the_order_of_the_paper(dataset: Dataset) -> None:
    """Every cell of each table once, and the places of a report's figures never go back."""
    for report in dataset.reports:
        forms = [(dataset.catalogue.form(form), table) for table, form in report.tables]
        expected = [
            f"{t.id}/{r.id}/{c.id}"
            for form, name in forms
            for t in form.tables
            if t.id == name
            for _, r, c in t.cells()
        ]
        assert [c.cell for c in report.observations] == expected
        places = [c.provenance.place for c in report.observations if c.provenance]
        assert all(earlier < later for earlier, later in pairwise(places)), report.id


def test_cells_and_labels_that_are_split_over_lines_are_read(read: Read, seeds: dict[str, str]) -> None:
    """Line breaks fall anywhere: within labels, within headings, between figures."""
    whole = read(seeds[FORM_2019])
    split = re.sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])(?!元)", "\n", seeds[FORM_2019].split("二、主动公开")[1])
    report = read("2019年某市商务局政府信息公开工作年度报告\n" + split)
    assert [(c.cell, c.value) for c in report.observations] == [(c.cell, c.value) for c in whole.observations]


def test_a_heading_that_runs_into_the_first_header_cell_does_no_harm(dataset: Dataset) -> None:
    """「…行政诉讼情况行政复议」 in the Ziyang report is heading and header in one; the table is read."""
    report = next(r for r in dataset.reports if r.id == "ziyang-economic-cooperation-2019")
    assert any("行政诉讼情况行政复议" in line for line in report.lines)
    remedies = [c for c in report.observations if c.table == "remedies"]
    assert [c.value for c in remedies] == [Decimal(0)] * 15


def test_a_header_that_lacks_a_column_is_told_and_the_order_of_columns_stands(dataset: Dataset) -> None:
    """The Chaoyang report does not print 自然人; its rows have all seven figures."""
    report = next(r for r in dataset.reports if r.id == "chaoyang-commerce-2023")
    assert found(report, "R.HEADER") == [("requests/*/natural_person", "自然人")]
    (finding,) = (f for f in report.findings if f.rule == "R.HEADER")
    assert finding.place is not None
    assert report.lines[finding.place.line - 1] == "一、本年新收政府信息公开申请数量"
    first = cell(report, "requests/received_new/natural_person")
    assert (first.value, first.provenance and first.provenance.column_label) == (Decimal(3), "")


def test_labels_and_units_are_kept_as_they_are_printed(dataset: Dataset) -> None:
    """Row and column label, unit and remark come from the report, not from the form."""
    amount = cell(next(r for r in dataset.reports if r.id == "sichuan-commerce-2019"), "proactive/procurement/amount")
    assert (amount.value, amount.unit, amount.printed) == (Decimal("326.6"), "万元", "326.6万元")
    report = next(r for r in dataset.reports if r.id == "guangzhou-commerce-2020")
    change = cell(report, "proactive/licensing/items_change")
    assert (change.value, change.unit, change.note, change.printed) == (Decimal(-6), "项", "子项", "-6(子項(xiàng))")
    assert change.provenance is not None
    assert (change.provenance.row_label, change.provenance.column_label) == ("行政许可", "本年增/减")
    assert change.provenance.steps == ("pinyin", "simplified")


def test_an_amount_without_a_unit_gets_none_and_a_finding(dataset: Dataset) -> None:
    """A bare amount of the Ziyang report is not supposed to be in 万元."""
    report = next(r for r in dataset.reports if r.id == "ziyang-economic-cooperation-2019")
    assert cell(report, "proactive/procurement/amount").unit == ""
    assert found(report, "R.UNIT") == [("proactive/procurement/amount", "0")]


def test_an_amount_takes_the_unit_that_its_header_prints(read: Read, seeds: dict[str, str]) -> None:
    """采购总金额(万元) above the cell is as good as a unit within it; the cell's own goes first."""
    text = swap(seeds[FORM_2019], "采购总金额", "采购总金额(万元)")
    assert cell(read(text.replace("326.6万元", "326.6")), "proactive/procurement/amount").unit == "万元"
    assert cell(read(text.replace("326.6万元", "3266000元")), "proactive/procurement/amount").unit == "元"
    assert found(read(text.replace("326.6万元", "326.6")), "R.UNIT") == []


def test_an_amount_does_not_take_a_unit_from_elsewhere(read: Read, seeds: dict[str, str]) -> None:
    """A unit in prose or above another block says nothing of this amount."""
    bare = seeds[FORM_2019].replace("326.6万元", "326.6")
    for place in ("一、总体情况", "第二十条第(八)项"):
        report = read(swap(bare, place, f"{place}\n收费金额(万元)"))
        assert cell(report, "proactive/procurement/amount").unit == "", place


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("proactive/rules/made", "本年新制作数量"),
        ("proactive/normative_documents/disclosed_total", "对外公开总数量"),
        ("proactive/licensing/items_change", "本年增/减"),
        ("proactive/coercion/decisions", "处理决定数量"),
        ("proactive/charges/items_previous_year", "上一年项目数量"),
        ("proactive/procurement/projects", "采购项目数量"),
        ("requests/received_new/natural_person", "自然人"),
        ("requests/carried_out/legal_service", "法律服务机构"),
        ("remedies/litigation_post/pending", "尚未审结"),
    ],
)
def test_a_column_is_labelled_by_the_nearest_header_above(dataset: Dataset, address: str, label: str) -> None:
    """Each block of the first table has a header of its own; the other tables have one for all rows."""
    got = cell(next(r for r in dataset.reports if r.id == "sichuan-commerce-2019"), address)
    assert got.provenance is not None
    assert got.provenance.column_label == label


def test_a_unit_behind_a_space_is_a_printed_unit(read: Read, seeds: dict[str, str]) -> None:
    """326.6 万元 is the same as 326.6万元."""
    report = read(swap(seeds[FORM_2019], "326.6万元", "326.6 万元"))
    amount = cell(report, "proactive/procurement/amount")
    assert (amount.value, amount.unit, found(report, "R.UNIT")) == (Decimal("326.6"), "万元", [])


# --- which form ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "form"), [(FORM_2019, "national-2019"), (FORM_2021, "national-2021")])
def test_the_tables_tell_the_form_and_the_year_does_not(
    read: Read, seeds: dict[str, str], name: str, form: str
) -> None:
    """A report of 2023 on the form of 2019 is on the form of 2019, and the other way round."""
    for year in ("2013年", "2019年", "2020年", "2021年", "2023年"):
        report = read(re.sub(r"20(19|23)年", year, seeds[name]))
        assert report.year.value == year[:4]
        assert [f for _, f in report.tables] == [form] * 3


def test_each_table_is_recognised_on_its_own(read: Read, seeds: dict[str, str]) -> None:
    """A report with the first table of 2021 and the second of 2019 is on the form of the second, with a finding."""
    first, second = (seeds[name].split("三、收到和处理") for name in (FORM_2021, FORM_2019))
    report = read(first[0] + "三、收到和处理" + second[1])
    assert report.form == "national-2019"
    assert dict(report.tables)["proactive"] == "national-2021"
    assert dict(report.tables)["requests"] == "national-2019"
    assert len(found(report, "R.MIXED")) == 1
    assert len([c for c in report.observations if c.value is not None]) == 10 + 161 + 15


def test_a_table_that_is_not_there_gives_no_cells(read: Read, seeds: dict[str, str]) -> None:
    """A report with one table of three is a report with one table."""
    report = read(
        "标题\n三、收到和处理" + seeds[FORM_2019].split("三、收到和处理")[1].split("四、政府信息公开行政复议")[0]
    )
    assert report.tables == (("requests", "national-2019"),)
    assert len(report.observations) == 161


# --- what is not certain ---------------------------------------------------------------------------------------------


def shortened(text: str) -> str:
    """The text with one figure of the row (二)部分公开 left out."""
    head, tail = text.split("不计其他情形)", 1)
    return head + "不计其他情形)" + tail.replace("\n0\n", "\n", 1)


def granted(text: str, figures: str) -> str:
    """The text with other figures in the row (一)予以公开."""
    row = "(一)予以公开\n\n{}\n\n(二)"
    return swap(text, row.format("\n\n".join("1000001")), row.format("\n\n".join(figures.split())))


@pytest.mark.parametrize("figures", ["1000001", "1 000001", "100 0001", "1 0 0 0 0 0 0 1", "7 1 0 0 0 0 0 1"])
def test_figures_are_resolved_where_the_identities_leave_one_way_to_read_them(
    read: Read, seeds: dict[str, str], figures: str
) -> None:
    """Digits that ran together, or a stray figure in the row: what the sums of row and column leave is the row."""
    report = read(granted(seeds[FORM_2019], figures))
    cells = [c for c in report.observations if f"{c.table}/{c.row}" == "requests/granted"]
    assert [(c.value, c.status) for c in cells] == [(Decimal(n), Status.RESOLVED) for n in (1, 0, 0, 0, 0, 0, 1)]
    assert not found(report, "R.COUNT")
    assert not found(report, "R.SPLIT")
    assert len([c for c in report.observations if c.status is Status.REPORTED]) == 198 - 7


@pytest.mark.parametrize(("figures", "rule"), [("1 2 3 4 5 6 7 8 9", "R.COUNT"), ("1 0", "R.COUNT"), ("12", "R.COUNT")])
def test_a_row_with_far_too_few_or_too_many_figures_gives_no_value_and_a_finding(
    read: Read, seeds: dict[str, str], figures: str, rule: str
) -> None:
    """Which figure belongs where is open, so none is taken; the finding quotes them all; other rows are not touched."""
    report = read(granted(seeds[FORM_2019], figures))
    assert row(report, "requests/granted") == [None] * 7
    assert found(report, rule) == [("requests/granted", figures)]
    assert len([c for c in report.observations if c.value is None]) == 7


def test_where_a_figure_is_lost_only_what_is_certain_is_read(read: Read, seeds: dict[str, str]) -> None:
    """Any of five zeros may be the lost one; first and total are the same in all readings, which the finding lists."""
    report = read(granted(seeds[FORM_2019], "1 0 0 0 0 1"))
    assert row(report, "requests/granted") == [Decimal(1), None, None, None, None, None, Decimal(1)]
    (finding,) = report.findings
    assert (finding.rule, finding.subject) == ("R.SPLIT", "requests/granted")
    assert dict(finding.details)["candidates"].split("; ") == [
        "1 [0] 0 0 0 0 1", "1 0 [0] 0 0 0 1", "1 0 0 [0] 0 0 1", "1 0 0 0 [0] 0 1", "1 0 0 0 0 [0] 1",
    ]  # fmt: skip
    assert len(finding.cells) == 5


def test_a_row_of_zeros_with_one_too_few_gives_no_value(read: Read, seeds: dict[str, str]) -> None:
    """Whichever is lost, no cell is printed for certain; the value that the sums imply is no printed number."""
    report = read(shortened(seeds[FORM_2019]))
    assert row(report, "requests/partial") == [None] * 7
    assert found(report, "R.SPLIT") == [("requests/partial", "0 0 0 0 0 0")]
    assert row(report, "requests/granted") == [Decimal(n) for n in (1, 0, 0, 0, 0, 0, 1)]
    assert len([c for c in report.observations if c.value is None]) == 7


def test_a_figure_that_is_left_out_of_a_row_is_told(read: Read, seeds: dict[str, str]) -> None:
    """Every figure of a table is claimed or reported."""
    report = read(granted(seeds[FORM_2019], "7 1 0 0 0 0 0 1"))
    assert any("7" in detail for _, detail in found(report, "R.UNCLAIMED"))


def test_one_fault_is_told_once(read: Read, seeds: dict[str, str]) -> None:
    """A row that could not be read is one finding, not eight."""
    report = read(shortened(seeds[FORM_2019]))
    assert len(report.findings) == 1


def test_a_table_whose_only_line_lacks_a_figure_is_told(read: Read, seeds: dict[str, str]) -> None:
    """Fourteen figures under a header of fifteen give no value, but a finding, not silence."""
    head, tail = seeds[FORM_2019].rsplit("\n0\n", 1)
    report = read(head + "\n" + tail)
    assert [f for f in report.findings if f.subject.startswith("remedies")]


@pytest.mark.parametrize(
    ("printed", "value"),
    [("行政许可10", 10), ("行政许可\u200b10", 10), ("行政许可(县级无此项)10", 10), ("行政许可1,234", 1234)],
)
def test_a_number_attached_to_its_label_is_read_only_under_the_name_of_its_column(
    read: Read, seeds: dict[str, str], printed: str, value: int
) -> None:
    """In a row of one column there is nothing to split; without the header the same words may be prose."""
    text = swap(seeds[FORM_2021], "行政许可\n\n0", printed)
    assert (cell(read(text), LICENSING).value, cell(read(text), LICENSING).status) == (Decimal(value), Status.REPORTED)
    assert cell(read(text.replace("本年处理决定数量", "")), LICENSING).value is None


def test_a_number_attached_to_its_label_in_a_row_of_several_columns_is_never_one_cell(
    read: Read, seeds: dict[str, str]
) -> None:
    """(一)予以公开12 has lost its borders, and more: nothing is read, and the finding quotes it."""
    report = read(granted(seeds[FORM_2019], "12").replace("(一)予以公开\n\n12", "(一)予以公开12"))
    assert row(report, "requests/granted") == [None] * 7
    assert found(report, "R.COUNT") == [("requests/granted", "12")]


@pytest.mark.parametrize("printed", ["规章10", "规章\n\n约10\n\n0\n\n0"])
def test_the_figures_of_a_row_that_is_not_taken_are_told(read: Read, seeds: dict[str, str], printed: str) -> None:
    """What stands in the table and goes into no cell is listed."""
    report = read(swap(seeds[FORM_2021], "规章\n\n0\n\n0\n\n0", printed))
    assert row(report, "proactive/rules") == [None] * 3
    assert [f for f in report.findings if "10" in dict(f.details).get("detail", "")]


@pytest.mark.parametrize("separator", ["\x07", "\x0b", "\x0c"])
def test_two_numbers_parted_by_a_control_character_are_not_one(
    read: Read, seeds: dict[str, str], separator: str
) -> None:
    """Text copied from Word has them between cells and lines."""
    assert cell(read(swap(seeds[FORM_2021], "行政许可\n\n0", f"行政许可\n\n12{separator}34")), LICENSING).value is None


@pytest.mark.parametrize(
    ("printed", "status", "value"),
    [
        ("1,234", Status.REPORTED, "1234"),
        ("１２", Status.REPORTED, "12"),
        ("12件", Status.REPORTED, "12"),
        ("/", Status.NOT_APPLICABLE, None),
        ("—", Status.NOT_APPLICABLE, None),
        ("无", Status.NOT_APPLICABLE, None),
        ("007", Status.UNREADABLE, None),
        ("1 234", Status.UNREADABLE, None),
        ("5 6", Status.UNREADABLE, None),
    ],
)
def test_a_cell_of_flattened_text_says_what_it_prints(
    read: Read, seeds: dict[str, str], printed: str, status: Status, value: str | None
) -> None:
    """Numbers and tokens are read; what is doubtful keeps its row and loses its value."""
    got = cell(read(swap(seeds[FORM_2021], "行政许可\n\n0", f"行政许可\n\n{printed}")), LICENSING)
    assert (got.status, got.value) == (status, None if value is None else Decimal(value))


@pytest.mark.parametrize("printed", ["约10", "近10件", "1.5万", "12人(次)3", "十", "详见附件", HOSTILE])
def test_words_in_the_place_of_a_figure_are_told(read: Read, seeds: dict[str, str], printed: str) -> None:
    """The row is there and prints something; it is unreadable and quoted, not absent."""
    report = read(swap(seeds[FORM_2021], "行政许可\n\n0", f"行政许可\n\n{printed}"))
    assert cell(report, LICENSING).status is not Status.ABSENT
    assert [f for f in report.findings if "licensing" in f.subject]


@pytest.mark.parametrize("mark", ["①", "²", "[1]"])
def test_a_note_mark_behind_a_figure_is_not_read_as_a_digit(read: Read, seeds: dict[str, str], mark: str) -> None:
    """12916① is 12916 with a note, and not 129161; the figure is read or left, never changed."""
    assert cell(read(swap(seeds[FORM_2019], "12916", f"12916{mark}")), LICENSING).value in {None, Decimal(12916)}


@pytest.mark.parametrize("mark", ["①", "²"])
def test_the_figures_of_a_row_with_a_note_mark_are_told(read: Read, seeds: dict[str, str], mark: str) -> None:
    """The row is there: its cell with the mark is unreadable and quoted, and its other cells are read."""
    report = read(swap(seeds[FORM_2019], "12916", f"12916{mark}"))
    assert cell(report, "proactive/licensing/items_change").value == Decimal(-1)
    assert any("12916" in detail for _, detail in (*found(report, "R.CELL"), *found(report, "R.UNCLAIMED")))


@pytest.mark.parametrize("marks", ["①②③④⑤⑥⑦⑧", "1)2)3)4)5)6)7)8)"])
def test_items_may_be_numbered_in_another_way(read: Read, seeds: dict[str, str], marks: str) -> None:
    """The marks ① and 1) are as common as 1. before an item."""
    step = len(marks) // 8
    text = re.sub(r"(?m)^([1-8])\.(?=\D)", lambda m: marks[(int(m[1]) - 1) * step :][:step], seeds[FORM_2019])
    assert len([c for c in read(text).observations if c.value is not None]) == 198


def test_columns_in_another_order_are_not_mixed_up(read: Read, seeds: dict[str, str]) -> None:
    """Where the header names the columns in another order, the figures go by it or nowhere."""
    old = "上一年项目数量\n\n本年增/减\n\n处理决定数量\n\n行政许可"
    report = read(swap(seeds[FORM_2019], old, "处理决定数量\n\n本年增/减\n\n上一年项目数量\n\n行政许可"))
    assert cell(report, LICENSING).value in {None, Decimal(14)}


def test_a_row_that_the_form_does_not_have_is_kept_as_the_reports_own(read: Read, seeds: dict[str, str]) -> None:
    """Some agencies add a row; its label and figures are kept beside the form's, which are not touched."""
    text = swap(seeds[FORM_2019], "第二十条第(五)项", "其他主动公开文件\n\n186\n\n86\n\n255\n\n第二十条第(五)项")
    plain, report = read(seeds[FORM_2019]), read(text)
    assert [(c.cell, c.value, c.provenance and c.provenance.row_label) for c in report.local_rows] == [
        ("proactive/local_1/made", Decimal(186), "其他主动公开文件"),
        ("proactive/local_1/disclosed", Decimal(86), "其他主动公开文件"),
        ("proactive/local_1/disclosed_total", Decimal(255), "其他主动公开文件"),
    ]
    assert [(c.cell, c.value) for c in report.observations] == [(c.cell, c.value) for c in plain.observations]


@pytest.mark.parametrize("figures", ["186", "186 86", "1 2 3 4"])
def test_figures_that_belong_to_no_cell_are_listed(read: Read, seeds: dict[str, str], figures: str) -> None:
    """What is no whole row of the table, be it of the form or of the report's own, is told, not dropped."""
    lines = "\n\n".join(["其他主动公开文件", *figures.split(), "第二十条第(五)项"])
    report = read(swap(seeds[FORM_2019], "第二十条第(五)项", lines))
    assert [detail for _, detail in found(report, "R.UNCLAIMED")] == [figures]
    assert report.local_rows == ()


def test_rows_of_two_tables_are_never_mixed(read: Read, seeds: dict[str, str]) -> None:
    """A second table, of a whole county or another year, does not lend its rows to the first."""
    second = re.sub(r"(?m)^[12]$", "9", seeds[FORM_2019].split("三、收到和处理")[1])
    report = read(shortened(seeds[FORM_2019]) + "\n附:全县汇总\n三、收到和处理" + second)
    assert cell(report, "requests/received_new/total").value == Decimal(2)
    assert cell(report, "requests/closed_total/total").value == Decimal(2)


# --- prose is no table -----------------------------------------------------------------------------------------------


def test_a_phrase_in_prose_with_a_number_behind_it_does_not_change_the_table(read: Read, seeds: dict[str, str]) -> None:
    """行政许可 99 件 in a sentence is not the cell of 行政许可, before the tables or behind them."""
    decoy = "\n全年办理行政许可 99 件、行政处罚 98 件、行政强制 97 件;(七)总计 96 件;四、结转下年度继续办理 95 件。\n"
    for name in (FORM_2019, FORM_2021):
        plain = [(c.cell, c.value) for c in read(seeds[name]).observations]
        assert [
            (c.cell, c.value) for c in read(swap(seeds[name], "一、总体情况", "一、总体情况" + decoy)).observations
        ] == plain
        assert [(c.cell, c.value) for c in read(seeds[name] + decoy).observations] == plain


@pytest.mark.parametrize(
    "prose",
    [
        "2022年收到政府信息公开申请 12 件,予以公开 10 件,部分公开 2 件。",
        "全年制发规章 0 件,规范性文件 2 件。行政复议 3 件,行政诉讼 2 件,结果维持 1 件。",
        "主动公开政府信息123件,依申请公开0件。",
        "行政许可12件、行政处罚3件、行政强制0件。",
        "二、主动公开政府信息情况\n规章\n规范性文件\n行政许可\n行政处罚\n行政强制",
        "",
    ],
)
def test_prose_alone_is_no_report(prose: str, catalogue: Catalogue) -> None:
    """Without a table there is nothing to publish, and the finding says so."""
    result = attempt(f"某市商务局2022年政府信息公开工作年度报告\n{prose}\n", catalogue)
    assert isinstance(result, Quarantined)
    assert [f.rule for f in result.findings] == ["R.NO_FORM"]


@pytest.mark.parametrize(
    "prose",
    [
        "全年办理行政许可 12 件、行政处罚 3 件、行政强制 0 件。",
        "共受理行政许可 97 件，作出行政处罚 0 件。",
        "1. 行政许可 5\n2. 行政处罚 3",
    ],
)
def test_prose_with_spaces_around_its_numbers_is_no_report_either(prose: str, catalogue: Catalogue) -> None:
    """Text from PDF and from Word puts spaces around every number; that does not make it a table."""
    assert isinstance(attempt(f"某市商务局2022年政府信息公开工作年度报告\n{prose}\n", catalogue), Quarantined)


# --- visible cells ---------------------------------------------------------------------------------------------------

TOTAL = "statistics/proactive/count"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("| 9622 |", (Status.REPORTED, Decimal(9622), "9622")),
        ("| 9,622 | | | |", (Status.REPORTED, Decimal(9622), "9,622")),
        ("| | | |", (Status.BLANK, None, "")),
        ("|   |", (Status.BLANK, None, "")),
        ("| / |", (Status.NOT_APPLICABLE, None, "/")),
        ("| 约9622 |", (Status.UNREADABLE, None, "约9622")),
        ("| 9622 | 10 |", (Status.REPORTED, Decimal(9622), "9622")),
        (f"| {HOSTILE} |", (Status.UNREADABLE, None, HOSTILE)),
    ],
)
def test_a_cell_between_bars_says_what_it_prints(
    read: Read, seeds: dict[str, str], cells: str, said: tuple[Status, Decimal | None, str]
) -> None:
    """Numbers, blanks and tokens are read, padding is not counted, and odd text is quoted as it stands.

    Of two figures the cell is the one below the header of the column.
    """
    got = cell(read(swap(seeds[LIST], "| 9622 |", cells)), TOTAL)
    assert (got.status, got.value, got.printed) == said


def test_a_table_that_is_filled_in_goes_before_an_empty_one(read: Read, seeds: dict[str, str]) -> None:
    """Where the blank form is printed too, the figures are taken from the one that has them."""
    empty = re.sub(r"\| [\d.]+ \|", "| |", seeds[LIST][seeds[LIST].index("指标名称") :])
    for text in (f"{empty}\n叙述\n{seeds[LIST]}", f"{seeds[LIST]}\n叙述\n{empty}"):
        assert len([c for c in read(text).observations if c.value is not None]) == 27


def test_the_first_of_two_whole_tables_is_read(read: Read, seeds: dict[str, str]) -> None:
    """A table of another unit or year behind the report's own takes nothing away."""
    plain = [(c.cell, c.value) for c in read(seeds[FORM_2019]).observations]
    second = re.sub(r"(?m)^[012]$", "9", seeds[FORM_2019].split("三、收到和处理")[1])
    report = read(seeds[FORM_2019] + "\n附:全县汇总\n三、收到和处理" + second)
    assert [(c.cell, c.value) for c in report.observations] == plain


def test_a_lost_date_lists_its_readings_or_says_that_there_are_none(read: Read, seeds: dict[str, str]) -> None:
    """The finding names every day that the digits may have been."""
    for lost, candidates in (("2024119", "2024-01-19, 2024-11-09"), ("2023229", "—")):
        (finding,) = (f for f in read(swap(seeds[FORM_2021], "2024119", lost)).findings if f.rule == "R.DATE")
        assert dict(finding.details) == {"detail": lost, "candidates": candidates}


def test_what_a_cell_does_not_say_as_a_number_is_told(read: Read, seeds: dict[str, str]) -> None:
    """A finding quotes the cell, scripts and templates included, just as printed."""
    assert found(read(swap(seeds[LIST], "| 9622 |", f"| {HOSTILE} |")), "R.CELL") == [(TOTAL, HOSTILE)]


def test_two_figures_for_one_column_are_told_where_no_header_names_it(read: Read, seeds: dict[str, str]) -> None:
    """Neither is taken; the finding quotes both."""
    report = read(swap(swap(seeds[LIST], "| 9622 |", "| 9622 | 10 |"), "数 量", "情 况"))
    assert (cell(report, TOTAL).status, cell(report, TOTAL).value) == (Status.UNREADABLE, None)
    assert found(report, "R.COUNT") == [("statistics/proactive", "9622 10")]


def test_a_figure_outside_the_columns_of_the_header_is_told(read: Read, seeds: dict[str, str]) -> None:
    """It belongs to no cell of the form, and is listed."""
    report = read(swap(seeds[LIST], "| 9622 |", "| 9622 | 10 |"))
    assert any("10" in detail for _, detail in found(report, "R.UNCLAIMED"))


def test_an_empty_unit_cell_leaves_the_unit_of_the_form(read: Read, seeds: dict[str, str]) -> None:
    """Where the unit is not printed, the form tells it."""
    got = cell(read(swap(seeds[LIST], "一、主动公开数量 | 条 |", "一、主动公开数量 | |")), TOTAL)
    assert (got.value, got.unit) == (Decimal(9622), "条")


def test_a_list_without_its_unit_cell_loses_no_figure(read: Read, seeds: dict[str, str]) -> None:
    """The figure is read or told; it does not vanish."""
    report = read(swap(seeds[LIST], "一、主动公开数量 | 条 | 9622 |", "一、主动公开数量 | 9622 |"))
    assert cell(report, TOTAL).value == Decimal(9622) or "9622" in str(report.findings)


def pipes(text: str) -> str:
    """A seed in flattened text with the figures of each row between bars, behind the label in the same line."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    out: list[str] = []
    for line in lines:
        if re.fullmatch(r"-?[\d.]+(万元)?", line):
            out[-1] += f" | {line}"
        else:
            out.append(line)
    return "\n".join(f"| {line} | | |" if " | " in line else line for line in out)


@pytest.mark.parametrize("name", [FORM_2019, FORM_2021])
def test_the_same_figures_between_bars_read_the_same(read: Read, seeds: dict[str, str], name: str) -> None:
    """Bars around the cells of the first two tables, and padding behind them, change no value."""
    plain, barred = (read(text) for text in (seeds[name], pipes(seeds[name].split("四、政府信息公开行政复议")[0])))
    expected = [(c.cell, c.value, c.unit) for c in plain.observations if c.table != "remedies"]
    assert [(c.cell, c.value, c.unit) for c in barred.observations] == expected


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("(", "（").replace(")", "）").replace(",", "，").replace(":", "："),
        lambda text: text.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}),
        lambda text: text.replace("\n", " \u00a0\n\u3000"),
        lambda text: re.sub(r"(?<=[\u4e00-\u9fff])", "\u200b", text),
        lambda text: text.replace("“", "").replace("”", "").replace("、", "、\u200b"),
        lambda text: re.sub(r"\n+", "\n", text),
        lambda text: re.sub(r"\s*\n+\s*(?=-?\d+\n)", "\t", text),
    ],
    ids=["CRLF", "wide marks", "wide digits", "odd spaces", "zero width", "no quotes", "no empty lines", "tabs"],
)
@pytest.mark.parametrize("name", [FORM_2019, FORM_2021])
def test_typesetting_changes_no_figure(
    read: Read, seeds: dict[str, str], name: str, change: Callable[[str], str]
) -> None:
    """The same report set in another way gives the same cells."""
    plain, changed = read(seeds[name]), read(change(seeds[name]))
    assert [(c.cell, c.value, c.unit) for c in changed.observations] == [
        (c.cell, c.value, c.unit) for c in plain.observations
    ]


def test_hostile_text_goes_through_unchanged(read: Read, seeds: dict[str, str]) -> None:
    """Scripts and templates stand in lines, title and labels as in the file, and no figure is touched."""
    text = swap(seeds[FORM_2021], "一、总体情况", f"一、总体情况\n{HOSTILE}")
    report = read(text)
    assert HOSTILE in report.lines
    assert report.lines == tuple(text.split("\n"))
    assert len([c for c in report.observations if c.value is not None]) == 200


# --- time ------------------------------------------------------------------------------------------------------------


def test_many_rows_of_one_kind_are_read_in_time(catalogue: Catalogue) -> None:
    """A thousand rows with the same label, far more than any report has, take less than a second."""
    start = time.process_time()
    attempt("规章 0 0 0\n" * 500 + "| 规章 | 0 | 0 | 0 |\n" * 500, catalogue)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "text",
    [
        "行政许可(" + "一" * 10_000,
        "| 规章(" + "一" * 6_000 + ")x | 0 | 0 | 0 |",
    ],
    ids=["behind a label", "within a cell"],
)
def test_a_label_with_an_open_bracket_is_read_in_time(text: str, catalogue: Catalogue) -> None:
    """A remark in brackets may have any length, and may never end."""
    start = time.process_time()
    attempt(text, catalogue)
    assert time.process_time() - start < 0.12


# --- what looks whole and is not -------------------------------------------------------------------------------------


def flat(text: str) -> str:
    """A seed with the figures of each row behind its label in the same line."""
    return re.sub(r"\s*\n+\s*(?=-?\d+\n)", "\t", text)


def run_together(text: str) -> str:
    """A seed from its first table on, with nothing between labels and figures."""
    head, tables = text.split("二、主动公开政府信息情况", 1)
    return head + "二、主动公开政府信息情况" + re.sub(r"\s+", "", tables)


def without_totals(text: str) -> str:
    """The text without the last figure of the rows of outcomes."""
    head, rows, tail = re.split(r"(?=\(一\)予以公开)|(?=\(七\)总计)", text)
    return head + re.sub(r"((?:\d+\n+){6})\d+\n+", r"\1", rows) + tail


def test_a_figure_is_not_split_to_make_up_for_a_blank(read: Read, seeds: dict[str, str]) -> None:
    """Six figures for seven columns: 22 is no 2 and 2 where a blank may have left no trace."""
    report = read(without_totals(granted(seeds[FORM_2019], "0 0 0 0 0 22 22")))
    assert row(report, "requests/granted")[5:] == [None, None]
    assert ("requests/granted", "0 0 0 0 0 22") in found(report, "R.SPLIT") + found(report, "R.COUNT")


def test_nothing_is_split_where_many_rows_show_that_a_blank_leaves_no_trace(read: Read, seeds: dict[str, str]) -> None:
    """Rows of six zeros that have run together have lost a blank, and so may any other."""
    text = re.sub(r"(\(七\)总计\n+)(?:\d+\n+){7}", r"\g<1>0000022\n", granted(seeds[FORM_2019], "0 0 0 0 0 22 22"))
    report = read(run_together(without_totals(text)))
    assert row(report, "requests/granted") == [None] * 7
    assert ("requests/granted", "0000022") in found(report, "R.COUNT")


def test_a_blank_that_is_seen_is_not_moved_to_where_the_sums_would_have_it(read: Read, seeds: dict[str, str]) -> None:
    """The sums lead to a lost total; but the empty line stands elsewhere, and a sum may be misprinted."""
    figures = "0\n\n0\n0\n0\n" + "0\n0\n0\n0\n0\n" + "0\n10\n0\n0\n0"
    report = read(re.sub(r"(?:0\n+){14}0", figures, seeds[FORM_2019]))
    assert row(report, "remedies/litigation_post") == [None] * 5
    assert any(subject.startswith("remedies/") for subject, _ in found(report, "R.COUNT"))


def test_the_number_of_a_page_does_not_fill_a_blank_total(read: Read, seeds: dict[str, str]) -> None:
    """Where other rows show that blanks leave no trace, a row whose sum fails may end in a stranger."""
    report = read(swap(without_totals(seeds[FORM_2019]), "(二)部分公开", "4\n\n(二)部分公开"))
    assert row(report, "requests/granted") == [None] * 7
    assert ("requests/granted", "1 0 0 0 0 0 4") in found(report, "R.COUNT")


def test_the_number_of_a_page_before_the_only_row_of_a_table_shifts_no_figure(
    read: Read, seeds: dict[str, str]
) -> None:
    """Fifteen figures whose sums fail, and hold for the last fourteen with a blank among them, are not certain."""
    figures = "3\n" + "0\n0\n6\n0\n6\n" + "0\n0\n0\n0\n0\n" + "0\n0\n0\n0"
    report = read(re.sub(r"(?:0\n+){14}0", figures, seeds[FORM_2019]))
    assert row(report, "remedies/reconsideration") == [None] * 5
    assert found(report, "R.COUNT") == [("remedies/reconsideration", figures.replace("\n", " "))]


def test_a_sum_that_fails_is_printed_where_all_rows_are_whole(read: Read, seeds: dict[str, str]) -> None:
    """It is the publisher's error, and shown."""
    report = read(granted(seeds[FORM_2019], "1 0 0 0 0 0 4"))
    assert row(report, "requests/granted") == [Decimal(n) for n in (1, 0, 0, 0, 0, 0, 4)]


def test_a_figure_on_a_line_of_its_own_belongs_to_no_row_beside_it(read: Read, seeds: dict[str, str]) -> None:
    """All other rows have label and figures on one line: what follows on the next may be the number of a page."""
    text = flat(seeds[FORM_2019])
    report = read(re.sub(r"规章(\t\d+){3}\n", "规章\t1\t2\n3\n", text, count=1))
    assert row(report, "proactive/rules") == [None] * 3
    assert found(report, "R.COUNT") == [("proactive/rules", "1 2 3")]


def test_a_figure_set_apart_in_text_without_spaces_is_not_certain(read: Read, seeds: dict[str, str]) -> None:
    """Where labels and figures have run together, a number between spaces may be that of a page."""
    text = run_together(seeds[FORM_2021])
    assert row(read(text), "proactive/penalties") == [Decimal(0)]
    report = read(swap(text, "行政处罚0", "行政处罚 3 "))
    assert row(report, "proactive/penalties") == [None]
    assert ("proactive/penalties", "3") in found(report, "R.COUNT")


def test_a_row_of_another_table_does_not_fill_a_blank_of_this_one(read: Read, seeds: dict[str, str]) -> None:
    """A label out of the order of the form needs the name of its column above it."""
    text = flat(seeds[FORM_2021])
    blank = re.sub(r"行政许可\t\d+\n", "行政许可\n", text, count=1)
    report = read(re.sub(r"(?<=行政事业性收费)\t\d+\n", " 198\n行政许可 49\n", blank, count=1))
    assert row(report, "proactive/licensing") == [None]


def test_a_row_of_another_grid_does_not_fill_a_blank_of_this_one(read: Read) -> None:
    """A lone figure far from its table needs the name of its column above it."""
    report = read(
        "2023年某市商务局政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
        "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n| 规章 | 1 | 1 | 3 |\n"
        "| 行政规范性文件 | 2 | 2 | 5 |\n"
        "| 信息内容 | 本年处理决定数量 |\n| 行政许可 | 7 |\n| 信息内容 | 本年处理决定数量 |\n"
        "| 行政处罚 | 7 |\n| 行政强制 | 7 |\n| 信息内容 | 本年收费金额 |\n| 行政事业性收费 | |\n五、主要问题\n"
        "| 信息类别 | 数量(条) |\n"
        + "| 通过政府网站主动公开的机构职能类信息 | 28 |\n" * 9
        + "| 行政事业性收费 | 42 |\n| 其他 | 3 |\n"
    )
    assert row(report, "proactive/coercion") == [Decimal(7)]
    assert row(report, "proactive/charges") == [None]


def test_rows_of_the_same_labels_are_told_by_what_stands_before_and_after_them(
    read: Read, seeds: dict[str, str]
) -> None:
    """Results of lawsuits are none of reconsideration, though those are missing and the row of lawsuits is torn."""
    head, rows, tail = re.split(r"(?=三、因政府信息公开申请行政复议)|(?=五、依申请公开收费)", seeds[LIST])
    first, *_, last = rows.split("\n", 1)
    results = last.split("四、", 1)[1].split("\n", 1)[1]
    report = read(f"{head}{first}\n四、因政府信息公开提起行政诉讼数量 件\n{results.replace('| |', '| 5 |')}{tail}")
    assert row(report, "statistics/reconsideration_upheld") == [None]
    assert row(report, "statistics/reconsideration_unlawful") == [None]


BARS = """2023年某市商务局政府信息公开工作年度报告
三、收到和处理政府信息公开申请情况
| | | | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |
| 一、本年新收政府信息公开申请数量 | | | 4 | 0 | 0 | 0 | 0 | 0 | 4 |
| 二、上年结转政府信息公开申请数量 | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| 三、本年度办理结果 | (一)予以公开 | | 1 | 0 | 0 | 0 | 0 | 0 | 1 |
| | (二)部分公开 | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | (三)不予公开 | 小计 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
| | | 1.属于国家秘密 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |
| | | 2.其他法律行政法规禁止公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | | 3.危及“三安全一稳定” | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | | 4.保护第三方合法权益 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | | 5.属于三类内部事务信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | | 6.属于四类过程性信息 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | | 7.属于行政执法案卷 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | | 8.属于行政查询事项 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| | (七)总计 | | 4 | 0 | 0 | 0 | 0 | 0 | 4 |
| 四、结转下年度继续办理 | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
"""


@pytest.mark.parametrize("name", ["小计", "合计", "总计"])
def test_the_label_of_a_subtotal_is_no_header_of_a_column(read: Read, name: str) -> None:
    """It stands above an empty cell in the rows below, which is not their total."""
    report = read(BARS.replace("小计", name))
    assert row(report, "requests/closed_total") == [Decimal(n) for n in (4, 0, 0, 0, 0, 0, 4)]


def test_an_empty_cell_at_either_end_is_no_padding_where_rows_are_of_different_length(read: Read) -> None:
    """The first figure is blank, and so is the remark; a longer row that reaches as far says nothing of this one."""
    ragged = re.sub(r"\|( \|)+ (?=\S)", "| ", BARS).replace("小计", "(三)")
    remarked = re.sub(r"(?<=\d \|)$", " |", ragged, flags=re.MULTILINE)
    report = read(swap(remarked, "5.属于三类内部事务信息 | 0 | 0 |", "5.属于三类内部事务信息 | | 13 |"))
    assert row(report, "requests/refused_internal_affairs")[0] is None
    assert row(report, "requests/refused_internal_affairs")[1] in {None, Decimal(13)}
    assert row(report, "requests/refused_deliberative")[0] == Decimal(0)


def test_a_figure_stands_under_the_name_of_its_column_though_another_name_is_lost(read: Read) -> None:
    """The amount is no number of projects."""
    report = read(
        "2019年某市商务局政府信息公开工作年度报告\n二、主动公开政府信息情况\n"
        "| 信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n"
        "| 规章 | 1 | 1 | 3 |\n| 规范性文件 | 2 | 2 | 5 |\n"
        "| 信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量 |\n| 行政许可 | 7 | 0 | 9 |\n"
        "| 信息内容 | | 采购总金额 | |\n| 政府集中采购 | | 43817.54 | |\n"
    )
    assert row(report, "proactive/procurement") == [None, Decimal("43817.54")]
