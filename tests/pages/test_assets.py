"""Assets: what the copy of the site has of them is worked out once, for as long as they stay the same."""

from __future__ import annotations

from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from sitegen.bundle import beforehand, unpacked
from sitegen.gathering import Told
from sitegen.keeping import COMPILED
from sitegen.model import Artifact
from sitegen.pages import assets
from sitegen.rendering import Content, Renderer

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Dataset


@pytest.fixture
def templates(root: Path, tmp_path: Path) -> Path:
    """The templates with a small asset in the place of all others."""
    copytree(root / "templates", tmp_path / "templates", ignore=lambda *_: {"assets", COMPILED})
    (tmp_path / "templates" / "assets").mkdir()
    (tmp_path / "templates" / "assets" / "one.js").write_text("one", encoding="utf-8")
    return tmp_path / "templates"


def _made(templates: Path, dataset: Dataset) -> tuple[tuple[Artifact, ...], bytes]:
    """The assets, and what is told of them."""
    renderer = Renderer(templates, dataset.catalogue.site, Content((), ()), offered=())
    made = tuple(assets.with_packed(dataset, renderer))
    (told,) = (one.content for one in made if isinstance(one, Told))
    return tuple(one for one in made if isinstance(one, Artifact)), told


def test_what_the_copy_has_of_them_is_deflated_once(
    templates: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, told = _made(templates, dataset)
    assert told == beforehand(files)
    monkeypatch.setattr(assets, "beforehand", lambda _: pytest.fail("deflated again"))
    assert _made(templates, dataset) == (files, told)


def test_another_asset_is_noticed(templates: Path, dataset: Dataset) -> None:
    _, before = _made(templates, dataset)
    (templates / "assets" / "one.js").write_text("two", encoding="utf-8")
    files, told = _made(templates, dataset)
    assert told == beforehand(files) != before
    assert unpacked(told).keys() == unpacked(before).keys()
