"""The patterns that the tests of this folder look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.catalogue import load
from sitegen.checks import check_all
from sitegen.model import Report
from sitegen.reading import evidence, read_file
from sitegen.redaction import redacted
from tests.hostile.patterns import Found, compiled, in_modules, within_functions

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="package")
def patterns(root: Path) -> tuple[Found, ...]:
    """Every pattern, once, after real reports have been read, checked and redacted."""
    with compiled() as made:
        catalogue = load(root / "data")
        files = evidence(root / "data" / "reports", catalogue)
        results = [read_file(file.path, file.name, catalogue) for file in files]
        reports = tuple(result for result in results if isinstance(result, Report))
        check_all(reports, catalogue)
        for report in reports:
            redacted(report, catalogue.redaction)
    every = (*in_modules(), *within_functions(), *made)
    return tuple({(found.pattern.pattern, found.pattern.flags): found for found in reversed(every)}.values())
