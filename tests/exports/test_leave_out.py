"""What a site leaves out is not there, and nothing tells of it: no catalogue, no page, no link."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen import bundle
from sitegen.exports import exports
from sitegen.model import Part
from sitegen.pages import pages
from sitegen.pipeline import finished
from sitegen.rendering import Renderer, load_content
from sitegen.site import write
from sitegen.validation import validate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.model import Artifact, Dataset

BELONGS: dict[Part, Callable[[str], bool]] = {
    Part.API: lambda path: re.match(r"(en/|zh-hant/)?api/|compare/indicators", path) is not None,
    Part.CSVW: lambda path: path.endswith(".csv-metadata.json"),
    Part.ENGLISH: lambda path: path.startswith("en/"),
    Part.JSON: lambda path: (
        path.startswith("data/") and path.endswith(".json") and not path.endswith(("-metadata.json", "package.json"))
    ),
    Part.PARQUET: lambda path: path.endswith(".parquet"),
    Part.REGIONS: lambda path: path.startswith("data/regions/"),
    Part.SITE_ZIP: lambda path: path == bundle.PATH,
    Part.SQLITE: lambda path: path.endswith(".sqlite"),
    Part.TRADITIONAL: lambda path: path.startswith(("zh-hant/", "search/agencies-converted")),
    Part.XLSX: lambda path: path.endswith(".xlsx"),
}
TOLD = {
    Part.API: "接口",
    Part.CSVW: "CSVW",
    Part.PARQUET: "Parquet",
    Part.REGIONS: "按地区",
    Part.SITE_ZIP: "整站",
    Part.SQLITE: "SQLite",
    Part.XLSX: "工作簿",
}


def built(dataset: Dataset, root: Path, *left_out: Part) -> dict[str, Artifact]:
    """Every file of the site that leaves those parts out, its address known."""
    settings = replace(dataset.catalogue.site, leave_out=left_out, base_url="https://example.org/")
    there = replace(dataset, catalogue=replace(dataset.catalogue, site=settings))
    renderer = Renderer(root / "templates", settings, load_content(root / "content"), exports(there))
    made = (*renderer.downloads, *pages(there, renderer))
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
        assert sum(belongs(path) for belongs in BELONGS.values()) <= (
            2 if re.match(r"data/regions/|.+/api/", path) else 1
        )
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


def test_without_any_of_them_the_packages_and_pages_stay(two: Dataset, root: Path, tmp_path: Path) -> None:
    site = built(two, root, *Part)
    write(site.values(), tmp_path / "dist", verify=validate, base_url="https://example.org/")
    kinds = {path.rpartition(".")[2] for path in site if path.startswith("data/")}
    assert kinds == {"csv", "json", "zip"}
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
