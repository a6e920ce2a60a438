"""Prose pages come from Markdown without HTML, and their links are the site's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.pages import prose
from sitegen.rendering import Content, Prose, Renderer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from sitegen.model import Dataset


def test_every_text_has_its_page_with_its_title(root: Path, page: Callable[[str], HtmlElement]) -> None:
    """The slug is the address."""
    for path in (root / "content").glob("*.md"):
        title = path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
        assert page(f"{path.stem}/").xpath("string(//h1)") == title


def test_html_in_prose_is_text_and_addresses_become_links(dataset: Dataset, root: Path) -> None:
    """Our own texts cannot bring in markup either."""
    text = "# 题\n\n<script>x</script> [数据](downloads/) [外](https://example.org/) [处](#节)\n\n## 节\n"
    content = Content((), (Prose("a", text),))
    (artifact,) = prose.pages(dataset, Renderer(root / "templates", dataset.catalogue.site, content))
    page = artifact.content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    for href in ("../downloads/index.html", "https://example.org/", "#%E8%8A%82"):
        assert f'href="{href}"' in page
    assert '<h2 id="节">' in page


def test_prose_has_chinese_punctuation(root: Path) -> None:
    """Full-width marks between Chinese characters, as an editor would set them."""
    for path in (root / "content").glob("*.md"):
        text = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.findall(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]", text), path.name
