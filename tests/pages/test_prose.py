"""Prose pages come from Markdown without HTML, and their links are the site's own."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest

from sitegen import cli
from sitegen.model import Part, Stated
from sitegen.pages import prose
from sitegen.readers.sidecars import Sidecar, read_sidecar
from sitegen.rendering import Content, Prose, Renderer, load_content

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Catalogue, Dataset


def test_every_text_has_its_page_with_its_title(root: Path, page: Callable[[str], HtmlElement]) -> None:
    """The slug is the address."""
    for path in (root / "content").glob("*.md"):
        title = path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
        assert page(f"{path.stem}/").xpath("string(//h1)") == title


def test_html_in_prose_is_text_and_addresses_become_links(dataset: Dataset, root: Path) -> None:
    """Our own texts cannot bring in markup either."""
    text = (
        "# 题\n\n<script>x</script> [数据](downloads/) [外](https://example.org/) [处](#节) [他处](law/#节)\n\n## 节\n"
    )
    content, settings = (
        Content((), (Prose("a", text),)),
        replace(dataset.catalogue.site, leave_out=(Part.ENGLISH, Part.TRADITIONAL)),
    )
    (artifact,) = prose.pages(dataset, Renderer(root / "templates", settings, content))
    page = artifact.content.decode()
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    for href in ("../downloads/index.html", "https://example.org/", "#%E8%8A%82", "../law/index.html#%E8%8A%82"):
        assert f'href="{href}"' in page
    assert '<h2 id="节">' in page


def page_of(dataset: Dataset, root: Path, text: Prose, tag: str, repository: str | None = None) -> str:
    """The page of a text in one edition."""
    settings = replace(dataset.catalogue.site, leave_out=(Part.TRADITIONAL,), repository=repository)
    made = prose.pages(
        dataset, Renderer(root / "templates", settings, Content((), (text,), load_content(root / "content").interface))
    )
    return next(page.content.decode() for page in made if f'<html lang="{tag}">' in page.content.decode())


def test_an_english_text_marks_the_chinese_in_it(dataset: Dataset, root: Path) -> None:
    """In words, in code, and in blocks of code, which the keyboard can scroll."""
    text = Prose("a", "# 题\n\n话。\n", "# Title\n\nWords.\n\nThe word 公开 and `公开`.\n\n```text\n一致\n```\n")
    page = page_of(dataset, root, text, "en")
    assert 'The word <span lang="zh-Hans">公开</span> and <code lang="zh-Hans">公开</code>.' in page
    assert '<pre tabindex="0"><code lang="zh-Hans">一致\n</code></pre>' in page
    assert "<title>Title ·" in page


def test_a_link_to_the_repository_is_one_where_there_is_a_repository(dataset: Dataset, root: Path) -> None:
    """Elsewhere the words stand alone, and other links stay."""
    text = Prose("a", "# 题\n\n在[仓库](repository:issues)提出，见[数据](downloads/)。\n")
    known = page_of(dataset, root, text, "zh-Hans", "https://example.org/project")
    assert '<a href="https://example.org/project/issues" rel="noreferrer">仓库</a>' in known
    page = page_of(dataset, root, text, "zh-Hans")
    assert "在仓库提出，见<a" in page
    assert '<a href="../downloads/index.html">数据</a>' in page


def test_every_text_is_there_in_english_with_the_same_sections(root: Path) -> None:
    """A section that one language lacks would be missed by its readers."""
    for text in load_content(root / "content").prose:
        assert text.en, text.slug
        counts = [len(re.findall("^## ", one, re.MULTILINE)) for one in (text.text, text.en)]
        assert counts[0] == counts[1], text.slug


def test_sections_have_ids_in_their_own_language(editions: dict[str, Artifact]) -> None:
    assert b'id="how-misprints-are-corrected"' in editions["en/method/index.html"].content
    assert 'id="印错的数怎样更正"' in editions["method/index.html"].content.decode()


def test_prose_has_chinese_punctuation(root: Path) -> None:
    """Full-width marks between Chinese characters, as an editor would set them."""
    for path in (root / "content").glob("*.md"):
        text = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.findall(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]", text), path.name


def test_the_forms_that_are_read_are_counted(root: Path, catalogue: Catalogue) -> None:
    """Whoever adds a form says so."""
    numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    text = (root / "content" / "method.md").read_text(encoding="utf-8")
    assert f"认得{'零一二三四五六七八九十'[len(catalogue.forms)]}种表式" in text
    english = (root / "content" / "en" / "method.md").read_text(encoding="utf-8")
    assert f"knows {numbers[len(catalogue.forms)]} forms" in english


@pytest.mark.parametrize("path", ["add-a-report.md", "en/add-a-report.md"])
def test_the_sidecars_that_prose_shows_are_sidecars(root: Path, tmp_path: Path, path: str) -> None:
    """And every field that they may have is explained."""
    text = (root / "content" / path).read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.*?)```", text, flags=re.DOTALL)
    for example in examples:
        (tmp_path / "a.csv.toml").write_text(example, encoding="utf-8")
        assert read_sidecar(tmp_path / "a.csv", {"quzhou-commerce"})
    told = {
        name for row in re.findall(r"^\| (`.*?) \|", text, flags=re.MULTILINE) for name in re.findall("`(.*?)`", row)
    }
    assert {field.name for field in (*fields(Sidecar), *fields(Stated))} - {"line", "stated"} <= told
    assert len(examples) == len(("any file", "a keyed sheet"))


@pytest.mark.parametrize(
    "path", ["README.md", *(f"content/{one}.md" for one in ("add-a-report", "method", "en/add-a-report", "en/method"))]
)
def test_the_commands_that_prose_names_are_there(root: Path, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the options that it names."""
    for name, rest in re.findall(r"build\.py (\w+)(.*)", (root / path).read_text(encoding="utf-8")):
        with pytest.raises(SystemExit, match="0"):
            cli.main([name, "--help"])
        known = capsys.readouterr().out
        assert not [option for option in re.findall(r"--\w+", rest) if option not in known]


def test_a_table_scrolls_in_a_frame_and_has_no_style_of_its_own(dataset: Dataset, root: Path) -> None:
    """The policy of every page forbids styles; numbers are set right by a class."""
    text = Prose("a", "# 题\n\n话。\n\n## 准不准\n\n| 甲 | 乙 |\n|---|--:|\n| 一 | 2 |\n")
    page = page_of(dataset, root, text, "zh-Hans")
    assert '<div class="frame" role="region" aria-label="准不准" tabindex="0">\n<table>' in page
    assert '<td class="r">2</td>' in page
    assert "style=" not in page
