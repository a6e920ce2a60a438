"""Prose pages come from Markdown without HTML, and their links are the site's own."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest

from sitegen import cli
from sitegen.model import Stated
from sitegen.pages import prose
from sitegen.readers.sidecars import Sidecar, read_sidecar
from sitegen.rendering import Content, Prose, Renderer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from sitegen.model import Catalogue, Dataset


def test_every_text_has_its_page_with_its_title(root: Path, page: Callable[[str], HtmlElement]) -> None:
    """The slug is the address."""
    for path in (root / "content").glob("*.md"):
        title = path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
        assert page(f"{path.stem}/").xpath("string(//h1)") == title


def test_html_in_prose_is_text_and_addresses_become_links(dataset: Dataset, root: Path) -> None:
    """Our own texts cannot bring in markup either."""
    text = "# 题\n\n<script>x</script> [数据](downloads/) [外](https://example.org/) [处](#节)\n\n## 节\n"
    content, settings = Content((), (Prose("a", text),)), replace(dataset.catalogue.site, languages=("zh-Hans",))
    (artifact,) = prose.pages(dataset, Renderer(root / "templates", settings, content))
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


def test_the_forms_that_are_read_are_counted(root: Path, catalogue: Catalogue) -> None:
    """Whoever adds a form says so."""
    text = (root / "content" / "method.md").read_text(encoding="utf-8")
    assert f"认得{'零一二三四五六七八九十'[len(catalogue.forms)]}种表式" in text


def test_the_sidecars_that_prose_shows_are_sidecars(root: Path, tmp_path: Path) -> None:
    """And every field that they may have is explained."""
    text = (root / "content" / "add-a-report.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.*?)```", text, flags=re.DOTALL)
    for example in examples:
        (tmp_path / "a.csv.toml").write_text(example, encoding="utf-8")
        assert read_sidecar(tmp_path / "a.csv", {"quzhou-commerce"})
    told = {
        name for row in re.findall(r"^\| (`.*?) \|", text, flags=re.MULTILINE) for name in re.findall("`(.*?)`", row)
    }
    assert {field.name for field in (*fields(Sidecar), *fields(Stated))} - {"line", "stated"} <= told
    assert len(examples) == len(("any file", "a keyed sheet"))


@pytest.mark.parametrize("path", ["README.md", "content/add-a-report.md", "content/method.md"])
def test_the_commands_that_prose_names_are_there(root: Path, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the options that it names."""
    for name, rest in re.findall(r"build\.py (\w+)(.*)", (root / path).read_text(encoding="utf-8")):
        with pytest.raises(SystemExit, match="0"):
            cli.main([name, "--help"])
        known = capsys.readouterr().out
        assert not [option for option in re.findall(r"--\w+", rest) if option not in known]
