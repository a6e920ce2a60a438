"""One build that has something to do: from the evidence to the files of the site, whatever is not kept made anew."""

from __future__ import annotations

from collections import Counter
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from sitegen import exports, pages, processes, site
from sitegen.abridging import ABRIDGED, reunited, united
from sitegen.assembly import account, planned, refuse_unknown
from sitegen.beyond import ALONE
from sitegen.cache.errors import BROKEN, CacheError
from sitegen.cache.keys import key as key_of
from sitegen.cache.lately import Lately
from sitegen.cache.made import Kept, beside, listed, listing_of, made, name_of_listing, seen, sizes
from sitegen.cache.store import RESULTS, Store
from sitegen.compiling import Compiled
from sitegen.dead_links import refuse_dead_links
from sitegen.draft import shipping
from sitegen.exports import offered
from sitegen.exports.formats import parquet
from sitegen.gathering import Task, in_waves
from sitegen.keeping import loaded
from sitegen.model import Dataset, Part, Quarantined
from sitegen.progress import Work
from sitegen.reading import result
from sitegen.rendering import Renderer, load_content
from sitegen.shop import (
    ABRIDGED_SECTION,
    MANY,
    UNJUDGED_SECTION,
    LastJob,
    Shop,
    SliceJob,
    TaskJob,
    make_last,
    make_slice,
    make_task,
)
from sitegen.site.ending import undisturbed
from sitegen.traditionalizing import dictionary
from sitegen.validating import DATA, Validation, examine_package
from sitegen.validation import verdicts
from sitegen.weight import weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitegen.abridging import Abridged
    from sitegen.assembly import Planned
    from sitegen.cache.made import Made
    from sitegen.cluster.crew import Crew as Dask
    from sitegen.cluster.parts import Part as WrittenPart
    from sitegen.collecting import Collected
    from sitegen.gathering import Aggregate
    from sitegen.model import Catalogue, Outlined
    from sitegen.pipeline import Order
    from sitegen.processes import Crew
    from sitegen.progress import Progress

    Job = TypeVar("Job", SliceJob, TaskJob, LastJob)

FEW = 100  # agencies of which what they said is compared; with more, all is gone through
NONE = MappingProxyType[str, int]({})
ONE_IN, AT_ONCE = 100, 8
"""Where less than one agency in so many is new, so many jobs take less than to hire others who know all the rest."""
TOGETHER = 4  # slices that go to a process at a time
SHARES = 8  # that each process gets at least, so that all end at much the same time


class Builder:
    """One build, from the evidence to the site."""

    def __init__(  # noqa: PLR0913, PLR0917  what a build is made of
        self, order: Order, staging: site.Staging, progress: Progress, catalogue: Catalogue, code: str, everything: str
    ) -> None:
        """Prepare to build what was ordered in the staged folder: have at hand what all processes need.

        ``code`` is a key of what reading depends on, ``everything`` one of all that the site is made of but evidence.
        """
        self.places, self.catalogue = order.places, catalogue
        self.full_validation, self.beyond = order.full_validation, order.beyond
        self.staging, self.progress = staging, progress
        self.code, self.everything, self.offer = code, everything, ""
        self.processes = processes.count(order.jobs)
        self.alone = 1
        self.store = Store(order.places.cache / RESULTS)
        self.work = Work()
        self.used: set[str] = set()
        self.verdicts: frozenset[str] = frozenset()
        self.amending: dict[str, tuple[str, str]] = {}
        self.lately = Lately.load(self.store.folder)
        self.store.at_hand = self.lately.more
        self.trusted = bool(staging.state) and self.lately.state == staging.state
        templates = self.places.templates
        content = loaded("content", everything, partial(load_content, self.places.content))
        compiled = Compiled(templates, everything)
        self.renderer = Renderer(templates, catalogue.site, content, offered=(), compiled=compiled)
        self.renderer.prepare()
        _load(self.renderer)

    def build(self, collected: Collected, crew: Dask | None) -> Dataset:
        """Make and publish the site of what was collected; the abridged dataset that it shows."""
        self.work.files, self.work.made["read"] = len(collected.outlines), collected.read
        refuse_unknown(self.catalogue, (outline.report for outline in collected.outlines), self.places.data)
        shop = self._shop(collected)
        jobs = [SliceJob(self._key(plan, shop), plan) for plan in planned(collected.outlines, self.catalogue)]
        parts = self._checked(crew, shop, jobs)
        slices = self._slices(shop, jobs, collected)
        del jobs
        if self.work.made["agencies"] * ONE_IN < len(slices):
            self.alone = AT_ONCE
        self.progress.begin("join", 0)
        shop.sections = self._sections(slices)
        shop.overview = self._overview(shop, shop.sections, collected)
        self.beyond.finish(parts, shop.overview)
        told = list(slices.values())
        self._tasks(shop, told)
        results = (*told, *self._last(shop, told))
        refuse_dead_links(results, self.store, self.lately, self.staging.folder, shop.base)
        self.progress.begin("publish", 0)
        self.work.weights = self._weights(results)
        self.work.written = sum(len(one.sizes) for one in results)
        self.work.changed = self._publish(results)
        self.store.sweep(self.used)
        self.lately.save(
            self.store,
            self.staging.state,
            results,
            slices={agency: one.key for agency, one in slices.items()},
            said=shop.sections.said,
            weights=self.work.weights,
            amending=self.amending,
            more=self._asked(shop.sections),
        )
        return shop.overview

    def _sections(self, slices: Mapping[str, Made]) -> Kept:
        """What all agencies say; found out from what they said when the last build was made, if little has changed."""
        keys = {agency: one.key for agency, one in slices.items()}
        new = keys.items() ^ self.lately.slices.items()
        if len(new) > FEW or not self.lately.slices:
            return Kept(self.store, slices)
        before = {agency: slices[agency] for agency, key in self.lately.slices.items() if keys.get(agency) == key}
        before |= {
            agency: one for agency, key in self.lately.slices.items() - keys.items() if (one := self.lately.made(key))
        }
        return Kept(self.store, slices, before, self.lately.said, self.staging.folder)

    def _asked(self, sections: Kept) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """What is small and was asked for, as it will be by the next build: verdicts, lists of downloads, sections."""
        yield from ((name, content.__bytes__) for name, content in sections.asked.items())
        for key in sorted(self.verdicts):
            yield key, partial(self._verdict, key)
        for key in sorted(sections.tasks.values()):
            yield name_of_listing(key), partial(listing_of, self.store, key)

    def _verdict(self, key: str) -> bytes:
        """A verdict as it is kept; nothing, which is none, where it has been lost meanwhile."""
        return self.store.get(key) or b""

    def _weights(self, results: Sequence[Made]) -> Counter[str]:
        """The bytes of each part of the site, those of results that the last build had taken from it."""
        found = Counter(self.lately.weights)
        now = {one.key for one in results}
        found.update(weights(sizes(one for one in results if one.key not in self.lately)))
        found.subtract(
            weights(sizes(filter(None, (self.lately.made(key) for key in self.lately.keys if key not in now))))
        )
        return +found

    def _shop(self, collected: Collected) -> Shop:
        agencies = {one.agency for one in collected.outlines if one.report}
        offer = offered(self.catalogue, agencies, dated=_dated(collected.outlines))
        self.renderer.offer(offer)
        self.offer = key_of(*sorted(offer))
        known = (self.catalogue, self.places.data, self.store, collected.results, collected.by_name)
        return Shop(*known, self.staging.folder, self.renderer, self.processes)

    def _checked(self, crew: Dask | None, shop: Shop, jobs: Sequence[SliceJob]) -> tuple[WrittenPart, ...]:
        """Have checked elsewhere what is to be made anew, and all that parts are written of; the parts."""
        if self.beyond == ALONE:
            return ()
        new = jobs if self.beyond.parts else [job for job in jobs if self._kept(job.key) is None]
        return self.beyond.checked(crew, shop, new, self.processes, self.progress)

    def _slices(self, shop: Shop, jobs: Sequence[SliceJob], collected: Collected) -> dict[str, Made]:
        """The results of all agencies, by id."""
        self.used.update(collected.results.values())
        with processes.Crew(shop, self.processes) as crew:
            large = {job.key: len(job.plan.files) for job in jobs}
            load = partial(_load_for_lists, self.renderer)
            results = self._do(crew, make_slice, jobs, "agencies", TOGETHER, large, load)
        return {job.plan.agency: one for job, one in zip(jobs, results, strict=True)}

    def _key(self, plan: Planned, shop: Shop) -> str:
        corrections = [one for one in shop.catalogue.corrections if one.report.rpartition("-")[0] == plan.agency]
        files = [*(shop.results[name] for name in plan.files), "", *(shop.results[name] for name in plan.others)]
        return key_of("slice", self.everything, self.offer, plan.agency, *files, repr(plan.missing), repr(corrections))

    def _overview(self, shop: Shop, sections: Kept, collected: Collected) -> Dataset:
        """The abridged dataset, with every file of evidence in it, or set aside, once."""
        parts = [self._abridged(*group) for group in sections.groups(ABRIDGED_SECTION)]
        unread = (one for one in collected.outlines if not one.report)
        lost = (result(self.store.get(shop.results[one.name]) or b"", one) for one in unread)
        overview = reunited(parts, shop.catalogue, (one for one in lost if isinstance(one, Quarantined)))
        account((one.name for one in collected.outlines), overview.reports, overview.quarantined)
        return overview

    def _abridged(self, said: str, sections: Callable[[], list[bytes]]) -> Abridged:
        """What is kept of a group of slices, whose sections have the key ``said``."""
        key = key_of("abridged", self.everything, said)
        self.used.add(key)
        if content := self.store.get(key):
            return ABRIDGED.decode(content)
        part = united(map(ABRIDGED.decode, sections()))
        self.store.put(key, ABRIDGED.encode(part))
        return part

    def _tasks(self, shop: Shop, done: list[Made]) -> None:
        """Do all tasks, and add their results to what is done, the slices."""
        led_to = {one.target for one in self.catalogue.redirects}  # of agencies' files only these are asked for
        told_of = (one for one in done if led_to and not led_to.isdisjoint(one.paths.split("\n")))
        downloads = [file for one in told_of for file in listed(self.store, one.key)]
        shop.renderer = shop.renderer.having(downloads)
        for tasks in self._rounds(shop):
            made_now = self._run(tasks, shop, key_of(*(file.sha256 for file in downloads)))
            downloads += (file for one in made_now for file in listed(self.store, one.key))
            shop.renderer = shop.renderer.having(downloads)
            done += made_now

    def _rounds(self, shop: Shop) -> Iterator[list[Task]]:
        """The tasks of exports with those of pages that tell of none; once these are made, those of the other pages."""
        exported = _tasks_of(exports.AGGREGATE, shop, shop.renderer)
        shop.exported = frozenset(task.name for task in exported)
        plain = shop.renderer.having(())
        silent = [task for kind in pages.AGGREGATES if not kind.offering for task in _tasks_of(kind, shop, plain)]
        yield [
            *exported,
            *silent,
            Task("draft/shipped", (), lambda _: shipping.artifacts(self.places, self.everything)),
        ]
        yield [task for kind in pages.AGGREGATES if kind.offering for task in _tasks_of(kind, shop, shop.renderer)]

    def _run(self, tasks: Sequence[Task], shop: Shop, listed: str) -> list[Made]:
        """The results of these tasks, those of tasks that others come after first."""
        sections = _sections(shop)
        aside = repr(_there(shop).quarantined)
        overall = {
            (judged, offering): key_of(listed if offering else "", sections.key([section]), aside)
            for judged, section in ((True, ABRIDGED_SECTION), (False, UNJUDGED_SECTION))
            for offering in (True, False)
        }
        waves = tuple(in_waves(tasks))
        keys: dict[str, str] = {}
        for task in (task for wave in waves for task in wave):
            before = [keys[name] for name in task.after]
            about = overall[task.judged, task.offering] if task.overall else ""
            own = (task.name, task.given, sections.key(task.needs))
            keys[task.name] = key_of("task", self.everything, self.offer, *own, about, *before)
        shop.tasks = {task.name: task for task in tasks}
        sections.tasks = {**sections.tasks, **keys}
        given = {task.name: key_of(self.everything, self.offer, task.given) for task in tasks if task.amending}
        known = {name: self.lately.amending.get(name, ("", "")) for name in given}
        sections.amending = {name: key for name, (key, before) in known.items() if before == given[name]}
        self.amending |= {name: (keys[name], one) for name, one in given.items()}
        new = (task for wave in waves for task in wave if not self.store.has(keys[task.name]))
        sections.expect(name for task in new if len(task.needs) <= MANY for name in task.needs)
        done: list[Made] = []
        with processes.Crew(shop, self.processes, self.alone) as crew:
            for wave in waves:
                large = {keys[task.name]: 1 for task in wave if not task.needs}  # of no agency: of many pages each
                jobs = [TaskJob(keys[task.name], task.name) for task in wave]
                done += self._do(crew, make_task, jobs, "lists", TOGETHER, large)
        return done

    def _last(self, shop: Shop, done: Sequence[Made]) -> list[Made]:
        """What tells of all other files, made while packages are examined; one that is not what it says is refused."""
        said = _sections(shop).key(pages.downloads.needs(_sections(shop)))
        contents = key_of("last", self.everything, said, *(part for one in done for part in (one.paths, one.hashes)))
        shown = tuple(page for one in done for page in seen(self.store, one.key)) if shop.base else ()
        shop.others = tuple(done)
        files = (file for one in done for file in one.below(DATA))  # all at once take more than all else that is known
        validation = Validation(files, self.staging.folder, self.store, self.code, full=self.full_validation)
        shop.examined = validation.agencies
        shop.tasks = {}
        _sections(shop).expect(())
        with processes.Crew(shop, self.processes) as crew:
            waves = validation.waves(self.processes)
            first = next(waves)
            self._count(first, crew.each(examine_package, first))
            begun: list[Iterable[None]] = []
            others = next(waves)
            last = self._do(
                crew,
                make_last,
                [LastJob(contents, shown)],
                "copy",
                meanwhile=lambda: begun.append(crew.each(examine_package, others)),
            )
            self._count(others, *begun)
        validation.finish()
        self.verdicts = validation.keys
        self.used.update(self.verdicts)
        self.used.update(map(verdicts.beside, self.verdicts))
        return last

    def _count(self, jobs: Sequence[object], answers: Iterable[None]) -> None:
        """Tell how far the examination is."""
        self.progress.begin("verify", len(jobs))
        for number, _ in enumerate(answers, 1):
            self.progress.step(number)

    def _do(  # noqa: PLR0913, PLR0917  what there is to say of jobs
        self,
        crew: Crew,
        make: Callable[[Shop, Job], str],
        jobs: Sequence[Job],
        stage: str,
        together: int = 1,
        large: Mapping[str, int] = NONE,
        meanwhile: Callable[[], object] | None = None,
    ) -> list[Made]:
        """The result of each job: kept from an earlier build, if its files are still what they were, or made now.

        The largest, as ``large`` says by key, are made first, so that no process is left with one at the end; small
        ones go ``together``. What is to be done ``meanwhile`` is done here while processes are at work.
        """
        found: dict[str, Made | None] = {job.key: self._kept(job.key) for job in jobs}
        new = sorted(
            (job for job in jobs if found[job.key] is None), key=lambda job: large.get(job.key, 0), reverse=True
        )
        together = min(together, len(new) // (self.processes * SHARES) + 1)
        self.progress.begin(stage, len(new))
        answers = crew.each(make, new, together)
        if meanwhile:
            meanwhile()
        for number, key in enumerate(answers, 1):
            found[key] = made(self.store, key)
            self.progress.step(number)
        self.used.update(found)
        self.used.update(beside(key) for key in found)
        self.work.made[stage] = self.work.made.get(stage, 0) + len(new)
        if None in found.values():
            raise CacheError(BROKEN)
        return [one for one in (found[job.key] for job in jobs) if one]

    def _publish(self, results: Sequence[Made]) -> bool:
        """Publish the files of these results; where those of the last build are there untouched, only what differs."""
        if not self.trusted:
            return self.staging.publish(file for one in results for file in one.files)
        now = {one.key for one in results}
        gone = filter(None, (self.lately.made(key) for key in self.lately.keys if key not in now))
        return self.staging.publish(
            (file for one in results if one.key not in self.lately for file in one.files),
            (path for one in gone if one.sizes for path in one.paths.split("\n")),
        )

    def _kept(self, key: str) -> Made | None:
        if self.trusted and (one := self.lately.made(key)):
            return one
        one = made(self.store, key)
        known = self.staging.known
        return one if one and all(known.get(file.path) == file for file in one.files) else None


def _load(renderer: Renderer) -> None:
    """Load what takes a while and is asked for by any process: so it is loaded once, before these are forked."""
    if any(edition.converted for edition in renderer.editions):
        dictionary()


def _load_for_lists(renderer: Renderer) -> None:
    """The same for processes that make lists; a signal in the middle of it would abort the process."""
    if Part.PARQUET not in renderer.site.leave_out:
        with undisturbed():
            parquet.load()


def _dated(outlines: Iterable[Outlined]) -> bool:
    """Whether there is a report of which every file states a day, so that whichever is published does."""
    found: dict[str, bool] = {}
    for one in outlines:
        if one.report:
            found[one.report] = found.get(one.report, True) and one.dated
    return any(found.values())


def _tasks_of(kind: Aggregate, shop: Shop, renderer: Renderer) -> list[Task]:
    """The tasks that make what is of this kind."""
    return list(kind.tasks(_there(shop), renderer, _sections(shop)))


def _there(shop: Shop) -> Dataset:
    assert shop.overview is not None  # noqa: S101  for the type checker
    return shop.overview


def _sections(shop: Shop) -> Kept:
    assert shop.sections is not None  # noqa: S101  for the type checker
    return shop.sections
