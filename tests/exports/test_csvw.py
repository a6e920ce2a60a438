"""Each CSV has a CSVW description beside it, by which a reader that others wrote reads it."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import csvw  # type: ignore[import-untyped]  # it publishes no types
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Artifact


@pytest.fixture(scope="module")
def staged(published: dict[str, Artifact], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small dataset's files in a folder."""
    root = tmp_path_factory.mktemp("staged")
    for artifact in published.values():
        file = root / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    return root


def test_every_csv_has_its_description(published: dict[str, Artifact]) -> None:
    tables = {path for path in published if path.endswith(".csv")}
    assert {path for path in published if path.endswith("-metadata.json")} == {
        f"{path}-metadata.json" for path in tables
    }
    for path in tables:
        described = json.loads(published[f"{path}-metadata.json"].content)
        assert described["@context"][0] == "http://www.w3.org/ns/csvw"
        assert described["url"] == path.rpartition("/")[2]


def test_another_reader_reads_the_same_values_by_it(staged: Path) -> None:
    for file in staged.rglob("*-metadata.json"):
        table = csvw.Table.from_file(file)
        path = file.with_name(file.name.removesuffix("-metadata.json"))
        with path.open(encoding="utf-8-sig", newline="") as opened:
            expected = list(csv.DictReader(opened))
        rows = list(table.iterdicts())
        assert len(rows) == len(expected), path
        assert table.check_primary_key(), path
        for row, values in zip(rows, expected, strict=True):
            assert list(row) == list(values), path
            assert [value is None for value in row.values()] == [not value for value in values.values()], path


def test_the_types_are_those_of_the_schema(staged: Path) -> None:
    table = csvw.Table.from_file(staged / "data/observations.csv-metadata.json")
    package = json.loads((staged / "data/datapackage.json").read_text(encoding="utf-8"))
    (schema,) = [one["schema"] for one in package["resources"] if one["name"] == "observations"]
    kinds = {"number": "decimal"}
    for column, field in zip(table.tableSchema.columns, schema["fields"], strict=True):
        assert column.name == field["name"]
        assert column.datatype.base == kinds.get(field["type"], field["type"])
        assert bool(column.required) == field.get("constraints", {}).get("required", False)
        assert dict(column.titles) == {"und": [field["name"]], "zh": [field["title"]], "en": [field["titles"]["en"]]}


@pytest.mark.parametrize(("column", "value"), [("status", "guessed"), ("year", "soon"), ("value", "x"), ("row", "")])
def test_it_refuses_what_the_schema_refuses(staged: Path, tmp_path: Path, column: str, value: str) -> None:
    name = "observations.csv"
    with (staged / "data" / name).open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    rows[0][column] = value
    with (tmp_path / name).open("w", encoding="utf-8-sig", newline="") as opened:
        writer = csv.DictWriter(opened, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    described = tmp_path / f"{name}-metadata.json"
    described.write_bytes((staged / "data" / described.name).read_bytes())
    with pytest.raises(ValueError, match=column):
        list(csvw.Table.from_file(described).iterdicts())
