"""Recipes are run as a reader would run them, in the folder of the data."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    from tests.recipes.page import Recipe

SCRIPTS = Path(sys.executable).parent
READR = "quit(status = if (requireNamespace('readr', quietly = TRUE)) 0 else 1)"


def lacking(recipe: Recipe) -> str | None:
    """A program that the recipe needs and this machine does not have."""
    for name in recipe.needs:
        found = shutil.which(name, path=_path())
        if not found:
            return name
        if name == "Rscript" and subprocess.run([found, "-e", READR], check=False).returncode:  # noqa: S603  R itself
            return "readr"
    return None


def run(recipe: Recipe, data: Path) -> str:
    """What the recipe prints, run in the folder ``data``."""
    with contextlib.chdir(data):
        return {"python": _python, "sql": _sql, "bash": _bash, "r": _r}[recipe.language](recipe.code)


def _path() -> str:
    return f"{SCRIPTS}{os.pathsep}{os.environ.get('PATH', '')}"


def _python(code: str) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "recipe", "exec"), {"__name__": "__main__"})  # noqa: S102  the code of our own page
    return out.getvalue()


def _sql(code: str) -> str:
    out = io.StringIO()
    with duckdb.connect() as connection:
        result = connection.execute(code)
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(column[0] for column in result.description or ())
        writer.writerows(result.fetchall())
    return out.getvalue()


def _bash(code: str) -> str:
    return _command(["bash", "-euo", "pipefail", "-c", code])


def _r(code: str) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".R", encoding="utf-8") as script:
        script.write(code)
        script.flush()
        return _command(["Rscript", "--vanilla", script.name])


def _command(command: list[str]) -> str:
    environment = os.environ | {"PATH": _path(), "LC_ALL": "C.UTF-8"}  # for the words of programs
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout  # noqa: S603
