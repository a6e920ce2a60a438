"""What holds for every page of the site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sitegen.site import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Catalogue

    Site = dict[str, Artifact]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
FRAMED = "embed/"  # charts for the pages of others, where there is neither menu nor footer
LARGEST_STYLE = 20 * 1024


@pytest.fixture(scope="session")
def trees(site: Site, parse: Callable[[Site, str], HtmlElement]) -> dict[str, HtmlElement]:
    """Every page as a tree."""
    return {path: parse(site, path) for path in site if path.endswith(".html")}


def test_the_addresses_are_those_agreed_upon(site: Site) -> None:
    """Folders with an index, hyphens in addresses, the two files that GitHub Pages looks for."""
    wanted = ["", "agencies/", "agencies/quzhou-commerce/", "reports/quzhou-commerce-2013/", "indicators/"]
    wanted += ["indicators/refused-state-secret/", "findings/", "downloads/", "about/", "method/", "law/", "legend/"]
    assert {f"{address}index.html" for address in wanted} | {"404.html", ".nojekyll"} <= set(site)


def test_pages_say_their_language_character_set_and_policy(trees: dict[str, HtmlElement]) -> None:
    """Nothing can be loaded from elsewhere even by mistake."""
    for path, tree in trees.items():
        assert tree.get("lang") == "zh-Hans", path
        assert tree.xpath("//meta[@charset='utf-8']"), path
        assert tree.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"], path
        assert tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY], path
        assert tree.xpath("//meta[@name='referrer']"), path


def test_no_page_needs_what_its_policy_forbids(trees: dict[str, HtmlElement]) -> None:
    """No inline style, no inline script, no handler; JSON-LD is data within a page, which no policy forbids."""
    scripts = "//script[not(@src)][not(@type='application/ld+json')]"
    for path, tree in trees.items():
        assert not tree.xpath(f"//@style | //style | {scripts} | //@*[starts-with(name(), 'on')]"), path


def test_titles_and_descriptions_are_there_and_differ(trees: dict[str, HtmlElement]) -> None:
    """Each page can be told from the others in a list of results."""
    titles = [tree.xpath("string(//title)") for tree in trees.values()]
    assert len(set(titles)) == len(titles)
    for path, tree in trees.items():
        (description,) = tree.xpath("//meta[@name='description']/@content")
        assert len(description) > 5, path
        assert not set(description) & set("<>{}"), path


def test_each_page_has_one_heading_a_skip_link_and_a_footer(
    trees: dict[str, HtmlElement], words: Callable[[HtmlElement], str]
) -> None:
    """Keyboard and screen reader find their way; the footer says whose site this is not."""
    for path, tree in trees.items():
        assert len(tree.xpath("//h1")) == 1, path
        if path.startswith(FRAMED):
            continue
        assert tree.xpath("//a[@class='skip']/@href") == ["#main"], path
        footer = words(tree.xpath("//footer")[0])
        for said in ("本站不是政府网站", "著作权法", "CC BY 4.0", "MIT", "0.1.0"):
            assert said in footer, path


def test_ids_are_unique_in_each_page(trees: dict[str, HtmlElement]) -> None:
    """A fragment means one place."""
    for path, tree in trees.items():
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_tables_are_sound(trees: dict[str, HtmlElement]) -> None:
    """Every table has a caption, and as many columns in each row, spans counted."""
    for path, tree in trees.items():
        for table in tree.xpath("//table[not(ancestor::article) and not(ancestor::figure)]"):
            assert table.xpath("./caption"), path
            assert not table.xpath(".//th[not(@scope)]"), path
            assert len(set(_widths(table))) == 1, (path, table.xpath("string(./caption)"))


def _widths(table: HtmlElement) -> list[int]:
    """The number of columns in each row, counting what spans into it from above."""
    widths: list[int] = []
    spanning: list[tuple[int, int]] = []  # rows still to come, columns
    for row in table.iter("tr"):
        own = [(int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))) for cell in row]
        widths.append(sum(columns for _, columns in own) + sum(columns for _, columns in spanning))
        spanning = [(rows - 1, columns) for rows, columns in [*own, *spanning] if rows > 1]
    return widths


def test_the_whole_site_can_be_published(site: Site, tmp_path: Path) -> None:
    """Paths are sound, every link and fragment leads somewhere, nothing comes from another site."""
    write(site.values(), tmp_path / "dist", verify=lambda _: None)


def test_a_worse_site_can_be_published_too(worse_site: Site, tmp_path: Path) -> None:
    """Every status, changes of form, hostile text and files set aside make no dead link."""
    write(worse_site.values(), tmp_path / "dist", verify=lambda _: None)


def test_no_word_of_spam_is_anywhere(site: Site, catalogue: Catalogue) -> None:
    """The tail of one of the files is cut, and the cut is marked without repeating it."""
    words = re.compile("|".join(map(re.escape, catalogue.unwanted.spam)))
    for path, artifact in site.items():
        if not path.endswith((".zip", ".xlsx", ".parquet")):  # compressed; what they hold is in the other formats too
            assert not words.search(artifact.content.decode(errors="ignore")), path


def test_the_style_sheet_is_small_and_old_browsers_can_read_it(site: Site) -> None:
    """At most 20 KB; no syntax that Chromium 90 or Safari 15 would stumble over."""
    style = site["assets/style.css"].content.decode()
    assert len(style.encode()) <= LARGEST_STYLE
    for new in (":has(", "oklch", "color-mix", "@layer", "@container", "&"):
        assert new not in style


def test_pages_are_the_same_every_time(site: Site, worse_site: Site) -> None:
    """Nothing depends on the clock, on chance or on what was rendered before."""
    for path in ("indicators/granted/index.html", "legend/index.html"):
        assert site[path].media_type == worse_site[path].media_type
    assert site["legend/index.html"].content == worse_site["legend/index.html"].content
