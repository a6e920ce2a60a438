"""The Nu Html Checker finds no error on any kind of page, in any language."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.kinds import Kind

CHECKER = "tests/quality/node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.fixture
def checker(root: Path) -> tuple[str, ...]:
    """The command of the checker, which ``make quality-tools`` installs; without it the test is skipped."""
    java = shutil.which("java")
    if not java or not (root / CHECKER).is_file():
        pytest.skip("the Nu Html Checker needs Java and make quality-tools")
    return java, "-jar", str(root / CHECKER)


def test_no_kind_of_page_has_an_error(checker: tuple[str, ...], folder: Path, kinds: tuple[Kind, ...]) -> None:
    files = [str(folder / path) for kind in kinds for path in kind.paths.values()]
    command = [*checker, "--stdout", "--format", "json", "--errors-only", *files]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603  our own
    messages = json.loads(run.stdout)["messages"]
    told = [f"{one['url']}:{one['lastLine']}: {one['message']} {one.get('extract', '')!r}" for one in messages]
    assert not told, "\n" + "\n".join(told[:40])
