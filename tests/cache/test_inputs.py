"""Inputs: a file that was touched is looked into again, and one that was changed behind its times is still noticed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sitegen.cache import inputs
from sitegen.cache.inputs import Inputs

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that has not been touched for a long time, but for its inode."""
    path = tmp_path / "report.txt"
    path.write_text("one", encoding="utf-8")
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where the last build wrote down what it saw."""
    return tmp_path / "cache" / "inputs.json"


@pytest.fixture(autouse=True)
def _long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as written long before they are looked at."""
    monkeypatch.setattr(inputs, "RECENT", 0)


def looked_into(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, ...]]:
    """The files whose contents are read from now on."""
    read: list[tuple[Path, ...]] = []
    digest = inputs.digest_of

    def watched(paths: tuple[Path, ...]) -> str:
        read.append(paths)
        return digest(paths)

    monkeypatch.setattr(inputs, "digest_of", watched)
    return read


def seen(file: Path, kept: Path) -> str:
    """The hash of the file as a build sees it that goes by what the last one wrote down."""
    now = Inputs.load(kept)
    found = now.digest("report.txt", [file])
    now.save(kept)
    return found


def test_an_unchanged_file_is_not_looked_into_again(file: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = seen(file, kept)
    read = looked_into(monkeypatch)
    assert seen(file, kept) == first
    assert read == []


def test_a_changed_file_has_another_hash(file: Path, kept: Path) -> None:
    first = seen(file, kept)
    file.write_text("two", encoding="utf-8")
    assert seen(file, kept) != first


def test_a_change_that_sets_the_time_back_is_noticed(file: Path, kept: Path) -> None:
    """Size and time of change are the same; the time of the inode, which nobody can set, is not."""
    first, before = seen(file, kept), file.stat()
    file.write_text("two", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert seen(file, kept) != first


def test_a_file_written_just_now_is_looked_into_again(file: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "RECENT", 10**18)
    seen(file, kept)
    read = looked_into(monkeypatch)
    seen(file, kept)
    assert read == [(file,)]


def test_a_file_beside_it_that_comes_or_goes_changes_the_hash(file: Path, tmp_path: Path) -> None:
    beside = tmp_path / "report.txt.toml"
    without = Inputs().digest("report.txt", [file, beside])
    beside.write_text("", encoding="utf-8")
    assert Inputs().digest("report.txt", [file, beside]) != without


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b'{"report.txt": 3}', b'{"report.txt": [["x"], "y"]}', b"\xff"])
def test_a_record_that_makes_no_sense_is_none(file: Path, kept: Path, content: bytes) -> None:
    first = seen(file, kept)
    kept.write_bytes(content)
    assert seen(file, kept) == first
