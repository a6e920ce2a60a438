"""The bad inputs that a build must bear, row by row, with the test that shows it; what no other test shows is here.

Differences from what was asked, with their reasons:

- Row 2: noise is told as ``unknown_format`` where its first bytes hold a zero, else as ``undecodable``.
- Row 4: a page that declares a wrong charset is read by its bytes without a warning: nearly all pages of some systems
  declare one, nothing is lost, and a warning that stands everywhere is read nowhere.
- Row 7: a file of two encodings is never read in part.
- Row 9: controls in a cell are kept in what is printed and named as a step of cleaning; nothing is counted.
- Row 13: a span of more than 100 columns counts as 100, and one over rows ends with its section, as in a
  browser; without a warning: places and figures show the outcome.
- Row 14: grids are held against those of a parser that follows the standard for browsers, not against Chromium itself.
- Row 15: cells that do not fit the form have the status ``unreadable`` and a finding, which is where doubt is shown.
- Row 27: no page links to what a report links to; words of spam are cut as furniture, and no counter flags the report.
- Row 29: no path is made of a title; all are made of ids, which are ASCII and at most 80 characters long.
- Row 30: two agencies of one id are refused with file and line, and never told apart by a suffix.
- Cells keep their whole text, which may be a chapter; of more than 10,000 characters none is read as a number.
- A file that its owner alone may read is read; every file of the site may be read by all.
"""

from __future__ import annotations

import ast
import csv
import io
import os
import re
import shutil
import sys
import time
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.assembly import assemble
from sitegen.catalogue import KnowledgeError
from sitegen.cli import main
from sitegen.model import Outcome, Quarantined, Report, Severity
from sitegen.readers import html, text
from sitegen.readers.decoding import TOO_LARGE, UnreadableError
from sitegen.readers.html_parsing import LIMITS
from sitegen.readers.transcript import MOST_CELLS, MOST_TABLES
from sitegen.reading import File, read_files
from tests.fuzz.material import source
from tests.readers.docx_fixtures import docx

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Catalogue, Dataset

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other links and no pipes in folders")
SET_ASIDE = "test_bad_inputs.py::test_each_bad_file_is_set_aside_with_its_reason_and_every_other_is_read"
SITE = "test_forty.py::test_nothing_of_a_hostile_report_runs_or_leads_out_of_the_site"
SHOWN = {
    **dict.fromkeys(("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "16", "17"), SET_ASIDE),
    **dict.fromkeys(("18", "22", "24"), SET_ASIDE),
    "15": "test_bad_inputs.py::test_merged_cells_that_disagree_with_the_form_give_no_number",
    "19": "readers/test_archive.py::test_a_lying_header_does_not_help_a_bomb",
    "20": "test_bad_inputs.py::test_a_member_that_climbs_out_of_the_archive_writes_nothing",
    "20 links": "readers/test_archive.py::test_a_link_and_a_folder_are_ignored",
    "21": "test_forty.py::test_what_a_word_file_links_to_is_not_linked",
    "22 scans": "readers/pdf/test_pages.py::test_text_that_was_recognised_beneath_a_picture_is_not_taken_for_printed",
    "23": "readers/pdf/test_pages.py::test_what_nobody_sees_is_not_read",
    **dict.fromkeys(("25", "26", "27", "28", "29"), SITE),
    "28 spreadsheets": "exports/test_csvfile.py::test_text_that_a_spreadsheet_would_run_gets_an_apostrophe",
    "30": "catalogue/test_catalogue.py::test_a_wrong_line_is_refused_with_its_file_and_line",
    "31": "test_bad_inputs.py::test_figures_are_read_or_left",
    "32": "test_assembly.py::test_numbers_that_break_an_identity_are_published_with_an_error",
    "32 years": "test_forty.py::test_a_year_that_is_yet_to_come_is_not_believed",
    "33": "test_assembly.py::test_of_two_reports_the_one_published_last_is_kept",
    "34": "hostile/test_patterns.py::test_no_text_makes_a_pattern_run_on",
    "35": "test_forty.py::test_reading_takes_time_in_proportion_to_the_cells",
    "35 many": "test_forty.py::test_many_files_take_time_in_proportion_to_their_number",
    "memory": "test_isolation.py::test_a_file_that_takes_too_much_memory_is_set_aside_and_the_others_are_read",
    "time": "test_isolation.py::test_a_file_that_takes_too_long_is_set_aside_and_the_others_are_read",
    "20 MB": "test_isolation.py::test_a_file_of_more_than_20_megabytes_is_not_even_opened",
    "soffice": "readers/test_doc.py::test_a_conversion_that_is_late_is_ended_with_all_that_it_has_started",
    "links and pipes": "test_forty.py::test_links_pipes_and_odd_names_are_told_of_and_nothing_outside_is_read",
    "0600": "test_forty.py::test_a_file_that_its_owner_alone_may_read_makes_a_site_that_all_may_read",
}


def test_every_row_has_a_test_that_is_there() -> None:
    rows = {row.partition(" ")[0] for row in SHOWN}
    assert {str(number) for number in range(1, 36)} <= rows
    for place in set(SHOWN.values()):
        path, _, name = place.partition("::")
        tree = ast.parse((Path(__file__).parent / path).read_text(encoding="utf-8"))
        assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}, place


# --- what lies in the folder of reports ------------------------------------------------------------------------------


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """The real knowledge, and one real report as evidence."""
    shutil.copytree(root / "data", tmp_path / "data", ignore=lambda *_: ["reports"])
    for name in ("003_7d3d035d340d6bcd.txt", "003_7d3d035d340d6bcd.txt.toml"):
        (tmp_path / "data" / "reports").mkdir(exist_ok=True)
        shutil.copy(root / "data" / "reports" / name, tmp_path / "data" / "reports" / name)
    return tmp_path / "data"


def reasons(dataset: Dataset) -> dict[str, str]:
    return {item.source.path: item.findings[0].reason for item in dataset.unread}


@posix
def test_links_pipes_and_odd_names_are_told_of_and_nothing_outside_is_read(data: Path, tmp_path: Path) -> None:
    reports = data / "reports"
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("秘密\n", encoding="utf-8")
    (reports / "folder").symlink_to(outside)
    (reports / "file.txt").symlink_to(outside / "secret.txt")
    (reports / "again").symlink_to(reports)
    (reports / "loop").symlink_to(reports / "loop")
    os.mkfifo(reports / "pipe.txt")
    Path(os.fsdecode(os.fsencode(reports) + b"/\xb1\xa8.txt")).write_text("没有表格", encoding="utf-8")
    dataset = assemble(data)
    assert reasons(dataset) == {
        "again": "no_file",
        "file.txt": "no_file",
        "folder": "no_file",
        "loop": "no_file",
        "pipe.txt": "no_file",
        "\\xb1\\xa8.txt": "",
    }
    assert len(dataset.reports) == 1
    assert not any(item.source.sha256 for item in dataset.unread if reasons(dataset)[item.source.path])


@posix
def test_a_file_that_becomes_a_pipe_does_not_hold_the_build_up(catalogue: Catalogue, tmp_path: Path) -> None:
    """Neither the worker nor, where a worker is lost, the build itself opens what is no file."""
    os.mkfifo(tmp_path / "pipe.txt")
    (result,) = read_files([File(tmp_path / "pipe.txt", "pipe.txt", registry=False)], catalogue)
    assert isinstance(result, Quarantined)
    assert result.findings[0].reason == "no_file"


@posix
def test_a_sidecar_that_is_a_link_stops_the_build(data: Path, tmp_path: Path) -> None:
    """It is ours; and what it leads to may be anything."""
    (tmp_path / "secret").write_text("secret\n", encoding="utf-8")
    (data / "reports" / "x.txt").write_text("没有表格", encoding="utf-8")
    (data / "reports" / "x.txt.toml").symlink_to(tmp_path / "secret")
    with pytest.raises(KnowledgeError, match="not a link") as told:
        assemble(data)
    assert "secret" not in str(told.value)


# --- what a report says ----------------------------------------------------------------------------------------------

TITLE = "资阳市经济合作和外事局2019年政府信息公开工作年度报告"
HOSTILE = (
    *("<script>alert(1)</script>", "</script><script>alert(2)</script>", "<img src=x onerror=alert(3)>", "--> ]]>"),
    *(
        "{{7*7}}{% for %}{# #}",
        "<svg onload=alert(4)>",
        "<meta http-equiv=refresh content=0>",
        "<base href=//evil.example>",
    ),
    *(
        '<a href="https://casino.example/">casino</a>',
        '<iframe src="https://evil.example"></iframe>',
        "\u2028\u202e\u2066",
    ),
    *("=HYPERLINK(1)", "+cmd|1", "@SUM(A1)", "\t=1", "＝1+1", "../../etc/passwd", "CON", "javascript:alert(5)"),
)


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of one report into which every hostile word was put: prose, a label, a row of its own, a cell."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(root / "data", folder / "data", ignore=lambda *_: ["reports"])
    (folder / "data" / "reports").mkdir()
    report = (root / "data" / "reports" / "003_7d3d035d340d6bcd.txt").read_text(encoding="utf-8")
    assert TITLE in report
    words = "\n".join(HOSTILE)
    report = report.replace(TITLE, f"{TITLE}\n{words}", 1).replace("行政许可", f"行政许可\n{HOSTILE[0]}", 1)
    file = folder / "data" / "reports" / "hostile.txt"
    file.write_text(f"{report}\n{words}\n", encoding="utf-8")
    file.chmod(0o600)
    settings = folder / "data" / "site.toml"
    shorter = 'leave_out = ["parquet", "sqlite", "site_zip", "zh-hant", "regions"]'
    settings.write_text(settings.read_text(encoding="utf-8").replace("leave_out = []", shorter), encoding="utf-8")
    assert main(["--data", str(folder / "data"), "--out", str(folder / "out"), "--jobs", "1"]) == 0
    assert sorted(path.name for path in folder.iterdir()) == [".out.cache", "data", "out"]
    return folder / "out"


def pages_of(site: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(site.rglob("*.html")):
        yield path, path.read_text(encoding="utf-8")


def test_nothing_of_a_hostile_report_runs_or_leads_out_of_the_site(site: Path) -> None:
    """Rows 25 to 29: its words are shown as they are, in no place where they are more than words."""
    shown = 0
    for path, page in pages_of(site):
        tags = re.findall(r"<[^>]*>", page)
        assert not [
            tag for tag in tags if re.search(r"alert\(|evil\.example|casino|onerror|onload|javascript:", tag)
        ], path
        assert "alert(" not in "".join(re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)), path
        assert not set("\u202e\u2066") & set(page), path
        shown += "{{7*7}}{% for %}" in page
        assert page.count("49{%") == 0
    assert shown
    for path in site.rglob("*"):
        assert re.fullmatch(r"[A-Za-z0-9._-]{1,100}", path.name), path


def test_what_a_spreadsheet_would_run_is_text_in_every_table(site: Path) -> None:
    found = 0
    for path in sorted(site.rglob("*.csv")):
        for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
            assert not [field for field in row if field.lstrip().startswith(("=H", "+c", "@S"))], path
            found += any("HYPERLINK" in field for field in row)
    assert found or not any("HYPERLINK" in path.read_text(encoding="utf-8-sig") for path in site.rglob("*.csv"))


@posix
def test_a_file_that_its_owner_alone_may_read_makes_a_site_that_all_may_read(site: Path) -> None:
    modes = {path.stat().st_mode & 0o777 for path in site.rglob("*") if path.is_file()}
    assert all(mode & 0o444 == 0o444 for mode in modes)


def test_what_a_word_file_links_to_is_not_linked(catalogue: Catalogue, tmp_path: Path) -> None:
    """Row 21: a report is text, and its document has no place for an address behind words."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="javascript:alert(1)" TargetMode="External"/>'
        '<Relationship Id="rId2" Target="file:////server/share" TargetMode="External"/></Relationships>'
    )
    file = tmp_path / "21.docx"
    rows = (("信息内容", "本年处理决定数量"), ("行政许可", "12"), ("行政处罚", "3"), ("行政强制", "0"))
    file.write_bytes(docx([TITLE, "第二十条第(六)项", rows], {"word/_rels/document.xml.rels": relations}))
    (report,) = read_files([File(file, file.name, registry=False)], catalogue)
    assert isinstance(report, Report)
    assert "alert" not in repr(report)
    assert "share" not in repr(report)


def test_a_year_that_is_yet_to_come_is_not_believed(data: Path) -> None:
    """Row 32: 2105 is no year of a report; its place holds no report, and the file is told of."""
    file = data / "reports" / "2105.txt"
    seed = (data / "reports" / "003_7d3d035d340d6bcd.txt").read_text(encoding="utf-8")
    file.write_text(seed.replace("2019年", "2105年").replace("2020", "2106"), encoding="utf-8")
    dataset = assemble(data)
    assert [report.year.value for report in dataset.reports] == ["2019"]
    assert [item.source.path for item in dataset.quarantined] == ["2105.txt"]


# --- limits ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("reader", [html, text])
def test_more_tables_than_a_report_has_are_refused(reader: object) -> None:
    tables = {html: "<table><tr><td>规章<td>1</table>", text: "规章 | 1\n\n"}[reader] * MOST_TABLES  # type: ignore[index]
    assert read_as(reader, tables) == "read"
    assert read_as(reader, tables + tables[: len(tables) // MOST_TABLES]) == TOO_LARGE


@pytest.mark.parametrize(("reader", "reason"), [(html, LIMITS), (text, TOO_LARGE)])
def test_more_cells_than_a_table_has_are_refused(reader: object, reason: str) -> None:
    rows = {html: "<tr><td>规章<td>1", text: "规章 | 1\n"}[reader] * (MOST_CELLS // 2)  # type: ignore[index]
    assert read_as(reader, rows if reader is text else f"<table>{rows}</table>") == "read"
    rows += rows[: len(rows) // (MOST_CELLS // 2)]
    assert read_as(reader, rows if reader is text else f"<table>{rows}</table>") == reason


def read_as(reader: object, content: str) -> str:
    try:
        reader.read(source(content.encode()), content.encode())  # type: ignore[attr-defined]
    except UnreadableError as error:
        return str(error)
    return "read"


def test_an_id_of_more_than_80_characters_is_refused(data: Path) -> None:
    """Names of folders and files are made of ids."""
    file = data / "agencies.csv"
    text_ = file.read_text(encoding="utf-8")
    file.write_text(text_.replace("\nsichuan-commerce,", f"\n{'a' * 81},", 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"agencies\.csv:\d+: .*at most 80"):
        assemble(data)


def test_a_title_of_more_than_200_characters_in_a_sidecar_is_refused(data: Path) -> None:
    sidecar = data / "reports" / "003_7d3d035d340d6bcd.txt.toml"
    sidecar.write_text(f'{sidecar.read_text(encoding="utf-8")}title = "{"长" * 201}"\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match="at most 200"):
        assemble(data)


# --- time ------------------------------------------------------------------------------------------------------------


def seconds(files: list[File], catalogue: Catalogue) -> float:
    """Time on the processor for reading in this process, which is what a worker does."""
    from sitegen.reading import read_file  # noqa: PLC0415

    begin = time.process_time()
    for file in files:
        read_file(file.path, file.name, catalogue, registry=False)
    return time.process_time() - begin


def test_reading_takes_time_in_proportion_to_the_cells(catalogue: Catalogue, tmp_path: Path) -> None:
    """Row 35: four times the cells take no more than twelve times the time, the most that are read a few seconds."""
    taken = []
    for rows in (1_250, 5_000):
        file = tmp_path / f"{rows}.html"
        cells = "".join(f"<tr><td>事项{n}</td><td>{n}</td><td></td><td>0</td></tr>" for n in range(rows - 1))
        file.write_text(f"<html><body><h1>{TITLE}</h1><table>{cells}</table></body></html>", encoding="utf-8")
        taken.append(min(seconds([File(file, file.name)], catalogue) for _ in range(3)))  # others work here, too
    assert taken[1] < 12 * taken[0]
    assert taken[1] < 8


def test_many_files_take_time_in_proportion_to_their_number(catalogue: Catalogue, tmp_path: Path) -> None:
    files = []
    for number in range(400):
        file = tmp_path / f"{number}.txt"
        file.write_text(f"{TITLE}\n规章 | {number}\n", encoding="utf-8")
        files.append(File(file, file.name))
    seconds(files[:20], catalogue)  # what is made once
    assert seconds(files, catalogue) < 8 * seconds(files[:100], catalogue)


def test_negative_counts_and_wrong_totals_are_published_as_they_are(data: Path) -> None:
    """Row 32: every rule that fails is told, and nothing is mended."""
    file = data / "reports" / "003_7d3d035d340d6bcd.txt"
    seed = file.read_text(encoding="utf-8")
    head, tail = seed.split("(一)予以公开", 1)
    file.write_text(head + "(一)予以公开" + tail.replace("\n0\n", "\n-3\n", 1), encoding="utf-8")
    file.with_name(file.name + ".toml").unlink()
    dataset = assemble(data)
    values = Counter(cell.value for cell in dataset.reports[0].observations)
    assert values[Decimal(-3)] == 1
    assert any(f.outcome is Outcome.FAIL and f.severity is Severity.ERROR for f in dataset.findings)
