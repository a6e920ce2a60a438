"""The index of texts: every term leads to the documents that have it, in shards that stay small."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.search.folding import shard, shard_key
from sitegen.search.texts import SHARD, Line, Note, Text, differences, text_index
from tests.search.steps import numbers

DOCUMENTS = (
    Text("rules", notes=(Note("codebook/rules/#X", "rule", "两边相等", "both sides agree", "相等", "Equal"),)),
    Text("a-2019", 0, "2019", (Line(3, "主动公开"), Line(9, "公开 12916 件"))),
    Text("b-2018", 1, "2018", (Line(1, "依申请公开"),), (Note("b-2018:R", "fail", "不符", "fails"),)),
)


def test_a_term_leads_to_every_document_that_has_it() -> None:
    """Lines, findings, names and both languages."""
    about, shards = text_index(DOCUMENTS)
    for term, where in (
        ("公开", [1, 2]),
        ("12916", [1]),
        ("equal", [0]),
        ("agree", [0]),
        ("不符", [2]),
        ("fails", [2]),
    ):
        assert numbers(shards[shard(shard_key(term), about["shards"])][term]) == where


def test_a_document_tells_whose_it_is_and_of_which_year() -> None:
    """A part of the codebook is nobody's."""
    assert text_index(DOCUMENTS)[0]["documents"] == [["rules"], ["a-2019", 0, "2019"], ["b-2018", 1, "2018"]]


def test_what_is_shown_of_a_document_has_the_numbers_of_its_lines() -> None:
    """They are the anchors on the report's page."""
    assert DOCUMENTS[1].content() == {"lines": [[3, "主动公开"], [9, "公开 12916 件"]], "notes": []}


def test_shards_grow_in_number_and_not_in_size() -> None:
    """Ten times the documents are ten times the shards, about."""
    many = [
        Text(str(n), 0, "2019", (Line(1, " ".join(f"w{n * 7 % 997 + m}" for m in range(300))),)) for n in range(300)
    ]
    about, shards = text_index(many)
    assert about["shards"] == len(shards) > 1
    assert sum(len(str(one)) for one in shards) / len(shards) < 2 * SHARD


@given(st.lists(st.integers(0, 2000)).map(sorted))
def test_numbers_are_read_back_as_they_were_written(given_ones: list[int]) -> None:
    """Repeated ones too."""
    assert numbers(differences(given_ones)) == given_ones
