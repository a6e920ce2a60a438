"""Fixtures of the page tests: the pages of the real dataset, and of one made worse on purpose."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from lxml import html

from sitegen.exports import exports
from sitegen.model import Artifact, Finding, Observation, Outcome, Quarantined, Severity, Source, Status
from sitegen.pages import pages
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from sitegen.model import Dataset, Report

Site = dict[str, Artifact]


@pytest.fixture(scope="session")
def build(root: Path) -> Callable[[Dataset], Site]:
    """Make all pages of a dataset, by path, with the exported files."""
    content = load_content(root / "content")

    def built(dataset: Dataset) -> Site:
        renderer = Renderer(root / "templates", dataset.catalogue.site, content, exports(dataset))
        return {artifact.path: artifact for artifact in (*renderer.downloads, *pages(dataset, renderer))}

    return built


@pytest.fixture(scope="session")
def site(dataset: Dataset, build: Callable[[Dataset], Site]) -> Site:
    """The pages of the real dataset."""
    return build(dataset)


@pytest.fixture(scope="session")
def parse() -> Callable[[Site, str], HtmlElement]:
    """A page of a site as a tree."""

    def parsed(site: Site, address: str) -> HtmlElement:
        path = address if address.endswith(".html") else f"{address}index.html"
        return html.document_fromstring(site[path].content, parser=html.HTMLParser(encoding="utf-8"))

    return parsed


@pytest.fixture(scope="session")
def page(site: Site, parse: Callable[[Site, str], HtmlElement]) -> Callable[[str], HtmlElement]:
    """A page of the real site as a tree."""
    return lambda address: parse(site, address)


@pytest.fixture(scope="session")
def words() -> Callable[[HtmlElement], str]:
    """The text of an element with white space folded."""
    return lambda element: " ".join(element.text_content().split())


@pytest.fixture(scope="session")
def worse(dataset: Dataset) -> Dataset:
    """The real dataset and more: four years of one agency, every status, hostile text, a file set aside."""
    real = {report.id: report for report in dataset.reports}
    sichuan, chaoyang = real["sichuan-commerce-2019"], real["chaoyang-commerce-2023"]
    lines = list(sichuan.lines)
    lines[6] = "<script>alert(1)</script> {{ 7 * 7 }} <b>x</b>"
    added = [
        _another(sichuan, 2020, _every_status, tuple(lines)),
        _another(chaoyang, 2021, agency="sichuan-commerce"),
        _another(chaoyang, 2022, agency="sichuan-commerce"),
    ]
    aside = Quarantined(
        Source("坏 文件.txt", "text/plain", "0" * 64, 10),
        (Finding("R.NO_FORM", Outcome.FAIL, Severity.ERROR, None, "坏 文件.txt"),),
    )
    reports = sorted((*dataset.reports, *added), key=lambda report: report.id)
    return replace(dataset, reports=tuple(reports), quarantined=(aside,))


@pytest.fixture(scope="session")
def worse_site(worse: Dataset, build: Callable[[Dataset], Site]) -> Site:
    """The pages of the worse dataset."""
    return build(worse)


def _another(
    report: Report,
    year: int,
    change: Callable[[Observation], Observation] = lambda observation: observation,
    lines: tuple[str, ...] = (),
    agency: str = "",
) -> Report:
    agency = agency or report.agency or ""
    name = f"{agency}-{year}"
    observations = tuple(replace(change(observation), report=name) for observation in report.observations)
    fact = replace(report.year, value=str(year))
    return replace(
        report, id=name, agency=agency, year=fact, observations=observations, lines=lines or report.lines, findings=()
    )


def _every_status(observation: Observation) -> Observation:
    """A cell with another status, by its row."""
    evidence = observation.provenance
    if evidence is None:
        return observation
    changed = {
        "carried_in": replace(observation, value=None, status=Status.BLANK, provenance=replace(evidence, printed="")),
        "granted": replace(
            observation, value=None, status=Status.NOT_APPLICABLE, provenance=replace(evidence, printed="/")
        ),
        "partial": replace(
            observation, value=None, status=Status.UNREADABLE, provenance=replace(evidence, printed="二件")
        ),
        "refused_state_secret": replace(observation, value=None, status=Status.ABSENT, provenance=None),
        "closed_total": replace(observation, value=Decimal(12), status=Status.RESOLVED),
    }
    return changed.get(observation.row, observation)
