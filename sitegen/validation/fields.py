"""Columns: what the cells of a field may hold, checked many at a time.

Most cells of a column come again and again, so what a cell says is looked at once and then known.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Json = dict[str, Any]
MOST_KNOWN = 4096  # cells that are remembered a column; where there are more, they seldom come again


def _is_date(cell: str) -> bool:
    try:
        return dt.date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


TYPES: dict[str, Callable[[str], object]] = {
    "string": lambda _: True,
    "integer": re.compile(r"0|-?[1-9][0-9]*").fullmatch,
    "number": re.compile(r"-?[0-9]+(?:\.[0-9]+)?").fullmatch,
    "boolean": frozenset({"true", "false"}).__contains__,
    "date": _is_date,
}
"""The types of published fields, each with the one way to write its values; other readers are more lenient."""
_WRITTEN_OTHERWISE: dict[str, Callable[[str], str]] = {
    "integer": lambda cell: str(int(cell)),
    "number": lambda cell: f"{Decimal(cell):f}",
    "boolean": lambda cell: {"True": "true", "TRUE": "true", "1": "true"}.get(cell, "false"),
    "date": lambda cell: dt.datetime.strptime(cell, "%Y-%m-%d").date().isoformat(),  # noqa: DTZ007  a day
}


@dataclass(frozen=True, slots=True)
class Column:
    """What a field's cells may hold; ``fits`` tells of one that is not empty, ``known`` are cells that do."""

    name: str
    type: str
    required: bool
    unique: bool
    fits: Callable[[str], object] | None
    otherwise: str
    known: set[str] = field(default_factory=set, compare=False)

    def wrong(self, cells: Sequence[str]) -> set[str]:
        """The cells that may not be there."""
        if self.fits is None:
            return {""} if self.required and "" in cells else set()
        if self.known.issuperset(cells):
            return set()
        new = set(cells)
        new -= self.known
        wrong = {cell for cell in new if not (self.fits(cell) if cell else not self.required)}
        if len(self.known) < MOST_KNOWN:
            self.known.update(new - wrong)
        return wrong

    def why(self, cell: str) -> str:
        """Why a cell may not be there."""
        if not cell:
            return f"the field {self.name!r} is empty"
        return f"{cell!r:.200} in the field {self.name!r} {self.otherwise}"

    def key(self, cell: str) -> str:
        """What a cell that may not be there counts for in keys: what lenient readers take it for, else nothing."""
        if self.type == "string":
            return cell
        try:
            return _WRITTEN_OTHERWISE[self.type](cell.strip())
        except (ValueError, InvalidOperation):
            return ""


def column(described: Json) -> Column:
    """The column that a field of a schema describes."""
    constraints = described.get("constraints", {})
    kind: str = described["type"]
    tests: list[tuple[Callable[[str], object], str]] = []
    if kind != "string":
        tests.append((TYPES[kind], f"is no {kind}"))
    if pattern := constraints.get("pattern"):
        tests.append((re.compile(f"^{pattern}$").fullmatch, f"does not match {pattern}"))
    for values in (constraints.get("enum"), described.get("categories")):
        if values:
            among = frozenset(value["value"] if isinstance(value, dict) else value for value in values)
            tests.append((among.__contains__, "is none of its categories"))
    required, unique = bool(constraints.get("required")), bool(constraints.get("unique"))
    fits = (lambda cell: all(test(cell) for test, _ in tests)) if len(tests) > 1 else tests[0][0] if tests else None
    return Column(described["name"], kind, required, unique, fits, " or ".join(sorted({said for _, said in tests})))
