"""The pages of another programme weigh what ours do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bench import peers
from tests.bench.records import record, weighing
from tests.proving.facts import draw
from tests.proving.generator import random
from tests.proving.prose import compose

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue
    from tests.bench.records import Record


def made(catalogue: Catalogue) -> Record:
    """A record with a table of its own lines."""
    rng = random("record")
    facts = draw(rng, catalogue)
    return record(compose(rng, facts), catalogue, agency=facts.agency, office="office", year=facts.year)


def test_a_record_holds_every_cell_once_and_counts_all_lines(catalogue: Catalogue) -> None:
    rng = random("record")
    facts = draw(rng, catalogue)
    one = made(catalogue)
    cells = [cell for block in one["blocks"] for row in block.get("rows", ()) for cell in row]
    assert sorted(cell["cell"] for cell in cells if "cell" in cell) == sorted(facts.figures)
    lines = [*cells, *(block for block in one["blocks"] if "text" in block)]
    assert sorted(line["line"] for line in lines) == list(range(1, len(lines) + 1))


@pytest.mark.parametrize("more", [0, 5_000, -2_000])
def test_a_record_grows_and_shrinks_by_its_prose(catalogue: Catalogue, more: int) -> None:
    one = made(catalogue)
    other = weighing(one, more)
    assert (len(other["blocks"]) > len(one["blocks"])) == (more > 0)
    assert (len(other["blocks"]) < len(one["blocks"])) == (more < 0)
    assert [block for block in other["blocks"] if "rows" in block] == [b for b in one["blocks"] if "rows" in b]


@pytest.mark.skipif(not peers.HUGO.exists(), reason="make bench-build installs it")
@pytest.mark.parametrize("feed", peers.FEEDS)
def test_pages_weigh_what_was_asked_for(tmp_path: Path, feed: str) -> None:
    """Whichever way the records are given; and nothing is left behind."""
    _, mean = peers.rendered(tmp_path, 200, 66_000, feed)
    assert mean == pytest.approx(66_000, rel=0.02)
    assert not list(tmp_path.iterdir())
