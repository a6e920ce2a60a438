"""What is in parts for its size has the same rows as what is not, each in its province and year."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from sitegen.exports import parts, whole
from sitegen.exports.given import OF_CELLS
from sitegen.validation import ValidationError, validate

if TYPE_CHECKING:
    from pathlib import Path

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


def test_the_parts_of_a_table_share_a_schema_that_is_that_of_the_table(both: tuple[Files, Files]) -> None:
    """It lies beside the descriptor, which would be little else with a copy for each part."""
    one, cut = both
    inline = {a["path"]: a["schema"] for a in json.loads(one["data/datapackage.json"].content)["resources"]}
    seen = set()
    for resource in json.loads(cut["data/datapackage.json"].content)["resources"]:
        table = resource["path"].partition("/")[0].removesuffix(".csv")
        if "/" in resource["path"]:
            assert resource["schema"] == f"schemas/{table}.json"
            seen.add(f"data/{resource['schema']}")
        else:
            assert resource["schema"] == inline[resource["path"]]
    assert seen == {path for path in cut if path.startswith("data/schemas/")} != set()
    for path in seen:
        assert json.loads(cut[path].content) == inline[path.rpartition("/")[2].replace(".json", ".csv")]
    assert not [path for path in one if path.startswith("data/schemas/")]


def test_the_sources_of_a_large_whole_are_its_table_of_reports(both: tuple[Files, Files], dataset: Dataset) -> None:
    """A row of which says all that a source says."""
    _, cut = both
    small, large = (json.loads(files["data/datapackage.json"].content)["sources"] for files in both)
    assert [source["report"] for source in small] == [report.id for report in dataset.reports]
    assert large == [{"title": "报告", "titles": {"en": "Reports"}, "path": "reports.csv"}]
    table = csv.DictReader(io.StringIO(cut["data/reports.csv"].content.decode("utf-8-sig"), newline=""))
    rows = {row["report"]: row for row in table}
    for source in small:
        row = rows[source["report"]]
        told = (source.get("path", ""), source.get("retrieved", ""), source["file"], source["sha256"])
        assert told == (row["url"], row["retrieved"], row["file"], row["sha256"])
        assert source["bytes"] == int(row["bytes"])


def test_a_large_site_is_valid_for_frictionless_and_for_us(dataset: Dataset, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LARGEST", 100)
        for artifact in whole.artifacts(dataset):
            file = tmp_path / artifact.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(artifact.content)
    validate(tmp_path, full=True)
    file = tmp_path / "data/schemas/series.json"
    file.write_bytes(file.read_bytes().replace(b'"indicators"', b'"indicator"'))
    with pytest.raises(ValidationError, match="refers to a table 'indicator' that is not there"):
        validate(tmp_path)


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
