"""The recipes of the site are true: each is run on the real data and prints what the page says."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.exports import exports
from tests.recipes.page import Recipe, recipes, rewritten
from tests.recipes.running import lacking, run

if TYPE_CHECKING:
    from sitegen.model import Dataset

PAGE = (Path(__file__).parents[2] / "content" / "recipes.md").read_text(encoding="utf-8")
RECIPES = recipes(PAGE)


@pytest.fixture(scope="module")
def data(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder ``data`` of the site, as it is built from the real reports."""
    folder = tmp_path_factory.mktemp("site")
    for artifact in exports(dataset):
        file = folder / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    return folder / "data"


def test_there_are_twenty_and_each_heading_has_one() -> None:
    headings = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    assert [recipe.title for recipe in RECIPES] == headings
    assert [int(title.partition(".")[0]) for title in headings] == list(range(1, 21))
    assert PAGE.count("```") == 4 * len(RECIPES)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.title.partition(".")[0])
def test_a_recipe_prints_what_the_page_says(recipe: Recipe, data: Path) -> None:
    if (program := lacking(recipe)) and (program in {"Rscript", "readr", "soffice"} or not os.environ.get("CI")):
        pytest.skip(f"there is no {program} on this machine")
    assert recipe.printed.strip()
    assert run(recipe, data) == recipe.printed


def test_the_page_can_be_written_anew() -> None:
    """Only what is printed changes, and what cannot be run stays."""
    assert rewritten(PAGE, lambda recipe: recipe.printed) == PAGE
    assert rewritten(PAGE, lambda _: None) == PAGE
    changed = recipes(rewritten(PAGE, lambda _: "7\n"))
    assert [(r.title, r.code) for r in changed] == [(r.title, r.code) for r in RECIPES]
    assert {recipe.printed for recipe in changed} == {"7\n"}
