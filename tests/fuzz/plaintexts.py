"""Plain text, Markdown with and without tables of HTML, and keyed sheets as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.readers import sheets, text
from sitegen.readers.decoding import UnreadableError
from tests.fuzz import promises
from tests.fuzz.material import source
from tests.fuzz.mutating import CHARACTERS, damaged, excerpt, rewritten

if TYPE_CHECKING:
    from random import Random

    from tests.fuzz.material import Material

MARKS = ("# ", "## ", "> ", "| ", " |", "|", "|---|---|", "|:-:|", "**", "__", "*", "\\|", "\\", "<br>", "&nbsp;", "\t")
TABLE = ("<table>", "</table>", "<table", "<tr>", "<td>", "</td>", "<td colspan=2>", "<TABLE border=1>", "</table")
FIELDS = ("requests", "received_new", "total", "1", "", '"1,234"', "1,234", '"', '""', ' "x"', "x\x00", "规章", "件")
HEADER = "table,row,column,value,unit"


def draw_text(rng: Random, material: Material) -> bytes:
    """Lines with marks in them, or a piece of a report that is rewritten."""
    if rng.random() < 0.5:
        piece = excerpt(rng, rng.choice(material.texts), 1500)
        return rewritten(rng, piece, material.texts).encode("utf-8", "ignore")
    lines = []
    for _ in range(rng.randint(1, 12)):
        words = [rng.choice(("规章", "12", "行政许可", "0", rng.choice(CHARACTERS))) for _ in range(rng.randint(0, 5))]
        mark = rng.choice((*MARKS, *TABLE)) if rng.random() < 0.5 else ""
        between, end = rng.choice(("|", " | ", " ", rng.choice(MARKS))), rng.choice(("", "", "|", "|\r"))
        lines.append(mark + between.join(words) + end)
    content = rng.choice(("\n", "\n", "\r\n", "\r")).join(lines).encode("utf-8", "ignore")
    return damaged(rng, content, (content, b"<table>")) if rng.random() < 0.1 else content


def draw_keyed(rng: Random, _: Material) -> bytes:
    """A keyed sheet, with what spreadsheets and people do to one."""
    end = rng.choice(("\n", "\r\n"))
    header = HEADER if rng.random() < 0.9 else rewritten(rng, HEADER, (HEADER,))
    lines = [header + "," * rng.choice((0, 0, 0, 2))]
    for _row in range(rng.randint(0, 8)):
        fields = rng.choices(FIELDS, k=rng.choice((5, 5, 5, 4, 6, 0)))
        if len(fields) == 5 and rng.random() < 0.8:
            fields[:3] = ["requests", "received_new", "total"]
        lines.append(",".join(fields))
    content = end.join(lines).encode(rng.choice(("utf-8", "utf-8-sig", "gb18030")), "ignore")
    return damaged(rng, content, (content,)) if rng.random() < 0.2 else content


def examine_text(content: bytes) -> str:
    """Read as text."""
    try:
        document = text.read(source(content), content)
    except UnreadableError as error:
        return str(error)
    promises.of_document(document)
    return "read"


def examine_keyed(content: bytes) -> str:
    """Read as a keyed sheet; each entry is one of the lines, as it stands."""
    try:
        document = sheets.read(source(content), content)
    except UnreadableError as error:
        return str(error)
    promises.of_document(document)
    for entry in sheets.entries(document):
        line = document.lines[entry.value.place.line - 1]
        promises.promise(entry.value.text in line, "a value stands on its line", entry, line)
    return "read"
