"""Templates compiled once for all editions, and kept for the next build.

What is kept counts only for the key of all that pages are made of and for this interpreter; where nothing can be
written, templates are compiled anew each time, with the same outcome.
"""

from __future__ import annotations

import marshal
import sys
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from sitegen.keeping import keep, kept

if TYPE_CHECKING:
    from pathlib import Path
    from types import CodeType

    from jinja2.bccache import Bucket

NAME = f"templates.{sys.implementation.cache_tag}.bin"


class Compiled(BytecodeCache):
    """The code of templates; in memory alone, unless it is told where templates lie and what all depends on."""

    def __init__(self, templates: Path | None = None, key: str = "") -> None:
        """Take what an earlier build has kept under the key, if there is any."""
        self._templates, self._key = templates, key
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
        if self._templates and self._is_new:
            keep(self._templates, NAME, self._key, marshal.dumps(self._known))
            self._is_new = False

    def _kept(self) -> dict[str, bytes]:
        found = kept(self._templates, NAME, self._key) if self._templates else None
        if found is None:
            return {}
        known: dict[str, bytes] = marshal.loads(found)  # noqa: S302  as Python loads its own modules from such a folder
        return known
