"""The code of a text in two languages stands in one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.catalogue import KnowledgeError
from sitegen.rendering import load_content
from sitegen.shared_code import BLOCK, MARK, SharedCodeError, with_code_of

if TYPE_CHECKING:
    from pathlib import Path

CHINESE = "# 题\n\n说明。\n\n## 一\n\n话\n\n```sh\na\n## no heading\n```\n\n```text\n1\n```\n\n## 二\n\n话\n"
ENGLISH = "# Title\n\nWords.\n\n## One\n\nWords\n\n{code}\n\n## Two\n\nWords\n"


def test_a_mark_stands_for_the_code_of_the_section_in_the_same_place() -> None:
    """With what it prints; the words stay."""
    told = with_code_of(CHINESE.replace("## no heading", "b"), ENGLISH)
    assert told == ENGLISH.replace(MARK, "```sh\na\nb\n```\n\n```text\n1\n```")


def test_a_text_without_marks_has_its_own_code() -> None:
    own = "# Title\n\n```sh\nx\n```\n"
    assert with_code_of(CHINESE, own) == own


@pytest.mark.parametrize(
    ("english", "line"),
    [
        ("# Title\n\nWords.\n\n## One\n\n{code}\n", 1),
        (ENGLISH.replace("Words\n\n{code}", "Words"), None),
        (ENGLISH.replace("## Two\n", "## Two\n\n{code}\n"), 11),
        (ENGLISH.replace("{code}", "{code}\n\n{code}"), 5),
    ],
)
def test_texts_that_do_not_fit_are_refused_with_the_line(english: str, line: int | None) -> None:
    """Fewer sections, code that nobody shows, a mark for no code or a second one."""
    chinese = CHINESE.replace("## no heading", "b")
    if line is None:
        assert with_code_of(chinese, english) == english  # without any mark it has its own
        return
    with pytest.raises(SharedCodeError) as told:
        with_code_of(chinese, english)
    assert told.value.line == line


def test_content_says_which_file_does_not_fit(tmp_path: Path) -> None:
    (tmp_path / "nav.toml").write_text('[[item]]\nzh = "题"\nen = "A"\naddress = "a/"\n', encoding="utf-8")
    (tmp_path / "en").mkdir()
    (tmp_path / "a.md").write_text(CHINESE.replace("## no heading", "b"), encoding="utf-8")
    (tmp_path / "en" / "a.md").write_text(ENGLISH.replace("## Two", "Two"), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"en/a\.md:1: it has 2 sections, the Chinese text has 3"):
        load_content(tmp_path)


def test_the_english_recipes_are_the_same_twenty(root: Path) -> None:
    """Number by number, with the very code and output that the tests run."""
    (recipes,) = [prose for prose in load_content(root / "content").prose if prose.slug == "recipes"]
    assert BLOCK.findall(recipes.en) == BLOCK.findall(recipes.text)
    numbers = [
        [line.split(".")[0] for line in text.splitlines() if line.startswith("## ")]
        for text in (recipes.text, recipes.en)
    ]
    assert numbers[0] == numbers[1] == [f"## {number}" for number in range(1, 21)]
