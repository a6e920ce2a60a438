"""Measured against true cells that others read: the seeds and other real reports, all right and never wrong.

The files lie beside the project and are read where they are; without them these tests are skipped.
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from sitegen.cli import main
from tests.accuracy import REAL, SEEDS, told

if TYPE_CHECKING:
    from pathlib import Path

NEGATIVES = ("neg_xietangzhen_2013.txt", "pingtan_dishui_2013.txt")


def score(shared: Path, truth: Path, found: Path) -> list[str]:
    """The lines that the scoring script prints."""
    command = [sys.executable, str(shared / "tools" / "score.py"), str(truth), str(found), "--show", "20"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)  # noqa: S603  our own
    return run.stdout.splitlines()


def counted(line: str) -> tuple[int, ...]:
    """The last line of the script as the page of method tells it."""
    right, empty, wrong, honest = (
        int(line.split(f" {name} ")[1].split(maxsplit=1)[0]) for name in ("right", "empty", "wrong", "honest")
    )
    return (right + empty + wrong, right, empty, wrong, honest)


def read(path: Path) -> dict[str, dict[str, Any]]:
    """What was extracted, by file name."""
    found = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {item["source"]["path"].rsplit("/", 1)[-1]: item for item in found}


def test_every_cell_of_the_seeds_is_right(root: Path, shared: Path, tmp_path: Path) -> None:
    """The command as a stranger runs it, and the line that counts."""
    found = tmp_path / "found.jsonl"
    command = [sys.executable, "build.py", "extract", str(shared / "seeds"), "--format", "jsonl", "--out", str(found)]
    subprocess.run(command, cwd=root, check=True)  # noqa: S603  our own command
    assert "truth.json" in read(found)
    assert score(shared, shared / "seeds" / "truth.json", found)[-1] == (
        "cells 865 right 865 (100.0000%) empty 0 wrong 0 honest 0"
    )
    assert told(root)[SEEDS] == (865, 865, 0, 0, 0)


def test_the_seeds_beside_the_project_are_those_within(root: Path, shared: Path) -> None:
    """The evidence was taken over byte for byte."""
    for path in (shared / "seeds").glob("*.txt"):
        assert (root / "data" / "reports" / path.name).read_bytes() == path.read_bytes()


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is extracted from the other real reports, in whatever format."""
    found = tmp_path_factory.mktemp("real") / "found.jsonl"
    assert main(["extract", str(shared / "corpus" / "real"), "--out", str(found)]) == 0
    return found


def test_every_cell_of_the_other_real_reports_is_right_or_open_in_the_report(real: Path, shared: Path) -> None:
    """No number is made up, none is left out, not even of text without separators; open cells stay empty."""
    truth = shared / "corpus" / "real" / "truth.json"
    lines = score(shared, truth, real)
    names = set(json.loads(truth.read_text(encoding="utf-8")))
    told = {line.split(":")[0]: line for line in lines if ": right " in line}
    assert set(told) == names
    assert len(names) >= 14
    for line in (*told.values(), lines[-1]):
        assert " empty 0 wrong 0 " in line, lines


def test_the_page_of_method_tells_how_the_other_real_reports_are_read(real: Path, root: Path, shared: Path) -> None:
    """No better and no worse than it is."""
    truth = shared / "corpus" / "real" / "truth.json"
    assert counted(score(shared, truth, real)[-1]) == told(root)[REAL]


@pytest.mark.parametrize("name", NEGATIVES)
def test_a_report_without_a_table_yields_nothing(real: Path, name: str) -> None:
    """Figures in prose are no cells; the finding says that no table was found."""
    item = read(real)[name]
    assert (item["report"], item["observations"]) == (None, [])
    assert [finding["rule"] for finding in item["findings"]] == ["R.NO_FORM"]


@pytest.mark.parametrize(
    ("name", "printed_apart"),
    [
        ("pingtan_2019.txt", set()),
        ("pingtan_2020.txt", {"requests/other"}),
        ("pingtan_2021.txt", {f"proactive/{row}" for row in ("licensing", "penalties", "coercion", "charges")}),
    ],
)
def test_text_without_separators_gives_the_numbers_that_identities_decide(
    real: Path, name: str, printed_apart: set[str]
) -> None:
    """Cells that ran together are resolved and said to be; where no identity decides they are honest gaps.

    Only what stands alone is reported: a row with spaces between its figures, or rows of a single column.
    """
    item = read(real)[name]
    cells = item["observations"]
    for cell in cells:
        assert (cell["value"] is not None) == (cell["status"] in {"reported", "resolved"})
    assert {f"{c['table']}/{c['row']}" for c in cells if c["status"] == "reported"} == printed_apart
    decided = [c for c in cells if c["table"] in {"requests", "remedies"}]
    assert {c["status"] for c in decided if f"{c['table']}/{c['row']}" not in printed_apart} == {"resolved"}
    apart = {f"{c['table']}/{c['row']}" for c in cells if c["status"] == "unreadable"}
    told = {cell.rpartition("/")[0] for f in item["findings"] if f["rule"] == "R.COUNT" for cell in f["cells"]}
    assert apart == told != set()


def test_the_split_that_is_taken_is_the_one_that_is_printed(real: Path) -> None:
    """230 000023 of 2019 are 23, five zeros and 23, each proved by its own characters."""
    cells = {f"{c['table']}/{c['row']}/{c['column']}": c for c in read(real)["pingtan_2019.txt"]["observations"]}
    row = [cell for address, cell in cells.items() if address.startswith("requests/received_new/")]
    assert [cell["value"] for cell in row] == [23, 0, 0, 0, 0, 0, 23]
    assert [cell["printed"] for cell in row] == ["23", "0", "0", "0", "0", "0", "23"]
    ends = [(cell["place"]["start"], cell["place"]["end"]) for cell in row]
    assert all(before[1] <= after[0] for before, after in pairwise(ends))


def test_a_traditional_report_keeps_its_remarks_and_odd_rows_out_of_the_figures(real: Path) -> None:
    """The Wuhan form prints remarks with digits in its labels and a row of its own; its figures are read."""
    cells = {
        f"{c['table']}/{c['row']}/{c['column']}": c
        for c in read(real)["part_wuhan_huanjingju_2020_trad.txt"]["observations"]
    }
    assert cells["proactive/penalties/items_previous_year"]["value"] == 90
    assert cells["proactive/coercion/decisions"]["value"] is None
    assert cells["proactive/coercion/decisions"]["status"] == "not_applicable"
    assert cells["proactive/charges/items_change"]["value"] is None
