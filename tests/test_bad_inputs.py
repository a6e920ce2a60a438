"""Bad inputs, from the empty file to the bomb: each is set aside with its reason or read right, and harms no other."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from opencc import OpenCC

from sitegen.model import Quarantined, Report, Status
from sitegen.numerals import parse
from sitegen.reading import File, read_files
from tests.readers import pdf_fixtures
from tests.readers.docx_fixtures import docx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.model import Catalogue

TITLE = "镕㐂市商务局2023年政府信息公开工作年度报告"
ROWS = (
    ("第二十条第(一)项",),
    ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
    ("规章", "0", "0", "0"),
    ("行政规范性文件", "7", "1", "20"),
    ("第二十条第(五)项",),
    ("信息内容", "本年处理决定数量"),
    ("行政许可", "12"),
    ("第二十条第(六)项",),
    ("信息内容", "本年处理决定数量"),
    ("行政处罚", "3"),
    ("行政强制", "0"),
)
READ = {
    "proactive/normative_documents/issued": 7,
    "proactive/licensing/decisions": 12,
    "proactive/penalties/decisions": 3,
}


def page(charset: str = "utf-8", rows: tuple[tuple[str, ...], ...] = ROWS, around: str = "{}") -> str:
    """The report as a web page that declares a charset."""
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    body = around.format(f"<h1>{TITLE}</h1><table>{cells}</table>")
    return f'<!DOCTYPE html><html><head><meta charset="{charset}"></head><body>{body}</body></html>'


TEXT = "\n".join([TITLE, *("\n".join(row) for row in ROWS)]) + "\n"
TRADITIONAL = OpenCC("s2t").convert(page("big5").replace("镕㐂", "衢州"))


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip of members, compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def document(xml: str) -> bytes:
    """A Word file with this text as its document part."""
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()})


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><w:document xmlns:w="{WORD}">&a9;</w:document>'
OUTSIDE = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{WORD}">&e;</w:document>'

SET_ASIDE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "01 empty.txt": ("empty", lambda: b""),
    "02 noise.html": ("unknown_format", lambda: bytes((n * 7919 + n // 251) % 256 for n in range(1_000_000))),
    "07 halves.html": ("undecodable", lambda: TEXT.encode() + TEXT.encode("gb18030")),
    "10 deep.html": ("html_depth", lambda: page(around="<div>" * 3000 + "{}" + "</div>" * 3000).encode()),
    "11 long.html": ("html_limits", lambda: page(around="{}<p>" + "x" * 11_000_000 + "</p>").encode()),
    "12 attributes.html": (
        "html_limits",
        lambda: page(around=f"<p {' '.join(f'a{n}=1' for n in range(200_000))}></p>{{}}").encode(),
    ),
    "16 laughs.docx": ("archive_unsafe", lambda: document(BILLION)),
    "17 outside.docx": ("archive_unsafe", lambda: document(OUTSIDE)),
    "18 bomb.docx": ("archive_unsafe", lambda: zipped({"word/document.xml": b"0" * 300_000_000})),
    "21 macros.docm": ("archive_macros", lambda: zipped({"word/document.xml": b"<x/>", "word/vbaProject.bin": b"x"})),
    "22 locked.pdf": ("pdf_encrypted", lambda: pdf_fixtures.pdf([TITLE], locked_with="a word")),
    "22 cut.pdf": ("pdf_broken", lambda: pdf_fixtures.pdf([TITLE])[:500]),
    "22 scan.pdf": ("pdf_scan", pdf_fixtures.picture_only),
    "22 endless.pdf": ("pdf_too_long", lambda: pdf_fixtures.pdf(*[["页"]] * 301)),
}

READ_RIGHT: dict[str, Callable[[], bytes]] = {
    "03 declared gb2312.html": lambda: page("gb2312").encode("gb18030"),
    "04 really utf-8.html": lambda: page("gb2312").encode(),
    "05 utf-16.txt": lambda: TEXT.encode("utf-16"),
    "05 mark.txt": lambda: b"\xef\xbb\xbf" + TEXT.encode(),
    "06 big5.html": lambda: TRADITIONAL.encode("big5"),
    "08 cut.txt": lambda: (TEXT + "\n附注文字").encode()[:-1],
    "09 controls.html": lambda: page().replace("<td>7</td>", "<td>\x017\x02</td>").encode(),
    "13 spans.html": lambda: page().replace("<td>行政许可", '<td rowspan=0 colspan="abc">行政许可').encode(),
    "14 unclosed.html": lambda: page().replace("</td>", "").replace("</tr>", "").encode(),
    "24 page.doc": lambda: page().encode(),
    "24 paper.html": lambda: docx([TITLE, [list(row) for row in ROWS]]),
}


def test_each_bad_file_is_set_aside_with_its_reason_and_every_other_is_read(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    """Inputs 1 to 14, 16 to 18, 21, 22 and 24: all in one run, so that none can harm another."""
    makers = {name: make for name, (_, make) in SET_ASIDE.items()} | READ_RIGHT
    for name, make in makers.items():
        (tmp_path / name).write_bytes(make())
    files = [File(tmp_path / name, name, registry=False) for name in sorted(makers)]
    results = dict(zip(sorted(makers), read_files(files, catalogue, jobs=2), strict=True))
    reasons = {name: r.findings[0].reason for name, r in results.items() if isinstance(r, Quarantined)}
    assert reasons == {name: reason for name, (reason, _) in SET_ASIDE.items()}
    for name in READ_RIGHT:
        report = results[name]
        assert isinstance(report, Report)
        values = {cell.cell: cell.value for cell in report.observations}
        assert {cell: values[cell] for cell in READ} == READ, name


def test_merged_cells_that_disagree_with_the_form_give_no_number(catalogue: Catalogue, tmp_path: Path) -> None:
    """Input 15: one cell over two columns leaves open whose figure it is."""
    file = tmp_path / "15.html"
    rows = page().replace("<td>7</td><td>1</td>", "<td colspan=2>71</td>")
    file.write_text(rows, encoding="utf-8")
    (report,) = read_files([File(file, file.name, registry=False)], catalogue)
    assert isinstance(report, Report)
    row = [cell for cell in report.observations if cell.row == "normative_documents"]
    assert [cell.value for cell in row] == [None, None, None]


def test_a_member_that_climbs_out_of_the_archive_writes_nothing(catalogue: Catalogue, tmp_path: Path) -> None:
    """Input 20: what a name says of other folders is not followed."""
    folder = tmp_path / "in"
    folder.mkdir()
    file = folder / "20.docx"
    file.write_bytes(zipped({"../../climbed": b"x", "/climbed": b"x", "word/document.xml": b"<x/>"}))
    list(read_files([File(file, file.name, registry=False)], catalogue))
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["20.docx", "in"]


@pytest.mark.parametrize(
    ("text", "value", "status"),
    [
        ("1,234", "1234", Status.REPORTED),
        ("12", "12", Status.REPORTED),
        ("十二", "12", Status.REPORTED),
        ("12件", "12", Status.REPORTED),
        ("约12", None, Status.UNREADABLE),
        ("1.5万", None, Status.UNREADABLE),
        ("-", None, Status.NOT_APPLICABLE),
        ("/", None, Status.NOT_APPLICABLE),
        ("0", "0", Status.REPORTED),
        ("1e9", None, Status.UNREADABLE),
        ("9" * 5000, None, Status.UNREADABLE),
        ("١٢", None, Status.UNREADABLE),
    ],
)
def test_figures_are_read_or_left(text: str, value: str | None, status: Status) -> None:
    """Input 31: an exact table of results; what is not known is never zero."""
    number = parse(text)
    assert (None if number.value is None else str(number.value), number.status) == (value, status)
