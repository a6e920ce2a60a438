"""One file written whole or not at all, by whatever process: beside its place, then put there in one step."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path | str, *parts: bytes) -> None:
    """Let the file hold these bytes; what it held before stays where that fails, and nothing lies beside it."""
    beside = f"{path}.{os.getpid()}"
    try:
        with open(beside, "wb") as file:  # noqa: PTH123  for every result: a Path costs as much as the writing
            file.writelines(parts)
        os.replace(beside, path)  # noqa: PTH105
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(beside)  # noqa: PTH108
        raise
