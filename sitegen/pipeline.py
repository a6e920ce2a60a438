"""The corridor: look, read, extract, correct, check, publish; and the short way round where nothing has changed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen import site
from sitegen.beyond import ALONE, reader
from sitegen.cache.errors import CacheError
from sitegen.cache.keys import key as key_of
from sitegen.cache.keys import of_code, of_files
from sitegen.cache.store import RESULTS, Store
from sitegen.catalogue import load
from sitegen.collecting import Collection
from sitegen.evidence import Folder, evidence_at
from sitegen.keeping import COMPILED, loaded
from sitegen.progress import Quiet, Work
from sitegen.standing import Standing, keep, kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.beyond import Beyond
    from sitegen.building import Builder
    from sitegen.evidence import Afar
    from sitegen.model import Catalogue, Dataset
    from sitegen.progress import Progress

ROOT = Path(__file__).resolve().parent.parent
CODE = Path(__file__).resolve().parent
EVIDENCE, CORRECTIONS = "reports", "corrections.toml"
LATE = ("site.toml", "redirects.csv", "releases.toml", "addresses.txt", CORRECTIONS)
"""Knowledge on which reading a file does not depend."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """The folders of a build: knowledge and evidence, prose, templates, where the site goes, what is kept for later.

    ``reports`` is the path or the address of the evidence, if it does not lie with the knowledge.
    """

    data: Path = ROOT / "data"
    content: Path = ROOT / "content"
    templates: Path = ROOT / "templates"
    out: Path = ROOT / "dist"
    reports: str = ""

    @property
    def evidence(self) -> Folder | Afar:
        """Where evidence lies: behind an address of its own, or with the knowledge."""
        return evidence_at(self.reports) if self.reports else Folder(self.data / EVIDENCE)

    @property
    def cache(self) -> Path:
        """What is kept for the next build; it may be deleted at any time."""
        return self.out.with_name(f".{self.out.name}.cache")


@dataclass(frozen=True, slots=True)
class Order:
    """A build as it is wanted: where, for which address, with how many processes; with frictionless as well or not."""

    places: Workplace
    base_url: str | None = None
    jobs: int | None = None
    full_validation: bool = False
    beyond: Beyond = ALONE


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was built: how the collection that it shows stands, and what had to be done."""

    standing: Standing
    work: Work


def build(  # noqa: PLR0913  what a build may be told
    work: Workplace,
    *,
    base_url: str | None = None,
    jobs: int | None = None,
    full_validation: bool = False,
    progress: Progress | None = None,
    beyond: Beyond = ALONE,
) -> Built:
    """Build the site; nothing is published when anything of ours is wrong, and what was published before stays.

    With ``full_validation`` frictionless looks at every package, too; ``beyond`` says what goes beyond this machine,
    with the same outcome.
    """
    progress = progress or Quiet()
    order = Order(work, base_url, jobs, full_validation, beyond)
    progress.begin("look", 0)
    with site.Staging(work.out, work.cache / "tree") as staging:
        knowledge, everything = _keys(work, base_url)
        collection = Collection(work.evidence, work.cache, knowledge)
        state = key_of(
            everything, collection.key, _read(work.data / CORRECTIONS), "full" if full_validation else "fast"
        )
        if not beyond.parts and (standing := kept(work.cache, state)) and staging.is_whole:
            progress.end()
            return Built(standing, Work(standing.files, written=len(staging.known), changed=False))
        try:
            dataset, done = _made(order, staging, progress, collection, knowledge, everything)
        except CacheError:  # what was kept has been harmed: it is done without
            shutil.rmtree(work.cache / RESULTS, ignore_errors=True)
            dataset, done = _made(order, staging, progress, collection, knowledge, everything)
        standing = Standing.of(dataset)
        keep(work.cache, state, standing)
    progress.end()
    return Built(standing, done)


def _made(  # noqa: PLR0913, PLR0917  all that a build is made of
    order: Order, staging: site.Staging, progress: Progress, collection: Collection, code: str, everything: str
) -> tuple[Dataset, Work]:
    """Read what is to be read, build, and publish: the abridged dataset that the site shows, and what was done.

    While workers read, what pages are made with is loaded beside it, which the short way round does without: begun once
    they are there, for what they are forked from must not have begun anything.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  not for the short way round

    staging.begin()
    knowledge = key_of(everything, _read(order.places.data / CORRECTIONS))
    catalogue = _at(loaded("catalogue", knowledge, partial(load, order.places.data)), order.base_url)
    store = Store(order.places.cache / RESULTS)
    with order.beyond.crew(catalogue, order.places.data) as crew:
        with ThreadPoolExecutor(1) as beside:
            preparing = cache(lambda: beside.submit(_builder, order, staging, progress, catalogue, code, everything))
            collected = collection.collect(store, reader(crew, catalogue, order.jobs, preparing), progress)
            builder = preparing().result()
        return builder.build(collected, crew), builder.work


def _builder(*known: Any) -> Builder:  # noqa: ANN401  as Builder has them
    from sitegen.building import Builder  # noqa: PLC0415  and with it all that makes pages

    return Builder(*known)


def _at(catalogue: Catalogue, base_url: str | None) -> Catalogue:
    """The catalogue with the site at another address than ``data/site.toml`` gives."""
    return catalogue if base_url is None else replace(catalogue, site=replace(catalogue.site, base_url=base_url))


def _files(place: Path) -> Iterator[Path]:
    """The file at that place, or all below it."""
    return (one for one in (place, *place.rglob("*")) if one.is_file())


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _keys(places: Workplace, base_url: str | None) -> tuple[str, str]:
    """A key of all that reading a file depends on, and one of all that the site does, evidence apart."""
    evidence = places.data / EVIDENCE
    files = [file for one in sorted(places.data.iterdir()) if one != evidence for file in _files(one)]
    early = key_of(of_code(CODE), of_files(places.data, (file for file in files if file.name not in LATE)))
    late = [file for file in files if file.name in LATE and file.name != CORRECTIONS]
    texts = [(places.content, places.content.rglob("*")), (places.templates, places.templates.rglob("*"))]
    words = [
        of_files(root, (one for one in found if one.is_file() and COMPILED not in one.parts)) for root, found in texts
    ]
    return early, key_of(early, of_files(places.data, late), *words, base_url or "")
