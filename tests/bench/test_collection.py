"""The invented collections: read like real ones, wrong only where it was planned, the same on every run."""

from __future__ import annotations

import hashlib
import tomllib
from typing import TYPE_CHECKING

import pytest

from sitegen.assembly import assemble
from sitegen.model import Outcome
from tests.bench.collection import SIMPLIFIED_AND_CSV, Size, write

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Dataset

SIZE = Size(60, 8, 8)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small collection."""
    return tmp_path_factory.mktemp("collection") / "data"


@pytest.fixture(scope="module")
def wrong(folder: Path) -> tuple[str, ...]:
    """The figures of it that are wrong."""
    return write(folder, SIZE)


@pytest.fixture(scope="module")
def dataset(folder: Path, wrong: tuple[str, ...]) -> Dataset:
    """What is read from it."""
    assert wrong
    return assemble(folder)


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_report_is_published_with_all_its_cells(dataset: Dataset) -> None:
    assert not dataset.quarantined
    assert len(dataset.reports) == SIZE.reports
    assert len({report.agency for report in dataset.reports}) == SIZE.agencies
    for report in dataset.reports:
        forms = {observation.form for observation in report.observations}
        (form,) = (form for form in dataset.catalogue.forms if form.id in forms)
        cells = {f"{table.id}/{row.id}/{column.id}" for table in form.tables for _, row, column in table.cells()}
        assert {one.cell for one in report.observations if one.value is not None} == cells


def test_nothing_fails_but_what_is_wrong(dataset: Dataset, wrong: tuple[str, ...]) -> None:
    """A wrong figure fails in its report, and may fail once more as what the next year should have taken over."""
    planned = {one.split()[0] for one in wrong}
    failing = {f.report for f in dataset.findings if f.outcome is Outcome.FAIL and not f.rule.startswith("Y.")}
    assert failing == planned


def test_hardly_anything_is_left_open(dataset: Dataset) -> None:
    doubtful = [f for f in dataset.findings if f.outcome in {Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE}]
    assert len(doubtful) < SIZE.reports / 4


def test_reports_differ_and_their_sidecars_know_them(folder: Path, wrong: tuple[str, ...]) -> None:
    files = contents(folder / "reports")
    reports = {name: content for name, content in files.items() if not name.endswith(".toml")}
    assert len(set(reports.values())) == len(reports) == SIZE.reports
    assert {name.rpartition(".")[2] for name in reports} == {"html", "md", "txt"}
    assert wrong
    for name, content in reports.items():
        sidecar = tomllib.loads(files[f"{name}.toml"].decode())
        assert sidecar["sha256"] == hashlib.sha256(content).hexdigest()


def test_agencies_are_spread_over_all_provinces_and_prefectures(tmp_path: Path) -> None:
    write(tmp_path / "data", Size(0, 3000, 10))
    lines = (tmp_path / "data" / "agencies.csv").read_text(encoding="utf-8").splitlines()[1:]
    places = (tmp_path / "data" / "divisions.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(lines) == len({line.split(",")[0] for line in lines}) == 3000
    assert {line.split(",")[3] for line in lines} == {line.split(",")[0] for line in places}
    assert len(places) == 31 + 31 * 11


def test_the_site_is_set_to_simplified_pages_and_csv(folder: Path, wrong: tuple[str, ...]) -> None:
    assert wrong
    settings = tomllib.loads((folder / "site.toml").read_text(encoding="utf-8"))
    assert settings["leave_out"] == list(SIMPLIFIED_AND_CSV)


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(
    folder: Path, wrong: tuple[str, ...], tmp_path: Path
) -> None:
    assert write(tmp_path / "same", SIZE) == wrong
    assert contents(tmp_path / "same") == contents(folder)
    write(tmp_path / "other", SIZE, seed=2)
    assert contents(tmp_path / "other") != contents(folder)


def test_one_report_can_have_another_figure(folder: Path, wrong: tuple[str, ...], tmp_path: Path) -> None:
    assert write(tmp_path / "changed", SIZE, other=30) == wrong
    before, after = contents(folder), contents(tmp_path / "changed")
    (report, sidecar) = sorted(name for name in before if before[name] != after[name])
    assert before.keys() == after.keys()
    assert sidecar == f"{report}.toml"
