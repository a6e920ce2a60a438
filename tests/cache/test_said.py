"""What slices say is found by name as if all were looked through, however it is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.cache.keys import key as key_of
from sitegen.cache.made import Made, keep, made
from sitegen.cache.said import Said
from sitegen.cache.store import Store
from sitegen.links import joined

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMES = ("a", "b", "a/b", "a/b/c", "a/bc", "ab/c", "rows/1/x", "rows/1/y", "rows/10/x", "rows/2/x")
SLICES = st.dictionaries(
    st.sampled_from(["one", "two", "three"]), st.dictionaries(st.sampled_from(NAMES), st.sampled_from([b"1", b"2"]))
)
Saying = dict[str, dict[str, bytes]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("store"))


def results(store: Store, saying: Saying) -> dict[str, Made]:
    """A result of each slice that says this."""
    found = {}
    for name, sections in saying.items():
        key = key_of(name, *(part for item in sorted(sections.items()) for part in item))
        keep(store, key, (), joined(()), sections)
        one = made(store, key)
        assert one
        found[name] = one
    return found


def speakers(saying: Saying, name: str) -> Iterable[int]:
    return [number for number, slice_ in enumerate(sorted(saying)) if name in saying[slice_]]


@given(SLICES)
def test_each_name_has_those_who_say_anything_under_it(store: Store, saying: Saying) -> None:
    said = Said.of(results(store, saying))
    known = sorted({name for sections in saying.values() for name in sections})
    assert said.names() == tuple(known)
    for name in NAMES:
        assert list(said.who(name)) == speakers(saying, name)
        assert (name in said) is bool(said.key(name)) is (name in known)


@given(SLICES)
def test_names_are_found_by_how_they_begin(store: Store, saying: Saying) -> None:
    said = Said.of(results(store, saying))
    for prefix in ("", "a", "a/", "a/b", "rows/", "rows/1", "rows/1/", "z"):
        assert said.names(prefix) == tuple(name for name in said.names() if name.startswith(prefix))


@given(SLICES, SLICES)
def test_what_has_changed_since_is_what_would_be_found_anew(store: Store, then: Saying, now: Saying) -> None:
    before, after = results(store, then), results(store, now)
    changed = [one for one in {*then, *now} if then.get(one) != now.get(one)]
    assert Said.of(before).since(after, before, changed) == Said.of(after)


@given(SLICES)
def test_what_was_written_is_read_again(store: Store, saying: Saying) -> None:
    said = Said.of(results(store, saying))
    assert Said.read(*said.written()) == said


@given(SLICES)
def test_a_result_knows_where_each_of_its_sections_lies(store: Store, saying: Saying) -> None:
    for slice_, one in results(store, saying).items():
        assert one.names == sorted(saying[slice_])
        for name in NAMES:
            assert one.has(name) is (name in saying[slice_])
        assert sum(one.place(name)[1] for name in one.names) == len(saying[slice_])
