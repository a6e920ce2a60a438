"""How a collection stands: what a build tells of it in the end, kept for the one that finds nothing changed."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sitegen.cache.whole import write_whole
from sitegen.codec import Codec, CodecError
from sitegen.model import Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.model import Dataset, Quarantined

FILE = "standing.json"
NEW = frozenset({"R.SIDECAR", "R.AGENCY", "R.YEAR"})
"""Findings on files that need no more than being introduced."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Reports, cells, findings by outcome; files set aside and duplicates, each in a sentence; names of new files.

    ``traces`` are for those who mend the programme; ``failing`` says whether a check fails at error level.
    """

    reports: int
    agencies: int
    cells: int
    values: int
    corrections: int
    outcomes: tuple[tuple[str, int], ...]
    aside: tuple[str, ...]
    duplicates: tuple[str, ...]
    traces: tuple[str, ...]
    new: tuple[str, ...]
    failing: bool

    @property
    def files(self) -> int:
        """How many files of evidence there are."""
        return self.reports + len(self.aside) + len(self.duplicates)

    @classmethod
    def of(cls, dataset: Dataset) -> Self:
        """How a dataset stands, abridged or not."""
        totals = dataset.totals
        return cls(
            len(dataset.reports),
            len({report.agency for report in dataset.reports}),
            totals.cells,
            totals.values,
            sum(len(report.corrections) for report in dataset.reports),
            tuple((outcome.value, totals.of(outcome)) for outcome in Outcome),
            tuple(_sentence(item, dataset) for item in dataset.unread),
            tuple(_sentence(item, dataset) for item in dataset.duplicates),
            tuple(_traces(dataset)),
            tuple(sorted({finding.source for finding in dataset.findings if finding.rule in NEW})),
            any(f.outcome is Outcome.FAIL and f.severity is Severity.ERROR for f in dataset.findings),
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """How a collection stood, and the key of all that its site was made of."""

    state: str
    standing: Standing


KEPT: Codec[Kept] = Codec(Kept)


def keep(cache: Path, state: str, standing: Standing) -> None:
    """Keep it for the next build, with the key of all that the site was made of."""
    cache.mkdir(parents=True, exist_ok=True)
    write_whole(cache / FILE, KEPT.encode(Kept(state, standing)))


def kept(cache: Path, state: str) -> Standing | None:
    """How the collection stood, if the site was made of just the same; nothing where it was not."""
    with contextlib.suppress(OSError, CodecError):
        known = KEPT.decode((cache / FILE).read_bytes())
        return known.standing if known.state == state else None
    return None


def _sentence(item: Quarantined, dataset: Dataset) -> str:
    from sitegen.wording import message  # noqa: PLC0415  not for a build that finds nothing changed

    return " ".join(message(finding, dataset.catalogue, "en") for finding in item.findings)


def _traces(dataset: Dataset) -> Iterator[str]:
    for item in dataset.quarantined:
        for finding in item.findings:
            if trace := dict(finding.details).get("trace"):
                yield f"{item.source.path}: {trace}"
