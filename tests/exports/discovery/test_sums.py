"""The sums of all packages: one line a file, in the order of paths, as ``sha256sum`` writes them."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from sitegen.exports.discovery.sums import PATH, lines, sums
from sitegen.listing import listing
from sitegen.model import Artifact

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = shutil.which("sha256sum") or ""
FILES = (
    Artifact("data/b.csv", "text/csv", b"b"),
    Artifact("data/agencies/x/a.csv", "text/csv", b""),
    Artifact("api/v1/agencies.json", "application/json", b"{}"),
)


def test_every_file_of_a_package_has_a_line_and_nothing_else_has() -> None:
    found = sums([lines(listing(FILES))]).content.decode().splitlines()
    assert [line.split("  ")[1] for line in found] == ["data/agencies/x/a.csv", "data/b.csv"]


def test_neither_the_order_of_the_files_nor_who_has_them_matters() -> None:
    each = [lines(listing([file])) for file in FILES]
    assert sums([lines(listing(FILES))]) == sums([lines(listing(reversed(FILES)))]) == sums(each) == sums(each[::-1])


@pytest.mark.skipif(not PROGRAM, reason="needs the core utilities of GNU")
def test_the_usual_program_reads_it_and_sees_what_has_changed(tmp_path: Path) -> None:
    made = sums([lines(listing(FILES))])
    for file in (*FILES, made):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    command = [PROGRAM, "--check", "--strict", "--quiet", PATH]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0  # noqa: S603  our own
    (tmp_path / "data" / "b.csv").write_bytes(b"c")
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 1  # noqa: S603
