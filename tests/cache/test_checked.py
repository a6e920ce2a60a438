"""A checked slice on its way: all of it comes back, and what is damaged is as good as none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.cache.checked import checked_elsewhere, key_beside, written
from sitegen.cache.keys import key as key_of
from sitegen.cache.store import Store
from sitegen.gathering import slices

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Dataset

KEY = key_of("a slice")


def test_a_slice_comes_back_as_it_was(dataset: Dataset, tmp_path: Path) -> None:
    store = Store(tmp_path)
    for _, own in slices(dataset):
        store.put(key_beside(KEY), written(own))
        assert checked_elsewhere(store, KEY, own.catalogue) == own


def test_what_is_no_slice_is_as_good_as_none(dataset: Dataset, tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert checked_elsewhere(store, KEY, dataset.catalogue) is None
    store.put(key_beside(KEY), b'[["another"],[],[],[]]')
    assert checked_elsewhere(store, KEY, dataset.catalogue) is None
