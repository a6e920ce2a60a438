"""Corrections as knowledge: every key is known, every mistake is told with file and line."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from sitegen.catalogue import KnowledgeError
from sitegen.catalogue.corrections import load_corrections
from sitegen.model import Correction, CorrectionStatus

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue

CONFIRMED = """\
[[correction]]
report = "quzhou-commerce-2013"
cell = "statistics/budget/count"
expect = " 12 "
value = "-12.50"
unit = "万元"
reason_zh = "机关更正公告"
reason_en = "Erratum"
date = 2014-05-06
status = "confirmed"
source = "https://example.org/erratum"
"""
PROPOSED = """\
[[correction]]
report = "quzhou-commerce-2014"
cell = "statistics/budget/count"
expect = ""
value = "3"
reason_zh = "疑为漏印"
reason_en = "Probably left out"
date = 2014-05-06
status = "proposed"
"""


def load(folder: Path, text: str) -> tuple[Correction, ...]:
    """The corrections of a file with that text below a line of comment."""
    path = folder / "corrections.toml"
    path.write_text(f"# what this is\n{text}", encoding="utf-8")
    return load_corrections(path)


def test_a_correction_is_loaded_with_all_that_it_says(tmp_path: Path) -> None:
    """What is printed is kept with its white space, the number with its decimals, and the line of the entry."""
    confirmed, proposed = load(tmp_path, f"{CONFIRMED}\n{PROPOSED}")
    assert confirmed == Correction(
        "quzhou-commerce-2013", "statistics/budget/count", " 12 ", Decimal("-12.50"), "万元", "机关更正公告", "Erratum",
        dt.date(2014, 5, 6), CorrectionStatus.CONFIRMED, "https://example.org/erratum", 2,
    )  # fmt: skip
    assert confirmed.confirmed
    assert str(confirmed.value) == "-12.50"
    assert (proposed.expect, proposed.unit, proposed.source, proposed.line) == ("", "", None, 14)
    assert not proposed.confirmed


WRONG = (
    ("an unknown key", 'unit = "万元"', 'units = "万元"', "unknown key 'units'"),
    ("no reason in English", 'reason_en = "Erratum"\n', "", "'reason_en' is missing"),
    ("an empty reason", 'reason_zh = "机关更正公告"', 'reason_zh = " "', "'reason_zh' is empty"),
    ("no expectation", 'expect = " 12 "\n', "", "'expect' is missing"),
    ("a number that is no text", '"-12.50"', "-12.5", "'value' is -12.5"),
    ("a number that is none", '"-12.50"', '"1,250"', "plain decimal"),
    ("a number with an exponent", '"-12.50"', '"1E+3"', "plain decimal"),
    ("a number that is not finite", '"-12.50"', '"NaN"', "plain decimal"),
    ("full-width digits", '"-12.50"', '"１２"', "plain decimal"),
    ("a cell without its column", "/count", "", "table/row/column"),
    ("a date that is a text", "2014-05-06", '"2014-05-06"', "'date'"),
    ("a date with a time of day", "2014-05-06", "2014-05-06T07:08:09", "time of day"),
    ("an unknown status", '"confirmed"', '"certain"', "confirmed, proposed"),
    ("a confirmation that nobody can look up", 'source = "https://example.org/erratum"\n', "", "'source' is missing"),
    ("an address that is none", "https://", "javascript:", "http or https"),
)


@pytest.mark.parametrize(("old", "new", "about"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
def test_a_wrong_correction_is_refused_with_its_file_and_line(tmp_path: Path, old: str, new: str, about: str) -> None:
    """The line is that of the correction, not of the file's beginning."""
    assert old in CONFIRMED
    with pytest.raises(KnowledgeError, match=re.escape(about)) as error:
        load(tmp_path, f"{PROPOSED}\n{CONFIRMED.replace(old, new)}")
    assert (error.value.path, error.value.line) == (tmp_path / "corrections.toml", 12)


def test_a_second_correction_of_one_cell_is_refused(tmp_path: Path) -> None:
    """Which of two should hold cannot be told."""
    with pytest.raises(KnowledgeError, match="stands already on line 2") as error:
        load(tmp_path, f"{CONFIRMED}\n{CONFIRMED.replace('-12.50', '13')}")
    assert error.value.line == 14


def test_what_is_no_correction_is_refused(tmp_path: Path) -> None:
    """A misspelt header would silently correct nothing."""
    with pytest.raises(KnowledgeError, match="unknown key 'corrections'"):
        load(tmp_path, CONFIRMED.replace("[[correction]]", "[[corrections]]"))


@pytest.mark.parametrize("text", ["correction = [{ report = 'x' }]\n", "correction = [1]\n"])
def test_a_correction_without_a_header_of_its_own_is_refused(tmp_path: Path, text: str) -> None:
    """Its line could not be told."""
    with pytest.raises(KnowledgeError, match=r"must begin with \[\[correction\]\]") as error:
        load(tmp_path, text)
    assert error.value.line == 1


def test_a_header_with_spaces_is_a_header(tmp_path: Path) -> None:
    """TOML allows them."""
    assert load(tmp_path, CONFIRMED.replace("[[correction]]", "  [[ correction ]]"))[0].line == 2


def test_the_project_s_own_file_explains_every_key(root: Path, catalogue: Catalogue) -> None:
    """Whoever opens it to add a correction finds what to write."""
    comment = (root / "data" / "corrections.toml").read_text(encoding="utf-8")
    keys = re.findall(r"^(\w+) = ", CONFIRMED, re.MULTILINE)
    assert [key for key in keys if not re.search(rf"^#   {key} +\S", comment, re.MULTILINE)] == []
    assert catalogue.corrections == ()
