"""The grammar of plain markup, as regular expressions that never go back and so take time in proportion to the page.

No group stands within a repetition that does not go back, and such repetitions end in ``|(?!)``: ``re`` of Python 3.11
has bugs there (tests/hostile/test_rounds.py).
"""

from __future__ import annotations

import re

# How names with capitals end, viewBox and preserveAspectRatio; add here what pictures come to need.
_CAMEL = "Box|AspectRatio"
_NAME = rf"[a-z][a-z0-9:_-]*+(?:{_CAMEL})?+"
_RARE = "|poster=|data=|action=|formaction=|xlink:href=|srcset=|style="
_RAW, _FLAT = ("script", "style", "iframe"), ("title", "textarea")
_STRANGE = "xmp|noembed|noframes|plaintext|listing"
_END = "</[a-z][a-z0-9-]*+>"


def _attributes(end: str, without: str) -> str:
    """Attributes up to the end of the tag, one id at most; ``end`` is what holds before the closing quote."""
    value = rf'="[^"<>]*+{end}"'
    others = rf"(?: ++(?!id={without}){_NAME}(?:{value})?|(?!))*+"
    return rf"{others}(?: ++id{value}{others}|(?!))?+ *+/?>"


def _document(kind: str, text: str, end: str = "", without: str = "") -> re.Pattern[bytes]:
    """A whole document, in which text is made of ``text``."""
    attributes = _attributes(end, without)
    if kind == "html":
        start = "(?:<!(?i:doctype) html>)?+"
        items = (
            rf"<(?!t(?:itle|extarea)|s(?:cript|tyle)|iframe|{_STRANGE})[a-z][a-z0-9-]*+{attributes}",
            *(rf"<{name}{attributes}</{name}>" for name in _RAW),
            *(rf"<{name}{attributes}{text}</{name}>" for name in _FLAT),
            "<!---->",
        )
    else:
        start = r"(?:<\?xml [^<>]*\?>\s*|(?!))?+"
        items = (rf"<(?!script)[a-z][a-z0-9]*+{attributes}", "<!---->", r"<!\[CDATA\[\]\]>")
    return re.compile(rf"{start}{text}(?:(?:{'|'.join((_END, *items))}){text}|(?!))*+".encode())


# A value that ends in = makes what follows it look like one, and so does a quote in a text.
COMMON = _document("html", '[^<"]*+', "(?<!=)", _RARE)
"""Pages of which no attribute but ``href`` and ``src`` is an address: nearly all."""
PLAIN = {kind: _document(kind, '[^<"]*+', "(?<!=)") for kind in ("html", "svg")}
LOOSE = {kind: _document(kind, "[^<]*+") for kind in ("html", "svg")}
QUOTING = re.compile(rb'>[^<>"]*+"[^<]*+')
"""With :data:`LOOSE` kept to, a text that has a quote in it, or the rest of one, from the > before it."""
VALUE = re.compile(rb'="([^"]*)="')
"""With every :data:`QUOTING` text gone, a value that ends in =, without the =."""

_COMMENT = "<!--(?P<comment>.*?)-->"
UNREAD = {
    "html": re.compile(
        rf"<(?P<name>script|style)(?P<attributes>(?:\s[^<>]*)?)>(?P<raw>.*?)</(?P=name)>|{_COMMENT}".encode(), re.DOTALL
    ),
    "svg": re.compile(rf"{_COMMENT}|<!\[CDATA\[.*?\]\]>".encode(), re.DOTALL),
}
"""What is not read for tags."""
IN_RAW = re.compile(rb"<!--|</(?:script|style)", re.IGNORECASE)
IN_COMMENT = re.compile(rb"<!--|--!>|\A-?>|-\Z")
"""What ends a script, a style or a comment sooner, or later, than it seems."""
