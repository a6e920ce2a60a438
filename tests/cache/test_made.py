"""Results of tasks: they come back as they were kept, and sections are read one by one."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from sitegen.cache.errors import CacheError
from sitegen.cache.keys import key
from sitegen.cache.made import (
    AHEAD,
    FAN,
    GROUP,
    NEAR,
    TOLD,
    Kept,
    Made,
    beside,
    keep,
    linked,
    listed,
    listing_of,
    made,
    name_of_listing,
    seen,
)
from sitegen.cache.store import Store
from sitegen.links import Linked
from sitegen.listing import Described, Listed, Resource
from sitegen.model import Words
from sitegen.pages.sitemap import Seen
from sitegen.site import Written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = (Written("a/index.html", 12, "ab" * 32), Written("data/x.csv", 3, "cd" * 32))
LINKED = Linked(("a/index.html: x: there is no such file",), array("Q", [1, 2**64 - 1]), array("Q", [7]))
DESCRIBED = Described(
    "n", Words("甲", "A"), Words("乙", "B"), "2026-01-31", ("k",), (Resource("x.csv", Words("丙", "C"), "e"),)
)
LISTED = (Listed("data/x.csv", "text/csv", 3, "cd" * 32), Listed("data/d.json", "application/json", 1, "f", DESCRIBED))
SEEN = (Seen("a/index.html", ("r-2020",), ("", "a")), Seen("en/a/index.html"))
SECTIONS = {"indicators/x": "年报".encode(), "findings/N": b"", "abridged": b"\n\x00\xff"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with the results of two slices."""
    found = Store(tmp_path)
    keep(found, key("one"), FILES, LINKED, SECTIONS, listed=LISTED, seen=SEEN)
    keep(found, key("two"), (), Linked((), array("Q"), array("Q")), {"abridged": b"2"})
    return found


def result(store: Store, name: str) -> Made:
    found = made(store, key(name))
    assert found
    return found


def test_a_result_comes_back_as_it_was_kept(store: Store) -> None:
    one = key("one")
    assert (result(store, "one").files, linked(store, one)) == (FILES, LINKED)
    assert (listed(store, one), seen(store, one)) == (LISTED, SEEN)
    two = key("two")
    assert (result(store, "two").files, linked(store, two)) == ((), Linked((), array("Q"), array("Q")))
    assert (listed(store, two), seen(store, two)) == ((), ())


def test_what_is_not_there_is_no_result_and_has_nothing_to_tell(store: Store) -> None:
    assert made(store, key("three")) is None
    for told in (linked, listed, seen):
        with pytest.raises(CacheError):
            told(store, key("three"))


def test_what_is_at_hand_is_not_looked_for_in_the_store(store: Store) -> None:
    one = result(store, "one")
    start, length, digest = one.place("abridged")
    store.at_hand = {
        name_of_listing(one.key): listing_of(store, one.key),
        digest.hex(): store.part(beside(one.key), start, length),
    }
    sections = Kept(store, {"b": one})
    sections.tasks = {"task": one.key}
    store.clear()
    assert sections.made("task") == listed(store, one.key) == LISTED
    assert list(sections.of("abridged")) == [("b", SECTIONS["abridged"])]
    assert sections.asked == {digest.hex(): SECTIONS["abridged"]}
    with pytest.raises(CacheError):
        list(sections.of("indicators/x"))


def test_a_section_is_found_whichever_was_found_before(store: Store) -> None:
    """Also one that stands before that, and one whose name begins as another does; what is not there is never found."""
    names = ["a", "a/b", "a/b/c", "ab", "b"]
    keep(store, key("many"), (), Linked((), array("Q"), array("Q")), {name: name.encode() for name in names})
    one = result(store, "many")
    for before in names:
        for number, name in enumerate(names):
            assert one.found(name, one.found(before)) == one.found(name)
            assert one.where(one.found(name)[1]) == one.place(name)
            assert one.found(name)[1] == number
        with pytest.raises(CacheError):
            one.found("a/", one.found(before))
    sections = Kept(store, {"b": one})
    for name in (*reversed(names), *names):
        assert list(sections.of(name)) == [("b", name.encode())]


def test_sections_are_those_of_all_slices_in_order(store: Store) -> None:
    sections = Kept(store, {"b": result(store, "one"), "a": result(store, "two")})
    assert list(sections.of("abridged")) == [("a", b"2"), ("b", SECTIONS["abridged"])]
    assert list(sections.of("findings/N")) == [("b", b"")]
    assert list(sections.of("nothing")) == []
    assert sections.names("i") == ("indicators/x",)
    assert sections.names() == ("abridged", "findings/N", "indicators/x")


def groups(store: Store, said: dict[str, bytes]) -> dict[str, list[bytes]]:
    """The groups of slices that say this, by their keys."""
    for name, content in said.items():
        keep(store, key(name), (), Linked((), array("Q"), array("Q")), {"x": content})
    return {found: have() for found, have in Kept(store, {name: result(store, name) for name in said}).groups("x")}


def test_groups_of_slices_say_together_what_all_say(store: Store) -> None:
    for many in (0, 1, GROUP * FAN - 1, GROUP * FAN, 2 * GROUP * FAN):
        said = {str(number): f"says {number}".encode() for number in range(many)}
        found = groups(store, said)
        assert sorted(chain.from_iterable(found.values())) == sorted(said.values())
        assert len(found) == (many and (1 if many < GROUP * FAN else FAN))


def test_only_the_group_of_a_slice_that_says_something_else_has_another_key(store: Store) -> None:
    """Nor does one that comes or goes touch others: what is made of these need not be made again."""
    said = {str(number): f"says {number}".encode() for number in range(GROUP * FAN + 1)}
    before = groups(store, said)
    for now in (
        said | {"7": b"something else"},
        said | {"new": b"says so"},
        {k: v for k, v in said.items() if k != "7"},
    ):
        assert len(groups(store, now).keys() - before.keys()) == 1


def test_the_key_of_sections_is_that_of_what_they_say_and_who_says_it(store: Store) -> None:
    one, two = result(store, "one"), result(store, "two")
    keys = [
        Kept(store, slices).key(names)
        for slices in ({"a": one, "b": two}, {"a": two, "b": one}, {"a": one})
        for names in (["abridged"], ["abridged", "findings/N"], ["findings/N"], [])
    ]
    assert len(set(keys)) == 3 + 3 + 2 + 1  # one slice or two, and in what places; nothing is always nothing
    assert Kept(store, {"b": two, "a": one}).key(["abridged"]) == keys[0]


def test_a_section_that_has_changed_since_is_refused(store: Store) -> None:
    sections = Kept(store, {"a": result(store, "one")})
    store.put(beside(key("one")), b"something else of the same length and more")
    with pytest.raises(CacheError):
        list(sections.of("indicators/x"))


@pytest.mark.parametrize("memory", [0, 40, AHEAD])
@pytest.mark.parametrize("near", [0, 25, NEAR])
def test_what_is_expected_says_what_it_says_unexpected(
    store: Store, monkeypatch: pytest.MonkeyPatch, memory: int, near: int
) -> None:
    monkeypatch.setattr("sitegen.cache.made.AHEAD", memory)
    monkeypatch.setattr("sitegen.cache.made.NEAR", near)
    names = [f"name/{number}" for number in range(9)]
    for own in "abc":
        said = {name: f"{own} says {name}".encode() * (own == "b" or number % 2) for number, name in enumerate(names)}
        keep(store, key(own), (), Linked((), array("Q"), array("Q")), said)
    slices = {own: result(store, own) for own in "abc"}
    sections, plain = Kept(store, slices), Kept(store, slices)
    sections.expect([*names[::-2], "nothing", *names[:3], *names])
    for name in [*names[::-2], names[4], *names, "nothing", names[0]]:
        assert list(sections.of(name)) == list(plain.of(name)), name


def test_what_is_turned_to_comes_first_and_what_was_expected_stays(store: Store) -> None:
    names = [f"name/{number}" for number in range(9)]
    keep(store, key("own"), (), Linked((), array("Q"), array("Q")), {name: name.encode() for name in names})
    sections = Kept(store, {"own": result(store, "own")})
    sections.expect(names)
    for turn in (names[::2], names[::-1], [], ["nothing"]):
        sections.turn_to(turn)
        for name in (*turn, *names[:4]):
            assert list(sections.of(name)) == ([] if name == "nothing" else [("own", name.encode())])


def test_sections_that_lie_side_by_side_are_read_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    sections = Kept(store, {"a": result(store, "one")})
    reads = []

    def part(_: Store, key: str, start: int, length: int, read: Callable[..., bytes] = Store.part) -> bytes:
        reads.append(length)
        return read(store, key, start, length)

    monkeypatch.setattr(Store, "part", part)
    sections.expect(sorted(SECTIONS))
    assert {name: list(sections.of(name)) for name in sorted(SECTIONS)} == {
        name: [("a", content)] for name, content in SECTIONS.items()
    }
    assert reads == [sum(map(len, SECTIONS.values()))]


def test_a_section_that_was_read_ahead_and_has_changed_is_refused(store: Store) -> None:
    sections = Kept(store, {"a": result(store, "one")})
    sections.expect(sorted(SECTIONS))
    store.put(beside(key("one")), b"something else of the same length and more")
    with pytest.raises(CacheError):
        list(sections.of("abridged"))


def test_what_another_task_has_made_is_asked_for_by_its_name(store: Store) -> None:
    sections = Kept(store, {})
    sections.tasks = {"exports": key("one"), "gone": key("gone")}
    assert sections.made("exports") == LISTED
    with pytest.raises(CacheError):
        sections.made("gone")


def test_what_another_task_has_told_is_asked_for_by_its_name(store: Store) -> None:
    sections = Kept(store, {})
    keep(store, key("told"), (), Linked((), array("Q"), array("Q")), {TOLD: b"a word"})
    sections.tasks = {"exports": key("told"), "gone": key("gone")}
    assert sections.told("exports") == b"a word"
    with pytest.raises(CacheError):
        sections.told("gone")
    store.put(beside(key("told")), b"another")
    with pytest.raises(CacheError):
        sections.told("exports")
