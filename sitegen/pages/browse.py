"""Ways through the registry: agencies by level, by type of department, and by when they published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.interface import msg
from sitegen.pages.parts import names
from sitegen.pages.parts.publication import Publication
from sitegen.pages.parts.regions import Regions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.model import Agency, Artifact, Dataset
    from sitegen.pages.parts.marks import Speech
    from sitegen.rendering import Renderer

BY_LEVEL = msg("按级别查机关")
BY_TYPE = msg("按类别查机关")


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The ways by level and type, and the years with who published when."""
    regions = Regions(dataset.catalogue)
    agencies = tuple(agency for region in regions.highest for agency in region.agencies)
    held = {report.agency for report in dataset.reports}
    ways: tuple[tuple[str, str, Callable[[Agency], str], dict[str, str]], ...] = (
        ("by-level", BY_LEVEL, lambda agency: agency.level, names.LEVELS),
        ("by-type", BY_TYPE, names.department_of, names.TYPES),
    )
    for way, title, key, words in ways:
        yield from renderer.pages(
            f"agencies/{way}/",
            "pages/browse.html",
            title=title,
            groups=_grouped(agencies, key, words),
            count=len(agencies),
            held=held,
            highest={agency.id: regions.chain(agency.division)[0] for agency in agencies},
        )
    publication = Publication(dataset, agencies)
    known = publication.years
    for year in known:
        yield from renderer.pages(
            f"agencies/by-publication/{year.year}/", "pages/publication.html", year=year, years=known, latest=False
        )
    yield from renderer.pages(
        "agencies/by-publication/", "pages/publication.html", year=known[0] if known else None, years=known, latest=True
    )


def _grouped(
    agencies: Iterable[Agency], key: Callable[[Agency], str], words: dict[str, str]
) -> list[tuple[str, Speech, list[Agency]]]:
    """The agencies by that key, in the order of its words."""
    groups: dict[str, list[Agency]] = {}
    for agency in agencies:
        groups.setdefault(key(agency), []).append(agency)
    order = [*words, *sorted(set(groups) - set(words))]
    return [(one, words.get(one, one), groups[one]) for one in order if one in groups]
