"""HTML: the text and the tables that a page shows, with the title and date that it states about itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.readers.decoding import UnreadableError, decode, glance
from sitegen.readers.html_page import Page, grids_within
from sitegen.readers.html_parsing import parse
from sitegen.readers.html_styles import prune
from sitegen.readers.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from sitegen.model import Document, Source

MEDIA_TYPE = "text/html"
NO_TEXT = "html_no_text"  # a key of data/reasons.toml

NEAR = 1024  # characters in which a page begins
LEAD = 200  # characters of text that may stand before the first tag of a fragment
ENDS = 2  # end tags that a fragment shows at its beginning
DECLARATION = 8192  # bytes in which a page declares its encoding

_BEFORE = re.compile(r"(?:\s+|<!--(?:[^-]|-(?!->)|(?!))*+-->|<\?[^>]*+>|(?!))*+")
_PAGE = re.compile(r"^[^\S\n]*<(?:!doctype\s+html|html|head|body)(?=[\s>/])", re.IGNORECASE | re.MULTILINE)
_FRAGMENT = re.compile(
    r"<(?:p|div|table|caption|colgroup|thead|tbody|tfoot|tr|th|td|span|font|center|h[1-6]|ul|ol|li|dl|dt|dd|blockquote"
    r"|pre|main|section|article|header|footer|nav|aside|figure|hr|meta|title|link|base|script|style|br|b|strong|i|em|u|a"
    r"|img|form|input|iframe|o:p)(?=[\s>/])",
    re.IGNORECASE,
)
_END = re.compile(r"</(?:p|div|table|tr|td|span|font|center|h[1-6]|li|strong|b|a|title)\s*>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^ {0,3}#{1,6} +\S|^[^\S\n]*+\|(?=[ :|-]*?---)[ :|-]*+$", re.MULTILINE)
_MAIL = re.compile(r"\s*MIME-Version:|.{0,400}multipart/related", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", re.IGNORECASE
)

# What a page says of itself, in the order of trust, and how such a line begins where pages print it.
STATED = (("标题", ("articletitle", "ucaptitle", "title")), ("发布时间", ("pubdate", "publishtime")))
_SITE = re.compile(r"(?<!\d)[-_|–—>»]+|[-_|–—>»]+(?!\d)")  # parts the title from the names of the site


def accepts(head: bytes) -> bool:
    """Whether a page or a fragment of one begins here, by its tags; text that mentions a tag further in is text."""
    text = glance(head)
    if _MAIL.match(text):
        return False
    return _PAGE.search(text, 0, NEAR) is not None or _is_fragment(text)


def _is_fragment(text: str) -> bool:
    before = _BEFORE.match(text)
    start = before.end() if before else 0
    first = _FRAGMENT.search(text, start, start + LEAD)
    if first is None or "<" in text[start : first.start()] or _MARKDOWN.search(text):
        return False
    return first.start() == start or len(_END.findall(text)) >= ENDS


def read(source: Source, content: bytes) -> Document:
    """The document of a page: what it states about itself, then what it shows."""
    declared = _CHARSET.search(content, 0, DECLARATION)
    root = parse(decode(content, declared[1].decode() if declared else None))
    transcript = Transcript()
    for label, text, line in _stated(root):
        transcript.paragraph(f"{label}:{text}", file_line=line)
    stated = len(transcript.blocks)
    _write(root, transcript)
    if len(transcript.blocks) == stated:
        raise UnreadableError(NO_TEXT)
    return transcript.document(source)


def transcribe(text: str, transcript: Transcript) -> None:
    """Write down what a piece of HTML shows."""
    _write(parse(text), transcript)


def _write(root: Element, transcript: Transcript) -> None:
    prune(root)
    Page(transcript, grids_within(root)).block(root)


def _stated(root: Element) -> Iterator[tuple[str, str, int | None]]:
    """Title and date as the page states them in its head or marks them in its body, each with its line."""
    found: dict[str, tuple[str, int | None]] = {}
    for element in root.iter("meta", "title", "ucaptitle", "publishtime"):
        tag = str(element.tag)
        name = element.get("name", "").lower() if tag == "meta" else tag
        text = " ".join((element.get("content", "") if tag == "meta" else "".join(element.itertext())).split())
        if text:
            found.setdefault(name, (_own(text) if tag == "title" else text, element.sourceline))
    for label, names in STATED:
        if stated := next((found[name] for name in names if name in found), None):
            yield label, *stated


def _own(title: str) -> str:
    """The part of a window's title that is the report's."""
    return next((part.strip() for part in _SITE.split(title) if "报告" in part or "年报" in part), title)
