"""Drafts to check: the seed reports, and invented ones in every layout that a browser can be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.proving.generator import LAYOUTS, report

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue
    from tests.proving.generator import Generated

READABLE = tuple(name for name in LAYOUTS if name != "pdf")


@pytest.fixture(scope="session")
def seed_files(root: Path) -> tuple[Path, ...]:
    """The five seed reports."""
    return tuple(sorted((root / "data" / "reports").glob("00*.txt")))


@pytest.fixture(scope="session")
def invented(catalogue: Catalogue) -> tuple[Generated, ...]:
    """Three invented reports in each layout, damaged as chance has it."""
    return tuple(report(f"draft-{layout}-{n}", layout, catalogue) for layout in READABLE for n in range(3))
