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
from sitegen.links.markup import IN_STYLE, Markup, MarkupError, plain
from sitegen.links.markup import scan as scan_markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    Found = tuple[bytes, bytes, bytes]  # an address as it is written, and the path and fragment that it names

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
    wants = {file for _, file, _ in found} | {file + b"#" + fragment for _, file, fragment in found if fragment}
    return Linked(tuple(problems), _sorted(wants), _sorted([path.encode(), *[start + one for one in ids]]))


def offences(path: str, content: bytes, base: str, lost: frozenset[int]) -> Iterator[str]:
    """The links of a file that lead to what is lost, as ``path: address: what is wrong``."""
    try:
        _, found, _ = _looked_at(path, content, _base(base))
    except (MarkupError, UnicodeDecodeError):  # told already, as a problem of its own
        return
    for written, file, fragment in sorted(found):
        address, target = plain(written), file.decode()
        if digest(target) in lost:
            yield f"{path}: {address}: there is no such file"
        elif fragment and digest(f"{target}#{fragment.decode()}") in lost:
            yield f"{path}: {address}: {target} has no such place"


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
        loaded = frozenset(one.replace("&", "&amp;").encode() for one in IN_STYLE.findall(content.decode()))
        markup = Markup(frozenset(), frozenset(), loaded, b"")
    elif path.endswith((".html", ".svg")):
        if path.endswith(".svg"):
            _well_formed(content)
        markup = scan_markup(content, "svg" if path.endswith(".svg") else "html")
    else:
        return frozenset(), [], []
    page, own, ids = Page(path, base), path.encode(), markup.ids
    # Most links lead to a place on the same page: these are done with before anything is decoded.
    others = {one for one in markup.written if one[:1] != b"#" or b"%" in one or one[1:] not in ids} | markup.loaded
    problems: list[str] = []
    found: list[Found] = []
    for one in others:
        place = page.near(one)
        if place is None:
            try:
                place = page.place(plain(one), partial(markup.loads, one))
            except AddressError as error:
                problems.append(f"{path}: {plain(one)}: {error}")
                continue
        file, fragment = place
        if not file:  # it leads out
            continue
        if file != own:
            found.append((one, file, fragment))
        elif fragment and fragment not in ids:
            problems.append(f"{path}: {plain(one)}: {path} has no such place")
    return ids, found, sorted(problems)


def _well_formed(content: bytes) -> None:
    """Refuse a picture that no browser would show; the grammar has no entities and leaves nothing to expand."""
    try:
        expat.ParserCreate().Parse(content, True)  # noqa: FBT003  has no name
    except expat.ExpatError as error:
        message = f"no picture: {error}"
        raise MarkupError(message) from error
