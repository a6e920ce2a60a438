"""A publisher's first drop: the file is read, what it needs is proposed, and nothing is overwritten."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.adding import Newcomer, describe, look, new_files, target_of, write
from sitegen.assembly import assemble
from sitegen.catalogue import KnowledgeError, load
from sitegen.catalogue.registry import load_departments
from sitegen.model import Division
from sitegen.registering import Proposal, propose
from sitegen.standing import Standing

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue, Department

KNOWN = "资阳市经济合作和外事局"


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """The real knowledge and no evidence."""
    return shutil.copytree(root / "data", tmp_path / "data", ignore=lambda *_: ["reports"])


@pytest.fixture
def drop(root: Path, tmp_path: Path) -> Path:
    """A report of an agency that is not registered, in a registered city."""
    text = (root / "data" / "reports" / "003_7d3d035d340d6bcd.txt").read_text(encoding="utf-8")
    file = tmp_path / "年报.txt"
    file.write_text(text.replace(KNOWN, "朝阳市教育局"), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def departments(root: Path) -> tuple[Department, ...]:
    return load_departments(root / "data" / "departments.csv")


def looked_at(file: Path, data: Path) -> Newcomer:
    (new,) = look([file], data, load(data))
    return new


# --- the line of the registry ----------------------------------------------------------------------------------------


def proposed(name: str, catalogue: Catalogue, departments: tuple[Department, ...], index_no: str = "") -> Proposal:
    places = (
        Division("110000", "北京市", "Beijing Municipality", None),
        Division("110105", "朝阳区", "Chaoyang District", "110000"),
        Division("220000", "吉林省", "Jilin Province", None),
        Division("220100", "长春市", "Changchun City", "220000"),
        Division("220104", "朝阳区", "Chaoyang District", "220100"),
        Division("610100", "西安市", "Xi'an City", None),
        Division("430725", "桃源县", "Taoyuan County", None),
    )
    return propose(name, index_no, replace(catalogue, divisions=(*catalogue.divisions, *places)), departments)


@pytest.mark.parametrize(
    ("name", "proposal"),
    [
        ("朝阳市教育局", "chaoyang-education|Chaoyang Municipal Bureau of Education|211300,prefecture,education,no"),
        ("广东省商务厅", "guangdong-commerce|Guangdong Provincial Department of Commerce|440000,province,commerce,no"),
        ("桃源县教育局", "taoyuan-education|Taoyuan County Bureau of Education|430725,county,education,no"),
        ("西安市商务委", "xian-commerce|Xi'an Municipal Commission of Commerce|610100,prefecture,commerce,no"),
        (
            "西安市教育体育局",
            "xian-education-sports|Xi'an Municipal Bureau of Education and Sports|610100,prefecture,education,yes",
        ),
    ],
)
def test_the_line_is_proposed_from_the_name_and_the_divisions(
    catalogue: Catalogue, departments: tuple[Department, ...], name: str, proposal: str
) -> None:
    """The id is the pinyin of the place, then a word for the department."""
    found = proposed(name, catalogue, departments)
    assert "|".join((found.id, found.fields[2], ",".join(found.fields[3:5] + found.fields[6:8]))) == proposal
    assert found.fields[1] == name
    assert found.fields[5] == "department"
    assert found.open == ()


def test_where_an_id_is_taken_the_place_above_stands_before_it(
    catalogue: Catalogue, departments: tuple[Department, ...]
) -> None:
    """Three places of that name have a bureau of commerce."""
    assert proposed("北京市朝阳区商务局", catalogue, departments).id == "beijing-chaoyang-commerce"
    assert proposed("吉林省长春市朝阳区商务局", catalogue, departments).id == "changchun-chaoyang-commerce"


@pytest.mark.parametrize(
    ("name", "line", "left_open"),
    [
        ("沭阳县发展和改革局", "PLACE-development-reform,", {"PLACE", "DIVISION", "LEVEL"}),
        ("平潭综合实验区管委会", "PLACE-administration,", {"PLACE", "DIVISION", "LEVEL"}),
        ("朝阳区商务局", "PLACE-commerce,", {"PLACE", "DIVISION", "LEVEL"}),  # two places have that name
        ("朝阳市北票街道办事处", "PLACE-subdistrict,", {"PLACE"}),
        ("桃源县漳江镇人民政府", "PLACE-government,", {"PLACE"}),
        ("朝阳市燕都新区管委会", "PLACE-administration,", {"PLACE", "LEVEL"}),
        ("朝阳市供销合作社", "PLACE-DEPARTMENT,", {"PLACE", "DEPARTMENT", "LEVEL"}),
        ("市商务局", "PLACE-commerce,", {"PLACE", "DIVISION", "LEVEL"}),
    ],
)
def test_what_the_name_does_not_tell_is_left_open(
    catalogue: Catalogue, departments: tuple[Department, ...], name: str, line: str, left_open: set[str]
) -> None:
    found = proposed(name, catalogue, departments)
    assert found.line.startswith(line)
    assert set(found.open) == left_open


def test_a_line_that_is_left_open_is_refused_by_the_registry(
    data: Path, catalogue: Catalogue, departments: tuple[Department, ...]
) -> None:
    line = proposed("沭阳县发展和改革局", catalogue, departments).line
    with (data / "agencies.csv").open("a", encoding="utf-8") as registry:
        registry.write(line + "\n")
    with pytest.raises(KnowledgeError, match="PLACE-development-reform"):
        load(data)


def test_the_index_number_may_give_the_social_credit_code(
    catalogue: Catalogue, departments: tuple[Department, ...]
) -> None:
    assert proposed("衢州市教育局", catalogue, departments, "11330800002618197P/2014-101631").line.endswith(
        ",11330800002618197P"
    )
    assert proposed("衢州市教育局", catalogue, departments, "11330800002618197X/2014-101631").line.endswith(",no,")


def test_an_agency_that_may_be_the_same_is_named(catalogue: Catalogue, departments: tuple[Department, ...]) -> None:
    """Another name of a registered agency belongs into the aliases, not into the registry."""
    (same,) = proposed("朝阳市商务局(市外事办公室)", catalogue, departments).similar
    assert same.id == "chaoyang-commerce"
    assert proposed("朝阳市教育局", catalogue, departments).similar == ()


def test_departments_are_refused_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "departments.csv"
    path.write_text(
        "name_zh,word,department,kind,merged,name_en\n教育局,Education,education,department,no,Bureau of Education\n",
        encoding="utf-8",
    )
    with pytest.raises(KnowledgeError, match=r"departments\.csv:2: 'word'"):
        load_departments(path)


# --- what is told ----------------------------------------------------------------------------------------------------


def test_a_new_file_is_described_with_all_that_it_needs(data: Path, drop: Path) -> None:
    text = "\n".join(describe(looked_at(drop, data), load(data)))
    assert "朝阳市教育局2019年政府信息公开工作年度报告" in text
    assert "year    2019" in text
    assert "national-2019: 198 cells, 198 with a number" in text
    assert "pass, " in text
    assert f'sha256 = "{hashlib.sha256(drop.read_bytes()).hexdigest()}"' in text
    assert "\n    chaoyang-education,朝阳市教育局," in text


def test_a_file_that_is_no_report_says_why(data: Path, tmp_path: Path) -> None:
    scan = tmp_path / "prose.txt"
    scan.write_text("没有表格", encoding="utf-8")
    text = "\n".join(describe(looked_at(scan, data), load(data)))
    assert "no report: " in text
    assert "no table of a known form" in text


def test_what_the_file_does_not_say_is_asked_of_the_sidecar(data: Path, drop: Path) -> None:
    drop.write_text(drop.read_text(encoding="utf-8").replace("2019年", "").replace("2020", "xxxx"), encoding="utf-8")
    new = looked_at(drop, data)
    assert "# year = " in new.sidecar


def test_files_without_sidecar_or_known_agency_are_new(data: Path, drop: Path, root: Path) -> None:
    reports = data / "reports"
    seed = root / "data" / "reports" / "003_7d3d035d340d6bcd.txt"
    (reports / "sub").mkdir(parents=True)
    shutil.copyfile(drop, reports / "unregistered.txt")
    shutil.copyfile(seed, reports / "sub" / "without.txt")
    shutil.copyfile(root / "data" / "reports" / "000_187445dee861a10c.txt", reports / "known.txt")
    shutil.copyfile(root / "data" / "reports" / "000_187445dee861a10c.txt.toml", reports / "known.txt.toml")
    (reports / "prose.txt").write_text("没有表格", encoding="utf-8")
    found = new_files(Standing.of(assemble(data)).new, data)
    assert [path.relative_to(reports).as_posix() for path in found] == ["sub/without.txt", "unregistered.txt"]


# --- what is written -------------------------------------------------------------------------------------------------


def test_what_is_written_is_published_by_the_next_build(data: Path, drop: Path) -> None:
    catalogue = load(data)
    (new,) = look([drop], data, catalogue, url="https://example.org/1", retrieved=dt.date(2026, 1, 31))
    written = [path.relative_to(data).as_posix() for path in write(new, data, catalogue)]
    assert written == ["reports/年报.txt", "reports/年报.txt.toml", "agencies.csv"]
    dataset = assemble(data)
    (report,) = dataset.reports
    assert report.id == "chaoyang-education-2019"
    assert (report.source.url, report.source.retrieved) == ("https://example.org/1", dt.date(2026, 1, 31))
    assert not [finding for finding in dataset.findings if finding.rule == "R.SIDECAR"]
    assert (data / "reports" / "年报.txt").read_bytes() == drop.read_bytes()


def test_the_registry_stays_in_order_and_keeps_its_other_lines(data: Path, drop: Path) -> None:
    registry = data / "agencies.csv"
    before = registry.read_text(encoding="utf-8").splitlines()
    list(write(looked_at(drop, data), data, load(data)))
    after = registry.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if not line.startswith("chaoyang-education,")] == before
    assert after[1:] == sorted(after[1:])
    assert not registry.with_name("agencies.csv.new").exists()


def test_a_line_that_the_registry_refuses_changes_nothing(data: Path, drop: Path) -> None:
    new = looked_at(drop, data)
    assert new.agency is not None
    fields = new.agency.fields
    spoilt = replace(new, agency=replace(new.agency, fields=(*fields[:3], "999999", *fields[4:])))
    before = (data / "agencies.csv").read_bytes()
    with pytest.raises(KnowledgeError, match="999999"):
        list(write(spoilt, data, load(data)))
    assert (data / "agencies.csv").read_bytes() == before
    assert not (data / "agencies.csv.new").exists()


def test_an_open_line_is_not_written(data: Path, drop: Path) -> None:
    drop.write_text(drop.read_text(encoding="utf-8").replace("朝阳市教育局", "沭阳县教育局"), encoding="utf-8")
    before = (data / "agencies.csv").read_bytes()
    assert len(list(write(looked_at(drop, data), data, load(data)))) == 2
    assert (data / "agencies.csv").read_bytes() == before


def test_a_file_below_reports_stays_where_it_is(data: Path, drop: Path) -> None:
    inside = data / "reports" / "2019" / drop.name
    inside.parent.mkdir(parents=True)
    shutil.move(drop, inside)
    written = [path.relative_to(data).as_posix() for path in write(looked_at(inside, data), data, load(data))]
    assert written == ["reports/2019/年报.txt.toml", "agencies.csv"]


def test_a_file_of_the_same_name_is_never_overwritten(data: Path, drop: Path) -> None:
    there = data / "reports" / drop.name
    there.parent.mkdir()
    there.write_text("另一个文件", encoding="utf-8")
    with pytest.raises(FileExistsError, match="another"):
        list(write(looked_at(drop, data), data, load(data)))
    assert there.read_text(encoding="utf-8") == "另一个文件"


def test_a_sidecar_that_is_there_is_never_overwritten(data: Path, drop: Path) -> None:
    inside = data / "reports" / drop.name
    inside.parent.mkdir()
    shutil.copyfile(drop, inside)
    sidecar = inside.with_name(inside.name + ".toml")
    new = looked_at(inside, data)
    sidecar.write_text("note = 1", encoding="utf-8")
    list(write(new, data, load(data)))
    assert sidecar.read_text(encoding="utf-8") == "note = 1"


def test_a_sidecar_that_comes_with_the_file_is_taken_over(data: Path, drop: Path) -> None:
    own = f'sha256 = "{hashlib.sha256(drop.read_bytes()).hexdigest()}"\nnote = "自带"\n'
    drop.with_name(drop.name + ".toml").write_text(own, encoding="utf-8")
    new = looked_at(drop, data)
    assert new.sidecar == ""
    list(write(new, data, load(data)))
    assert (data / "reports" / "年报.txt.toml").read_text(encoding="utf-8") == own


def test_a_file_that_is_there_under_another_name_is_not_copied_again(data: Path, drop: Path) -> None:
    there = data / "reports" / "first.txt"
    there.parent.mkdir()
    shutil.copyfile(drop, there)
    assert target_of(drop, data) == there


def test_a_hidden_file_is_refused_as_it_would_not_be_read(data: Path, drop: Path) -> None:
    hidden = drop.rename(drop.with_name(".report.txt"))
    with pytest.raises(FileExistsError, match="hidden"):
        target_of(hidden, data)
