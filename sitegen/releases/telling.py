"""The differences between two versions in words, or as plain values for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.releases.comparison import Change, Comparison
    from sitegen.releases.published import Figure, Judged


def in_words(found: Comparison) -> Iterator[str]:
    """A line for each difference, below a line that counts them; one line where there is none."""
    yield f"{found.old_version} -> {found.new_version}: {_counts(found) or 'nothing differs'}"
    yield from (f"report added: {report}" for report in found.added)
    yield from (f"report removed: {report}" for report in found.removed)
    yield from (f"report read from another file: {report}" for report in found.reread)
    for figure in found.figures:
        yield f"{_verb(figure, 'figure')}: {figure.report} {figure.about}: {_sides(figure, _figure)}"
    for figure in found.corrections:
        yield f"{_verb(figure, 'correction')}: {figure.report} {figure.about}: {_sides(figure, _correction)}"
    for finding in found.findings:
        yield f"{_verb(finding, 'finding')}: {finding.about}: {_sides(finding, _finding)}"


def as_json(found: Comparison) -> dict[str, Any]:
    """The differences as plain values; values of figures are texts, digit for digit, empty where there is none."""
    return {**asdict(found), "same": found.same}


def _counts(found: Comparison) -> str:
    counts = {
        "report added": len(found.added),
        "report removed": len(found.removed),
        "report read from another file": len(found.reread),
        "figure differs": len(found.figures),
        "correction differs": len(found.corrections),
        "finding differs": len(found.findings),
    }
    return ", ".join(f"{count} {_plural(words, count)}" for words, count in counts.items() if count)


def _plural(words: str, count: int) -> str:
    noun, _, rest = words.partition(" ")
    return words if count == 1 else f"{noun}s {rest.replace('differs', 'differ')}"


def _verb(change: Change[Any], noun: str) -> str:
    return f"{noun} {'added' if change.old is None else 'removed' if change.new is None else 'changed'}"


def _sides(change: Change[Any], told: Any) -> str:  # noqa: ANN401  whichever fits the change
    return " -> ".join(told(side) for side in (change.old, change.new) if side is not None)


def _figure(figure: Figure) -> str:
    if not figure.value:
        return figure.status.replace("_", " ")
    return f"{figure.value}{figure.unit and ' '}{figure.unit}" + (" (resolved)" if figure.status == "resolved" else "")


def _correction(figure: Figure) -> str:
    return f"{figure.value}{figure.unit and ' '}{figure.unit} in place of {figure.printed!r} ({figure.status})"


def _finding(judged: Judged) -> str:
    return f"{judged.outcome.replace('_', ' ')}: {judged.en}"
