"""What a process of the build does: it makes the slice of one agency, or the files of one task, and keeps the result.

Results lie in the cache under the key of all that they are made of. What is there already is not made again, so that a
build after a build does only what has changed, and the outcome is the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from sitegen import exports, pages, site
from sitegen.abridging import ABRIDGED, abridge, unjudged
from sitegen.assembly import slice_of
from sitegen.bundle import unpacked, with_copy
from sitegen.cache.checked import checked_elsewhere
from sitegen.cache.errors import BROKEN, CacheError
from sitegen.cache.keys import key as key_of
from sitegen.cache.made import TOLD, keep, sizes
from sitegen.codec import CodecError
from sitegen.exports import shared
from sitegen.gathering import Told
from sitegen.links import joined, scan
from sitegen.listing import listing
from sitegen.model import Part
from sitegen.pages import assets, downloads, redirects, sitemap
from sitegen.reading import result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sitegen.assembly import Planned
    from sitegen.cache.made import Kept, Made
    from sitegen.cache.store import Store
    from sitegen.gathering import Task
    from sitegen.links import Linked
    from sitegen.listing import Listed
    from sitegen.model import Artifact, Catalogue, Dataset, Outlined, Quarantined, Report
    from sitegen.rendering import Renderer

ABRIDGED_SECTION, UNJUDGED_SECTION = "abridged", "abridged/unjudged"
"""What is kept of all agencies, and a key of what it says beside findings and totals."""
MANY = 16  # sections that a task needs; of one that needs more, only who does it looks ahead


@dataclass(slots=True)
class Shop:
    """What every process of a build works with.

    ``results`` names the key of what each file of evidence gave, ``outlines`` what is known of it; ``folder`` is the
    staged site, at which so many ``processes`` work. ``overview`` and ``sections`` are there once the slices are made;
    ``tasks`` are those at hand, by name, ``exported`` the names of those that make downloads. ``examined`` has the keys
    of what was found in the packages of agencies, by their ids; ``others`` are all results before the last.
    """

    catalogue: Catalogue
    data: Path
    store: Store
    results: Mapping[str, str]
    outlines: Mapping[str, Outlined]
    folder: Path
    renderer: Renderer
    processes: int = 1
    overview: Dataset | None = None
    sections: Kept | None = None
    tasks: Mapping[str, Task] = field(default_factory=dict)
    exported: frozenset[str] = frozenset()
    examined: Mapping[str, str] = field(default_factory=dict)
    others: tuple[Made, ...] = ()

    @property
    def base(self) -> str:
        """The address of the site, or nothing."""
        return self.renderer.base_url or ""


@dataclass(frozen=True, slots=True)
class SliceJob:
    """The slice of an agency to be made, and the key that it is kept under."""

    key: str
    plan: Planned


@dataclass(frozen=True, slots=True)
class LastJob:
    """What comes last, the key that it is kept under, and all other pages as in a map."""

    key: str
    seen: tuple[sitemap.Seen, ...]


@dataclass(frozen=True, slots=True)
class TaskJob:
    """The task to be done, by its name, and the key that its result is kept under."""

    key: str
    name: str


def make_slice(shop: Shop, job: SliceJob) -> str:
    """Make the files of an agency, and what it gives to those about many; the key of the result."""
    plan = job.plan
    own = checked_elsewhere(shop.store, job.key, shop.catalogue) or slice_of(
        _results(shop, plan.files), _results(shop, plan.others), plan, shop.catalogue, shop.data
    )
    files = tuple(exports.of_agency(own))
    listed = listing(files)
    renderer = shop.renderer.having(listed)
    gathers = dict.fromkeys(one.gather for one in (exports.AGGREGATE, downloads.AGGREGATE, *pages.AGGREGATES))
    sections = {name: content for gather in gathers for name, content in gather(own, renderer)}
    abridged = abridge(own)
    sections[ABRIDGED_SECTION] = ABRIDGED.encode(abridged)
    sections[UNJUDGED_SECTION] = key_of(ABRIDGED.encode(unjudged(abridged))).encode()
    shared.forget()  # pages need none of it
    _keep(shop, job.key, files, pages.of_agency(own, plan.agency, renderer), sections, listed)
    return job.key


def make_task(shop: Shop, job: TaskJob) -> str:
    """Make the files of a task; the key of the result."""
    assert shop.sections is not None  # noqa: S101  for the type checker
    told: dict[str, bytes] = {}
    task = shop.tasks[job.name]
    shop.sections.turn_to(task.needs if len(task.needs) > MANY else ())
    files = _files(task.make(shop.sections), told)
    if job.name in shop.exported:
        _keep(shop, job.key, files, (), told)
    else:
        _keep(shop, job.key, (), files, told)
    return job.key


def _files(made: Iterable[Artifact | Told], told: dict[str, bytes]) -> Iterator[Artifact]:
    """The files of a task; what it tells is noted."""
    for one in made:
        if isinstance(one, Told):
            told[TOLD] = one.content
        else:
            yield one


def make_last(shop: Shop, job: LastJob) -> str:
    """Make what tells of all other files: the page of downloads, the map of the site, a copy of all in one."""
    overview, renderer = shop.overview, shop.renderer
    assert overview is not None  # noqa: S101  for the type checker
    assert shop.sections is not None  # noqa: S101  for the type checker
    plain = tuple(downloads.pages(overview, renderer, shop.sections))
    more = tuple(sitemap.maps(overview, renderer, (*job.seen, *filter(None, map(sitemap.seen, plain)))))
    if Part.SITE_ZIP not in renderer.site.leave_out:
        beside = {file.path: file.content for file in (*plain, *more)}
        files = chain(sizes(shop.others), ((path, len(content)) for path, content in beside.items()))

        def read(path: str) -> bytes:
            if path in beside:
                return beside[path]
            with open(f"{shop.folder}/{path}", "rb", buffering=0) as file:  # noqa: PTH123  of every file: a Path is slow
                return file.read()

        page = partial(downloads.page, overview, renderer, shop.sections)
        known = unpacked(shop.sections.told(assets.NAME))
        copied = {file.path: file for file in with_copy(files, read, page, shop.processes, known)}
        plain = (*(file for file in plain if file.path not in copied), *copied.values())
    _keep(shop, job.key, (), (*plain, *more), {})
    return job.key


def _results(shop: Shop, names: Iterable[str]) -> Iterator[Report | Quarantined]:
    """What files of evidence gave."""
    for name in names:
        content = shop.store.get(shop.results[name])
        if content is None:
            raise CacheError(BROKEN)
        try:
            yield result(content, shop.outlines[name])
        except CodecError as error:
            raise CacheError(BROKEN) from error


def _keep(  # noqa: PLR0913, PLR0917  all that a result is
    shop: Shop,
    key: str,
    exported: Iterable[Artifact],
    shown: Iterable[Artifact],
    sections: Mapping[str, bytes],
    listed: tuple[Listed, ...] | None = None,
) -> None:
    """Put files into the staged site and keep what they are; ``listed`` are those exported, if they are listed."""
    written: list[site.Written] = []
    linked: list[Linked] = []
    seen: list[sitemap.Seen] = []
    downloads_ = tuple(exported)
    for artifact in chain(downloads_, redirects.copies(shop.catalogue, downloads_), shown):
        written.append(site.put(shop.folder, artifact))
        linked.append(scan(artifact.path, artifact.content, shop.base))
        if shop.base and (page := sitemap.seen(artifact)):
            seen.append(page)
    told = listing(downloads_) if listed is None else listed
    keep(shop.store, key, written, joined(linked), sections, listed=told, seen=seen)
