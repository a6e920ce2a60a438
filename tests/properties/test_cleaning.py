"""Properties of cleaning, on mixed text: readings, traditional characters, full width, things unseen, anything."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from sitegen.cleaning import clean, replay

PIECES = (
    *("務(wù)", "項(xiàng)", "国(guo)", "综合(zong)(he)", "中(", "(wu)", "(zzz)", "(a)", "ü", "ǚ", "e\u0301"),
    *("(一)", "（二）", "㈠", "①", "(China Daily)", "（子項）", "危及“三安全一稳定”"),
    *("乾坤", "乾", "髮", "後來", "皇后", "製作", "麵", "萬元", "檔案", "資訊"),
    *(
        "０",
        "１２",
        "，",
        "．",
        "5",
        "0",
        "1,234",
        "326.6万元",
        "-",
        "－",
        "½",
        "²",
        "₃",
        "⑫",
        "㎡",
        "ﬁ",
        "㍿",
        "\ufdfa",
    ),
    *("\u200b", "\ufeff", "\u202e", "\u00ad", "\x00", "\x07", "\u00a0", "\u3000", " ", "\n", "\t", "\r", "\x0b"),
    *("<script>", "{{ 7*7 }}", "=1+1", "|"),
)
mixed = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
texts = st.one_of(st.text(max_size=30), mixed, st.tuples(mixed, st.text(max_size=8), mixed).map("".join))


@given(texts)
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    """Cleaning twice is cleaning once."""
    once = clean(text).text
    again = clean(once)
    assert (again.text, again.steps) == (once, ())


@given(texts)
def test_replaying_the_steps_gives_the_cleaned_text(text: str) -> None:
    """The recorded steps, run once each in their order, do the whole work."""
    cleaned = clean(text)
    assert replay(text, cleaned.steps) == cleaned.text


@given(texts)
def test_each_character_has_a_place_in_the_source_and_their_order_is_kept(text: str) -> None:
    """There is one place for each cleaned character, within the source and never before the previous one."""
    cleaned = clean(text)
    origin = list(cleaned.origin)
    assert len(origin) == len(cleaned.text)
    assert origin == sorted(origin)
    assert all(0 <= place < len(text) for place in origin)


def folded(character: str) -> str:
    """What a character says whatever its width: raised figures as they stand, circled ones in brackets.

    A control that parts cells or lines says no more than a space.
    """
    if character in "\x07\x0b\x0c\r\x1c\x1d\x1e\x1f":
        return " "
    kind = unicodedata.decomposition(character).partition(" ")[0]
    plain = unicodedata.normalize("NFKC", character)
    if kind in {"<super>", "<sub>"}:
        return character
    return f"({plain})" if kind == "<circle>" and plain.isdigit() else plain


@given(texts)
def test_a_plain_character_comes_from_the_same_one_in_the_source(text: str) -> None:
    """Digits, signs and marks are those that stand at their place in the source, whatever their width."""
    cleaned = clean(text)
    for character, place in zip(cleaned.text, cleaned.origin, strict=True):
        if character.isascii():
            assert character in folded(text[place])


@given(texts)
def test_the_printed_span_of_a_whole_text_cleans_to_the_same(text: str) -> None:
    """What a span cuts out of the source reads, cleaned on its own, as it did in the whole."""
    cleaned = clean(text)
    if cleaned.text:
        start, end = cleaned.span(0, len(cleaned.text))
        assert clean(text[start:end]).text == cleaned.text


@given(texts)
def test_no_digit_is_lost_or_made_up(text: str) -> None:
    """The digits of a cleaned text are those of the source, in their order; a raised figure is no digit."""
    digits = [c for character in text for c in folded(character) if c in "0123456789"]
    assert [c for c in clean(text).text if c in "0123456789"] == digits


@given(st.lists(st.sampled_from(["(一)", "(China Daily)", "(子项)", "(AB)", "（十二）", "(1)"]), max_size=6))
def test_brackets_that_hold_no_reading_stay(brackets: list[str]) -> None:
    """Only readings are removed, not whatever else stands in brackets after a character."""
    text = "规章" + "中".join(brackets)
    assert clean(text).text == unicodedata.normalize("NFKC", text)
