"""Dataclasses get the code of their methods from what was kept: the same classes, compiled once."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sitegen.classes import NAME, compiled_once
from sitegen.keeping import COMPILED

if TYPE_CHECKING:
    from pathlib import Path


def _made(default: int) -> type:
    """A class as ours are; equal texts of methods may have other values behind their names."""
    return dataclasses.make_dataclass(
        "Made", [("one", int), ("two", int, default)], frozen=True, slots=True, order=True
    )


def _does(made: type, default: int) -> bool:
    """Whether the class does what it says."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        made(1).one = 2
    return (
        made(1) == made(1, default) < made(1, default + 1)
        and hash(made(1)) == hash(made(1, default))
        and repr(made(1)) == f"Made(one=1, two={default})"
    )


def test_classes_are_the_same_whether_their_code_is_new_or_kept(tmp_path: Path) -> None:
    for default in (3, 4, 3):
        with compiled_once(tmp_path):
            made = _made(default)
        assert _does(made, default)


def test_what_was_kept_is_not_compiled_again(tmp_path: Path) -> None:
    """What is kept is written once, and no more than that."""
    with compiled_once(tmp_path):
        _made(3)
    file = tmp_path / COMPILED / NAME
    before = file.stat()
    with compiled_once(tmp_path):
        _made(4)
    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_dataclasses_are_left_as_they_were(tmp_path: Path) -> None:
    with pytest.raises(KeyError), compiled_once(tmp_path):
        raise KeyError
    assert "exec" not in vars(dataclasses)


def test_help_and_an_error_make_no_use_of_it(root: Path) -> None:
    """They load hardly any classes."""
    told = subprocess.run(  # noqa: S603
        [sys.executable, "-X", "importtime", root / "build.py", "--help"], capture_output=True, text=True, check=True
    )
    assert "sitegen.cli" in told.stderr
    assert "sitegen.classes" not in told.stderr
