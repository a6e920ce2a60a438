"""Fixtures that many tests share: the real knowledge, the real evidence, and what lies beside the project."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.assembly import assemble
from sitegen.catalogue import load

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Dataset

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The knowledge of ``data/``."""
    return load(ROOT / "data")


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The real dataset: the knowledge and every report of ``data/``."""
    return assemble(ROOT / "data")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation data beside the project; a stranger's clone has none, and the test skips there."""
    if not SHARED.is_dir():
        pytest.skip("there is no evaluation data beside this clone")
    return SHARED
