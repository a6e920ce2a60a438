"""A build as it is told: a line that moves on a terminal, plain lines elsewhere, a summary in the end."""

from __future__ import annotations

import io

import pytest

from sitegen.progress import Work
from sitegen.watching import STAGES, watcher


class Terminal(io.StringIO):
    """A stream that says that it is one."""

    def isatty(self) -> bool:
        """It does."""
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that shows the last of its times."""
    times = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: times[-1])
    return times


def test_elsewhere_each_stage_with_work_is_a_line(clock: list[float]) -> None:
    stream = io.StringIO()
    with watcher(stream) as one:
        one.begin("look", 0)
        one.begin("read", 1200)
        for number in range(1200):
            clock.append(number / 10)
            one.step(number)
    assert stream.getvalue() == "reading reports: 1,200\n"


def test_on_a_terminal_counts_and_time_left_are_told_and_gone_in_the_end(clock: list[float]) -> None:
    stream = Terminal()
    with watcher(stream) as one:
        one.begin("read", 1200)
        clock.append(100)
        one.step(300)
    *_, told, end = stream.getvalue().split("\r")
    assert told.endswith("reading reports 300/1,200, 5 min left")
    assert end == "\x1b[K"


def test_no_time_left_is_guessed_at_once(clock: list[float]) -> None:
    stream = Terminal()
    with watcher(stream) as one:
        one.begin("agencies", 10)
        clock.append(1)
        one.step(1)
    assert "left" not in stream.getvalue()


def fails(stream: Terminal) -> None:
    with watcher(stream) as one:
        one.begin("read", 3)
        message = "as it should"
        raise ValueError(message)


def test_the_line_is_gone_also_when_the_build_fails() -> None:
    stream = Terminal()
    with pytest.raises(ValueError, match="as it should"):
        fails(stream)
    assert stream.getvalue().endswith("\r\x1b[K")


def test_the_summary_tells_what_was_done_and_how_long_it_took(clock: list[float]) -> None:
    with watcher(io.StringIO()) as one:
        one.begin("read", 2)
        clock.append(3)
        one.begin("lists", 2)
        clock.append(5)
        one.begin("lists", 7)
        clock.append(6)
    told = one.summary(Work(files=12, made={"read": 2, "agencies": 1, "lists": 9}, written=1556))
    assert told == (
        "2 of 12 files read; 1 agencies and 9 lists made; 1,556 files on the site\n6.0 s: read 3.0, lists 3.0"
    )
    assert "the site stays as it was" in one.summary(Work(files=12, changed=False))


def test_every_stage_has_its_words() -> None:
    assert all(words.strip() == words and words for words in STAGES.values())
