"""Tables joined of blocks that were found right elsewhere: the same is found as row by row, whatever is planted."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.exports import exports
from sitegen.validation import examine, shares
from sitegen.validation.blocks import Blocks, Known, joined
from sitegen.validation.descriptor import PROFILE
from sitegen.validation.package import Package
from tests.validation import test_proof as proof
from tests.validation import toys
from tests.validation.test_corruption import BYTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.model import Dataset
    from sitegen.validation.package import Find

PLANTED = {**proof.ROWS, **{name: planted[:3] for name, planted in proof.STRICTER.items()}}
REGION, PROVINCE = "data/regions/510000", "510000"
Found = tuple[list[str], dict[tuple[str, str], int]]


def known_of(*packages: Path) -> Find:
    """What is right in these packages, by table."""
    found: dict[str, list[Blocks]] = {}
    for path in packages:
        for table, blocks in examine(path).blocks.items():
            found.setdefault(table, []).append(blocks)
    return lambda table: Known(found.get(table, ()))


def found_in(package: Path, known: Find | None = None) -> Found:
    """All that is found in a package."""
    one = examine(package, known)
    return [str(problem) for problem in one.problems], one.sums


def by_blocks(package: Path, known: Find) -> set[str]:
    """The shared tables of a package that are seen to be right by their blocks alone."""
    found = set()
    for resource in Package(package).resources:
        shared = shares.table(resource.name, resource.path)
        if shared and joined(package.parent / resource.path, resource, known(shared)):
            found.add(resource.name)
    return found


@pytest.fixture(params=[True, False], ids=["with unique keys", "without"])
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """The package of toys without references, as if its tables were those that packages share.

    What is to be unique over blocks and has nothing of whose they are is looked for row by row: also without that.
    """
    monkeypatch.setattr(shares, "TABLES", frozenset({"colours", "things", "parts"}))
    folder = toys.make(tmp_path)
    descriptor = toys.described(folder)
    for resource in descriptor["resources"]:
        resource["schema"].pop("foreignKeys", None)
        if not request.param:
            resource["schema"].pop("uniqueKeys", None)
            for field in resource["schema"]["fields"]:
                field.get("constraints", {}).pop("unique", None)
    toys.describe(folder, descriptor)
    tables = by_blocks(folder / "datapackage.json", known_of(folder / "datapackage.json"))
    assert tables == ({"things", "parts"} if request.param else {"colours", "things", "parts"})
    return folder


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_an_error_of_a_row_is_found_as_row_by_row(folder: Path, planted: tuple[str, str, str]) -> None:
    package = folder / "datapackage.json"
    known = known_of(package)
    file, old, new = planted
    proof.edit(folder / file, old, new)
    toys.reseal(folder)
    assert found_in(package, known) == found_in(package)


@pytest.mark.parametrize("planted", proof.HEADERS.values(), ids=proof.HEADERS)
def test_an_error_of_a_header_is_found_as_row_by_row(folder: Path, planted: tuple[str, str]) -> None:
    known = known_of(folder / "datapackage.json")
    proof.edit(folder / "colours.csv", *planted)
    toys.reseal(folder)
    problems, _ = found_in(folder / "datapackage.json", known)
    assert problems
    assert problems == found_in(folder / "datapackage.json")[0]


@pytest.mark.parametrize("planted", proof.FILES.values(), ids=proof.FILES)
@pytest.mark.parametrize("sealed", [False, True])
def test_an_error_of_a_file_is_found_as_row_by_row(
    folder: Path, planted: Callable[[Path], object], *, sealed: bool
) -> None:
    known = known_of(folder / "datapackage.json")
    planted(folder / "colours.csv")
    if sealed and (folder / "colours.csv").is_file():
        toys.reseal(folder)
    assert found_in(folder / "datapackage.json", known) == found_in(folder / "datapackage.json")


@pytest.mark.parametrize("change", proof.DESCRIPTORS.values(), ids=proof.DESCRIPTORS)
def test_an_error_of_a_descriptor_is_found_as_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                         change: Callable[[toys.Json], object]) -> None:  # fmt: skip
    monkeypatch.setattr(shares, "TABLES", frozenset({"colours", "things", "parts"}))
    folder = toys.make(tmp_path)
    known = known_of(folder / "datapackage.json")
    descriptor = toys.described(folder)
    change(descriptor)
    toys.describe(folder, descriptor)
    problems, sums = found_in(folder / "datapackage.json", known)
    assert problems
    assert (problems, sums) == found_in(folder / "datapackage.json")


@pytest.fixture(scope="module")
def site(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of a real dataset: of agencies, of a region, the whole."""
    root = tmp_path_factory.mktemp("site")
    for artifact in exports(dataset):
        if artifact.path.startswith("data/") and artifact.path.endswith((".csv", "datapackage.json")):
            file = root / artifact.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(artifact.content)
    return root


@pytest.fixture(scope="module")
def known(site: Path) -> Find:
    """What is right in the packages of all agencies."""
    return known_of(*sorted(site.glob("data/agencies/*/datapackage.json")))


SHARED = ("reports", "observations", "series", "claims", "findings")


@pytest.mark.parametrize("home", ["data", REGION])
def test_the_tables_of_regions_and_of_the_whole_are_seen_to_be_right_by_their_blocks(
    site: Path, known: Find, home: str
) -> None:
    package = site / home / "datapackage.json"
    assert by_blocks(package, known) >= {*SHARED} - ({"findings"} if home == "data" else set())
    problems, sums = found_in(package, known)
    assert not problems
    assert sums == examine(package).sums


def copied(site: Path, folder: Path) -> Path:
    """A copy of the package of the region, to plant errors in."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site / REGION, folder)
    return folder


def rows_of(file: Path) -> list[bytes]:
    """The lines of a file, with their ends."""
    return file.read_bytes().splitlines(keepends=True)


def twice(rows: list[bytes]) -> list[bytes]:
    return [*rows, rows[1]]


def of_no_report(rows: list[bytes]) -> list[bytes]:
    return [rows[0], *(row for row in rows[1:] if b"sichuan-commerce-2019" not in row)]


PLANTS: dict[str, tuple[str, Callable[[list[bytes]], list[bytes]]]] = {
    "the same key in two blocks": ("observations.csv", twice),
    "a block twice": ("claims.csv", lambda rows: [*rows, *rows[1:]]),
    "a bad row in the middle": ("series.csv", lambda rows: [*rows[:40], rows[40].replace(b",20", b",2O"), *rows[41:]]),
    "a row less in the middle": ("findings.csv", lambda rows: [*rows[:40], *rows[41:]]),
    "a row of another in the middle": ("findings.csv", lambda rows: [*rows[:40], rows[-1], *rows[40:]]),
    "no end of the last line": ("observations.csv", lambda rows: [*rows[:-1], rows[-1].removesuffix(b"\r\n")]),
    "an end of line of one byte": ("reports.csv", lambda rows: [*rows[:-1], rows[-1].replace(b"\r\n", b"\n")]),
    "a blank line between": ("series.csv", lambda rows: [*rows[:31], b"\r\n", *rows[31:]]),
    "quotes that are not closed": ("claims.csv", lambda rows: [*rows[:3], b'"', *rows[3:]]),
    "a report that is referred to and not there": ("reports.csv", of_no_report),
    "no rows": ("reports.csv", lambda rows: rows[:1]),
    "nothing": ("reports.csv", lambda _: []),
}


@pytest.mark.parametrize("planted", PLANTS.values(), ids=PLANTS)
def test_an_error_between_blocks_is_found_as_row_by_row(
    site: Path, known: Find, tmp_path: Path, planted: tuple[str, Callable[[list[bytes]], list[bytes]]]
) -> None:
    folder = copied(site, tmp_path / "region")
    name, plant = planted
    (folder / name).write_bytes(b"".join(plant(rows_of(folder / name))))
    toys.reseal(folder)
    found = found_in(folder / "datapackage.json", known)
    assert found == found_in(folder / "datapackage.json")


def test_other_bytes_on_disk_than_are_described_are_refused(site: Path, known: Find, tmp_path: Path) -> None:
    folder = copied(site, tmp_path / "region")
    rows = rows_of(folder / "claims.csv")
    (folder / "claims.csv").write_bytes(b"".join(rows[:1] + rows[:0:-1]))
    problems, _ = found_in(folder / "datapackage.json", known)
    assert problems == ["claims: claims.csv is not the file described: its size or its hash is another"]


def test_more_on_disk_than_is_described_is_refused(site: Path, known: Find, tmp_path: Path) -> None:
    folder = copied(site, tmp_path / "region")
    with (folder / "claims.csv").open("ab") as file:
        file.write(b"what nobody knows\r\n")
    problems, _ = found_in(folder / "datapackage.json", known)
    assert "claims: claims.csv is not the file described: its size or its hash is another" in problems


def test_what_was_found_right_under_another_schema_is_looked_at_again(site: Path, known: Find, tmp_path: Path) -> None:
    folder = copied(site, tmp_path / "region")
    descriptor = toys.described(folder)
    schema = next(one["schema"] for one in descriptor["resources"] if one["name"] == "observations")
    next(one for one in schema["fields"] if one["name"] == "unit")["constraints"] = {"enum": ["furlong"]}
    toys.describe(folder, descriptor)
    problems, _ = found_in(folder / "datapackage.json", known)
    assert any("is none of its categories" in problem for problem in problems)


def test_a_table_in_which_anything_is_wrong_gives_no_blocks(site: Path, tmp_path: Path) -> None:
    folder = copied(site, tmp_path / "region")
    rows = rows_of(folder / "claims.csv")
    (folder / "claims.csv").write_bytes(b"".join([*rows, rows[-1]]))
    toys.reseal(folder)
    found = examine(folder / "datapackage.json")
    assert "claims" not in found.blocks
    assert "series" in found.blocks


@settings(
    max_examples=60, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    table=st.sampled_from(SHARED), place=st.floats(0, 1, exclude_max=True), gone=st.integers(0, 9),
    come=st.lists(BYTES, max_size=3), sealed=st.booleans(),
)  # fmt: skip
def test_the_same_is_found_in_bytes_changed_at_random(  # noqa: PLR0913  what is changed, and where
    site: Path, known: Find, tmp_path: Path, *, table: str, place: float, gone: int, come: list[bytes], sealed: bool
) -> None:
    folder = copied(site, tmp_path / "region")
    file = folder / f"{table}.csv"
    content = file.read_bytes()
    begin = int(place * len(content))
    file.write_bytes(content[:begin] + b"".join(come) + content[begin + gone :])
    if sealed:
        toys.reseal(folder)
    assert found_in(folder / "datapackage.json", known) == found_in(folder / "datapackage.json")


Row = tuple[str, ...]
Tables = dict[str, tuple[Row, list[str], list[Row]]]
CELLS, CHECKS = ("report", "agency", "value"), ("finding", "report", "agency")


def package(folder: Path, tables: Tables, to_report: bool = False) -> Path:  # noqa: FBT001, FBT002
    """A package of tables of text, each with its fields, its key and its rows; all may refer to reports."""
    folder.mkdir(parents=True)
    resources = []
    for name, (names, key, rows) in tables.items():
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows([names, *rows])
        content = text.getvalue().encode("utf-8-sig")
        (folder / f"{name}.csv").write_bytes(content)
        missing = [{"value": "", "label": "无"}]
        reference = {"fields": ["report"], "reference": {"resource": "reports", "fields": ["report"]}}
        resources.append(
            {
                "name": name, "type": "table", "path": f"{name}.csv", "format": "csv", "mediatype": "text/csv",
                "bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "schema": {
                    "fields": [{"name": one, "type": "string", "missingValues": missing} for one in names],
                    "primaryKey": key, **({"foreignKeys": [reference]} if to_report and name != "reports" else {}),
                },
            }
        )  # fmt: skip
    toys.describe(folder, {"$schema": PROFILE, "name": "toys", "title": "无", "titles": {"en": "none"},
                           "resources": resources})  # fmt: skip
    return folder / "datapackage.json"


def cells(*rows: Row) -> Tables:
    return {"observations": (CELLS, ["report", "value"], [*rows])}


def checks(*rows: Row) -> Tables:
    return {"findings": (CHECKS, ["finding"], [*rows])}


A, B = (("a-1", "a", "1"), ("a-1", "a", "2"), ("a-2", "a", "1")), (("b-1", "b", "1"), ("b-2", "b", "3"))


def test_rows_of_several_packages_are_seen_to_be_right_together(tmp_path: Path) -> None:
    known = known_of(package(tmp_path / "a", cells(*A)), package(tmp_path / "b", cells(*B)))
    whole = package(tmp_path / "data", cells(*A, *B))
    assert by_blocks(whole, known) == {"observations"}
    assert found_in(whole, known) == found_in(whole)


def test_the_same_key_in_blocks_of_two_packages_is_found(tmp_path: Path) -> None:
    strange = (("a-1", "c", "2"),)
    known = known_of(package(tmp_path / "a", cells(*A)), package(tmp_path / "c", cells(*strange)))
    problems, _ = found_in(package(tmp_path / "data", cells(*A, *strange)), known)
    assert problems == ["observations: row 5: report, value is the same as in row 3: 'a-1, 2'"]


def test_a_key_that_does_not_say_what_it_is_about_is_compared_over_all_blocks(tmp_path: Path) -> None:
    one, other = (("x", "a-1", "a"), ("y", "a-1", "a")), (("x", "b-1", "b"),)
    known = known_of(package(tmp_path / "a", checks(*one)), package(tmp_path / "b", checks(*other)))
    problems, _ = found_in(package(tmp_path / "data", checks(*one, *other)), known)
    assert problems == ["findings: row 4: finding is the same as in row 2: 'x'"]


def test_a_key_that_begins_with_what_it_is_about_needs_no_comparison(tmp_path: Path) -> None:
    one, other = (("a-1:x", "a-1", "a"), ("a:y", "", "a")), (("b-1:x", "b-1", "b"),)
    known = known_of(package(tmp_path / "a", checks(*one)), package(tmp_path / "b", checks(*other)))
    whole = package(tmp_path / "data", checks(*one, *other))
    assert by_blocks(whole, known) == {"findings"}
    assert found_in(whole, known) == found_in(whole)


def test_a_key_that_begins_with_what_another_is_about_is_compared(tmp_path: Path) -> None:
    one, other = (("b-1:x", "a-1", "a"),), (("b-1:x", "b-1", "b"),)
    known = known_of(package(tmp_path / "a", checks(*one)), package(tmp_path / "b", checks(*other)))
    problems, _ = found_in(package(tmp_path / "data", checks(*one, *other)), known)
    assert problems == ["findings: row 3: finding is the same as in row 2: 'b-1:x'"]


def test_rows_of_one_owner_from_two_packages_are_looked_at_again(tmp_path: Path) -> None:
    schema = ("report", "agency", "year")
    one: list[Row] = [("a-1", "a", "1")]
    other: list[Row] = [("a-2", "a", "1")]
    known = known_of(
        package(tmp_path / "a", {"reports": (schema, ["agency", "year"], [*one])}),
        package(tmp_path / "b", {"reports": (schema, ["agency", "year"], [*other])}),
    )
    problems, _ = found_in(package(tmp_path / "data", {"reports": (schema, ["agency", "year"], one + other)}), known)
    assert problems == ["reports: row 3: agency, year is the same as in row 2: 'a, 1'"]


@pytest.mark.parametrize("reports", [["a-1", "a-2"], ["a-1"]])
def test_a_reference_that_only_another_block_answers_is_right_and_one_that_none_does_is_not(
    tmp_path: Path, reports: list[str]
) -> None:
    known = known_of(package(tmp_path / "a", cells(*A)))
    listed: Tables = {"reports": (("report",), ["report"], [(one,) for one in reports])}
    whole = package(tmp_path / "data", {**cells(*A), **listed}, to_report=True)
    problems, _ = found_in(whole, known)
    assert problems == found_in(whole)[0]
    assert bool(problems) == (len(reports) == 1)
