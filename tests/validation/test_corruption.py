"""Real packages with bytes changed at random: whatever frictionless finds, ours finds, in the same rows."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.exports import agency
from tests.validation import toys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.model import Dataset

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # frictionless leaves files open where it fails
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
AGENCY = "sichuan-commerce"
ROWS = 12  # of each table, for frictionless takes its time
BYTES = st.sampled_from(
    [b",", b'"', b"\r", b"\n", b"\r\n", b'""', b'","', b" ", b"'", b"-", b".", b"0", b"7", b"a", b"Z", b"\x00", b"\x1f",
     b"\xff", b"\xef\xbb\xbf", "红".encode(), "红".encode()[:2], b"true", b"2020-02-30", b"reported", b",,,,,,,,"],
)  # fmt: skip
CHANGES = st.lists(
    st.tuples(st.integers(0, 7), st.floats(0, 1, exclude_max=True), st.integers(0, 9), st.lists(BYTES, max_size=3)),
    min_size=1,
    max_size=2,
)
"""Of some table: where in it, how many bytes go, and what comes in their place."""
STRICTER = re.compile(
    r"is not written|is no (?:integer|number|boolean|date)$|does not match|is printed, which says|_?status is |"
    r"which is no unit|is the same as in row|byte order mark|is not in "
)
"""What only ours says: one way to write a row and a value, patterns that hold to the end, unique keys, consistency,
and references to what ours does not take for a row."""


@pytest.fixture(scope="module")
def package(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first rows of each table of an agency's package; encoding and dialect are told, as for the whole."""
    root = tmp_path_factory.mktemp("real")
    folder = root / "data" / "agencies" / AGENCY
    for artifact in agency.artifacts(dataset):
        if artifact.path.startswith(f"data/agencies/{AGENCY}/") and artifact.path.endswith((".csv", "package.json")):
            file = root / artifact.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"".join(artifact.content.splitlines(keepends=True)[: ROWS + 1])
                             if file.suffix == ".csv" else artifact.content)  # fmt: skip
    descriptor = toys.described(folder)
    descriptor["resources"].pop()  # the dictionary
    for resource in descriptor["resources"]:
        resource |= {"encoding": "utf-8", "dialect": toys.DIALECT}
    toys.describe(folder, descriptor)
    toys.reseal(folder)
    return folder


def test_both_find_nothing_in_the_package_as_it_is(package: Path) -> None:
    assert toys.ours(package) == toys.by_frictionless(package) == {}


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(changes=CHANGES)
def test_no_error_of_frictionless_escapes_and_ours_is_stricter_by_name_alone(
    package: Path, tmp_path: Path, changes: list[tuple[int, float, int, list[bytes]]]
) -> None:
    folder = tmp_path / "changed"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(package, folder)
    paths = [resource["path"] for resource in toys.described(folder)["resources"]]
    for table, place, gone, come in changes:
        file = folder / paths[table % len(paths)]
        content = file.read_bytes()
        begin = int(place * len(content))
        file.write_bytes(content[:begin] + b"".join(come) + content[begin + gone :])
    toys.reseal(folder)
    compare(folder)


def compare(folder: Path) -> None:
    """Hold what ours finds in a package against what frictionless finds."""
    ours, theirs = toys.ours(folder), toys.by_frictionless(folder)
    tables = {name for name, _ in ours}
    headless = {name for name, row in ours if row == 1}  # under a wrong header ours looks at no row
    ended = {name for name, row in theirs if row is None}  # frictionless looks at none behind what it cannot read
    for name, row in theirs:
        found = name in tables or "reports" in tables if row is None else (name, row) in ours or name in headless
        assert found, (name, row, theirs, ours)
    for (name, row), said in ours.items():
        named = all(STRICTER.search(one) for one in said)
        assert (name, row) in theirs or name in headless or name in ended or named, (name, row, said, theirs)


VALUES: tuple[object, ...] = (
    None, True, False, 0, 1, -1, 1.5, "", "x", "../x", "string", "integer", "reports", "report", [], ["x"], [1], {},
    {"x": 1}, [[]], [{}],
)  # fmt: skip
GONE = object()


def paths(value: object, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value in a descriptor."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield (*at, key)
        yield from paths(child, (*at, key))


def put(descriptor: toys.Json, path: tuple[str | int, ...], value: object) -> None:
    """Another value there, or none."""
    where: Any = descriptor
    for key in path[:-1]:
        where = where[key]
    if value is GONE:
        del where[path[-1]]
    else:
        where[path[-1]] = value


@settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(place=st.floats(0, 1, exclude_max=True), value=st.sampled_from((*VALUES, GONE)))
def test_no_descriptor_that_frictionless_refuses_is_let_through(tmp_path: Path, place: float, value: object) -> None:
    folder = toys.make(tmp_path)
    descriptor = toys.described(folder)
    every = list(paths(descriptor))
    put(descriptor, every[int(place * len(every))], value)
    toys.describe(folder, descriptor)
    assert toys.ours(folder) or not toys.by_frictionless(folder)
