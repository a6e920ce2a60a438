"""Prose pages from ``content/``: Markdown without HTML; addresses in links are the site's own, from its root."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from markupsafe import Markup

from sitegen.languages import CHINESE, mixed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

DESCRIPTION_LENGTH = 120
REPOSITORY = "repository:"


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """One page a text."""
    del dataset  # prose says what holds for any data
    for prose in renderer.content.prose:
        given = {"zh": prose.text} | ({"en": prose.en} if prose.en else {})
        texts = {language: Text(text, language, renderer.site.repository) for language, text in given.items()}
        yield from renderer.pages(f"{prose.slug}/", "pages/prose.html", texts=texts)


class Text:
    """A text as it is shown: title, description, sections, and its body as seen from a page."""

    def __init__(self, markdown: str, language: str, repository: str | None = None) -> None:
        """Take a text in Markdown that begins with its title; a link to ``repository:…`` is one where there is one."""
        from markdown_it import MarkdownIt  # noqa: PLC0415  slow to load, and for this alone

        self._markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
        self._markdown.add_render_rule("fence", _fence)
        self._markdown.add_render_rule("table_open", _table)
        self._markdown.add_render_rule("table_close", _table)
        if language != "zh":
            self._markdown.add_render_rule("text", _mixed)
        self._tokens = self._markdown.parse(markdown)
        for token in self._tokens:
            token.children = _linked(token.children or [], repository) if token.children else token.children
            for child in (token, *(token.children or ())):
                if language != "zh" and child.type in {"fence", "code_inline"} and CHINESE.search(child.content):
                    child.attrSet("lang", "zh-Hans")
        self._links = [
            (child, unquote(href))
            for token in self._tokens
            for child in token.children or []
            if isinstance(href := child.attrGet("href"), str) and not urlsplit(href).scheme and not href.startswith("#")
        ]
        self.title = next(token.content for token in self._tokens if token.type == "inline")
        self.description = _first_paragraph(self._tokens)[:DESCRIPTION_LENGTH]
        self.sections: list[tuple[str, str]] = []
        title = self.title
        for place, token in enumerate(self._tokens):
            if token.type == "heading_open" and token.tag == "h2":
                title = self._tokens[place + 1].content
                token.attrSet("id", anchor := _anchor(title))
                self.sections.append((anchor, title))
            elif token.type == "table_open":
                token.meta["label"] = title
            elif token.attrs.pop("style", None):  # no page has styles of its own; all columns that are set are right
                token.attrSet("class", "r")

    def body(self, url: Callable[[str], str]) -> Markup:
        """The text as HTML; the site's own addresses in links as the page sees them."""
        for child, href in self._links:
            child.attrSet("href", url(href))
        body = self._markdown.renderer.render(self._tokens, self._markdown.options, {})
        return Markup(body)  # noqa: S704  made by markdown-it, html off


def _anchor(title: str) -> str:
    """The id of a section, made of its title: 怎样读, or how-it-is-read."""
    return re.sub(r"\s+", "-", title) if CHINESE.search(title) else re.sub(r"\W+", "-", title.lower()).strip("-")


def _linked(children: list[Token], repository: str | None) -> list[Token]:
    """The words of a line with links into the repository; where there is none, without."""
    found: list[Token] = []
    dropped = 0
    for child in children:
        href = child.attrGet("href")
        if isinstance(href, str) and href.startswith(REPOSITORY):
            if repository is None:
                dropped += 1
                continue
            child.attrSet("href", f"{repository.rstrip('/')}/{href.removeprefix(REPOSITORY)}".rstrip("/"))
            child.attrSet("rel", "noreferrer")
        if dropped and child.type == "link_close":
            dropped -= 1
            continue
        found.append(child)
    return found


def _fence(renderer: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, _: EnvType) -> str:
    """A block of code that the keyboard can scroll."""
    del renderer, options
    language = tokens[place].attrGet("lang")
    mark = f' lang="{language}"' if language else ""
    return f'<pre tabindex="0"><code{mark}>{_escaped(tokens[place].content)}</code></pre>\n'


def _table(renderer: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, _: EnvType) -> str:
    """A table in a frame that scrolls sideways where the screen is narrow."""
    del renderer, options
    if tokens[place].type == "table_close":
        return "</table>\n</div>\n"
    label = _escaped(tokens[place].meta["label"])
    return f'<div class="frame" role="region" aria-label="{label}" tabindex="0">\n<table>\n'


def _escaped(text: str) -> str:
    """The text as Markdown is turned into HTML, which leaves apostrophes."""
    return html.escape(text, quote=False).replace('"', "&quot;")


def _mixed(renderer: RendererHTML, tokens: Sequence[Token], place: int, options: OptionsDict, _: EnvType) -> str:
    """English text with its Chinese words marked as such."""
    del renderer, options
    return mixed(tokens[place].content)


def _first_paragraph(tokens: list[Token]) -> str:
    """The words of the first paragraph, without markup."""
    begins = next((place for place, token in enumerate(tokens) if token.type == "paragraph_open"), None)
    children = tokens[begins + 1].children if begins is not None else None
    return "".join(child.content for child in children or ())
