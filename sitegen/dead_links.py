"""Links that lead nowhere refused: all results held against each other, or what is new against what it replaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen import links
from sitegen.cache.errors import CacheError
from sitegen.cache.made import linked
from sitegen.site.errors import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sitegen.cache.lately import Lately
    from sitegen.cache.made import Made
    from sitegen.cache.store import Store
    from sitegen.links import Linked

FEW = 100  # results that are followed; of more, sets take more memory than all that there is, held together once


def refuse_dead_links(results: Sequence[Made], store: Store, lately: Lately, folder: Path, base: str) -> None:
    """Refuse a site of which a link leads nowhere, and name all that do; ``lately`` tells of a site without any."""
    if _lead_as_before(results, store, lately):
        return
    found = [linked(store, one.key) for one in results]
    problems = [problem for one in found for problem in one.problems]
    lost = links.unresolved([one.wants for one in found], [one.has for one in found])
    if lost:
        for one, its in zip(results, found, strict=True):
            if not lost.isdisjoint(its.wants):
                for file in one.files:
                    problems += links.offences(file.path, (folder / file.path).read_bytes(), base, lost)
    if problems:
        what = "broken links or outside resources"
        raise listed(what, problems)


def _lead_as_before(results: Sequence[Made], store: Store, lately: Lately) -> bool:
    """Whether what is new wants no more than what it replaces did, and nobody wants what has gone with that."""
    now = {one.key for one in results}
    come, gone = [key for key in now if key not in lately], [key for key in lately.keys if key not in now]
    if not lately.keys or max(len(come), len(gone)) > FEW:
        return False
    new = [linked(store, key) for key in come]
    if any(one.problems for one in new):
        return False
    try:
        old = [linked(store, key) for key in gone]
    except CacheError:  # it was swept away, or harmed
        return False
    (has, wants), (had, wanted) = _together(new), _together(old)
    lost = had - has
    if lost and not all(lost.isdisjoint(lately.wants(key)) for key in lately.keys if key in now):
        return False
    return wants <= has | (wanted - lost)


def _together(some: Iterable[Linked]) -> tuple[set[int], set[int]]:
    """What some results have, and what they want."""
    has, wants = set[int](), set[int]()
    for one in some:
        has.update(one.has)
        wants.update(one.wants)
    return has, wants
