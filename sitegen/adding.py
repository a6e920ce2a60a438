"""A publisher's first drop: what a new file holds, and what it needs: a sidecar, and perhaps a line of the registry.

Nothing that is there is ever overwritten.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen import readers
from sitegen.catalogue.entries import KnowledgeError
from sitegen.catalogue.registry import load_agencies, load_departments
from sitegen.checks import check
from sitegen.folders import shown
from sitegen.model import Outcome, Report
from sitegen.readers.sidecars import path_for, read_sidecar
from sitegen.reading import File, read_files
from sitegen.registering import DIVISION, propose
from sitegen.wording import message

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterator, Sequence
    from pathlib import Path

    from sitegen.model import Catalogue, Finding, Quarantined
    from sitegen.registering import Proposal


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A file and what it needs; ``sidecar`` and ``agency`` are what is proposed where there is none."""

    file: Path
    result: Report | Quarantined
    findings: tuple[Finding, ...]
    sidecar: str
    agency: Proposal | None


def new_files(names: Container[str], data: Path) -> tuple[Path, ...]:
    """The files below ``data/`` that bear these names: they have no sidecar, or their agency or year is not known."""
    folder = data / "reports"
    return tuple(path for path in readers.discover(folder) if shown(path.relative_to(folder)) in names)


def look(
    files: Sequence[Path], data: Path, catalogue: Catalogue, *, url: str | None = None, retrieved: dt.date | None = None
) -> Iterator[Newcomer]:
    """What each file holds and needs; ``url`` and ``retrieved`` are what is known of where it came from."""
    departments = load_departments(data / "departments.csv")
    agencies = {agency.id for agency in catalogue.agencies}
    known = [File(path, shown(path), read_sidecar(path, agencies), registry=False) for path in files]
    for file, result in zip(known, tuple(read_files(known, catalogue)), strict=True):
        agency, findings = None, result.findings
        if isinstance(result, Report):
            findings = (*findings, *check(result, catalogue))
            if result.agency is None and result.agency_name:
                index_no = result.index_no.value if result.index_no else ""
                agency = propose(result.agency_name.value, index_no, catalogue, departments)
        sidecar = "" if file.sidecar else _sidecar(result, url, retrieved)
        yield Newcomer(file.path, result, findings, sidecar, agency)


def _sidecar(result: Report | Quarantined, url: str | None, retrieved: dt.date | None) -> str:
    """The draft of a sidecar; what is not known stands in comments."""
    lines = [
        f'sha256 = "{result.source.sha256}"',
        f"url = {json.dumps(url, ensure_ascii=False)}" if url else '# url = "https://…"  # the official original',
        f"retrieved = {retrieved}" if retrieved else "# retrieved = 2026-01-31  # the day it was fetched",
        '# note = "…"  # what else is known of it',
    ]
    if isinstance(result, Report) and not result.agency_name and not result.agency:
        lines.append('# agency = "…"  # its id in agencies.csv: the file does not name the agency')
    if isinstance(result, Report) and not result.year.value:
        lines.append("# year = 2025  # the file does not say which")
    return "".join(line + "\n" for line in lines)


# --- telling ---------------------------------------------------------------------------------------------------------


def describe(new: Newcomer, catalogue: Catalogue) -> Iterator[str]:
    """What was found and what is proposed, line by line."""
    yield str(new.file)
    yield from _found(new, catalogue)
    if new.sidecar:
        yield f"  no sidecar; a draft for {path_for(new.file).name}:"
        yield from (f"    {line}" for line in new.sidecar.splitlines())
    if new.agency:
        blanks = f" ({', '.join(new.agency.open)} to be filled in)" if new.agency.open else ""
        yield f"  the agency is not in agencies.csv; its line{blanks}:"
        yield f"    {new.agency.line}"
        if DIVISION in new.agency.open:
            yield "  divisions.csv does not tell its place; it needs a line there: code,name_zh,name_en,parent"
        for agency in new.agency.similar:
            yield f"  or, if it is {agency.id} ({agency.zh}), this line in aliases.csv:"
            yield f"    {agency.id},{new.agency.fields[1]},"


def _found(new: Newcomer, catalogue: Catalogue) -> Iterator[str]:
    if not isinstance(new.result, Report):
        for finding in new.findings:
            yield f"  no report: {message(finding, catalogue, 'en')}"
        return
    report = new.result
    name = report.agency_name.value if report.agency_name else "not named"
    numbers = sum(cell.value is not None for cell in report.observations)
    yield f"  title   {report.title.value if report.title else 'none'}"
    yield f"  agency  {name}{f' ({report.agency})' if report.agency else ''}"
    yield f"  year    {report.year.value or 'not told'}"
    yield f"  form    {report.form}: {len(report.observations)} cells, {numbers} with a number"
    counts = (f"{sum(f.outcome is outcome for f in new.findings)} {outcome.replace('_', ' ')}" for outcome in Outcome)
    yield f"  checks  {', '.join(counts)}"


# --- writing ---------------------------------------------------------------------------------------------------------


def target_of(file: Path, data: Path) -> Path:
    """Where a file belongs: where it is if that is below ``reports/``, else right there under its own name."""
    reports = data / "reports"
    if file.resolve().is_relative_to(reports.resolve()):
        return file
    if file.name.startswith("."):
        message = f"{file.name}: hidden files are not read; give it another name"
        raise FileExistsError(message)
    content, target = file.read_bytes(), reports / file.name
    for other in readers.discover(reports):
        is_file = other.is_file() and not other.is_symlink()
        if is_file and other.stat().st_size == len(content) and other.read_bytes() == content:
            return other
    if target.exists() or path_for(target).exists():
        message = f"{target} or its sidecar is there already, and the file is another; give it another name"
        raise FileExistsError(message)
    return target


def write(new: Newcomer, data: Path, catalogue: Catalogue) -> Iterator[Path]:
    """Write what is proposed and complete, and name each file written."""
    target = target_of(new.file, data)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(new.file.read_bytes())
        yield target
    if not path_for(target).exists():
        text = new.sidecar or path_for(new.file).read_text(encoding="utf-8")
        with path_for(target).open("x", encoding="utf-8", newline="\n") as sidecar:
            sidecar.write(text)
        yield path_for(target)
    if new.agency and not new.agency.open:
        yield _register(new.agency, data, catalogue)


def _register(agency: Proposal, data: Path, catalogue: Catalogue) -> Path:
    """Put the line where its id belongs in order; the registry is replaced only by one that can be loaded."""
    registry, changed = data / "agencies.csv", data / "agencies.csv.new"
    lines = registry.read_text(encoding="utf-8").splitlines()
    at = next((n for n, line in enumerate(lines) if n and line.split(",")[0] > agency.id), len(lines))
    lines.insert(at, agency.line)
    changed.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    try:
        load_agencies(changed, data / "aliases.csv", catalogue.divisions)
    except KnowledgeError:
        changed.unlink()
        raise
    return changed.replace(registry)
