"""Files to reports: each is read in a worker (:mod:`sitegen.workers`), so that none can harm another or the build."""

from __future__ import annotations

import hashlib
import os
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import accumulate, tee
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from sitegen import readers, workers
from sitegen.codec import Codec, CodecError
from sitegen.folders import shown
from sitegen.model import Finding, Outcome, Outlined, Place, Quarantined, Report, Source
from sitegen.readers.sidecars import Sidecar, read_sidecar, with_sidecar
from sitegen.serving import LIMITS, Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from pathlib import Path

    from sitegen.model import Catalogue

UNKNOWN = "application/octet-stream"
WORTH_A_PROCESS = 1024 * 1024  # bytes; below, starting another process takes longer than reading
RESULT: Codec[Report | Quarantined] = Codec(Report | Quarantined)
OUTLINE: Codec[Outlined] = Codec(Outlined)
BETWEEN = b"\n"  # an outline, which is JSON in one line, and the result that it is of
JURISDICTION = "jurisdiction"


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: where it lies, the name to show, what its sidecar says, whether its agency must be listed."""

    path: Path
    name: str
    sidecar: Sidecar | None = None
    registry: bool = True


def evidence(folder: Path, catalogue: Catalogue) -> Iterator[File]:
    """The files below a folder with their sidecars, which are ours: a malformed one stops the build."""
    agencies = {agency.id for agency in catalogue.agencies}
    for path in readers.discover(folder):
        yield File(path, shown(path.relative_to(folder)), read_sidecar(path, agencies))


def read_files(
    files: Iterable[File],
    catalogue: Catalogue,
    *,
    jobs: int | None = None,
    limits: Limits = LIMITS,
) -> Generator[Report | Quarantined, None, None]:
    """What each file gives, in the order of the files; one that its worker does not survive is set aside.

    ``jobs`` processes read, by default as many as pay.
    """
    files, own = tee(files)
    with closing(told_of(files, catalogue, jobs=jobs, limits=limits)) as answers:
        for file, (outline, content) in zip(own, answers, strict=True):
            try:
                yield result(content, outline)
            except CodecError as error:
                yield _lost(file, workers.Failure(workers.CRASHED, str(error)), catalogue)


def told_of(
    files: Iterable[File],
    catalogue: Catalogue,
    *,
    jobs: int | None = None,
    limits: Limits = LIMITS,
    meanwhile: Callable[[], object] | None = None,
) -> Generator[tuple[Outlined, bytes], None, None]:
    """What :func:`read_files` gives, unread: the outline of each result, and its bytes for :func:`result`.

    ``files`` may be a stream: no more of it is held than workers are ahead of the first answer that is awaited.
    ``meanwhile`` is called once the processes are there, and may begin what is to be done beside them.
    """
    files, own, sized = tee(files, 3)
    count = jobs or _worthwhile(map(_size, sized))
    del sized
    hired = workers.run(_work, files, catalogue, processes=count, limits=limits, load=load, meanwhile=meanwhile)
    with closing(hired) as answers:
        for file, answer in zip(own, answers, strict=True):
            yield (
                _failed(file, answer, catalogue)
                if isinstance(answer, workers.Failure)
                else _told(file, answer, catalogue)
            )


def result(content: bytes, outline: Outlined) -> Report | Quarantined:
    """The result of that outline; :class:`CodecError` where these bytes are none, or are about something else."""
    found = RESULT.decode(content)
    if outlined(found) != replace(outline, lost=False):
        message = f"what is told of {outline.name} is about something else"
        raise CodecError(message)
    return found


def read_file(path: Path, name: str, catalogue: Catalogue, *, registry: bool = True) -> Report | Quarantined:
    """Read one file in this process, without limits, and extract its report; what cannot be read is set aside."""
    agencies = {agency.id for agency in catalogue.agencies}
    return _read(File(path, name, read_sidecar(path, agencies) if registry else None, registry), catalogue)


def _worthwhile(sizes: Iterable[int]) -> int:
    """How many processes pay for files of these sizes; no more are looked at than it takes to tell."""
    most, found = os.cpu_count() or 1, 1
    for size in accumulate(sizes):
        if (found := 1 + size // WORTH_A_PROCESS) >= most:
            return most
    return found


def _size(file: File) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0


# --- in the worker ---------------------------------------------------------------------------------------------------


def load() -> None:
    """Load what reads and extracts, which a process that only has others do it does without."""
    from sitegen import extraction  # noqa: F401, PLC0415

    readers.every()


def _work(file: File, catalogue: Catalogue) -> bytes:
    return answer(_read(file, catalogue))


def answer(one: Report | Quarantined) -> bytes:
    """What a worker tells of a file: a line that says what it is, and all of it."""
    return OUTLINE.encode(outlined(one)) + BETWEEN + RESULT.encode(one)


def outlined(one: Report | Quarantined) -> Outlined:
    """What must be known of a result before anybody looks at it."""
    if isinstance(one, Quarantined):
        return Outlined(one.source.path)
    dates = (one.published_on, one.signed_on, one.composed_on)
    return Outlined(
        one.source.path,
        one.id,
        one.agency or "",
        int(one.year.value or 0),
        whole=bool(one.scope and one.scope.value == JURISDICTION),
        dated=bool(one.source.retrieved or any(dates)),
    )


def _read(file: File, catalogue: Catalogue) -> Report | Quarantined:
    sidecar, unreadable = file.sidecar, catalogue.rule("R.UNREADABLE_FILE")
    try:
        source, content = readers.open_source(file.path, file.name)
    except readers.NoFileError:
        return _quarantined(_unopened(file), unreadable, reason="no_file")
    except OSError:
        return _quarantined(_unopened(file), unreadable, reason="unopened")
    source = with_sidecar(source, sidecar)
    if sidecar and source.sha256 and sidecar.sha256 != source.sha256:
        at, rule = replace(source, path=f"{file.name}.toml:{sidecar.line}"), catalogue.rule("R.HASH")
        words = {"expected": sidecar.sha256, "detail": source.sha256}
        return replace(_quarantined(at, rule, place=Place(sidecar.line), **words), source=source)
    try:
        result = _extract(readers.read(source, content), catalogue, registry=file.registry)
    except readers.UnreadableError as error:
        return _quarantined(source, unreadable, reason=str(error), detail=getattr(error, "detail", ""))
    if file.registry and sidecar is None and isinstance(result, Report):
        return replace(result, findings=(*result.findings, _no_sidecar(result, catalogue)))
    return result


def _extract(*given: Any, **named: Any) -> Report | Quarantined:  # noqa: ANN401  as the function has it
    from sitegen.extraction import extract  # noqa: PLC0415  a process that only directs others extracts nothing

    return extract(*given, **named)


def _quarantined(*given: Any, **named: Any) -> Quarantined:  # noqa: ANN401  as the function has it
    from sitegen.extraction.findings import quarantined  # noqa: PLC0415  the same

    return quarantined(*given, **named)


def _no_sidecar(report: Report, catalogue: Catalogue) -> Finding:
    rule = catalogue.rule("R.SIDECAR")
    return Finding(rule.id, Outcome.UNCERTAIN, rule.severity, report.id, report.source.path)


# --- what comes back -------------------------------------------------------------------------------------------------


def _told(file: File, answer: bytes, catalogue: Catalogue) -> tuple[Outlined, bytes]:
    """What a worker tells of a file; one whose word makes no sense, or is about another file, has failed."""
    try:
        return outlined_as(file.name, answer)
    except CodecError as error:
        return _failed(file, workers.Failure(workers.CRASHED, str(error)), catalogue)


def outlined_as(name: str, answer: bytes) -> tuple[Outlined, bytes]:
    """The outline and the result, unread, of the file of that name; :class:`CodecError` where it is something else."""
    head, _, content = answer.partition(BETWEEN)
    outline = OUTLINE.decode(head)
    if outline.name != name:
        message = f"told of {outline.name}"
        raise CodecError(message)
    return outline, content


def _failed(file: File, failure: workers.Failure, catalogue: Catalogue) -> tuple[Outlined, bytes]:
    """A file that yielded nothing, to be read again by the next build: the machine may have been at fault."""
    lost = _lost(file, failure, catalogue)
    return replace(outlined(lost), lost=True), RESULT.encode(lost)


def _lost(file: File, failure: workers.Failure, catalogue: Catalogue) -> Quarantined:
    """A file that yielded nothing; ``trace`` is for those who mend the programme and shown on no page.

    No reader looks at it here, not even to tell its format: this process has no limits.
    """
    try:
        found = file.path.lstat()
        content = file.path.read_bytes() if S_ISREG(found.st_mode) and found.st_size <= readers.LARGEST else b""
        source = Source(file.name, UNKNOWN, hashlib.sha256(content).hexdigest(), len(content))
    except OSError:
        return _quarantined(_unopened(file), catalogue.rule("R.UNREADABLE_FILE"), reason="unopened")
    rule = catalogue.rule("R.UNREADABLE_FILE")
    return _quarantined(with_sidecar(source, file.sidecar), rule, reason=failure.reason, trace=failure.trace)


def _unopened(file: File) -> Source:
    return with_sidecar(Source(file.name, UNKNOWN, "", 0), file.sidecar)
