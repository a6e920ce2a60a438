"""Knowledge: what is wrong in ``data/`` is refused with file and line, and what is there is complete and well kept."""

from __future__ import annotations

import ast
import csv
import importlib
import re
import shutil
import string
import tomllib
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from sitegen.catalogue import KnowledgeError, load
from sitegen.catalogue.needed import REASONS, RULES
from sitegen.catalogue.registry import uscc_is_valid
from sitegen.checks import agreement, attribution
from sitegen.extraction.labels import column_texts, row_label
from sitegen.model import Layout, Outcome, Part, Severity
from sitegen.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from sitegen.model import Catalogue, Dataset, Rule, Section

REQUESTS, REMEDIES, METADATA, READING = (
    f"rules/{name}.toml" for name in ("1-requests", "2-remedies", "4-metadata", "5-reading")
)
PROACTIVE, YEARS = "rules/3-proactive.toml", "rules/7-years.toml"
FORM, LIST = "forms/national-2019.toml", "forms/zhejiang-2013.toml"


@pytest.fixture(scope="session")
def knowledge(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the knowledge without the evidence, never changed."""
    folder = tmp_path_factory.mktemp("knowledge") / "data"
    return shutil.copytree(root / "data", folder, ignore=shutil.ignore_patterns("reports"))


@pytest.fixture
def data(knowledge: Path, tmp_path: Path) -> Path:
    """A copy of the knowledge to spoil."""
    return shutil.copytree(knowledge, tmp_path / "data")


def spoil(data: Path, file: str, old: str, new: str) -> int:
    """Plant an error at the first place where ``old`` stands, and tell the line of the place."""
    path = data / file
    text = path.read_text(encoding="utf-8")
    if old not in text:
        message = f"{file} no longer holds {old!r}"
        raise LookupError(message)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def entry_line(data: Path, file: str, line: int, header: str = r"\[\[?.+\]") -> int:
    """The line of the header below which a line of a TOML file stands; 1 above the first header."""
    lines = (data / file).read_text(encoding="utf-8").split("\n")[:line]
    return max([n for n, text in enumerate(lines, 1) if re.match(header, text)], default=1)


# --- what is wrong is refused ----------------------------------------------------------------------------------------

IN_A_RULE = (
    # what is wrong, the file, what stands there, what is put in its place, what the error says of it
    ("a sum over a term that no table has", REQUESTS, '"natural_person", ', '"natural_persn", ', "natural_persn"),
    ("a carry-over into a row that no table has", READING, 'left = ["carried_in"]', 'left = ["carried"]', "carried"),
    ("a carry-over of two rows", READING, 'left = ["carried_in"]', 'left = ["carried_in", "other"]', "one row"),
    ("a message with an unknown place", REQUESTS, "总计都是 {left}。", "总计都是 {lefft}。", "lefft"),
    ("a message that looks into an object", REQUESTS, "总计都是 {left}。", "总计都是 {left.real}。", "left.real"),
    ("a message for an unknown outcome", REQUESTS, "pass = { zh", "passed = { zh", "passed"),
    ("a message in one language", REMEDIES, ', en = "{where}: the results add up to the total, {left}."', "", "'en'"),
)

IN_AN_ENTRY = (
    ("a rule with an unknown key", REQUESTS, 'each = "row"', 'each = "row"\ncolour = "red"', "colour"),
    ("a rule without a name", REQUESTS, 'zh = "依申请公开表:各类申请人之和等于总计"\n', "", "'zh' is missing"),
    ("a rule with a number for a text", REQUESTS, 'each = "row"', "each = 3", "'each' is 3"),
    ("a rule of an unknown kind", REQUESTS, 'kind = "sum"', 'kind = "product"', "kind"),
    ("a rule of an unknown severity", REQUESTS, 'severity = "error"', 'severity = "grave"', "severity"),
    ("a sum over an unknown form", REQUESTS, '"national-2019", ', '"national-2091", ', "national-2091"),
    ("a sum over an unknown table", REQUESTS, 'table = "requests"', 'table = "request"', "'request'"),
    ("a sum over neither rows nor columns", REQUESTS, 'each = "row"', 'each = "cell"', "each"),
    ("a sum with an unknown view of blanks", REQUESTS, 'each = "row"', 'each = "row"\nblank = "one"', "blank"),
    ("an identity with an unknown key", REQUESTS, 'left = ["total"]', 'left = ["total"]\nmiddle = []', "middle"),
    ("an identity with a number as term", REQUESTS, 'left = ["total"]', "left = [3]", "left"),
    ("a deadline with an unknown key", METADATA, "month = 1\n", "month = 1\nhour = 12\n", "hour"),
    ("a deadline with a text as month", METADATA, "month = 1\n", 'month = "1"\n', "month"),
    ("a reason with an unknown place", "reasons.toml", "{where}:文件是空的", "{wo}:文件是空的", "wo"),
    ("a reason in one language", "reasons.toml", 'en = "{where}: the file is empty."', "", "'en' is missing"),
    ("a form with an unknown key", FORM, "first_year = 2019", "first_year = 2019\ncolour = 1", "colour"),
    ("a form without its basis", FORM, 'basis_zh = "国办公开办函〔2019〕60号"\n', "", "'basis_zh' is missing"),
    ("a form with a text as year", FORM, "first_year = 2019", 'first_year = "2019"', "first_year"),
    (
        "a form that is called otherwise than its file",
        FORM,
        'id = "national-2019"',
        'id = "national"',
        "the file's name",
    ),
    ("a table laid out in an unknown way", FORM, 'layout = "stacked"', 'layout = "piled"', "layout"),
    ("a table with an unknown key", FORM, 'corner = "信息内容"', 'edge = "信息内容"', "edge"),
    ("a row that is no term", FORM, '"normative_documents"]', '"normative_document"]', "'normative_document'"),
    ("a column that is no term", FORM, '"disclosed_total"]', '"disclosed_totl"]', "'disclosed_totl'"),
    ("a term with an unknown key", "terms.toml", 'law = "36(1)(2)"', 'act = "36(1)(2)"', "act"),
    ("a term without its English name", "terms.toml", 'en = "Disclosed (granted)"\n', "", "'en' is missing"),
    ("a term with a text as depth", "terms.toml", "depth = 1", 'depth = "1"', "depth"),
    ("a setting that is unknown", "site.toml", "version", 'theme = "dark"\nversion', "theme"),
    ("a site without a version", "site.toml", 'version = "', 'edition = "', "edition"),
    ("a part that no site has left out", "site.toml", "leave_out = []", 'leave_out = ["pages"]', "pages"),
    ("a part left out twice", "site.toml", "leave_out = []", 'leave_out = ["api", "api"]', "twice"),
    ("parts left out that are no list", "site.toml", "leave_out = []", "leave_out = 3", "leave_out"),
    ("a site at no web address", "site.toml", "version", 'base_url = "javascript:1"\nversion', "base_url"),
    ("a pattern of furniture that is none", "unwanted.toml", "'扫一扫'", "'扫一扫('", "扫一扫"),
    ("a pattern of what is hidden that is none", "redaction.toml", "'件'", "'件('", "件("),
    ("a kind of number with an unknown check digit", "redaction.toml", 'check = "resident"', 'check = "luhn"', "check"),
    ("a table with a corner in one language", FORM, 'corner_en = "Content"\n', "", "'corner_en'"),
    ("a pattern of furniture that is a number", "unwanted.toml", "'扫一扫'", "3", "furniture"),
)

IN_A_LINE = (
    ("TOML with an open text", REQUESTS, 'each = "row"', 'each = "row', "Illegal"),
    ("a term that is written twice", "terms.toml", "[row.carried_in]", "[row.received_new]", "twice"),
    ("a column with an unknown key", FORM, 'en = "Procurement amount"', 'english = "Procurement amount"', "english"),
    ("a column with numbers as aliases", FORM, 'aliases = ["采购金额", "采购总金额(万元)"]', "aliases = [1]", "texts"),
    ("a row with an unknown key", LIST, 'en = "Full-time staff"', 'english = "Full-time staff"', "english"),
    ("a row without a label", LIST, 'zh = "全职人员", ', "", "'zh' is missing"),
    ("a row that is no identifier", LIST, '"staff_part_time"', '"staff-part-time"', "staff-part-time"),
    ("a heading without a depth", LIST, 'en = "Dedicated funding", depth = 1', 'en = "Dedicated funding"', "depth"),
    ("an agency that is there twice", "agencies.csv", "guangzhou-commerce,", "chaoyang-commerce,", "already on line"),
    ("an agency with a wrong code", "agencies.csv", "11330800002618197P", "11330800002618197Q", "social credit"),
    ("an agency of an unknown division", "agencies.csv", "211300", "211301", "211301"),
    ("an agency of an unknown level", "agencies.csv", ",province,", ",empire,", "level"),
    ("an agency of an unknown kind", "agencies.csv", ",department,", ",bureau,", "kind"),
    ("an agency that may be merged", "agencies.csv", ",yes,", ",maybe,", "merged"),
    ("an agency with capitals in its id", "agencies.csv", "sichuan-commerce", "Sichuan-commerce", "lower-case"),
    ("a CSV file with another header", "agencies.csv", "id,name_zh", "key,name_zh", "the header must be"),
    ("a CSV row that is too short", "agencies.csv", ",commerce,yes,", ",commerce,yes", "9 fields"),
    ("a CSV row that is too long", "agencies.csv", ",commerce,yes,", ",commerce,yes,,", "9 fields"),
    ("a division with five digits", "divisions.csv", "210000,", "21000,", "six digits"),
    ("a division below an unknown one", "divisions.csv", ",210000\n", ",220000\n", "220000"),
    ("a division that is there twice", "divisions.csv", "211300,", "210000,", "already on line"),
    ("an indicator that is there twice", "indicators.csv", "requests_carried_in,", "requests_received,", "already"),
    ("a concordance of an unknown indicator", "concordance.csv", "requests_carried_in,", "requests_lost,", "_lost"),
    ("a concordance in an unknown form", "concordance.csv", ",zhejiang-2013,", ",zhejiang-2031,", "zhejiang-2031"),
    ("a concordance with an unknown cell", "concordance.csv", "requests/carried_in/total", "requests/x/total", "cell"),
    ("an indicator of an unknown group", "indicators.csv", "received,新收申请,Requests received,件,requests,",
     "received,新收申请,Requests received,件,demands,", "demands"),
    ("a group that is there twice", "groups.csv", "outcomes,", "requests,", "already"),
    ("an indicator with the id of a group", "indicators.csv", "requests_carried_in,", "remedies,", "id of a group"),
    ("a rate without a denominator", "indicators.csv", "granted partial,requests_closed,", "granted partial,,", "both"),
    ("a rate of an unknown indicator", "indicators.csv", "granted partial,", "granted partially,", "partially"),
    ("a rate in another unit", "indicators.csv", "Disclosure rate,%,", "Disclosure rate,件,", "%"),
    ("a count in per cent", "indicators.csv", "Requests closed,件,", "Requests closed,%,", "%"),
    ("a rate of a rate", "indicators.csv", ",refused,requests_closed,", ",disclosure_rate,requests_closed,", "a rate"),
    ("a rate that counts a cell twice", "indicators.csv", "granted partial,", "granted granted,", "twice"),
    ("a concordance of a rate", "concordance.csv", "requests_carried_in,national-2019", "refusal_rate,national-2019",
     "is a rate"),
    ("a concordance with a cell that is there twice", "concordance.csv", "count statistics/replies_granted/count",
     "count statistics/replies_already_public/count", "twice"),
    ("a doubt without a reason", "concordance.csv", "旧表没有「尚未审结」,The old form has no pending cases", ",",
     "reason"),
    ("a sameness with a reason", "concordance.csv", "carried_in/total,same,,", "carried_in/total,same,同,alike",
     "reason"),
    ("a break in an unknown form", "breaks.csv", ",national-2021,unclear", ",national-2022,unclear", "national-2022"),
    ("a break of an unknown indicator", "breaks.csv", ",unclear,", ",unclean,", "unclean"),
    ("a break in a year of another form", "breaks.csv", "2021,national-2021,unclear", "2020,national-2021,unclear",
     "year"),
    ("a break in no year", "breaks.csv", "2024,", "later,", "year"),
    ("a break without a reason", "breaks.csv",
     "2019 年起的表式分列尚未审结,诉讼分为未经复议直接起诉和复议后起诉", "", "reason"),
    ("a break that is there twice", "breaks.csv", ",rules_in_force,", ",rules_issued,", "already"),
    ("a concordance of an unknown grade", "concordance.csv", ",approximate,", ",roughly,", "grade"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "about"), [case[1:] for case in IN_A_RULE], ids=[c[0] for c in IN_A_RULE]
)
def test_a_wrong_part_of_a_rule_is_refused_at_the_rule(data: Path, file: str, old: str, new: str, about: str) -> None:
    """The error names the file, the line where the rule begins, and what is wrong with it."""
    line = entry_line(data, file, spoil(data, file, old, new), r"\[\[rule\]\]")
    with pytest.raises(KnowledgeError, match=re.escape(about)) as error:
        load(data)
    assert (error.value.path, error.value.line) == (data / file, line)


@pytest.mark.parametrize(
    ("file", "old", "new", "about"), [case[1:] for case in IN_AN_ENTRY], ids=[c[0] for c in IN_AN_ENTRY]
)
def test_a_wrong_entry_is_refused_with_its_file_and_line(data: Path, file: str, old: str, new: str, about: str) -> None:
    """The error names the file, the line where the entry begins, and what is wrong with it."""
    line = entry_line(data, file, spoil(data, file, old, new))
    with pytest.raises(KnowledgeError, match=re.escape(about)) as error:
        load(data)
    assert (error.value.path, error.value.line) == (data / file, line)
    assert str(error.value).startswith(f"{data / file}:{line}: ")


@pytest.mark.parametrize(
    ("file", "old", "new", "about"), [case[1:] for case in IN_A_LINE], ids=[c[0] for c in IN_A_LINE]
)
def test_a_wrong_line_is_refused_with_its_file_and_line(data: Path, file: str, old: str, new: str, about: str) -> None:
    """Where a line is an entry of its own, the error names just that line."""
    line = spoil(data, file, old, new)
    with pytest.raises(KnowledgeError, match=re.escape(about)) as error:
        load(data)
    assert (error.value.path, error.value.line) == (data / file, line)


def test_a_second_rule_of_the_same_id_is_refused_where_it_stands(data: Path) -> None:
    """The error names the second rule, and the line of the first."""
    line = spoil(data, REQUESTS, 'id = "T3.BAL"', 'id = "T3.ROW"')
    with pytest.raises(KnowledgeError, match=r"'T3\.ROW' stands already on line 3") as error:
        load(data)
    assert (error.value.path, error.value.line) == (data / REQUESTS, line - 1)


def test_a_second_table_of_the_same_id_is_refused_where_it_stands(data: Path) -> None:
    """A form cannot hold two tables of one name."""
    line = spoil(data, FORM, 'id = "requests"\nzh', 'id = "proactive"\nzh')
    with pytest.raises(KnowledgeError, match="'proactive' stands already") as error:
        load(data)
    assert (error.value.path, error.value.line) == (data / FORM, line - 1)


def test_an_alias_of_an_unknown_agency_is_refused(data: Path) -> None:
    """A name must belong to somebody."""
    with (data / "aliases.csv").open("a", encoding="utf-8") as file:
        file.write("nobody-at-all,某局,\n")
    lines = (data / "aliases.csv").read_text(encoding="utf-8").split("\n")
    with pytest.raises(KnowledgeError, match="nobody-at-all") as error:
        load(data)
    assert (error.value.path, error.value.line) == (data / "aliases.csv", lines.index("nobody-at-all,某局,") + 1)


@pytest.mark.parametrize(
    "file",
    [
        "terms.toml",
        "reasons.toml",
        "unwanted.toml",
        "site.toml",
        "corrections.toml",
        "agencies.csv",
        "divisions.csv",
        "aliases.csv",
        "indicators.csv",
        "concordance.csv",
        "groups.csv",
        "breaks.csv",
        "events.csv",
    ],
)
def test_a_missing_file_is_named(data: Path, file: str) -> None:
    """Knowledge that is not there is our own fault, not an accident of the machine."""
    (data / file).unlink()
    with pytest.raises(KnowledgeError, match="the file is missing") as error:
        load(data)
    assert (error.value.path, error.value.line) == (data / file, 1)


@pytest.mark.parametrize("file", ["terms.toml", "agencies.csv"])
def test_a_file_that_is_not_utf_8_is_refused(data: Path, file: str) -> None:
    """Knowledge is written in UTF-8 and in nothing else; the line of the first other byte is named."""
    (data / file).write_bytes(b"# one\n# two\n# " + "规章".encode("gb18030") + b"\n")
    with pytest.raises(KnowledgeError, match="utf-8") as error:
        load(data)
    assert (error.value.path, error.value.line) == (data / file, 3)


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("nobody,merger,2020,合并,merged", "there is no agency 'nobody'"),
        ("quzhou-commerce,fusion,2020,合并,merged", "'kind' must be one of"),
        ("quzhou-commerce,merger,20,合并,merged", "must be a report year"),
        ("quzhou-commerce,merger,1999,合并,merged", "must be a report year"),
        ("quzhou-commerce,merger,2020,,merged", "'note_zh' is empty"),
        ("quzhou-commerce,merger,2020,合并", "5 fields"),
        ("quzhou-commerce,merger,2019,合并,merged", "stands already on line 2"),
    ],
)
def test_a_wrong_event_is_refused_at_its_line(data: Path, line: str, about: str) -> None:
    """An event names a registered agency, one of the kinds, a report year, and what happened in both languages."""
    head = "agency,kind,year,note_zh,note_en\n"
    (data / "events.csv").write_text(f"{head}quzhou-commerce,merger,2019,合并,merged\n{line}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=re.escape(about)) as error:
        load(data)
    assert (error.value.path, error.value.line) == (data / "events.csv", 3)


def test_events_are_loaded_with_the_year_from_which_they_count(data: Path) -> None:
    """A line an event; the years before and after are compared as always."""
    line = "quzhou-commerce,renamed,2019,由贸粮局改名,renamed from another bureau\n"
    with (data / "events.csv").open("a", encoding="utf-8") as file:
        file.write(line)
    event = load(data).events[-1]
    assert (event.agency, event.kind, event.year, event.note_zh) == ("quzhou-commerce", "renamed", 2019, "由贸粮局改名")


def test_reports_on_the_national_forms_have_six_chapters(catalogue: Catalogue) -> None:
    """Each by its number, with its official title among those it is known by."""
    assert [chapter.number for chapter in catalogue.chapters] == [1, 2, 3, 4, 5, 6]
    for chapter in catalogue.chapters:
        assert chapter.zh in chapter.titles


UNSEEN = (
    # what is wrong, the file, what stands there, what is put in its place
    ("a text that is no template", REQUESTS, "总计都是 {left}。", "总计都是 {left。"),
    ("a place without a name", REQUESTS, "总计都是 {left}。", "总计都是 {}。"),
    ("a place with more than its name", REQUESTS, "总计都是 {left}。", "总计都是 {left!r:>9999}。"),
    ("a message of a reading rule for no outcome", READING, "fail = { zh", "failure = { zh"),
    ("an identity without a left side", REQUESTS, 'left = ["total"]', "left = []"),
    ("a rules file with another table", METADATA, "[[rule]]", "[[rules]]\nid = 1\n\n[[rule]]"),
    ("a reasons file with another table", "reasons.toml", "[reason.empty]", "[reasons.empty]"),
    ("a reason that the code gives and nobody words", "reasons.toml", "[reason.too_large]", "[reason.too_big]"),
    ("a rule that the code names and nobody wrote", READING, 'id = "R.NO_FORM"', 'id = "R.NO_TABLE"'),
    ("a deadline in a thirteenth month", METADATA, "month = 1\n", "month = 13\n"),
    ("a deadline on the 30th of February", METADATA, "month = 1\nday = 31", "month = 2\nday = 30"),
    ("a deadline that most years do not have", METADATA, "month = 1\nday = 31", "month = 2\nday = 29"),
    ("a deadline that is true", METADATA, "month = 1\n", "month = true\n"),
    ("a deadline of an unknown kind of agency", METADATA, 'kind = "department"', 'kind = "bureau"'),
    ("a form that ends before it begins", FORM, "last_year = 2020", "last_year = 2010"),
    ("a section without columns", FORM, 'columns = ["items_previous_year", "items_change"]', "columns = []"),
    ("a number in the list of rows", FORM, 'rows = ["charges"]', "rows = [3]"),
    ("an agency without a name", "agencies.csv", ",四川省商务厅,", ",,"),
    ("a division below itself", "divisions.csv", ",210000\n", ",211300\n"),
    ("two divisions below each other", "divisions.csv", "Liaoning Province,\n", "Liaoning Province,211300\n"),
    ("a division without a name", "divisions.csv", ",辽宁省,", ",,"),
    ("a comparison of a term that no table has", PROACTIVE, 'left = ["disclosed_total"]', 'left = ["disclosed_totl"]'),
    ("a comparison without a left side", PROACTIVE, 'left = ["disclosed_total"]', "left = []"),
    ("a comparison in an unknown relation", PROACTIVE, 'relation = ">="', 'relation = "=>"'),
    ("a comparison with a term of no year", PROACTIVE, 'right = ["disclosed"]', 'right = ["after:disclosed"]'),
    ("a comparison of rows that are not there", PROACTIVE, 'rows = ["rules", ', 'rows = ["rulers", '),
    ("a comparison with an unknown form", PROACTIVE, 'forms = ["national-2019"]', 'forms = ["national-2018"]'),
    ("a rule for an unknown level", PROACTIVE, 'level = "province"', 'level = "state"'),
    ("a measure of no number", PROACTIVE, "decimals = 6", 'decimals = "six"'),
    ("a measure that lacks what its kind needs", PROACTIVE, "decimals = 6, ", ""),
    ("a leap of a cell that no form has", YEARS, '"requests/received_new/total"', '"requests/received/total"'),
    ("an unknown key of an identity", REQUESTS, 'left = ["total"]', 'left = ["total"]\nextra = true'),
    ("chapters out of order", "chapters.toml", "number = 2", "number = 3"),
    ("a chapter without titles", "chapters.toml", 'titles = ["总体情况"', 'titles = []\nmore = ["总体情况"'),
    ("a title of two chapters", "chapters.toml", '"其他事项"', '"主动公开情况"'),
    ("a concordance without a cell", "concordance.csv", ",requests/carried_in/total,", ",,"),
)


@pytest.mark.parametrize(("file", "old", "new"), [case[1:] for case in UNSEEN], ids=[case[0] for case in UNSEEN])
def test_a_mistake_that_would_show_later_is_refused_at_once(data: Path, file: str, old: str, new: str) -> None:
    """What would fail, or silently do nothing, on some report of another day is refused when knowledge is loaded.

    The error names the line or its entry; of what is missing, only where it should be.
    """
    line = spoil(data, file, old, new)
    with pytest.raises(KnowledgeError) as error:
        load(data)
    if "which the code names" in str(error.value):
        assert error.value.path in {data / file, (data / file).parent}
    else:
        headers = (r"\[\[?.+\]", r"\[\[rule\]\]", r"\[\[.+\]\]")
        entries = {line, *(entry_line(data, file, line, header) for header in headers)}
        assert error.value.path == data / file
        assert error.value.line in (entries if file.endswith(".toml") else {line})


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("agencies.csv", "四川省商务厅,", '"四川省"商务厅,'),
        (LIST, 'id = "staff_part_time"', 'id = "staff_full_time"'),
        (FORM, 'rows = ["licensing", "other_services"]', 'rows = ["licensing", "licensing"]'),
    ],
    ids=["a quotation mark within a CSV field", "a row of a list that is there twice", "a row that is there twice"],
)
def test_a_mistake_is_refused_at_the_line_where_it_stands(data: Path, file: str, old: str, new: str) -> None:
    """A file of a hundred lines is searched by nobody: the error names the row, or at least its section."""
    line = spoil(data, file, old, new)
    with pytest.raises(KnowledgeError) as error:
        load(data)
    assert error.value.line in ({line} if file.endswith(".csv") else {line, entry_line(data, file, line)})


def test_the_check_character_of_a_unified_social_credit_code_counts() -> None:
    """Codes printed by real agencies are valid; one changed or doubtful character makes them invalid."""
    for code in ("11330800002618197P", "11370883004325769B", "1133068200259085XF", "113325000026455663"):
        assert uscc_is_valid(code)
        assert not uscc_is_valid(code[:-1])
        assert uscc_is_valid(code.lower()) == code.isdecimal()
        for place in range(len(code)):
            other = "1" if code[place] != "1" else "2"
            assert not uscc_is_valid(code[:place] + other + code[place + 1 :])
    assert not uscc_is_valid("11330800002618I97P")
    assert not uscc_is_valid("")


# --- what is right is loaded -----------------------------------------------------------------------------------------


def test_settings_are_loaded_as_they_are_written(data: Path) -> None:
    """Addresses are optional, and none when left out, as are the parts that the site leaves out."""
    assert (load(data).site.base_url, load(data).site.repository, load(data).site.leave_out) == (None, None, ())
    with (data / "site.toml").open("a", encoding="utf-8") as file:
        file.write('base_url = "https://example.org/ogi/"\nrepository = "https://example.org/code"\n')
    text = (data / "site.toml").read_text(encoding="utf-8").replace("leave_out = []", 'leave_out = ["xlsx", "api"]')
    (data / "site.toml").write_text(text, encoding="utf-8")
    site = load(data).site
    assert site.leave_out == (Part.XLSX, Part.API)
    assert (site.base_url, site.repository) == ("https://example.org/ogi/", "https://example.org/code")


def test_agencies_are_loaded_with_all_that_is_known_of_them(data: Path) -> None:
    """Names, division, code and whether an agency was merged; what is left empty is none."""
    with (data / "aliases.csv").open("a", encoding="utf-8") as file:
        file.write("quzhou-commerce,衢州市贸粮局,旧名\n")
    catalogue = load(data)
    quzhou, ziyang = catalogue.agency("quzhou-commerce"), catalogue.agency("ziyang-economic-cooperation")
    assert quzhou.names == ("衢州市贸粮局",)
    assert (quzhou.uscc, quzhou.merged) == ("11330800002618197P", False)
    assert (ziyang.uscc, ziyang.merged) == (None, True)
    assert (catalogue.division("211300").parent, catalogue.division("210000").parent) == ("210000", None)
    assert [agency.id for agency in catalogue.agencies] == sorted(agency.id for agency in catalogue.agencies)


# --- what is there is complete ---------------------------------------------------------------------------------------


class Named(Protocol):
    """Anything that has a name in both languages."""

    @property
    def zh(self) -> str:
        """The Chinese name."""

    @property
    def en(self) -> str:
        """The English name."""


def sections(catalogue: Catalogue) -> Iterator[tuple[str, Layout, Section]]:
    """Every section of every form, with the name and layout of its table."""
    for form in catalogue.forms:
        for table in form.tables:
            for section in table.sections:
                yield f"{form.id}/{table.id}", table.layout, section


def test_no_two_rows_of_a_section_can_be_taken_for_one_another(catalogue: Catalogue) -> None:
    """A label or alias leads to one row; in a list, where labels repeat, the headings above tell rows apart."""
    for name, layout, section in sections(catalogue):
        seen: dict[tuple[object, ...], str] = {}
        for row in section.rows:
            for text in row_label(row).texts:
                place = (row.path, text) if layout is Layout.LIST else (text,)
                assert seen.setdefault(place, row.id) == row.id, f"{name}: {text} is {seen[place]} and {row.id}"


def test_no_two_columns_of_a_section_can_be_taken_for_one_another(catalogue: Catalogue) -> None:
    """A column title or alias leads to one column."""
    for name, _, section in sections(catalogue):
        seen: dict[str, str] = {}
        for column in section.columns:
            for text in column_texts(column):
                assert seen.setdefault(text, column.id) == column.id, f"{name}: {text}"


def test_no_alias_repeats_what_is_said_already(catalogue: Catalogue) -> None:
    """Labels are compared without spaces and quotation marks, so an alias must differ in more than those."""
    for name, _, section in sections(catalogue):
        for row in section.rows:
            assert len(row_label(row).texts) == 1 + len(row.aliases), f"{name}/{row.id}"
        for column in section.columns:
            assert len(column_texts(column)) == 1 + len(column.aliases), f"{name}/{column.id}"


def test_every_name_stands_in_both_languages(catalogue: Catalogue) -> None:
    """No form, table, row, column, rule or indicator lacks its Chinese or English name, nor are the two mixed up."""
    named: list[Named] = [*catalogue.forms, *catalogue.rules, *catalogue.indicators]
    named += [*catalogue.agencies, *catalogue.divisions]
    named += [table for form in catalogue.forms for table in form.tables]
    for _, _, section in sections(catalogue):
        named += [*section.rows, *section.columns, *section.headings]
    for item in named:
        assert re.search(r"[\u4e00-\u9fff]", item.zh), item
        assert re.search(r"[A-Za-z]", item.en), item
        assert not re.search(r"[\u4e00-\u9fff]", item.en), item


def test_every_cell_that_counts_something_has_a_unit_and_money_has_none(catalogue: Catalogue) -> None:
    """Counts take their unit from the form; amounts only from what is printed."""
    for name, _, section in sections(catalogue):
        for row in section.rows:
            for column in section.columns:
                assert bool(row.unit or column.unit) != column.money, f"{name}/{row.id}/{column.id}"


def test_every_term_is_used_by_a_form(catalogue: Catalogue, root: Path) -> None:
    """A term that no form uses is left over."""
    terms = tomllib.loads((root / "data" / "terms.toml").read_text(encoding="utf-8"))
    used = {"row": set[str](), "column": set[str]()}
    for _, _, section in sections(catalogue):
        used["row"] |= {row.id for row in section.rows}
        used["column"] |= {column.id for column in section.columns}
    assert set(terms["row"]) <= used["row"]
    assert set(terms["column"]) <= used["column"]


def outcomes(rule: Rule) -> set[str]:
    """The outcomes for which a rule needs words of its own; the rest are worded by reasons."""
    if rule.kind == "reading":
        if rule.identities:
            return {Outcome.PASS}  # it is told only where it has decided something
        unworded = rule.id == "R.UNREADABLE_FILE"
        return set() if unworded else {Outcome.UNCERTAIN if rule.severity is Severity.NOTICE else Outcome.FAIL}
    if rule.kind in {"claim", "growth"}:
        fails = set() if rule.severity is Severity.NOTICE else {Outcome.FAIL}
        return {Outcome.PASS, Outcome.UNCERTAIN, *fails}
    told = {Outcome.PASS, Outcome.UNCERTAIN if rule.severity is Severity.NOTICE else Outcome.FAIL}
    kinds: dict[str, set[str]] = {"gap": set(), "echo": {Outcome.UNCERTAIN}, "names": {*told, Outcome.UNCERTAIN}}
    return kinds.get(rule.kind, {*told})


def test_every_rule_has_words_for_what_it_can_find(catalogue: Catalogue) -> None:
    """Checks pass or fail; notices, and reading where nobody is to blame, are uncertain; nothing more is worded."""
    for rule in catalogue.rules:
        assert {m.key for m in rule.messages} == outcomes(rule), rule.id


def test_both_languages_tell_the_same(catalogue: Catalogue) -> None:
    """A message fills the same places in Chinese and in English."""
    for text in (*catalogue.reasons, *(m for rule in catalogue.rules for m in rule.messages)):
        zh, en = ({name for _, name, _, _ in string.Formatter().parse(words)} for words in (text.zh, text.en))
        assert zh == en, text


def test_every_message_of_the_real_dataset_is_a_whole_sentence(dataset: Dataset) -> None:
    """No place is left open, in either language, and nothing technical shows through."""
    for finding in dataset.findings:
        zh, en = (message(finding, dataset.catalogue, language) for language in ("zh", "en"))
        assert zh.endswith("。"), zh
        assert en.endswith("."), en
        assert not re.search(r"[{}]|None|Decimal|national-|/", zh), zh
        assert not re.search(r"[{}]|None|Decimal", en), en


def code(root: Path) -> Iterator[tuple[ModuleType, ast.AST]]:
    """Every node of the code with its module, but for the list of names that knowledge is held against."""
    for path in sorted((root / "sitegen").rglob("*.py")):
        if path.name != "needed.py":
            name = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
            module = importlib.import_module(name)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield module, node


def texts_of(node: ast.AST, module: ModuleType) -> set[str]:
    """The texts that a piece of code gives, as such or by the names of constants."""
    match node:
        case ast.IfExp(body=one, orelse=other):
            return texts_of(one, module) | texts_of(other, module)
        case ast.Constant(value=value):
            text = value
        case ast.Name(id=name):
            text = getattr(module, name, "")
        case ast.Attribute(value=ast.Name(id=holder), attr=name):
            text = getattr(getattr(module, holder, None), name, "")
        case _:
            text = ""
    return {text} if isinstance(text, str) and text else set()


def given_reasons(root: Path) -> set[str]:
    """The reasons that the code gives for what could not be read or checked."""
    given: set[str] = set()
    for module, node in code(root):
        match node:
            case ast.keyword(arg="reason", value=value) | ast.Assign(targets=[ast.Name(id="reason")], value=value):
                given |= texts_of(value, module)
            case ast.keyword(arg="grounds", value=value) | ast.Assign(targets=[ast.Name(id="grounds")], value=value):
                given |= texts_of(value, module)
            case ast.Call(func=ast.Name(id="UnreadableError" | "SheetError"), args=[reason, *_]):
                given |= texts_of(reason, module)
            case ast.Call(func=ast.Name(id="Failure") | ast.Attribute(attr="Failure"), args=[reason, *_]):
                given |= texts_of(reason, module)
    return given | {attribution.RESOLVED, attribution.LOCAL} | {f"at_{place}" for place in agreement.PLACES}


def test_the_reasons_that_code_gives_and_those_that_are_worded_are_the_same(catalogue: Catalogue, root: Path) -> None:
    """No reason lacks its words, and no words lack a reason; ``needed.py`` lists them all."""
    assert given_reasons(root) == {reason.key for reason in catalogue.reasons} == set(REASONS)


def named_rules(root: Path) -> set[str]:
    """The rules of reading that the code names."""
    texts = (node.value for _, node in code(root) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and re.fullmatch(r"R\.[A-Z_]+", text)}


def test_every_rule_that_code_names_is_written(catalogue: Catalogue, root: Path) -> None:
    """A name in the code leads to a rule of the catalogue, which is refused without it."""
    assert named_rules(root) <= {rule.id for rule in catalogue.rules}
    assert named_rules(root) == set(RULES)


def test_every_kind_of_reading_that_is_written_can_be_found(catalogue: Catalogue, root: Path) -> None:
    """A rule that promises readers a finding is used by the code."""
    assert {rule.id for rule in catalogue.rules if rule.kind == "reading"} <= named_rules(root)


def test_rules_are_in_force_for_the_forms_they_name(catalogue: Catalogue) -> None:
    """Each identity of a sum has terms on both sides in each form and table that its rule names."""
    for rule in (rule for rule in catalogue.rules if rule.kind == "sum"):
        for form_id in rule.forms:
            table = catalogue.form(form_id).table(rule.table)
            assert table is not None
            ids = {(column if rule.each == "row" else row).id for _, row, column in table.cells()}
            for identity in rule.identities:
                assert set(identity.left) & ids, rule.id
                assert set(identity.right) & ids, rule.id
                assert not identity.without or identity.without in identity.right, rule.id


def test_the_sum_of_outcomes_takes_in_every_outcome(catalogue: Catalogue) -> None:
    """(七) is the sum of all rows under the heading of the year's outcomes but itself, in both forms."""
    (identity,) = catalogue.rule("T3.SUM").identities
    for form_id in catalogue.rule("T3.SUM").forms:
        table = catalogue.form(form_id).table("requests")
        assert table is not None
        rows = table.sections[0].rows
        results = [
            row.id for row in rows if row.path and row.path[0] == "三、本年度办理结果" and row.id != "closed_total"
        ]
        assert results == [term for term in identity.right if term in {row.id for row in rows}]


def test_indicators_lead_from_the_oldest_form_to_the_newest(catalogue: Catalogue) -> None:
    """Each indicator has a twin somewhere, and what is not the same says why in both languages."""
    years = {form.id: form.first_year for form in catalogue.forms}
    for indicator in catalogue.indicators:
        assert indicator.equivalents, indicator.id
        known = [years[twin.form] for twin in indicator.equivalents]
        assert known == sorted(known), indicator.id
        for twin in indicator.equivalents:
            assert twin.cells, indicator.id
            assert (twin.grade == "same") != bool(twin.reason_zh and twin.reason_en), f"{indicator.id} {twin.form}"


# --- what is there is well kept --------------------------------------------------------------------------------------


def test_knowledge_is_kept_in_one_way(root: Path) -> None:
    """UTF-8, line feeds, one at the end, no tabs and no spaces at the end of a line; evidence stays as it came."""
    for path in sorted(chain((root / "data").glob("**/*.toml"), (root / "data").glob("*.csv"))):
        raw = path.read_bytes()
        text = raw.decode("utf-8")
        assert not text.startswith("\ufeff"), path
        assert b"\r" not in raw, path
        assert text.endswith("\n"), path
        assert not text.endswith("\n\n"), path
        assert not re.search(r"[ \t]+$|\t", text, re.MULTILINE), path


@pytest.mark.parametrize("name", ["agencies", "aliases", "divisions"])
def test_registries_are_sorted(root: Path, name: str) -> None:
    """An entry is found, and a change reviewed, at the one place where it belongs."""
    with (root / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    assert rows == sorted(rows)


@pytest.mark.parametrize("name", ["agencies", "aliases", "breaks", "divisions", "groups", "indicators", "concordance"])
def test_csv_is_written_as_a_program_would_write_it(root: Path, name: str) -> None:
    """Fields are quoted where they must be and nowhere else, and have no spaces around them."""
    text = (root / "data" / f"{name}.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines(), strict=True))
    assert all(field == field.strip() for row in rows for field in row)
    written = "".join(",".join(_quoted(field) for field in row) + "\n" for row in rows)
    assert written == text


def _quoted(field: str) -> str:
    return '"' + field.replace('"', '""') + '"' if re.search(r'[,"\n]', field) else field


def test_the_concordance_follows_the_order_of_the_indicators(root: Path) -> None:
    """The twins of an indicator stand together, in the order in which indicators are listed."""
    listed, twins = (
        [line.split(",")[0] for line in (root / "data" / f"{name}.csv").read_text(encoding="utf-8").split("\n")[1:-1]]
        for name in ("indicators", "concordance")
    )
    assert list(dict.fromkeys(twins)) == [indicator for indicator in listed if indicator in set(twins)]


ORDER = ("number", "zh", "en", "path", "depth", "aliases", "law", "unit", "money")


def test_terms_are_written_in_one_order_of_keys(root: Path) -> None:
    """Each term names its number, labels, headings, aliases, law and unit in the same order."""
    terms: dict[str, dict[str, dict[str, Any]]] = tomllib.loads((root / "data" / "terms.toml").read_text("utf-8"))
    for key, term in chain(terms["row"].items(), terms["column"].items()):
        assert list(term) == sorted(term, key=ORDER.index), key
