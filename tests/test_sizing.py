"""What a collection of the whole country would take: worked out, never by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sitegen.catalogue import KnowledgeError
from sitegen.rendering import load_content
from sitegen.sizing import COMPUTED, Sizing, load_sizing

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sizing(root: Path) -> Sizing:
    return load_sizing(root / "content" / "sizing.toml")


def computed(path: Path, **values: str) -> dict[str, object]:
    text = path.read_text(encoding="utf-8")
    for name, value in values.items():
        text, count = re.subn(rf'(id = "{name}"\nkind = "\w+"\nvalue = )\S+', rf"\g<1>{value}", text)
        assert count == 1, name
    path.write_text(text, encoding="utf-8")
    return {one.words[1]: value for one, value in zip(COMPUTED, load_sizing(path).computed(), strict=True)}


@pytest.fixture
def file(root: Path, tmp_path: Path) -> Path:
    path = tmp_path / "sizing.toml"
    path.write_bytes((root / "content" / "sizing.toml").read_bytes())
    return path


def test_hours_and_bytes_are_so_many_times_those_of_a_report(file: Path) -> None:
    known = computed(
        file, agencies="1_000", years="36", cores="5", read_ms="80", check_ms="20", pages_ms="50.5",
        input_bytes="10_000", worker_mib="512",
    )  # fmt: skip
    assert known["Reports"] == 36_000
    assert known["Reading, extracting and checking all of them"] == 1
    assert str(known["The same on the cluster"]) == "0.2"
    assert str(known["Making all pages and packages"]) == "0.505"
    assert str(known["Memory of all cores of the cluster"]) == "2.5"
    assert str(known["Inputs with their sidecars"]) == "0.36"


def test_a_province_that_is_larger_than_a_site_may_be_has_another(file: Path) -> None:
    same = {
        "agencies": "1_000",
        "years": "10",
        "provinces": "10",
        "fill_percent": "80",
        "pages_site_bytes": "1_000_000",
    }
    assert computed(file, site_bytes="800", **same)["Sites"] == 10
    assert computed(file, site_bytes="801", **same)["Sites"] == 20
    assert computed(file, site_bytes="801", **same)["Reports of a site"] == 500


def test_the_page_shows_each_figure_once_with_where_it_comes_from(root: Path, sizing: Sizing) -> None:
    (page,) = [one for one in load_content(root / "content").prose if one.slug == "sizing"]
    shown = [*(one.words for one in sizing.figures), *(one.words for one in COMPUTED)]
    for language, text in enumerate((page.text, page.en)):
        assert "{{" not in text
        for words in shown:
            assert text.count(f"| {words[language]} |") == 1, words


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('id = "years"', 'id = "decades"', "nothing is worked out from 'decades'"),
        ('kind = "limit"', 'kind = "guess"', "'kind' must be one of measured, assumed, limit"),
        ("value = 31", "value = 0", "'value' must be a number above 0"),
    ],
)
def test_figures_that_make_no_sense_are_refused_with_their_line(file: Path, old: str, new: str, why: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=rf"sizing\.toml:\d+: {re.escape(why)}"):
        load_sizing(file)


def test_a_figure_that_lacks_is_named(file: Path) -> None:
    head, _, _ = file.read_text(encoding="utf-8").rpartition("[[figure]]")
    file.write_text(head, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="these figures lack: pages_traffic_bytes"):
        load_sizing(file)


def test_a_table_that_there_is_not_is_refused_with_its_line(root: Path, tmp_path: Path) -> None:
    (tmp_path / "interface").mkdir()
    for name in ("nav.toml", "interface/en.toml"):
        if (root / "content" / name).is_file():
            (tmp_path / name).write_bytes((root / "content" / name).read_bytes())
    (tmp_path / "a.md").write_text("# 甲\n\n{{sizes}}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"a\.md:3: there is no table 'sizes'"):
        load_content(tmp_path)
