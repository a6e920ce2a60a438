"""The CSV packages read right by readers that others wrote: equal values, types and missing values."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd  # type: ignore[import-untyped]  # it publishes no types
import polars as pl
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


Json = dict[str, Any]
Rows = list[dict[str, object]]

PANDAS = {"string": "string", "number": "Float64", "integer": "Int64", "boolean": "boolean", "date": "string"}
POLARS: dict[str, Any] = {
    "string": pl.String, "number": pl.Float64, "integer": pl.Int64, "boolean": pl.Boolean, "date": pl.String,
}  # fmt: skip
DUCKDB = {"string": "VARCHAR", "number": "DECIMAL(38, 6)", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE"}
UTF_8 = "--infilter=CSV:44,34,76,1"  # without a window Calc does not look at the mark of UTF-8 and must be told
READR = {"string": "c", "number": "d", "integer": "i", "boolean": "l", "date": "c"}


def resources(staged: Path) -> list[tuple[Path, Json]]:
    """Every CSV file of every package with its schema."""
    found = [
        (path.parent / resource["path"], resource["schema"])
        for path in sorted(staged.rglob("datapackage.json"))
        for resource in json.loads(path.read_text(encoding="utf-8"))["resources"]
    ]
    assert len(found) > 40
    return found


def expected(file: Path, schema: Json) -> Rows:
    """The rows by the letter of the schema: an empty cell is no value, a number is its decimal."""
    types = {field["name"]: field["type"] for field in schema["fields"]}
    with file.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    return [{name: _typed(value, types[name]) for name, value in row.items()} for row in rows]


def _typed(value: str | None, kind: str) -> object:
    if not value:
        return None
    match kind:
        case "number":
            return Decimal(value)
        case "integer":
            return int(value)
        case "boolean":
            return {"true": True, "false": False}[value]
    return value


def same(found: Rows, wanted: Rows) -> None:
    """Assert that the rows are equal; numbers that a reader gives as floats are compared as floats."""
    assert len(found) == len(wanted)
    for mine, theirs in zip(wanted, found, strict=True):
        for name, value in mine.items():
            other = theirs[name]
            if value is None:
                assert other is None, (name, other)
            else:
                exact = float(value) if isinstance(value, Decimal) and isinstance(other, float) else value
                assert other == exact, (name, other, value)
                assert isinstance(other, bool) == isinstance(value, bool)


def read_pandas(file: Path, schema: Json) -> Rows:
    """As pandas reads it with the types of the descriptor, an empty cell being the only missing value."""
    types = {field["name"]: PANDAS[field["type"]] for field in schema["fields"]}
    frame = pd.read_csv(file, encoding="utf-8-sig", dtype=types, keep_default_na=False, na_values=[""])
    assert {name: str(kind) for name, kind in frame.dtypes.items()} == types
    plain = frame.astype(object)
    return [{str(k): v for k, v in row.items()} for row in plain.where(plain.notna(), None).to_dict("records")]


def read_polars(file: Path, schema: Json) -> Rows:
    """As Polars reads it with the types of the descriptor."""
    types = {field["name"]: POLARS[field["type"]] for field in schema["fields"]}
    frame = pl.read_csv(file, schema=types)
    assert dict(frame.schema) == types
    return frame.to_dicts()


def read_duckdb(file: Path, schema: Json) -> Rows:
    """As DuckDB reads it with the types of the descriptor; dates as text again, to compare."""
    types = {field["name"]: DUCKDB[field["type"]] for field in schema["fields"]}
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    with duckdb.connect() as connection:
        result = connection.execute(f"FROM read_csv('{file}', header = true, columns = {{{columns}}})")
        names = [column[0] for column in result.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    dates = {name for name, kind in types.items() if kind == "DATE"}
    return [{k: str(v) if k in dates and v is not None else v for k, v in row.items()} for row in rows]


@pytest.mark.parametrize("read", [read_pandas, read_polars, read_duckdb], ids=["pandas", "polars", "duckdb"])
def test_every_file_reads_right_with_the_types_of_its_descriptor(
    staged: Path, read: Callable[[Path, Json], Rows]
) -> None:
    for file, schema in resources(staged):
        same(read(file, schema), expected(file, schema))


def test_nobody_has_to_name_types_for_the_figures_to_be_numbers(staged: Path) -> None:
    """What a reader guesses: values are numbers, blanks are missing, and the first column has a clean name."""
    for name in ("observations", "series"):
        file = staged / "data" / f"{name}.csv"
        frame = pd.read_csv(file, encoding="utf-8-sig")
        assert pd.api.types.is_numeric_dtype(frame["value"])
        assert frame.columns[0] in {"report", "indicator"}
        assert pl.read_csv(file, infer_schema_length=None).schema["value"].is_numeric()
        with duckdb.connect() as connection:
            kinds = dict(row[:2] for row in connection.execute(f"DESCRIBE FROM '{file}'").fetchall())
        assert kinds["value"] in {"DOUBLE", "BIGINT"}
        assert {"report", "value"} <= set(kinds)


def test_readr_reads_every_file_right(staged: Path, tmp_path: Path) -> None:
    """In R, with the types of the descriptor; what it read is written as plain text again, to be compared here."""
    rscript = shutil.which("Rscript")
    there = "quit(status = if (requireNamespace('readr', quietly = TRUE)) 0 else 1)"
    if not rscript or subprocess.run([rscript, "-e", there], check=False).returncode:  # noqa: S603
        pytest.skip("there is no R with readr on this machine")
    files = resources(staged)
    lines = []
    for number, (file, schema) in enumerate(files):
        types = "".join(READR[field["type"]] for field in schema["fields"])
        lines.append(f"d <- readr::read_csv('{file}', col_types = '{types}', na = '')")
        lines.append(f"readr::write_csv(d, '{tmp_path / str(number)}.out', na = '<none>')")
    script = tmp_path / "all.R"
    script.write_text("\n".join(lines), encoding="utf-8")
    subprocess.run([rscript, "--vanilla", str(script)], capture_output=True, check=True)  # noqa: S603
    for number, (file, schema) in enumerate(files):
        kinds = {field["name"]: field["type"] for field in schema["fields"]}
        with (tmp_path / f"{number}.out").open(encoding="utf-8", newline="") as text:
            rows = list(csv.DictReader(text))
        same([{name: _of_r(value, kinds[name]) for name, value in row.items()} for row in rows], expected(file, schema))


def _of_r(value: str, kind: str) -> object:
    return None if value == "<none>" else _typed(value.lower() if kind == "boolean" else value, kind)


def test_libreoffice_opens_an_official_table_without_mojibake_or_live_formulas(staged: Path, tmp_path: Path) -> None:
    """As Calc opens it, saved as a workbook: numbers are numbers, Chinese is Chinese, nothing is computed."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("there is no LibreOffice on this machine")
    files = ("agencies/sichuan-commerce/national-2019-requests.csv", "observations.csv", "reports.csv")
    for name in files:
        source = staged / "data" / name
        command = [office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
        command += [UTF_8, "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(source)]
        subprocess.run(command, capture_output=True, check=False, timeout=120, env=dict(os.environ))  # noqa: S603
        made = tmp_path / "out" / f"{source.stem}.xlsx"
        if not made.is_file():
            pytest.skip("this LibreOffice has no Calc")
        sheet = pd.read_excel(made, dtype=object, keep_default_na=False, na_values=[""])
        raw = pd.read_csv(source, encoding="utf-8-sig", dtype="string", keep_default_na=False)
        assert [str(column) for column in sheet.columns] == list(raw.columns)
        for column in ("label", "printed", "title", "note"):
            if column in raw:
                assert [str(v).removesuffix(".0") if v == v else "" for v in sheet[column]] == [  # noqa: PLR0124
                    str(v) for v in raw[column]
                ]
        for column in ("total", "value"):
            if column in raw:
                shown = [None if v != v else float(v) for v in sheet[column]]  # noqa: PLR0124  what is not itself is missing
                assert shown == [float(v) if v else None for v in raw[column]]
