"""Menu and footer, drawn once for many pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from sitegen.framing import TEMPLATE, Frame
from sitegen.linking import link, path_of
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.cutting import Cuts
    from sitegen.model import Catalogue

ADDRESSES = ("", "agencies/", "agencies/a/", "findings/", "findings/a-2020/", "findings/b-2020/", "law/", "a/b/c/")


@pytest.fixture(scope="module")
def renderer(root: Path, catalogue: Catalogue) -> Renderer:
    """One of the whole site."""
    return Renderer(root / "templates", catalogue.site, load_content(root / "content"))


@pytest.fixture(scope="module")
def every(renderer: Renderer) -> list[Cuts]:
    """The cuts of every edition."""
    return renderer.cuts()


@pytest.mark.parametrize("part", ["top", "bottom"])
def test_every_page_has_the_frame_that_its_template_gives_it(renderer: Renderer, every: list[Cuts], part: str) -> None:
    """Whatever pages came before: with its own links, and its own place in the menu marked."""
    for cuts in every:
        frame = Frame(cuts, (item.address for item in renderer.content.menu))
        for address in (*ADDRESSES, *reversed(ADDRESSES)):
            url = partial(link, path_of(address))
            own = cuts.macro(TEMPLATE, part)(url, address, address.partition("/")[0])
            assert frame.draw(part, url, address) == own


def test_pages_that_see_the_same_from_their_places_share_what_is_drawn(renderer: Renderer, every: list[Cuts]) -> None:
    """Thousands of reports have one menu."""
    frame = Frame(every[0], (item.address for item in renderer.content.menu))
    first, second, other = (
        frame.draw("top", partial(link, path_of(address)), address)
        for address in ("reports/a-2020/", "reports/b-2021/", "findings/a-2020/")
    )
    assert first is second
    assert first != other
