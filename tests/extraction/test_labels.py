"""Labels: the ways a row or column may be printed, in an order that is the same on every run."""

from __future__ import annotations

from itertools import permutations

import pytest

from sitegen.extraction.labels import column_texts
from sitegen.model import Column


@pytest.mark.parametrize("names", tuple(permutations(("总计", "合计", "小计"))))
def test_of_names_as_long_as_each_other_the_form_s_own_is_looked_for_first(names: tuple[str, str, str]) -> None:
    own, *aliases = names
    assert column_texts(Column("total", own, "Total", aliases=(*aliases, "本栏总计"))) == ("本栏总计", *names)
