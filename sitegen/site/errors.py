"""What ends a build before anything is published."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SHOWN = 20


class SiteError(Exception):
    """The site is not sound, cannot be written, or must not be replaced: nothing is published."""


def listed(what: str, problems: Iterable[str]) -> SiteError:
    """An error that tells how many problems there are and names the first of them."""
    found = sorted(problems)
    more = [f"… and {len(found) - SHOWN} more"] if len(found) > SHOWN else []
    return SiteError("\n".join([f"{len(found)} {what}:", *found[:SHOWN], *more]))


@contextmanager
def told(out: Path) -> Iterator[None]:
    """What the file system refuses, in one sentence that says what is left as it was."""
    try:
        yield
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        message = f"{out} cannot be written: {error.strerror or error}{where}; what was published there is untouched"
        raise SiteError(message) from error
