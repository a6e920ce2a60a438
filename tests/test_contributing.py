"""CONTRIBUTING.md is true: every place it names is there, and its walk-throughs work."""

from __future__ import annotations

import inspect
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from sitegen import exports, pages, readers
from sitegen.assembly import assemble, read_file
from sitegen.catalogue import load
from sitegen.catalogue.rules import KINDS
from sitegen.checks import AMONG, BETWEEN, MISSING, WITHIN
from sitegen.model import Outcome, Report

if TYPE_CHECKING:
    from pathlib import Path

WALKS = (
    "Add a form",
    "Add an input type",
    "Add a check",
    "Add a correction",
    "Add a download",
    "Add a recipe",
    "Add an indicator",
    "Add a page",
    "Rename an address",
    "Release a version of the dataset",
)


@pytest.fixture(scope="module")
def guide(root: Path) -> str:
    """The text of the guide."""
    return (root / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of ``data/`` to change."""
    return shutil.copytree(root / "data", tmp_path / "data")


@pytest.mark.parametrize("walk", WALKS)
def test_each_walk_through_is_there(guide: str, walk: str) -> None:
    """The things that people add have a section each."""
    assert f"\n## {walk}\n" in guide


def test_every_path_that_the_guide_names_exists(guide: str, root: Path) -> None:
    """A file or folder that is named without a placeholder is there."""
    named = set(re.findall(r"`((?:data|sitegen|templates|content|tests)/[^`<>]*)`", guide))
    assert named
    assert [path for path in sorted(named) if not (root / path).exists()] == []


def test_a_form_is_added_by_one_file(copy: Path) -> None:
    """A new form is recognised by its rows, with no code changed."""
    (copy / "forms" / "example-2010.toml").write_text(
        'id = "example-2010"\nzh = "例表"\nen = "Example"\nbasis_zh = "例"\nbasis_en = "Example"\n'
        'first_year = 2010\nlast_year = 2010\n[[table]]\nid = "statistics"\nzh = "例表"\nen = "Example"\n'
        'layout = "list"\n[[table.section]]\nid = "statistics"\ncolumns = ["count"]\nrows = [\n'
        '  { id = "bulletins", zh = "印发公开简报期数", en = "Bulletins", unit = "期" },\n'
        '  { id = "boards", zh = "更新公开橱窗次数", en = "Boards", unit = "次" },\n'
        '  { id = "letters", zh = "寄发公开信函件数", en = "Letters", unit = "件" },\n]\n',
        encoding="utf-8",
    )
    report = copy / "reports" / "example.txt"
    report.write_text(
        "资阳市经济合作和外事局2010年政府信息公开工作年度报告\n指标名称 | 单位 | 数量 |\n"
        "印发公开简报期数 | 期 | 12 |\n更新公开橱窗次数 | 次 | |\n寄发公开信函件数 | 件 | 3 |\n",
        encoding="utf-8",
    )
    result = read_file(report, report.name, load(copy))
    assert isinstance(result, Report)
    assert result.form == "example-2010"
    assert [cell.printed for cell in result.observations] == ["12", "", "3"]


def test_readers_have_what_the_guide_says() -> None:
    """Each reader has its media type, tells what it accepts, and reads."""
    for reader in readers.every():
        assert isinstance(reader.MEDIA_TYPE, str)
        assert list(inspect.signature(reader.accepts).parameters) == ["head"]
        assert list(inspect.signature(reader.read).parameters) == ["source", "content"]


def test_a_check_of_a_known_kind_is_added_by_one_rule(copy: Path) -> None:
    """A new sum in ``data/rules`` is run on every report that has its table."""
    rules = copy / "rules" / "2-remedies.toml"
    added = rules.read_text(encoding="utf-8").replace('id = "T4.SUM"', 'id = "X.SUM"').replace("# Table 4", "# Again")
    (copy / "rules" / "9-example.toml").write_text(added, encoding="utf-8")
    found = [finding for finding in assemble(copy).findings if finding.rule == "X.SUM"]
    assert found
    assert {finding.outcome for finding in found} == {Outcome.PASS}


def test_an_indicator_is_added_by_lines(copy: Path) -> None:
    """A count, a rate made of it and a break: three lines and one for the form, and no code."""
    lines = {
        "indicators.csv": "faxed,传真申请,By fax,件,requests,,,以传真提出的申请。,Requests by fax.,\n"
        "faxed_rate,传真占比,Share by fax,%,rates,faxed,requests_received,传真申请的比例。,The share by fax.,\n",
        "concordance.csv": "faxed,zhejiang-2013,statistics/requests_fax/count,approximate,旧表,Old form\n",
        "breaks.csv": "2013,zhejiang-2013,faxed,只有这一年,This year alone\n",
    }
    for name, text in lines.items():
        with (copy / name).open("a", encoding="utf-8") as file:
            file.write(text)
    *_, count, rate = load(copy).indicators
    assert [one.cells for one in count.equivalents] == [("statistics/requests_fax/count",)]
    assert [(one.cells, one.base) for one in rate.equivalents] == [
        (("statistics/requests_fax/count",), ("statistics/requests/count",))
    ]
    assert [one.year for one in rate.breaks] == [2013]


def test_every_kind_of_rule_has_its_check() -> None:
    """The kinds that knowledge may use are those that code runs, and those of reading."""
    assert set(KINDS) == {*WITHIN, *BETWEEN, *AMONG, *MISSING, "reading"}
    for checks, looks_at in ((WITHIN, "one"), (BETWEEN, "years"), (AMONG, "everyone")):
        for check in checks.values():
            assert list(inspect.signature(check).parameters) == ["rule", looks_at]


def test_downloads_have_what_the_guide_says() -> None:
    """What an agency has of its own is made of its dataset alone; what covers many is made by tasks."""
    for make in exports.OF_AGENCY:
        assert list(inspect.signature(make).parameters) == ["own"]
    assert list(inspect.signature(exports.tasks).parameters) == ["dataset", "sections"]


def test_pages_have_what_the_guide_says(root: Path) -> None:
    """Each kind of page is made of the dataset and the renderer; its template has the module's name, or it names it."""
    for one in pages.AGGREGATES:
        asked = [
            [one for one in inspect.signature(of).parameters.values() if one.kind is not inspect.Parameter.KEYWORD_ONLY]
            for of in (one.gather, one.tasks)
        ]
        assert list(map(len, asked)) == [2, 3]
    templates = {path.stem for path in (root / "templates" / "pages").glob("*.html")}
    modules = {path.stem for path in (root / "sitegen" / "pages").glob("*.py")} - {"__init__", "assets", "sitemap"}
    assert modules <= templates
    code = "".join(path.read_text(encoding="utf-8") for path in (root / "sitegen" / "pages").glob("*.py"))
    assert all(f'"pages/{template}.html"' in code for template in templates)
