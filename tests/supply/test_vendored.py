"""What others wrote and lies here is listed file by file, unaltered, with its licence."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from tests.supply.locks import node_packages
from tests.supply.vendored import LIST, problems, vendored

if TYPE_CHECKING:
    from pathlib import Path

SIGNS = re.compile(r"\.min\.|\.wasm$|^LICEN[CS]E[-.]|^NOTICE")  # that a file is not of this project


def test_every_folder_holds_what_is_listed_and_nothing_else(root: Path) -> None:
    assert [line for one in vendored(root) for line in problems(root, one)] == []


def test_a_file_that_is_altered_missing_or_not_listed_is_named(root: Path, tmp_path: Path) -> None:
    package = next(one for one in vendored(root) if one.name == "axe-core")
    folder = shutil.copytree(root / package.folder, tmp_path / package.folder)
    assert problems(tmp_path, package) == ()
    with (folder / "axe.min.js").open("ab") as file:
        file.write(b" ")
    (folder / "axe-LICENSE.txt").unlink()
    (folder / "more.js").write_bytes(b"")
    assert [line.rpartition("/")[2] for line in problems(tmp_path, package)] == [
        "axe-LICENSE.txt: missing",
        "axe.min.js: not the file that was taken over",
        "more.js: not listed",
    ]


def test_every_package_comes_with_the_texts_of_its_licences(root: Path) -> None:
    for one in vendored(root):
        assert one.licences
        assert set(one.licences) <= set(one.sha256)
        assert all((root / one.folder / name).read_text(encoding="utf-8").strip() for name in one.licences)


def test_nothing_of_others_lies_elsewhere(root: Path) -> None:
    """Minified code, WebAssembly and the licences of others are found in listed folders alone."""
    listed = {one.folder for one in vendored(root)}
    for place in ("templates", "content", "sitegen", "tests", "data"):
        for file in (root / place).rglob("*"):
            folder = file.parent.relative_to(root).as_posix()
            if SIGNS.search(file.name) and "node_modules" not in file.parts and "__pycache__" not in file.parts:
                assert folder in listed, file


def test_git_keeps_every_byte_of_it(root: Path) -> None:
    """Line ends are left as they are."""
    attributes = (root / ".gitattributes").read_text(encoding="utf-8")
    assert all(f"\n{one.folder}/** -text" in attributes for one in vendored(root))


def test_every_package_says_where_it_is_from(root: Path) -> None:
    for one in vendored(root):
        assert one.scope in {"required", "excluded"}
        assert one.version in one.archive
        assert one.version in one.source
        kind, digest = one.archive_hash
        assert len(digest) == {"sha256": 64, "sha512": 128}[kind]


def test_a_package_that_node_locks_too_is_the_same_there(root: Path) -> None:
    """Of one version there is one archive."""
    lock = (root / "tests" / "quality" / "package-lock.json").read_text(encoding="utf-8")
    locked = {(one.name, one.version): one.integrity for one in node_packages(lock)}
    shared = [one for one in vendored(root) if (one.name, one.version) in locked]
    assert all(locked[one.name, one.version] == one.integrity for one in shared)


def test_the_list_names_each_folder_once(root: Path) -> None:
    folders = [one.folder for one in vendored(root)]
    assert len(set(folders)) == len(folders)
    assert LIST in (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
