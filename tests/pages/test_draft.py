"""The page where a draft is checked: light until it is used, and nothing on it sends anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]

ADDRESS = "check-a-draft/"
LIGHT = 20 * 1024


def policy(page: HtmlElement) -> str:
    return str(page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0])


def test_only_this_page_may_run_webassembly(page: Callable[[str], HtmlElement], site: Site) -> None:
    """And no page may speak to another site."""
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy(page(ADDRESS))
    assert "connect-src 'self';" in policy(page(ADDRESS))
    others = [p for p, file in site.items() if p.endswith(".html") and b"wasm-unsafe-eval" in file.content]
    assert others == [f"{ADDRESS}index.html"]


def test_nothing_heavy_is_loaded_with_the_page(page: Callable[[str], HtmlElement], site: Site) -> None:
    """One small script beside that of every page; Python comes when it is asked for."""
    everywhere = {"../assets/able.js", "../assets/page.js"}
    assert set(page(ADDRESS).xpath("//script/@src")) - everywhere == {"../assets/draft/draft.js"}
    own = [f"{ADDRESS}index.html", "assets/draft/draft.js", "assets/draft/draft.css"]
    assert sum(len(site[path].content) for path in own) < 2 * LIGHT


def test_the_form_has_no_address_to_send_to(page: Callable[[str], HtmlElement]) -> None:
    """Its script takes the draft; without script the form is not shown."""
    form = page(ADDRESS).get_element_by_id("desk")
    assert {"hidden", "action", "method"} & set(form.keys()) == {"hidden"}
    labelled = {label.get("for") for label in form.iter("label")}
    assert {field.get("id") for field in form.iter("input", "select", "textarea")} == labelled


def test_the_sample_is_what_a_report_of_the_site_prints(site: Site, dataset: Dataset) -> None:
    """Line for line, without what the site does not show."""
    lines = site["assets/draft/sample.txt"].content.decode().split("\n")
    report = next(one for one in dataset.reports if one.id == "quzhou-commerce-2013")
    cut = {number for cut in report.cuts for number in range(cut.first, cut.last + 1)}
    assert len(lines) == len(report.lines)
    for number, (line, printed) in enumerate(zip(lines, report.lines, strict=True), 1):
        assert line == ("" if number in cut else printed.rstrip()), number


@pytest.mark.parametrize("word", ["文件不上传", "build.py check", "PDF"])
def test_the_page_says_what_it_does_and_what_it_cannot(
    page: Callable[[str], HtmlElement], words: Callable[[HtmlElement], str], word: str
) -> None:
    """Before anything is pressed."""
    assert word in words(page(ADDRESS).get_element_by_id("main"))
