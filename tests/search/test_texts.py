"""The index of texts: every term leads to the documents that have it, in shards that stay small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.search.folding import shard, shard_key
from sitegen.search.texts import (
    PARTS,
    SHARD,
    Line,
    Note,
    Terms,
    Text,
    about,
    amended,
    differences,
    numbers_of,
    parts_of,
    shards_for,
    shards_of,
)
from tests.search.steps import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

DOCUMENTS = (
    Text("rules", notes=(Note("codebook/rules/#X", "rule", "两边相等", "both sides agree", "相等", "Equal"),)),
    Text("a-2019", 0, "2019", (Line(3, "主动公开"), Line(9, "公开 12916 件"))),
    Text("b-2018", 1, "2018", (Line(1, "依申请公开"),), (Note("b-2018:R", "fail", "不符", "fails"),)),
)


def text_index(documents: Sequence[Text], agencies: int = 1) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """What the script must know before it searches, and the shards; the documents are those of so many agencies."""
    own = [tuple(range(first, len(documents), agencies)) for first in range(agencies)]
    terms = [Terms(documents[number] for number in numbers) for numbers in own]
    shards = shards_for(one.size() for one in terms)
    content: dict[int, dict[str, str]] = {}
    for parts, some in parts_of(shards).items():
        found = [(who, part) for who, one in zip(own, terms, strict=True) for n, part in one.parts() if n in parts]
        content |= shards_of(found, some, shards)
    return about(shards, documents, (one.characters() for one in terms)), [content[n] for n in range(shards)]


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


@pytest.mark.parametrize("agencies", [2, 3])
def test_the_index_is_the_same_whoever_the_documents_are_of(agencies: int) -> None:
    """Agencies give their terms one by one; the numbers of a term rise all the same."""
    assert text_index(DOCUMENTS, agencies) == text_index(DOCUMENTS)


@pytest.mark.parametrize("shards", [1, 2, PARTS, 4 * PARTS])
def test_every_shard_is_made_once_of_all_parts_that_its_terms_are_in(shards: int) -> None:
    """Whether a shard is several parts, or a part several shards."""
    made = parts_of(shards)
    assert sorted(number for numbers in made.values() for number in numbers) == list(range(shards))
    assert sorted(part for parts in made for part in parts) == list(range(PARTS))
    for key in "公开政府信息":
        (numbers,) = (own for parts, own in made.items() if shard(key, PARTS) in parts)
        assert shard(key, shards) in numbers


WORDS = st.lists(st.sampled_from(("公开", "主动", "申请", "12", "1299", "ab", "不符")), max_size=6)
REPORTS = st.lists(WORDS, min_size=3, max_size=3)


def made(
    own: Sequence[Sequence[int]],
    found: Sequence[dict[int, bytes]],
    parts: Sequence[int],
    numbers: Sequence[int],
    of: int,
) -> dict[int, Any]:
    """The shards of those numbers that are made of these parts of what agencies have."""
    has = ((own[n], one[part]) for part in parts for n, one in enumerate(found) if part in one)
    return shards_of(has, numbers, of)


@given(REPORTS, REPORTS, st.integers(0, 2), st.sampled_from([1, 2, 64, 128]))
def test_shards_amended_are_those_made_of_all(
    was: list[list[str]], becomes: list[list[str]], who: int, count: int
) -> None:
    """Whatever terms an agency's reports get and lose, those of other agencies stay."""
    own = [(0, 3, 6), (1, 4, 7), (2, 5, 8)]

    def of(agency: int, words: list[list[str]]) -> dict[int, bytes]:
        lines = (" ".join(one) for one in words[agency:] + words[:agency])
        return dict(Terms(Text(str(place), 0, "", (Line(1, line),)) for place, line in enumerate(lines)).parts())

    before = [of(agency, was) for agency in range(3)]
    after = [of(agency, becomes if agency == who else was) for agency in range(3)]
    for parts, some_shards in parts_of(count).items():
        then = made(own, before, parts, some_shards, count)
        changes = [(own[who], before[who].get(part, b""), after[who].get(part, b"")) for part in parts]
        new = then | amended(then, changes, count)
        expected = made(own, after, parts, some_shards, count)
        assert [list(new[number].items()) for number in some_shards] == [list(expected[n].items()) for n in some_shards]


@given(st.lists(st.integers(0, 5000), unique=True))
def test_numbers_are_read_as_they_were_written(numbers_of_it: list[int]) -> None:
    assert list(numbers_of(differences(sorted(numbers_of_it)))) == sorted(numbers_of_it)
