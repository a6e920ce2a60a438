"""Rendering: templates and prose into pages whose links work at any address and from a local folder."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sitegen.catalogue.entries import KnowledgeError, read_toml, tables, unique
from sitegen.model import Artifact

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from sitegen.model import SiteSettings

KIB = 1024
CJK = "\u3001-\u301f\u3400-\u9fff\uff01-\uffef"
BESIDE_CJK = re.compile(rf"(?<=[{CJK}])[,:;?!]|[,:;?!](?=[{CJK}])")
BRACKETS = re.compile(r"\(([^()]*[\u3400-\u9fff][^()]*)\)")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
FULL_WIDTH = str.maketrans(",:;?!", "，：；？！")
SAFE_IN_FRAGMENT = "/:@!$&'()*+,;=-._~"


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry of the menu: its words and the address that it leads to."""

    zh: str
    address: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of ``content/``: its slug, which is its address, and its Markdown."""

    slug: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """The menu and the prose of ``content/``."""

    menu: tuple[MenuItem, ...]
    prose: tuple[Prose, ...]


def load_content(folder: Path) -> Content:
    """Load ``nav.toml`` and every ``<slug>.md``; a prose page must begin with its title."""
    nav = read_toml(folder / "nav.toml")
    nav.check(item=list)
    items = tables(nav, "item")
    for item in items:
        item.check(zh=str, address=str)
    unique((item.text("address"), item) for item in items)
    prose = []
    for path in sorted(folder.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if not re.match(r"# .+\n\n", text):
            raise KnowledgeError(path, 1, "a text begins with its title, '# …', and an empty line")
        prose.append(Prose(path.stem, text))
    return Content(tuple(MenuItem(item.text("zh"), item.text("address")) for item in items), tuple(prose))


def path_of(address: str) -> str:
    """The file that an address means: for a folder its index.html."""
    return address + "index.html" if not address or address.endswith("/") else address


def link(page: str, target: str) -> str:
    """A link from the page of that path to an address with or without a fragment, relative and ending in a file."""
    address, mark, fragment = target.partition("#")
    path = path_of(address)
    fragment = mark + quote(fragment, safe=SAFE_IN_FRAGMENT)
    if path == page and mark:
        return fragment
    return quote(posixpath.relpath(path, posixpath.dirname(page) or ".")) + fragment


def number(value: Decimal) -> str:
    """A number in plain digits, without an exponent."""
    return f"{value:f}"


def grouped(value: int) -> str:
    """A count with a comma every three digits."""
    return f"{value:,}"


def size(count: int) -> str:
    """A file size for people."""
    if count < KIB:
        return f"{count} B"
    if count < KIB * KIB:
        return f"{count / KIB:.1f} KB"
    return f"{count / KIB / KIB:.1f} MB"


def typeset(text: str) -> str:
    """Chinese text of our own with full-width punctuation; what stands in 「」 is quoted and stays as it is."""
    parts = re.split("(「[^」]*」)", text)
    for place in range(0, len(parts), 2):
        mended = BESIDE_CJK.sub(lambda match: match[0].translate(FULL_WIDTH), parts[place])
        inner = BRACKETS.sub(r"（\1）", mended)
        parts[place] = BRACKETS.sub(r"（\1）", inner)  # brackets within brackets
    return "".join(parts)


def unbroken(text: str) -> Markup:
    """Text in which no date is torn in two at a line end."""
    return Markup(DATE.sub(r'<span class="nb">\g<0></span>', str(escape(text))))  # noqa: S704  escaped


class Renderer:
    """Renders templates into pages; carries what pages need besides the dataset: the prose and the exported files."""

    def __init__(
        self, templates: Path, site: SiteSettings, content: Content, downloads: tuple[Artifact, ...] = ()
    ) -> None:
        """Take templates from that folder; ``downloads`` are the artifacts of the exports."""
        self.site = site
        self.content = content
        self.downloads = downloads
        self._assets = templates / "assets"
        self._environment = Environment(
            autoescape=True,
            undefined=StrictUndefined,
            loader=FileSystemLoader(templates),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.filters.update(number=number, grouped=grouped, size=size, zh=typeset, unbroken=unbroken)
        exported = frozenset(artifact.path for artifact in downloads)
        self._environment.globals.update(site=site, menu=content.menu, exported=exported)

    @property
    def base_url(self) -> str | None:
        """The site's address with a slash at its end, where it is known."""
        return self.site.base_url.rstrip("/") + "/" if self.site.base_url else None

    def page(
        self, address: str, template: str, *, anywhere: bool = False, moved: str | None = None, **values: object
    ) -> Artifact:
        """Render a page for that address; one shown ``anywhere``, as 404 is, links from the root if that is known.

        What has ``moved`` to another address is known by that one.
        """
        path = path_of(address)
        base = self.base_url

        def url(target: str) -> str:
            relative = link(path, target)
            return urlsplit(base).path + relative if anywhere and base else relative

        known = address if moved is None else moved
        canonical = base + known if base and not anywhere else None
        section = address.partition("/")[0]
        text = self._environment.get_template(template).render(
            {**values, "url": url, "canonical": canonical, "section": section, "address": address}
        )
        kind = "text/html" if path.endswith(".html") else "text/plain" if path.endswith(".txt") else "application/xml"
        return Artifact(path, kind, text.encode())

    def assets(self) -> tuple[tuple[str, bytes], ...]:
        """The files of ``templates/assets``, in order of name."""
        return tuple((file.name, file.read_bytes()) for file in sorted(self._assets.iterdir()) if file.is_file())
