"""The codebook names everything that the data name, once, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.exports import codebook

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.exports.schema import Table
    from sitegen.model import Catalogue

    Read = Callable[[str], list[dict[str, str]]]


@pytest.fixture(scope="module")
def tables(knowledge: Catalogue) -> dict[str, Table]:
    """The tables of the codebook by name."""
    return {table.name: table for table in codebook.tables(knowledge)}


def test_every_cell_of_the_data_has_its_row_and_its_column_in_the_codebook(read: Read) -> None:
    rows = {(row["form"], row["table"], row["row"]) for row in read("rows.csv")}
    columns = {(row["form"], row["table"], row["column"]) for row in read("columns.csv")}
    observed = read("observations.csv")
    assert observed
    for cell in observed:
        assert (cell["form"], cell["table"], cell["row"]) in rows
        assert (cell["form"], cell["table"], cell["column"]) in columns


def test_every_rule_form_status_and_outcome_of_the_data_is_explained(read: Read) -> None:
    codes = {(row["vocabulary"], row["code"]) for row in read("codes.csv")}
    assert {("status", row["status"]) for row in read("observations.csv")} <= codes
    assert {("standing", row["status"]) for row in read("series.csv")} <= codes
    assert {("outcome", row["outcome"]) for row in read("findings.csv")} <= codes
    assert {row["rule"] for row in read("findings.csv")} <= {row["rule"] for row in read("rules.csv")}
    assert {row["form"] for row in read("reports.csv")} <= {row["form"] for row in read("forms.csv")}


def test_nothing_of_the_catalogue_is_left_out(tables: dict[str, Table], knowledge: Catalogue) -> None:
    assert len(tables["forms"].rows) == len(knowledge.forms)
    assert len(tables["rows"].rows) == sum(len(t.rows) for f in knowledge.forms for t in f.tables)
    assert len(tables["rules"].rows) == len(knowledge.rules)
    reasons = [row for row in tables["codes"].rows if row[0] == "reason"]
    assert len(reasons) == len(knowledge.reasons)


def test_a_row_tells_its_names_its_article_its_years_and_its_indicators(read: Read) -> None:
    row = next(r for r in read("rows.csv") if (r["form"], r["row"]) == ("national-2021", "granted"))
    assert (row["number"], row["name_zh"], row["law"]) == ("(一)", "予以公开", "36(1)(2)")
    assert row["path"] == "三、本年度办理结果"
    assert (row["first_year"], row["last_year"]) == ("2021", "")
    assert row["indicators"].split()[0] == "granted"
    assert "予以公开情况" in row["aliases"].split(";")


def test_a_column_that_means_another_thing_in_another_section_is_told_twice(read: Read) -> None:
    found = [r for r in read("columns.csv") if (r["form"], r["column"]) == ("national-2021", "decisions")]
    assert [row["section"] for row in found] == ["article-20-5", "article-20-6"]


def test_each_code_has_words_in_both_languages(tables: dict[str, Table]) -> None:
    assert all(zh and en for _, _, zh, en in tables["codes"].rows)


def test_every_closed_vocabulary_of_the_published_tables_is_among_the_codes(knowledge: Catalogue, read: Read) -> None:
    """What a field may hold is what the codebook explains: levels, kinds, scopes, qualifiers, doubts."""
    known = {name: {one.value for one in some} for name, _, some in codebook.vocabularies(knowledge)}
    assert {row["level"] for row in read("agencies.csv")} <= known["level"]
    assert {row["scope"] for row in read("reports.csv")} - {""} <= known["scope"]
    assert {row["severity"] for row in read("rules.csv")} <= known["severity"]
