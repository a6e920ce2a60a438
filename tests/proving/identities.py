"""The sums that a form's figures must satisfy, worked out apart from the code that is tested."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.model import Catalogue, Form, Identity, Rule, Table


@dataclass(frozen=True, slots=True)
class Sum:
    """Two lists of cells whose sums must agree; ``subject`` is the first cell on the left."""

    rule: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def subject(self) -> str:
        """How findings call it."""
        return self.left[0]

    @property
    def cells(self) -> tuple[str, ...]:
        """All cells of both sides."""
        return (*self.left, *self.right)

    def gap(self, values: Mapping[str, Decimal | None]) -> Decimal | None:
        """Left minus right; None where a cell is no number."""
        sides = [[values.get(cell) for cell in side] for side in (self.left, self.right)]
        left, right = ([value for value in side if value is not None] for side in sides)
        if len(left) < len(self.left) or len(right) < len(self.right):
            return None
        return sum(left, Decimal(0)) - sum(right, Decimal(0))


def sums(catalogue: Catalogue, tables: tuple[tuple[Form, Table], ...]) -> tuple[Sum, ...]:
    """Every sum that the rules demand of these tables."""
    return tuple(
        found
        for rule in catalogue.rules
        if rule.kind == "sum"
        for form, table in tables
        if form.id in rule.forms and table.id == rule.table
        for identity in rule.identities
        for found in _sums(rule, identity, table)
    )


def _sums(rule: Rule, identity: Identity, table: Table) -> Iterator[Sum]:
    cells = {(row.id, column.id) for _, row, column in table.cells()}
    by_row = rule.each == "row"
    for one in dict.fromkeys((row if by_row else column).id for _, row, column in table.cells()):
        left, right = (
            tuple(
                f"{table.id}/{row}/{column}"
                for term in terms
                for row, column in [(one, term) if by_row else (term, one)]
                if (row, column) in cells
            )
            for terms in (identity.left, identity.right)
        )
        if left and right:
            yield Sum(rule.id, left, right)
