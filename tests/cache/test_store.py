"""The store: what is kept comes back as it was, and what is not as it was written does not come back at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.cache.keys import key
from sitegen.cache.store import HEAD, Store

if TYPE_CHECKING:
    from pathlib import Path

KEY, OTHER = key("one"), key("other")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "results")


def file_of(store: Store, name: str = KEY) -> Path:
    return store.folder / name[:2] / name[2:]


def test_what_is_kept_comes_back(store: Store) -> None:
    store.put(KEY, b"content")
    assert store.has(KEY)
    assert store.get(KEY) == b"content"
    assert store.part(KEY, 3, 2) == b"te"


def test_nothing_comes_back_under_another_key(store: Store) -> None:
    store.put(KEY, b"content")
    assert not store.has(OTHER)
    assert store.get(OTHER) is None
    assert store.part(OTHER, 0, 1) == b""


@pytest.mark.parametrize("at", [0, HEAD - 1, HEAD, -1], ids=["mark", "digest", "first byte", "last byte"])
def test_a_damaged_result_is_none(store: Store, at: int) -> None:
    store.put(KEY, b"content")
    damaged = bytearray(file_of(store).read_bytes())
    damaged[at] ^= 1
    file_of(store).write_bytes(damaged)
    assert store.get(KEY) is None


@pytest.mark.parametrize("length", [0, HEAD - 1, HEAD, HEAD + 3])
def test_a_result_that_was_cut_off_is_none(store: Store, length: int) -> None:
    store.put(KEY, b"content")
    file_of(store).write_bytes(file_of(store).read_bytes()[:length])
    assert store.get(KEY) is None


def test_a_file_of_something_else_is_no_result(store: Store) -> None:
    store.put(KEY, b"content")
    file_of(store).write_bytes(b"#!/bin/sh\n" * 20)
    assert store.get(KEY) is None


def test_a_failed_write_leaves_what_was_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put(KEY, b"content")
    monkeypatch.setattr("os.replace", fails)
    with pytest.raises(OSError, match="full"):
        store.put(KEY, b"another")
    assert store.get(KEY) == b"content"
    assert [path.name for path in file_of(store).parent.iterdir()] == [KEY[2:]]


def fails(*_: object) -> None:
    message = "the disk is full"
    raise OSError(message)


def test_what_a_build_has_not_used_is_swept_away(store: Store) -> None:
    store.put(KEY, b"content")
    store.put(OTHER, b"other")
    store.sweep({KEY})
    assert store.has(KEY)
    assert not store.has(OTHER)


def test_keys_tell_where_one_part_ends_and_the_next_begins() -> None:
    assert len({key("ab", "c"), key("a", "bc"), key("abc"), key("abc", ""), key(b"abc", "d")}) == 5


@given(st.lists(st.text()), st.lists(st.text()))
def test_only_equal_parts_have_equal_keys(one: list[str], other: list[str]) -> None:
    assert (key(*one) == key(*other)) is (one == other)
