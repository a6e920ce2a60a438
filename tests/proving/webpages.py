"""How a report lies in a web page: tables with spans, in every charset, in the soup that editors and Word leave."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.proving.layouts import Laid
from tests.proving.paper import Kind, Sheet, each_text
from tests.proving.writing import traditional

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.proving.paper import Block, Paper, Spot

FONTS = ("方正仿宋_GBK", "宋体", "仿宋_GB2312", "Times New Roman")


@dataclass(frozen=True, slots=True)
class Page:
    """How a page is made: the charset of its bytes and the one that it declares, and what surrounds its text."""

    charset: str = "utf-8"
    declared: str = "utf-8"
    soup: bool = False
    nested: bool = False
    unclosed: bool = False


def _page(rng: Random, paper: Paper, page: Page) -> Laid:
    body = "\n".join(_block(rng, block, page) for block in paper)
    if page.nested:
        body = (
            '<table width="100%" border="0"><tr><td class="left">导航<br>12</td><td><table><tbody><tr>'
            f'<td valign="top">{body}</td></tr></tbody></table></td></tr></table>'
        )
    head = f'<meta charset="{page.declared}">' if rng.random() < 0.5 else (
        f'<META http-equiv=Content-Type content="text/html; charset={page.declared}">'
    )  # fmt: skip
    noise = rng.choice(
        ("", "<script>var rows = [[1, 2], [3, 4]]; if (1 < 2) {}</script>", "<style>td{width:12px}</style>")
    )
    text = f"<!DOCTYPE html>\n<html><head>{head}<title>年度报告</title>{noise}</head>\n<body>\n{body}\n</body></html>\n"
    return Laid(text.encode(page.charset, "xmlcharrefreplace"))


def _block(rng: Random, block: Block, page: Page) -> str:
    if isinstance(block, Sheet):
        return _table(rng, block, page)
    tags = {Kind.TITLE: "h1", Kind.CHAPTER: rng.choice(("h2", "p")), Kind.META: "li", Kind.FURNITURE: "div"}
    tag = tags.get(block.kind, "p")
    return f"<{tag}>{_inline(rng, block.text, page)}</{tag}>"


def _table(rng: Random, sheet: Sheet, page: Page) -> str:
    close = not page.unclosed
    rows = []
    for row in sheet.rows:
        cells = "".join(_cell(rng, spot, page) for spot in row)
        rows.append(f"<tr>{cells}{'</tr>' if close else ''}")
    attributes = (
        ' border="1" cellspacing="0" style="border-collapse:collapse;mso-table-lspace:9pt"' if page.soup else ""
    )
    return f"<table{attributes}>\n<tbody>\n" + "\n".join(rows) + "\n</tbody></table>"


def _cell(rng: Random, spot: Spot, page: Page) -> str:
    spans = "".join(
        f' {name}="{count}"'
        for name, count in (("colspan", spot.across), ("rowspan", spot.down))
        if count > 1 or (page.soup and rng.random() < 0.1)
    )
    width = f' width="{rng.randint(20, 300)}" valign="center"' if page.soup else ""
    tag = "th" if spot.column and not page.soup else "td"
    text = _inline(rng, spot.text, page) if spot.text else rng.choice(("", "&nbsp;", " "))
    if page.soup:
        text = f'<p class="MsoNormal" align="center" style="text-indent:0">{text}<o:p></o:p></p>'
    return f"<{tag}{spans}{width}>{text}{'' if page.unclosed else f'</{tag}>'}"


def _inline(rng: Random, text: str, page: Page) -> str:
    """The text with its breaks; in a soup cut into spans and fonts at random, numbers too."""
    if not page.soup:
        return html.escape(text, quote=False).replace("\n", "<br>")
    pieces: list[str] = []
    while text:
        length = rng.randint(1, 12)
        piece, text = text[:length], text[length:]
        piece = html.escape(piece).replace("\n", "<br/>").replace(" ", rng.choice((" ", "&nbsp;")))
        around = rng.choice((
            '<span style="font-family:宋体">{}</span>',
            f'<font face="{rng.choice(FONTS)}">{{}}</font>',
            '<span lang="EN-US">{}</span><!--[if !supportLists]--><!--[endif]-->',
            "<b><span>{}</span></b>",
            "{}",
        ))  # fmt: skip
        pieces.append(around.format(piece))
    return "".join(pieces)


def _layout(page: Page) -> Callable[[Random, Paper], Laid]:
    return lambda rng, paper: _page(rng, paper, page)


def big5(rng: Random, paper: Paper) -> Laid:
    """A page of a gateway into traditional characters."""
    return _page(rng, each_text(paper, traditional), Page("big5", "big5"))


def sheets_in_divs(rng: Random, paper: Paper) -> Laid:
    """A fragment out of an editor's field, without head and charset."""
    page = Page(soup=rng.random() < 0.5)
    return Laid("".join(_block(rng, block, page) for block in paper).encode())


WEB: dict[str, Callable[[Random, Paper], Laid]] = {
    "html": _layout(Page()),
    "html-soup": _layout(Page(soup=True)),
    "html-nested": _layout(Page(nested=True)),
    "html-unclosed": _layout(Page(unclosed=True)),
    "html-gb18030": _layout(Page("gb18030", "gb2312")),
    "html-wrong-charset": _layout(Page("utf-8", "gb2312")),
    "html-big5": big5,
    "html-fragment": sheets_in_divs,
}
