"""What frictionless leaves unchecked stops the build all the same: each error is planted in what the exports make."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from typing import TYPE_CHECKING

import pytest

from sitegen.validation import ValidationError, validate
from tests.validation import toys

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Planted = tuple[str, str, dict[str, str], dict[str, str], str]
AGENCY = "data/agencies/sichuan-commerce"
REGION = "data/regions/510000"


def reseal(folder: Path) -> None:
    """Give the descriptor the sizes and hashes of the files as they are now, and pack the archive again."""
    toys.reseal(folder)
    for archive in folder.glob("*.zip"):
        with zipfile.ZipFile(archive, "w") as packed:
            for name in ("datapackage.json", *(resource["path"] for resource in toys.described(folder)["resources"])):
                packed.write(folder / name, name)


def plant(folder: Path, name: str, where: dict[str, str], values: dict[str, str]) -> None:
    """Change the first row that has what is given in ``where``, and reseal the package."""
    file = folder / name
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))
    row = next(row for row in rows if where.items() <= row.items())
    assert row | values != row
    row |= values
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_bytes(text.getvalue().encode("utf-8-sig"))
    reseal(folder)


def leave(staged: Path, folder: str) -> None:
    """Take away all packages but that one and the whole, to save time."""
    for path in (staged / "data").glob("*/*/datapackage.json"):
        if path.parent != staged / folder:
            shutil.rmtree(path.parent)


def problems(staged: Path) -> tuple[str, ...]:
    """What the validation complains of."""
    with pytest.raises(ValidationError) as raised:
        validate(staged)
    return raised.value.problems


AMOUNT = {"row": "procurement", "column": "amount"}
PLANTED: dict[str, Planted] = {
    "a value of a blank cell": (
        "data", "observations.csv", {"status": "blank"}, {"value": "0"}, "status is 'blank' and value is '0'",
    ),
    "a reported cell without value": (
        "data", "observations.csv", {"status": "reported"}, {"value": ""}, "status is 'reported' and value is ''",
    ),
    "a value of a blank cell of an official table": (
        AGENCY, "national-2019-requests.csv", {"total_status": "blank"}, {"total": "0"},
        "total_status is 'blank' and total is '0'",
    ),
    "a value of an indicator without one": (
        "data", "series.csv", {"status": "no_twin"}, {"value": "3"}, "status is 'no_twin' and value is '3'",
    ),
    "a number that is not printed": (
        "data", "observations.csv", AMOUNT, {"value": "326.61"},
        "'326.60万元' is printed, which says 326.60, not 326.61",
    ),
    "a number where none can be read": (
        "data", "observations.csv", {"status": "unreadable"}, {"value": "3", "status": "reported"},
        "'若干' is printed, which says no number, not 3",
    ),
    "a local row whose number is not printed": (
        "data", "local_rows.csv", {"row": "local_2"}, {"value": "8"}, "'7' is printed, which says 7, not 8",
    ),
    "a unit that is none": (
        "data", "observations.csv", AMOUNT, {"unit": "头"}, "unit is '头', which is no unit",
    ),
    "a unit that is none, of an official table": (
        AGENCY, "national-2019-proactive.csv", {"row": "procurement"}, {"amount_unit": "头"},
        "amount_unit is '头', which is no unit",
    ),
    "a finding in no category": (
        "data", "findings.csv", {"outcome": "fail"}, {"outcome": "failed"}, "failed",
    ),
    "two reports of one agency and year": (
        "data", "reports.csv", {"report": "sichuan-commerce-2019"}, {"year": "2023"}, "is the same as in row",
    ),
    "a report of an agency that is not registered": (
        "data", "reports.csv", {"report": "sichuan-commerce-2019"}, {"agency": "nobody"}, "nobody",
    ),
    "a division under one that is not listed": (
        REGION, "divisions.csv", {"division": "510000"}, {"parent": "990000"}, "990000",
    ),
    "a row of a region of an agency that it has not": (
        REGION, "national-2019-requests.csv", {"row": "granted"}, {"agency": "quzhou-commerce"}, "quzhou-commerce",
    ),
    "a number of an agency that differs from the whole": (
        AGENCY, "observations.csv", {"row": "penalties", "column": "items_change"},
        {"value": "-2", "printed": "'-2"}, "observations: the whole dataset has no such row: sichuan-commerce-2019",
    ),
    "a report of a region that differs from the whole": (
        REGION, "reports.csv", {"report": "sichuan-commerce-2019"}, {"sha256": "a" * 64},
        "reports: the whole dataset has no such row",
    ),
}  # fmt: skip


def test_what_the_exports_make_is_sound(staged: Path) -> None:
    validate(staged)


def test_files_that_are_sealed_again_without_a_change_are_still_sound(staged: Path) -> None:
    """So that it is what is planted that stops the build."""
    for folder in ("data", AGENCY, REGION):
        reseal(staged / folder)
    validate(staged)


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED)
def test_an_error_that_is_planted_stops_the_build(staged: Path, planted: Planted) -> None:
    folder, file, where, values, words = planted
    leave(staged, folder)
    plant(staged / folder, file, where, values)
    found = problems(staged)
    assert any(words in problem and problem.startswith(folder) for problem in found), found


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda f: f.pop("missingValues"), "may be empty, and nothing says what that means"),
        (lambda f: f.update(missingValues=["", "-"]), "missingValues/0 is '', which is no object"),
        (lambda f: f["missingValues"][0].pop("label"), "missingValues/0 has no 'label'"),
    ],
    ids=["none", "bare", "unlabelled"],
)
def test_a_missing_value_without_a_label_stops_the_build(
    staged: Path, change: Callable[[dict[str, list[object]]], object], words: str
) -> None:
    path = staged / AGENCY / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    (observations,) = (r for r in descriptor["resources"] if r["name"] == "observations")
    (value,) = (f for f in observations["schema"]["fields"] if f["name"] == "value")
    change(value)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    reseal(staged / AGENCY)
    found = problems(staged)
    assert any(words in problem for problem in found), found


@pytest.mark.parametrize("what", ["bytes", "hash"])
def test_a_file_without_size_or_hash_stops_the_build(staged: Path, what: str) -> None:
    path = staged / "data" / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    del descriptor["resources"][0][what]
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    assert any("has no size or no hash" in problem for problem in problems(staged))


def test_an_archive_that_holds_something_else_stops_the_build(staged: Path) -> None:
    archive = staged / AGENCY / "sichuan-commerce.zip"
    with zipfile.ZipFile(archive) as packed:
        content = {name: packed.read(name) for name in packed.namelist()}
    content["reports.csv"] += b"\r\n"
    del content["findings.csv"]
    with zipfile.ZipFile(archive, "w") as packed:
        for name, text in content.items():
            packed.writestr(name, text)
    assert set(problems(staged)) == {
        f"{AGENCY}/datapackage.json: sichuan-commerce.zip: lacks findings.csv",
        f"{AGENCY}/datapackage.json: sichuan-commerce.zip: reports.csv is not the file beside it",
    }


def test_an_old_list_may_print_any_noun_for_a_unit(staged: Path) -> None:
    """What publishers print stops no build: lists of items name a unit in every row."""
    where = {"table": "statistics", "row": "proactive"}
    for folder in ("data", "data/agencies/quzhou-commerce", "data/regions/330000"):
        plant(staged / folder, "observations.csv", where, {"unit": "卷"})
    validate(staged)
