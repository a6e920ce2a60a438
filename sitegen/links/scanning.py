"""One look at a file of the site: what it wants to exist, what it has itself, and what is wrong with it already."""

from __future__ import annotations

import sys
from array import array
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING
from xml.parsers import expat

from sitegen.links.addresses import AddressError, Page
from sitegen.links.markup import IN_STYLE, MarkupError, plain
from sitegen.links.markup import scan as scan_markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Found = tuple[str, str, str]  # an address, and the path and fragment that it names

SIZE = 8  # bytes of a digest: of twelve million names, two alike are not to be expected


@dataclass(frozen=True, slots=True)
class Linked:
    """What files of the site have and want, as sorted digests of names: of paths, and of ``path#id`` for places.

    ``problems`` are wrong whatever else the site holds, as ``path: address: what is wrong``.
    """

    problems: tuple[str, ...]
    wants: array[int]
    has: array[int]


def scan(path: str, content: bytes, base: str) -> Linked:
    """What a file of the site wants and has; ``base`` is the site's own address, or nothing."""
    try:
        ids, found, problems = _looked_at(path, content, _base(base))
    except (MarkupError, UnicodeDecodeError) as error:
        return Linked((f"{path}: {error}",), array("Q"), _sorted([path.encode()]))
    start = path.encode() + b"#"
    wants = {file for _, file, _ in found} | {f"{file}#{fragment}" for _, file, fragment in found if fragment}
    has = [path.encode(), *[start + one for one in ids]]
    return Linked(tuple(problems), _sorted([one.encode() for one in wants]), _sorted(has))


def offences(path: str, content: bytes, base: str, lost: frozenset[int]) -> Iterator[str]:
    """The links of a file that lead to what is lost, as ``path: address: what is wrong``."""
    try:
        _, found, _ = _looked_at(path, content, _base(base))
    except (MarkupError, UnicodeDecodeError):  # told already, as a problem of its own
        return
    for address, file, fragment in sorted(found):
        if digest(file) in lost:
            yield f"{path}: {address}: there is no such file"
        elif fragment and digest(f"{file}#{fragment}") in lost:
            yield f"{path}: {address}: {file} has no such place"


def digest(name: str) -> int:
    """The number that stands for a path, or for ``path#id``."""
    return int.from_bytes(blake2b(name.encode(), digest_size=SIZE).digest(), sys.byteorder)


def _base(base: str) -> str:
    return base.rstrip("/") + "/" if base else ""


def _sorted(names: Iterable[bytes]) -> array[int]:
    digests = array("Q", b"".join([blake2b(name, digest_size=SIZE).digest() for name in names]))
    return array("Q", sorted(digests))


def _looked_at(path: str, content: bytes, base: str) -> tuple[frozenset[bytes], list[Found], list[str]]:
    """The ids of a file, its links to other files with the addresses as they stand there, and its problems."""
    if path.endswith(".css"):
        ids: frozenset[bytes] = frozenset()
        asked: dict[str, Callable[[], Iterable[bool]]] = dict.fromkeys(IN_STYLE.findall(content.decode()), _always)
    elif path.endswith((".html", ".svg")):
        if path.endswith(".svg"):
            _well_formed(content)
        markup = scan_markup(content, "svg" if path.endswith(".svg") else "html")
        ids = markup.ids
        # Most links lead to a place on the same page: these are done with before anything is decoded.
        others = markup.written - {b"#" + one for one in ids if b"%" not in one}
        asked = {plain(one): partial(markup.loads, one) for one in others} | dict.fromkeys(markup.loaded, _always)
    else:
        return frozenset(), [], []
    page = Page(path, base)
    problems: list[str] = []
    found: list[Found] = []
    for address, loads in asked.items():
        try:
            place = page.place(address, loads)
        except AddressError as error:
            problems.append(f"{path}: {address}: {error}")
            continue
        if place is None:
            continue
        file, fragment = place
        if file != path:
            found.append((address, file, fragment))
        elif fragment and fragment.encode() not in ids:
            problems.append(f"{path}: {address}: {path} has no such place")
    return ids, found, sorted(problems)


def _always() -> tuple[bool, ...]:
    """Styles and sets of pictures are loaded wherever they stand."""
    return (True,)


def _well_formed(content: bytes) -> None:
    """Refuse a picture that no browser would show; the grammar has no entities and leaves nothing to expand."""
    try:
        expat.ParserCreate().Parse(content, True)  # noqa: FBT003  has no name
    except expat.ExpatError as error:
        message = f"no picture: {error}"
        raise MarkupError(message) from error
