"""The text that elements of a page show.

Inline markup joins what it parts; block elements and line breaks part paragraphs, and words within a cell. White space
collapses as in a browser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TYPED = frozenset({"", "text", "number"})  # kinds of input whose value is shown

_SPACE = re.compile(r"[ \t\n\r\f]+")  # a no-break space is none


class Kind(Enum):
    """What an element does to the text around it; most do nothing."""

    BLOCK = auto()
    BREAK = auto()
    TABLE = auto()
    RAISED = auto()  # what stands raised, lowered or struck out is no part of the figure beside it
    LOWERED = auto()
    STRUCK = auto()
    INPUT = auto()


BLOCKS = """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 head header hgroup html legend li listing main menu nav ol p plaintext pre search
    section summary tbody td textarea tfoot th thead tr ul xmp
"""
KINDS: dict[Any, Kind] = dict.fromkeys(BLOCKS.split(), Kind.BLOCK) | {
    "table": Kind.TABLE,
    "br": Kind.BREAK,
    "hr": Kind.BREAK,
    "sup": Kind.RAISED,
    "sub": Kind.LOWERED,
    "s": Kind.STRUCK,
    "strike": Kind.STRUCK,
    "del": Kind.STRUCK,
    "input": Kind.INPUT,
}
MARKS = {Kind.RAISED: "^", Kind.LOWERED: "_", Kind.STRUCK: "~~"}


class Sink(Protocol):
    """Where a walk through the page leaves what it finds."""

    pieces: list[str]

    def part(self, line: int | None) -> None:
        """A block begins or ends, or a line breaks; what follows stands in that line of the file."""

    def table(self, element: Element) -> None:
        """A table stands here."""


def walk(element: Element, sink: Sink) -> None:
    """Go through what stands in an element."""
    if text := element.text:
        sink.pieces.append(text)
    for child in element:
        kind = KINDS.get(child.tag)
        if kind is None:
            walk(child, sink)
        elif kind is Kind.BLOCK:
            line = child.sourceline
            sink.part(line)
            walk(child, sink)
            sink.part(line)
        elif kind is Kind.TABLE:
            sink.table(child)
        elif kind is Kind.BREAK:
            sink.part(child.sourceline)
        else:
            _marked(child, kind, sink)
        if text := child.tail:
            sink.pieces.append(text)


def collapsed(text: str) -> str:
    """A text with its white space as browsers show it."""
    if text.isprintable() and "  " not in text:
        return text  # most texts are short, and have single spaces at most
    return _SPACE.sub(" ", text)


def _marked(element: Element, kind: Kind, sink: Sink) -> None:
    """What must not run together with a figure: it gets a mark that makes the figure unreadable rather than wrong."""
    if kind is Kind.INPUT:
        value = element.get("value", "") if element.get("type", "").lower() in TYPED else ""
        sink.pieces.append(value)
        return
    follows = "".join(sink.pieces[-1:])[-1:].isdigit()
    numeric = any(character.isnumeric() for character in "".join(element.itertext()))
    marks = kind is Kind.STRUCK or (follows and numeric)
    sink.pieces.append(MARKS[kind] if marks else "")
    walk(element, sink)
    sink.pieces.append(MARKS[kind] if kind is Kind.STRUCK else "")


@dataclass(slots=True)
class Words:
    """A sink for the text of a cell."""

    pieces: list[str] = field(default_factory=list)

    def part(self, line: int | None) -> None:  # noqa: ARG002  a cell has one line, its own
        """Words are parted by a space."""
        self.pieces.append(" ")

    def table(self, element: Element) -> None:
        """A table that is no grid is text as well."""
        self.part(None)
        walk(element, self)
        self.part(None)

    def text(self) -> str:
        """The words in one line."""
        return collapsed("".join(self.pieces)).strip()
