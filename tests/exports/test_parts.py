"""What is in parts for its size has the same rows as what is not, each in its province and year."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from sitegen.exports import parts, whole
from sitegen.exports.given import OF_CELLS

if TYPE_CHECKING:
    from sitegen.model import Artifact, Dataset

Files = dict[str, "Artifact"]


def rows(file: Artifact) -> list[tuple[str, ...]]:
    """The rows of a CSV file without its head."""
    text = file.content.decode("utf-8-sig")
    return [tuple(row) for row in csv.reader(io.StringIO(text, newline=""))][1:]


@pytest.fixture(scope="module")
def both(dataset: Dataset) -> tuple[Files, Files]:
    """The files of the whole, as they are and as they would be of a large site."""
    made = {artifact.path: artifact for artifact in whole.artifacts(dataset)}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LARGEST", 100)
        return made, {artifact.path: artifact for artifact in whole.artifacts(dataset)}


@pytest.mark.parametrize("table", OF_CELLS)
def test_the_parts_of_a_table_have_its_rows(both: tuple[Files, Files], table: str) -> None:
    one, cut = both
    found = [
        row for path in cut if path.startswith(f"data/{table}/") and path.endswith(".csv") for row in rows(cut[path])
    ]
    assert sorted(found) == sorted(rows(one[f"data/{table}.csv"]))
    assert (f"data/{table}.csv" in cut) == (not found)


def test_what_is_about_a_province_and_year_stands_in_its_part(both: tuple[Files, Files], dataset: Dataset) -> None:
    divisions = {agency.id: agency.division for agency in dataset.catalogue.agencies}
    _, cut = both
    names = [name for name in cut if name.startswith("data/findings/") and name.endswith(".csv")]
    assert len(names) > 1
    for name in names:
        for row in rows(cut[name]):
            *_, agency, year = row
            assert name == f"data/findings/{divisions[agency][:2]}0000-{year}.csv"


def test_the_descriptor_lists_every_part_and_says_why(both: tuple[Files, Files]) -> None:
    _, cut = both
    descriptor = json.loads(cut["data/datapackage.json"].content)
    listed = {f"data/{resource['path']}" for resource in descriptor["resources"]}
    assert listed == {path for path in cut if path.endswith(".csv")}
    assert "每省每年一个文件" in descriptor["description"]


def test_reports_and_corrections_stay_one_file(both: tuple[Files, Files]) -> None:
    one, cut = both
    for name in ("data/reports.csv", "data/corrections.csv"):
        assert one[name] == cut[name]
