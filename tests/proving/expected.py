"""What generated reports still show to be unfinished: the one table of expected failures.

Each entry is strict: once a layout is read as it should be, the suite fails until its entry is struck out. None may be
added for numbers that are read wrong where they were read right before.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _pytest.mark import ParameterSet

NUMBER = int(os.environ.get("PROVE", "150"))
SEED = os.environ.get("PROVE_SEED", "1")
USUAL = "PROVE" not in os.environ and "PROVE_SEED" not in os.environ

# Test, then layout or damage: why it fails.
NOT_YET: dict[str, dict[str, str]] = {
    "lost": {},
    "formats": {},
}


def _mark(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(reason=reason, strict=USUAL)


def parameters(names: Iterable[str], test: str) -> list[ParameterSet]:
    """The names as parameters, with the expected failures of that test; strict for the usual reports only."""
    reasons = NOT_YET.get(test, {})
    return [pytest.param(name, marks=_mark(reasons[name]) if name in reasons else ()) for name in names]
