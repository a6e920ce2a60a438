"""What a process of the build does: it makes the slice of one agency, or the files of one task, and keeps the result.

Results lie in the cache under the key of all that they are made of. What is there already is not made again, so that a
build after a build does only what has changed, and the outcome is the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen import site
from sitegen.abridging import ABRIDGED, abridge
from sitegen.assembly import slice_of
from sitegen.cache.keys import key as key_of
from sitegen.cache.made import BROKEN, CacheError, keep
from sitegen.links import joined, scan
from sitegen.reading import result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sitegen.assembly import Planned
    from sitegen.cache.made import Json, Kept
    from sitegen.cache.store import Store
    from sitegen.gathering import Task
    from sitegen.model import Artifact, Catalogue, Dataset, Quarantined, Report
    from sitegen.rendering import Renderer

ABRIDGED_SECTION = "abridged"


@dataclass(slots=True)
class Shop:
    """What every process of a build works with.

    ``results`` names the key of what each file of evidence gave; ``folder`` is the staged site. ``overview`` and
    ``sections`` are there once the slices are made.
    """

    catalogue: Catalogue
    data: Path
    store: Store
    results: Mapping[str, str]
    folder: Path
    renderer: Renderer
    overview: Dataset | None = None
    sections: Kept | None = None
    tasks: Mapping[str, Task] = field(default_factory=dict)

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
class TaskJob:
    """The task to be done, by its name, and the key that its result is kept under."""

    key: str
    name: str


def make_slice(shop: Shop, job: SliceJob) -> str:
    """Make the files of an agency, and what it gives to those about many; the key of the result."""
    from sitegen.exports import of_agency as exported  # noqa: PLC0415  by those who make pages alone
    from sitegen.pages import AGGREGATES, of_agency  # noqa: PLC0415

    plan = job.plan
    own = slice_of(_results(shop, plan.files), _results(shop, plan.others), plan, shop.catalogue, shop.data)
    files = tuple(exported(own))
    sections = {name: content for one in AGGREGATES for name, content in one.gather(own, shop.renderer)}
    sections[ABRIDGED_SECTION] = ABRIDGED.encode(abridge(own))
    _keep(shop, job.key, (*files, *of_agency(own, shop.renderer, files)), sections)
    return job.key


def make_task(shop: Shop, job: TaskJob) -> str:
    """Make the files of a task; the key of the result."""
    assert shop.sections is not None  # noqa: S101  for the type checker
    _keep(shop, job.key, shop.tasks[job.name].make(shop.sections), {})
    return job.key


def _results(shop: Shop, names: Iterable[str]) -> Iterator[Report | Quarantined]:
    """What files of evidence gave."""
    for name in names:
        content = shop.store.get(shop.results[name])
        if content is None:
            raise CacheError(BROKEN)
        yield result(content)


def _keep(shop: Shop, key: str, artifacts: Iterable[Artifact], sections: Mapping[str, bytes]) -> None:
    """Put files into the staged site and keep what they are."""
    written, linked, told = [], [], {}
    for artifact in artifacts:
        written.append(site.put(shop.folder, artifact))
        linked.append(scan(artifact.path, artifact.content, shop.base))
    keep(shop.store, key, tuple(written), joined(linked), sections, told)
