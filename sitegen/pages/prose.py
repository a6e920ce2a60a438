"""Prose pages from ``content/``: Markdown without HTML; addresses in links are the site's own, from its root."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it.token import Token

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

DESCRIPTION_LENGTH = 120


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """One page a text."""
    del dataset  # prose says what holds for any data
    for prose in renderer.content.prose:
        texts = {"zh": Text(prose.text)} | ({"en": Text(prose.en)} if prose.en else {})
        yield from renderer.pages(f"{prose.slug}/", "pages/prose.html", texts=texts)


class Text:
    """A text as it is shown: title, description, sections, and its body as seen from a page."""

    def __init__(self, markdown: str) -> None:
        """Take a text in Markdown that begins with its title."""
        self._markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
        self._tokens = self._markdown.parse(markdown)
        self._links = [
            (child, href)
            for token in self._tokens
            for child in token.children or []
            if isinstance(href := child.attrGet("href"), str) and not urlsplit(href).scheme and not href.startswith("#")
        ]
        self.title = next(token.content for token in self._tokens if token.type == "inline")
        self.description = _first_paragraph(self._tokens)[:DESCRIPTION_LENGTH]
        self.sections: list[tuple[str, str]] = []
        for place, token in enumerate(self._tokens):
            if token.type == "heading_open" and token.tag == "h2":
                title = self._tokens[place + 1].content
                token.attrSet("id", re.sub(r"\s+", "-", title))
                self.sections.append((re.sub(r"\s+", "-", title), title))

    def body(self, url: Callable[[str], str]) -> Markup:
        """The text as HTML; the site's own addresses in links as the page sees them."""
        for child, href in self._links:
            child.attrSet("href", url(href))
        html = self._markdown.renderer.render(self._tokens, self._markdown.options, {})
        return Markup(html)  # noqa: S704  made by markdown-it, html off


def _first_paragraph(tokens: list[Token]) -> str:
    """The words of the first paragraph, without markup."""
    begins = next((place for place, token in enumerate(tokens) if token.type == "paragraph_open"), None)
    children = tokens[begins + 1].children if begins is not None else None
    return "".join(child.content for child in children or ())
