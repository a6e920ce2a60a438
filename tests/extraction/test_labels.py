"""Labels: the ways a row or column may be printed, in an order that is the same on every run."""

from __future__ import annotations

from itertools import permutations

import pytest

from sitegen.extraction.labels import column_texts, mark_before, row_label
from sitegen.model import Column
from tests.extraction.small import row


@pytest.mark.parametrize("names", tuple(permutations(("总计", "合计", "小计"))))
def test_of_names_as_long_as_each_other_the_form_s_own_is_looked_for_first(names: tuple[str, str, str]) -> None:
    own, *aliases = names
    assert column_texts(Column("total", own, "Total", aliases=(*aliases, "本栏总计"))) == ("本栏总计", *names)


# --- item marks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("(一)予以公开", 3),
        ("一、予以公开", 2),
        ("一.予以公开", 2),
        ("(二)予以公开", 0),
        ("其中予以公开", 0),
        ("予以公开", 0),
    ],
)
def test_the_item_mark_of_a_row_is_its_own_however_it_is_set(text: str, length: int) -> None:
    label = row_label(row("予以公开", number="(一)"))
    assert mark_before(text, text.index("予以公开"), label) == length


def test_a_row_without_an_item_mark_begins_with_its_label() -> None:
    assert mark_before("(一)予以公开", 3, row_label(row("予以公开"))) == 0
