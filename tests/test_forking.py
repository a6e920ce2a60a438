"""Forking: only where nothing else runs; a new process ends with the one that began it."""

from __future__ import annotations

import os
import signal
import sys
from threading import Event, Thread
from typing import Any

import pytest

from sitegen import forking

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")


def test_beside_a_thread_nothing_is_forked() -> None:
    end = Event()
    thread = Thread(target=end.wait)
    thread.start()
    try:
        assert not forking.is_safe()
    finally:
        end.set()
        thread.join()


def test_where_the_system_does_not_tell_of_threads_nothing_is_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forking, "THREADS", "/nowhere")
    assert not forking.is_safe()


@needs_linux
def test_a_new_process_leaves_the_end_to_the_one_that_began_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signals that this one handles end it as they end any other; those that are ignored, as under nohup, still are."""
    taken: dict[int, Any] = {
        signal.SIGINT: signal.default_int_handler,
        signal.SIGTERM: print,
        signal.SIGHUP: signal.SIG_IGN,
    }
    before = {number: signal.signal(number, handler) for number, handler in taken.items()}
    ended: list[int] = []
    monkeypatch.setattr(forking, "_end_with", ended.append)
    try:
        forking.begin(os.getppid())
        assert {number: signal.getsignal(number) for number in taken} == {
            signal.SIGINT: signal.SIG_IGN,
            signal.SIGTERM: signal.SIG_DFL,
            signal.SIGHUP: signal.SIG_IGN,
        }
        assert ended == [os.getppid()]
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
