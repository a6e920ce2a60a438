"""Sums of cells that a claim may equal; a blank is no zero, but it is no less than zero either."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.model import Alternative, Observation

APPLICANTS = ("natural_person", "enterprise", "research", "public_interest", "legal_service", "other_org")
SILENT = frozenset({Status.NOT_APPLICABLE, Status.ABSENT, Status.UNREADABLE})


@dataclass(frozen=True, slots=True)
class Sum:
    """What cells add up to: ``blank`` where some are empty, ``empty`` where all are."""

    value: Decimal
    cells: tuple[str, ...]
    blank: bool = False
    empty: bool = False

    def times(self, factor: Decimal) -> Sum:
        """The sum in a smaller unit."""
        return replace(self, value=self.value * factor)


def total(known: Mapping[str, Observation], alternative: Alternative) -> Sum | None:
    """The sum of an alternative's cells of a report; none where one is not readable, or the report has none of them."""
    plus = _found(known, alternative.plus)
    minus = _found(known, alternative.minus)
    cells = tuple(cell.cell for cell in (*plus, *minus))
    if not plus or len(minus) < len(alternative.minus) or any(c.status in SILENT for c in (*plus, *minus)):
        return None
    if any(cell.value is None for cell in minus):
        return None
    value = sum((c.value for c in plus if c.value is not None), Decimal(0))
    value -= sum((c.value for c in minus if c.value is not None), Decimal(0))
    blank = any(cell.value is None for cell in plus)
    return Sum(value, cells, blank, blank and all(cell.value is None for cell in plus))


def _found(known: Mapping[str, Observation], addresses: Iterable[str]) -> list[Observation]:
    """The cells; where a total is left blank and the applicants beside it are filled in, these."""
    found: list[Observation] = []
    for address in addresses:
        cell = known.get(address)
        if cell is None:
            continue
        table, row, column = address.split("/")
        beside = [known[a] for name in APPLICANTS if (a := f"{table}/{row}/{name}") in known]
        if column == "total" and cell.status is Status.BLANK and any(c.value is not None for c in beside):
            found += beside
        else:
            found.append(cell)
    return found
