"""Which sentences are looked at: those outside the tables, however a file lays them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.claims import read
from sitegen.claims.sentences import sentences
from sitegen.extraction import extract
from sitegen.extraction.stream import stream
from sitegen.model import Cell, Document, Grid, Paragraph, Place, Report, Source
from tests.claims.sentences import REPORTER

if TYPE_CHECKING:
    from sitegen.model import Block, Catalogue

SOURCE = Source("report.txt", "text/plain", "", 0)


def document(*lines: str) -> Document:
    """Lines as paragraphs."""
    return Document(SOURCE, lines, tuple(Paragraph(line, Place(n, 0, len(line))) for n, line in enumerate(lines, 1)))


def texts(*lines: str) -> list[str]:
    """The sentences that may claim something."""
    return [sentence.text for sentence in sentences(stream(document(*lines)), ())]


def test_sentences_without_figures_or_words_of_none_are_left_alone() -> None:
    """Reading them would take time and give nothing."""
    assert texts("我局认真做好政府信息公开工作。", "一是加强领导。", "召开会议2次。") == []
    assert texts("收到申请2件。办结2件。") == ["收到申请2件。", "办结2件。"]


def test_short_lines_are_not_joined_to_what_follows() -> None:
    """A heading, or a line of a list, is no beginning of a sentence."""
    assert texts("(二)依申请公开情况", "没有依申请公开政府信息情况。") == ["没有依申请公开政府信息情况。"]


def test_figures_of_tables_are_no_claims(catalogue: Catalogue) -> None:
    """Not even where a flattened table prints units beside them."""
    lines = (
        "2013年政府信息公开工作情况统计表",
        "一、主动公开数量 | 条 | 9622 |",
        "二、依申请公开数量 | 件 | 5 |",
        "三、因政府信息公开申请行政复议数量 | 件 | 2 |",
        "四、因政府信息公开提起行政诉讼数量 | 件 | 1 |",
    )
    assert texts(*lines) == []
    report = extract(document("青山市商务局2013年政府信息公开年度报告", *lines), catalogue, registry=False)
    assert not isinstance(report, Report) or report.claims == ()


def test_prose_in_the_cells_of_a_page_is_read(catalogue: Catalogue) -> None:
    """Some pages are one table; the place is that of the characters in the cell."""
    line = "| 2023年,我局认真贯彻落实政府信息公开各项要求,全年共收到政府信息公开申请3件,均已按期答复。 | |"
    start, end = line.index("2023"), line.index("。") + 1
    cell, empty = Cell(line[start:end], Place(1, start, end)), Cell("", Place(1, end + 3, end + 3))
    blocks: tuple[Block, ...] = (Grid(((cell, empty), (cell, empty)), Place(1)),)
    page = Document(SOURCE, (line,), blocks)
    found = read(page, stream(page), (), REPORTER, catalogue.prose)
    assert [claim.id for claim in found] == ["received-1", "all_closed-1"]
    assert all(line[claim.place.start : claim.place.end] == claim.printed for claim in found)
