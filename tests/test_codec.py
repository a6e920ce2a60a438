"""The codec: what is written comes back exactly, and nothing else is let in."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, is_dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.codec import Codec, CodecError
from sitegen.model import (
    Fact,
    Finding,
    Observation,
    Outcome,
    Place,
    Quarantined,
    Report,
    Severity,
    Source,
    Status,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import Dataset

RESULT: Codec[Report | Quarantined] = Codec(Report | Quarantined)
FIGURES = (Status.REPORTED, Status.RESOLVED)
Hint = Any  # a union of types is no type
SOURCE = Source("a/报告 1.txt", "text/plain", "a" * 64, 7)


def anything(hint: Hint) -> st.SearchStrategy[Any]:
    """Any value of a type hint of the model."""
    if hint in SPECIAL:
        return SPECIAL[hint]()
    if isinstance(hint, type) and is_dataclass(hint):
        return built(hint)
    origin: Hint = get_origin(hint)
    if origin is tuple:
        first, *rest = get_args(hint)
        several = st.lists(anything(first), max_size=2).map(tuple)
        return several if rest == [...] else st.tuples(*map(anything, (first, *rest)))
    if get_args(hint):
        return st.one_of(*map(anything, get_args(hint)))
    return st.from_type(hint)


def cells() -> st.SearchStrategy[Observation]:
    """Any cell: it has a value just when its status carries one."""
    blank = st.sampled_from([status for status in Status if status not in FIGURES])
    without = built(Observation, value=st.none(), status=blank)
    return without | built(Observation, value=anything(Decimal), status=st.sampled_from(FIGURES))


def built(cls: type, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Any object of a dataclass."""
    hints = get_type_hints(cls, localns={"dt": dt, "Decimal": Decimal})
    return st.builds(cls, **{name: anything(hint) for name, hint in hints.items() if name not in given}, **given)


SPECIAL: dict[Hint, Callable[[], st.SearchStrategy[Any]]] = {
    str: lambda: st.text(max_size=8),  # lone surrogates too: names of files may hold them
    Decimal: lambda: st.decimals(allow_nan=False, allow_infinity=False),
    Observation: cells,
}


def test_the_real_reports_come_back_as_they_were(dataset: Dataset) -> None:
    assert len(dataset.reports) >= 5
    for report in dataset.reports:
        assert RESULT.decode(RESULT.encode(report)) == report


@given(anything(Report) | anything(Quarantined))
def test_any_result_comes_back_as_it_was(result: Report | Quarantined) -> None:
    again = RESULT.decode(RESULT.encode(result))
    assert again == result
    assert repr(again) == repr(result)  # 1.0 is not 1.00, and an outcome is no mere text


def test_numbers_keep_their_digits_and_dates_stay_dates() -> None:
    finding = Finding(
        "R", Outcome.FAIL, Severity.ERROR, None, "x", left=Decimal("59237.2400"), right=dt.date(2024, 2, 29)
    )
    (again,) = RESULT.decode(RESULT.encode(Quarantined(SOURCE, (finding,)))).findings
    assert str(again.left) == "59237.2400"
    assert again.right == dt.date(2024, 2, 29)
    assert again.outcome is Outcome.FAIL


def _written(value: Decimal | dt.date | None = Decimal(5)) -> str:
    finding = Finding("R.RULE", Outcome.FAIL, Severity.ERROR, None, "x", left=value)
    return RESULT.encode(Quarantined(SOURCE, (finding,))).decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"fail"', '"failed"'),  # no such outcome
        ('"5"', '"NaN"'),
        ('"5"', '" 5"'),
        ('"5"', '"５"'),
        ('"5"', '"1_0"'),
        ('"5"', "5"),  # a number of JSON is a float to most; it is never taken for a decimal
        ("[7]", "[true]"),  # the size of the file
        ("[7]", '["7"]'),
        ("[7]", "[7,8]"),
        ("[7]", "7"),
        ('["R.RULE"]', "[null]"),
        ('["R.RULE"]', "[]"),
    ],
)
def test_what_is_not_of_the_type_is_refused(old: str, new: str) -> None:
    text = _written()
    assert old in text
    with pytest.raises(CodecError):
        RESULT.decode(text.replace(old, new, 1).encode())


def test_a_date_as_nobody_writes_it_is_refused() -> None:
    text = _written(dt.date(2024, 1, 9))
    with pytest.raises(CodecError):
        RESULT.decode(text.replace("2024-01-09", "20240109").encode())


@pytest.mark.parametrize("text", ["", "null", "{}", "[]", "[[0],[]]", "[[5],[[],[]]]", "[" * 100_000, "[1", "\x00"])
def test_what_is_no_result_at_all_is_refused(text: str) -> None:
    with pytest.raises(CodecError):
        RESULT.decode(text.encode())


def test_no_byte_of_a_result_can_be_lost_unnoticed() -> None:
    content = _written().encode()
    for end in range(len(content)):
        with pytest.raises(CodecError):
            RESULT.decode(content[:end])


def test_the_invariants_of_a_type_hold_on_arrival() -> None:
    """A blank cell with a value cannot come from a worker either."""
    cell = Observation("r", "f", "t", "row", "column", Decimal(1), "", Status.REPORTED)
    report = Report("r", SOURCE, (), None, "f", Fact("2024", "", None, "title"), observations=(cell,))
    text = RESULT.encode(report).decode()
    assert '"reported"' in text
    with pytest.raises(CodecError, match="blank"):
        RESULT.decode(text.replace('"reported"', '"blank"').encode())


def test_a_type_that_json_cannot_hold_exactly_is_refused_when_the_codec_is_made() -> None:
    @dataclass(frozen=True)
    class Weight:
        grams: float

    with pytest.raises(TypeError, match="float"):
        Codec(Weight)


def test_a_text_of_a_library_arrives_as_a_plain_text() -> None:
    """Such a text may hold on to a whole parsed page; it is told as what it says."""

    class Clinging(str):
        __slots__ = ("page",)

    source = replace(SOURCE, note=Clinging("备注"))
    arrived: Any = RESULT.decode(RESULT.encode(Quarantined(source, ()))).source.note
    assert type(arrived) is str


def _repeated(*lines: str) -> str:
    """A report of these lines as it is told."""
    return RESULT.encode(Report("r", SOURCE, lines, None, "f", Fact("2024", "", None, "title"))).decode()


@pytest.mark.parametrize("count", [1, 2, 3, 65_536, 65_537])
@pytest.mark.parametrize("words", [("甲",), ("甲", '"', "\\"), tuple(map(str, range(3000)))])
def test_lines_that_come_again_and_again_are_told_once(words: tuple[str, ...], count: int) -> None:
    lines = (words * count)[:200_000]
    assert RESULT.decode(_repeated(*lines).encode()).lines == lines  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"at":"##$$"', '"at":"##$%"'),  # a place of no value
        ('"at":"##$$"', '"at":"##$"'),
        ('"at":"##$$"', '"at":4'),
        ('"at":"##$$"', '"at":[0,0,1,1]'),
        ('"at":"##$$"', '"at":null'),
        ('"of":["甲","乙"]', '"of":["甲",7]'),
        ('"of":["甲","乙"]', '"of":{"甲":"乙"}'),
        ('"of":["甲","乙"]', '"off":["甲","乙"]'),
    ],
)
def test_places_that_name_no_value_are_refused(old: str, new: str) -> None:
    text = _repeated("甲", "甲", "乙", "乙")
    assert old in text
    with pytest.raises(CodecError):
        RESULT.decode(text.replace(old, new, 1).encode())


@pytest.mark.parametrize("count", [-1, 65_537, 10**12, 1.5, "x"])
def test_a_few_bytes_never_become_millions_of_values(count: float | str) -> None:
    text = _repeated("甲", "甲", "甲")
    assert '"at":3' in text
    with pytest.raises(CodecError):
        RESULT.decode(text.replace('"at":3', f'"at":{json.dumps(count)}', 1).encode())


def test_what_is_told_is_json() -> None:
    assert isinstance(json.loads(_written()), list)


def test_interned_texts_are_there_once_however_often_they_are_read() -> None:
    codec: Codec[Source] = Codec(Source, interned=True)
    source = replace(SOURCE, url="https://example.org/报告", note="")
    one, two = (codec.decode(codec.encode(source)) for _ in range(2))
    assert one == two == source
    assert one.path is two.path
    assert one.url is two.url


def test_equal_values_of_chosen_types_are_there_once_however_often_they_are_read() -> None:
    codec: Codec[Finding] = Codec(Finding, once=(Place,))
    first = Finding(
        "N1.SUM", Outcome.FAIL, Severity.ERROR, "a-2024", "a.html", difference=Decimal("1.0"), place=Place(3)
    )
    other = replace(first, report="b-2024", difference=Decimal(1))
    one, two = (codec.decode(codec.encode(finding)) for finding in (first, other))
    assert (one, two) == (first, other)
    assert one.place is two.place
    assert str(two.difference) == "1"
