"""``python -m tests.mutation``: how many small faults in numerals and extraction the tests notice.

A fault is put into a copy of the project and the tests of its module run there until the first fails. Faults are drawn
by ``--seed``; those that no test notices are printed with their line.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.mutation.operators import mutants

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.mutation.operators import Mutant

ROOT = Path(__file__).resolve().parent.parent.parent
COPIED = ("sitegen", "data", "content", "templates", "tests", "build.py", "pyproject.toml")
NUMERALS = ("sitegen/numerals.py",)
EXTRACTION = tuple(sorted(f"sitegen/extraction/{path.name}" for path in (ROOT / "sitegen" / "extraction").glob("*.py")))
# The tests of a module, those that fail soonest first.
TESTS = {
    "sitegen/numerals.py": ("tests/test_numerals.py", "tests/properties/test_numerals.py"),
    "sitegen/cleaning.py": ("tests/test_cleaning.py", "tests/properties/test_cleaning.py"),
    "sitegen/readers/html_tables.py": ("tests/readers/test_html_tables.py", "tests/readers/test_html.py"),
    "sitegen/extraction/keyed.py": ("tests/readers/test_sheets.py",),
}
OF_EXTRACTION = (
    "tests/extraction",
    "tests/corpus",
    "tests/properties/test_layouts.py",
    "tests/proving/test_proving.py",
)
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", "--assert=plain")
PROVED = "40"  # invented reports that are read for each mutant, too few to hold every damage
WHOLE = "tests/proving/test_proving.py::test_every_layout_every_damage_and_every_form_is_proved"
LOADED = (
    "hypothesis",
    "lxml.html",
    "opencc",
    "jinja2",
    "markdown_it",
    "reportlab.platypus",
    "pypdfium2",
    "frictionless",
)
BREATH = 0.02  # seconds between two looks at whether it has ended
LONGEST = 240  # seconds for the tests of one mutant; one that takes longer is noticed
GOAL = 0.8


def main() -> int:
    """Run, print survivors and scores; 1 where the goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=(__doc__ or "").split(": ")[1])
    parser.add_argument("--count", type=int, default=300, help="mutants in all; 0 for every one")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--module", action="append", default=[], help="a module instead of numerals and extraction")
    parser.add_argument("--only", action="append", default=[], metavar="MODULE:LINE", help="the mutants of a line")
    options = parser.parse_args()
    modules = tuple(options.module) or NUMERALS + EXTRACTION
    for name in LOADED:
        import_module(name)
    drawn = _of_lines(options.only) if options.only else _drawn(modules, options.count, options.seed)
    noticed: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        copy = _copied(Path(scratch))
        if any(
            _fails(copy, module)
            for module in {TESTS.get(module, OF_EXTRACTION): module for module, _ in drawn}.values()
        ):
            _say("the tests fail without any fault")
            return 2
        for module, mutant in drawn:
            whole[module] += 1
            if _is_noticed(copy, module, mutant):
                noticed[module] += 1
            else:
                _say(f"survived {module}:{mutant.line}: {mutant.told}")
    for module, count in sorted(whole.items()):
        _say(f"{module:40} {noticed[module]:4} of {count:4} noticed {noticed[module] / count:6.1%}")
    score = noticed.total() / whole.total()
    _say(f"{noticed.total()} of {whole.total()} mutants noticed: {score:.1%}, {time.monotonic() - start:.0f} s")
    return 0 if score >= GOAL else 1


def _drawn(modules: Sequence[str], count: int, seed: str) -> list[tuple[str, Mutant]]:
    """The mutants of some modules, or so many of them that chance decides on."""
    every = [(module, mutant) for module in modules for mutant in mutants((ROOT / module).read_text(encoding="utf-8"))]
    if not count or count >= len(every):
        return every
    places = sorted(Random(seed).sample(range(len(every)), count))  # noqa: S311  no secret is made here
    return [every[place] for place in places]


def _of_lines(places: Sequence[str]) -> list[tuple[str, Mutant]]:
    """Every mutant of some lines, as where it is asked whether survivors still survive."""
    found: list[tuple[str, Mutant]] = []
    for module in dict.fromkeys(place.rpartition(":")[0] for place in places):
        found += [(m, one) for m, one in _drawn((module,), 0, "") if f"{m}:{one.line}" in places]
    return found


def _copied(scratch: Path) -> Path:
    """A copy of the project to put faults into."""
    ignored = shutil.ignore_patterns("__pycache__", "node_modules")
    for name in COPIED:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, scratch / name, ignore=ignored)
        else:
            shutil.copy(path, scratch / name)
    return scratch


def _is_noticed(copy: Path, module: str, mutant: Mutant) -> bool:
    file = copy / module
    sound = file.read_bytes()
    file.write_text(mutant.source, encoding="utf-8")
    try:
        return _fails(copy, module)
    finally:
        file.write_bytes(sound)


def _fails(copy: Path, module: str) -> bool:
    """Whether a test of the module fails, or takes too long: in a process that has all but the project loaded."""
    process = os.fork()
    if process == 0:
        os._exit(_tested(copy, (*TESTS.get(module, ()), *(OF_EXTRACTION if module in EXTRACTION else ()))))
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        found, status = os.waitpid(process, os.WNOHANG)
        if found:
            return status != 0
        time.sleep(BREATH)
    os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return True


def _tested(copy: Path, tests: Sequence[str]) -> int:
    """In a process of its own: what the tests come to with the project as it is in the copy."""
    os.setsid()
    os.chdir(copy)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.environ.update(PYTHONDONTWRITEBYTECODE="1", PROVE=PROVED)
    sys.dont_write_bytecode = True
    for name in [name for name in sys.modules if name.partition(".")[0] in {"tests", "sitegen"}]:
        del sys.modules[name]
    sys.path[0] = str(copy)
    try:
        return int(pytest.main([*OPTIONS, f"--deselect={WHOLE}", *tests]))
    except BaseException:  # noqa: BLE001  whatever a fault makes of it
        return 1


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
