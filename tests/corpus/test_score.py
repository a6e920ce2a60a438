"""Measured against true cells that others read: the seeds all right, other real reports never wrong.

The files lie beside the project and are read where they are; without them these tests are skipped.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from sitegen.cli import main

if TYPE_CHECKING:
    from pathlib import Path

NEGATIVES = ("neg_xietangzhen_2013.txt", "pingtan_dishui_2013.txt")


def score(shared: Path, truth: Path, found: Path) -> list[str]:
    """The lines that the scoring script prints."""
    command = [sys.executable, str(shared / "tools" / "score.py"), str(truth), str(found), "--show", "20"]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)  # noqa: S603  our own
    return run.stdout.splitlines()


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


def test_the_seeds_beside_the_project_are_those_within(root: Path, shared: Path) -> None:
    """The evidence was taken over byte for byte."""
    for path in (shared / "seeds").glob("*.txt"):
        assert (root / "data" / "reports" / path.name).read_bytes() == path.read_bytes()


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is extracted from the other real reports that are text."""
    found = tmp_path_factory.mktemp("real") / "found.jsonl"
    texts = sorted((shared / "corpus" / "real").glob("*.txt"))
    assert len(texts) >= 10
    assert main(["extract", *map(str, texts), "--out", str(found)]) == 0
    return found


def test_no_cell_of_another_real_report_is_wrong(real: Path, shared: Path, tmp_path: Path) -> None:
    """What could not be read is left out; no number is made up, not even from text without separators."""
    files = read(real)
    everything = json.loads((shared / "corpus" / "real" / "truth.json").read_text(encoding="utf-8"))
    truth = tmp_path / "truth.json"
    truth.write_text(json.dumps({name: everything[name] for name in files}), encoding="utf-8")
    lines = score(shared, truth, real)
    assert " wrong 0 " in lines[-1], lines
    right = {line.split(":")[0]: int(line.split("right ")[1].split()[0]) for line in lines if ": right " in line}
    assert right["part_ankang_ju_2019.txt"] == 22
    assert right["part_songmutang_2022.txt"] == 9
    assert right["part_wuhan_huanjingju_2020_trad.txt"] >= 16


@pytest.mark.parametrize("name", NEGATIVES)
def test_a_report_without_a_table_yields_nothing(real: Path, name: str) -> None:
    """Figures in prose are no cells; the finding says that no table was found."""
    item = read(real)[name]
    assert (item["report"], item["observations"]) == (None, [])
    assert [finding["rule"] for finding in item["findings"]] == ["R.NO_FORM"]


def test_text_without_separators_gives_no_number_at_all(real: Path) -> None:
    """Cells that ran together are honest gaps: no value is guessed from the digits."""
    for name in ("pingtan_2019.txt", "pingtan_2020.txt", "pingtan_2021.txt"):
        item = read(real)[name]
        assert [
            cell for cell in item["observations"] if cell["value"] is not None and cell["status"] == "reported"
        ] == []
        assert item["findings"]


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
