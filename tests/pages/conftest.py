"""Fixtures of the page tests: the pages of the real dataset, and of one made worse on purpose."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from lxml import html

from sitegen.assembly import order
from sitegen.exports import exports
from sitegen.model import (
    Artifact,
    Fact,
    Finding,
    Observation,
    Outcome,
    Part,
    Place,
    Provenance,
    Quarantined,
    Severity,
    Source,
    Status,
)
from sitegen.pages import pages, redirects
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from sitegen.model import Dataset, Report

Site = dict[str, Artifact]
SEEDS = frozenset(
    {
        "chaoyang-commerce-2023",
        "guangzhou-commerce-2020",
        "quzhou-commerce-2013",
        "sichuan-commerce-2019",
        "ziyang-economic-cooperation-2019",
    }
)


@pytest.fixture(scope="session")
def build(root: Path) -> Callable[[Dataset], Site]:
    """Make all pages of a dataset, by path, with the exported files."""
    content = load_content(root / "content")

    def built(dataset: Dataset) -> Site:
        """The Simplified pages, which most tests are about; the other editions are made of the same templates."""
        settings = replace(dataset.catalogue.site, leave_out=(Part.ENGLISH, Part.TRADITIONAL))
        dataset = replace(dataset, catalogue=replace(dataset.catalogue, site=settings))
        exported = exports(dataset)
        renderer = Renderer(root / "templates", dataset.catalogue.site, content, exported)
        old = redirects.copies(dataset.catalogue, exported)
        return {artifact.path: artifact for artifact in (*exported, *pages(dataset, renderer), *old)}

    return built


@pytest.fixture(scope="session")
def site(dataset: Dataset, build: Callable[[Dataset], Site]) -> Site:
    """The pages of the real dataset."""
    return build(dataset)


@pytest.fixture(scope="session")
def editions(root: Path, dataset: Dataset) -> Site:
    """The pages of the real dataset in all languages."""
    content = load_content(root / "content")
    exported = exports(dataset)
    renderer = Renderer(root / "templates", dataset.catalogue.site, content, exported)
    return {artifact.path: artifact for artifact in (*exported, *pages(dataset, renderer))}


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
def seeds(dataset: Dataset) -> Dataset:
    """The first five reports alone, whatever has been added since."""
    kept = tuple(report for report in dataset.reports if report.id in SEEDS)
    assert len(kept) == len(SEEDS)
    findings = tuple(finding for finding in dataset.findings if finding.report in SEEDS)
    return replace(dataset, reports=kept, findings=findings, quarantined=())


@pytest.fixture(scope="session")
def seed_page(
    seeds: Dataset, build: Callable[[Dataset], Site], parse: Callable[[Site, str], HtmlElement]
) -> Callable[[str], HtmlElement]:
    """A page of the site of the first five reports as a tree."""
    made = build(seeds)
    return lambda address: parse(made, address)


@pytest.fixture(scope="session")
def words() -> Callable[[HtmlElement], str]:
    """The text of an element with white space folded."""
    return lambda element: " ".join(element.text_content().split())


@pytest.fixture(scope="session")
def worse(dataset: Dataset) -> Dataset:
    """The real dataset and more: four years of one agency, every status, rows of its own, hostile text, files aside."""
    real = {report.id: report for report in dataset.reports}
    sichuan, chaoyang = real["sichuan-commerce-2019"], real["chaoyang-commerce-2023"]
    lines = list(sichuan.lines)
    lines[6] = "<script>alert(1)</script> {{ 7 * 7 }} <b>x</b>"
    changed = _another(sichuan, 2020, _every_status, tuple(lines))
    added = [
        replace(changed, local_rows=_local(changed), scope=Fact("jurisdiction", "全省行政机关", Place(7), "text")),
        _another(chaoyang, 2021, agency="sichuan-commerce"),
        _another(chaoyang, 2022, agency="sichuan-commerce"),
    ]
    aside = Quarantined(
        Source("坏 文件.txt", "text/plain", "0" * 64, 10),
        (Finding("R.NO_FORM", Outcome.FAIL, Severity.ERROR, None, "坏 文件.txt"),),
    )
    twin = Quarantined(
        Source("另一份.pdf", "application/pdf", "1" * 64, 10),
        (
            Finding(
                "R.DUPLICATE", Outcome.UNCERTAIN, Severity.NOTICE, None, "另一份.pdf",
                details=(("detail", sichuan.source.path),),
            ),
        ),
        duplicate_of=sichuan.id,
    )  # fmt: skip
    reports = sorted((*dataset.reports, *added), key=lambda report: report.id)
    findings = sorted((*dataset.findings, *aside.findings, *twin.findings), key=order)
    return replace(dataset, reports=tuple(reports), findings=tuple(findings), quarantined=(aside, twin))


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


def _local(report: Report) -> tuple[Observation, ...]:
    """Two rows that the form does not have, one with three columns and one with two, the last two of page 4."""
    found = []
    for row, label, columns in (("local_1", "<b>便民</b>服务", ("made", "disclosed", "disclosed_total")),
                                ("local_2", "其他事项", ("items_previous_year", "items_change"))):  # fmt: skip
        for at, column in enumerate(columns):
            place = Place(12 if row == "local_1" else 14, at, at + 1, page=3 if row == "local_1" else 4, file_line=90)
            evidence = Provenance(report.source.sha256, place, "7", row_label=label)
            found.append(
                Observation(report.id, report.form, "proactive", row, column, Decimal(7), "", Status.REPORTED, evidence)
            )
    return tuple(found)


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
