"""Rendering: templates and prose into pages whose links work at any address and from a local folder."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sitegen.catalogue.entries import KnowledgeError, read_toml, tables, unique
from sitegen.interface import Interface, Printed, Said, load_interface
from sitegen.languages import EDITIONS, SIMPLIFIED, converted, mixed, traditional
from sitegen.model import Artifact
from sitegen.shared_code import SharedCodeError, with_code_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from decimal import Decimal
    from pathlib import Path

    from jinja2.bccache import Bucket

    from sitegen.languages import Edition
    from sitegen.model import SiteSettings

KIB = 1024
CJK = "\u3001-\u301f\u3400-\u9fff\uff01-\uffef"
BESIDE_CJK = re.compile(
    rf"(?<=[{CJK}])[,:;?!]|[,:;?!](?=[{CJK}])"
    r"|(?<=\d),(?=\d{4} 年)"  # between a figure and a year, where it would look like that of thousands
)
BRACKETS = re.compile(r"\(([^()]*[\u3400-\u9fff][^()]*)\)")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
FULL_WIDTH = str.maketrans(",:;?!", "，：；？！")
SEVERAL = {"zh": "；", "en": "; "}
SAFE_IN_FRAGMENT = "/:@!$&'()*+,;=-._~"
SITE, PAGES = Markup("<root-of-site>"), Markup("<root-of-pages>")
"""In a fragment, what a link begins with before it is known on which page it stands: text that is escaped has no <."""


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
    interface: Interface = field(default_factory=Interface)


def load_content(folder: Path) -> Content:
    """Load ``nav.toml``, ``interface/``, every ``<slug>.md`` and ``en/<slug>.md``; prose must begin with its title."""
    nav = read_toml(folder / "nav.toml")
    nav.check(item=list)
    items = tables(nav, "item")
    for item in items:
        item.check(zh=str, en=str, address=str)
    unique((item.text("address"), item) for item in items)
    english = {path.stem: _prose(path) for path in sorted((folder / "en").glob("*.md"))}
    prose = [_in_both(path, english.pop(path.stem, "")) for path in sorted(folder.glob("*.md"))]
    for slug in english:
        raise KnowledgeError(folder / "en" / f"{slug}.md", 1, "there is no Chinese text of this name")
    menu = tuple(MenuItem(item.text("zh"), item.text("address"), item.text("en")) for item in items)
    return Content(menu, tuple(prose), load_interface(folder / "interface"))


def _in_both(path: Path, english: str) -> Prose:
    """The text of that file with its English, which has the code that it shares with it."""
    chinese = _prose(path)
    try:
        return Prose(path.stem, chinese, with_code_of(chinese, english))
    except SharedCodeError as error:
        raise KnowledgeError(path.parent / "en" / path.name, error.line, str(error)) from error


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


@lru_cache(maxsize=1 << 14)
def typeset(text: str) -> str:
    """Chinese text of our own with full-width punctuation; what stands in 「」 is quoted and stays as it is."""
    parts = re.split("(「[^」]*」)", text)
    for place in range(0, len(parts), 2):
        inner = BRACKETS.sub(r"（\1）", parts[place])
        bracketed = BRACKETS.sub(r"（\1）", inner)  # brackets within brackets
        parts[place] = BESIDE_CJK.sub(lambda match: match[0].translate(FULL_WIDTH), bracketed)
    return "".join(parts)


def unbroken(text: str) -> Markup:
    """Text in which no date is torn in two at a line end."""
    return Markup(DATE.sub(r'<span class="nb">\g<0></span>', str(escape(text))))  # noqa: S704  escaped


def unbroken_and_mixed(text: str) -> Markup:
    """Text in English in which no date is torn, and what is Chinese says so."""
    return Markup(DATE.sub(r'<span class="nb">\g<0></span>', str(mixed(text))))  # noqa: S704  escaped


def is_page(target: str) -> bool:
    """Whether a target within the site is a page, which every edition has; what else there is, all share."""
    address = target.partition("#")[0]
    return not address or address.endswith("/")


def located(edition: Edition, address: str) -> str:
    """The file of an address in that edition."""
    return (edition.folder if is_page(address) else "") + path_of(address)


class Renderer:
    """Renders templates into the pages of every edition; carries the prose and the exported files, which pages need.

    Values given to templates are of no language: codes, things that knowledge names in each, and :class:`Said`.
    """

    def __init__(
        self,
        templates: Path,
        site: SiteSettings,
        content: Content,
        downloads: tuple[Artifact, ...] = (),
        editions: Iterable[Edition] = EDITIONS,
    ) -> None:
        """Take templates from that folder; ``downloads`` are the artifacts of the exports.

        Of the ``editions`` those are made that the site does not leave out.
        """
        self.site = site
        self.content = content
        self.downloads = downloads
        self.editions = tuple(edition for edition in editions if edition.folder.rstrip("/") not in site.leave_out)
        self._templates = templates
        self._kept: dict[object, dict[Any, Any]] = {}
        compiled = _Compiled()
        self._environments = {edition: self._environment(edition, compiled) for edition in self.editions}

    @property
    def base_url(self) -> str | None:
        """The site's address with a slash at its end, where it is known."""
        return self.site.base_url.rstrip("/") + "/" if self.site.base_url else None

    def pages(self, address: str, template: str, *, moved: str | None = None, **values: object) -> Iterator[Artifact]:
        """The page of that address in each edition; what has ``moved`` to another address is known by that one."""
        known = address if moved is None else moved
        for edition in self.editions:
            yield self._page(edition, address, template, values, known)

    def page(self, address: str, template: str, *, anywhere: bool = False, **values: object) -> Artifact:
        """What is in no language or in all; shown ``anywhere``, as 404 is, it links from the root if that is known."""
        return self._page(SIMPLIFIED, address, template, values, None if anywhere else address)

    def _page(
        self, edition: Edition, address: str, template: str, values: Mapping[str, object], known: str | None
    ) -> Artifact:
        """The page in that edition; ``known`` is its address, with none it is shown anywhere."""
        path = located(edition, address)
        base = self.base_url

        def url(target: str, of: Edition = edition) -> str:
            relative = link(path, of.folder + target if is_page(target) else target)
            return urlsplit(base).path + relative if known is None and base else relative

        others = [
            (other, url(known or "", other), base + other.folder + known if base and known is not None else None)
            for other in (self.editions if is_page(address) else ())
        ]
        text = (
            self._environments[edition]
            .get_template(template)
            .render(
                {
                    **values,
                    "url": url,
                    "canonical": base + edition.folder + known if base and known is not None else None,
                    "editions": others,
                    "section": address.partition("/")[0],
                    "address": address,
                }
            )
        )
        for mark, own in ((SITE, path), (PAGES, path.removeprefix(edition.folder))):
            if mark in text:
                text = _settled(text, mark, own)
        kind = "text/html" if path.endswith(".html") else "text/plain" if path.endswith(".txt") else "application/xml"
        return Artifact(path, kind, (traditional(text) if edition.converted else text).encode())

    def fragments(self, template: str, **values: object) -> dict[str, str]:
        """A piece of a page in each of the base languages, to be put into the pages of any edition as it is.

        Its links are good wherever it is put: they begin with a mark in whose place the page has the way to the root.
        """
        bases = dict.fromkeys(edition.base for edition in self.editions)
        first = {base: next(edition for edition in self.editions if edition.base == base) for base in bases}
        return {
            base: self._environments[edition].get_template(template).render({**values, "url": _from_root})
            for base, edition in first.items()
        }

    def kept(self, by: object) -> dict[Any, Any]:
        """What somebody keeps of what this renderer has made, to be filled and used again."""
        return self._kept.setdefault(by, {})

    def say(self, edition: Edition, what: object) -> str:
        """A text of the interface, or something that has a name in each language, as that edition has it."""
        text = self._say(edition.base, what)
        return converted(text) if edition.converted else text

    def style(self) -> str:
        """The parts of the style sheet in ``templates/style``, in order of name."""
        parts = sorted((self._templates / "style").glob("*.css"))
        return "\n".join(part.read_text(encoding="utf-8") for part in parts)

    def assets(self) -> tuple[tuple[str, bytes], ...]:
        """The files of ``templates/assets`` and its folders, in order of their paths."""
        folder = self._templates / "assets"
        files = (file for file in sorted(folder.rglob("*")) if file.is_file())
        return tuple((file.relative_to(folder).as_posix(), file.read_bytes()) for file in files)

    def _environment(self, edition: Edition, compiled: BytecodeCache) -> Environment:
        environment = Environment(
            autoescape=True,
            undefined=StrictUndefined,
            loader=FileSystemLoader(self._templates),
            bytecode_cache=compiled,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.policies["ext.i18n.trimmed"] = True
        environment.newstyle_gettext = True  # type: ignore[attr-defined]  # of the extension
        environment.filters.update(number=number, grouped=grouped, size=size, zh=typeset, unbroken=unbroken)
        environment.filters["mixed"] = mixed if edition.base == "en" else str
        environment.filters.update(word=partial(_word, edition.base), say=partial(self._say, edition.base))
        environment.filters["plainly"] = partial(self._plainly, edition.base)
        if edition.base == "en":
            environment.filters["unbroken"] = unbroken_and_mixed
        exported = frozenset(artifact.path for artifact in self.downloads)
        environment.globals.update(site=self.site, menu=self.content.menu, exported=exported, edition=edition)
        environment.globals.update(gettext=partial(self._gettext, edition.base))
        return environment

    def _gettext(self, language: str, chinese: str, /, **values: object) -> Markup:
        """A text of the interface: its own markup is ours, values from outside are escaped."""
        return Markup(self.content.interface.say(language, chinese, values)) % values  # noqa: S704  our own

    def _say(self, language: str, what: object) -> str:
        """What comes from code in the language: a text of the interface, one with places, printed text, several.

        What has a name in each language is called by it; nothing is nothing.
        """
        if not what or isinstance(what, Printed):
            return str(what or "")
        if isinstance(what, Said):
            values = {name: self._said(language, value) for name, value in what.values.items()}
            return self._gettext(language, what.chinese, **values)
        if isinstance(what, tuple):
            return Markup(SEVERAL[language]).join(self._say(language, one) for one in what if one)  # noqa: S704  our own
        return self._gettext(language, what) if isinstance(what, str) else _word(language, what)

    def _plainly(self, language: str, what: object) -> str:
        """The same as text that is no markup, to be quoted or escaped as a whole."""
        if not isinstance(what, Said):
            said = self._say(language, what)
            return said.unescape() if isinstance(said, Markup) else said
        text = self.content.interface.say(language, what.chinese, what.values)
        told = {n: self._plainly(language, v) if _is_speech(v) else v for n, v in what.values.items()}
        return (Markup(text).unescape() if "&" in text else text) % told  # noqa: S704  our own

    def _said(self, language: str, value: object) -> object:
        """A value for a place: a text or a thing of knowledge in the language, else as it is."""
        return self._say(language, value) if _is_speech(value) else value


def _is_speech(value: object) -> bool:
    """Whether a value is a text or a thing of knowledge, which each language has in its own words."""
    return isinstance(value, Said | tuple) or hasattr(value, "zh")


def _word(language: str, thing: object, name: str = "") -> str:
    """What something of the knowledge is called in the language, or what it says there under that name."""
    for attribute in (f"{name}_{language}", name if language == "zh" else language) if name else (language,):
        if (text := getattr(thing, attribute, None)) is not None:
            return typeset(text) if language == "zh" else str(text)
    message = f"{thing!r} says nothing of {name or 'its name'} in {language}"
    raise AttributeError(message)


@lru_cache(maxsize=1 << 14)
def _from_root(target: str) -> Markup:
    """A link from wherever it is put, which a mark stands for."""
    address, mark, fragment = target.partition("#")
    root = PAGES if is_page(target) else SITE
    return root + escape(quote(path_of(address)) + mark + quote(fragment, safe=SAFE_IN_FRAGMENT))


def _settled(text: str, mark: str, page: str) -> str:
    """The text with links from the page of that path, such as :func:`link` makes them, in the place of the marks."""
    *folders, name = quote(page).split("/")
    text = text.replace(f"{mark}{'/'.join((*folders, name))}#", "#")
    for depth in range(len(folders), -1, -1):
        above = "".join(f"{folder}/" for folder in folders[:depth])
        text = text.replace(mark + above, "../" * (len(folders) - depth))
    return text


class _Compiled(BytecodeCache):
    """Templates as they were compiled for another edition."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()
