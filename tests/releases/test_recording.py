"""The record of releases: no address of the last one is ever lost."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.catalogue import KnowledgeError
from sitegen.catalogue.permanence import load_addresses, load_releases
from sitegen.exports import exports
from sitegen.model import Release
from sitegen.pages import pages
from sitegen.releases.recording import addresses, gone, lost, record
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Dataset

PATHS = (
    "index.html",
    "404.html",
    "about/index.html",
    "data/reports.csv",
    "api/v1/index.json",
    "assets/style.css",
    "api/index.html",
    "findings/rules/A0.QZ/2/index.html",
)


def test_every_address_of_the_last_release_leads_somewhere_today(dataset: Dataset, root: Path) -> None:
    """Pages, data and API: what somebody has linked to or loads every night stays; else there is data/redirects.csv."""
    content = load_content(root / "content")
    exported = exports(dataset)
    renderer = Renderer(root / "templates", dataset.catalogue.site, content, exported)
    paths = [artifact.path for artifact in (*exported, *pages(dataset, renderer))]
    before = load_addresses(root / "data" / "addresses.txt")
    assert {"", "codebook/rules/", "data/observations.csv", "api/v1/openapi.json"} <= set(before)
    assert gone(root / "data", paths) == ()


def test_pages_data_and_api_last_and_nothing_else() -> None:
    """How many pages a list has depends on the day."""
    assert addresses(PATHS) == ("", "about/", "api/", "api/v1/index.json", "data/reports.csv")


def test_an_address_is_lost_unless_a_file_is_there() -> None:
    before = ("", "about/", "agencies/old/", "data/reports.csv", "data/gone.csv")
    assert lost(before, PATHS) == ("agencies/old/", "data/gone.csv")


def release(version: str = "9.9.0") -> Release:
    """A release to come."""
    return Release(version, dt.date(2099, 1, 2), 1, 1, 2, 1, 0, 3, ("添了“一份”年报",), ("A report more",))


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """The real record, to be written to."""
    for name in ("releases.toml", "addresses.txt"):
        shutil.copy(root / "data" / name, tmp_path / name)
    return tmp_path


def test_a_release_is_written_on_top_and_reads_back(data: Path) -> None:
    before = load_releases(data / "releases.toml")
    record(data, release(), PATHS)
    assert load_releases(data / "releases.toml") == (release(), *before)
    assert (data / "releases.toml").read_text(encoding="utf-8").startswith("# The releases of the dataset")
    assert load_addresses(data / "addresses.txt") == addresses(PATHS)
    assert gone(data, PATHS) == ()


def test_the_first_release_of_all_can_be_recorded(data: Path) -> None:
    """A fork begins with a comment and nothing below it."""
    path = data / "releases.toml"
    comment = "".join(
        line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if line.startswith("#")
    )
    path.write_text(comment, encoding="utf-8")
    (data / "addresses.txt").unlink()
    assert gone(data, PATHS) == ()
    record(data, release(), PATHS)
    assert load_releases(path) == (release(),)


@pytest.mark.parametrize("wrong", [release("0.0.1"), replace(release(), date=dt.date(2001, 1, 1)), release("next")])
def test_a_release_that_does_not_fit_changes_nothing(data: Path, wrong: Release) -> None:
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    with pytest.raises(KnowledgeError):
        record(data, wrong, PATHS)
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before
