"""What covers many agencies is made of what each of them gives, and of nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.abridging import abridge, reunited
from sitegen.gathering import Gathered, gathered, in_waves, slices, together
from sitegen.pages import AGGREGATES
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sitegen.gathering import Aggregate, Earlier, Task
    from sitegen.listing import Listed
    from sitegen.model import Dataset

every_aggregate = pytest.mark.parametrize("aggregate", AGGREGATES, ids=lambda one: one.name)


def abridged(dataset: Dataset) -> Dataset:
    """The dataset as tasks see it: reports without cells, lines and claims, and of findings few."""
    return reunited((abridge(own) for _, own in slices(dataset)), dataset.catalogue, dataset.unread)


class Watched:
    """Sections that tell whether a task reads others than it needs."""

    def __init__(self, sections: Gathered, task: Task) -> None:
        """Take the task, which says what it needs, and what it comes after."""
        self._sections, self._needs, self._after = sections, frozenset(task.needs), frozenset(task.after)

    def of(self, name: str) -> Iterator[tuple[str, bytes]]:
        """A section that is needed."""
        assert name in self._needs
        return self._sections.of(name)

    def made(self, task: str) -> tuple[Listed, ...]:
        """What a task before it has made."""
        assert task in self._after
        return self._sections.made(task)

    def told(self, task: str) -> bytes:
        """What a task before it has told."""
        assert task in self._after
        return self._sections.told(task)

    def earlier(self, task: str, needs: Iterable[str]) -> Earlier | None:
        """What the task itself made of what it needs."""
        assert self._needs.issuperset(needs)
        return self._sections.earlier(task, needs)

    def names(self, prefix: str = "") -> tuple[str, ...]:
        """The names of what is needed."""
        return tuple(name for name in self._sections.names(prefix) if name in self._needs)


@pytest.fixture(scope="module")
def renderer(root: Path, worse: Dataset) -> Renderer:
    """The renderer of all editions."""
    return Renderer(root / "templates", worse.catalogue.site, load_content(root / "content"))


@every_aggregate
def test_tasks_need_no_more_than_the_abridged_dataset_and_their_sections(
    aggregate: Aggregate, worse: Dataset, renderer: Renderer
) -> None:
    """Cells, lines, claims and passes are looked at only where an agency is gathered."""
    expected = {one.path: one.content for one in together(aggregate, worse, renderer)}
    sections = gathered(aggregate, worse, renderer)
    tasks = list(aggregate.tasks(abridged(worse), renderer, sections))
    assert len({task.name for task in tasks}) == len(tasks)
    ordered = [task for wave in in_waves(tasks) for task in wave]
    made = [one for task in ordered for one in sections.note(task.name, task.make(Watched(sections, task)))]
    assert {one.path: one.content for one in made} == expected
    assert len(made) == len(expected)


@every_aggregate
def test_sections_are_the_same_in_whatever_order_agencies_are_gathered(
    aggregate: Aggregate, worse: Dataset, renderer: Renderer, root: Path
) -> None:
    """And whatever was gathered before; each is given once."""
    own = list(slices(worse))
    first = {key: list(aggregate.gather(one, renderer)) for key, one in own}
    another = Renderer(root / "templates", worse.catalogue.site, load_content(root / "content"))
    again = {key: list(aggregate.gather(one, another)) for key, one in reversed(own)}
    assert again == first
    assert all(len({name for name, _ in some}) == len(some) for some in first.values())


@every_aggregate
def test_an_agency_without_reports_and_findings_gives_nothing(
    aggregate: Aggregate, dataset: Dataset, renderer: Renderer
) -> None:
    """A registry may have many such."""
    assert not list(aggregate.gather(replace(dataset, reports=(), findings=()), renderer))


@every_aggregate
def test_a_site_without_reports_has_its_pages(aggregate: Aggregate, dataset: Dataset, renderer: Renderer) -> None:
    """Empty ones; but for redirects and downloads of divisions, of which there need be none."""
    if aggregate.name in {"redirects", "downloads"}:
        return
    assert list(aggregate.tasks(replace(dataset, reports=(), findings=(), quarantined=()), renderer, Gathered(())))
    assert list(together(aggregate, replace(dataset, reports=(), findings=(), quarantined=()), renderer))


@every_aggregate
def test_a_changed_report_touches_the_tasks_that_show_it(
    aggregate: Aggregate, dataset: Dataset, renderer: Renderer
) -> None:
    """What a task is given does not change where only the figures of a report do."""
    report = next(one for one in dataset.reports if one.id == "guangzhou-commerce-2020")
    less = replace(report, observations=report.observations[:-1])
    changed = replace(dataset, reports=tuple(less if one is report else one for one in dataset.reports))
    before, after = (
        {task.name: task.given for task in aggregate.tasks(abridged(one), renderer, gathered(aggregate, one, renderer))}
        for one in (dataset, changed)
    )
    assert before == after
