"""The identities of a table over the values of its cells: which there are, whether they hold, what they imply."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.extraction.chain import Address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model import Rule, Table

Sum = tuple[tuple[Address, ...], tuple[Address, ...]]


@lru_cache(maxsize=256)
def sums_of(rules: tuple[Rule, ...], table: Table, form: str) -> tuple[Sum, ...]:
    """The identities of a form's table as addresses on both sides."""
    pairs = {(row.id, column.id) for _, row, column in table.cells()}
    found: list[Sum] = []
    for rule in rules:
        if rule.kind == "sum" and rule.table == table.id and form in rule.forms:
            names = {row for row, _ in pairs} if rule.each == "row" else {column for _, column in pairs}
            for identity in rule.identities:
                for name in sorted(names):
                    sides = [
                        tuple(a for t in terms if (a := (name, t) if rule.each == "row" else (t, name)) in pairs)
                        for terms in (identity.left, identity.right)
                    ]
                    if all(sides):
                        found.append((sides[0], sides[1]))
    return tuple(found)


def implied_by(identity: Sum, lost: Address, values: Mapping[Address, Decimal | None]) -> Decimal | None:
    """The value of one cell of an identity, given all others."""
    left, right = identity
    if lost not in left + right or any(values[a] is None for a in left + right if a != lost):
        return None
    total = sum((values[a] or Decimal() for a in left if a != lost), Decimal())
    total -= sum((values[a] or Decimal() for a in right if a != lost), Decimal())
    return -total if lost in left else total


def holds(identity: Sum, values: Mapping[Address, Decimal | None]) -> bool | None:
    """Whether an identity holds; None where a value is missing."""
    sums = []
    for side in identity:
        total = Decimal()
        for address in side:
            value = values.get(address)
            if value is None:
                return None
            total += value
        sums.append(total)
    return sums[0] == sums[1]
