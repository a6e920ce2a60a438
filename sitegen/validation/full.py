"""Validation by frictionless, row by row: what is asked for beside ours, by those who would rather wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import frictionless

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def problems(path: Path) -> list[str]:
    """What frictionless finds wrong with the package of a descriptor."""
    return list(_problems(path))


def _problems(path: Path) -> Iterator[str]:
    try:
        package = frictionless.Package(str(path))  # checks the descriptor, which package.validate() would do again
    except frictionless.FrictionlessException as exception:
        yield from (error.message for error in exception.reasons or [exception.error])
        return
    for resource in package.resources:
        report = resource.validate()
        for task in report.tasks:
            yield from (f"{resource.name}: {error.message}" for error in task.errors)
            yield from (f"{resource.name}: {warning}" for warning in task.warnings)
        yield from (f"{resource.name}: {error.message}" for error in report.errors)
