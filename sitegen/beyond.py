"""What of a build goes beyond this machine: a scheduler whose workers read and check, an address for Parquet parts."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

    from sitegen.cluster.crew import Crew
    from sitegen.cluster.parts import Part
    from sitegen.collecting import Reader
    from sitegen.evidence import Afar, Folder, Input
    from sitegen.model import Catalogue, Dataset, Outlined
    from sitegen.progress import Progress
    from sitegen.shop import Shop, SliceJob


@dataclass(frozen=True, slots=True)
class Beyond:
    """The address of a scheduler, and the one that parts are written to; nothing where there is none."""

    cluster: str | None = None
    parts: str | None = None

    @contextmanager
    def crew(self, catalogue: Catalogue, data: Path) -> Iterator[Crew | None]:
        """The workers of the scheduler, if there is one, for as long as they are needed."""
        if self.parts:
            from sitegen.cluster.addresses import opened  # noqa: PLC0415  part of the extra, as below

            opened(self.parts)  # refused now, not after hours
        if self.cluster is None:
            yield None
            return
        from sitegen.cluster.crew import crew  # noqa: PLC0415

        with crew(self.cluster, catalogue, data, self.parts) as hired:
            yield hired

    def checked(
        self, crew: Crew | None, shop: Shop, jobs: Sequence[SliceJob], processes: int, progress: Progress
    ) -> tuple[Part, ...]:
        """Have the agencies of these jobs checked beforehand where workers do it or parts are written; the parts."""
        if crew is None and self.parts is None:
            return ()
        from sitegen.cluster.hiring import check_by, put  # noqa: PLC0415

        return tuple(put(check_by(crew, shop, jobs, self.parts, processes), shop, jobs, progress))

    def finish(self, parts: Sequence[Part], overview: Dataset) -> None:
        """Where parts are written, write what is left, and the manifest."""
        if self.parts:
            from sitegen.cluster.addresses import opened  # noqa: PLC0415
            from sitegen.cluster.parts import finish, of_unread  # noqa: PLC0415

            place = opened(self.parts)
            finish(place, (*parts, *of_unread(overview, place)))


ALONE = Beyond()


def reader(
    crew: Crew | None, catalogue: Catalogue, jobs: int | None, meanwhile: Callable[[], object] | None = None
) -> Reader:
    """Who reads files: the workers, or processes of this machine, and what is begun once these are there."""
    if crew is None:
        return partial(_here, catalogue, jobs, meanwhile)
    from sitegen.cluster.hiring import read_by  # noqa: PLC0415

    return partial(read_by, crew)


def _here(
    catalogue: Catalogue,
    jobs: int | None,
    meanwhile: Callable[[], object] | None,
    evidence: Folder | Afar,
    inputs: Sequence[Input],
) -> Generator[tuple[Outlined, bytes], None, None]:
    return evidence.told(inputs, catalogue, jobs=jobs, meanwhile=meanwhile)
