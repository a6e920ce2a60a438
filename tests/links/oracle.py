"""The links of a site as a parser finds them: slow, and what the scan is held against."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

from sitegen.linking import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

XLINK = "{http://www.w3.org/1999/xlink}href"
ADDRESSES = ("href", "src", "poster", "data", "action", "formaction", XLINK, "xlink:href")
REFERENCES = frozenset({"a", "area"})
RELATIONS = frozenset({"alternate", "author", "canonical", "license", "next", "prev", "help", "search"})
IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")


@dataclass(frozen=True, slots=True)
class Link:
    """An address on a page, and whether the browser loads it by itself."""

    page: str
    address: str
    loads: bool


def problems(site: Mapping[str, bytes], base: str = "") -> Iterator[str]:
    """Every link that leads nowhere and every resource of another site, as ``page: link: what is wrong``."""
    base = base.rstrip("/") + "/" if base else ""
    ids: dict[str, frozenset[str]] = {}
    links: list[Link] = []
    for path, content in site.items():
        if path.endswith((".html", ".svg")):
            root = parsed(path, content)
            ids[path] = frozenset(element.get("id", "") for element in root.iter(etree.Element))
            links += (Link(path, address, loads) for address, loads in addresses(root))
        elif path.endswith(".css"):
            links += (Link(path, address, loads=True) for address in IN_STYLE.findall(content.decode()))
    for one in links:
        try:
            target = _target(one, base)
        except ValueError as error:
            yield f"{one.page}: {one.address}: {error}"
            continue
        fragment = unquote(urlsplit(one.address).fragment)
        if target and target not in site:
            yield f"{one.page}: {one.address}: there is no such file"
        elif target and fragment and fragment not in ids.get(target, ()):
            yield f"{one.page}: {one.address}: {target} has no such place"


def parsed(path: str, content: bytes) -> etree._Element:
    """The page or picture as a tree."""
    if path.endswith(".svg"):
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    return lxml_html.document_fromstring(content, parser=lxml_html.HTMLParser(encoding="utf-8"))


def ids_of(root: etree._Element) -> frozenset[str]:
    """The ids in a document."""
    return frozenset(one for element in root.iter(etree.Element) if (one := element.get("id")) is not None)


def addresses(root: etree._Element) -> Iterator[tuple[str, bool]]:
    """Every address in the document, and whether the browser loads it by itself."""
    for element in root.iter(etree.Element):
        relations = set(element.get("rel", "").split())
        loads = element.tag not in REFERENCES and not (element.tag == "link" and relations <= RELATIONS)
        for name in ADDRESSES:
            if (address := element.get(name)) is not None:
                yield address, loads
        for candidate in element.get("srcset", "").split(","):
            if candidate.strip():
                yield candidate.split()[0], True
        for style in (element.get("style", ""), (element.text or "") if element.tag == "style" else ""):
            for address in IN_STYLE.findall(style):
                yield address, True


def _target(one: Link, base: str) -> str:
    """The path that a link means, or nothing where it may lead out; what it must not be is a :class:`ValueError`."""
    parts = urlsplit(one.address)
    own = bool(base) and (one.address.startswith(base) or (parts.path.startswith("/") and not parts.netloc))
    problem = ""
    if own:
        root = urlsplit(base).path
        path = parts.path.removeprefix(root)
        if parts.path.startswith(root):
            return unquote(path_of(path))
        problem = "outside the site's own address"
    elif parts.scheme == "data" and one.loads:
        return ""
    elif parts.scheme or parts.netloc:
        if parts.scheme in {"http", "https", "mailto"} and not one.loads:
            return ""
        problem = "loaded from another site" if one.loads else "not an address that a page may link to"
    elif parts.path.endswith("/"):
        problem = "a link to a folder must name its index.html, or it fails from a local folder"
    if problem:
        raise ValueError(problem)
    folder = posixpath.dirname(one.page)
    return posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else one.page
