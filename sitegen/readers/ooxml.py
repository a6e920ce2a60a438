"""The XML within office packages: parsed without declarations or addresses to fetch, and looked at by local names.

Each kind of package comes in two namespaces, the older one and the strict one; local names are the same in both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from sitegen.readers.decoding import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MOST_BYTES = 32 * 1024 * 1024  # of one part; as a tree it takes several times as much
UTF16 = (b"\xff\xfe", b"\xfe\xff")
OFF = frozenset({"0", "false", "off", "none"})

# Why a package cannot be read: keys of data/reasons.toml.
BROKEN, UNSAFE = "archive_broken", "archive_unsafe"


def parse(content: bytes) -> _Element:
    """The root of a part; one that declares a document type or entities is refused, since no office program does."""
    if len(content) > MOST_BYTES:
        raise UnreadableError(UNSAFE)
    try:
        text = content.decode("utf-16" if content.startswith(UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(BROKEN) from error
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise UnreadableError(UNSAFE)
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(BROKEN) from error


def name(element: _Element) -> str:
    """The local name of an element; empty for what is none, such as a processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: _Element | None, key: str) -> str | None:
    """The value of an attribute by its local name."""
    if element is None:
        return None
    return next((str(value) for found, value in element.items() if str(found).rpartition("}")[2] == key), None)


def children(element: _Element | None, wanted: str) -> Iterator[_Element]:
    """The children of that name."""
    return (found for found in (element if element is not None else ()) if name(found) == wanted)


def child(element: _Element | None, wanted: str) -> _Element | None:
    """The first child of that name."""
    return next(children(element, wanted), None)


def is_on(properties: _Element | None, key: str) -> bool:
    """Whether a property such as hidden text is set."""
    found = child(properties, key)
    return found is not None and attribute(found, "val") not in OFF


def count(text: str | None, default: int) -> int:
    """A plain whole number of no more than nine digits, else the default."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < len("1234567890") else default
