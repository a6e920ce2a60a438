"""Two sides of printed numbers compared: what their sums are, what blanks could make of them, what keeps them apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sitegen.making import maker
from sitegen.model import VALUED, Outcome, Relation, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model import Observation

    Signed = tuple[Observation, bool]  # a cell, and whether it is taken off

ZERO = Decimal(0)
SILENT = frozenset({Status.NOT_APPLICABLE, Status.ABSENT})
EITHER_SIGN = frozenset({"items_change"})  # columns whose numbers may be below zero


@dataclass(frozen=True, slots=True)
class Verdict:
    """What comparing two sides gives; ``words`` are details for the message, ``left`` and ``right`` the sums."""

    outcome: Outcome
    left: Decimal | None = None
    right: Decimal | None = None
    reason: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """Left minus right."""
        return None if self.left is None or self.right is None else self.left - self.right


make_verdict = maker(Verdict)


def compare(
    left: Sequence[Signed], relation: Relation, right: Sequence[Signed], *, blank: str = "unknown", strict: bool = False
) -> Verdict:
    """Whether the sides stand to each other as they must; ``strict`` asks for a number on the right as well.

    A blank gives both answers: with blanks as zero, and what they would have to be for the relation to hold.
    """
    if obstacle := _obstacle(left, right, strict=strict):
        return obstacle
    sums = total(left), total(right)
    if _holds(sums[0] - sums[1], relation, sums):
        blanks = blank == "unknown" and any(cell.status is Status.BLANK for cell, _ in (*left, *right))
        return Verdict(Outcome.PASS, *sums, reason="blank_zero" if blanks else "")
    if blank == "unknown" and (words := _mended(left, relation, right, sums)):
        return Verdict(Outcome.UNCERTAIN, *sums, reason="blank_part", words=words)
    return Verdict(Outcome.FAIL, *sums)


def equal(left: Sequence[Observation], right: Sequence[Observation], *, blank: str = "unknown") -> Verdict:
    """Whether the cells of two sides add up to the same; most sums are of numbers alone, and hold."""
    first: list[Any] = [cell.value for cell in left]
    second: list[Any] = [cell.value for cell in right]
    try:
        sums = sum(first, ZERO), sum(second, ZERO)
    except TypeError:  # a cell without a number
        return compare([(c, False) for c in left], Relation.EQUAL, [(c, False) for c in right], blank=blank)
    return make_verdict(Outcome.PASS if sums[0] == sums[1] else Outcome.FAIL, *sums)


def total(cells: Sequence[Signed]) -> Decimal:
    """The sum of a side, blanks left out."""
    return sum([-cell.value if minus else cell.value for cell, minus in cells if cell.value is not None], ZERO)


def _obstacle(left: Sequence[Signed], right: Sequence[Signed], *, strict: bool) -> Verdict | None:
    """The verdict where doubt, silence or blanks keep the sides from being compared at all."""
    statuses = {cell.status for cell, _ in left}
    statuses.update([cell.status for cell, _ in right])
    if statuses <= VALUED:
        return None
    if Status.UNREADABLE in statuses:
        doubtful = [cell for cell, _ in (*left, *right) if cell.status is Status.UNREADABLE]
        return Verdict(Outcome.UNCERTAIN, reason="unread", words=_named(doubtful))
    if not statuses.isdisjoint(SILENT):
        silent = [cell for cell, _ in (*left, *right) if cell.status in SILENT]
        return Verdict(Outcome.NOT_ASSESSABLE, reason="unread", words=_named(silent))
    return _emptied(left, right, strict=strict) if Status.BLANK in statuses else None


def _emptied(left: Sequence[Signed], right: Sequence[Signed], *, strict: bool) -> Verdict | None:
    """The verdict where a whole side is blank."""
    first, second = (bool(side) and all(cell.status is Status.BLANK for cell, _ in side) for side in (left, right))
    if first and (second or not right):
        return Verdict(Outcome.NOT_ASSESSABLE, reason="all_blank")
    if first:
        return Verdict(Outcome.NOT_ASSESSABLE, right=total(right), reason="blank_total")
    if second and strict:
        return Verdict(Outcome.NOT_ASSESSABLE, left=total(left), reason="blank_other")
    return None


def _holds(difference: Decimal, relation: Relation, sums: tuple[Decimal, Decimal]) -> bool:
    match relation:
        case Relation.EQUAL:
            return difference == 0
        case Relation.AT_LEAST:
            return difference >= 0
        case Relation.AT_MOST:
            return difference <= 0
        case Relation.ZERO_TOGETHER:
            return (sums[0] == 0) == (sums[1] == 0)
        case Relation.ZERO_IF_ZERO:
            return sums[0] != 0 or sums[1] == 0


def _mended(
    left: Sequence[Signed], relation: Relation, right: Sequence[Signed], sums: tuple[Decimal, Decimal]
) -> tuple[tuple[str, str], ...]:
    """What the blanks would have to be for the relation to hold; nothing where they cannot mend it."""
    cells = [(cell, minus) for cell, minus in left] + [(cell, not minus) for cell, minus in right]
    blank = [(cell, minus) for cell, minus in cells if cell.status is Status.BLANK]
    if not blank:
        return ()
    if relation in {Relation.ZERO_TOGETHER, Relation.ZERO_IF_ZERO}:
        return (*_named([cell for cell, _ in blank]), ("least", "1"))
    gap = sums[0] - sums[1]
    lower = relation is Relation.AT_MOST or (relation is Relation.EQUAL and gap > 0)
    useful = [cell for cell, minus in blank if minus is lower or cell.column in EITHER_SIGN]
    if not useful:
        return ()
    exact = relation is Relation.EQUAL and len(useful) == len(blank)
    words = (*_named(useful), ("least", f"{abs(gap):f}"))
    return (*words, ("most", f"{abs(gap):f}")) if exact and not _signed(useful) else words


def _signed(cells: Sequence[Observation]) -> bool:
    return any(cell.column in EITHER_SIGN for cell in cells)


def _named(cells: Sequence[Observation]) -> tuple[tuple[str, str], ...]:
    return (("detail", " ".join(f"{cell.row}/{cell.column}" for cell in cells)),)
