"""How far a build is: what the pipeline tells whoever watches, and the time that each stage took."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Progress(Protocol):
    """Somebody who watches a build."""

    def begin(self, stage: str, total: int) -> None:
        """A stage begins that has so many steps; it ends where the next one begins."""

    def step(self, done: int) -> None:
        """So many steps of the stage are done."""

    def end(self) -> None:
        """All is done, or has failed."""


class Quiet:
    """Nobody watches."""

    def begin(self, stage: str, total: int) -> None:
        """See :class:`Progress`."""

    def step(self, done: int) -> None:
        """See :class:`Progress`."""

    def end(self) -> None:
        """See :class:`Progress`."""


@dataclass(slots=True)
class Work:
    """What a build did: how many files of evidence there were, what was made anew by stage, files on the site.

    ``changed`` says whether any file of the site is another than before.
    """

    files: int = 0
    made: dict[str, int] = field(default_factory=dict)
    written: int = 0
    changed: bool = True
    weights: Mapping[str, int] = field(default_factory=dict)
    """Bytes of each part of the site; nothing where it stays as it was."""
