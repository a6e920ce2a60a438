"""What a Dask worker does: it reads batches of files, each within its limits, and checks batches of agencies.

A worker is given the knowledge once, and is refused if its programme is another: the same code over the same knowledge
gives the same bytes. It answers bytes and texts, which are decoded against the types by whoever asked.
"""

from __future__ import annotations

import multiprocessing
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from distributed import WorkerPlugin, get_worker

from sitegen.cache.keys import of_code
from sitegen.catalogue import KnowledgeError
from sitegen.cluster import ClusterError
from sitegen.cluster.checking import checked
from sitegen.reading import BETWEEN, OUTLINE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sitegen.cluster.checking import Gathering
    from sitegen.evidence import Afar, Folder, Input
    from sitegen.model import Catalogue

MAIN = sys.modules["__main__"]
CODE = Path(__file__).resolve().parent.parent
DAEMON = (
    "a worker may start no processes, and nothing is read without limits: "
    "start it with DASK_DISTRIBUTED__WORKER__DAEMON=False or --no-nanny"
)
OTHER = "a worker runs another version of this programme, of Python or of a library than the build does"


class Desk(WorkerPlugin):
    """What a worker has at hand for one build."""

    def __init__(self, name: str, catalogue: Catalogue, data: Path, parts: str | None) -> None:
        """Prepare for a build of that name; ``data`` is the knowledge as messages name it, ``parts`` an address."""
        self.name = name
        self.code = of_code(CODE)
        self.catalogue, self.data, self.parts = catalogue, data, parts

    def setup(self, worker: Any) -> None:  # noqa: ANN401  Dask gives no type
        """On a worker: refuse it where it could not do the work, or would do it otherwise."""
        if of_code(CODE) != self.code:
            raise ClusterError(OTHER)
        if multiprocessing.current_process().daemon:
            raise ClusterError(DAEMON)
        tempfile.tempdir = worker.local_directory  # Dask clears up there after a worker that was killed
        # A new process begins with the programme of the one that starts it. To read files in, that would be Dask once
        # more, at the cost of the memory that a file may take: what is read must not depend on where it is read.
        self._hidden = {name: value for name in ("__spec__", "__file__") if (value := vars(MAIN).pop(name, None))}
        MAIN.__spec__ = None

    def teardown(self, worker: Any) -> None:  # noqa: ANN401
        """On a worker: leave it as it was."""
        del worker
        tempfile.tempdir = None
        vars(MAIN).update(self._hidden)


def read(desk: str, evidence: Folder | Afar, inputs: Sequence[Input]) -> list[bytes] | str:
    """On a worker: an outline and a result for each file; or what is wrong with what is ours, as a text."""
    if lost := evidence.changed(inputs):
        return f"{lost[0]} is not what it is where the build runs: does the worker see the same folder?"
    return _refusing(partial(_read, _at(desk), evidence, inputs))


def check(desk: str, gathering: Gathering) -> list[bytes] | str:
    """On a worker: what :func:`sitegen.cluster.checking.checked` gives; or what is wrong with what is ours."""
    at = _at(desk)
    return _refusing(partial(checked, gathering, at.catalogue, at.data, at.parts))


def _read(desk: Desk, evidence: Folder | Afar, inputs: Sequence[Input]) -> list[bytes]:
    told = evidence.told(inputs, desk.catalogue, jobs=1)
    return [BETWEEN.join((OUTLINE.encode(outline), content)) for outline, content in told]


def _refusing(work: Callable[[], list[bytes]]) -> list[bytes] | str:
    try:
        return work()
    except KnowledgeError as error:
        return str(error)


def _at(name: str) -> Desk:
    desk = get_worker().plugins[name]
    if not isinstance(desk, Desk):
        raise TypeError(name)
    return desk
