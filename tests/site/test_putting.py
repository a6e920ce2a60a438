"""A file is put into the staged site whole, by any process, and is what it is listed as."""

from __future__ import annotations

import hashlib
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from sitegen.model import Artifact
from sitegen.site import SiteError, Staging, Written, put

if TYPE_CHECKING:
    from pathlib import Path


def put_some(folder: Path, start: int) -> list[Written]:
    """Put a few files, many of them in the same folders as those of other processes."""
    numbers = range(start, start + 20)
    return [put(folder, Artifact(f"a/b{number % 3}/{number}.txt", "", str(number).encode())) for number in numbers]


def test_several_processes_put_files_side_by_side(tmp_path: Path) -> None:
    """Into folders that each of them may be the first to make."""
    with Staging(tmp_path / "dist") as stage:
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            found = list(pool.map(put_some, [stage.folder] * 4, (0, 20, 40, 60)))
        assert stage.publish(one for some in found for one in some)
    files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "dist").rglob("*.txt")}
    assert files == {f"{number}.txt": str(number) for number in range(80)}


def test_a_file_is_listed_with_its_size_and_hash(tmp_path: Path) -> None:
    with Staging(tmp_path / "dist") as stage:
        file = put(stage.folder, Artifact("a.txt", "text/plain", b"abc"))
    assert file == Written("a.txt", 3, hashlib.sha256(b"abc").hexdigest())


def test_a_file_that_is_put_again_replaces_the_first(tmp_path: Path) -> None:
    """A worker that does a batch over after another has died of it."""
    with Staging(tmp_path / "dist") as stage:
        put(stage.folder, Artifact("a.txt", "", b"half"))
        again = put(stage.folder, Artifact("a.txt", "", b"whole"))
        assert stage.publish([again])
    assert (tmp_path / "dist" / "a.txt").read_bytes() == b"whole"


def test_no_file_is_put_outside_the_folder(tmp_path: Path) -> None:
    """Neither by its path nor through a link."""
    with Staging(tmp_path / "dist") as stage:
        for path in ("../x", "/x", "a/../../x"):
            with pytest.raises(SiteError, match="no path"):
                put(stage.folder, Artifact(path, "", b""))
        (stage.folder / "link").symlink_to(tmp_path / "aim")
        put(stage.folder, Artifact("link", "", b"x"))
        assert not (stage.folder / "link").is_symlink()
    assert not (tmp_path / "aim").exists()
