"""Tasks run in their order, each after those whose files it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.gathering import Gathered, Task, Told, run
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.gathering import Sections


def make(name: str) -> Task:
    """A task that makes a file of its name."""
    return Task(name, (), lambda _: [Artifact(name, "text/plain", name.encode())])


def test_a_task_is_told_what_those_before_it_have_made() -> None:
    def tell(sections: Sections) -> Iterator[Artifact]:
        listed = [file for task in ("a", "b") for file in sections.made(task)]
        yield Artifact("list", "text/plain", " ".join(f"{one.path}={one.size}" for one in listed).encode())

    tasks = (Task("list", (), tell, after=("a", "b")), make("a"), make("b"))
    made = list(run(tasks, Gathered(())))
    assert [one.path for one in made] == ["a", "b", "list"]
    assert made[-1].content == b"a=1 b=1"


def test_what_a_task_tells_is_no_file_and_is_there_for_those_after_it() -> None:
    finding = Task("a", (), lambda _: [Told(b"found"), Artifact("a", "text/plain", b"a")])
    late = Task("late", (), lambda sections: [Artifact("late", "text/plain", sections.told("a"))], after=("a",))
    assert [(one.path, one.content) for one in run((late, finding), Gathered(()))] == [("a", b"a"), ("late", b"found")]


def test_what_is_not_made_need_not_be_waited_for() -> None:
    late = Task("late", (), lambda _: (), after=("left out",))
    assert list(run((late, make("a")), Gathered(()))) == [Artifact("a", "text/plain", b"a")]


def test_tasks_that_wait_for_each_other_are_refused() -> None:
    tasks = (Task("a", (), lambda _: (), after=("b",)), Task("b", (), lambda _: (), after=("a",)))
    with pytest.raises(ValueError, match="each of these tasks waits for another: a, b"):
        list(run(tasks, Gathered(())))


def test_two_tasks_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="two tasks are called a"):
        list(run((make("a"), make("b"), make("a")), Gathered(())))
