"""The page where an agency's staff check a draft before they publish it: in their own browser, nothing is uploaded."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.draft.shipping import ARCHIVE, CONVERSION
from sitegen.draft.showing import ADDRESS
from sitegen.model import Artifact, Outcome
from sitegen.pages.parts.evidence import source_lines
from sitegen.pages.parts.names import agency_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Dataset, Report
    from sitegen.rendering import Renderer

PLAIN = "text/plain"
RUNTIME = "draft/pyodide/"
LOADED = (".mjs", ".wasm", ".zip")
SAMPLE = "assets/draft/sample.txt"
CODE = 500_000  # bytes, about, of the project's own code and knowledge


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The page, and the sample that it offers: what a report of the site prints."""
    sample = _sample(dataset)
    if sample:
        yield Artifact(SAMPLE, "text/plain", _printed(sample).encode())
    runtime = sum(len(b) for name, b in renderer.assets() if name.startswith(RUNTIME) and name.endswith(LOADED))
    yield from renderer.pages(
        ADDRESS,
        "pages/draft.html",
        archives=[_beside(ARCHIVE)],
        conversion=_beside(CONVERSION),
        bytes=runtime + CODE,
        sample=(SAMPLE, agency_name(sample, dataset.catalogue), sample.year.value) if sample else None,
        first_year=2008,
    )


def _beside(path: str) -> str:
    """The name of a file as the worker, which lies in its folder, asks for it."""
    return path.rpartition("/")[2]


def _sample(dataset: Dataset) -> Report | None:
    """A report in plain text that shows what the page can do: the one with the most cells that do not add up."""
    failures = Counter(f.report for f in dataset.findings if f.outcome is Outcome.FAIL and f.cells)
    texts = [report for report in dataset.reports if report.source.media_type == PLAIN]
    return max(texts, key=lambda report: (failures[report.id], report.year.value, report.id), default=None)


def _printed(report: Report) -> str:
    """The lines of a report that the site shows, each in its place."""
    lines = [""] * len(report.lines)
    for line in source_lines(report):
        lines[line.number - 1] = "".join(piece.text for piece in line.pieces)
    return "\n".join(lines)
