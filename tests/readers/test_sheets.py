"""Keyed sheets, CSV and Excel: what is keyed is what is read, and what Excel made of it in secret is refused."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pytest

from sitegen.model import Source
from sitegen.readers import docx, sheets, text, workbook
from sitegen.readers.decoding import UnreadableError
from sitegen.readers.workbook import SheetError
from tests.readers.docx_fixtures import package

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Document

SOURCE = Source("报告.csv", sheets.MEDIA_TYPE, "0" * 64, 1)
HEADER = "table,row,column,value,unit"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def read(content: str | bytes) -> Document:
    raw = content.encode() if isinstance(content, str) else content
    assert sheets.accepts(raw[:4096])
    return sheets.read(SOURCE, raw)


def keyed(content: str | bytes) -> list[tuple[str, str, str, str, str]]:
    return [(e.table, e.row, e.column, e.value.text, e.unit.text) for e in sheets.entries(read(content))]


def excel(*rows: str, more: str = "", styles: str = "", strings: str = "") -> bytes:
    """A workbook whose first sheet has the header and then these rows of cells, as XML."""
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in sheets.HEADER)
    data = "".join(f"<row>{row}</row>" for row in (head, *rows))
    relation = f'<Relationship Id="r{{}}" Type="{OFFICE}/{{}}" Target="{{}}"/>'
    return package(
        {
            "_rels/.rels": f"<Relationships>{relation.format(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>",
            "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets><sheet name="二" sheetId="2" r:id="r7"/>'
            '<sheet name="一" sheetId="1" r:id="r8"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": "<Relationships>"
            + relation.format(8, "worksheet", "worksheets/sheet1.xml")
            + relation.format(7, "worksheet", "/xl/worksheets/sheet9.xml")
            + "</Relationships>",
            "xl/worksheets/sheet9.xml": f"<worksheet {MAIN}><sheetData>{data}</sheetData>{more}</worksheet>",
            "xl/styles.xml": f"<styleSheet {MAIN}>{styles}</styleSheet>",
            "xl/sharedStrings.xml": f"<sst {MAIN}>{strings}</sst>",
        }
    )


def cells(*texts: str) -> str:
    return "".join(f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' for text in texts)


def test_a_sheet_is_one_grid_of_its_header_and_its_rows() -> None:
    document = read(f"{HEADER}\r\nproactive,rules,made,0,\r\nproactive,procurement,amount,75394432.52,元\r\n")
    assert document.lines[1] == "proactive,rules,made,0,"
    first, second = sheets.entries(document)
    assert (first.table, first.row, first.column, first.value.text, first.unit.text) == (
        "proactive",
        "rules",
        "made",
        "0",
        "",
    )
    assert (second.value.text, second.unit.text) == ("75394432.52", "元")
    assert str(second.value.place) == "3:30-40"


@pytest.mark.parametrize("printed", ["", "/", "-", "-8", "15(子项)", "１２"])
def test_a_value_is_read_as_it_is_keyed(printed: str) -> None:
    assert keyed(f"{HEADER}\nrequests,granted,total,{printed},\n") == [("requests", "granted", "total", printed, "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_and_quotes_and_spaces_do_not_matter(encoding: str) -> None:
    line = '"table","row","column","value","unit"\r\n"proactive","charges","amount"," 326.6 ",万元\r\n'
    assert keyed(line.encode(encoding)) == [("proactive", "charges", "amount", "326.6", "万元")]


def test_every_text_stands_at_its_place_in_the_file() -> None:
    document = read(f'{HEADER}\n\n"a","b",c,"1,234",\na,b,c, 5 ,件\n')
    for entry in sheets.entries(document):
        for cell in (entry.value, entry.unit):
            assert document.lines[cell.place.line - 1][cell.place.start : cell.place.end] == cell.text
    assert [entry.value.text for entry in sheets.entries(document)] == ["1,234", "5"]
    assert [entry.value.place.line for entry in sheets.entries(document)] == [3, 4]


def test_empty_lines_and_padding_are_passed_over() -> None:
    assert keyed(f"{HEADER},,\n,,,,,,\n\na,b,c,1,,,\n,,,,\n") == [("a", "b", "c", "1", "")]


@pytest.mark.parametrize(
    "line", ["a,b,c,1,234,", "a,b,c,1", "a,b,c,1,件,余", 'a,b,c,"1,', 'a,b,c,"1"2,', 'a,b,c,1"2,'], ids=str
)
def test_a_line_of_other_than_five_fields_is_told_and_nothing_is_read(line: str) -> None:
    with pytest.raises(SheetError, match=r"^sheet_row$") as caught:
        read(f"{HEADER}\nx,y,z,1,\n{line}\n")
    assert caught.value.detail == "3"


@pytest.mark.parametrize("first", ["table,row,column,value", "table;row;column;value;unit", "表,行,列,值,单位", ""])
def test_other_text_is_no_keyed_sheet(first: str) -> None:
    assert not sheets.accepts(f"{first}\na,b,c,1,\n".encode())


# --- Excel -----------------------------------------------------------------------------------------------------------


def test_the_first_sheet_of_a_workbook_is_read_by_the_numbers_of_its_rows() -> None:
    content = excel(
        cells("a", "b", "c", "/", ""),
        '<c r="A4" t="inlineStr"><is><t>a</t></is></c><c r="B4" t="inlineStr"><is><r><t>b</t></r><r><t>b</t></r></is>'
        '</c><c r="C4" t="s"><v>1</v></c><c r="D4"><v>7</v></c>',
        strings="<si><t>x</t></si><si><r><t>共</t></r><r><t>享</t></r><rPh><t>gong</t></rPh></si>",
    )
    document = read(content)
    assert document.source.media_type == sheets.WORKBOOK
    assert keyed(content) == [("a", "b", "c", "/", ""), ("a", "bb", "共享", "7", "")]
    assert document.lines[2] == "a,bb,共享,7,"


def test_rows_keep_the_numbers_that_excel_shows() -> None:
    content = excel("</row><row r='9'>" + cells("a", "b", "c", "1", ""))
    assert [entry.value.place.line for entry in sheets.entries(read(content))] == [9]


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        ("5949.0886670000001", "5949.088667"),
        ("0.10000000000000001", "0.1"),
        ("24252.311082", "24252.311082"),
        ("12", "12"),
        ("-8", "-8"),
        ("0", "0"),
        ("1E+6", "1000000"),
        ("1.0000000000000001E-5", "0.00001"),
        ("75394432.519999996", "75394432.52"),
        ("59372449", "59372449"),
    ],
)
def test_a_number_is_the_shortest_that_excel_stores_the_same(stored: str, number: str) -> None:
    assert workbook.shortest(stored) == number
    assert keyed(excel(f"{cells('a', 'b', 'c')}<c><v>{stored}</v></c>"))[0][3] == number


def test_errors_and_truths_are_read_as_text() -> None:
    assert keyed(excel(f'{cells("a", "b", "c")}<c t="e"><v>#REF!</v></c><c t="str"><v>件</v></c>')) == [
        ("a", "b", "c", "#REF!", "件")
    ]


FORMATS = (
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>'
    '<numFmt numFmtId="165" formatCode="[Red]0.00_ ;&quot;days&quot;\\-0"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
)


@pytest.mark.parametrize(("style", "is_read"), [(0, True), (1, False), (2, False), (3, False), (4, True)])
def test_a_number_that_excel_shows_as_a_date_or_a_share_is_refused(style: int, *, is_read: bool) -> None:
    content = excel(f'{cells("a", "b", "c")}<c s="{style}"><v>44563</v></c>', styles=FORMATS)
    if is_read:
        assert keyed(content)[0][3] == "44563"
    else:
        with pytest.raises(SheetError, match=r"^sheet_disguised$") as caught:
            read(content)
        assert caught.value.detail == "2"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (excel(f"{cells('a', 'b', 'c')}<c><f>SUM(D1:D9)</f><v>3</v></c>"), "sheet_formula"),
        (excel(cells(*"abc"), more='<mergeCells><mergeCell ref="D2:D3"/></mergeCells>'), "sheet_merged"),
        (excel(cells("a", "b", "c", "1", "件", "余")), "sheet_row"),
        (excel('<c t="s"><v>99</v></c>'), "archive_broken"),
        (excel("<c><v>twelve</v></c>"), "archive_broken"),
        (excel("<c><v>1e999</v></c>"), "archive_broken"),
        (excel(f"</row><row r='99999'>{cells(*'abc')}"), "too_large"),
    ],
)
def test_what_was_never_printed_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=f"^{reason}$"):
        read(content)


def test_a_sheet_with_its_header_alone_has_no_entries() -> None:
    assert not keyed(excel())
    assert not keyed(HEADER)


def test_a_workbook_of_another_kind_is_no_keyed_sheet() -> None:
    content = excel(cells("a"))
    renamed = package({"_rels/.rels": "<Relationships/>", "xl/workbook.xml": "<workbook/>"})
    assert not docx.accepts(content)
    with pytest.raises(UnreadableError, match=r"^archive_broken$"):
        sheets.read(SOURCE, renamed)


def test_a_workbook_that_does_not_show_at_once_is_read_all_the_same() -> None:
    content = excel(cells("a", "b", "c", "1", ""))
    assert len(sheets.entries(docx.read(SOURCE, content))) == 1


# --- the real sheets -------------------------------------------------------------------------------------------------


def test_the_sheets_of_seven_years_are_read_cell_by_cell(shared: Path) -> None:
    for path in sorted((shared / "figures").glob("*-20*.csv")):
        content = path.read_bytes()
        expected = [tuple(row.values()) for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))]
        assert keyed(content) == expected
        assert len(expected) in {198, 200}


def test_a_document_of_another_kind_has_no_entries(shared: Path) -> None:
    content = (shared / "figures" / "SOURCES.csv").read_bytes()
    assert not sheets.accepts(content)
    assert not sheets.entries(text.read(Source("x.txt", text.MEDIA_TYPE, "", 0), content))
