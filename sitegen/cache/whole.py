"""One file written whole or not at all, by whatever process: beside its place, then put there in one step."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, *parts: bytes) -> None:
    """Let the file hold these bytes; what it held before stays where that fails, and nothing lies beside it."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.writelines(parts)
        beside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
