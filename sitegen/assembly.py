"""Evidence and knowledge become one dataset: every file is read or set aside with a reason, every report is checked."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen import readers
from sitegen.catalogue import load
from sitegen.checks import check
from sitegen.extraction import extract, quarantined
from sitegen.model import Dataset, Place, Quarantined, Report
from sitegen.readers.sidecars import path_for, read_sidecar, with_sidecar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.model import Catalogue, Finding

WORTH_PROCESSES = 64  # files; below, starting processes takes longer than reading


def assemble(data: Path, *, jobs: int | None = None) -> Dataset:
    """Knowledge and evidence of a folder as one dataset, checked; ``jobs`` processes read, by default as it pays."""
    catalogue = load(data)
    reports, aside = _one_each(_read_all(data, catalogue, jobs), catalogue)
    findings = [f for report in reports for f in (*report.findings, *check(report, catalogue))]
    findings += [f for item in aside for f in item.findings]
    return Dataset(catalogue, reports, tuple(sorted(findings, key=_order)), aside)


def _read_all(data: Path, catalogue: Catalogue, jobs: int | None) -> list[Report | Quarantined]:
    """What each file below ``reports/`` gives, in the order of the files however many processes read them."""
    folder = data / "reports"
    paths = readers.discover(folder)
    names = [path.relative_to(folder).as_posix() for path in paths]
    if jobs is None:
        jobs = (os.cpu_count() or 1) if len(paths) >= WORTH_PROCESSES else 1
    if jobs == 1:
        return [read_file(path, name, catalogue) for path, name in zip(paths, names, strict=True)]
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(data,)) as pool:
        return list(pool.map(_read_in_worker, paths, names, chunksize=8))


_knowledge: list[Catalogue] = []  # a worker's own, loaded once when it begins


def _begin(data: Path) -> None:
    _knowledge[:] = [load(data)]


def _read_in_worker(path: Path, name: str) -> Report | Quarantined:
    return read_file(path, name, _knowledge[0])


def read_file(path: Path, name: str, catalogue: Catalogue, *, registry: bool = True) -> Report | Quarantined:
    """Read one file and extract its report; what cannot be read is set aside with a finding."""
    source, content = readers.open_source(path, name)
    if registry:
        sidecar = read_sidecar(path)
        source = with_sidecar(source, sidecar)
        if sidecar and sidecar.sha256 != source.sha256:
            rule = catalogue.rule("R.HASH")
            at = replace(source, path=f"{name} ({path_for(path).name}:{sidecar.line})")
            return quarantined(at, rule, expected=sidecar.sha256, detail=source.sha256)
    try:
        document = readers.read(source, content)
    except readers.UnreadableError as error:
        return quarantined(source, catalogue.rule("R.UNREADABLE_FILE"), reason=str(error))
    return extract(document, catalogue, registry=registry)


def _one_each(
    results: Iterable[Report | Quarantined], catalogue: Catalogue
) -> tuple[tuple[Report, ...], tuple[Quarantined, ...]]:
    """One report for each agency and year: the one published last, then the last by name; the others are set aside."""
    aside = [item for item in results if isinstance(item, Quarantined)]
    chosen: dict[str, Report] = {}
    reports = [item for item in results if isinstance(item, Report)]
    for report in sorted(reports, key=lambda r: (r.published_on.value if r.published_on else "", r.source.path)):
        if other := chosen.get(report.id):
            rule = catalogue.rule("R.DUPLICATE")
            aside.append(quarantined(other.source, rule, detail=report.source.path))
        chosen[report.id] = report
    ordered = sorted(aside, key=lambda item: item.source.path)
    return tuple(chosen[key] for key in sorted(chosen)), tuple(ordered)


def _order(finding: Finding) -> tuple[str, str, str, str, Place]:
    return (finding.report or "~", finding.source, finding.rule, finding.subject, finding.place or Place(0))
