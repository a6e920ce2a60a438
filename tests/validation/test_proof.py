"""No error escapes our validation that frictionless finds: every kind is planted, and both are asked where it is.

What is stricter than frictionless is in a list of its own, by name.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.validation import toys

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Json = dict[str, Any]
    Change = Callable[[Json], object]

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # frictionless leaves files open where it fails
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
BOM = b"\xef\xbb\xbf"
ROWS: dict[str, tuple[str, str, str]] = {
    "a word for an integer": ("colours.csv", "700", "much"),
    "a fraction for an integer": ("colours.csv", "700", "700.5"),
    "an exponent for an integer": ("colours.csv", "700", "7e2"),
    "an empty integer that is required": ("colours.csv", "700", ""),
    "blanks for an integer": ("colours.csv", "700", "  "),
    "a word for a number": ("things.csv", "1.50", "much"),
    "two points in a number": ("things.csv", "1.50", "1.5.0"),
    "a comma in a number": ("things.csv", "1.50", '"1,50"'),
    "a unit behind a number": ("things.csv", "1.50", "1.50件"),
    "a word for a truth value": ("things.csv", "true", "yes"),
    "a number for a truth value": ("things.csv", "true", "2"),
    "a day that is none": ("things.csv", "2019-02-28", "2019-02-29"),
    "a month that is none": ("things.csv", "2019-02-28", "2019-13-28"),
    "a word for a day": ("things.csv", "2019-02-28", "yesterday"),
    "a day without hyphens": ("things.csv", "2019-02-28", "20190228"),
    "a day with its time": ("things.csv", "2019-02-28", "2019-02-28T00:00:00"),
    "an empty text that is required": ("colours.csv", "红", ""),
    "an empty category that is required": ("things.csv", "flat", ""),
    "a text against its pattern": ("colours.csv", "red,700", "RED,700"),
    "a text that only begins with its pattern": ("colours.csv", "red,700", "red7,700"),
    "a category that is none": ("things.csv", "flat", "square"),
    "a category in capitals": ("things.csv", "flat", "Flat"),
    "a blank before a category": ("things.csv", "flat", " flat"),
    "the same value in a field that is unique": ("colours.csv", "B2", "R1"),
    "the same primary key": ("colours.csv", "green,550", "blue,550"),
    "the same primary key of two fields": ("things.csv", "2019,2", "2019,1"),
    "the same primary key, in part empty": ("parts.csv", "top,a,2019,2", "leg,,2019,2"),
    "no primary key": ("parts.csv", ",b,,", ",,2019,1"),
    "a reference to nothing": ("things.csv", "2019,1,red", "2019,1,pink"),
    "a reference with a blank too many": ("things.csv", "2019,1,red", "2019,1,red "),
    "a reference of two fields to nothing": ("parts.csv", "2019,2", "2020,2"),
    "a reference of two fields, in part empty": ("parts.csv", "2019,2", "2019,"),
    "a reference within a table to nothing": ("colours.csv", '",blue,', '",pink,'),
    "a row less that others refer to": ("things.csv", '2019,1,red,1.50,flat,true,2019-02-28,"so, and ""so"""\r\n', ""),
    "a cell too many": ("things.csv", "plain", "plain,more"),
    "an empty cell too many": ("things.csv", "plain", "plain,"),
    "a cell too few": ("colours.csv", ",red,B2", ",red"),
    "a single cell": ("colours.csv", "blue,450,蓝,red,B2", "blue"),
    "a blank line": ("colours.csv", "blue,450", "\r\nblue,450"),
    "two blank lines at the end": ("colours.csv", "blue,\r\n", "blue,\r\n\r\n\r\n"),
    "a row of empty cells": ("colours.csv", "blue,450", ",,,,\r\nblue,450"),
    "a row of empty cells where all may be empty": ("parts.csv", "leg,", ",,,\r\nleg,"),
    "a quote that is not closed": ("colours.csv", "blue,450", '"blue,450'),
    "a semicolon between cells": ("colours.csv", "blue,450", "blue;450"),
    "a tabulator between cells": ("colours.csv", "blue,450", "blue\t450"),
    "the header again": ("colours.csv", "blue,450", "id,wave,name,like,code\r\nblue,450"),
    "several errors in a row": ("things.csv", "2019,1,red,1.50,flat", "2019,x,pink,1.5.0,square"),
}  # fmt: skip
"""Errors of rows: a text of a file, and what is put in its place. Both find them in the same rows."""

HEADERS: dict[str, tuple[str, str]] = {
    "another label": ("id,wave", "id,waves"),
    "a label in capitals": ("id,wave", "ID,wave"),
    "labels in another order": ("id,wave", "wave,id"),
    "a label twice": ("id,wave", "id,id"),
    "an empty label": ("id,wave", "id,"),
    "a label too many": ("code", "code,more"),
    "a label too few": ("like,code", "like"),
    "no header": ("id,wave,name,like,code\r\n", ""),
    "a blank line before the header": ("id,wave", "\r\nid,wave"),
    "two byte order marks": ("id,wave", "\ufeffid,wave"),
    "another separator": ("id,wave,name,like,code", "id;wave;name;like;code"),
}
"""Errors of a header. Both find them; of a table under a wrong header ours tells no more."""

FILES: dict[str, Callable[[Path], object]] = {
    "no file": lambda file: file.unlink(),
    "a folder for a file": lambda file: file.rename(file.with_suffix("")).with_suffix(".csv").mkdir(),
    "an empty file": lambda file: file.write_bytes(b""),
    "a mark alone": lambda file: file.write_bytes(BOM),
    "one byte more": lambda file: file.write_bytes(file.read_bytes() + b" "),
    "one byte less": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "another byte": lambda file: file.write_bytes(file.read_bytes().replace(b"450", b"451")),
    "a byte that is not UTF-8": lambda file: file.write_bytes(file.read_bytes().replace(b"blue", b"bl\xffe")),
    "another encoding": lambda file: file.write_bytes(file.read_bytes().decode("utf-8-sig").encode("gb18030")),
    "sixteen bits": lambda file: file.write_bytes(file.read_bytes().decode("utf-8-sig").encode("utf-16")),
    "half a character at the end": lambda file: file.write_bytes(file.read_bytes() + "红".encode()[:2]),
    "something else": lambda file: file.write_bytes(b"<!doctype html>\n<p>404"),
}
"""Errors of a file, found in the resource by both."""

UNHIDDEN = ("an empty file", "a mark alone", "one byte more", "a byte that is not UTF-8", "another encoding",
            "sixteen bits", "half a character at the end", "something else")  # fmt: skip
"""Those that are found even where the descriptor has the size and the hash of the file as it is."""


def resource(descriptor: Json, name: str = "things") -> Json:
    """A resource by its name."""
    return next(one for one in descriptor["resources"] if one["name"] == name)


def field(descriptor: Json, name: str, of: str = "things") -> Json:
    """A field of a resource by its name."""
    return next(one for one in resource(descriptor, of)["schema"]["fields"] if one["name"] == name)


def change(file: Path, how: Change) -> None:
    """Change a file of JSON."""
    content = json.loads(file.read_bytes())
    how(content)
    file.write_bytes(json.dumps(content).encode())


def key(descriptor: Json, of: str = "things") -> Json:
    """The first foreign key of a resource."""
    first: Json = resource(descriptor, of)["schema"]["foreignKeys"][0]
    return first


DESCRIPTORS: dict[str, Change] = {
    "no resources": lambda d: d.pop("resources"),
    "resources that are no list": lambda d: d.update(resources={}),
    "a resource that is no object": lambda d: d["resources"].append("things.csv"),
    "a resource without a name": lambda d: resource(d).pop("name"),
    "a name that is no text": lambda d: resource(d).update(name=7),
    "two resources of one name": lambda d: resource(d).update(name="colours"),
    "a package whose name is no text": lambda d: d.update(name=7),
    "a resource without a path": lambda d: resource(d).pop("path"),
    "a path that is no text": lambda d: resource(d).update(path=7),
    "a path of nothing": lambda d: resource(d).update(path="thongs.csv"),
    "a path to the folder above": lambda d: resource(d).update(path="../toys/things.csv"),
    "a path from the root": lambda d: resource(d).update(path="/etc/things.csv"),
    "a path and data": lambda d: resource(d).update(data=[]),
    "a title that is no text": lambda d: d.update(title=7),
    "a title of a resource that is no text": lambda d: resource(d).update(title=["Things"]),
    "a description that is no text": lambda d: d.update(description=7),
    "keywords that are no list": lambda d: d.update(keywords="toys"),
    "a keyword that is no text": lambda d: d.update(keywords=[7]),
    "a version that is no text": lambda d: d.update(version=1.0),
    "a day of creation that is none": lambda d: d.update(created="2020-02-30T00:00:00Z"),
    "a day of creation without its time": lambda d: d.update(created="2020-02-28"),
    "a licence without name and path": lambda d: d.update(licenses=[{"title": "CC"}]),
    "a licence that is no object": lambda d: d.update(licenses=["CC-BY-4.0"]),
    "a contributor that is no object": lambda d: d.update(contributors=["me"]),
    "a contributor whose title is no text": lambda d: d.update(contributors=[{"title": 7}]),
    "an address for mail that is none": lambda d: d["contributors"][0].update(email="nobody"),
    "sources that are no list": lambda d: d.update(sources="reports"),
    "a source whose title is no text": lambda d: d.update(sources=[{"title": 7}]),
    "a homepage that is no text": lambda d: d.update(homepage=7),
    "a size that is a text": lambda d: resource(d).update(bytes="17"),
    "a size that is a fraction": lambda d: resource(d).update(bytes=17.5),
    "another size": lambda d: resource(d).update(bytes=17),
    "a hash that is no text": lambda d: resource(d).update(hash=7),
    "another hash": lambda d: resource(d).update(hash="sha256:" + "0" * 64),
    "a hash of another kind": lambda d: resource(d).update(hash="sha512:" + "0" * 128),
    "an encoding that is none": lambda d: resource(d).update(encoding="utf-9"),
    "another encoding than that of the file": lambda d: resource(d).update(encoding="utf-16"),
    "an encoding that is no text": lambda d: resource(d).update(encoding=8),
    "a format that is none": lambda d: resource(d).update(format="cvs"),
    "a format that is no text": lambda d: resource(d).update(format=["csv"]),
    "a compression that is not there": lambda d: resource(d).update(compression="zip"),
    "a dialect that is no object": lambda d: resource(d).update(dialect=7),
    "another separator in the dialect": lambda d: resource(d)["dialect"].update(delimiter=";"),
    "a separator that is no text": lambda d: resource(d)["dialect"].update(delimiter=7),
    "a number for a truth value of the dialect": lambda d: resource(d)["dialect"].update(header=1),
    "a number for a truth value of a field": lambda d: field(d, "kind")["constraints"].update(required=1),
    "a truth value for a size": lambda d: resource(d).update(bytes=True),
    "a dialect without a header": lambda d: resource(d)["dialect"].update(header=False),
    "a schema that is no object": lambda d: resource(d).update(schema=7),
    "a schema elsewhere": lambda d: resource(d).update(schema="../things.json"),
    "a schema without fields": lambda d: resource(d)["schema"].pop("fields"),
    "fields that are no list": lambda d: resource(d)["schema"].update(fields={}),
    "a field without a name": lambda d: field(d, "size").pop("name"),
    "a name of a field that is no text": lambda d: field(d, "size").update(name=7),
    "two fields of one name": lambda d: field(d, "size").update(name="kind"),
    "a field too few": lambda d: resource(d)["schema"]["fields"].pop(),
    "a field too many": lambda d: resource(d)["schema"]["fields"].append({"name": "more", "type": "string"}),
    "a type that is none": lambda d: field(d, "size").update(type="size"),
    "a type that is no text": lambda d: field(d, "size").update(type=["number"]),
    "a type that the cells have not": lambda d: field(d, "colour").update(type="integer"),
    "a format that the type has not": lambda d: field(d, "words").update(format="prose"),
    "a title of a field that is no text": lambda d: field(d, "size").update(title=7),
    "an example that is no value": lambda d: field(d, "size").update(example="much"),
    "constraints that are no object": lambda d: field(d, "kind").update(constraints=["required"]),
    "a constraint that the type has not": lambda d: field(d, "id")["constraints"].update(pattern=".*"),
    "a constraint that is none": lambda d: field(d, "kind")["constraints"].update(needed=True),
    "a requirement that is no truth value": lambda d: field(d, "kind")["constraints"].update(required="yes"),
    "a pattern that is no text": lambda d: field(d, "id", "colours")["constraints"].update(pattern=7),
    "a pattern that is none": lambda d: field(d, "id", "colours")["constraints"].update(pattern="(["),
    "categories that are no list": lambda d: field(d, "kind")["constraints"].update(enum="flat"),
    "a category too few": lambda d: field(d, "kind")["constraints"].update(enum=["flat"]),
    "a least length": lambda d: field(d, "kind")["constraints"].update(minLength=5),
    "a greatest length": lambda d: field(d, "kind")["constraints"].update(maxLength=4),
    "a least value": lambda d: field(d, "size").update(constraints={"minimum": 0}),
    "a greatest value": lambda d: field(d, "size").update(constraints={"maximum": 0}),
    "a requirement in the wrong place": lambda d: field(d, "kind").update(required=True),
    "a requirement that cells do not meet": lambda d: field(d, "size").update(constraints={"required": True}),
    "missing values that are no list": lambda d: field(d, "size").update(missingValues=""),
    "a missing value twice": lambda d: field(d, "size")["missingValues"].append({"value": "", "label": "x"}),
    "missing values in the wrong place": lambda d: resource(d).update(missingValues=[""]),
    "missing values that are not those": lambda d: field(d, "size").update(missingValues=["-"]),
    "fields in the wrong place": lambda d: d.update(fields=[]),
    "a primary key of a field that is not there": lambda d: resource(d)["schema"].update(primaryKey=["it"]),
    "a primary key that is no list": lambda d: resource(d)["schema"].update(primaryKey=7),
    "a primary key that rows share": lambda d: resource(d)["schema"].update(primaryKey=["year"]),
    "a reference to a table that is not there": lambda d: key(d)["reference"].update(resource="colors"),
    "a reference to a field that is not there": lambda d: key(d)["reference"].update(fields=["colour"]),
    "a reference of a field that is not there": lambda d: key(d).update(fields=["color"]),
    "a reference of two fields to one": lambda d: key(d).update(fields=["colour", "kind"]),
    "a reference of an integer to a text": lambda d: key(d).update(fields=["id"]),
    "references that are no list": lambda d: resource(d)["schema"].update(foreignKeys={}),
    "a way of matching fields that is none": lambda d: resource(d)["schema"].update(fieldsMatch="some"),
    "what only the second version allows, in the first": lambda d: d.pop("$schema"),
    "a profile that cannot be had": lambda d: d.update(profile="../profile.json"),
}
"""Errors of a descriptor; frictionless does not say of which resource, and breaks over some."""

SCHEMAS: dict[str, Callable[[Path], object]] = {
    "no schema there": lambda file: file.unlink(),
    "a folder for a schema": lambda file: file.rename(file.with_suffix("")).with_suffix(".json").mkdir(),
    "an empty schema": lambda file: file.write_bytes(b""),
    "no JSON": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "a schema that is no object": lambda file: file.write_bytes(b"[]"),
    "another encoding": lambda file: file.write_bytes(file.read_bytes().decode().encode("utf-16")),
    "a schema without fields": lambda file: change(file, lambda schema: schema.pop("fields")),
    "a type that the cells have not": lambda file: change(file, lambda schema: schema["fields"][4].update(type="date")),
    "a field too few": lambda file: change(file, lambda schema: schema["fields"].pop()),
    "another field": lambda file: change(file, lambda schema: schema["fields"][3].update(name="weight")),
    "a reference to a table that is not there": lambda file: change(
        file, lambda schema: schema["foreignKeys"][0]["reference"].update(resource="colors")
    ),
}
"""Errors of a schema in a file of its own, found by both."""

ALLOWED: dict[str, Change] = {
    "a property that nobody knows": lambda d: d.update(colour="red"),
    "a property of a resource that nobody knows": lambda d: resource(d).update(colour="red"),
    "a property of a field that nobody knows": lambda d: field(d, "size").update(colour="red"),
    "no size": lambda d: resource(d).pop("bytes"),
    "no hash": lambda d: resource(d).pop("hash"),
    "no media type": lambda d: resource(d).pop("mediatype"),
    "no primary key": lambda d: resource(d, "parts")["schema"].pop("primaryKey"),
    "a primary key that names a field twice": lambda d: resource(d)["schema"].update(primaryKey=["year", "id", "id"]),
    "a type that is not published": lambda d: field(d, "words").update(type="any"),
    "no type": lambda d: field(d, "words").pop("type"),
    "a constraint that is not published": lambda d: field(d, "size").update(constraints={"minimum": -9}),
    "unique keys of a field that is not there": lambda d: resource(d)["schema"].update(uniqueKeys=[["it"]]),
    "nothing said of empty cells": lambda d: field(d, "size").pop("missingValues"),
    "a missing value without a label": lambda d: field(d, "size").update(missingValues=[""]),
    "categories without those that occur": lambda d: (
        field(d, "kind").update(categories=["flat"]), field(d, "kind")["constraints"].pop("enum"),
    ),
    "no resource": lambda d: d.update(resources=[]),
    "a profile of another version": lambda d: d.update({"$schema": "https://example.org/datapackage.json"}),
}  # fmt: skip
"""Where ours is stricter: what it does not know it refuses, and what a stranger needs must be there."""

STRICTER: dict[str, tuple[str, str, str, int]] = {
    "a sign before an integer": ("colours.csv", "700", "+700", 2),
    "a zero before an integer": ("colours.csv", "700", "0700", 2),
    "a blank before an integer": ("colours.csv", "700", " 700", 2),
    "an underscore in an integer": ("colours.csv", "700", "7_00", 2),
    "digits of another script": ("colours.csv", "700", "７００", 2),
    "an exponent": ("things.csv", "1.50", "15e-1", 2),
    "no number": ("things.csv", "1.50", "NaN", 2),
    "infinity": ("things.csv", "1.50", "Infinity", 2),
    "no digit before the point": ("things.csv", "1.50", ".5", 2),
    "no digit behind the point": ("things.csv", "1.50", "1.", 2),
    "a blank behind a number": ("things.csv", "1.50", "1.50 ", 2),
    "a truth value in capitals": ("things.csv", "true", "TRUE", 2),
    "a truth value as a digit": ("things.csv", "true", "1", 2),
    "a month of one digit": ("things.csv", "2019-02-28", "2019-2-28", 2),
    "an end of line behind what matches a pattern": ("colours.csv", "green,550", '"green\n",550', 4),
    "the same combination of unique keys": ("colours.csv", "450,蓝", "700,红", 3),
    "quotes that nobody needs": ("things.csv", "plain", '"plain"', 4),
    "quotes within a cell": ("things.csv", "plain", 'pl"ain', 4),
    "an end of line without a return": ("colours.csv", "R1\r\n", "R1\n", 2),
    "a return without an end of line": ("colours.csv", "R1\r\n", "R1\r", 2),
    "a header without a return": ("colours.csv", "code\r\n", "code\n", 1),
    "a header in quotes": ("colours.csv", "id,wave", 'id,"wave"', 1),
    "no end of the last line": ("colours.csv", '绿,青",blue,\r\n', '绿,青",blue,', 4),
}  # fmt: skip
"""Where ours is stricter: what other readers take for a value in spite of how it is written, and unique keys."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The package of toys."""
    return toys.make(tmp_path)


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text where it first occurs in a file."""
    content = file.read_bytes().decode()
    assert old in content
    file.write_bytes(content.replace(old, new, 1).encode())


@pytest.fixture
def apart(folder: Path) -> Path:
    """The package with the schema of a table in a file of its own; the path of that file."""
    descriptor = toys.described(folder)
    file = folder / "schemas" / "things.json"
    file.parent.mkdir()
    file.write_text(json.dumps(resource(descriptor)["schema"]), encoding="utf-8")
    resource(descriptor)["schema"] = "schemas/things.json"
    toys.describe(folder, descriptor)
    return file


def test_both_find_nothing_where_a_schema_lies_in_a_file(folder: Path, apart: Path) -> None:
    assert apart.is_file()
    assert toys.ours(folder) == toys.by_frictionless(folder) == {}


@pytest.mark.parametrize("planted", SCHEMAS.values(), ids=SCHEMAS)
def test_an_error_of_a_schema_in_a_file_is_found(folder: Path, apart: Path, planted: Callable[[Path], object]) -> None:
    planted(apart)
    assert toys.by_frictionless(folder)
    assert "things" in {name for name, _ in toys.ours(folder)}


@pytest.mark.parametrize("planted", ["a word for a number", "a category that is none", "a reference to nothing"])
def test_an_error_of_a_row_is_found_by_a_schema_in_a_file(folder: Path, apart: Path, planted: str) -> None:
    assert apart.is_file()
    file, old, new = ROWS[planted]
    edit(folder / file, old, new)
    toys.reseal(folder)
    theirs = toys.by_frictionless(folder)
    assert theirs
    assert set(toys.ours(folder)) == set(theirs)


@pytest.mark.parametrize(
    "path",
    [
        "../schemas/things.json",
        "/etc/things.json",
        "schemas/../things.json",
        ".things.json",
        "https://example.org/things.json",
        "schemas/things.yaml",
        "schemas//things.json",
    ],
)
def test_the_path_of_a_schema_leads_nowhere_but_into_the_package(folder: Path, apart: Path, path: str) -> None:
    """Not even where a file lies that would do."""
    target = folder / path
    if not path.startswith(("/", "https:")):
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(apart.read_bytes())
    descriptor = toys.described(folder)
    resource(descriptor)["schema"] = path
    toys.describe(folder, descriptor)
    ((_, said),) = toys.ours(folder).items()
    assert "the path of the schema" in said[0]


def test_both_find_nothing_in_the_package_as_it_is(folder: Path) -> None:
    assert toys.ours(folder) == toys.by_frictionless(folder) == {}


@pytest.mark.parametrize("planted", ROWS.values(), ids=ROWS)
def test_an_error_of_a_row_is_found_in_the_rows_in_which_frictionless_finds_it(
    folder: Path, planted: tuple[str, str, str]
) -> None:
    file, old, new = planted
    edit(folder / file, old, new)
    toys.reseal(folder)
    theirs = toys.by_frictionless(folder)
    assert theirs
    assert set(toys.ours(folder)) == set(theirs)


@pytest.mark.parametrize("planted", HEADERS.values(), ids=HEADERS)
def test_an_error_of_a_header_is_found_in_it(folder: Path, planted: tuple[str, str]) -> None:
    edit(folder / "colours.csv", *planted)
    toys.reseal(folder)
    assert "colours" in {name for name, _ in toys.by_frictionless(folder)}
    assert ("colours", 1) in toys.ours(folder)


@pytest.mark.parametrize("planted", FILES.values(), ids=FILES)
def test_an_error_of_a_file_is_found_in_its_resource(folder: Path, planted: Callable[[Path], object]) -> None:
    planted(folder / "colours.csv")
    assert "colours" in {name for name, _ in toys.by_frictionless(folder)}
    assert "colours" in {name for name, _ in toys.ours(folder)}


@pytest.mark.parametrize("planted", [FILES[name] for name in UNHIDDEN], ids=UNHIDDEN)
def test_an_error_of_a_file_is_found_where_size_and_hash_hide_it(
    folder: Path, planted: Callable[[Path], object]
) -> None:
    planted(folder / "colours.csv")
    toys.reseal(folder)
    assert "colours" in {name for name, _ in toys.by_frictionless(folder)}
    assert "colours" in {name for name, _ in toys.ours(folder)}


@pytest.mark.parametrize("planted", STRICTER.values(), ids=STRICTER)
def test_ours_is_stricter_where_other_readers_see_through_it(folder: Path, planted: tuple[str, str, str, int]) -> None:
    file, old, new, row = planted
    edit(folder / file, old, new)
    toys.reseal(folder)
    assert toys.by_frictionless(folder) == {}
    assert set(toys.ours(folder)) == {(file.removesuffix(".csv"), row)}


def test_ours_wants_the_mark_without_which_a_spreadsheet_takes_text_for_another_encoding(folder: Path) -> None:
    file = folder / "colours.csv"
    file.write_bytes(file.read_bytes().removeprefix(BOM))
    toys.reseal(folder)
    assert toys.by_frictionless(folder) == {}
    assert set(toys.ours(folder)) == {("colours", None)}


@pytest.mark.parametrize("change", DESCRIPTORS.values(), ids=DESCRIPTORS)
def test_an_error_of_a_descriptor_is_found(folder: Path, change: Change) -> None:
    descriptor = toys.described(folder)
    change(descriptor)
    toys.describe(folder, descriptor)
    assert toys.by_frictionless(folder)
    assert toys.ours(folder)


@pytest.mark.parametrize("change", ALLOWED.values(), ids=ALLOWED)
def test_ours_is_stricter_with_descriptors(folder: Path, change: Change) -> None:
    descriptor = toys.described(folder)
    change(descriptor)
    toys.describe(folder, descriptor)
    assert toys.by_frictionless(folder) == {}
    assert toys.ours(folder)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"7", b"null", b'"toys"', b"{}", b"\xff{}", b"[" * 100_000, b'{"resources": null}'],
    ids=["nothing", "half", "a list", "a number", "null", "a text", "empty", "not UTF-8", "deep", "no resources"],
)
def test_what_is_no_descriptor_is_refused(folder: Path, content: bytes) -> None:
    (folder / "datapackage.json").write_bytes(content)
    assert toys.by_frictionless(folder)
    assert toys.ours(folder)


def test_at_least_sixty_kinds_of_error_are_planted() -> None:
    assert len(ROWS) + len(HEADERS) + len(FILES) + len(DESCRIPTORS) >= 60
