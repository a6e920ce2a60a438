"""The corridor: read, extract, correct, check, publish. It reads like a table of contents."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import links, processes, site
from sitegen.abridging import ABRIDGED, reunited
from sitegen.assembly import account, planned, refuse_unknown
from sitegen.cache.keys import key
from sitegen.cache.made import Kept, made
from sitegen.cache.store import Store
from sitegen.catalogue import load
from sitegen.making import ABRIDGED_SECTION, Shop, SliceJob, TaskJob, make_slice, make_task
from sitegen.model import Dataset, Quarantined
from sitegen.progress import Quiet
from sitegen.reading import result
from sitegen.rendering import Renderer, load_content

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitegen.assembly import Planned
    from sitegen.cache.made import Made
    from sitegen.gathering import Task
    from sitegen.model import Catalogue, Outlined
    from sitegen.progress import Progress

ROOT = Path(__file__).resolve().parent.parent


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


class Builder:
    """One build, from the evidence to the site."""

    def __init__(
        self, work: Workplace, base_url: str | None, jobs: int | None, validation: Validation, progress: Progress
    ) -> None:
        """Prepare to build; nothing is looked at yet."""
        self._places, self._base_url, self._jobs = work, base_url, jobs
        self._validation, self._progress = validation, progress
        self._processes = processes.count(jobs)
        self._store = Store(work.cache / "results")
        self._done = Work()

    def build(self) -> Built:
        """Build it all; whatever fails, what was published before stays."""
        places = self._places
        with site.Staging(places.out, places.cache / "tree") as staging:
            catalogue = at(load(places.data), self._base_url)
            knowledge, everything = keys_of(places, catalogue)
            collection = Collection(places.data / "reports", places.cache, knowledge)
            collected = collection.collect(catalogue, self._store, jobs=self._jobs, progress=self._progress)
            refuse_unknown(catalogue, (outline.report for outline in collected.outlines), places.data)
            offer = offered(catalogue, collected.outlines)
            renderer = Renderer(places.templates, catalogue.site, load_content(places.content), offer)
            shop = Shop(catalogue, places.data, self._store, collected.results, staging.folder, renderer)
            slices = self._slices(shop, staging, collected, everything)
            shop.overview = self._overview(shop, slices, collected)
            shop.sections = Kept(self._store, slices)
            ...
