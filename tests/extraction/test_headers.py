"""Headers: a column is named where its label stands as a label; labels of other forms are told apart."""

from __future__ import annotations

import pytest

from sitegen.extraction.headers import above, foreign_columns, headers_of, named
from sitegen.extraction.stream import stream
from sitegen.model import Column, Layout, Section
from tests.extraction.small import ONE, TWO, find, form, lines, section, table

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


def test_rows_share_the_nearest_header_and_no_other_text_between_them_takes_its_place() -> None:
    headers = ("表头:公民个人总计", "", "全年共办结", "公民个人商业企业", "按上年口径", "")
    of = table(Layout.MATRIX, section("公民个人 总计", ONE))
    assert tuple(above(headers, of, frozenset({"商业企业"}))) == (*headers[:1] * 3, *headers[3:4] * 3)
    assert tuple(above(("全年", ""), of, frozenset())) == ("", "")


def test_a_column_is_foreign_that_only_another_form_has_in_the_same_table() -> None:
    mine, other = (
        form(table(Layout.MATRIX, section("自然人 总计", ONE))),
        form(
            table(Layout.MATRIX, section("自然人 商业企业", ONE)),
            table(Layout.MATRIX, section("科研机构", ONE), name="x"),
            name="other",
        ),
    )
    assert foreign_columns((mine, other), mine, "requests") == {"商业企业"}
    assert foreign_columns((mine, other), other, "requests") == {"总计"}
    assert foreign_columns((mine, other), mine, "x") == {"科研机构"}


def test_the_header_of_a_row_is_what_stands_between_it_and_the_figures_before_it() -> None:
    of = form(table(Layout.STACKED, section("新制作数量 总数量", ONE), section("处理决定数量 总数量", TWO)))
    text = f"引言\n新制作数量 总数量\n{ONE}\n1\n2\n处理决定数量 总数量\n{TWO}\n3\n4\n"
    (match,) = find(text, of)
    assert match.headers == ("引言新制作数量总数量", "处理决定数量总数量")
    assert headers_of(match.rows[::-1][:1], (), stream(lines(text)))[0].endswith("处理决定数量总数量")
