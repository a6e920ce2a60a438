"""What an address on a page means: a place within the site, somewhere outside, or something that no page may have."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sitegen.linking import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SIMPLE = re.compile(r"[A-Za-z0-9_.-]++(?:/[A-Za-z0-9_.-]++)*+")  # a relative path to a file, nothing to decode
SPACE = re.compile(r"[\s\x00-\x1f]")


class AddressError(Exception):
    """The address is wrong in itself; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Place:
    """A file of the site, by its path, and the id of a place in it, if one is named."""

    path: str
    fragment: str


def place_of(address: str, page: str, base: str, loads: Callable[[], Iterable[bool]]) -> Place | None:
    """Where the address on that page leads within the site, or nothing where it may lead out.

    ``base`` is the site's own address with a slash at its end, or nothing. ``loads`` is asked only about what leads
    out: for each place where the address stands, whether the browser loads it by itself.
    """
    path, _, fragment = address.partition("#")
    if SIMPLE.fullmatch(path):
        return Place(_joined(posixpath.dirname(page), path), unquote(fragment))
    if SPACE.search(address):
        message = "a space in an address is written %20"
        raise AddressError(message)
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise AddressError(str(error)) from error
    if base and (address.startswith(base) or (parts.path.startswith("/") and not parts.netloc)):
        root = urlsplit(base).path
        if not parts.path.startswith(root):
            message = "outside the site's own address"
            raise AddressError(message)
        return Place(unquote(path_of(parts.path.removeprefix(root))), unquote(parts.fragment))
    if parts.scheme or parts.netloc:
        _leads_out(parts.scheme, loads())
        return None
    if parts.path.endswith("/"):
        message = "a link to a folder must name its index.html, or it fails from a local folder"
        raise AddressError(message)
    target = _joined(posixpath.dirname(page), unquote(parts.path)) if parts.path else page
    return Place(target, unquote(parts.fragment))


def _leads_out(scheme: str, loads: Iterable[bool]) -> None:
    """Refuse what a page may not have from outside."""
    for is_loaded in loads:
        if scheme == "data" and is_loaded:
            continue
        if is_loaded:
            message = "loaded from another site"
            raise AddressError(message)
        if scheme not in {"http", "https", "mailto"}:
            message = "not an address that a page may link to"
            raise AddressError(message)


@lru_cache(maxsize=4096)
def _joined(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path))
