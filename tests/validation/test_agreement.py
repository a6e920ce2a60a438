"""Packages agree with the whole: by sums, in whatever order and files the reports come, and row by row where not."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sitegen.validation import between, examine
from sitegen.validation.shares import Shares, merge

if TYPE_CHECKING:
    import random
    from pathlib import Path

NAMES = ("report", "agency", "value")
Row = tuple[str, str, str]
Report = tuple[str, int, list[str]]
REPORTS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(1, 9), st.lists(st.text("12", max_size=2), min_size=1, max_size=3)),
    max_size=6, unique_by=lambda report: report[:2],
)  # fmt: skip


def rows(reports: list[Report]) -> list[Row]:
    """The rows of some reports, one after another."""
    return [(f"{agency}-{year}", agency, value) for agency, year, values in reports for value in values]


def sums(files: list[list[Row]], size: int = 100) -> dict[tuple[str, str], int]:
    """What the rows come to that lie in these files, passed so many at a time."""
    total: dict[tuple[str, str], int] = {}
    for table in files:
        shares = Shares("observations", NAMES)
        for begin in range(0, len(table), size):
            some = table[begin : begin + size]
            shares.add(list(zip(*some, strict=True)), [",".join(row).encode() for row in some])
        shares.close()
        merge(total, shares.sums)
    return total


@given(reports=REPORTS, seed=st.randoms(use_true_random=False), size=st.integers(1, 5))
def test_sums_do_not_depend_on_the_order_of_reports_or_their_files(
    reports: list[Report], seed: random.Random, size: int
) -> None:
    one = sums([rows(reports)])
    mixed = list(reports)
    seed.shuffle(mixed)
    middle = len(mixed) // 2
    assert sums([rows(mixed)], size) == one
    assert sums([rows(mixed[:middle]), rows(mixed[middle:])], size) == one


@given(reports=REPORTS.filter(bool), seed=st.randoms(use_true_random=False))
def test_sums_differ_where_a_cell_does(reports: list[Report], seed: random.Random) -> None:
    table = rows(reports)
    place = seed.randrange(len(table))
    report, agency, value = table[place]
    changed = [*table[:place], (report, agency, f"{value}0"), *table[place + 1 :]]
    one, other = sums([table]), sums([changed])
    assert {key for key in one if one[key] != other[key]} == {("observations", agency)}


def package(folder: Path, files: dict[str, list[Row]]) -> Path:
    """A package of tables of observations."""
    resources = []
    for path, table in files.items():
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows([NAMES, *table])
        content = text.getvalue().encode("utf-8-sig")
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        fields = [{"name": name, "type": "string", "constraints": {"required": True}} for name in NAMES]
        resources.append(
            {
                "name": path.removesuffix(".csv"), "type": "table", "path": path, "format": "csv",
                "mediatype": "text/csv", "bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "schema": {"fields": fields, "primaryKey": ["report", "value"]},
            }
        )  # fmt: skip
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    descriptor = {"$schema": profile, "name": "toys", "title": "无", "titles": {"en": "none"}, "resources": resources}
    file = folder / "datapackage.json"
    file.write_text(json.dumps(descriptor), encoding="utf-8")
    return file


def disagreements(whole: Path, part: Path) -> list[str]:
    """What a package has that the whole has not; both are valid in themselves."""
    one, other = examine(whole), examine(part)
    assert not one.problems
    assert not other.problems
    return list(between(whole, one.sums, part, other.sums))


A = [("a-1", "a", "1"), ("a-1", "a", "2"), ("a-2", "a", "1")]
B = [("b-1", "b", "1"), ("b-2", "b", "3")]


def test_a_package_agrees_with_a_whole_that_is_parted_by_year(tmp_path: Path) -> None:
    parts = {"observations/510000-1.csv": [*A[:2], B[0]], "observations/510000-2.csv": [A[2], B[1]]}
    whole = package(tmp_path / "data", parts)
    assert disagreements(whole, package(tmp_path / "a", {"observations.csv": A})) == []
    assert disagreements(whole, package(tmp_path / "b", {"observations.csv": B})) == []


def test_a_package_agrees_with_a_whole_whose_local_rows_are_parted(tmp_path: Path) -> None:
    whole = package(tmp_path / "data", {"local_rows/510000-1.csv": [*A[:2], B[0]], "local_rows/510000-2.csv": [A[2]]})
    assert disagreements(whole, package(tmp_path / "a", {"local-rows.csv": A})) == []


def test_a_package_that_has_but_some_rows_of_the_whole_agrees(tmp_path: Path) -> None:
    whole = package(tmp_path / "data", {"observations.csv": [*A, *B]})
    assert disagreements(whole, package(tmp_path / "a", {"observations.csv": A[1:]})) == []
    assert disagreements(whole, package(tmp_path / "b", {"observations.csv": B[::-1]})) == []


def test_a_row_that_the_whole_has_not_is_told(tmp_path: Path) -> None:
    whole = package(tmp_path / "data", {"observations.csv": [*A, *B]})
    part = package(tmp_path / "a", {"observations.csv": [*A[:2], ("a-2", "a", "9")]})
    assert disagreements(whole, part) == ["observations: the whole dataset has no such row: a-2,a,9"]


def test_a_table_that_the_whole_has_not_is_told(tmp_path: Path) -> None:
    whole = package(tmp_path / "data", {"observations.csv": B})
    part = package(tmp_path / "a", {"observations.csv": B, "claims.csv": A})
    assert disagreements(whole, part) == ["claims: the whole dataset has no such row: a-1,a,1"]
