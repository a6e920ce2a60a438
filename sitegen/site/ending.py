"""An end by signal that still cleans up: what is on the way out takes its leave as after any other error."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sitegen.forking import ENDING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType


class Terminated(SystemExit):
    """The build was told to end: exit code 2, with everything tidied up on the way."""

    def __init__(self, number: int) -> None:
        """Name the signal."""
        super().__init__(2)
        self.name = signal.Signals(number).name

    def __str__(self) -> str:
        """Say what has happened."""
        return f"ended by {self.name}"


@contextmanager
def orderly() -> Iterator[None]:
    """Let SIGTERM and SIGHUP raise :class:`Terminated` where nobody else has taken them; SIGINT does so anyway."""
    before = {}
    if threading.current_thread() is threading.main_thread():
        for number in ENDING:
            if signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Put off signals that would end the build until the few steps that belong together are done."""
    came: list[int] = []
    before = {}
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGINT, *ENDING):
            if callable(signal.getsignal(number)):
                before[number] = signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came:
            signal.raise_signal(number)


def _end(number: int, _: FrameType | None) -> None:
    raise Terminated(number)
