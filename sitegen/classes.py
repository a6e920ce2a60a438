"""What dataclasses write for our classes, compiled once and kept for the next start as the code of modules is.

They write methods as text when a class is made, and have it compiled: of all that a build loads that takes a third of
the time. What is kept is known by the very text that it was compiled from, so that it is never out of date.
"""

from __future__ import annotations

import dataclasses
import marshal
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.keeping import keep, kept

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

CODE = Path(__file__).resolve().parent
NAME = f"methods.{sys.implementation.cache_tag}.bin"


@contextmanager
def compiled_once(sources: Path = CODE) -> Iterator[None]:
    """Meanwhile dataclasses are given the code that is kept beside these sources; what was not there is kept then."""
    found = kept(sources, NAME, sys.version)
    known: dict[str, CodeType] = marshal.loads(found) if found else {}  # noqa: S302  as Python loads its own modules
    before = len(known)

    def run(text: str, *where: dict[str, Any]) -> None:
        if text not in known:
            known[text] = compile(text, "<string>", "exec")
        exec(known[text], *where)  # noqa: S102  what dataclasses have written

    vars(dataclasses)["exec"] = run  # where they find it before the built-in one
    try:
        yield
    finally:
        del vars(dataclasses)["exec"]
        if len(known) > before:
            keep(sources, NAME, sys.version, marshal.dumps(known))
