"""What an address on a page means: a place within the site, somewhere outside, or something that no page may have."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sitegen.linking import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NEAR = re.compile(rb"((?:\.\./)*+)([A-Za-z0-9_-][A-Za-z0-9_.-]*+(?:/[A-Za-z0-9_-][A-Za-z0-9_.-]*+)*+)(?:#([^&%]*+))?")
SPACE = re.compile(r"[\s\x00-\x1f]")
UP = len("../")


class AddressError(Exception):
    """The address is wrong in itself; the message says what is wrong."""


class Page:
    """A page from whose place addresses are read."""

    def __init__(self, path: str, base: str) -> None:
        """Read addresses as a browser does that shows the page at that path.

        ``base`` is the site's own address with a slash at its end, or nothing.
        """
        self.path = path
        self.base = base
        self._folders = [*[path[: match.end()].encode() for match in re.finditer("/", path)][::-1], b""]

    def near(self, written: bytes) -> tuple[bytes, bytes] | None:
        """Path and fragment of a relative address with nothing to decode, as nearly all are; nothing of another."""
        found = NEAR.fullmatch(written)
        if found is None:
            return None
        up, path, fragment = found.groups()
        if len(up) >= UP * len(self._folders):
            return None
        return self._folders[len(up) // UP] + path, fragment or b""

    def place(self, address: str, loads: Callable[[], Iterable[bool]]) -> tuple[bytes, bytes]:
        """Path and fragment that the address names within the site, or no path where it may lead out.

        ``loads`` is asked only about what leads out: for each place where the address stands, whether the browser loads
        it by itself.
        """
        if address.startswith("#"):
            return self.path.encode(), unquote(address[1:]).encode()
        if SPACE.search(address):
            message = "a space in an address is written %20"
            raise AddressError(message)
        try:
            parts = urlsplit(address)
        except ValueError as error:
            raise AddressError(str(error)) from error
        if self.base and (address.startswith(self.base) or (parts.path.startswith("/") and not parts.netloc)):
            root = urlsplit(self.base).path
            if not parts.path.startswith(root):
                message = "outside the site's own address"
                raise AddressError(message)
            return unquote(path_of(parts.path.removeprefix(root))).encode(), unquote(parts.fragment).encode()
        if parts.scheme or parts.netloc:
            _leads_out(parts.scheme, loads())
            return b"", b""
        if parts.path.endswith("/"):
            message = "a link to a folder must name its index.html, or it fails from a local folder"
            raise AddressError(message)
        folder = posixpath.dirname(self.path)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else self.path
        return path.encode(), unquote(parts.fragment).encode()


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
