"""The pages of one agency, made with nothing but its own reports at hand, are those of the whole site."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.exports import exports
from sitegen.pages import agency, ledger, report
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.listing import Listed
    from sitegen.model import Artifact, Dataset


@pytest.fixture(scope="module")
def renderer(root: Path, worse: Dataset) -> Renderer:
    """What makes the pages of the worse dataset, in all languages."""
    return Renderer(root / "templates", worse.catalogue.site, load_content(root / "content"), exports(worse))


def slices(dataset: Dataset) -> Iterator[tuple[str, Dataset]]:
    """Each agency with its reports and all that is said of them; reports of no agency of the registry stand alone."""
    known = dataset.catalogue.by_agency
    strangers = {one.id for one in dataset.reports if (one.agency or "") not in known}
    for name in sorted({*known, *strangers}):
        reports = tuple(one for one in dataset.reports if name in {one.agency, one.id})
        ids = {one.id for one in reports}
        findings = tuple(
            one for one in dataset.findings if (one.report in ids if one.report else one.agency == name and name)
        )
        aside = tuple(one for one in dataset.quarantined if one.duplicate_of in ids)
        yield name, replace(dataset, reports=reports, findings=findings, quarantined=aside)


def files_of(name: str, part: Dataset, renderer: Renderer) -> tuple[Listed, ...]:
    """The files of an agency's data package, and what the API says of it and of its reports."""
    said = {f"api/v1/agencies/{name}.json", *(f"api/v1/reports/{one.id}.json" for one in part.reports)}
    said.add(f"agencies/{name}/feed.xml")
    folder = f"data/agencies/{name}/"
    return tuple(one for one in renderer.downloads if one.path.startswith(folder) or one.path in said)


def made(pages: Iterator[Artifact]) -> dict[str, bytes]:
    """The pages by path."""
    return {one.path: one.content for one in pages}


def test_a_slice_has_the_pages_of_the_whole(worse: Dataset, renderer: Renderer) -> None:
    """Byte for byte, and each page in one slice alone."""
    whole: dict[str, bytes] = {}
    for kind in (report, ledger, agency):
        whole |= made(kind.pages(worse, renderer))
    found: dict[str, bytes] = {}
    for name, part in slices(worse):
        own = renderer.having(files_of(name, part, renderer))
        pages = made(report.pages(part, own)) | made(ledger.pages(part, own))
        if one := worse.catalogue.by_agency.get(name):
            pages |= made(agency.pages_of(one, part, own))
        assert not found.keys() & pages.keys()
        found |= pages
    assert found.keys() == whole.keys()
    assert [path for path in whole if whole[path] != found[path]] == []


def test_pages_of_another_dataset_begin_anew(worse: Dataset, renderer: Renderer) -> None:
    """What the pages of a dataset share is never that of the one before."""
    (first, second), asked = list(slices(worse))[:2], []
    for _, part in (first, second, first):
        asked.append(renderer.shared(part, lambda dataset, _: (dataset,)))
    assert [one for (one,) in asked] == [first[1], second[1], first[1]]
