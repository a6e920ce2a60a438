"""Every format, read by a reader that others wrote: the same values, the same types, nothing where nothing is."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import openpyxl  # type: ignore[import-untyped]
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pytest

from sitegen.exports import corrections, exports, findings, formats, reports
from sitegen.exports.csvfile import plain
from sitegen.exports.formats import sqlitefile
from sitegen.exports.formats.book import Book
from sitegen.exports.formats.sheet import Cells, Rows
from sitegen.exports.schema import Field, Table, Words
from sitegen.exports.shared import Shared
from sitegen.model import Outcome
from sitegen.readers import doc
from tests.exports.readback import decimal_json, typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.exports.datapackage import Package
    from sitegen.exports.schema import Values
    from sitegen.model import Artifact, Dataset

AGENCY = "data/agencies/sichuan-commerce/sichuan-commerce"
WHOLE = "data/ogi-annual-reports"
LIVE = "@四川省商务厅2019年年度报告"
HASHES = """
import hashlib, sys
sys.path.insert(0, "")
from tests.exports.readback import again
for path, content in again():
    print(path, hashlib.sha256(content).hexdigest())
"""


FORKED = """
import os, signal, sys
sys.path.insert(0, "")
from sitegen.exports.formats import parquet
from sitegen.exports.schema import Field, Table, Words
words = Words("数", "number")
table = Table("t", "t.csv", words, words, (Field("n", "integer", words, words),), ((1,),), ("n",))
written = parquet.content([(table, b"n\\r\\n1\\r\\n")], table, table.rows)
child = os.fork()
if child == 0:
    signal.alarm(60)  # instead of waiting for ever
    again = parquet.content([(table, b"n\\r\\n1\\r\\n")], table, table.rows)
    os._exit(0 if again == written else 1)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.fixture(scope="session")
def packages(small: Dataset) -> dict[str, Package]:
    """The packages that the formats are made of, by folder."""
    found: dict[str, Package] = {}

    def keep(package: Package, *_: object) -> tuple[Artifact, ...]:
        found[package.folder] = package
        return ()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formats, "of_whole", keep)
        patch.setattr(formats, "of_agency", keep)
        assert exports(small)
    return found


@pytest.fixture(scope="session")
def tables(packages: dict[str, Package], small: Dataset) -> dict[str, Table]:
    """The tables of the whole with their rows, as they are before any format."""
    shared, some, known = Shared(small), small.reports, {report.id for report in small.reports}
    about_none = findings.rows(small.catalogue, (f for f in small.findings if f.report not in known), None)
    rows: dict[str, Sequence[Values]] = {
        "reports": reports.table(small.catalogue, some).rows,
        "corrections": corrections.table(small.catalogue, some, ()).rows,
        "observations": shared.observations(some),
        "series": shared.series(some),
        "local_rows": shared.local_rows(some),
        "claims": shared.claims(some),
        "findings": (*shared.findings(sorted(known)), *about_none),
    }
    named = {formats.stem(table): table for table in packages["data"].tables}
    return {name: replace(table, name=name, rows=rows.get(name, table.rows)) for name, table in named.items()}


@pytest.fixture(scope="session")
def own(packages: dict[str, Package]) -> dict[str, Table]:
    """The tables of one agency."""
    return {table.path.removesuffix(".csv"): table for table in packages["data/agencies/sichuan-commerce"].tables}


def test_the_whole_has_json_beside_the_csv_of_every_table_that_the_api_has_not(
    published: dict[str, Artifact], tables: dict[str, Table]
) -> None:
    names = {path.removeprefix("data/").removesuffix(".json") for path in published if path.startswith("data/")}
    assert set(tables) - names == {"observations", "series", "findings"}
    for name in set(tables) & names:
        content = published[f"data/{name}.json"].content
        table = tables[name]
        assert pd.DataFrame(**json.loads(content)).shape == (len(table.rows), len(table.fields))
        assert decimal_json(content)["data"] == [[typed(value) for value in row] for row in table.rows]


def test_json_numbers_keep_the_decimals_that_are_printed(published: dict[str, Artifact]) -> None:
    report = published["api/v1/reports/sichuan-commerce-2019.json"].content.decode()
    assert ',326.60,"万元","reported","326.60万元",' in report


def test_sqlite_has_every_table_with_types_keys_and_references(
    published: dict[str, Artifact], tables: dict[str, Table], tmp_path: Path
) -> None:
    file = tmp_path / "all.sqlite"
    file.write_bytes(published[f"{WHOLE}.sqlite"].content)
    with sqlite3.connect(file) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        references = database.execute("PRAGMA foreign_key_list(observations)").fetchall()
        assert {(one[2], one[3]) for one in references} == {("reports", "report"), ("agencies", "agency")}
        for name, table in tables.items():
            columns = database.execute(f'PRAGMA table_info("{name}")').fetchall()
            assert [(c[1], c[2]) for c in columns] == [(f.name, sqlitefile.TYPES[f.type]) for f in table.fields]
            assert [c[1] for c in sorted(columns, key=lambda c: c[5]) if c[5]] == list(table.key)
            rows = database.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
            assert sorted(map(repr, rows)) == sorted(repr(tuple(map(_bound, row))) for row in table.rows)
            at = [[f.name for f in table.fields].index(k) for k in table.key]
            assert rows == sorted(rows, key=lambda row, at=at: [row[n] for n in at])  # type: ignore[misc]
        explained = database.execute("SELECT count(*) FROM _fields WHERE title_en <> ''").fetchone()
        assert explained == (sum(len(table.fields) for table in tables.values()),)
        assert dict(database.execute("SELECT * FROM _package"))["license"] == "CC-BY-4.0"


def _bound(value: Any) -> object:  # noqa: ANN401
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bool):
        return int(value)
    return value if value is None or isinstance(value, int) else plain(value)


def test_the_database_does_not_tell_which_library_wrote_it(published: dict[str, Artifact]) -> None:
    head = published[f"{WHOLE}.sqlite"].content[:100]
    assert int.from_bytes(head[96:100], "big") == 3_008_002


def test_a_number_that_a_double_would_change_makes_its_column_text() -> None:
    words = Words("", "")
    field = Field("n", "number", words, words)
    exact, odd = Decimal("2.50"), Decimal("123456789012345.678901")
    for values, expected in (([exact], ("NUMERIC", [2.5])), ([exact, odd], ("TEXT", ["2.50", str(odd)]))):
        table = Table("t", "t.csv", words, words, (field,), tuple((value,) for value in values), ("n",))
        (kind,) = sqlitefile.kinds(table)
        assert (kind, sqlitefile.column(kind, values)) == expected


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")
def test_parquet_is_written_by_a_process_whose_parent_has_written_some(root: Path) -> None:
    subprocess.run([sys.executable, "-c", FORKED], cwd=root, check=True, timeout=120)  # noqa: S603  our own


def test_parquet_is_read_by_polars_and_duckdb_with_types_and_in_the_order_of_the_csv(
    published: dict[str, Artifact], tables: dict[str, Table], tmp_path: Path
) -> None:
    kinds = {"string": pl.String(), "integer": pl.Int64(), "number": pl.Decimal(38, 6), "boolean": pl.Boolean()}
    for name, table in tables.items():
        content = published[f"data/{name}.parquet"].content
        frame = pl.read_parquet(io.BytesIO(content))
        assert dict(frame.schema) == {f.name: kinds.get(f.type, pl.Date()) for f in table.fields}
        wanted = [
            tuple(v if v is None or isinstance(v, int | Decimal | dt.date) else str(v) for v in row)
            for row in table.rows
        ]
        assert frame.rows() == wanted
        (tmp_path / "t.parquet").write_bytes(content)
        found = duckdb.execute("SELECT * FROM read_parquet(?)", [str(tmp_path / "t.parquet")]).fetchall()
        assert found == wanted


def test_text_is_raw_in_every_format_for_programs(published: dict[str, Artifact]) -> None:
    assert LIVE in pl.read_parquet(io.BytesIO(published["data/reports.parquet"].content))["title"].to_list()
    assert LIVE in [row[4] for row in json.loads(published["data/reports.json"].content)["data"]]
    reports = list(csv.DictReader(io.StringIO(published["data/reports.csv"].content.decode("utf-8-sig"))))
    assert "'" + LIVE in [row["title"] for row in reports]
    cells = published["data/observations.csv"].content.decode("utf-8-sig")
    assert ",-6(子项)," in cells


def book(published: dict[str, Artifact], path: str) -> openpyxl.Workbook:
    """A published workbook as openpyxl reads it, formulas shown as formulas."""
    return openpyxl.load_workbook(io.BytesIO(published[path].content))


def test_the_workbook_of_an_agency_has_typed_cells(published: dict[str, Artifact], own: dict[str, Table]) -> None:
    found = book(published, f"{AGENCY}.xlsx")
    assert found.sheetnames == ["说明", *(name for name in own if name not in {"observations", "series"})]
    for name in found.sheetnames[1:]:
        table = own[name]
        rows = [row for row in table.rows if name != "findings" or row[2] != Outcome.PASS]
        head, names, *cells = found[name].iter_rows(values_only=True)
        assert head == tuple(field.title.zh for field in table.fields)
        assert names == tuple(field.name for field in table.fields)
        assert [tuple(map(_seen, row)) for row in cells] == [tuple(map(_shown, row)) for row in rows]


def _seen(value: Any) -> object:  # noqa: ANN401
    return value.date() if isinstance(value, dt.datetime) else value


def _shown(value: Any) -> object:  # noqa: ANN401
    if isinstance(value, Decimal):
        return _bound(value)
    return value if value is None or isinstance(value, int | dt.date) else str(value)


def test_no_cell_of_a_workbook_is_a_formula_and_what_looks_like_one_is_quoted(published: dict[str, Artifact]) -> None:
    cells = [c for s in book(published, f"{AGENCY}.xlsx") for row in s.iter_rows() for c in row if c.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    (title,) = (cell for cell in cells if cell.value == LIVE)
    assert title.quotePrefix


def test_heads_are_frozen_and_can_be_filtered(published: dict[str, Artifact]) -> None:
    found = book(published, f"{AGENCY}.xlsx")["national-2019-requests"]
    assert found.freeze_panes == "C3"
    assert found.auto_filter.ref == f"A2:T{found.max_row}"


def test_amounts_keep_their_decimals_on_the_screen(published: dict[str, Artifact]) -> None:
    cells = [c for row in book(published, f"{AGENCY}.xlsx")["national-2019-proactive"].iter_rows() for c in row]
    (amount,) = (cell for cell in cells if cell.value == 326.6)
    assert amount.number_format == "0.00"


def test_the_first_sheet_explains_sheets_columns_statuses_source_and_licence(published: dict[str, Artifact]) -> None:
    told = list(book(published, f"{AGENCY}.xlsx")["说明"].iter_rows(values_only=True))
    first = {row[0] for row in told}
    assert {"数据日期", "来源", "许可", "reported", "absent", "national-2019-requests"} <= first
    assert ("数据日期", "2024-05-06") in [row[:2] for row in told]


def test_the_workbook_of_the_whole_says_where_the_official_tables_are(published: dict[str, Artifact]) -> None:
    found = book(published, f"{WHOLE}.xlsx")
    assert not [name for name in found.sheetnames if name.startswith("national-")]
    told = {row[0]: row[1] for row in found["说明"].iter_rows(values_only=True)}
    assert "各机关的工作簿" in told["统计表"]
    assert "统计表" not in [row[0] for row in book(published, f"{AGENCY}.xlsx")["说明"].iter_rows(values_only=True)]


@pytest.mark.parametrize("text", ["<r><t>x</t></r>", "<r>&</r>", " =1", "]]>", "a & b", "行\n行", "行 ", "_x0041_"])
def test_any_text_survives_a_workbook(text: str) -> None:
    with Book() as workbook:
        workbook.add_worksheet("t", Rows).put(0, 1, Cells(workbook).rows([(text,)], ["string"], 1))
    assert openpyxl.load_workbook(io.BytesIO(workbook.content()))["t"]["A1"].value == text


def test_rows_that_workbooks_share_stand_in_each_with_its_own_texts_after_them() -> None:
    with Book() as first:
        shared = Cells(first).repeatable([("甲", None), ("乙", "=1")], 2, 2)
    with Book() as second:
        cells = Cells(second)
        below = cells.repeated(shared)
        above = cells.rows([("丙", "甲")], ["string", "string"], 1)
        second.add_worksheet("t", Rows).put(0, 2, [*above, *below])
        with pytest.raises(ValueError, match="texts already"):
            cells.repeated(shared)
    found = openpyxl.load_workbook(io.BytesIO(second.content()))["t"]
    assert list(found.iter_rows(values_only=True)) == [("丙", "甲"), ("甲", None), ("乙", "=1")]


def test_everything_is_the_same_bytes_whatever_the_zone_the_locale_and_the_hash_seed(root: Path) -> None:
    outputs = set()
    for zone, language, seed in (("UTC", "C.UTF-8", "1"), ("Asia/Shanghai", "zh_CN.UTF-8", "2")):
        environment = {**os.environ, "TZ": zone, "LC_ALL": language, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", HASHES]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=True)  # noqa: S603
        outputs.add(done.stdout)
    (output,) = outputs
    assert len(output.splitlines()) > 40
    assert hashlib.sha256(output).hexdigest()


@pytest.fixture(scope="session")
def office() -> str:
    """LibreOffice, where its Calc is installed; on a machine that was set up for these tests it must be."""
    found = doc.libreoffice()
    if found and (Path(found).resolve().parent / "libsclo.so").exists():
        return found
    assert not os.environ.get("CI"), "LibreOffice Calc is missing"
    pytest.skip("LibreOffice Calc is not installed here, so it can open no CSV file")


def opened(office: str, file: Path, folder: Path) -> str:
    """The file as LibreOffice shows it, asked to work out what it takes for a formula."""
    how = ["--infilter=CSV:44,34,76,1,,2052,false,true,false,false,false,-1,true"] if file.suffix == ".csv" else []
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", *how, "--convert-to", "fods", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603
    return file.with_suffix(".fods").read_text(encoding="utf-8")


def test_libreoffice_would_run_what_is_not_guarded(office: str, tmp_path: Path) -> None:
    file = tmp_path / "raw.csv"
    file.write_text("a,b\r\n=1+1,2\r\n", encoding="utf-8-sig")
    assert "table:formula" in opened(office, file, tmp_path)


@pytest.mark.parametrize("path", ["data/reports.csv", "data/observations.csv", f"{AGENCY}.xlsx"])
def test_libreoffice_shows_chinese_and_runs_nothing(
    office: str, path: str, published: dict[str, Artifact], tmp_path: Path
) -> None:
    file = tmp_path / path.rpartition("/")[2]
    file.write_bytes(published[path].content)
    shown = opened(office, file, tmp_path)
    assert "table:formula" not in shown
    assert "四川省商务厅" in shown or "子项" in shown
    assert "Ã" not in shown
