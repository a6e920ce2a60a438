"""The same report in several files: which of them is published, and where the figures of the others differ.

The rule, which the explanation of R.DUPLICATE gives in words: a file whose official address is known before one
without; then the later publication date; then the stronger evidence, by format; then more cells with a number; then
one that has a sidecar; then the path.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.model import Attribution, Finding, Outcome, Quarantined
from sitegen.wording import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.model import Catalogue, Observation, Report

    Step = Callable[[Iterable[Report], Catalogue], Iterable[Report]]

# From the weakest evidence to the strongest. A keyed sheet is somebody's word for what a picture shows. Text and
# Markdown are what a programme made of a page, where the borders between cells may be lost. The others are what the
# agency published: a PDF draws its cells, so that they have to be inferred; Word files and pages state them, and of
# these the page is the publication itself. An old Word file is read through another programme.
STRENGTH = (
    "text/csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/plain",
    "text/markdown",
    "application/pdf",
    "application/msword",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/html",
)
MOST_NAMED = 20


def one_each(
    reports: Iterable[Report], catalogue: Catalogue, settle: Step = lambda chosen, _: chosen
) -> tuple[tuple[Report, ...], tuple[Quarantined, ...]]:
    """One report for each agency and year in order of id, with what the others say differently; and the others.

    ``settle`` is given the reports that are chosen, before the others are compared with them.
    """
    same: dict[str, list[Report]] = {}
    for report in sorted(reports, key=_preference, reverse=True):
        same.setdefault(report.id, []).append(report)
    groups = [files for _, files in sorted(same.items())]
    chosen = settle([best for best, *_ in groups], catalogue)
    published, aside = [], []
    for best, (_, *others) in zip(chosen, groups, strict=True):
        differing = tuple(f for other in others for f in _differences(best, other, catalogue))
        published.append(replace(best, findings=(*best.findings, *differing)))
        aside += [_set_aside(other, best, catalogue) for other in others]
    return tuple(published), tuple(aside)


def _preference(report: Report) -> tuple[bool, str, int, int, bool, str]:
    """The rule; the greater is published."""
    source = report.source
    strength = STRENGTH.index(source.media_type) if source.media_type in STRENGTH else 0
    numbers = sum(cell.value is not None for cell in report.observations)
    has_sidecar = not any(finding.rule == "R.SIDECAR" for finding in report.findings)
    return source.url is not None, _published(report), strength, numbers, has_sidecar, source.path


def _published(report: Report) -> str:
    """The publication date; the sidecar's where the file has none."""
    stated = report.source.stated
    if report.published_on:
        return report.published_on.value
    return stated.published_on.isoformat() if stated and stated.published_on else ""


def _set_aside(other: Report, best: Report, catalogue: Catalogue) -> Quarantined:
    finding = Finding(
        rule="R.DUPLICATE",
        outcome=Outcome.UNCERTAIN,
        severity=catalogue.rule("R.DUPLICATE").severity,
        report=None,
        source=other.source.path,
        reason="same_bytes" if other.source.sha256 == best.source.sha256 else "",
        details=(("detail", best.source.path),),
    )
    return Quarantined(other.source, (finding,), duplicate_of=best.id)


def _differences(best: Report, other: Report, catalogue: Catalogue) -> Iterator[Finding]:
    """A finding where figures of another file differ, or where one of the two has a number and the other none."""
    ours, theirs = ({cell.cell: cell for cell in report.observations} for report in (best, other))
    cells = [cell for cell in {**ours, **theirs} if _differ(ours.get(cell), theirs.get(cell))]
    if cells:
        named = [f"{cell} {_shown(ours.get(cell))} ≠ {_shown(theirs.get(cell))}" for cell in cells[:MOST_NAMED]]
        words = {
            "detail": other.source.path,
            "expected": str(len(cells)),
            "candidates": "; ".join(named + ["…"] * (len(cells) > MOST_NAMED)),
        }
        yield Finding(
            rule="R.DUPLICATE_DIFFERS",
            outcome=Outcome.FAIL,
            severity=catalogue.rule("R.DUPLICATE_DIFFERS").severity,
            report=best.id,
            source=best.source.path,
            subject=other.source.path,
            cells=tuple(cell for cell in cells if cell in ours),
            details=tuple(words.items()),
            attribution=Attribution.UNDETERMINED,
            grounds="two_files",
        )


def _differ(one: Observation | None, two: Observation | None) -> bool:
    """Whether two readings of a cell are different figures; a unit that only one of them prints is no difference."""
    if one is None or two is None or one.value is None or two.value is None:
        return (one and one.value) != (two and two.value)
    return one.value != two.value or bool(one.unit and two.unit and one.unit != two.unit)


def _shown(cell: Observation | None) -> str:
    """The figure with its unit, else what is printed."""
    if cell is None:
        return "—"
    return plain(cell.value) + cell.unit if cell.value is not None else cell.printed or "—"
