"""Draws reports with known facts: form, figures, layout and damage, all from one seed.

``python -m tests.proving.generator --count N --seed S --out DIR`` writes files and ``truth.jsonl``, one object a file:
``file``, ``layout``, ``damage``, ``cells`` (address to number or null), ``unresolved_ok`` (cells that may stay empty),
``forms`` (table to form), ``agency``, ``year``, ``planted`` (identities that the figures break).
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from sitegen.catalogue import load
from sitegen.cli import DATA
from tests.proving.barred import BARRED
from tests.proving.damage import DAMAGE
from tests.proving.facts import draw
from tests.proving.layouts import TEXT
from tests.proving.misprints import MISPRINTS
from tests.proving.office import OFFICE
from tests.proving.portable import PORTABLE
from tests.proving.prose import compose
from tests.proving.webpages import WEB

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.model import Catalogue
    from tests.proving.facts import Facts
    from tests.proving.layouts import Laid
    from tests.proving.paper import Paper

LAYOUTS: dict[str, Callable[[Random, Paper], Laid]] = {**TEXT, **BARRED, **WEB, **OFFICE, **PORTABLE}
NAMES = {**MISPRINTS, **DAMAGE}
MARKED = frozenset({"markdown", "torn"})
RUN_TOGETHER = frozenset({"fused", "spaced"})
FLAT = RUN_TOGETHER | {"lines", "blank-lines", "bars", "beside"}
# Damage that would make a layout say something else, and damage that another already includes.
IMPOSSIBLE = {
    "chinese-numerals": FLAT,
    "letters-for-zero": RUN_TOGETHER,
    **dict.fromkeys(("traditional", "pinyin", "unseen"), frozenset({"pdf"})),  # not in the font
}
APART = (
    {"traditional", "pinyin"},
    {"blank-zeros", "blank-organisations"},
    {"letters-for-zero", "wide-digits"},
)
PLANTED = 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Generated:
    """A report as a file, and the truth about it."""

    name: str
    layout: str
    damage: tuple[str, ...]
    facts: Facts
    content: bytes
    open: frozenset[str]

    def truth(self) -> dict[str, Any]:
        """The truth as plain values."""
        return {
            "file": self.name,
            "layout": self.layout,
            "damage": list(self.damage),
            "cells": {cell: None if value is None else _number(value) for cell, value in self.facts.values.items()},
            "unresolved_ok": sorted(self.open),
            "forms": {table.id: form.id for form, table in self.facts.tables},
            "agency": self.facts.agency,
            "year": self.facts.year,
            "planted": [list(broken) for broken in self.facts.planted],
        }


def _number(value: Any) -> int | float:  # noqa: ANN401
    return int(value) if value == value.to_integral_value() else float(value)


def random(seed: object) -> Random:
    """The one source of chance: the same seed gives the same report on every machine."""
    return Random(str(seed))  # noqa: S311  no secret is made here


def report(seed: object, layout: str, catalogue: Catalogue, damage: Sequence[str] | None = None) -> Generated:
    """One report in that layout, with that damage or what chance decides."""
    rng = random(seed)
    facts = draw(rng, catalogue, planted=rng.random() < PLANTED)
    chosen = _choose(rng, layout) if damage is None else tuple(damage)
    return _laid_out(rng, str(seed), layout, chosen, facts)


def _laid_out(rng: Random, seed: str, layout: str, damage: tuple[str, ...], facts: Facts) -> Generated:
    for name in damage:
        if misprint := MISPRINTS.get(name):
            facts = misprint(rng, facts)
    paper = compose(rng, facts)
    for name in damage:
        if harm := DAMAGE.get(name):
            paper = harm(rng, paper)
    laid = LAYOUTS[layout](rng, paper)
    kind = "html" if layout in WEB else layout if layout in {"docx", "pdf"} else "md" if layout in MARKED else "txt"
    return Generated(f"{seed}.{kind}", layout, damage, facts, laid.content, laid.open)


def _choose(rng: Random, layout: str) -> tuple[str, ...]:
    """None to four kinds of damage that this layout can bear, in the order in which they happen."""
    able = [name for name in NAMES if layout not in IMPOSSIBLE.get(name, ())]
    chosen = set(rng.sample(able, k=rng.choice((0, 1, 1, 2, 2, 3, 4))))
    for pair in APART:
        if pair <= chosen:
            chosen.discard(min(pair))
    return tuple(name for name in NAMES if name in chosen)


def reports(count: int, seed: object, catalogue: Catalogue, layouts: Sequence[str] = ()) -> Iterator[Generated]:
    """So many reports, every layout in turn; what a layout's reports are does not depend on the other layouts."""
    names = tuple(layouts or LAYOUTS)
    for number in range(count):
        layout = names[number % len(names)]
        yield report(f"{seed}-{layout}-{number // len(names):04d}", layout, catalogue)


def main() -> None:
    """Write reports and their truth into a folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layout", action="append", choices=sorted(LAYOUTS), default=[])
    options = parser.parse_args()
    catalogue = load(DATA)
    options.out.mkdir(parents=True, exist_ok=True)
    truths: list[str] = []
    for made in reports(options.count, options.seed, catalogue, options.layout):
        (options.out / made.name).write_bytes(made.content)
        truths.append(json.dumps(made.truth(), ensure_ascii=False))
    (options.out / "truth.jsonl").write_text("\n".join(truths) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
