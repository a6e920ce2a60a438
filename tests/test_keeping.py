"""What is made once is kept beside its sources: under its key alone, and never needed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from sitegen import keeping
from sitegen.catalogue import load
from sitegen.cli import DATA
from sitegen.keeping import COMPILED, loaded, once

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _made(folder: Path, key: str, content: bytes = b"made") -> tuple[bytes, int]:
    """What there is under the key, and how often it was made for that."""
    count = 0

    def make() -> bytes:
        nonlocal count
        count += 1
        return content

    return once(folder, "name.bin", key, make), count


def test_it_is_made_once(tmp_path: Path) -> None:
    assert _made(tmp_path, "key") == (b"made", 1)
    assert _made(tmp_path, "key", b"other") == (b"made", 0)


def test_under_another_key_it_is_made_anew_and_takes_its_place(tmp_path: Path) -> None:
    _made(tmp_path, "one")
    assert _made(tmp_path, "two", b"other") == (b"other", 1)
    assert _made(tmp_path, "one") == (b"made", 1)
    assert len(list((tmp_path / COMPILED).iterdir())) == 1


def test_nothing_is_something(tmp_path: Path) -> None:
    assert _made(tmp_path, "key", b"") == (b"", 1)
    assert _made(tmp_path, "key", b"") == (b"", 0)


@pytest.mark.parametrize("harm", [lambda kept: kept[:2], lambda kept: kept[:-1], lambda kept: kept[:-1] + b"x"])
def test_what_was_harmed_is_as_good_as_none(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    _made(tmp_path, "key")
    (file,) = (tmp_path / COMPILED).iterdir()
    file.write_bytes(harm(file.read_bytes()))
    assert _made(tmp_path, "key") == (b"made", 1)


def test_where_nothing_can_be_kept_it_is_made_each_time(tmp_path: Path) -> None:
    """A checkout may be read only; here its place is taken by a file, which refuses the administrator, too."""
    (tmp_path / COMPILED).write_bytes(b"")
    assert _made(tmp_path, "key") == _made(tmp_path, "key") == (b"made", 1)


def test_what_is_loaded_once_is_as_if_it_were_loaded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "CODE", tmp_path)
    first, second = (loaded("catalogue", "key", partial(load, DATA)) for _ in range(2))
    assert repr(first) == repr(second) == repr(load(DATA))
    assert all(second.by_form[form.id] is form for form in second.forms)


def test_it_is_loaded_for_each_key_and_once_for_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "CODE", tmp_path)
    each = [loaded("name", key, partial(str, number)) for number, key in enumerate("aabba")]
    assert each == ["0", "0", "2", "2", "4"]


def test_what_cannot_be_loaded_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Knowledge that is wrong is refused each time, until it is put right."""
    monkeypatch.setattr(keeping, "CODE", tmp_path)
    for _ in range(2):
        with pytest.raises(FileNotFoundError):
            loaded("name", "key", (tmp_path / "nothing").read_bytes)
