"""When garbage is looked for: seldom, as hardly any of ours is ever in a circle, and each search goes through all."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SELDOM = 100_000
"""New objects after which garbage is looked for in what works on very many."""


@contextmanager
def seldom() -> Iterator[None]:
    """Meanwhile, garbage is looked for seldom."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
