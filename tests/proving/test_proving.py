"""The proving ground: reports with known facts, in every layout and with every damage, read back and compared.

150 reports in the usual run; ``PROVE=2000`` reads more, ``PROVE_SEED=…`` others. What fails is told with the report's
name: ``python -m tests.proving --shrink NAME`` gives the least text that shows it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from sitegen.model import Layout
from tests.accuracy import FIRST, PAGES, SECOND
from tests.accuracy import told as told_by
from tests.proving.expected import NOT_YET, NUMBER, SEED, parameters
from tests.proving.facts import draw
from tests.proving.generator import LAYOUTS, NAMES, main, random, report, reports
from tests.proving.identities import sums
from tests.proving.scoring import score

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.model import Catalogue
    from tests.proving.scoring import Score

RIGHT, LEAST = 0.995, 0.98  # of the cells that are not open: in all reports, in those of one layout
TOLD = 12  # failures in words; the rest is counted


@pytest.fixture(scope="module")
def scores(catalogue: Catalogue) -> tuple[Score, ...]:
    """Every generated report, read and compared with its facts."""
    return tuple(score(made, catalogue) for made in reports(NUMBER, SEED, catalogue))


def told(scores: Iterable[Score], kind: str) -> str:
    """What is wrong, in words that lead back to the reports."""
    found = [f"{one.made.name} ({' '.join(one.made.damage)}): {text}" for one in scores for text in getattr(one, kind)]
    return "\n".join([*found[:TOLD], f"… {len(found)} in all"]) if found else ""


def share_read(scores: list[Score]) -> float:
    """The share of the cells that are not open which is read."""
    cells = sum((one.cells for one in scores), Counter[str]())
    return cells["right"] / (cells["right"] + cells["empty"])


# --- what readers are told --------------------------------------------------------------------------------------------

OF_METHOD = {("2500", "1"): FIRST, ("2500", "2"): SECOND}


def test_readers_are_told_the_same_in_both_languages_and_it_adds_up(root: Path) -> None:
    """Cells that are right, missed and wrong are all there are; layouts are as many as the pages say."""
    chinese, english = (told_by(root, page) for page in PAGES)
    assert chinese == english
    assert len(chinese) == len((*OF_METHOD, "the seeds", "other real reports"))
    assert all(cells == right + missed + wrong for cells, right, missed, wrong, _ in chinese)
    texts = [(root / "content" / page).read_text(encoding="utf-8") for page in PAGES]
    assert len(LAYOUTS) == 19
    assert "十九种版式" in texts[0]
    assert "nineteen layouts" in texts[1]


@pytest.mark.skipif((str(NUMBER), SEED) not in OF_METHOD, reason="other reports than those the page of method is about")
def test_readers_are_told_what_is_measured(scores: tuple[Score, ...], root: Path) -> None:
    """``make prove COUNT=2500 SEED=1`` and ``SEED=2`` give the figures of the page."""
    cells = sum((one.cells for one in scores), Counter[str]())
    right, missed, wrong, left_open = (cells[kind] for kind in ("right", "empty", "wrong", "honest"))
    measured = (right + missed + wrong, right, missed, wrong, left_open)
    assert measured == told_by(root)[OF_METHOD[str(NUMBER), SEED]]


# --- what is proved --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("layout", parameters(LAYOUTS, "wrong"))
def test_no_number_is_wrong(scores: tuple[Score, ...], layout: str) -> None:
    wrong = told((one for one in scores if one.made.layout == layout), "wrong")
    assert not wrong, wrong


@pytest.mark.parametrize("layout", parameters(LAYOUTS, "lost"))
def test_few_cells_of_a_layout_are_lost(scores: tuple[Score, ...], layout: str) -> None:
    mine = [one for one in scores if one.made.layout == layout]
    assert share_read(mine) >= LEAST, told(mine, "lost")


def test_nearly_all_cells_that_are_not_open_are_read(scores: tuple[Score, ...]) -> None:
    able = [one for one in scores if one.made.layout not in NOT_YET.get("lost", {})]
    assert share_read(able) >= RIGHT, told(able, "lost")


@pytest.mark.parametrize("layout", parameters(LAYOUTS, "misjudged"))
def test_identities_are_judged_by_the_printed_numbers(scores: tuple[Score, ...], layout: str) -> None:
    """Every planted break is a failure, or in doubt where one of its cells is; what holds never fails."""
    misjudged = told((one for one in scores if one.made.layout == layout), "misjudged")
    assert not misjudged, misjudged


@pytest.mark.parametrize("layout", parameters(LAYOUTS, "mistaken"))
def test_year_name_and_dates_are_right_or_left_open(scores: tuple[Score, ...], layout: str) -> None:
    mistaken = told((one for one in scores if one.made.layout == layout), "mistaken")
    assert not mistaken, mistaken


@pytest.mark.parametrize("damage", parameters(("none", *NAMES), "damage"))
def test_no_damage_makes_a_number_wrong(scores: tuple[Score, ...], damage: str) -> None:
    """In the layouts that are read as they should be."""
    able = [one for one in scores if one.made.layout not in NOT_YET.get("wrong", {})]
    wrong = told((one for one in able if damage in (one.made.damage or ("none",))), "wrong")
    assert not wrong, wrong


# --- the proving ground itself ---------------------------------------------------------------------------------------


def test_every_layout_every_damage_and_every_form_is_proved(catalogue: Catalogue, scores: tuple[Score, ...]) -> None:
    assert {one.made.layout for one in scores} == set(LAYOUTS)
    assert {name for one in scores for name in one.made.damage} == set(NAMES)
    assert {form.id for one in scores for form, _ in one.made.facts.tables} == {form.id for form in catalogue.forms}


def test_facts_satisfy_every_identity_until_one_is_broken(catalogue: Catalogue) -> None:
    for seed in range(40):
        facts = draw(random(seed), catalogue)
        assert [one for one in sums(catalogue, facts.tables) if one.gap(facts.values)] == []
        broken = draw(random(seed), catalogue, planted=True)
        demanded = {cell for one in sums(catalogue, broken.tables) for cell in one.cells}
        assert bool(broken.planted) == bool(demanded)
        assert sum(figure != facts.figures[cell] for cell, figure in broken.figures.items()) == bool(demanded)


def test_most_cells_of_the_request_tables_are_zero(catalogue: Catalogue) -> None:
    facts = [draw(random(seed), catalogue) for seed in range(200)]
    matrices = {t.id for form in catalogue.forms for t in form.tables if t.layout is Layout.MATRIX}
    cells = [value for f in facts for cell, value in f.values.items() if cell.split("/")[0] in matrices]
    assert 0.8 < sum(not value for value in cells) / len(cells) < 0.98


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name in {"lines", "fused", "pipes", "markdown"}])
def test_every_figure_is_printed(catalogue: Catalogue, layout: str) -> None:
    made = report("printed", layout, catalogue, damage=())
    text = made.content.decode()
    assert all(figure.text in text for figure in made.facts.figures.values())


def test_the_same_seed_gives_the_same_reports_on_every_run() -> None:
    """Whatever the order in which this run of Python keeps its sets."""
    code = (
        "import hashlib; from sitegen.catalogue import load; from sitegen.cli import DATA\n"
        "from tests.proving.generator import reports\n"
        "print(hashlib.sha256(b''.join(m.content for m in reports(40, 'same', load(DATA)))).hexdigest())\n"
    )
    digests = {
        subprocess.run(  # noqa: S603  our own code
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_files_and_their_truth_can_be_written_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalogue: Catalogue
) -> None:
    monkeypatch.setattr(sys, "argv", ["generator", "--count", "20", "--seed", "7", "--out", str(tmp_path)])
    main()
    truths = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {truth["file"] for truth in truths} | {"truth.jsonl"} == {path.name for path in tmp_path.iterdir()}
    for truth, made in zip(truths, reports(20, 7, catalogue), strict=True):
        assert truth["cells"].keys() >= set(truth["unresolved_ok"])
        assert truth["cells"] == {cell: None if v is None else float(v) for cell, v in made.facts.values.items()}
        assert (tmp_path / truth["file"]).read_bytes() == made.content
