"""The corridor: read, extract, correct, check, publish. It reads like a table of contents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import links, processes, site
from sitegen.abridging import ABRIDGED, reunited
from sitegen.assembly import account, planned, refuse_unknown
from sitegen.cache.keys import key as key_of
from sitegen.cache.keys import of_code, of_files
from sitegen.cache.made import Kept, made
from sitegen.cache.store import Store
from sitegen.catalogue import load
from sitegen.collecting import Collection
from sitegen.listing import listed_of
from sitegen.making import ABRIDGED_SECTION, Shop, SliceJob, TaskJob, make_slice, make_task
from sitegen.model import Dataset, Quarantined
from sitegen.pages import AGGREGATES, WHOLE
from sitegen.progress import Quiet, Work
from sitegen.reading import result
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitegen.assembly import Planned
    from sitegen.cache.made import Made
    from sitegen.collecting import Collected
    from sitegen.gathering import Task
    from sitegen.model import Catalogue
    from sitegen.progress import Progress

ROOT = Path(__file__).resolve().parent.parent
CODE = Path(__file__).resolve().parent
EVIDENCE = "reports"
LATE = ("site.toml", "redirects.csv", "releases.toml", "addresses.txt", "corrections.toml")
"""Knowledge on which reading a file does not depend."""
TOGETHER = 4  # slices that go to a process at a time


@dataclass(frozen=True, slots=True)
class Workplace:
    """The folders of a build: knowledge and evidence, prose, templates, where the site goes, what is kept for later."""

    data: Path = ROOT / "data"
    content: Path = ROOT / "content"
    templates: Path = ROOT / "templates"
    out: Path = ROOT / "dist"

    @property
    def cache(self) -> Path:
        """What is kept for the next build; it may be deleted at any time."""
        return self.out.with_name(f".{self.out.name}.cache")


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was built: the abridged dataset that it shows, and what had to be done."""

    dataset: Dataset
    work: Work


def build(
    work: Workplace,
    *,
    base_url: str | None = None,
    jobs: int | None = None,
    progress: Progress | None = None,
    verify: Callable[..., None] | None = None,
) -> Built:
    """Build the site; nothing is published when anything of ours is wrong, and what was published before stays."""
    return _Build(work, base_url, jobs, progress or Quiet()).run()


class _Build:
    """One build, from the evidence to the site."""

    def __init__(self, places: Workplace, base_url: str | None, jobs: int | None, progress: Progress) -> None:
        self.places, self.base_url, self.jobs, self.progress = places, base_url, jobs, progress
        self.processes = processes.count(jobs)
        self.store = Store(places.cache / "results")
        self.work = Work()
        self.used: set[str] = set()

    def run(self) -> Built:
        places = self.places
        with site.Staging(places.out, places.cache / "tree") as self.staging:
            catalogue = _at(load(places.data), self.base_url)
            knowledge, self.everything = _keys(places, catalogue)
            collection = Collection(places.data / EVIDENCE, places.cache, knowledge)
            collected = collection.collect(catalogue, self.store, jobs=self.jobs, progress=self.progress)
            refuse_unknown(catalogue, (outline.report for outline in collected.outlines), places.data)
            shop = self._shop(catalogue, collected)
            slices = self._slices(shop, collected)
            shop.overview = self._overview(shop, slices, collected)
            shop.sections = Kept(self.store, slices)
            results = (*slices.values(), *self._tasks(shop, slices))
            files = tuple(file for one in results for file in one.files)
            _refuse_dead_links(results, self.staging.folder, shop.base)
            self.work.changed = self.staging.publish(files)
        self.work.written = len(files)
        collection.save(collected.outlines)
        self.store.sweep(self.used)
        self.progress.end()
        return Built(shop.overview, self.work)

    def _shop(self, catalogue: Catalogue, collected: Collected) -> Shop:
        content = load_content(self.places.content)
        agencies = {one.agency for one in collected.outlines if one.report}
        offer = offered(catalogue, agencies, dated=any(one.dated for one in collected.outlines))
        renderer = Renderer(self.places.templates, catalogue.site, content, offered=offer)
        self.offer = key_of(*sorted(offer))
        return Shop(catalogue, self.places.data, self.store, collected.results, self.staging.folder, renderer)

    def _slices(self, shop: Shop, collected: Collected) -> dict[str, Made]:
        """The results of all agencies, by id."""
        plans = planned(collected.outlines, shop.catalogue)
        jobs = [SliceJob(self._key(plan, shop), plan) for plan in plans]
        self.used.update(collected.results.values())
        results = self._done(make_slice, jobs, shop, "agencies", TOGETHER)
        return {job.plan.agency: one for job, one in zip(jobs, results, strict=True)}

    def _key(self, plan: Planned, shop: Shop) -> str:
        corrections = [one for one in shop.catalogue.corrections if one.report.rpartition("-")[0] == plan.agency]
        files = [*(shop.results[name] for name in plan.files), "", *(shop.results[name] for name in plan.others)]
        return key_of("slice", self.everything, self.offer, plan.agency, *files, repr(plan.missing), repr(corrections))

    def _overview(self, shop: Shop, slices: Mapping[str, Made], collected: Collected) -> Dataset:
        """The abridged dataset, with every file of evidence in it, or set aside, once."""
        parts = [ABRIDGED.decode(content) for _, content in Kept(self.store, slices).of(ABRIDGED_SECTION)]
        lost = (result(self.store.get(shop.results[one.name]) or b"") for one in collected.outlines if not one.report)
        overview = reunited(parts, shop.catalogue, (one for one in lost if isinstance(one, Quarantined)))
        account((one.name for one in collected.outlines), overview.reports, overview.quarantined)
        return overview
