"""What differs between two versions of the dataset: reports, figures, corrections, findings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Generic, TypeVar

from sitegen.releases.published import Figure, Judged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.releases.published import Published

T = TypeVar("T", Figure, Judged)


@dataclass(frozen=True, slots=True)
class Change(Generic[T]):
    """Something of a report before and after; None where it was not, or is no more; ``about`` a cell or a finding."""

    report: str
    about: str
    old: T | None
    new: T | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences; of reports that are in one version alone, only the reports are told."""

    old_version: str
    new_version: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reread: tuple[str, ...]
    figures: tuple[Change[Figure], ...]
    corrections: tuple[Change[Figure], ...]
    findings: tuple[Change[Judged], ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs but perhaps the number of the version."""
        return not (self.added or self.removed or self.reread or self.figures or self.corrections or self.findings)


def compare(old: Published, new: Published) -> Comparison:
    """What differs; ``reread`` are reports whose file is another one, by its hash."""
    both = sorted(old.reports.keys() & new.reports.keys())
    everywhere = [*both, ""] if "" in old.findings or "" in new.findings else both
    return Comparison(
        old_version=old.version,
        new_version=new.version,
        added=tuple(sorted(new.reports.keys() - old.reports.keys())),
        removed=tuple(sorted(old.reports.keys() - new.reports.keys())),
        reread=tuple(report for report in both if old.reports[report] != new.reports[report]),
        figures=tuple(_changes(both, old.figures, new.figures, _number)),
        # the corrections of a report that is new are news as well
        corrections=tuple(_changes(sorted(new.reports | old.reports), old.corrections, new.corrections, _number)),
        findings=tuple(_changes(everywhere, old.findings, new.findings, _outcome)),
    )


def _changes(
    reports: list[str],
    old: Mapping[str, Mapping[str, T]],
    new: Mapping[str, Mapping[str, T]],
    telling: Callable[[T], object],
) -> Iterator[Change[T]]:
    for report in reports:
        before, after = old.get(report, {}), new.get(report, {})
        for about in {**before, **after}:
            one, other = before.get(about), after.get(about)
            if one is None or other is None or telling(one) != telling(other):
                yield Change(report, about, one, other)


def _number(figure: Figure) -> object:
    """What of a figure counts: its value as a number, its unit and its status, and not how it is printed."""
    return (Decimal(figure.value) if figure.value else None, figure.unit, figure.status)


def _outcome(judged: Judged) -> object:
    return (judged.outcome, judged.en)
