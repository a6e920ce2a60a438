"""The recipes of ``content/recipes.md``: a heading, code, and what the code prints."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

BLOCK = re.compile(
    r"^## (?P<title>[^\n]+)\n(?:(?!## |```)[^\n]*\n)*"
    r"^```(?P<language>\w+)(?: needs=(?P<needs>\S+))?\n(?P<code>.*?)^```\n\n^```text\n(?P<printed>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A task with the code that does it, the programs that it needs, and what the page says that it prints."""

    title: str
    language: str
    needs: tuple[str, ...]
    code: str
    printed: str


def recipes(text: str) -> tuple[Recipe, ...]:
    """The recipes of the page, in order."""
    return tuple(_recipe(match) for match in BLOCK.finditer(text))


def rewritten(text: str, run: Callable[[Recipe], str | None]) -> str:
    """The page with what the code prints now; where it cannot be run, as it was."""

    def replaced(match: re.Match[str]) -> str:
        printed = run(_recipe(match))
        if printed is None:
            return match[0]
        start, end = match.span("printed")
        return match[0][: start - match.start()] + printed + match[0][end - match.start() :]

    return BLOCK.sub(replaced, text)


def _recipe(match: re.Match[str]) -> Recipe:
    needs = tuple(filter(None, (match["needs"] or "").split(",")))
    needs += ("Rscript",) if match["language"] == "r" else ()
    return Recipe(match["title"], match["language"], needs, match["code"], match["printed"])
