"""The page for addresses that lead nowhere. It is served at any depth, so its links need the site's address.

Nobody knows in which language its reader was, so it speaks all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports.schema import Words
from sitegen.interface import msg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.languages import Edition
    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

TITLE = msg("没有这一页")
ADVICE = msg("地址可能写错了，也可能已经改了。可以查一查，或从下面几处找起。")
SOUGHT, SEEK = msg("机关名称或词语"), msg("查找")


@dataclass(frozen=True, slots=True)
class Told:
    """What an edition says, and where it leads: names and addresses."""

    edition: Edition
    title: str
    advice: str
    sought: str
    seek: str
    places: tuple[tuple[str, str], ...]


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one ``404.html``."""
    del dataset  # the page is the same whatever the data
    told = [_told(renderer, edition) for edition in renderer.editions]
    yield renderer.page("404.html", "pages/not_found.html", anywhere=True, told=told)


def _told(renderer: Renderer, edition: Edition) -> Told:
    home = Words(renderer.site.title_zh, renderer.site.title_en)
    places = [
        (renderer.say(edition, home), ""),
        *((renderer.say(edition, one), one.address) for one in renderer.content.menu),
    ]
    title, advice, sought, seek = (renderer.say(edition, text) for text in (TITLE, ADVICE, SOUGHT, SEEK))
    return Told(edition, title, advice, sought, seek, tuple(places))
