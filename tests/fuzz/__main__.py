"""``python -m tests.fuzz``: so many inputs over decoding, numbers and tables, and whatever they break.

``--case TARGET:CASE`` shows one input and what it raises.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.fuzz.material import material
from tests.fuzz.running import TARGETS, drawn_for, run

SHOWN = 3


def main() -> int:
    """Run, print counts, rate and distinct failures; 1 where anything failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=(__doc__ or "").split(": ")[1])
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--target", action="append", choices=sorted(TARGETS), default=[])
    parser.add_argument("--case", metavar="TARGET:CASE", help="show one input, and raise what it raises")
    options = parser.parse_args()
    made = material(options.seed)
    if options.case:
        name, _, case = options.case.partition(":")
        drawn = drawn_for(name, case, made)
        _say(repr(drawn)[:20_000])
        _say(TARGETS[name].examine(drawn))
        return 0
    start, inputs, failed, distinct = time.process_time(), 0, 0, 0
    for name, tally in run(options.count, options.seed, made, tuple(options.target)):
        inputs, distinct = inputs + tally.inputs, distinct + len(tally.failures)
        failed += tally.outcomes["failed"]
        became = ", ".join(f"{outcome} {count}" for outcome, count in tally.outcomes.most_common(6))
        _say(f"{name:10} {tally.inputs:8} inputs {tally.inputs / (tally.seconds or 1):8.0f} a second  {became}")
        for where, cases in tally.failures.items():
            _say(f"  {len(cases)} times {where}: --case {name}:" + f" {name}:".join(cases[:SHOWN]))
    took = time.process_time() - start
    _say(f"{inputs} inputs, {failed} failed in {distinct} ways, {took:.0f} s of CPU, {inputs / took:.0f} a second")
    return 1 if failed else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
