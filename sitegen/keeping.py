"""What is made of the project's own files and of knowledge, of no report: made once, kept as Python keeps its modules.

What is kept lies in a file of ``__pycache__``. It counts only under the key of all that it is made of; where nothing
can be written it is made anew each time, with the same outcome.
"""

from __future__ import annotations

import contextlib
import hashlib
import pickle
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sitegen.cache.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
CODE = Path(__file__).resolve().parent
COMPILED = "__pycache__"
"""The folders of what is kept of sources once they are compiled, which is no source itself."""
DIGEST = 32


def once(sources: Path, name: str, key: str, make: Callable[[], bytes]) -> bytes:
    """What is kept under that name and key beside the sources; else what is made now, and kept."""
    found = kept(sources, name, key)
    if found is None:
        found = make()
        keep(sources, name, key, found)
    return found


def loaded(name: str, key: str, load: Callable[[], T]) -> T:
    """What was loaded under that key, else what is loaded now; either way as it is once it was kept.

    The key tells of the code and of all files that it is loaded from. It is kept among the modules alone: who can write
    there can write code, which must not be said of folders of knowledge, where it comes from.
    """
    found = once(CODE, f"{name}.{sys.implementation.cache_tag}.bin", key, lambda: pickle.dumps(load()))
    again: T = pickle.loads(found)  # noqa: S301  it lies where code lies
    return again


def kept(sources: Path, name: str, key: str) -> bytes | None:
    """What was kept under that name, if it was under that key and is as it was."""
    try:
        content = (sources / COMPILED / name).read_bytes()
    except OSError:
        return None
    head = len(key) + DIGEST
    found = content[head:]
    return found if content[:head] == _head(key, found) else None


def keep(sources: Path, name: str, key: str, content: bytes) -> None:
    """Keep it in the place of what was kept under that name, if it can be."""
    file = sources / COMPILED / name
    with contextlib.suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        write_whole(file, _head(key, content), content)


def _head(key: str, content: bytes) -> bytes:
    return key.encode() + hashlib.blake2b(content, digest_size=DIGEST).digest()
