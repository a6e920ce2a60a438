"""Validation of the data packages of a staged site: all that frictionless checks, and what it leaves unchecked.

Packages are read from their bytes as anybody else would read them. ``tests/validation`` proves that no error escapes
that frictionless finds.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

from sitegen.validation.agreement import between
from sitegen.validation.descriptor import FILE
from sitegen.validation.package import Examination, examine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

__all__ = ["Examination", "ValidationError", "between", "examine", "problems", "validate"]
Found = TypeVar("Found")
WHOLE = "data"  # the folder of the package that others are cut out of
WORTH_A_PROCESS = 3  # packages by frictionless; fewer are done before another process has begun
MANY = 64  # packages by us


class ValidationError(Exception):
    """Data packages are invalid; ``problems`` has a sentence for every error, beginning with the descriptor's path."""

    def __init__(self, problems: Iterable[str]) -> None:
        """List all problems in the message, one a line."""
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))

    def __reduce__(self) -> tuple[type[ValidationError], tuple[tuple[str, ...]]]:
        """Come from another process as it was raised there."""
        return type(self), (self.problems,)


def problems(descriptor: Path) -> list[str]:
    """What is wrong with the package of a descriptor, in itself."""
    return [str(problem) for problem in examine(descriptor).problems]


def validate(root: Path, *, full: bool = False) -> None:
    """Validate every package below the folder ``root``; raise :class:`ValidationError` with all errors.

    ``full`` has frictionless look at all of them, too.
    """
    descriptors = sorted(root.rglob(FILE))
    examined = dict(zip(descriptors, _each(examine, descriptors, MANY), strict=True))
    found = {path: [str(problem) for problem in one.problems] for path, one in examined.items()}
    if full:
        from sitegen.validation.full import problems as by_frictionless  # noqa: PLC0415 - slow to import, seldom needed

        for path, more in zip(descriptors, _each(by_frictionless, descriptors, WORTH_A_PROCESS), strict=True):
            found[path] += (f"frictionless: {problem}" for problem in more)
    if (whole := root / WHOLE / FILE) in examined and not any(found.values()):
        for path, one in examined.items():
            if path != whole:
                found[path] += between(whole, examined[whole].sums, path, one.sums)
    told = [f"{path.relative_to(root).as_posix()}: {problem}" for path in descriptors for problem in found[path]]
    if not descriptors:
        told.append(f"{root.name}: there is no {FILE} in this folder or below")
    if told:
        raise ValidationError(told)


def _each(look: Callable[[Path], Found], paths: Sequence[Path], many: int) -> Iterable[Found]:
    """What is found in each package, in order; where there are many, two processes look side by side."""
    if len(paths) < many or sys.platform != "linux":
        return map(look, paths)
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        return list(pool.map(look, paths, chunksize=8))
