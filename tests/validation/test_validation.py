"""Validation: a package with an error of any kind is refused, in words that name the package, the table and the row."""

from __future__ import annotations

import shutil
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from sitegen import pipeline
from sitegen.cli import main
from sitegen.exports.datapackage import Package, files
from sitegen.exports.schema import Category, Field, Reference, Table, Words
from sitegen.model import SiteSettings
from sitegen.validation import ValidationError, full, validate
from tests.validation.toys import reseal

if TYPE_CHECKING:
    from pathlib import Path

NO = Words("无", "none")
COLOURS = Table(
    "colours",
    "colours.csv",
    NO,
    NO,
    (
        Field("id", "string", NO, NO, pattern="[a-z]+"),
        Field("wave", "integer", NO, NO),
        Field("name", "string", NO, NO),
    ),
    (("red", 700, "红"), ("blue", 450, "蓝")),
    ("id",),
    unique=(("wave", "name"),),
)
THINGS = Table(
    "things",
    "things.csv",
    NO,
    NO,
    (
        Field("id", "integer", NO, NO),
        Field("colour", "string", NO, NO),
        Field("size", "number", NO, NO, missing=NO),
        Field("kind", "string", NO, NO, categories=(Category("flat"), Category("round"))),
    ),
    ((1, "red", Decimal("1.50"), "flat"), (2, "blue", None, "round")),
    ("id",),
    references=(Reference(("colour",), "colours", ("id",)),),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a valid package of two tables in ``data/toys``."""
    package = Package("data/toys", "toys", NO, NO, ("toys",), (COLOURS, THINGS), (), full=True)
    for artifact in files(package, SiteSettings("玩具", "Toys", "1.0.0")):
        file = tmp_path / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    return tmp_path / "data" / "toys"


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text that occurs in the file."""
    content = file.read_bytes().decode()
    assert old in content
    file.write_bytes(content.replace(old, new).encode())


def problems(folder: Path) -> tuple[str, ...]:
    """What the validation of the site with that folder complains of."""
    with pytest.raises(ValidationError) as raised:
        validate(folder.parent.parent)
    assert str(raised.value) == "\n".join(raised.value.problems)
    return raised.value.problems


def test_a_valid_package_passes(folder: Path) -> None:
    validate(folder.parent.parent)


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("things.csv", "1.50", "much", "row 2: 'much' in the field 'size' is no number"),
        ("things.csv", "1,red", ",red", "row 2: the field 'id' is empty"),
        ("things.csv", "2,blue", "1,blue", "row 3: id is the same as in row 2: '1'"),
        ("things.csv", "2,blue", "2,green", "row 3: 'green' is not in id of colours"),
        ("things.csv", "round", "square", "row 3: 'square' in the field 'kind' is none of its categories"),
        ("things.csv", "colour", "color", "row 1: the header is 'id, color, size, kind'"),
        ("things.csv", "round", "round,more", "row 3: has 5 cells, not 4"),
        ("colours.csv", "red", "RED", "row 2: 'RED' in the field 'id' does not match ([a-z]+)"),
        ("colours.csv", "700,红", "450,蓝", "row 3: wave, name is the same as in row 2: '450, 蓝'"),
    ],
    ids=["type", "required", "primary-key", "foreign-key", "enum", "header", "extra-cell", "pattern", "unique-keys"],
)
def test_a_wrong_value_is_refused(folder: Path, file: str, old: str, new: str, words: str) -> None:
    edit(folder / file, old, new)
    reseal(folder)
    found = problems(folder)
    assert any(words in problem for problem in found), found
    table = file.removesuffix(".csv")
    assert any(problem.startswith(f"data/toys/datapackage.json: {table}: ") for problem in found), found


def test_a_value_of_no_category_is_refused_even_where_no_constraint_says_so(folder: Path) -> None:
    edit(folder / "datapackage.json", ', "enum": ["flat", "round"]', "")
    edit(folder / "things.csv", "round", "square")
    reseal(folder)
    wrong = "row 3: 'square' in the field 'kind' is none of its categories"
    assert problems(folder) == (f"data/toys/datapackage.json: things: {wrong}",)


def test_empty_cells_of_a_unique_key_do_not_clash(folder: Path) -> None:
    empty = '"missingValues": [{"value": "", "label": "无"}]'
    edit(folder / "datapackage.json", '"constraints": {"required": true}', empty)
    edit(folder / "colours.csv", "700,红", ",红")
    edit(folder / "colours.csv", "450,蓝", ",红")
    reseal(folder)
    validate(folder.parent.parent)


def test_a_file_that_is_not_the_one_described_is_refused(folder: Path) -> None:
    edit(folder / "things.csv", "1.50", "1.51")
    assert any("hash" in problem for problem in problems(folder))


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / "colours.csv").unlink()
    assert any("colours.csv" in problem for problem in problems(folder))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"path": "things.csv"', '"path": "../things.csv"'),
        ('"type": "number"', '"type": "size"'),
        ('"resources": [', '"things": ['),
        ('"resources": [', '"resources": ['[:-1]),
    ],
    ids=["path", "type", "resources", "json"],
)
def test_a_wrong_descriptor_is_refused(folder: Path, old: str, new: str) -> None:
    edit(folder / "datapackage.json", old, new)
    assert all(problem.startswith("data/toys/datapackage.json: ") for problem in problems(folder))


def test_all_errors_of_all_packages_are_told_at_once(folder: Path) -> None:
    edit(folder / "things.csv", "1.50", "much")
    edit(folder / "things.csv", "2,blue", "two,blue")
    reseal(folder)
    other = folder.parent / "other"
    other.mkdir()
    (other / "datapackage.json").write_text("{}", encoding="utf-8")
    found = problems(folder)
    assert {problem.split(":")[0] for problem in found} == {
        "data/toys/datapackage.json",
        "data/other/datapackage.json",
    }
    assert len(found) >= 3


def test_a_folder_without_packages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="no datapackage"):
        validate(tmp_path)


def test_the_fast_validation_does_not_wait_for_frictionless() -> None:
    """Its import alone takes longer than many packages."""
    look = "import sys, sitegen.pipeline, sitegen.validation; print('frictionless' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)  # noqa: S603
    assert run.stdout == "False\n"


def test_the_full_validation_has_frictionless_look_at_every_package(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(folder, folder.parent / "more")
    looked: list[Path] = []

    def look(path: Path) -> list[str]:
        looked.append(path)
        return []

    monkeypatch.setattr(full, "problems", look)
    validate(folder.parent.parent, full=True)
    assert looked == sorted(folder.parent.rglob("datapackage.json"))


def test_what_frictionless_finds_stops_a_build_with_full_validation(folder: Path) -> None:
    edit(folder / "things.csv", "1.50", "much")
    reseal(folder)
    with pytest.raises(ValidationError) as raised:
        validate(folder.parent.parent, full=True)
    theirs = [problem for problem in raised.value.problems if ": frictionless: things: " in problem]
    assert len(theirs) == 1
    assert len(raised.value.problems) == 2


@pytest.mark.parametrize(
    ("arguments", "expected"), [([], False), (["--validate=fast"], False), (["--validate=full"], True)]
)
def test_the_option_says_how_packages_are_validated(
    arguments: list[str], *, expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def build(*_: object, full_validation: bool, **__: object) -> None:
        asked.append(full_validation)
        raise OSError

    monkeypatch.setattr(pipeline, "build", build)
    assert main([*arguments, "--out", str(tmp_path)]) == 2
    assert asked == [expected]


def test_another_way_of_validation_is_a_mistake() -> None:
    with pytest.raises(SystemExit):
        main(["--validate=some"])
