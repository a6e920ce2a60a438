"""Text as it is searched: the same whatever characters it was printed or typed in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.search.folding import folded, shard, shard_key, terms, traditional_of


@pytest.mark.parametrize(
    ("printed", "searched"),
    [
        ("政府資訊公開", "政府资讯公开"),
        ("１２，９１６件", "12,916件"),
        ("ＡＢＣ Word", "abc word"),
        ("行政许可", "行政许可"),
    ],
)
def test_traditional_full_width_and_capital_letters_are_found_as_they_are_typed(printed: str, searched: str) -> None:
    """Nobody knows how a report was typed."""
    assert folded(printed) == searched


@given(st.text())
def test_a_character_stays_one_character(text: str) -> None:
    """So that what is found can be marked in the text as it is printed."""
    assert len(folded(text)) == len(text)


def test_the_terms_of_chinese_are_pairs_and_those_of_other_writing_words() -> None:
    """The last character of a run stands alone, so that one character can be looked for."""
    assert terms("信息公开 2019 年 Open Data x") == {"信息", "息公", "公开", "开", "2019", "年", "open", "data"}


def test_space_between_chinese_characters_separates_nothing() -> None:
    """Titles are often printed in spaced characters."""
    assert terms("公 开\u3000年 报") == terms("公开年报")


@given(st.lists(st.text(st.sampled_from("公开報Ａa1 \u3000\x00,"))))
def test_texts_have_the_terms_that_each_of_them_has(texts: list[str]) -> None:
    """Nothing is a term that begins in one text and ends in another."""
    assert terms(*texts) == {term for text in texts for term in terms(text)}


@given(st.text())
def test_a_text_is_folded_character_by_character(text: str) -> None:
    """Whatever stands beside them, as the script does it: a sigma at the end of a word is one like all others."""
    assert folded(text) == "".join(map(folded, text))


def test_a_text_with_many_characters_to_be_replaced_is_folded_like_one_with_few() -> None:
    """Such as one in Traditional characters."""
    text = "".join(map(chr, range(0x3400, 0x9FFF, 7)))
    assert folded(text) == "".join(map(folded, text))


def test_hashes_are_no_words() -> None:
    """What is longer than words are is not kept."""
    assert not terms("a" * 64)


@given(st.text(min_size=1), st.text())
def test_whatever_holds_a_pair_of_characters_has_it_as_a_term(before: str, after: str) -> None:
    """No text around hides it."""
    assert "许可" in terms(f"{before}许可{after}")


@given(st.sampled_from(["公开", "refused", "2019"]), st.integers(1, 512))
def test_a_term_is_kept_in_one_of_the_shards(term: str, shards: int) -> None:
    """Terms with the same beginning are kept together."""
    assert 0 <= shard(shard_key(term), shards) < shards
    assert shard_key(term) == shard_key(term[:2])


def test_the_table_of_characters_has_those_that_stand_for_what_is_there_and_no_others() -> None:
    """A query in Traditional characters is turned into the text's."""
    traditional, simplified = traditional_of("商务厅")
    pairs = dict(zip(traditional, simplified, strict=True))
    assert (pairs["務"], pairs["廳"]) == ("务", "厅")
    assert set(simplified) <= set("商务厅")
