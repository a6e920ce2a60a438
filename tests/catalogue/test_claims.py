"""Knowledge of prose is refused where it is wrong, with file and line."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from sitegen.catalogue import KnowledgeError, load
from sitegen.claims.scan import grammar

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue

MISTAKES = (
    ("receive = '收到|", "receive = '(收到)|", "no groups that capture"),
    ("receive = '收到|", "receive = '收到|[", "is no pattern"),
    ("doubtful_here = [", 'doubtful_here = ["nobody", ', "no class of words nobody"),
    ('patterns = ["receive request figure"', 'patterns = ["receive request"', "names 'figure' once"),
    ('patterns = ["receive request figure"', 'patterns = ["receive plea figure"', "no class of words plea"),
    ('patterns = ["receive request figure"', 'patterns = ["receive request+ figure"', "no row of classes"),
    ('rule = "N.RECV"', 'rule = "T3.ROW"', "no rule T3.ROW"),
    ('unit = "request"', 'unit = "plea"', "no unit plea"),
    ('after = "reconsideration"', 'after = "review"', "no concept review"),
    ('plus = ["requests/partial/total"]', 'plus = ["requests/whole/total"]', "no cell requests/whole/total"),
    ('forms = ["fujian-2011"]', 'forms = ["fujian-2012"]', "no form fujian-2012"),
    ('id = "handled"', 'id = "received"', "stands already on line"),
    ("ordinal = '", "cardinal = '", "has no ordinal"),
    ('en = "requests received"', 'em = "requests received"', "unknown key 'em'"),
)


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """A copy of the knowledge."""
    copy = tmp_path / "data"
    shutil.copytree(root / "data", copy, ignore=shutil.ignore_patterns("reports"))
    return copy


@pytest.mark.parametrize(("right", "wrong", "said"), MISTAKES)
def test_a_mistake_is_refused_with_the_name_of_the_file(data: Path, right: str, wrong: str, said: str) -> None:
    """Unknown classes, cells, forms, rules, units and keys, and patterns that the reader cannot join."""
    path = data / "claims.toml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"claims\.toml:\d+: ") as refused:
        load(data)
    assert said in str(refused.value)


def test_every_concept_is_told_in_both_languages_and_has_something_to_compare(catalogue: Catalogue) -> None:
    """A concept without cells would be read for nothing."""
    for concept in catalogue.prose.concepts:
        assert concept.zh
        assert concept.en.isascii()
        assert concept.equals, concept.id
        assert all(alternative.zh and alternative.en.isascii() for alternative in concept.equals)


def test_every_word_of_a_row_has_a_code_of_its_own(catalogue: Catalogue) -> None:
    """No class of words is taken for a figure, a gap or a mark."""
    codes = grammar(catalogue.prose).lexicon.codes
    assert len(set(codes.values()) | set("FPG,;)")) == len(codes) + 6
