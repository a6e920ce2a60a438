"""What a browser does not show of a page, or shows apart, is taken out or set apart before it is read.

Only what stands in the page itself counts: its style sheets and scripts are not followed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from sitegen.readers.html_parsing import INLINE, STYLED

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

HIDDEN = "template"
UNSEEN = (
    *(HIDDEN, "noscript", "noframes", "noembed", "iframe", "object", "applet", "xml", "title", "select", "datalist"),
    *("svg", "canvas", "audio", "video", "rt", "rp"),
)
WHOLE = frozenset({"html", "body"})  # hidden until a script shows them

KEEPS_BREAKS = ("pre", "textarea", "xmp", "listing", "plaintext")
KEPT_BREAK = "\u2028"  # a line break that is shown, as against white space

_CONCERNED = etree.XPath("//@style/.. | //@hidden/..")
_DISPLAY = re.compile(r"display\s*:\s*([a-z-]+)", re.IGNORECASE)
_INVISIBLE = re.compile(r"visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_APART = re.compile(r"float\s*:\s*(?:left|right)|position\s*:\s*(?:absolute|fixed)", re.IGNORECASE)
# Characters that a tree gives, where a page names them by number, but does not take.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNKNOWN = "\ufffd"  # stands for such a character: what is beside it is no certain figure
_JOINED = frozenset({"inline", "contents", "initial", "inherit", "unset"})


def prune(root: Element) -> None:
    """Take out what is not shown, set apart what is shown apart, and mark the line breaks that are shown."""
    plain: set[str | None] = {None}  # styles that change nothing; most pages have few
    for element in _CONCERNED(root):
        style = element.get("style")
        if style not in plain and style is not None:
            if STYLED.search(style):
                _apply(element, style)
            else:
                plain.add(style)
        if element.get("hidden") is not None and element.tag not in WHOLE:
            element.tag = HIDDEN
    etree.strip_elements(root, *UNSEEN, with_tail=False)
    for element in root.iter(*KEEPS_BREAKS):
        for part in element.iter():
            if part.text and "\n" in part.text:
                part.text = _writable(part.text.replace("\n", KEPT_BREAK))
            if part is not element and part.tail and "\n" in part.tail:
                part.tail = _writable(part.tail.replace("\n", KEPT_BREAK))


def _apply(element: Element, style: str) -> None:
    displays = _DISPLAY.findall(style)
    display = displays[-1].lower() if displays else "inline"  # the last declaration holds
    if display == "none" and element.tag not in WHOLE:
        element.tag = HIDDEN
    elif _INVISIBLE.search(style) and element.tag not in WHOLE:  # it keeps its place, as a cell does
        element.text = None
        del element[:]
    elif element.tag in INLINE:
        if display not in _JOINED and not display.startswith("inline-"):
            element.tag = "div"
        elif display.startswith("inline-") or _APART.search(style):
            element.text = " " + _writable(element.text or "")
            element.tail = " " + _writable(element.tail or "")
    if display.removeprefix("inline-") in {"flex", "grid"}:
        for child in element:
            if child.tag in INLINE:  # others keep their names, which may be such as no tree takes
                child.tag = "div"


def _writable(text: str) -> str:
    return _UNWRITABLE.sub(_UNKNOWN, text)
