"""Compare: agencies, indicators and years of one's choice, put together in the browser from the files of the API.

Without script the page leads to the tables of every indicator. What the script must know of indicators beyond the API
lies in one file beside the page: which cells they are in each form, and where they break.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.api.envelope import MEDIA_TYPE, ROOT
from sitegen.exports.jsontext import text
from sitegen.languages import ENGLISH, SIMPLIFIED, TRADITIONAL, converted
from sitegen.model import Artifact
from sitegen.pages.parts.series import GRADE_SIGNS, GRADES, NO_VALUE, SMALL, SMALL_WORDS, UNITS
from sitegen.rendering import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Break, Catalogue, Dataset, Indicator
    from sitegen.rendering import Renderer

ADDRESS = "compare/"
KNOWLEDGE = "compare/indicators.json"
AGENCIES = f"{ROOT}agencies.json"
SERIES = "data/series.csv"
MOST = 12
"""So many agencies may stand beside one another: more are no comparison any longer."""


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The page, and what its script must know; where the API is not published, the page without its script."""
    catalogue = dataset.catalogue
    groups = dict.fromkeys(indicator.group for indicator in catalogue.indicators)
    able = any(file.path == AGENCIES for file in renderer.downloads)
    yield from renderer.pages(
        ADDRESS,
        "pages/compare.html",
        able=able,
        series=any(file.path == SERIES for file in renderer.downloads),
        groups=[(group, [one for one in catalogue.indicators if one.group == group]) for group in groups],
        most=MOST,
        units=UNITS,
        grades=GRADES,
        grade_signs=GRADE_SIGNS,
        small=(SMALL, SMALL_WORDS),
        no_value={standing.value: shown for standing, shown in NO_VALUE.items()},
    )
    if able:
        known = {
            "indicators": {indicator.id: _known(indicator) for indicator in catalogue.indicators},
            "characters": _characters(catalogue),
        }
        yield Artifact(KNOWLEDGE, MEDIA_TYPE, f"{text(known)}\n".encode())


def _known(indicator: Indicator) -> dict[str, object]:
    return {
        "unit": indicator.unit,
        "rate": indicator.rate,
        "forms": [[one.form, list(one.cells), list(one.base), one.grade] for one in indicator.equivalents],
        "breaks": [[one.year, _in_each(one)] for one in indicator.breaks],
    }


def _in_each(one: Break) -> dict[str, str]:
    """The reason of a break by the language of the page."""
    chinese = f"{typeset(one.reason_zh)}。"
    return {SIMPLIFIED.tag: chinese, TRADITIONAL.tag: converted(chinese), ENGLISH.tag: f"{one.reason_en}."}


def _characters(catalogue: Catalogue) -> dict[str, str]:
    """The Traditional characters by which names of agencies and places may be looked for, with the Simplified ones."""
    names = [name for agency in catalogue.agencies for name in (agency.zh, *agency.names)]
    names += [division.zh for division in catalogue.divisions]
    found = {character: converted(character) for character in sorted(set("".join(names)))}
    return {other: character for character, other in found.items() if other != character}
