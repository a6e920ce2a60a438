"""Validation of the data packages of a staged site, by frictionless and, for what it leaves unchecked, here."""

from __future__ import annotations

import csv
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

from sitegen import consistency

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

WORTH_A_PROCESS = 3  # packages; fewer are done before another process has begun
Json = dict[str, Any]


class ValidationError(Exception):
    """Data packages are invalid; ``problems`` has a sentence for every error, beginning with the descriptor's path."""

    def __init__(self, problems: Iterable[str]) -> None:
        """List all problems in the message, one a line."""
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def validate(root: Path) -> None:
    """Validate every ``datapackage.json`` below the folder ``root``; raise :class:`ValidationError` with all errors."""
    descriptors = sorted(root.rglob("datapackage.json"))
    problems = [
        f"{path.relative_to(root).as_posix()}: {problem}"
        for path, found in zip(descriptors, _all_problems(descriptors), strict=True)
        for problem in found
    ]
    if not descriptors:
        problems.append(f"{root.name}: there is no datapackage.json in this folder or below")
    if not problems:
        problems += consistency.between(root, descriptors)
    if problems:
        raise ValidationError(problems)


def _all_problems(descriptors: list[Path]) -> Iterable[list[str]]:
    """The problems of each package, in order; where a process costs next to nothing, two look at them side by side."""
    if len(descriptors) < WORTH_A_PROCESS or sys.platform != "linux":
        return map(_problem_list, descriptors)
    import frictionless  # noqa: F401, PLC0415 - once, for both

    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        return list(pool.map(_problem_list, descriptors))


def _problem_list(path: Path) -> list[str]:
    return list(_problems(path))


def _problems(path: Path) -> Iterator[str]:
    """What is wrong with a package; what frictionless does not check is looked at once it finds nothing."""
    found = list(_frictionless(path))
    yield from found
    if not found:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        yield from consistency.of_descriptor(descriptor)
        for resource in descriptor["resources"]:
            for problem in _unchecked(path.parent / resource["path"], resource["schema"]):
                yield f"{resource['name']}: {problem}"


def _frictionless(path: Path) -> Iterator[str]:
    import frictionless  # noqa: PLC0415 - slow to import, and only a build that publishes needs it

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


def _unchecked(path: Path, schema: Json) -> Iterator[str]:
    """Values in no category, combinations of unique keys that occur twice (empty cells never clash), and the rest."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for field in schema["fields"]:
        if categories := field.get("categories"):
            known = {category["value"] if isinstance(category, dict) else category for category in categories} | {""}
            for number, row in enumerate(rows, 2):
                if row[field["name"]] not in known:
                    yield f"row {number}: {row[field['name']]!r} is not a category of the field {field['name']!r}"
    for names in schema.get("uniqueKeys", ()):
        seen: dict[tuple[str, ...], int] = {}
        for number, row in enumerate(rows, 2):
            values = tuple(row[name] for name in names)
            if all(values) and seen.setdefault(values, number) != number:
                yield f"row {number}: {', '.join(names)} is the same as in row {seen[values]}: {', '.join(values)}"
    yield from consistency.of_rows((field["name"] for field in schema["fields"]), rows)
