"""Runs the targets: so many inputs of each, all from one seed, and what became of them."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from tests.fuzz import figures, ladder, office, paper, plaintexts, reports, webpages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.fuzz.material import Material


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed: its share of a thousand inputs, how one is drawn, and how it is examined."""

    share: int
    draw: Callable[[Random, Material], Any]
    examine: Callable[[Any], str]


TARGETS = {
    "decoding": Target(250, ladder.draw, ladder.examine),
    "numbers": Target(300, figures.draw, figures.examine),
    "html": Target(200, webpages.draw, webpages.examine),
    "docx": Target(90, office.draw_word, office.examine_word),
    "xlsx": Target(40, office.draw_book, office.examine_book),
    "text": Target(60, plaintexts.draw_text, plaintexts.examine_text),
    "keyed": Target(20, plaintexts.draw_keyed, plaintexts.examine_keyed),
    "pdf-pages": Target(30, paper.draw_pages, paper.examine_pages),
    "pdf-files": Target(2, paper.draw_file, paper.examine_file),
    "reports": Target(8, reports.draw, reports.examine),
}


@dataclass(slots=True)
class Tally:
    """What became of the inputs of a target; failures by where they were raised, each with its first case."""

    inputs: int = 0
    seconds: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: dict[str, list[str]] = field(default_factory=dict)


def run(count: int, seed: str, material: Material, names: tuple[str, ...] = ()) -> Iterator[tuple[str, Tally]]:
    """So many inputs, over all targets by their shares or over those named, target by target."""
    chosen = {name: target for name, target in TARGETS.items() if not names or name in names}
    whole = sum(target.share for target in chosen.values())
    for name, target in chosen.items():
        tally = Tally()
        start = time.process_time()
        for number in range(-(-count * target.share // whole)):
            one(name, f"{seed}-{number}", material, tally)
        tally.seconds = time.process_time() - start
        yield name, tally


def one(name: str, case: str, material: Material, tally: Tally) -> None:
    """Draw the input of a case and examine it; whatever is raised is a failure."""
    tally.inputs += 1
    drawn = drawn_for(name, case, material)
    try:
        tally.outcomes[TARGETS[name].examine(drawn)] += 1
    except Exception as error:  # noqa: BLE001  which is what is looked for
        tally.outcomes["failed"] += 1
        tally.failures.setdefault(_where(error), []).append(case)


def drawn_for(name: str, case: str, material: Material) -> Any:  # noqa: ANN401  each target has its own kind
    """The input of a case: the same for the same name and seed on every machine."""
    return TARGETS[name].draw(Random(f"{name}-{case}"), material)  # noqa: S311  no secret is made here


def _where(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    told = str(error).partition(":")[0]
    return f"{type(error).__name__} {told[:100]} ({frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name})"
