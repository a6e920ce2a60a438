"""The record of the last build: it gives what it was given, and what is wrong with it makes it none at all."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest

from sitegen.cache.keys import key as key_of
from sitegen.cache.lately import FILE, Lately
from sitegen.cache.made import Kept, Made, keep, linked, made
from sitegen.cache.said import Said
from sitegen.cache.store import Store
from sitegen.links import Linked
from sitegen.site import Written

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "results")


def slice_of(store: Store, agency: str, **sections: bytes) -> Made:
    """The result of an agency, kept: one file, and what it says by name."""
    key = key_of(agency, *(part for name, content in sections.items() for part in (name, content)))
    wants = Linked((), array("Q", [len(agency), len(key) << 40]), array("Q"))
    keep(store, key, [Written(f"{agency}/index.html", 7, key_of(agency)[:32] * 2)], wants, sections)
    found = made(store, key)
    assert found
    return found


def saved(store: Store, slices: Mapping[str, Made], said: Said, before: Lately | None = None) -> Lately:
    """The record that a later build finds."""
    keys = {agency: one.key for agency, one in slices.items()}
    (before or Lately()).save(
        store,
        "state",
        list(slices.values()),
        slices=keys,
        said=said,
        weights={"pages": 7},
        amending={"terms/0": ("key", "given")},
    )
    return Lately.load(store.folder)


def test_it_gives_every_result_as_the_store_does(store: Store) -> None:
    slices = {agency: slice_of(store, agency, one=b"1", two=agency.encode()) for agency in ("a", "b")}
    said = Said.of(slices)
    found = saved(store, slices, said)
    assert (found.state, found.said, found.weights) == ("state", said, {"pages": 7})
    assert found.amending == {"terms/0": ["key", "given"]}
    assert {agency: found.made(key) for agency, key in found.slices.items()} == slices
    assert all(found.wants(key) == linked(store, key).wants for key in found.slices.values())
    assert "other" not in found
    assert found.made("other") is None


def test_other_small_results_are_at_hand_without_another_look_at_the_store(store: Store) -> None:
    more = {key_of(name): name.encode() for name in ("one", "two")}
    pieces = [(key, content.__bytes__) for key, content in more.items()]
    Lately().save(store, "state", (), slices={}, said=Said(), weights={}, amending={}, more=pieces)
    store.at_hand = Lately.load(store.folder).more
    assert {key: store.get(key) for key in more} == more
    assert store.get(key_of("three")) is None


def test_what_stays_is_taken_over_from_the_record_before(store: Store) -> None:
    first = {agency: slice_of(store, agency, one=b"1") for agency in ("a", "b")}
    before = saved(store, first, Said())
    second = {"a": first["a"], "b": slice_of(store, "b", one=b"2"), "c": slice_of(store, "c")}
    after = saved(store, second, Said(), before)
    assert {agency: after.made(key) for agency, key in after.slices.items()} == second
    assert all(after.wants(key) == linked(store, key).wants for key in after.slices.values())
    assert first["b"].key not in after


@pytest.mark.parametrize("which", ["the record", "the heap beside it"])
@pytest.mark.parametrize("harm", ["cut", "altered", "foreign", "empty", "gone"])
def test_a_harmed_record_is_none(store: Store, which: str, harm: str) -> None:
    saved(store, {"a": slice_of(store, "a", one=b"1")}, Said())
    (heap,) = store.folder.glob(f"{FILE}.*")
    path = heap if which == "the heap beside it" else store.folder / FILE
    content = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes({
            "cut": content[:-1], "altered": content[:-1] + bytes([content[-1] ^ 1]), "foreign": b"{}", "empty": b""
        }[harm])  # fmt: skip
    assert Lately.load(store.folder) == Lately()


@pytest.mark.parametrize("last", ["c", "d"])
def test_sections_that_follow_the_record_are_those_found_anew(store: Store, last: str) -> None:
    """A name that is new, that is gone, of which another agency speaks, that stays; of the same agencies or others."""
    before = {
        "a": slice_of(store, "a", stays=b"1", other=b"1"),
        "b": slice_of(store, "b", stays=b"2", goes=b"2"),
        "c": slice_of(store, "c", stays=b"3", goes=b"3", alone=b"3"),
    }
    after = {
        "a": before["a"],
        "b": slice_of(store, "b", stays=b"2", other=b"2", new=b"2"),
        last: slice_of(store, last, stays=b"4"),
    }
    said = Kept(store, before).said
    anew, following = Kept(store, after), Kept(store, after, before, said)
    assert following.said == anew.said
    assert anew.said.names() == ("new", "other", "stays")
    assert anew.said.key("other") != said.key("other")
    assert following.names() == anew.names()
    for name in (*anew.names(), "goes", "never"):
        assert list(following.of(name)) == list(anew.of(name))
    assert following.key(anew.names()) == anew.key(anew.names())
