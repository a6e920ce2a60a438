"""``python -m tests.proving``: how much is read right, by layout or by damage, and what is read wrong."""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sitegen.catalogue import load
from sitegen.cli import DATA
from tests.proving.generator import LAYOUTS, report, reports
from tests.proving.scoring import score
from tests.proving.shrink import shrink

if TYPE_CHECKING:
    from tests.proving.scoring import Score


def main() -> None:
    """Draw reports, read them, and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.proving", description=(__doc__ or "").split(": ")[1])
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--layout", action="append", choices=sorted(LAYOUTS), default=[])
    parser.add_argument("--by", choices=("layout", "damage"), default="layout")
    parser.add_argument("--show", type=int, default=10, metavar="N", help="tell of N reports what is wrong")
    parser.add_argument("--lost", action="store_true", help="tell of cells that were not read as well")
    parser.add_argument("--shrink", metavar="NAME", help="the least of a report, such as 1-fused-0003, that is wrong")
    options = parser.parse_args()
    catalogue = load(DATA)
    if options.shrink:
        layout = options.shrink.split("-", 1)[1].rsplit("-", 1)[0]
        sys.stdout.write(shrink(report(options.shrink, layout, catalogue), catalogue))
        return
    scores = [score(made, catalogue) for made in reports(options.count, options.seed, catalogue, options.layout)]
    _table(scores, options.by)
    told = [s for s in scores if s.wrong or s.misjudged or s.mistaken or (options.lost and s.lost)]
    for one in told[: options.show]:
        _tell(one, lost=options.lost)


def _table(scores: list[Score], by: str) -> None:
    groups: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in scores:
        for name in (one.made.damage or ("none",)) if by == "damage" else (one.made.layout,):
            groups[name] += one.cells + Counter(
                reports=1, resolved=one.resolved, misjudged=len(one.misjudged), mistaken=len(one.mistaken)
            )
    for name, counts in groups.items():
        whole = counts["right"] + counts["empty"] + counts["wrong"]
        parts = " ".join(
            f"{key} {counts[key]}" for key in ("empty", "wrong", "honest", "resolved", "misjudged", "mistaken")
        )
        sys.stdout.write(f"{name:20} {counts['reports']:4} reports, right {counts['right'] / whole:8.3%} {parts}\n")
    if by == "layout":
        every = sum(groups.values(), Counter[str]())
        parts = " ".join(f"{key} {every[key]}" for key in ("right", "empty", "wrong", "honest"))
        sys.stdout.write(f"{'in all':20} {every['reports']:4} reports, {parts}\n")


def _tell(one: Score, *, lost: bool) -> None:
    sys.stdout.write(f"\n{one.made.name} {' '.join(one.made.damage)}\n")
    for kind in ("wrong", "misjudged", "mistaken", *(("lost",) if lost else ())):
        texts = getattr(one, kind)
        sys.stdout.write("".join(f"  {kind}: {text}\n" for text in texts[:5]))


if __name__ == "__main__":
    main()
