"""What the readers need of lxml, for a browser, where lxml is not: it is shipped there under the name ``lxml.etree``.

XML is parsed by the standard library. HTML is parsed by the browser itself: a page that it has not parsed yet raises
:class:`UnparsedError`, and is read once :func:`know` has been told what the browser made of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Event = Any
"""The beginning of an element as its name and attributes, a stretch of text, or 0 for the end of an element."""


class UnparsedError(BaseException):
    """A page that the browser has yet to parse; it passes through readers, which take other errors for the page's."""

    def __init__(self, text: str) -> None:
        """Remember the page."""
        super().__init__(text)
        self.text = text


class XMLSyntaxError(Exception):
    """XML that is none."""


class ErrorLevels:
    """How bad an entry of a parser's log is."""

    FATAL = 3


class _Element:
    """An element: its name, its text, the text after its end, its attributes, the elements in it."""

    __slots__ = ("_children", "_values", "_within", "tag", "tail", "text")

    sourceline: int | None = None  # a browser tells no lines

    def __init__(self, tag: str, values: Mapping[str, str], within: _Element | None) -> None:
        self.tag = tag
        self.text: str | None = None
        self.tail: str | None = None
        self._values = values
        self._children: list[_Element] = []
        self._within = within

    def __iter__(self) -> Iterator[_Element]:
        return iter(tuple(self._children))

    def __len__(self) -> int:
        return len(self._children)

    def __delitem__(self, which: slice) -> None:
        del self._children[which]

    def get(self, name: str, default: str | None = None) -> str | None:
        """The value of an attribute."""
        return self._values.get(name, default)

    def items(self) -> list[tuple[str, str]]:
        """The attributes."""
        return list(self._values.items())

    def getparent(self) -> _Element | None:
        """The element around this one."""
        return self._within

    def getprevious(self) -> _Element | None:
        """The element before this one in the same element."""
        beside = self._within._children if self._within is not None else [self]  # noqa: SLF001  of its own kind
        at = beside.index(self)
        return beside[at - 1] if at else None

    def iterancestors(self, *tags: str) -> Iterator[_Element]:
        """The elements around this one, the nearest first."""
        one = self._within
        while one is not None:
            if not tags or one.tag in tags:
                yield one
            one = one._within  # noqa: SLF001  of its own kind

    def iter(self, *tags: str) -> Iterator[_Element]:
        """This element and all within it, in their order."""
        left = [self]
        while left:
            one = left.pop()
            if not tags or one.tag in tags:
                yield one
            left += reversed(one._children)  # noqa: SLF001  of its own kind

    def itertext(self) -> Iterator[str]:
        """The texts in this element, in their order."""
        left: list[_Element | str] = [self]
        while left:
            one = left.pop()
            if isinstance(one, str):
                yield one
                continue
            if one.tail and one is not self:
                left.append(one.tail)
            left += reversed(one._children)  # noqa: SLF001  of its own kind
            if one.text:
                yield one.text

    def find(self, path: str) -> _Element | None:
        """The first element of a name below this one, for a path such as ``.//table``."""
        wanted = path.removeprefix(".//")
        return next((one for one in self.iter(wanted) if one is not self), None)

    def xpath(self, path: str) -> str | list[_Element]:
        """All text for ``string()``; for ``//table//table`` the tables that stand in tables.

        For ``//@style/.. | //@hidden/..`` all elements that have one of these attributes.
        """
        if path == "string()":
            return "".join(self.itertext())
        if "@" in path:
            names = [part.partition("@")[2].removesuffix("/..") for part in path.split(" | ")]
            return [one for one in self.iter() if any(one.get(name) is not None for name in names)]
        outer, inner = path.removeprefix("//").split("//")
        return [one for one in self.iter(inner) if next(one.iterancestors(outer), None) is not None]

    def strip(self, tags: Sequence[str]) -> None:
        """Take out the elements of these names within this one, and leave what follows them."""
        for one in list(self.iter()):
            kept: list[_Element] = []
            for child in one._children:  # noqa: SLF001  of its own kind
                if child.tag not in tags:
                    kept.append(child)
                elif kept:
                    kept[-1].tail = (kept[-1].tail or "") + (child.tail or "")
                else:
                    one.text = (one.text or "") + (child.tail or "")
            one._children = kept  # noqa: SLF001  of its own kind


class _Builder:
    """Makes a tree of what a parser tells."""

    def __init__(self) -> None:
        self.root: _Element | None = None
        self._open: list[_Element] = []
        self._last: _Element | None = None  # the element that ended last, where text would follow it

    def start(self, tag: str, values: Mapping[str, str]) -> None:
        """An element begins."""
        within = self._open[-1] if self._open else None
        one = _Element(tag, values, within)
        if within is None:
            self.root = one
        else:
            within._children.append(one)  # noqa: SLF001  it is built here
        self._open.append(one)
        self._last = None

    def end(self, _tag: str = "") -> None:
        """The element that began last ends."""
        self._last = self._open.pop()

    def data(self, text: str) -> None:
        """Text stands here."""
        if self._last is not None:
            self._last.tail = (self._last.tail or "") + text
        elif self._open:
            self._open[-1].text = (self._open[-1].text or "") + text

    def close(self) -> _Element | None:
        """The root."""
        return self.root


class XPath:
    """A path that is asked for often."""

    def __init__(self, path: str, **_options: object) -> None:
        """Take the path, and what lxml would be told of what it gives."""
        self.path = path

    def __call__(self, element: _Element) -> str | list[_Element]:
        """What the element has at the path."""
        return element.xpath(self.path)


class HTMLParser:
    """Stands for the browser, which reports no errors."""

    def __init__(self, **_options: object) -> None:
        """Take what lxml would be told."""
        self.error_log: tuple[Any, ...] = ()


class XMLParser:
    """Stands for the parser of the standard library, which fetches nothing."""

    def __init__(self, **_options: object) -> None:
        """Take what lxml would be told."""


_KNOWN: dict[str, tuple[Event, ...]] = {}


def know(text: str, events: Sequence[Event]) -> None:
    """What the browser made of a page; it is kept until :func:`forget`."""
    _KNOWN[text] = tuple(events)


def forget() -> None:
    """Forget all pages."""
    _KNOWN.clear()


def fromstring(text: str | bytes, parser: HTMLParser | XMLParser) -> _Element | None:
    """The tree of a page or of a part of a package."""
    if isinstance(parser, XMLParser):
        return _xml(text)
    # What makes lxml end a row is taken away again, since browsers end rows by themselves.
    page = str(text).replace("</tr><col>", "</tr>")
    if page not in _KNOWN:
        raise UnparsedError(page)
    builder = _Builder()
    for event in _KNOWN[page]:
        if event == 0:
            builder.end()
        elif isinstance(event, str):
            builder.data(event)
        else:
            builder.start(event[0], event[1])
    return builder.root


def _xml(text: str | bytes) -> _Element | None:
    parser = ET.XMLParser(target=_Builder(), encoding="utf-8")  # noqa: S314  entities were refused before
    try:
        parser.feed(text)
        root: _Element | None = parser.close()  # type: ignore[assignment]  # of the builder
    except ET.ParseError as error:
        raise XMLSyntaxError(str(error)) from error
    return root


def strip_elements(root: _Element, *tags: str, with_tail: bool) -> None:
    """Take out the elements of these names, never with what follows them."""
    if with_tail:
        raise NotImplementedError
    root.strip(tags)
