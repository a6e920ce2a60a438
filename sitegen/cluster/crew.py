"""Batches sent to the workers of a Dask scheduler, and what comes back; one whose worker dies is sent to another."""

from __future__ import annotations

import logging
import time
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from sitegen.cluster import ClusterError, needed

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    from sitegen.cluster.checking import Gathering
    from sitegen.cluster.hiring import Batch
    from sitegen.evidence import Afar, Folder, Input
    from sitegen.model import Catalogue

Job = TypeVar("Job")

CONNECT = 20  # seconds to reach the scheduler
PATIENCE = 30.0  # seconds without any worker: a new one needs a few to start
LOOK = 2.0  # seconds between two looks at who is there
RETRIES = 2  # times that a batch is tried again after an error; after the death of a worker the scheduler counts
AHEAD = 3  # batches a worker that are under way: one is done, one is there, one on its way


class Crew:
    """The workers of a scheduler, each with the knowledge of this build."""

    def __init__(self, client: Any, desk: str, address: str) -> None:  # noqa: ANN401  Dask gives no types
        """Work through a client with desks of that name; see :func:`crew`."""
        self._client, self._desk, self._address = client, desk, address
        self._alone_since: float | None = None

    def read(
        self, evidence: Folder | Afar, batches: Iterable[Sequence[Input]]
    ) -> Generator[tuple[Sequence[Input], Any], None, None]:
        """Each batch of files with what a worker answers of them."""
        from sitegen.cluster.desk import read  # noqa: PLC0415  part of the extra

        yield from self._each(read, batches, lambda batch: (evidence, batch))

    def check(
        self, gather: Callable[[Batch], Gathering], batches: Iterable[Batch]
    ) -> Generator[tuple[Batch, Any], None, None]:
        """Each batch of agencies with what a worker answers of it; what it needs is gathered when its turn comes."""
        from sitegen.cluster.desk import check  # noqa: PLC0415

        yield from self._each(check, batches, lambda batch: (gather(batch),))

    def _each(
        self, function: Callable[..., Any], jobs: Iterable[Job], ask: Callable[[Job], tuple[Any, ...]]
    ) -> Generator[tuple[Job, Any], None, None]:
        """Each job with what ``function(desk, *ask(job))`` answers on a worker; few are under way at once."""
        waiting, under_way = iter(jobs), dict[Any, Job]()
        try:
            while True:
                while len(under_way) < self._room() and (job := next(waiting, None)) is not None:
                    future = self._client.submit(function, self._desk, *ask(job), retries=RETRIES, pure=False)
                    under_way[future] = job
                if not under_way:
                    return
                for future in self._done(list(under_way)):
                    yield under_way.pop(future), self._answer(future)
        finally:
            for future in under_way:
                future.release()

    def _room(self) -> int:
        return AHEAD * max(len(self._workers()), 1)

    def _workers(self) -> dict[str, int]:
        """The threads of each worker that is there now."""
        try:
            if self._client.status != "running":
                raise ClusterError(self._gone())
            there: dict[str, int] = self._client.nthreads()
        except (OSError, CancelledError, ValueError) as error:
            raise ClusterError(self._gone()) from error
        return there

    def _done(self, futures: list[Any]) -> list[Any]:
        """Those that have ended, once any has; as long as there are workers, or may be soon."""
        distributed = needed("distributed")

        while True:
            try:
                with self._client.as_current():
                    return list(distributed.wait(futures, timeout=LOOK, return_when="FIRST_COMPLETED").done)
            except TimeoutError:
                self._refuse_to_be_alone()
            except (OSError, CancelledError) as error:
                raise ClusterError(self._gone()) from error

    def _refuse_to_be_alone(self) -> None:
        if self._workers():
            self._alone_since = None
            return
        now = time.monotonic()
        self._alone_since = self._alone_since or now
        if now - self._alone_since > PATIENCE:
            message = f"no worker is left at {self._address}; what was read is kept for the next build"
            raise ClusterError(message)

    def _answer(self, future: Any) -> Any:  # noqa: ANN401
        """What a batch gave; a text is what is wrong with what is ours."""
        try:
            answer = self._result(future)
        except ClusterError:
            raise
        except Exception as error:
            raise ClusterError(self._why(future, error)) from error
        finally:
            future.release()
        if isinstance(answer, str):
            raise ClusterError(answer)
        return answer

    def _result(self, future: Any) -> Any:  # noqa: ANN401
        """What lies with a worker; where that one has died meanwhile, another must do the work again."""
        while True:
            try:
                return future.result(timeout=LOOK)
            except TimeoutError:
                if future.status == "error":
                    raise
                self._refuse_to_be_alone()

    def _why(self, future: Any, error: Exception) -> str:  # noqa: ANN401
        if future.status != "error":  # it is not the batch that has failed
            return self._gone()
        if isinstance(error, needed("distributed").KilledWorker):
            return f"a batch has ended one worker after another at {self._address}: are they out of memory?"
        return f"a worker has failed: {type(error).__name__}: {error}"

    def _gone(self) -> str:
        return f"the scheduler at {self._address} does not answer any more; what was read is kept for the next build"


@contextmanager
def crew(address: str, catalogue: Catalogue, data: Path, parts: str | None) -> Iterator[Crew]:
    """The workers of the scheduler at that address, checked, with the knowledge at hand."""
    distributed = needed("distributed")
    from sitegen.cluster.desk import Desk  # noqa: PLC0415  part of the extra

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it has its say in the errors of ours
    try:
        client = distributed.Client(address, timeout=CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        message = f"there is no scheduler at {address}: {error}"
        raise ClusterError(message) from error
    name = f"desk-{uuid4().hex}"
    try:
        _settle(client, Desk(name, catalogue, data, parts), address)
        yield Crew(client, name, address)
    finally:
        _leave(client, name)


def _settle(client: Any, desk: Any, address: str) -> None:  # noqa: ANN401
    """Give all workers, those that are still to come too, what they need; refuse one that cannot do the work."""
    try:
        client.wait_for_workers(1, timeout=CONNECT)
    except TimeoutError as error:
        message = f"the scheduler at {address} has no workers"
        raise ClusterError(message) from error
    try:
        client.register_plugin(desk)
    except ClusterError:
        raise
    except Exception as error:
        message = f"a worker at {address} cannot run this programme as it is here: {type(error).__name__}: {error}"
        raise ClusterError(message) from error


def _leave(client: Any, name: str) -> None:  # noqa: ANN401
    """Take everything along, from whoever is still there."""
    from contextlib import suppress  # noqa: PLC0415

    with suppress(Exception):
        if client.status == "running":
            client.unregister_worker_plugin(name)
    with suppress(Exception):
        client.close(timeout=LOOK)
