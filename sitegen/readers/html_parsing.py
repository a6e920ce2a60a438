"""Guarded parsing of HTML: a page is parsed whole, or refused with the reason.

The parser gets text, never bytes, so that no declaration in the page can turn characters into others. It is known to
drop the rest of a page in silence at some limits, to run for minutes on a tag of many attributes, and to take some tags
in another way than browsers do. So tags are looked at before, and the text that came through is counted after.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from sitegen.readers.decoding import EMPTY, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

# Why a page cannot be read: keys of data/reasons.toml.
DEPTH, LIMITS, LOST = "html_depth", "html_limits", "html_lost"

MOST_TAGS = 400_000
USUAL_TAG = 200  # characters; such stand in many pages
LONG_TAG = 4096  # characters; longer ones are looked into
MOST_ATTRIBUTES = 1000
LONGEST_TAG = 65536  # characters besides quoted values, which may hold whole pictures
CONTROLS = bytes((*range(0x09), 0x0B, *range(0x0E, 0x20)))  # what no page means to hold
TOLERANCE = 1000  # one lost character in so many may be due to counting

# Markup that shapes characters and nothing else; and what in a tag makes it do more.
INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "dfn", "em", "font", "i", "ins", "kbd"),
        *("label", "mark", "nobr", "q", "samp", "small", "span", "strong", "tt", "u", "var"),
    )
)
STYLED = re.compile(r"display|visibility|float|position|hidden", re.IGNORECASE)
APART = re.compile(r"display\s*:\s*(?:inline-)?(?:flex|grid)", re.IGNORECASE)  # what stands directly in such is too

_QUOTED = r"""=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))"""
# Comments, scripts and styles with all they hold, and tags; each alternative runs to the end of the page where its own
# end is missing, so that no character is looked at twice.
_MARKUP = re.compile(
    r"(<!--(?:-?>|(?:[^-]++|-(?!-!?>)|(?!))*+(?:--!?>|\Z))"
    r"|<script(?=[\s/>])(?:[^<]++|<(?!/script[\s/>])|(?!))*+(?:</script[^>]*+(?:>|\Z)|\Z)"
    r"|<style(?=[\s/>])(?:[^<]++|<(?!/style[\s/>])|(?!))*+(?:</style[^>]*+(?:>|\Z)|\Z)"
    r"|<[!?/][^>]*+(?:>|\Z)"
    rf"|<[a-z](?:[^>=]++|{_QUOTED}|=|(?!))*+(?:>|\Z))",
    re.IGNORECASE,
)
_QUOTED_VALUE = re.compile(_QUOTED)
_NAME = re.compile(r"</?[a-z][^\s/>]*", re.IGNORECASE)
_ENTITY_OR_OTHER = re.compile(r"&#?[a-zA-Z0-9]+;?|[^0-9\u3400-\u9fff&]+|&")
_OTHER = re.compile(r"[^0-9\u3400-\u9fff]+")
_TEXT = etree.XPath("string()", smart_strings=False)
_NO_CONTROLS = dict.fromkeys(CONTROLS)

# Left out: what is no text, and ends of the page that others follow. Added to: ends of paragraphs, lines and rows,
# which part what they stand between even where none has begun.
_LEFT_OUT = frozenset({"", "<script", "<style", "</html", "</body"})
_PARTING = {"</p": "</p><br>", "</br": "<br>", "</tr": "</tr><col>"}


def parse(text: str) -> Element:
    """The tree of a page; :class:`UnreadableError` where the parser would not give all of it."""
    prepared, expected = _prepared(text)
    parser = _parser()
    try:
        root = etree.fromstring(prepared, parser)
    except etree.XMLSyntaxError:  # what it says of a page that holds nothing
        root = None
    for entry in parser.error_log:
        if entry.level >= etree.ErrorLevels.FATAL:
            raise UnreadableError(DEPTH if "depth" in entry.message else LIMITS)
    if root is None:
        raise UnreadableError(LOST if expected else EMPTY)
    if len(_OTHER.sub("", _TEXT(root))) < expected - expected // TOLERANCE:
        raise UnreadableError(LOST)
    return root


@cache
def _parser() -> etree.HTMLParser:
    """The parser, which forgets each page when it begins the next."""
    return etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, collect_ids=False)


def _prepared(text: str) -> tuple[str, int]:
    """A page as the parser should get it, and how many digits and Chinese characters stand outside of its tags."""
    pieces = _MARKUP.split(_without_controls(text))
    expected = len(_ENTITY_OR_OTHER.sub("", "".join(pieces[::2])))
    if len(pieces) // 2 > MOST_TAGS:
        raise UnreadableError(LIMITS)
    tags = pieces[1::2]
    told = {tag: _told(tag) if len(tag) <= USUAL_TAG else _told_anew(tag) for tag in set(tags)}
    names = {tag: name for tag, (name, _, _) in told.items()}
    idle = INLINE.difference([name[1:] for name, is_styled, _ in told.values() if is_styled])
    instead = {tag: _instead(tag, name, idle) for tag, name in names.items()}
    pieces[1::2] = map(instead.__getitem__, tags)
    if apart := {tag for tag, (_, _, is_apart) in told.items() if is_apart}:
        for index in _within(apart, tags, names):
            if names[tags[index]].lstrip("</") in idle:
                pieces[2 * index + 1] = tags[index]
    return "".join(pieces), expected


def _without_controls(text: str) -> str:
    """The text without controls; as bytes it is told at once that there are none, as in nearly all pages."""
    content = text.encode("utf-8", "surrogatepass")
    return text if len(content.translate(None, CONTROLS)) == len(content) else text.translate(_NO_CONTROLS)


def _within(apart: set[str], tags: list[str], names: dict[str, str]) -> Iterator[int]:
    """Which tags stand within the elements that begin with certain tags."""
    begin, depth = "", 0
    for index, tag in enumerate(tags):
        if depth:
            yield index
            depth += (names[tag] == begin) - (names[tag] == "</" + begin[1:])
        elif tag in apart:
            begin, depth = names[tag], 1


@lru_cache(maxsize=4096)
def _told(tag: str) -> tuple[str, bool, bool]:
    """What :func:`_told_anew` tells of a tag that is not long: such stand in many pages."""
    return _told_anew(tag)


def _told_anew(tag: str) -> tuple[str, bool, bool]:
    """The name of a tag, whether it is inline markup that does more, whether what stands directly in it stands apart.

    The name is ``<p`` or ``</p``; empty for comments and declarations.
    """
    match = _NAME.match(tag)
    name = match[0].lower() if match else ""
    return name, name[1:] in INLINE and STYLED.search(tag) is not None, APART.search(tag) is not None


def _instead(tag: str, name: str, idle: frozenset[str]) -> str:
    """What the parser gets for a tag; lines keep their numbers."""
    feeds = "\n" * tag.count("\n")
    if name in _LEFT_OUT:
        return feeds
    if len(tag) > LONG_TAG:
        bare = _QUOTED_VALUE.sub(" ", tag)
        if len(bare) > LONGEST_TAG or len(re.split(r"[\s/]+", bare)) > MOST_ATTRIBUTES:
            raise UnreadableError(LIMITS)
    if ":" in name or name.lstrip("</") in idle:  # a colon is in the left-overs of Word
        return feeds
    return _PARTING[name] + feeds if name in _PARTING else tag
