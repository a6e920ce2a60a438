"""A build as it is told to whoever started it: one line that moves on a terminal, a line a stage elsewhere."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.progress import Work

STAGES = {
    "look": "looking at what there is",
    "read": "reading reports",
    "check": "having reports checked",
    "agencies": "checking reports, making pages and packages of agencies",
    "join": "putting agencies together",
    "lists": "making what covers many agencies",
    "copy": "packing the whole site",
    "verify": "verifying links and packages",
    "publish": "publishing",
}
OFTEN = 0.1  # seconds between two states of the line
SOON = 2.0  # seconds that a stage must have run before the time that is left is worth a guess
SHORT = 0.05  # seconds below which a stage is not worth a word in the summary
MINUTE = 60


class Watcher:
    """Tells of the stages of a build, and keeps their times."""

    def __init__(self, stream: TextIO) -> None:
        """Tell on that stream."""
        self._stream = stream
        self._moves = stream.isatty()
        self._stage, self._total, self._done = "", 0, 0
        self._began = self._told = time.monotonic()
        self._seconds: dict[str, float] = {}

    def begin(self, stage: str, total: int) -> None:
        """See :class:`sitegen.progress.Progress`."""
        self.end()
        self._stage, self._total, self._done = stage, total, 0
        self._began = self._told = time.monotonic()
        if self._moves:
            self._line()
        elif total:
            self._stream.write(f"{STAGES[stage]}: {total:,}\n")
            self._stream.flush()

    def step(self, done: int) -> None:
        """See :class:`sitegen.progress.Progress`."""
        self._done = done
        if self._moves and time.monotonic() - self._told > OFTEN:
            self._line()

    def end(self) -> None:
        """See :class:`sitegen.progress.Progress`."""
        if self._stage:
            self._seconds[self._stage] = self._seconds.get(self._stage, 0) + time.monotonic() - self._began
            self._stage = ""
            if self._moves:
                self._stream.write("\r\x1b[K")
                self._stream.flush()

    def summary(self, work: Work) -> str:
        """What was done, and the time that each stage took, as one paragraph of two lines."""
        anew = [
            f"{work.made.get('read', 0):,} of {work.files:,} files read",
            f"{work.made.get('agencies', 0):,} agencies and {work.made.get('lists', 0):,} lists made",
            f"{work.written:,} files on the site" if work.changed else "the site stays as it was",
        ]
        times = [f"{stage} {seconds:.1f}" for stage, seconds in self._seconds.items() if seconds >= SHORT]
        total = sum(self._seconds.values())
        return f"{'; '.join(anew)}\n{total:.1f} s: {', '.join(times) or 'nothing took long'}"

    def _line(self) -> None:
        self._told = time.monotonic()
        spent = self._told - self._began
        text = STAGES[self._stage]
        if self._total:
            text += f" {self._done:,}/{self._total:,}"
            if spent > SOON and self._done:
                text += f", {_span(spent / self._done * (self._total - self._done))} left"
        self._stream.write(f"\r\x1b[K{text}")
        self._stream.flush()


@contextmanager
def watcher(stream: TextIO) -> Iterator[Watcher]:
    """Somebody who tells of a build on that stream, whose line is gone when it ends, well or not."""
    one = Watcher(stream)
    try:
        yield one
    finally:
        one.end()


def _span(seconds: float) -> str:
    return f"{seconds / MINUTE:.0f} min" if seconds >= 2 * MINUTE else f"{seconds:.0f} s"
