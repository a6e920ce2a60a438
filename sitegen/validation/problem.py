"""What is wrong in a package: where, and in which words."""

from __future__ import annotations

from dataclasses import dataclass

MOST = 1000  # problems of a table; what is wrong a thousand times is wrong everywhere


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a package, in a resource of it where one is named, in a row where one is (the header is 1)."""

    resource: str
    row: int | None
    text: str

    def __str__(self) -> str:
        """The problem as a sentence."""
        where = f"row {self.row}: " if self.row else ""
        return f"{self.resource}: {where}{self.text}" if self.resource else f"{where}{self.text}"


class Problems:
    """The problems of a table as they are found; of too many the first are kept."""

    def __init__(self, resource: str) -> None:
        """None yet."""
        self.resource = resource
        self.found: list[Problem] = []

    @property
    def enough(self) -> bool:
        """Whether no more are kept."""
        return len(self.found) >= MOST

    def add(self, row: int | None, text: str) -> None:
        """Keep one more."""
        if not self.enough:
            self.found.append(Problem(self.resource, row, text))
