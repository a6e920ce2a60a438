"""How whole files are damaged: bytes and characters flipped, cut, doubled, moved, and put in where they hurt most."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, AnyStr

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

# Marks of encodings, lead bytes without their trail, overlong forms, surrogates, controls, the ends of ranges.
BYTES = (
    *(b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"),
    *(b"\x00", b"\x00\x00", b"\x01", b"\x1a", b"\x1b$)A", b"\x7f", b"\x80", b"\x81", b"\x81\x30", b"\x81\x30\x81\x30"),
    *(b"\xa3\xb1", b"\xa2\xaf", b"\xa4\x40", b"\x88\x62", b"\xc6\xa1", b"\xf9\xfe", b"\xfe\x30", b"\xff", b"\xe3\x32"),
    *(b"\xc0\x80", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf0\x9f\x98", b"\xf4\x90\x80\x80", b"\xe4\xb8", b"\xe4"),
    *(b"\xef\xbf\xbd", b"\x00\xd8", b"\xd8\x00", b"\x00\xdc", b"\xff\xff", b"\r", b"\r\n", b"\n", b"1", b"\xd2\xbb"),
)
CHARACTERS = (
    *("\x00", "\x07", "\x0b", "\x1c", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u202e", "\u2028", "\ufeff", "\ufffd"),
    *("\ufffe", "\ue5e5", "\u3007", "\u2f00", "\uf9b2", "\U0001f4c8", "\U00020000", "\u0308", "é", "①", "²", "½", "㎡"),
    *("|", "||", "---", "# ", "**", "\\", "<", ">", "&", "&#48;", "&nbsp;", '"', "'", "\t", "\n", "\r", "\r\n", " "),
    *("0", "1", "٣", "１", "，", ",", ".", "－", "-", "(", "（", "一、", "十", "/", "无", "合计", "申请", "2021年"),
)
TAG = re.compile(r"<[^<>]*>")
ATTRIBUTES = (
    *('colspan="2"', 'colspan="0"', 'colspan="-3"', 'colspan="999999999"', 'colspan="abc"', "rowspan=0", "rowspan=7"),
    *('rowspan="65535"', "colspan=１２", 'colspan=" +3"', "hidden", 'style="display:none"', 'style="display:flex"'),
    *('style="float:left"', 'style="visibility:hidden"', "rowspan", 'rowspan="', "align='right'", 'type="hidden"'),
)
ELEMENTS = (
    *("table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "col", "colgroup", "div", "p", "br", "span"),
    *("sup", "sub", "s", "del", "input value=3", "form", "script", "style", "textarea", "select", "option", "template"),
    *("svg", "math", "noscript", "ruby", "rt", "o:p", "!--", "!DOCTYPE html", "?xml", "![CDATA[", "plaintext", "pre"),
)
MOST = 4  # changes to one file


def damaged(rng: Random, content: bytes, others: tuple[bytes, ...]) -> bytes:
    """The bytes with up to four changes; pieces of the others may get in."""
    for _ in range(rng.randint(1, MOST)):
        content = rng.choice(BINARY)(rng, content, others)
    return content


def rewritten(rng: Random, text: str, others: tuple[str, ...]) -> str:
    """The text with up to four changes, of its characters or of its tags; pieces of the others may get in."""
    for _ in range(rng.randint(1, MOST)):
        text = rng.choice(TEXTUAL)(rng, text, others)
    return text


def excerpt(rng: Random, content: AnyStr, longest: int) -> AnyStr:
    """A piece of no more than that length, from anywhere."""
    start = rng.randrange(max(len(content) - 1, 1))
    return content[start : start + rng.randint(1, longest)]


# --- bytes -----------------------------------------------------------------------------------------------------------


def _flip(rng: Random, content: bytes, _: tuple[bytes, ...]) -> bytes:
    if not content:
        return content
    at = rng.randrange(len(content))
    return content[:at] + bytes((content[at] ^ 1 << rng.randrange(8),)) + content[at + 1 :]


def _put(rng: Random, content: bytes, _: tuple[bytes, ...]) -> bytes:
    at = rng.choice((0, len(content), rng.randint(0, len(content))))
    return content[:at] + rng.choice(BYTES) * rng.choice((1, 1, 1, 40)) + content[at:]


def _cut(rng: Random, content: bytes, _: tuple[bytes, ...]) -> bytes:
    return content[: rng.randint(0, len(content))]


def _drop(rng: Random, content: bytes, _: tuple[bytes, ...]) -> bytes:
    at = rng.randint(0, len(content))
    return content[:at] + content[at + rng.choice((1, 2, 3, 50)) :]


def _double(rng: Random, content: bytes, _: tuple[bytes, ...]) -> bytes:
    piece = excerpt(rng, content, 60)
    at = rng.randint(0, len(content))
    return content[:at] + piece * rng.choice((1, 2, 20)) + content[at:]


def _splice(rng: Random, content: bytes, others: tuple[bytes, ...]) -> bytes:
    at = rng.randint(0, len(content))
    return content[:at] + excerpt(rng, rng.choice(others), 200) + content[at:]


def _recoded(rng: Random, content: bytes, _: tuple[bytes, ...]) -> bytes:
    """A piece in another encoding than the rest, as where two pages were put into one."""
    at = rng.randint(0, len(content))
    piece = content[at : at + 300].decode("utf-8", "ignore")
    return content[:at] + piece.encode(rng.choice(("gb18030", "big5hkscs", "utf-16-le")), "ignore") + content[at:]


BINARY: tuple[Callable[[Random, bytes, tuple[bytes, ...]], bytes], ...] = (
    *(_flip, _flip, _put, _put, _cut, _drop, _double, _splice, _recoded),
)


# --- text ------------------------------------------------------------------------------------------------------------


def _insert(rng: Random, text: str, _: tuple[str, ...]) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + rng.choice(CHARACTERS) * rng.choice((1, 1, 1, 30)) + text[at:]


def _remove(rng: Random, text: str, _: tuple[str, ...]) -> str:
    at = rng.randint(0, len(text))
    return text[:at] + text[at + rng.choice((1, 1, 2, 80)) :]


def _repeat(rng: Random, text: str, others: tuple[str, ...]) -> str:
    piece = excerpt(rng, rng.choice((text, rng.choice(others))) or "1", 80)
    at = rng.randint(0, len(text))
    return text[:at] + piece * rng.choice((1, 2, 20)) + text[at:]


def _end(rng: Random, text: str, _: tuple[str, ...]) -> str:
    return text[: rng.randint(0, len(text))]


def _tag(rng: Random, text: str, _: tuple[str, ...]) -> str:
    """A tag put in, begun, ended, or never closed."""
    at = rng.randint(0, len(text))
    name = rng.choice(ELEMENTS)
    form = rng.choice(("<{}>", "</{}>", "<{}", "<{}/>", "<{} {}>", "<{} {}"))
    return text[:at] + form.format(name, rng.choice(ATTRIBUTES)) + text[at:]


def _retag(rng: Random, text: str, _: tuple[str, ...]) -> str:
    """One of the tags that are there moved, doubled, taken out, or given an attribute."""
    tags = [found.span() for found in TAG.finditer(text)]
    if not tags:
        return text
    start, end = rng.choice(tags)
    tag = text[start:end]
    into = rng.choice(("", tag * 2, f"{tag[:-1]} {rng.choice(ATTRIBUTES)}>", tag[:-1], f"<{rng.choice(ELEMENTS)}>"))
    if rng.random() < 1 / 4:
        to = rng.choice(tags)[0]
        return text[:to] + tag + text[to:] if to >= end or to <= start else text
    return text[:start] + into + text[end:]


TEXTUAL: tuple[Callable[[Random, str, tuple[str, ...]], str], ...] = (
    *(_insert, _insert, _remove, _repeat, _end, _tag, _retag, _retag),
)
