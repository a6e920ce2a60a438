"""Links between the files of the site: relative, so that they hold at any address and from a local folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from sitegen.languages import Edition

SAFE_IN_FRAGMENT = "/:@!$&'()*+,;=-._~"
QUOTED_IN_FRAGMENT = re.compile(r"[^A-Za-z0-9/:@!$&'()*+,;=._~-]")
QUOTED_IN_PATH = re.compile(r"[^A-Za-z0-9/._~-]")


def path_of(address: str) -> str:
    """The file that an address means: for a folder its index.html."""
    return address + "index.html" if not address or address.endswith("/") else address


def is_page(target: str) -> bool:
    """Whether a target within the site is a page, which every edition has; what else there is, all share."""
    address = target.partition("#")[0]
    return not address or address.endswith("/")


def located(edition: Edition, address: str) -> str:
    """The file of an address in that edition."""
    return (edition.folder if is_page(address) else "") + path_of(address)


def link(page: str, target: str) -> str:
    """A link from the page of that path to an address with or without a fragment, relative and ending in a file."""
    address, mark, fragment = target.partition("#")
    path = path_of(address)
    if mark:
        fragment = quoted_fragment(fragment)
        if path == page:
            return mark + fragment
    way = _way(page, path)
    return (quote(way) if QUOTED_IN_PATH.search(way) else way) + mark + fragment


def quoted_fragment(fragment: str) -> str:
    """A fragment as it stands in a link."""
    return quote(fragment, safe=SAFE_IN_FRAGMENT) if QUOTED_IN_FRAGMENT.search(fragment) else fragment


def _way(page: str, path: str) -> str:
    """The way from a page to a file: up to the folder that both lie in, and down."""
    shared = 0
    while (end := page.find("/", shared) + 1) and path.startswith(page[shared:end], shared):
        shared = end
    return "../" * page.count("/", shared) + path[shared:]
