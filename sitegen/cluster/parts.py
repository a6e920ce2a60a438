"""Parts: the observations and findings of a batch of agencies as Parquet files, and a manifest that names all of them.

Names and bytes depend on the evidence and on knowledge, not on who writes a part, when, or how often.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from sitegen.assembly import order, told_of_files
from sitegen.cluster.addresses import BESIDE
from sitegen.codec import Codec
from sitegen.exports import csvfile, findings, observations
from sitegen.exports.formats import parquet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.cluster.addresses import Place
    from sitegen.exports.schema import Table
    from sitegen.model import Catalogue, Dataset, Finding, Report

MANIFEST = "manifest.json"
OURS = re.compile(rf"(observations|findings)-[a-z0-9]+\.parquet|{re.escape(BESIDE)}[0-9a-f]{{32}}")
UNREAD = "unread"
"""Names the part with what was found about files that yielded no report."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file of a table, and what it holds."""

    name: str
    table: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What was written of a batch."""

    parts: tuple[Part, ...]


PARTS: Codec[Parts] = Codec(Parts)


def of_batch(name: str, slices: Sequence[Dataset], catalogue: Catalogue, place: Place) -> tuple[Part, ...]:
    """Write the parts of a batch of agencies."""
    reports = sorted((report for own in slices for report in own.reports), key=lambda report: report.id)
    about = {report.id: report for report in reports}
    found = [finding for own in slices for finding in own.findings]
    found += told_of_files([item for own in slices for item in own.quarantined])
    cells = tuple(row for report in reports for row in observations.rows(report))
    tables = (
        observations.table(catalogue, cells, (), f"observations-{name}"),
        _told(catalogue, name, found, about),
    )
    return tuple(_put(place, tables))


def of_unread(dataset: Dataset, place: Place) -> tuple[Part, ...]:
    """Write the part with what was found about files that yielded no report."""
    found = told_of_files(dataset.unread)
    return tuple(_put(place, [_told(dataset.catalogue, UNREAD, found, {})]))


def finish(place: Place, parts: Iterable[Part]) -> None:
    """Delete what earlier runs wrote and this one did not; then write the manifest, which says that all is there."""
    listed = sorted(parts, key=lambda part: part.name)
    names = {part.name for part in listed}
    for name in place.files():
        if name not in names and OURS.fullmatch(name):
            place.delete(name)
    text = json.dumps({"parts": [asdict(part) for part in listed]}, indent=1)
    place.put(MANIFEST, f"{text}\n".encode())


def _told(catalogue: Catalogue, name: str, found: Iterable[Finding], about: dict[str, Report]) -> Table:
    rows = [
        row
        for finding in sorted(found, key=order)
        for row in findings.rows(catalogue, [finding], about.get(finding.report or ""))
    ]
    table = findings.table(catalogue, tuple(rows), ())
    return replace(table, name=f"findings-{name}", path=f"findings-{name}.csv")


def _put(place: Place, tables: Sequence[Table]) -> Iterator[Part]:
    for table in tables:
        content = parquet.content([(table, csvfile.content(table))], table, table.rows)
        file = f"{table.name}.parquet"
        place.put(file, content)
        kind = table.name.partition("-")[0]
        yield Part(file, kind, len(table.rows), len(content), hashlib.sha256(content).hexdigest())
