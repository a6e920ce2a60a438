"""The corridor: read, extract, correct, check, publish. It reads like a table of contents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import site
from sitegen.assembly import assemble
from sitegen.bundle import with_copy
from sitegen.draft import shipping
from sitegen.exports import exports
from sitegen.model import Part
from sitegen.pages import downloads, pages
from sitegen.rendering import Renderer, load_content
from sitegen.validation import validate

if TYPE_CHECKING:
    from sitegen.model import Artifact, Dataset

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Workplace:
    """The folders of a build: knowledge and evidence, prose, templates, and where the site goes."""

    data: Path = ROOT / "data"
    content: Path = ROOT / "content"
    templates: Path = ROOT / "templates"
    out: Path = ROOT / "dist"


def build(
    work: Workplace, *, base_url: str | None = None, jobs: int | None = None, full_validation: bool = False
) -> Dataset:
    """Build the site and return the dataset that it shows; nothing is published when anything of ours is wrong.

    With ``full_validation`` frictionless looks at every package, too.
    """
    dataset = _at(assemble(work.data, jobs=jobs), base_url)
    settings = dataset.catalogue.site
    exported = exports(dataset)
    renderer = Renderer(work.templates, settings, load_content(work.content), exported)
    made = (*exported, *pages(dataset, renderer), *shipping.artifacts(work))
    verify = partial(validate, full=full_validation)
    site.write(finished(made, dataset, renderer), work.out, verify=verify, base_url=settings.base_url)
    return dataset


def finished(made: tuple[Artifact, ...], dataset: Dataset, renderer: Renderer) -> tuple[Artifact, ...]:
    """All files of the site with a copy of them as one, unless that is left out."""
    if Part.SITE_ZIP in renderer.site.leave_out:
        return made
    return with_copy(made, partial(downloads.page, dataset, renderer))


def _at(dataset: Dataset, base_url: str | None) -> Dataset:
    """The dataset with the site at another address than ``data/site.toml`` gives."""
    if base_url is None:
        return dataset
    settings = replace(dataset.catalogue.site, base_url=base_url)
    return replace(dataset, catalogue=replace(dataset.catalogue, site=settings))
