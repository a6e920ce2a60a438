"""What a build has done in batches: files read, agencies checked, the results put where it looks for them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from sitegen.cache.checked import key_beside
from sitegen.cache.errors import BROKEN, CacheError
from sitegen.cluster import ClusterError
from sitegen.cluster.batches import of_agencies, of_files
from sitegen.cluster.checking import Gathering, checked
from sitegen.cluster.parts import PARTS
from sitegen.codec import CodecError
from sitegen.processes import Crew as Processes
from sitegen.reading import outlined_as

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from sitegen.assembly import Planned
    from sitegen.cluster.crew import Crew
    from sitegen.cluster.parts import Part
    from sitegen.evidence import Afar, Folder, Input
    from sitegen.model import Outlined
    from sitegen.progress import Progress
    from sitegen.shop import Shop, SliceJob

    Batch = tuple[str, tuple[Planned, ...]]
    Answers = Generator[tuple[Batch, object], None, None]


def read_by(
    crew: Crew, evidence: Folder | Afar, inputs: Sequence[Input]
) -> Generator[tuple[Outlined, bytes], None, None]:
    """What workers tell of each of these files, as the answers come."""
    with closing(crew.read(evidence, of_files(inputs))) as answers:
        for batch, answer in answers:
            for one, told in zip(batch, _contents(answer, len(batch)), strict=True):
                try:
                    yield outlined_as(one.name, told)
                except CodecError as error:
                    raise ClusterError(_senseless(error)) from error


def check_by(crew: Crew | None, shop: Shop, jobs: Sequence[SliceJob], parts: str | None, processes: int) -> Answers:
    """Have agencies checked, by workers or by processes of this machine; each batch and its answer."""
    batches = of_agencies([job.plan for job in jobs])
    if crew:
        yield from crew.check(lambda batch: gathered(shop, batch), batches.items())
        return
    with Processes(shop, processes) as own:
        done = own.each(_Here(parts), tuple(batches.items()))
        yield from zip(batches.items(), done, strict=True)


def put(answers: Answers, shop: Shop, jobs: Sequence[SliceJob], progress: Progress) -> Iterator[Part]:
    """Keep what was checked where the slices are made; the parts that were written."""
    keys = {job.plan.agency: job.key for job in jobs}
    progress.begin("check", len(jobs))
    done = 0
    with closing(answers):
        for (_, plans), answer in answers:
            *slices, told = _contents(answer, len(plans) + 1)
            for plan, content in zip(plans, slices, strict=True):
                shop.store.put(key_beside(keys[plan.agency]), content)
            done += len(plans)
            progress.step(done)
            try:
                yield from PARTS.decode(told).parts
            except CodecError as error:
                raise ClusterError(_senseless(error)) from error


def gathered(shop: Shop, batch: Batch) -> Gathering:
    """A batch of agencies with what their files gave."""
    name, plans = batch
    own = tuple(_given(shop, plan.files) for plan in plans)
    return Gathering(name, plans, own, tuple(_given(shop, plan.others) for plan in plans))


class _Here:
    """A batch checked in a process of this machine."""

    def __init__(self, parts: str | None) -> None:
        self.parts = parts

    def __call__(self, shop: Shop, batch: Batch) -> list[bytes]:
        return checked(gathered(shop, batch), shop.catalogue, shop.data, self.parts)


def _given(shop: Shop, names: Sequence[str]) -> tuple[bytes, ...]:
    """What these files gave."""
    contents = tuple(shop.store.get(shop.results[name]) for name in names)
    found = tuple(content for content in contents if content is not None)
    if len(found) != len(contents):
        raise CacheError(BROKEN)
    return found


def _contents(answer: object, count: int) -> list[bytes]:
    """An answer as it must be; what it holds is decoded by whoever needs it."""
    if not isinstance(answer, list) or len(answer) != count or not all(isinstance(one, bytes) for one in answer):
        raise ClusterError(_senseless(f"not {count} results"))
    return answer


def _senseless(what: object) -> str:
    return f"a worker's answer makes no sense: {what}"
