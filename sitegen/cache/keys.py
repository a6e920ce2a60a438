"""Keys: the hash of all that a result is made of, so that what has the same key need not be made again."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LIBRARIES = (
    *("duckdb", "jinja2", "lxml", "markdown-it-py", "markupsafe", "opencc-python-reimplemented", "pypdfium2"),
    *("pypinyin", "xlsxwriter"),
)
"""Libraries whose version may show in what is made."""
INSTALLED = ".dist-info"


def key(*parts: str | bytes) -> str:
    """A key of these parts: others, or the same in another order, have another."""
    pieces: list[bytes] = []
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        pieces += (len(content).to_bytes(8, "big"), content)
    return hashlib.blake2b(b"".join(pieces), digest_size=20).hexdigest()


def of_files(root: Path, files: Iterable[Path]) -> str:
    """A key of the contents of files and their names below the root.

    Contents go by SHA-256, for which processors have instructions: of large files it takes half the time.
    """
    parts: list[str | bytes] = []
    for file in sorted(files):
        parts += (file.relative_to(root).as_posix(), hashlib.sha256(file.read_bytes()).digest())
    return key(*parts)


def of_code(package: Path) -> str:
    """A key of this project's own code, and of what else has a say in what it makes."""
    versions = [f"{name} {_version(name)}" for name in LIBRARIES]
    return key(of_files(package, package.rglob("*.py")), sys.version, *versions)


@cache
def _installed() -> dict[str, str]:
    """The versions of what is installed, by name, as its folders are called: to read them takes much longer."""
    found: dict[str, str] = {}
    for place in reversed(sys.path):  # the first is what is imported
        with suppress(OSError):
            for name in os.listdir(place or os.curdir):  # noqa: PTH208  no path is wanted
                if name.endswith(INSTALLED):
                    project, _, version = name.removesuffix(INSTALLED).partition("-")
                    found[project.lower().replace("_", "-")] = version
    return found


def _version(name: str) -> str:
    """The version of a library, or nothing where there is none."""
    if name in _installed():
        return _installed()[name]
    from importlib import metadata  # noqa: PLC0415  slow to load, and needed only where a library lies elsewhere

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
