"""Lighthouse's marks for the kinds of pages that people come for, on its phone and its slow line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.kinds import Kind

pytestmark = pytest.mark.browser

PROGRAM = "tests/quality/node_modules/lighthouse/cli/index.js"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking"
UNLISTED = frozenset({"not_found", "embed"})
ALWAYS = ("home", "report")
TRIES = 3
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}


@pytest.fixture
def lighthouse(root: Path, programs: tuple[str, str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """The command and what it must be told of the browser, from ``make quality-tools``; without it, a skip."""
    node = shutil.which("node")
    if not node or not (root / PROGRAM).is_file():
        pytest.skip("Lighthouse needs Node and make quality-tools")
    return (node, str(root / PROGRAM)), {**os.environ, "CHROME_PATH": programs[0]}


def test_the_marks_are_high(
    lighthouse: tuple[tuple[str, ...], dict[str, str]],
    compressed: str,
    kinds: tuple[Kind, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Home and report always; with QUALITY=1 every kind of page."""
    command, environment = lighthouse
    low: list[str] = []
    for kind in kinds:
        if not (os.environ.get("QUALITY") or kind.name in ALWAYS) or kind.name in UNLISTED:
            continue  # what asks search engines to stay away is told so
        out = tmp_path / f"{kind.name}.json".replace(" ", "-")
        options = ("--quiet", "--output=json", f"--output-path={out}", f"--chrome-flags={FLAGS}")
        address = f"{compressed}{kind.path}"
        for _ in range(TRIES):  # what else the machine does costs marks, so the best of some runs counts
            subprocess.run(  # noqa: S603  our own
                [*command, address, *options], env=environment, check=True, timeout=180, capture_output=True
            )
            report = json.loads(out.read_text(encoding="utf-8"))
            marks = {name: round(100 * (one["score"] or 0)) for name, one in report["categories"].items()}
            if marks["performance"] >= LEAST["performance"]:
                break
        with capsys.disabled():
            print(f"\n{kind.name:24}", *(f"{name} {mark:3}" for name, mark in marks.items()), end="")  # noqa: T201  asked for
        low += [
            f"{kind.path}: {name} {marks[name]}: {_why(report, name)}" for name in LEAST if marks[name] < LEAST[name]
        ]
    assert not low, "\n" + "\n".join(low)


def _why(report: dict[str, dict[str, dict[str, object]]], category: str) -> list[str]:
    """The audits that cost marks."""
    audits = report["audits"]
    named = [one["id"] for one in report["categories"][category]["auditRefs"] if one["weight"]]  # type: ignore[attr-defined]
    return [name for name in named if audits[name]["score"] not in {None, 1}]
