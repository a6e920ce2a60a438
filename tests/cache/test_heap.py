"""A heap has the pieces of the last build, whatever other builds have left in its file."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.cache import heap
from sitegen.cache.heap import Heap

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAMES = st.sets(st.sampled_from("abcdefgh"))


def piece(name: str) -> bytes:
    """What a piece says: for ever the same under its name."""
    return name.encode() * (ord(name) - ord("a"))


def following(before: Heap, folder: Path, names: Iterable[str]) -> Heap:
    """The heap of these pieces as the next build finds it."""
    told = before.following(folder, "heap", [(name, partial(piece, name)) for name in sorted(names)]).told
    found = Heap.load(folder, json.loads(json.dumps(told)))
    found.clear(folder, "heap")
    return found


@given(st.lists(NAMES, max_size=8))
def test_each_build_finds_its_pieces(tmp_path_factory: pytest.TempPathFactory, builds: list[set[str]]) -> None:
    """And one file, in which no more than as much again lies idle."""
    folder, found = tmp_path_factory.mktemp("heap"), Heap()
    for names in builds:
        found = following(found, folder, names)
        assert dict(found) == {name: piece(name) for name in names}
        (file,) = folder.iterdir()
        assert file.stat().st_size <= heap.IDLE * sum(map(len, found.values())) + sum(len(piece(one)) for one in names)


def test_what_is_there_is_not_made_again(tmp_path: Path) -> None:
    """Nor written: only what is new is added to the file."""
    first = following(Heap(), tmp_path, "fgh")
    (file,) = tmp_path.iterdir()
    before = file.read_bytes()
    made: list[str] = []

    def make(name: str) -> bytes:
        made.append(name)
        return piece(name)

    first.following(tmp_path, "heap", [(name, partial(make, name)) for name in "efgh"])
    assert made == ["e"]
    assert file.read_bytes() == before + piece("e")


def test_a_build_that_does_not_come_to_its_end_harms_nothing(tmp_path: Path) -> None:
    """What it has added is overwritten by the next."""
    first = following(Heap(), tmp_path, "gh")
    told = json.loads(json.dumps(first.told))

    def fail() -> bytes:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011  ours
        first.following(tmp_path, "heap", [("g", fail), ("h", fail), ("e", lambda: piece("e")), ("f", fail)])
    again = Heap.load(tmp_path, told)
    assert dict(again) == dict(first)
    assert dict(following(again, tmp_path, "dgh")) == {name: piece(name) for name in "dgh"}


def test_a_file_of_many_stretches_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is looked at by itself when the heap is read."""
    monkeypatch.setattr(heap, "MOST", 2)
    found, files = Heap(), set()
    for names in ("h", "gh", "fgh", "efgh"):
        found = following(found, tmp_path, names)
        files |= set(tmp_path.iterdir())
        assert len(found.told["stretches"]) <= 2
    assert len(files) == 2


@pytest.mark.parametrize("places", [{"a": (0, 99)}, {"a": (3, 1)}, {"a": (-1, 1)}])
def test_a_place_outside_is_refused(tmp_path: Path, places: dict[str, tuple[int, int]]) -> None:
    told = following(Heap(), tmp_path, "h").told
    with pytest.raises(ValueError, match="heap"):
        Heap.load(tmp_path, {**told, "places": places})


def test_a_file_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    told = following(Heap(), tmp_path / "in", "h").told
    with pytest.raises(ValueError, match="heap"):
        Heap.load(tmp_path / "in", {**told, "file": f"../in/{told['file']}"})
