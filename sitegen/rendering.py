"""Rendering: templates and prose into pages whose links work at any address and from a local folder."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sitegen.catalogue.entries import KnowledgeError, read_toml, tables, unique
from sitegen.compiling import Compiled
from sitegen.cutting import SEVERAL, Cuts, as_markup, escaped
from sitegen.direction import undirected
from sitegen.framing import Frame
from sitegen.interface import Interface, Printed, Said, load_interface
from sitegen.keeping import once
from sitegen.languages import EDITIONS, SIMPLIFIED, converted, mixed, traditional
from sitegen.linking import is_page, link, located, quoted_fragment
from sitegen.listing import Listed, listing
from sitegen.model import Artifact
from sitegen.shared_code import SharedCodeError, with_code_of
from sitegen.sizing import load_sizing

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, MutableMapping
    from decimal import Decimal
    from pathlib import Path

    from sitegen.cutting import Drawn
    from sitegen.languages import Edition
    from sitegen.model import Dataset, SiteSettings

T = TypeVar("T")
KIB = 1024
CJK = "\u3001-\u301f\u3400-\u9fff\uff01-\uffef"
BESIDE_CJK = re.compile(
    rf"(?<=[{CJK}])[,:;?!]|[,:;?!](?=[{CJK}])"
    r"|(?<=\d),(?=\d{4} 年)"  # between a figure and a year, where it would look like that of thousands
)
BRACKETS = re.compile(r"\(([^()]*[\u3400-\u9fff][^()]*)\)")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
FULL_WIDTH = str.maketrans(",:;?!", "，：；？！")
SITE, PAGES = Markup("<root-of-site>"), Markup("<root-of-pages>")
"""In a fragment, what a link begins with before it is known on which page it stands: text that is escaped has no <."""
NOWHERE = "-"  # a page at the root to which nothing leads
TEMPLATES = ("*.html", "*/*.html", "*/*.xml", "*/*.txt")
TO_BE_SET = re.compile("[,:;?!(]")


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry of the menu: its words and the address that it leads to."""

    zh: str
    address: str
    en: str = ""


FILLED = re.compile(r"^\{\{(\w+)\}\}$", re.MULTILINE)


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
    """Load ``nav.toml``, ``interface/``, every ``<slug>.md`` and ``en/<slug>.md``; prose must begin with its title.

    A line ``{{name}}`` of a text is the table of that name that follows from ``sizing.toml``.
    """
    nav = read_toml(folder / "nav.toml")
    nav.check(item=list)
    items = tables(nav, "item")
    for item in items:
        item.check(zh=str, en=str, address=str)
    unique((item.text("address"), item) for item in items)
    filled = {0: dict[str, str](), 1: dict[str, str]()}
    if (figures := folder / "sizing.toml").is_file():
        sizing = load_sizing(figures)
        filled = {language: sizing.tables(language) for language in filled}
    english = {path.stem: _prose(path, filled[1]) for path in sorted((folder / "en").glob("*.md"))}
    prose = [_in_both(path, filled[0], english.pop(path.stem, "")) for path in sorted(folder.glob("*.md"))]
    for slug in english:
        raise KnowledgeError(folder / "en" / f"{slug}.md", 1, "there is no Chinese text of this name")
    menu = tuple(MenuItem(item.text("zh"), item.text("address"), item.text("en")) for item in items)
    return Content(menu, tuple(prose), load_interface(folder / "interface"))


def _in_both(path: Path, filled: Mapping[str, str], english: str) -> Prose:
    """The text of that file with its English, which has the code that it shares with it."""
    chinese = _prose(path, filled)
    try:
        return Prose(path.stem, chinese, with_code_of(chinese, english))
    except SharedCodeError as error:
        raise KnowledgeError(path.parent / "en" / path.name, error.line, str(error)) from error


def _prose(path: Path, filled: Mapping[str, str]) -> str:
    """The text with the tables that it asks for."""
    text = path.read_text(encoding="utf-8")
    if not re.match(r"# .+\n\n", text):
        raise KnowledgeError(path, 1, "a text begins with its title, '# …', and an empty line")
    for asked in FILLED.finditer(text):
        if asked[1] not in filled:
            raise KnowledgeError(path, text.count("\n", 0, asked.start()) + 1, f"there is no table {asked[1]!r}")
    return FILLED.sub(lambda asked: filled[asked[1]], text)


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
    return _typeset(text) if TO_BE_SET.search(text) else text


@lru_cache(maxsize=1 << 12)
def _typeset(text: str) -> str:
    parts = re.split("(「[^」]*」)", text)
    for place in range(0, len(parts), 2):
        inner = BRACKETS.sub(r"（\1）", parts[place])
        bracketed = BRACKETS.sub(r"（\1）", inner)  # brackets within brackets
        parts[place] = BESIDE_CJK.sub(lambda match: match[0].translate(FULL_WIDTH), bracketed)
    return "".join(parts)


def unbroken(text: str) -> Markup:
    """Text in which no date is torn in two at a line end."""
    known = escaped(text)
    return as_markup(DATE.sub(r'<span class="nb">\g<0></span>', str(known)) if "-" in known else known)


def unbroken_and_mixed(text: str) -> Markup:
    """Text in English in which no date is torn, and what is Chinese says so."""
    return Markup(DATE.sub(r'<span class="nb">\g<0></span>', str(mixed(text))))  # noqa: S704  escaped


class _Environment(Environment):
    """Templates of one edition, which all have the same globals."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals themselves, where a template has none of its own: to go through layers for each takes time."""
        return super().make_globals(d) if d else self.globals


class Renderer:
    """Renders templates into the pages of every edition; carries the prose and the list of exported files for pages.

    Values given to templates are of no language: codes, things that knowledge names in each, and :class:`Said`.
    """

    def __init__(  # noqa: PLR0913, PLR0917  what a site is made of besides its data
        self,
        templates: Path,
        site: SiteSettings,
        content: Content,
        downloads: Iterable[Artifact | Listed] = (),
        editions: Iterable[Edition] = EDITIONS,
        offered: Container[str] | None = None,
        compiled: Compiled | None = None,
    ) -> None:
        """Take templates from that folder; ``downloads`` are the files of the exports, with their bytes or without.

        Of the ``editions`` those are made that the site does not leave out. ``offered`` tells which files the exports
        will have made when all is done, which are the ``downloads`` themselves unless something else is given.
        ``compiled`` knows templates that were compiled before.
        """
        self.site = site
        self.content = content
        self.downloads = listing(downloads)
        self.offered: Container[str] = frozenset(file.path for file in self.downloads) if offered is None else offered
        self.editions = tuple(edition for edition in editions if edition.folder.rstrip("/") not in site.leave_out)
        self._templates = templates
        self._shared: tuple[Dataset | None, dict[object, Any]] = None, {}
        self._plain: dict[tuple[str, str], Markup] = {}
        self._kept: dict[object, dict[Any, Any]] = {}
        self._cuts: dict[Edition, Cuts] = {}
        self._frames: dict[Edition, Frame] = {}
        self._compiled = compiled or Compiled()
        self._environments = {edition: self._environment(edition) for edition in self.editions}

    def prepare(self) -> None:
        """Have all templates at hand, for the processes that are forked from this one, and for the next build."""
        files = sorted(file for kind in TEMPLATES for file in self._templates.glob(kind))
        names = [file.relative_to(self._templates).as_posix() for file in files]
        for environment in self._environments.values():
            for name in names:
                environment.get_template(name)
        self._compiled.keep()

    def offer(self, offered: Container[str]) -> None:
        """Take note which files the exports will have made when all is done, where that was not known before."""
        self.offered = offered
        for environment in self._environments.values():
            environment.globals["exported"] = offered

    def having(self, downloads: Iterable[Artifact | Listed]) -> Self:
        """The same renderer with other files to tell of, such as those of one agency for its pages.

        So a process has one renderer, and one agency's pages are made with one agency's files at hand.
        """
        other = copy(self)
        other.downloads, other._shared = listing(downloads), (None, {})  # noqa: SLF001  its own
        return other

    def shared(self, dataset: Dataset, make: Callable[[Dataset, Renderer], T]) -> T:
        """What the pages of a dataset share, made when the first of them asks; another dataset begins anew."""
        known, made = self._shared
        if known is not dataset:
            self._shared = dataset, (made := {})
        if make not in made:
            made[make] = make(dataset, self)
        found: T = made[make]
        return found

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

        ways: dict[str, str] = {}

        def url(target: str, of: Edition = edition) -> str:
            address, mark, fragment = target.partition("#")
            address += mark  # the way to a page is found once for all places on it
            way = ways.get(address) if of is edition else None
            if way is None:
                way = link(path, of.folder + address if of.folder and is_page(address) else address)
                way = urlsplit(base).path + way if known is None and base else way
                if of is edition:
                    ways[address] = way
            return way + quoted_fragment(fragment) if fragment else way

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
                    "framed": partial(self._frames[edition].draw, url=url, address=address),
                }
            )
        )
        for mark, own in ((SITE, path), (PAGES, path.removeprefix(edition.folder))):
            if mark in text:
                text = _settled(text, mark, own)
        kind = "text/html" if path.endswith(".html") else "text/plain" if path.endswith(".txt") else "application/xml"
        return Artifact(path, kind, undirected(traditional(text) if edition.converted else text))

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

    def cuts(self) -> list[Cuts]:
        """The macros of each edition."""
        return list(self._cuts.values())

    def style(self) -> str:
        """The parts of the style sheet in ``templates/style``, in order of name."""
        parts = sorted((self._templates / "style").glob("*.css"))
        return "\n".join(part.read_text(encoding="utf-8") for part in parts)

    def assets(self) -> tuple[tuple[str, bytes], ...]:
        """The files of ``templates/assets`` and its folders, in order of their paths."""
        folder = self._templates / "assets"
        files = (file for file in sorted(folder.rglob("*")) if file.is_file())
        return tuple((file.relative_to(folder).as_posix(), file.read_bytes()) for file in files)

    def once(self, name: str, key: str, make: Callable[[], bytes]) -> bytes:
        """What is made of templates and assets alone, as the key says, and kept beside them under that name."""
        return once(self._templates, name, key, make)

    def _environment(self, edition: Edition) -> Environment:
        environment = _Environment(
            autoescape=True,
            auto_reload=False,
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
        environment.filters.update(number=number, grouped=grouped, size=size, zh=typeset, unbroken=unbroken)
        environment.filters["set"] = typeset if edition.base == "zh" else str
        environment.filters["mixed"] = mixed if edition.base == "en" else str
        environment.filters.update(word=partial(_word, edition.base), say=partial(self._say, edition.base))
        environment.filters["put"] = partial(_put, edition.base)
        if edition.base == "en":
            environment.filters["unbroken"] = unbroken_and_mixed
        environment.globals.update(site=self.site, menu=self.content.menu, exported=self.offered, edition=edition)
        gettext = partial(self._gettext, edition.base)
        environment.globals.update(gettext=gettext, _=gettext)
        self._cuts[edition] = Cuts(environment)
        self._frames[edition] = Frame(self._cuts[edition], (item.address for item in self.content.menu))
        environment.filters["draw"] = partial(_draw, self._cuts[edition])
        environment.filters["draw_each"] = partial(_draw_each, self._cuts[edition])
        return environment

    def _gettext(self, language: str, chinese: str, /, **values: object) -> Markup:
        """A text of the interface: its own markup is ours, values from outside are escaped."""
        if values:
            text = self.content.interface.say(language, chinese, values)
            return Markup(text % {name: escaped(value) for name, value in values.items()})  # noqa: S704  escaped
        known = self._plain.get((language, chinese))
        if known is None:
            known = Markup(self.content.interface.say(language, chinese, values) % values)  # noqa: S704  our own
            self._plain[language, chinese] = known
        return known

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

    def _said(self, language: str, value: object) -> object:
        """A value for a place: a text or a thing of knowledge in the language, else as it is."""
        return self._say(language, value) if _is_speech(value) else value


def _is_speech(value: object) -> bool:
    """Whether a value is a text or a thing of knowledge, which each language has in its own words."""
    return isinstance(value, Said | tuple) or hasattr(value, "zh")


def _put(language: str, fragments: Mapping[str, str]) -> Markup:
    """What :meth:`Renderer.fragments` has made, in the language of the page."""
    return Markup(fragments[language])  # noqa: S704  from our own templates, which escape


def _draw(cuts: Cuts, what: Drawn, url: Callable[[str], str]) -> Markup:
    """What draws itself, with the cuts of an edition; ``url`` makes the links of the page."""
    return what.draw(cuts, url)


def _draw_each(cuts: Cuts, those: Iterable[Drawn], url: Callable[[str], str]) -> Markup:
    """What draws itself, each on a line of its own."""
    return as_markup("".join([f"{one.draw(cuts, url)}\n" for one in those]))


def _word(language: str, thing: object, name: str = "") -> str:
    """What something of the knowledge is called in the language, or what it says there under that name."""
    text = getattr(thing, f"{name}_{language}" if name else language, None)
    if text is None and name:
        text = getattr(thing, name if language == "zh" else language, None)
    if text is not None:
        return typeset(text) if language == "zh" else str(text)
    message = f"{thing!r} says nothing of {name or 'its name'} in {language}"
    raise AttributeError(message)


@lru_cache(maxsize=1 << 14)
def _from_root(target: str) -> Markup:
    """A link from wherever it is put, which a mark stands for."""
    return (PAGES if is_page(target) else SITE) + escape(link(NOWHERE, target))


def _settled(text: str, mark: str, page: str) -> str:
    """The text with links from the page of that path, such as :func:`link` makes them, in the place of the marks."""
    *folders, name = quote(page).split("/")
    text = text.replace(f"{mark}{'/'.join((*folders, name))}#", "#")
    for depth in range(len(folders), -1, -1):
        above = "".join(f"{folder}/" for folder in folders[:depth])
        text = text.replace(mark + above, "../" * (len(folders) - depth))
    return text
