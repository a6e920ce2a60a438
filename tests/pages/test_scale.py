"""A thousand agencies over ten years: lists and coverage stay light, and twice the agencies take twice the time."""

from __future__ import annotations

import gzip
import re
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.model import Part
from sitegen.pages import agencies, browse, coverage, home
from sitegen.rendering import Renderer, load_content
from tests.bench.invented import outlined

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.model import Artifact, Catalogue

    Site = dict[str, Artifact]

AGENCIES, YEARS = 1000, 10
LISTS = (home, agencies, browse, coverage)
KIB = 1024
HEAVIEST = {"": 20, "coverage/": 10, "agencies/": 25, "agencies/by-level/": 20, "agencies/by-publication/": 40}
"""Kilobytes, zipped as they are sent."""
REGION = 20


@pytest.fixture(scope="module")
def lists(root: Path, catalogue: Catalogue) -> Callable[[int], Site]:
    """The lists of so many agencies over ten years, in Simplified Chinese."""
    content = load_content(root / "content")
    site = replace(catalogue.site, leave_out=(Part.ENGLISH, Part.TRADITIONAL))

    def made(count: int) -> Site:
        dataset = outlined(replace(catalogue, site=site), count, YEARS)
        renderer = Renderer(root / "templates", site, content)
        return {page.path: page for module in LISTS for page in module.pages(dataset, renderer)}

    return made


@pytest.fixture(scope="module")
def many(lists: Callable[[int], Site]) -> Site:
    """The lists of all."""
    return lists(AGENCIES)


def weight(page: Artifact) -> float:
    """What is sent of a page, in kilobytes."""
    return len(gzip.compress(page.content, mtime=0)) / KIB


def test_lists_of_a_thousand_agencies_stay_light(many: Site) -> None:
    """The home page counts regions where it cannot list agencies; the pages of regions list them."""
    for address, limit in HEAVIEST.items():
        assert weight(many[f"{address}index.html"]) <= limit, (address, weight(many[f"{address}index.html"]))
    regions = [page for path, page in many.items() if path.startswith("coverage/")]
    assert max(map(weight, regions)) <= REGION


def test_every_report_of_a_thousand_agencies_is_reached_by_region(many: Site, catalogue: Catalogue) -> None:
    """From the overview to provinces, from there to each report."""
    dataset = outlined(catalogue, AGENCIES, YEARS)
    text = b"".join(page.content for path, page in many.items() if path.startswith("coverage/"))
    assert {report.id.encode() for report in dataset.reports} == set(re.findall(rb"reports/([a-z0-9-]+)/", text))
    overview = many["coverage/index.html"].content
    assert all(f"{division.code}/index.html".encode() in overview for division in dataset.catalogue.divisions[:20])


def test_four_times_the_agencies_take_no_sixteen_times_the_time(lists: Callable[[int], Site]) -> None:
    """Nothing looks through all agencies for each of them."""
    lists(10)  # templates are compiled

    def spent(count: int) -> float:
        started = time.process_time()
        lists(count)
        return time.process_time() - started

    assert spent(AGENCIES) < 9 * spent(AGENCIES // 4)
