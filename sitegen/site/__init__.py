"""The site on disk: staged beside the published one, checked as a whole, then put in its place or not at all.

Whoever makes a site opens a :class:`Staging`, lets any number of processes :func:`put` files into its folder, and
publishes. A failure at any point, a signal or a power cut leaves the old site or the new one, and the next build needs
no hands. :func:`write` does all of it for a site that fits into memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.links import joined, offences, scan, unresolved
from sitegen.site.ending import Terminated
from sitegen.site.errors import SiteError, listed
from sitegen.site.paths import distinct, sound
from sitegen.site.putting import Written, put
from sitegen.site.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from sitegen.model import Artifact

__all__ = ["SiteError", "Staging", "Terminated", "Written", "put", "write"]


def write(
    artifacts: Iterable[Artifact],
    out: Path,
    *,
    verify: Callable[[Path], None],
    base_url: str | None = None,
    record: Path | None = None,
) -> None:
    """Make ``out`` the site that the artifacts are, and nothing else.

    ``verify`` is given the staged folder and may raise. ``base_url`` is the site's own address, if it has one.
    ``record`` is that of :class:`Staging`.
    """
    site = tuple(artifacts)
    for artifact in site:
        sound(artifact.path)
    distinct(artifact.path for artifact in site)
    if problems := _dead_links(site, base_url or ""):
        what = "broken links or outside resources"
        raise listed(what, problems)
    with Staging(out, record) as staging:
        files = [put(staging.folder, artifact) for artifact in site]
        verify(staging.folder)
        staging.publish(files)


def _dead_links(site: tuple[Artifact, ...], base: str) -> list[str]:
    """Every link that leads nowhere and every resource of another site, as ``page: link: what is wrong``."""
    whole = joined(scan(artifact.path, artifact.content, base) for artifact in site)
    lost = unresolved([whole.wants], [whole.has])
    named = [found for one in site for found in offences(one.path, one.content, base, lost)] if lost else []
    return [*whole.problems, *named]
