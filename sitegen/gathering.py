"""What covers many agencies is made of what each of them gives: gathered agency by agency, put together by tasks.

An *aggregate* is a page or a file about more than one agency. ``gather`` sees the slice of one agency and gives named
*sections*, plain bytes that speak for themselves; its *tasks* each read the sections that they need, of all agencies in
order, and make files. So a report is looked at once, a change of one touches the tasks that need what changed, and none
of them holds more than it reads.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from sitegen.listing import listing
from sitegen.model import Totals

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from sitegen.listing import Listed
    from sitegen.model import Artifact, Dataset, Finding, Quarantined, Report
    from sitegen.rendering import Renderer

    Pages = Callable[[Dataset, Renderer], "Iterable[Artifact | Told]"]

Section = tuple[str, bytes]
"""A name and what an agency has to say under it; one name is given once an agency, and only where there is something.

Names are paths, such as ``indicators/received_new`` or ``findings/N19.ROW_SUM``: what a task does not need lies apart.
"""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The files that a task made in the last build, by path, and what differs in what it needs since then.

    Of each change: whose section, its name, what was said under it and what is; nothing where nothing is said.
    """

    files: Mapping[str, bytes]
    changes: tuple[tuple[str, str, bytes, bytes], ...]

    @property
    def changed(self) -> frozenset[str]:
        """The names of the sections that changed."""
        return frozenset(name for _, name, _, _ in self.changes)


class Sections(Protocol):
    """The sections of all agencies."""

    def of(self, name: str) -> Iterator[tuple[str, bytes]]:
        """What each agency that has any says under that name, by the key of its slice, in order of the keys."""

    def names(self, prefix: str = "") -> tuple[str, ...]:
        """The names of all sections that begin so, in order."""

    def made(self, task: str) -> tuple[Listed, ...]:
        """The files that the task of that name has made, in their order."""

    def told(self, task: str) -> bytes:
        """What the task of that name has told those after it."""

    def earlier(self, task: str, needs: Iterable[str]) -> Earlier | None:
        """What the task of that name made of these sections in the last build, if it was ``amending`` and is known."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a task tells those after it, once, among its files: what it has found out and they need not do again."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Task:
    """Some files of an aggregate: ``make`` may read the sections that it ``needs``, and no others.

    It may ask what the tasks ``after`` which it runs have made or told, so that these come first. One that is
    ``overall`` shows the abridged dataset, too, and is made anew whenever this changes; one that looks at neither its
    findings nor its totals is not ``judged``, and one that tells of no downloads is not ``offering``, so that these may
    change. Any other is made anew only when a section that it needs changes, or what it comes after, or what is
    ``given`` to it: what its aggregate has found out for it, of the abridged dataset or of other sections, as text.

    One that is ``amending`` may ask what it made earlier, when the same was given to it, and change no more of this
    than what changed in its sections; the outcome is the same.
    """

    name: str
    needs: Sequence[str]
    make: Callable[[Sections], Iterable[Artifact | Told]]
    overall: bool = False
    given: str = ""
    after: tuple[str, ...] = ()
    judged: bool = True
    offering: bool = True
    amending: bool = False


@dataclass(frozen=True, slots=True)
class Aggregate:
    """How one kind of page or file about many agencies is made.

    ``gather`` is given the slice of one agency; ``tasks`` the abridged dataset of all, whose reports have no cells and
    no lines, and the sections for their names. For one that is ``offering`` the renderer knows the downloads of the
    site, so that its tasks are asked for last; others are made beside the downloads and are shown none.
    """

    name: str
    gather: Callable[[Dataset, Renderer], Iterator[Section]]
    tasks: Callable[[Dataset, Renderer, Sections], Iterator[Task]]
    offering: bool = False


def overall(name: str, pages: Pages, *, judged: bool = False, offering: bool = False) -> Aggregate:
    """Pages that the abridged dataset says all of, as one task: without what was found, and without its downloads.

    Pages that are ``judged`` have the findings and the totals, those ``offering`` anything the downloads.
    """
    make = partial(_one, name, pages, overall=True, judged=judged, offering=offering)
    return Aggregate(name, nothing, make, offering)


def fixed(name: str, pages: Pages) -> Aggregate:
    """Pages that say nothing of any report, as one task."""
    return Aggregate(name, nothing, partial(_one, name, pages, overall=False, judged=False, offering=False))


def unjudged(dataset: Dataset) -> Dataset:
    """The dataset without what was found and counted, for a task that is not judged: it cannot show what it ignores."""
    return replace(dataset, findings=(), abridged=Totals(0, 0, ()))


def nothing(_: Dataset, __: Renderer) -> Iterator[Section]:
    """What an agency gives to an aggregate that asks nothing of any."""
    yield from ()


def _one(  # noqa: PLR0913  what a task may look at
    name: str,
    pages: Pages,
    dataset: Dataset,
    renderer: Renderer,
    _: Sections,
    *,
    overall: bool,
    judged: bool,
    offering: bool,
) -> Iterator[Task]:
    shown = dataset if judged else unjudged(dataset)
    shower = renderer if offering else renderer.having(())
    yield Task(name, (), lambda _: pages(shown, shower), overall, judged=judged, offering=offering)


class Gathered:
    """Sections in memory."""

    def __init__(self, sections: Iterable[tuple[str, Iterable[Section]]]) -> None:
        """Take the sections of each slice by its key."""
        self._by_name: dict[str, dict[str, bytes]] = {}
        self._made: dict[str, tuple[Listed, ...]] = {}
        self._told: dict[str, bytes] = {}
        for key, own in sections:
            for name, content in own:
                self._by_name.setdefault(name, {})[key] = content

    def of(self, name: str) -> Iterator[tuple[str, bytes]]:
        """See :class:`Sections`."""
        yield from sorted(self._by_name.get(name, {}).items())

    def names(self, prefix: str = "") -> tuple[str, ...]:
        """See :class:`Sections`."""
        return tuple(sorted(name for name in self._by_name if name.startswith(prefix)))

    def made(self, task: str) -> tuple[Listed, ...]:
        """See :class:`Sections`."""
        return self._made[task]

    def told(self, task: str) -> bytes:
        """See :class:`Sections`."""
        return self._told[task]

    def earlier(self, task: str, needs: Iterable[str]) -> Earlier | None:  # noqa: ARG002  there is no last build
        """See :class:`Sections`."""
        return None

    def note(self, task: str, found: Iterable[Artifact | Told]) -> tuple[Artifact, ...]:
        """Keep the list of what a task has made, and what it tells, for those that come after it; its files."""
        files = tuple(self._files(task, found))
        self._made[task] = listing(files)
        return files

    def _files(self, task: str, found: Iterable[Artifact | Told]) -> Iterator[Artifact]:
        for one in found:
            if isinstance(one, Told):
                self._told[task] = one.content
            else:
                yield one


def slices(dataset: Dataset) -> Iterator[tuple[str, Dataset]]:
    """The dataset of each agency with its key, in order of the keys: the id of the agency, or of a report of none.

    A slice has the whole catalogue, the agency's reports, what was found about these and about the agency as such,
    the other files of its reports, and beside them the reports of other agencies whose cells its findings name.
    """
    known = {report.id: report for report in dataset.reports}
    keys = {report.id: key_of(report.agency, report.id) for report in dataset.reports}
    reports: dict[str, list[Report]] = {}
    for report in dataset.reports:
        reports.setdefault(keys[report.id], []).append(report)
    findings: dict[str, list[Finding]] = {}
    for finding in dataset.findings:
        key = keys.get(finding.report) if finding.report else finding.agency
        if key:
            findings.setdefault(key, []).append(finding)
    aside: dict[str, list[Quarantined]] = {}
    for item in dataset.duplicates:
        aside.setdefault(keys[item.duplicate_of or ""], []).append(item)
    for key in sorted({*reports, *(agency.id for agency in dataset.catalogue.agencies)}):
        own, found = tuple(reports.get(key, ())), tuple(findings.get(key, ()))
        others = (known[name] for name in named_beside(found, {report.id for report in own}) if name in known)
        yield (
            key,
            replace(dataset, reports=own, findings=found, quarantined=tuple(aside.get(key, ())), beside=tuple(others)),
        )


def named_beside(findings: Iterable[Finding], own: Container[str]) -> tuple[str, ...]:
    """The ids of reports that are not the agency's own and whose cells findings name, in order."""
    named = {cell.rpartition(":")[0] for finding in findings for cell in finding.cells if ":" in cell}
    return tuple(sorted(name for name in named if name not in own))


def key_of(agency: str | None, report: str) -> str:
    """The key of the slice that a report is in."""
    return agency or report


def encoded(content: object) -> bytes:
    """A section that is JSON."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def gathered(aggregate: Aggregate, dataset: Dataset, renderer: Renderer) -> Gathered:
    """What the slices of a dataset give to the aggregate."""
    return Gathered((key, aggregate.gather(own, renderer)) for key, own in slices(dataset))


def together(aggregate: Aggregate, dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The files of an aggregate, all at once: for a dataset that lies in memory."""
    sections = gathered(aggregate, dataset, renderer)
    yield from run(aggregate.tasks(dataset, renderer, sections), sections)


def run(tasks: Iterable[Task], sections: Gathered) -> Iterator[Artifact]:
    """What the tasks make of the sections: in their order, but none before those that it comes after."""
    for wave in in_waves(tasks):
        for task in wave:
            yield from sections.note(task.name, task.make(sections))


def in_waves(tasks: Iterable[Task]) -> Iterator[tuple[Task, ...]]:
    """The tasks in their order, but none before those that it comes after; each has a name of its own."""
    waiting: dict[str, Task] = {}
    for task in tasks:
        if waiting.setdefault(task.name, task) is not task:
            message = f"two tasks are called {task.name}"
            raise ValueError(message)
    while waiting:
        able = tuple(task for task in waiting.values() if waiting.keys().isdisjoint(task.after))
        if not able:
            message = f"each of these tasks waits for another: {', '.join(waiting)}"
            raise ValueError(message)
        yield able
        for task in able:
            del waiting[task.name]
