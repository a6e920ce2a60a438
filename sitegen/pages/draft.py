"""The page where an agency's staff check a draft before they publish it: in their own browser, nothing is uploaded."""

from __future__ import annotations

import json
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from sitegen.draft import ADDRESS
from sitegen.draft.shipping import ARCHIVE, CONVERSION
from sitegen.exports.schema import Words
from sitegen.gathering import Aggregate, Task, encoded, together
from sitegen.model import Artifact, Outcome
from sitegen.pages.parts.evidence import source_lines
from sitegen.pages.parts.names import agency_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.gathering import Section, Sections
    from sitegen.model import Dataset, Report
    from sitegen.rendering import Renderer

PLAIN = "text/plain"
RUNTIME = "draft/pyodide/"
LOADED = (".mjs", ".wasm", ".zip")
SAMPLE = "assets/draft/sample.txt"
SECTION = "draft/sample"
CODE = 500_000  # bytes, about, of the project's own code and knowledge


def gather(own: Dataset, _: Renderer) -> Iterator[Section]:
    """The agency's best sample: what the report prints, and how many of its checks fail."""
    if sample := _sample(own):
        failures = sum(f.report == sample.id and f.outcome is Outcome.FAIL and bool(f.cells) for f in own.findings)
        name = agency_name(sample, own.catalogue)
        rank = (failures, sample.year.value, sample.id)
        yield SECTION, encoded({"rank": rank, "name": (name.zh, name.en), "text": _printed(sample)})


def tasks(_: Dataset, renderer: Renderer, __: Sections) -> Iterator[Task]:
    """The page, and the sample that it offers: what a report of the site prints."""
    yield Task("draft", (SECTION,), partial(_files, renderer))


def _files(renderer: Renderer, sections: Sections) -> Iterator[Artifact]:
    samples = (json.loads(content) for _, content in sections.of(SECTION))
    sample = max(samples, key=lambda one: one["rank"], default=None)
    if sample:
        yield Artifact(SAMPLE, "text/plain", sample["text"].encode())
    runtime = sum(len(b) for name, b in renderer.assets() if name.startswith(RUNTIME) and name.endswith(LOADED))
    yield from renderer.pages(
        ADDRESS,
        "pages/draft.html",
        archives=[_beside(ARCHIVE)],
        conversion=_beside(CONVERSION),
        bytes=runtime + CODE,
        sample=(SAMPLE, Words(*sample["name"]), sample["rank"][1]) if sample else None,
        first_year=2008,
    )


AGGREGATE = Aggregate("draft", gather, tasks)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The page and the sample for a dataset that lies in memory."""
    return together(AGGREGATE, dataset, renderer)


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
