"""The legend shows every mark that tables use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.parts.marks import OUTCOME_SIGNS

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact

    Site = dict[str, Artifact]


def kinds(tree: HtmlElement) -> set[str]:
    """The kinds of values that a page shows."""
    return {name for classes in tree.xpath("//td/@class") if "v" in classes.split() for name in classes.split()}


def test_no_table_uses_a_mark_that_the_legend_lacks(
    worse_site: Site, parse: Callable[[Site, str], HtmlElement]
) -> None:
    """Whatever a report may hold, a reader can look it up."""
    known = kinds(parse(worse_site, "legend/")) | {"none", "flagged", "broken", "apart", "v", *OUTCOME_SIGNS}
    used: set[str] = set()
    for path in worse_site:
        if path.startswith(("reports/", "agencies/", "indicators/")) and path.endswith(".html"):
            used |= kinds(parse(worse_site, path))
    assert {"blank", "not_applicable", "unreadable", "absent", "resolved", "zero", "number"} <= used <= known


def test_the_four_outcomes_are_explained(page: Callable[[str], HtmlElement]) -> None:
    """With the same signs as everywhere."""
    signs = [b.text_content() for b in page("legend/").xpath("//td/b")]
    assert sorted(signs) == sorted(OUTCOME_SIGNS.values())
