"""Prose pages from ``content/``: Markdown without HTML; addresses in links are the site's own, from its root."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markupsafe import Markup

from sitegen.rendering import link, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Prose, Renderer

DESCRIPTION_LENGTH = 120


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """One page a text."""
    del dataset  # prose says what holds for any data
    for prose in renderer.content.prose:
        yield _page(prose, renderer)


def _page(prose: Prose, renderer: Renderer) -> Artifact:
    address = f"{prose.slug}/"
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(prose.text)
    inline = [token for token in tokens if token.type == "inline"]
    sections = []
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            title = tokens[place + 1].content
            token.attrSet("id", re.sub(r"\s+", "-", title))
            sections.append((re.sub(r"\s+", "-", title), title))
    _relative(inline, path_of(address))
    return renderer.page(
        address,
        "pages/prose.html",
        title=inline[0].content,
        description=_first_paragraph(tokens)[:DESCRIPTION_LENGTH],
        sections=sections,
        body=Markup(markdown.renderer.render(tokens, markdown.options, {})),  # noqa: S704  made by markdown-it, html off
    )


def _first_paragraph(tokens: list[Token]) -> str:
    """The words of the first paragraph, without markup."""
    begins = next((place for place, token in enumerate(tokens) if token.type == "paragraph_open"), None)
    children = tokens[begins + 1].children if begins is not None else None
    return "".join(child.content for child in children or ())


def _relative(tokens: list[Token], page: str) -> None:
    """Turn the site's own addresses in links into links from this page."""
    for token in tokens:
        for child in token.children or []:
            href: Any = child.attrGet("href")
            if isinstance(href, str) and not urlsplit(href).scheme:
                child.attrSet("href", link(page, href) if not href.startswith("#") else href)
