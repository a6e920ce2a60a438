"""Garbage: looked for seldom meanwhile, and as before afterwards."""

from __future__ import annotations

import gc

import pytest

from sitegen.garbage import SELDOM, seldom


def test_garbage_is_looked_for_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with seldom():
        assert gc.get_threshold()[0] == SELDOM
    assert gc.get_threshold() == before


def test_that_holds_where_the_work_fails() -> None:
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), seldom():
        _ = 1 // 0
    assert gc.get_threshold() == before
