"""Markup scanned, not parsed: the ids and addresses of a page that is written as plainly as ours are.

One regular expression holds the whole of a page against a narrow grammar: names in lower case, values in double quotes
and free of angle brackets, nothing raw but scripts, styles and comments. In markup of that kind an attribute can be
told by its name, a space before and ``="`` behind it, wherever it stands, and no text can pass for one. What does not
keep to the grammar is refused, so that nothing on a page is ever overlooked.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.links.grammar import COMMON, IN_COMMENT, IN_RAW, LOOSE, PLAIN, QUOTING, UNREAD, VALUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

IDS = re.compile(rb' id="([^"]*)"')
NAMES = ("href", "src", "poster", "data", "action", "formaction", "xlink:href")
ADDRESSES = tuple((f' {name}="'.encode(), re.compile(rf' {name}="([^"]*)"'.encode())) for name in NAMES)
COMMON_ADDRESSES = ADDRESSES[:2]
SETS = re.compile(rb' srcset="([^"]*)"')
STYLES = re.compile(rb' style="([^"]*)"')
RELATED = re.compile(rb' rel="([^"]*)"')
IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")
AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")
SPACES = bytes.maketrans(b"\t\n\f\r", b"    ")

REFERENCES = frozenset({"a", "area"})
RELATIONS = frozenset({"alternate", "author", "canonical", "license", "next", "prev", "help", "search"})


class MarkupError(Exception):
    """The page is not written plainly enough for its links to be told; the message says where."""


@dataclass(frozen=True, slots=True)
class Markup:
    """What a page has: its ids, its addresses as they are written, and those that are loaded wherever they stand."""

    ids: frozenset[bytes]
    written: frozenset[bytes]
    loaded: frozenset[bytes]
    tags: bytes

    def loads(self, written: bytes) -> Iterator[bool]:
        """For each place where that value is an address, whether the browser loads it by itself."""
        if written in self.loaded:
            yield True
        attributes = tuple(start + written + b'"' for start, _ in ADDRESSES)
        at = -1
        while (at := self.tags.find(b'="' + written + b'"', at + 1)) >= 0:
            tag = self.tags[self.tags.rfind(b"<", 0, at) : self.tags.index(b">", at)]
            if any(attribute in tag for attribute in attributes):
                name = tag[1:].split(b" ", 1)[0].decode()
                relations = {one for value in RELATED.findall(tag) for one in plain(value).split()}
                yield name not in REFERENCES and not (name == "link" and relations <= RELATIONS)


def scan(content: bytes, kind: str) -> Markup:
    """What a page or picture has; ``kind`` is ``html`` or ``svg``."""
    if kind == "html" and COMMON.fullmatch(content):
        return Markup(_ids(content), _written(content, COMMON_ADDRESSES), frozenset(), content)
    tags, styles = (content, []) if PLAIN[kind].fullmatch(content) else _made_plain(content, kind)
    if kind == "svg" and (b"<style" in content or b"xml-stylesheet" in content):
        styles = [content.decode()]
    if b' style="' in tags:
        styles += [plain(value) for value in set(STYLES.findall(tags))]
    found = [address for style in styles for address in IN_STYLE.findall(style)]
    if b' srcset="' in tags:
        candidates = (one for value in set(SETS.findall(tags)) for one in plain(value).split(","))
        found += [one.split()[0] for one in candidates if one.strip()]
    loaded = frozenset(one.replace("&", "&amp;").encode() for one in found)
    return Markup(_ids(tags), _written(tags, ADDRESSES), loaded, tags)


def _written(tags: bytes, addresses: Iterable[tuple[bytes, re.Pattern[bytes]]]) -> frozenset[bytes]:
    """The values of these attributes."""
    return frozenset(one for start, pattern in addresses if start in tags for one in pattern.findall(tags))


def _ids(tags: bytes) -> frozenset[bytes]:
    """The ids, as they are meant."""
    ids = frozenset(IDS.findall(tags))
    every = b"".join(ids)
    if b" " in every:
        message = "an id has a space in it"
        raise MarkupError(message)
    if b"&" in every:
        ids = frozenset(plain(one).encode() for one in ids)
    return ids


def plain(value: bytes) -> str:
    """A value as it is meant; an ampersand that begins no well-known reference is refused."""
    if b"&" not in value:
        return value.decode()
    if AMPERSAND.search(value):
        message = f"{value.decode()!r} has an & that is not written &amp;"
        raise MarkupError(message)
    return html.unescape(value.decode())


def _made_plain(content: bytes, kind: str) -> tuple[bytes, list[str]]:
    """The page with nothing raw, one kind of space and, if need be, no quotes in texts and no value that ends in =.

    With it come its styles.
    """
    tags, styles = _emptied(content, kind)
    tags = tags.translate(SPACES)
    if PLAIN[kind].fullmatch(tags):
        return tags, styles
    if not LOOSE[kind].fullmatch(tags):
        found = LOOSE[kind].match(tags)
        at = found.end() if found else 0
        message = f"not written plainly enough to be checked, from {tags[at : at + 60].decode('utf-8', 'replace')!r} on"
        raise MarkupError(message)
    tags = QUOTING.sub(b">", b">" + tags)[1:]
    return VALUE.sub(lambda found: b'="' + found[1] + b'&#61;"', tags), styles


def _emptied(content: bytes, kind: str) -> tuple[bytes, list[str]]:
    """The page with scripts, styles and comments emptied, and the styles.

    Tags and marks stay, so that the grammar refuses what only looked like these, within a value or a title.
    """
    styles: list[str] = []

    def emptied(found: re.Match[bytes]) -> bytes:
        parts = found.groupdict()
        comment, name, raw = parts["comment"], parts.get("name"), parts.get("raw")
        if trap := IN_RAW.search(raw or b"") or IN_COMMENT.search(comment or b""):
            message = f"a script, style or comment with {trap[0].decode()!r} in it may end elsewhere than it seems"
            raise MarkupError(message)
        if name is None:
            return b"<![CDATA[]]>" if comment is None else b"<!---->"
        if name == b"style":
            styles.append((raw or b"").decode())
        return b"<" + name + (parts["attributes"] or b"") + b"></" + name + b">"

    return UNREAD[kind].sub(emptied, content), styles
