"""The site on disk: artifacts are checked as a whole, written beside the old site, verified, then swapped in.

Nothing is written before every path is sound, every internal link and fragment resolves and nothing is loaded from
another site. A failure at any later point leaves the old site as it was.
"""

from __future__ import annotations

import posixpath
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

from sitegen.linking import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sitegen.model import Artifact

SEGMENT = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
MARKER = ".nojekyll"  # every site has it: what lacks it is no site, and is never replaced
SHOWN = 20

ADDRESSES = ("href", "src", "poster", "data", "action", "formaction", "{http://www.w3.org/1999/xlink}href")
REFERENCES = frozenset({"a", "area"})
RELATIONS = frozenset({"alternate", "author", "canonical", "license", "next", "prev", "help", "search"})
IN_STYLE = re.compile(r"""(?:url\(\s*|@import\s+)["']?([^"')\s;]+)""")


class SiteError(Exception):
    """The artifacts make no sound site, or the folder must not be replaced: our own fault, nothing is published."""


def write(
    artifacts: Iterable[Artifact], out: Path, *, verify: Callable[[Path], None], base_url: str | None = None
) -> None:
    """Make ``out`` the site that the artifacts are, and nothing else.

    ``verify`` is given the staged folder and may raise. ``base_url`` is the site's own address, if it has one.
    """
    site = _by_path(artifacts)
    if problems := sorted(_problems(site, base_url)):
        more = [f"… and {len(problems) - SHOWN} more"] if len(problems) > SHOWN else []
        raise SiteError("\n".join([f"{len(problems)} broken links or outside resources:", *problems[:SHOWN], *more]))
    out = out.resolve()
    _refuse_to_replace(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    # The staging folder is a neighbour, so that the swap is a rename within one file system.
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent, ignore_cleanup_errors=True) as scratch:
        staged = Path(scratch, "new")
        staged.mkdir(mode=0o755)
        for path, artifact in site.items():
            file = staged / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(artifact.content)
        verify(staged)
        _swap(staged, out, Path(scratch, "old"))


def _swap(staged: Path, out: Path, kept: Path) -> None:
    """Put the new folder in the place of the old one, which comes back if that fails."""
    if not out.exists():
        staged.rename(out)
        return
    out.rename(kept)
    try:
        staged.rename(out)
    except OSError:
        kept.rename(out)
        raise
    shutil.rmtree(kept)


def _refuse_to_replace(out: Path) -> None:
    """Refuse a file, or a folder that holds something else than a site: it would be deleted."""
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MARKER).is_file())):
        message = f"{out} is there already and is no site that was built here (it has no {MARKER}); it is left alone"
        raise SiteError(message)


def _by_path(artifacts: Iterable[Artifact]) -> dict[str, Artifact]:
    """The artifacts by path, in order; odd paths and paths in each other's way are refused."""
    site: dict[str, Artifact] = {}
    folded: dict[str, str] = {}
    for artifact in artifacts:
        path = artifact.path
        if path != MARKER and not all(SEGMENT.fullmatch(segment) for segment in path.split("/")):
            message = f"{path!r} is no path for a file of the site"
            raise SiteError(message)
        if other := folded.get(path.casefold()):  # some file systems do not tell upper from lower case
            message = f"two artifacts for one path: {other} and {path}"
            raise SiteError(message)
        folded[path.casefold()] = path
        site[path] = artifact
    for path in site:
        parent = posixpath.dirname(path)
        while parent:
            if parent in site:
                message = f"{parent} cannot be a file and the folder of {path}"
                raise SiteError(message)
            parent = posixpath.dirname(parent)
    return dict(sorted(site.items()))


# --- links ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Link:
    """An address on a page, and whether the browser loads it by itself."""

    page: str
    address: str
    loads: bool


def _problems(site: Mapping[str, Artifact], base_url: str | None) -> Iterator[str]:
    """Every link that leads nowhere and every resource of another site, as ``page: link: what is wrong``."""
    base = base_url.rstrip("/") + "/" if base_url else ""
    ids: dict[str, frozenset[str]] = {}
    links: list[_Link] = []
    for path, artifact in site.items():
        if path.endswith((".html", ".svg")):
            root = _parse(artifact)
            ids[path] = frozenset(element.get("id", "") for element in root.iter(etree.Element))
            links += (_Link(path, address, loads) for address, loads in _addresses(root))
        elif path.endswith(".css"):
            links += (_Link(path, address, loads=True) for address in IN_STYLE.findall(artifact.content.decode()))
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


def _parse(artifact: Artifact) -> etree._Element:
    if artifact.path.endswith(".svg"):
        return etree.fromstring(artifact.content, etree.XMLParser(resolve_entities=False, no_network=True))
    return lxml_html.document_fromstring(artifact.content, parser=lxml_html.HTMLParser(encoding="utf-8"))


def _addresses(root: etree._Element) -> Iterator[tuple[str, bool]]:
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


def _target(one: _Link, base: str) -> str:
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
