"""What a site leaves out is not there, and nothing tells of it: no catalogue, no page, no link."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from sitegen import bundle
from sitegen.exports import exports
from sitegen.model import Outcome, Part
from sitegen.pages import pages
from sitegen.rendering import Renderer, load_content
from sitegen.site import write
from sitegen.validation import validate
from tests.sites import finished

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.model import Artifact, Dataset

BELONGS: dict[Part, Callable[[str], bool]] = {
    Part.AGENCIES: lambda path: re.fullmatch(r"data/agencies/.+|agencies/.+\.(bib|ris)", path) is not None,
    Part.API: lambda path: edition_of(path)[1].startswith("api/") or path == "compare/indicators.json",
    Part.CSVW: lambda path: path.endswith(".csv-metadata.json"),
    Part.JSON: lambda path: (
        path.startswith("data/") and path.endswith(".json") and not path.endswith(("-metadata.json", "package.json"))
    ),
    Part.ENGLISH: lambda path: path.startswith("en/"),
    Part.LEDGERS: lambda path: re.fullmatch(r"findings/[a-z0-9-]+-\d{4}/index\.html", edition_of(path)[1]) is not None,
    Part.PARQUET: lambda path: path.endswith(".parquet"),
    Part.REGIONS: lambda path: path.startswith("data/regions/"),
    Part.SITE_ZIP: lambda path: path == bundle.PATH,
    Part.SQLITE: lambda path: path.endswith(".sqlite"),
    Part.TRADITIONAL: lambda path: path.startswith("zh-hant/") or path == "search/agencies-converted.json",
    Part.XLSX: lambda path: path.endswith(".xlsx"),
}
TOLD = {
    Part.AGENCIES: "按机关",
    Part.API: "接口",
    Part.CSVW: "CSVW",
    Part.PARQUET: "Parquet",
    Part.REGIONS: "按地区",
    Part.SITE_ZIP: "整站",
    Part.SQLITE: "SQLite",
    Part.XLSX: "工作簿",
}


def edition_of(path: str) -> tuple[str, str]:
    """The folder of the edition that the file is of, and its path within."""
    folder = next((one for one in ("en/", "zh-hant/") if path.startswith(one)), "")
    return folder, path.removeprefix(folder)


def built(dataset: Dataset, root: Path, *left_out: Part) -> dict[str, Artifact]:
    """Every file of the site that leaves those parts out, its address known."""
    settings = replace(dataset.catalogue.site, leave_out=left_out, base_url="https://example.org/")
    there = replace(dataset, catalogue=replace(dataset.catalogue, site=settings))
    exported = exports(there)
    renderer = Renderer(root / "templates", settings, load_content(root / "content"), exported)
    made = (*exported, *pages(there, renderer))
    return {artifact.path: artifact for artifact in finished(made, there, renderer)}


@pytest.fixture(scope="module")
def two(dataset: Dataset) -> Dataset:
    """The real dataset with but two of its reports."""
    ids = {"quzhou-commerce-2013", "sichuan-commerce-2019"}
    return replace(
        dataset,
        reports=tuple(report for report in dataset.reports if report.id in ids),
        findings=tuple(finding for finding in dataset.findings if finding.report in ids),
        quarantined=(),
    )


@pytest.fixture(scope="module")
def full(two: Dataset, root: Path) -> dict[str, Artifact]:
    """The site with all its parts."""
    return built(two, root)


def test_every_part_can_be_told_from_the_rest(full: dict[str, Artifact]) -> None:
    for path in full:
        packaged = path.startswith(("data/regions/", "data/agencies/"))
        edited = edition_of(path)[0]
        assert sum(belongs(path) for belongs in BELONGS.values()) <= (2 if packaged or edited else 1)
    for part, belongs in BELONGS.items():
        assert any(map(belongs, full)), part


@pytest.mark.parametrize("part", Part)
def test_a_part_that_is_left_out_is_gone_and_nothing_else_is(
    two: Dataset, root: Path, full: dict[str, Artifact], part: Part, tmp_path: Path
) -> None:
    site = built(two, root, part)
    assert set(site) == {path for path in full if not BELONGS[part](path)}
    write(site.values(), tmp_path / "dist", verify=validate, base_url="https://example.org/")  # no link leads nowhere
    for path in ("catalog.jsonld", "croissant.json", "sitemap.xml", "downloads/index.html"):
        text = site[path].content.decode()
        gone = [other for other in full if BELONGS[part](other) and other.removesuffix("index.html") in text]
        assert not gone, path
    text = site["downloads/index.html"].content.decode()
    assert part not in TOLD or TOLD[part] not in text
    assert part not in TOLD or TOLD[part] in full["downloads/index.html"].content.decode()


def test_without_ledgers_findings_are_told_by_the_pages_of_reports(two: Dataset, root: Path) -> None:
    site = built(two, root, Part.LEDGERS)
    for path, artifact in site.items():
        if path.endswith((".html", ".json", ".xml")) and not path.startswith("data/"):
            assert not re.search(rb"findings/[a-z0-9-]+-\d{4}/", artifact.content), path
    report = json.loads(site["api/v1/reports/sichuan-commerce-2019.json"].content)
    assert report["findings_page"] == "reports/sichuan-commerce-2019/"
    wrong = next(one for one in two.findings if one.outcome is Outcome.FAIL and one.report)
    listed = site[f"findings/rules/{wrong.rule}/index.html"].content.decode()
    assert f"reports/{wrong.report}/index.html#{wrong.id}" in unquote(listed)
    assert f'id="{wrong.id}"' in site[f"reports/{wrong.report}/index.html"].content.decode()


def test_without_packages_of_agencies_their_pages_offer_those_of_regions_and_the_whole(
    two: Dataset, root: Path
) -> None:
    page = built(two, root, Part.AGENCIES)["agencies/sichuan-commerce/index.html"].content.decode()
    assert "downloads/index.html" in page
    assert "data/regions/510000/510000.zip" in page
    assert (
        "data/regions"
        not in built(two, root, Part.AGENCIES, Part.REGIONS)["agencies/sichuan-commerce/index.html"].content.decode()
    )


def test_without_any_of_them_the_packages_and_pages_stay(two: Dataset, root: Path, tmp_path: Path) -> None:
    site = built(two, root, *Part)
    write(site.values(), tmp_path / "dist", verify=validate, base_url="https://example.org/")
    kinds = {path.rpartition(".")[2] for path in site if path.startswith("data/")}
    assert kinds == {"csv", "json"}
    text = site["downloads/index.html"].content.decode()
    assert not [word for word in TOLD.values() if word in text]
    assert "DataFrame" not in text
    assert "DataFrame" not in built(two, root, Part.JSON)["downloads/index.html"].content.decode()


def test_archives_hold_no_descriptions_where_these_are_left_out(small: Dataset) -> None:
    settings = replace(small.catalogue.site, leave_out=(Part.CSVW,))
    made = exports(replace(small, catalogue=replace(small.catalogue, site=settings)))
    for artifact in made:
        if artifact.path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(artifact.content)) as found:
                described = json.loads(found.read("datapackage.json"))["resources"]
                assert set(found.namelist()) == {"datapackage.json", *(one["path"] for one in described)}
