"""Rendering: templates and prose into pages whose links work at any address and from a local folder."""

from __future__ import annotations

import posixpath
import re
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sitegen.catalogue.entries import KnowledgeError, read_toml, tables, unique
from sitegen.interface import Interface, load_interface
from sitegen.languages import EDITIONS, SIMPLIFIED, traditional
from sitegen.model import Artifact

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from jinja2.bccache import Bucket

    from sitegen.languages import Edition
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
    en: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of ``content/``: its slug, which is its address, and its Markdown; in English where there is one."""

    slug: str
    text: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """The menu, the prose and the interface's words of ``content/``."""

    menu: tuple[MenuItem, ...]
    prose: tuple[Prose, ...]
    interface: Interface = Interface()


def load_content(folder: Path) -> Content:
    """Load ``nav.toml``, ``interface/``, every ``<slug>.md`` and ``en/<slug>.md``; prose must begin with its title."""
    nav = read_toml(folder / "nav.toml")
    nav.check(item=list)
    items = tables(nav, "item")
    for item in items:
        item.check(zh=str, en=str, address=str)
    unique((item.text("address"), item) for item in items)
    english = {path.stem: _prose(path) for path in sorted((folder / "en").glob("*.md"))}
    prose = [Prose(path.stem, _prose(path), english.pop(path.stem, "")) for path in sorted(folder.glob("*.md"))]
    for slug in english:
        raise KnowledgeError(folder / "en" / f"{slug}.md", 1, "there is no Chinese text of this name")
    menu = tuple(MenuItem(item.text("zh"), item.text("address"), item.text("en")) for item in items)
    return Content(menu, tuple(prose), load_interface(folder / "interface"))


def _prose(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if not re.match(r"# .+\n\n", text):
        raise KnowledgeError(path, 1, "a text begins with its title, '# …', and an empty line")
    return text


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


def is_page(address: str) -> bool:
    """Whether an address of the site is that of a page, which every edition has; what else there is, all share."""
    return not address or address.endswith("/")


class Renderer:
    """Renders templates into pages of one edition; carries the prose and the exported files, which pages need besides.

    Templates are compiled once for all editions.
    """

    def __init__(
        self, templates: Path, site: SiteSettings, content: Content, downloads: tuple[Artifact, ...] = ()
    ) -> None:
        """Take templates from that folder; ``downloads`` are the artifacts of the exports."""
        self.site = site
        self.content = content
        self.downloads = downloads
        self.edition = SIMPLIFIED
        self._templates = templates
        self._compiled = _Compiled()
        self._environment = self._prepared()

    def into(self, edition: Edition) -> Renderer:
        """The same renderer for another edition."""
        other = copy(self)
        other.edition = edition
        other._environment = other._prepared()
        return other

    @property
    def editions(self) -> tuple[Edition, ...]:
        """The editions that the site has."""
        return tuple(edition for edition in EDITIONS if edition.tag in self.site.languages)

    @property
    def base_url(self) -> str | None:
        """The site's address with a slash at its end, where it is known."""
        return self.site.base_url.rstrip("/") + "/" if self.site.base_url else None

    def say(self, chinese: str, **values: object) -> str:
        """A text of the interface in the edition's language, its places filled."""
        text = self.content.interface.say(self.edition.base, chinese, values)
        return text % values if values else text

    def word(self, thing: object, name: str = "") -> str:
        """What something of the knowledge is called in the edition's language, or what it says under that name."""
        base = self.edition.base
        for attribute in (f"{name}_{base}", name if base == "zh" else base) if name else (base,):
            if (text := getattr(thing, attribute, None)) is not None:
                return typeset(text) if base == "zh" else str(text)
        message = f"{thing!r} says nothing of {name or 'its name'} in {base}"
        raise AttributeError(message)

    def page(
        self, address: str, template: str, *, anywhere: bool = False, moved: str | None = None, **values: object
    ) -> Artifact:
        """Render a page for that address; one shown ``anywhere``, as 404 is, links from the root if that is known.

        What has ``moved`` to another address is known by that one.
        """
        folder = self.edition.folder if is_page(address) else ""
        path = folder + path_of(address)
        base = self.base_url

        def located(target: str, edition: Edition = self.edition) -> str:
            own = is_page(target.partition("#")[0])
            relative = link(path, (edition.folder if own else "") + target)
            return urlsplit(base).path + relative if anywhere and base else relative

        known = address if moved is None else moved
        canonical = base + folder + known if base and not anywhere else None
        editions = [
            (edition, located(known, edition), base + edition.folder + known if base else None)
            for edition in (self.editions if is_page(address) and not anywhere else ())
        ]
        text = self._environment.get_template(template).render(
            {
                **values,
                "url": located,
                "canonical": canonical,
                "editions": editions,
                "section": address.partition("/")[0],
                "address": address,
            }
        )
        kind = "text/html" if path.endswith(".html") else "text/plain" if path.endswith(".txt") else "application/xml"
        if self.edition.converted:
            text = traditional(text)
        return Artifact(path, kind, text.encode())

    def assets(self) -> tuple[tuple[str, bytes], ...]:
        """The files of ``templates/assets``, in order of name."""
        folder = self._templates / "assets"
        return tuple((file.name, file.read_bytes()) for file in sorted(folder.iterdir()) if file.is_file())

    def _prepared(self) -> Environment:
        environment = Environment(
            autoescape=True,
            undefined=StrictUndefined,
            loader=FileSystemLoader(self._templates),
            bytecode_cache=self._compiled,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.policies["ext.i18n.trimmed"] = True
        environment.newstyle_gettext = True  # type: ignore[attr-defined]  # of the extension
        environment.filters.update(
            number=number, grouped=grouped, size=size, zh=typeset, unbroken=unbroken, word=self.word
        )
        exported = frozenset(artifact.path for artifact in self.downloads)
        environment.globals.update(
            site=self.site, menu=self.content.menu, exported=exported, edition=self.edition, gettext=self._gettext
        )
        return environment

    def _gettext(self, chinese: str, /, **values: object) -> Markup:
        """A text of the interface for templates: its own markup is ours, values from outside are escaped."""
        return Markup(self.content.interface.say(self.edition.base, chinese, values)) % values  # noqa: S704  our own


class _Compiled(BytecodeCache):
    """Templates as they were compiled for another edition."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()
