"""Templates compiled once for all editions, and kept for the next build as Python keeps its modules: beside the source.

What is kept lies in one file of ``__pycache__``. It counts only for the key of all that pages are made of and for this
interpreter; where nothing can be written, templates are compiled anew each time, with the same outcome.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import sys
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from sitegen.cache.keys import COMPILED
from sitegen.cache.whole import write_whole

if TYPE_CHECKING:
    from pathlib import Path
    from types import CodeType

    from jinja2.bccache import Bucket

DIGEST = 32


class Compiled(BytecodeCache):
    """The code of templates; in memory alone, unless it is told where templates lie and what all depends on."""

    def __init__(self, templates: Path | None = None, key: str = "") -> None:
        """Take what an earlier build has kept under the key, if there is any."""
        self._file = templates / COMPILED / f"templates.{sys.implementation.cache_tag}.bin" if templates else None
        self._key = key.encode()
        self._known: dict[str, bytes] = self._kept()
        self._loaded: dict[tuple[str, str], CodeType] = {}
        self._is_new = False

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template, where it is known: unpacked once, for whatever edition asks first."""
        name = bucket.key, bucket.checksum
        if name in self._loaded:
            bucket.code = self._loaded[name]
        elif bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])
            if bucket.code:
                self._loaded[name] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Know the code of a template."""
        self._known[bucket.key] = bucket.bytecode_to_string()
        self._is_new = True

    def keep(self) -> None:
        """Write down what is known, if that is more than there was and if it can be."""
        if self._file and self._is_new:
            content = marshal.dumps(self._known)
            with contextlib.suppress(OSError):
                self._file.parent.mkdir(exist_ok=True)
                write_whole(self._file, self._key, _digest(content), content)
                self._is_new = False

    def _kept(self) -> dict[str, bytes]:
        content = b""
        if self._file:
            with contextlib.suppress(OSError):
                content = self._file.read_bytes()
        head = len(self._key) + DIGEST
        code = content[head:]
        if content[:head] != self._key + _digest(code):
            return {}
        known: dict[str, bytes] = marshal.loads(code)  # noqa: S302  as Python loads its own modules from such a folder
        return known


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=DIGEST).digest()
