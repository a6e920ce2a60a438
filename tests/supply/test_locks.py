"""Nothing is installed that is not pinned by hash, in Python or in Node."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.supply.locks import LockError, node_packages, pinned

if TYPE_CHECKING:
    from pathlib import Path

PYTHON = (
    "requirements.lock",
    "requirements-test.lock",
    "requirements-cluster.lock",
    "tests/bench/requirements-peers.txt",
    "tests/supply/requirements-audit.txt",
)
DIGEST = "a" * 64


@pytest.mark.parametrize("lock", PYTHON)
def test_every_package_of_python_has_its_version_and_hashes(root: Path, lock: str) -> None:
    packages = pinned((root / lock).read_text(encoding="utf-8"))
    assert packages
    assert len({(one.name, one.version) for one in packages}) == len(packages)


def test_every_package_of_node_has_its_integrity(root: Path) -> None:
    locks = [path for path in root.glob("tests/**/package-lock.json") if "node_modules" not in path.parts]
    assert locks
    for lock in locks:
        assert node_packages(lock.read_text(encoding="utf-8"))


def test_the_tests_run_with_what_is_published_with(root: Path) -> None:
    """The second lock holds the first whole."""
    site, test = (set(pinned((root / lock).read_text(encoding="utf-8"))) for lock in PYTHON[:2])
    assert site <= test


def test_no_lock_is_left_out(root: Path) -> None:
    """What pip could be given is in the list above."""
    there = {path for pattern in ("*.lock", "tests/**/requirements*") for path in root.glob(pattern)}
    assert {path.relative_to(root).as_posix() for path in there if "node_modules" not in path.parts} == set(PYTHON)


@pytest.mark.parametrize("place", ["Makefile", ".ci/run", ".github/workflows"])
def test_nothing_is_installed_without_its_hashes(root: Path, place: str) -> None:
    """Each call of pip demands them; npm installs nothing but its lock, and runs nothing of what it installs."""
    files = [root / place] if (root / place).is_file() else list((root / place).glob("*.yml"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    lines = text.replace("\\\n", " ").splitlines()
    for line in (line for line in lines if not line.lstrip().startswith("#")):
        if re.search(r"\bpip install\b|^PIP_OPTIONS", line):
            assert "--require-hashes" in line
            assert "--only-binary :all:" in line
        elif re.search(r"-m pip\b", line):
            assert re.search(r"\$\(PIP_OPTIONS\)", line)
        if re.search(r"\bnpm (ci|i|install|exec)\b|\bnpx\b", line):
            assert re.search(r"\bnpm ci .*--ignore-scripts", line)


@pytest.mark.parametrize(
    "line",
    [
        "lxml==6.1",
        "lxml>=6.1 --hash=sha256:" + DIGEST,
        "lxml==6.1 --hash=md5:" + "a" * 32,
        "lxml==6.1 --hash=sha256:" + "a" * 63,
        "lxml @ https://example.org/lxml.whl --hash=sha256:" + DIGEST,
        "git+https://example.org/lxml@main --hash=sha256:" + DIGEST,
        "-e .",
        "--extra-index-url https://example.org/",
        "-r others.txt",
    ],
)
def test_what_is_not_pinned_is_refused(line: str) -> None:
    with pytest.raises(LockError, match="not pinned"):
        pinned(f"# by uv\nduckdb==2.0.0 \\\n    --hash=sha256:{DIGEST}\n{line}\n")


def test_a_pinned_package_is_read_whole() -> None:
    (one,) = pinned(f"a-b==1.0 ; os_name == 'nt' \\\n    --hash=sha256:{'b' * 64} \\\n    --hash=sha256:{DIGEST}\n")
    assert (one.name, one.version, one.marker) == ("a-b", "1.0", "os_name == 'nt'")
    assert one.hashes == (DIGEST, "b" * 64)


@pytest.mark.parametrize(
    "entry",
    [
        '{"version": "1"}',
        '{"version": "1", "integrity": "sha1-abc"}',
        f'{{"version": "1", "integrity": "sha512-{"A" * 86}==", "resolved": "git+ssh://git@example.org/a.git"}}',
    ],
)
def test_a_node_package_that_is_not_pinned_is_refused(entry: str) -> None:
    with pytest.raises(LockError, match="not pinned"):
        node_packages(f'{{"packages": {{"": {{}}, "node_modules/a": {entry}}}}}')
