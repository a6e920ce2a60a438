"""Neither layout nor damage ever changes a figure: the same facts give the same numbers, or fewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.proving.damage import DAMAGE
from tests.proving.expected import parameters
from tests.proving.generator import LAYOUTS, report
from tests.proving.misprints import MISPRINTS
from tests.proving.scoring import read

if TYPE_CHECKING:
    from decimal import Decimal

    from sitegen.model import Catalogue
    from tests.proving.generator import Generated

SEEDS = ("facts-1", "facts-2", "facts-3", "facts-4")
PLAINEST = "blank-lines"
FORMATS = [name for name in LAYOUTS if name.startswith("html") or name in {"markdown", "docx", "pdf"}]


def numbers(made: Generated, catalogue: Catalogue) -> dict[str, Decimal]:
    """What is read from a report, cell by cell."""
    found = read(made, catalogue)
    return {cell.cell: cell.value for cell in found.observations if cell.value is not None} if found else {}


@pytest.fixture(scope="module")
def plainest(catalogue: Catalogue) -> dict[str, dict[str, Decimal]]:
    """What is read from undamaged reports in the plainest layout."""
    return {seed: numbers(report(seed, PLAINEST, catalogue, damage=()), catalogue) for seed in SEEDS}


def test_the_plainest_layout_is_read_whole(plainest: dict[str, dict[str, Decimal]], catalogue: Catalogue) -> None:
    for seed, found in plainest.items():
        assert found == report(seed, PLAINEST, catalogue, damage=()).facts.values


@pytest.mark.parametrize("layout", parameters(LAYOUTS, "another-layout"))
def test_another_layout_gives_the_same_numbers_or_fewer(
    plainest: dict[str, dict[str, Decimal]], layout: str, catalogue: Catalogue
) -> None:
    for seed, expected in plainest.items():
        found = numbers(report(seed, layout, catalogue, damage=()), catalogue)
        assert found.items() <= expected.items(), (seed, found.items() - expected.items())


@pytest.mark.parametrize("damage", parameters([*MISPRINTS, *DAMAGE], "damaged"))
def test_damage_gives_the_same_numbers_or_fewer(
    plainest: dict[str, dict[str, Decimal]], damage: str, catalogue: Catalogue
) -> None:
    for seed, expected in plainest.items():
        for layout in (PLAINEST, "pipes"):
            found = numbers(report(seed, layout, catalogue, damage=(damage,)), catalogue)
            assert found.items() <= expected.items(), (seed, layout, found.items() - expected.items())


@pytest.mark.parametrize("layout", parameters(FORMATS, "formats"))
def test_a_report_gives_the_same_cells_in_every_format(layout: str, catalogue: Catalogue) -> None:
    for seed in SEEDS:
        made = report(seed, layout, catalogue, damage=())
        assert numbers(made, catalogue) == made.facts.values, made.name
