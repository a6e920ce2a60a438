"""A request for a correction tells everything that somebody needs to look into it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html

from sitegen.pages import findings
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Dataset

REPOSITORY = "https://example.org/code"
FINDING = "quzhou-commerce-2013:A0.QZ:statistics/proactive/count"


def requests(root: Path, dataset: Dataset, repository: str | None, page: str) -> list[html.HtmlElement]:
    """The requests on the page of a rule."""
    settings = replace(dataset.catalogue.site, repository=repository, base_url="https://example.org/site")
    renderer = Renderer(root / "templates", settings, load_content(root / "content"))
    made = next(one for one in findings.pages(dataset, renderer) if one.path == page)
    return list(html.document_fromstring(made.content.decode()).find_class("request"))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            "findings/rules/A0.QZ/index.html",
            ("衢州市商务局 2013 年", "相差 4857", "左边：", "9622", "原文：第 31 行", "应当怎样改"),
        ),
        (
            "en/findings/rules/A0.QZ/index.html",
            ("Bureau of Commerce, 2013", "4857", "Left side: ", "Source: line 31", "What it should say"),
        ),
    ],
)
def test_with_a_repository_the_link_opens_an_issue_written_in_advance(
    root: Path, dataset: Dataset, page: str, expected: tuple[str, ...]
) -> None:
    """Report, finding, both sides and address, in the language of the page."""
    links = [urlsplit(link.get("href", "")) for link in requests(root, dataset, REPOSITORY, page)]
    assert {link.path for link in links} == {"/code/issues/new"}
    asked = [parse_qs(link.query, strict_parsing=True) for link in links]
    (body,) = [one["body"][0] for one in asked if "4857" in one["body"][0]]
    for text in (*expected, "https://example.org/site/findings/quzhou-commerce-2013/#quzhou-commerce-2013:A0.QZ:"):
        assert text in body
    assert all(one["title"][0] for one in asked)


def test_without_a_repository_there_is_the_same_text_to_be_sent(root: Path, dataset: Dataset) -> None:
    """Folded away below the finding."""
    texts = [one.text_content() for one in requests(root, dataset, None, "findings/rules/A0.QZ/index.html")]
    assert any("相差 4857" in text and "应当怎样改" in text for text in texts)
