"""What the exports make is valid, by our own validation and by the command that frictionless brings."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sitegen.validation import validate

if TYPE_CHECKING:
    from pathlib import Path


def test_every_package_is_valid(staged: Path) -> None:
    validate(staged)


@pytest.mark.parametrize(
    "path", ["datapackage.json", "agencies/quzhou-commerce/quzhou-commerce.zip", "regions/510000/510000.zip"]
)
def test_the_command_of_frictionless_agrees(staged: Path, path: str) -> None:
    command = [sys.executable, "-m", "frictionless", "validate", str(staged / "data" / path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  our own files
    assert run.returncode == 0, run.stdout
