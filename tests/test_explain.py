"""Explaining a number: where it stands, what was done to it, what it says, which checks it is part of."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from sitegen.assembly import assemble
from sitegen.explain import UnknownAddressError, explain
from sitegen.model import Dataset
from tests.readers.pdf_fixtures import pdf

if TYPE_CHECKING:
    from pathlib import Path

CHANGE = ("guangzhou-commerce-2020", "proactive/licensing/items_change")


def parts(lines: tuple[str, ...]) -> dict[str, str]:
    """The lines by their first word."""
    return {words[0]: words[1] for line in lines[1:] if len(words := line.strip().split(maxsplit=1)) == 2}


def test_the_life_of_a_number_is_told_from_print_to_value(dataset: Dataset) -> None:
    """Form, file, place, printed text, each step with what it made of it, and the number."""
    lines = explain(dataset, *CHANGE)
    told = parts(lines)
    assert lines[0] == "guangzhou-commerce-2020 proactive/licensing/items_change"
    assert told["form"].startswith("national-2019: 行政许可")
    assert told["value"] == "-6 项 (子项)"
    assert told["status"] == "reported"
    assert told["file"] == "001_3c51f0ab0323fab2.txt"
    assert told["sha256"] == "c821ed04bdc9ea9558e3cc180b73bf22b1a9c33c2ab090a14d0e41166188ab88"
    assert told["address"] == "not known"
    assert told["label"] == "行政许可"
    assert told["header"] == "本年增/减"
    assert told["printed"] == "'-6(子項(xiàng))'"
    assert [line.split(maxsplit=1)[1] for line in lines if line.startswith("  step")] == [
        "pinyin: '-6(子項)'",
        "simplified: '-6(子项)'",
    ]
    assert told["number"] == "-6"


def test_the_place_leads_to_the_printed_text(dataset: Dataset) -> None:
    """Line and characters, counted from one, cut the printed text out of the file."""
    told = parts(explain(dataset, *CHANGE))
    line, first, last = (word for word in told["place"].replace(",", "").split() if word.isdigit())
    report = next(r for r in dataset.reports if r.id == CHANGE[0])
    assert report.lines[int(line) - 1][int(first) - 1 : int(last)] == "-6(子項(xiàng))"
    assert told["line"] == report.lines[int(line) - 1].strip()


def test_every_check_that_a_number_stands_in_is_told(dataset: Dataset) -> None:
    """A cell of the table of requests stands in a row sum, a balance and a sum of outcomes."""
    lines = explain(dataset, "sichuan-commerce-2019", "requests/closed_total/natural_person")
    checks = [line.split()[1:3] for line in lines if line.startswith("  check")]
    assert checks == [["T3.BAL", "pass:"], ["T3.ROW", "pass:"], ["T3.SUM", "pass:"]]


def test_a_failed_check_is_told_in_words(dataset: Dataset) -> None:
    """The broken sum of the Zhejiang report, at the total and at each of its parts."""
    for row in ("proactive", "portal", "notice_boards"):
        lines = explain(dataset, "quzhou-commerce-2013", f"statistics/{row}/count")
        assert any(line.startswith("  check    A0.QZ fail: ") and "4857" in line for line in lines)


def test_a_blank_cell_is_explained_as_blank(dataset: Dataset) -> None:
    """It has a place and no number."""
    told = parts(explain(dataset, "quzhou-commerce-2013", "statistics/requests/count"))
    assert (told["value"], told["status"], told["printed"], told["number"]) == ("(none) 件", "blank", "''", "blank")
    assert told["place"] == "line 53"


def test_the_address_of_the_original_is_told_where_it_is_known(dataset: Dataset) -> None:
    """The sidecar of the Chaoyang report gives it."""
    told = parts(explain(dataset, "chaoyang-commerce-2023", "requests/received_new/natural_person"))
    assert told["address"].startswith("https://chaoyang.gov.cn/")
    assert told["header"] == "(not printed)"


def test_every_cell_of_the_dataset_can_be_explained(dataset: Dataset) -> None:
    """The number that the explanation ends with is the value, for each observation."""
    for report in dataset.reports:
        some = Dataset(dataset.catalogue, (report,), (), ())
        for cell in report.observations:
            told = parts(explain(some, report.id, cell.cell))
            assert told["number"] == (str(cell.value) if cell.value is not None else cell.status)


@pytest.mark.parametrize(
    ("report", "cell", "nearest"),
    [
        ("quzhou-2013", "statistics/staff/count", "quzhou-commerce-2013"),
        ("sichuan-commerce-2020", "requests/granted/total", "sichuan-commerce-2019"),
        ("quzhou-commerce-2013", "statistics/staf/count", "statistics/staff/count"),
        ("sichuan-commerce-2019", "requests/granted/totals", "requests/granted/total"),
    ],
)
def test_an_unknown_address_names_the_nearest(dataset: Dataset, report: str, cell: str, nearest: str) -> None:
    """A slip of the pen is met with what was probably meant."""
    with pytest.raises(UnknownAddressError, match=f"did you mean .*{nearest}"):
        explain(dataset, report, cell)


def test_an_address_like_no_other_suggests_nothing(dataset: Dataset) -> None:
    """Where nothing is near, nothing is guessed."""
    with pytest.raises(UnknownAddressError) as error:
        explain(dataset, "##", "x")
    assert str(error.value) == "there is no report '##'"


ROWS = [
    ["第二十条第(一)项", "", "", ""],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "0", "0"],
    ["行政规范性文件", "7", "1", "20"],
    ["第二十条第(五)项", "", "", ""],
    ["信息内容", "本年处理决定数量", "", ""],
    ["行政许可", "1,234件", "", ""],
]


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_the_life_of_a_number_is_told_for_pages_too(root: Path, tmp_path: Path, kind: str) -> None:
    """Page or line of the file, place in its tables, what is printed, what it says: for web pages and for PDFs."""
    data = shutil.copytree(root / "data", tmp_path / "data", ignore=shutil.ignore_patterns("reports"))
    (data / "reports").mkdir()
    title = "四川省商务厅2021年政府信息公开工作年度报告"
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\n" for row in ROWS)
    page = f"<!DOCTYPE html><h1>{title}</h1><table>{cells}</table>".encode()
    (data / "reports" / "report").write_bytes(page if kind == "html" else pdf([title, ROWS]))
    lines = explain(assemble(data), "sichuan-commerce-2021", "proactive/licensing/decisions")
    told = parts(lines)
    assert told["printed"] == "'1,234件'"
    assert told["number"] == "1234"
    assert "table 1, row 7, column 2" in told["place"]
    assert ("page 1" in told["place"]) == (kind == "pdf")
    assert ("line 7 of the file" in told["place"]) == (kind == "html")


def test_checks_of_other_reports_that_a_cell_stands_in_are_told_too(dataset: Dataset) -> None:
    """What was carried forward is compared in the report of the next year."""
    lines = explain(dataset, "pingtan-administration-2021", "requests/carried_out/total")
    assert any("Y.CARRY pass" in line and "2021 年报告的结转下年度" in line for line in lines)
