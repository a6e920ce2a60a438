"""Headers: a column is named where its label stands as a label; labels of other forms are told apart."""

from __future__ import annotations

import pytest

from sitegen.extraction.headers import named
from sitegen.model import Column, Section

SECTION = Section("applicants", "", "", (), (Column("person", "自然人", "Person"), Column("total", "总计", "Total")))


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("", 0),
        ("自然人", 1),
        ("自然人总计", 2),
        ("总计自然人", 2),
        ("自然人(含港澳居民)", 1),
        ("自然人[件]", 1),
        ("自然人:", 1),
        ("自然人*", 1),
        ("自然人单位:件", 1),
        ("自然人商业企业", 1),
        ("自然人的申请", 0),
        ("由自然人提出,自然人", 1),
        ("法人", 0),
    ],
)
def test_a_column_is_named_where_its_label_stands_as_one(header: str, columns: int) -> None:
    """At the end, before a remark or before another label; not in the middle of a sentence."""
    assert named(SECTION, header, frozenset({"商业企业"}))[0] == columns


@pytest.mark.parametrize(
    ("header", "foreign", "others"),
    [
        ("自然人商业企业", {"商业企业"}, 1),
        ("自然人商业企业科研机构", {"商业企业", "科研机构"}, 2),
        ("自然人", {"商业企业"}, 0),
        ("自然人", {"自然人"}, 0),
        ("人", {"人"}, 0),
        ("商业企业的申请", {"商业企业"}, 0),
    ],
)
def test_labels_that_only_other_forms_have_are_counted_apart(header: str, foreign: set[str], others: int) -> None:
    """One that is a part of a label of this form says nothing of another."""
    assert named(SECTION, header, frozenset(foreign))[1] == others
