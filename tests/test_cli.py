"""The commands: what they print, where they write, and the exit codes that others rely on."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sitegen import pipeline, weight
from sitegen.assembly import assemble
from sitegen.cli import main
from sitegen.model import Outcome, Severity
from sitegen.progress import Work
from sitegen.standing import Standing

if TYPE_CHECKING:
    from sitegen.model import Dataset

SICHUAN, QUZHOU = "000_187445dee861a10c.txt", "004_3c91f6d335a9c228.txt"


@pytest.fixture
def data(root: Path, tmp_path: Path) -> Path:
    """A copy of ``data/`` with one good report."""
    folder = shutil.copytree(root / "data", tmp_path / "data", ignore=shutil.ignore_patterns("reports"))
    (folder / "reports").mkdir()
    shutil.copy(root / "data" / "reports" / SICHUAN, folder / "reports" / "good.txt")
    return folder


def broken(data: Path) -> Path:
    """The one good report with a figure that breaks two sums."""
    path = data / "reports" / "good.txt"
    text = path.read_text(encoding="utf-8")
    head, tail = text.split("(一)予以公开", 1)
    path.write_text(head + "(一)予以公开" + tail.replace("\n1\n", "\n77\n", 1), encoding="utf-8")
    return data


def extracted(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    """What ``extract`` prints, one object a line."""
    assert main(["extract", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


# --- help and mistakes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [[], ["check"], ["extract"], ["explain"]])
def test_help_is_there_for_each_command(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Help is no mistake, and names the program and the options."""
    with pytest.raises(SystemExit) as end:
        main([*command, "--help"])
    assert end.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith("usage: build.py")
    assert "--data" in out


def test_help_waits_for_no_library(root: Path) -> None:
    """Only Python's own modules are loaded for it, so that it is there in an instant."""
    code = (
        "import sys; before = set(sys.modules)\n"
        "from sitegen.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "names = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "print(sorted(names - sys.stdlib_module_names), file=sys.stderr)\n"
    )
    run = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert run.stderr == "['sitegen']\n"


def test_the_program_runs_from_any_folder(root: Path, tmp_path: Path) -> None:
    """``build.py`` finds its own data wherever it is called."""
    command = [sys.executable, str(root / "build.py"), "explain", "sichuan-commerce-2019", "requests/granted/total"]
    run = subprocess.run(  # noqa: S603  our own program
        command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.startswith("sichuan-commerce-2019 requests/granted/total\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["publish"],
        ["--jobs", "0"],
        ["--jobs", "two"],
        ["extract"],
        ["explain", "one"],
        ["extract", "--format", "xml", "x"],
    ],
)
def test_a_mistake_in_the_arguments_is_our_own_fault(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and a usage on stderr; nothing is built."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage: build.py" in capsys.readouterr().err


@pytest.mark.parametrize("command", [[], ["check"], ["extract", "x.txt"], ["explain", "a", "b"]])
def test_wrong_knowledge_is_our_own_fault_with_file_and_line(
    command: list[str], data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2; stderr names file and line; nothing goes to stdout and nothing is published."""
    path = data / "site.toml"
    path.write_text(path.read_text(encoding="utf-8") + 'theme = "dark"\n', encoding="utf-8")
    out = tmp_path / "dist"
    assert main(["--data", str(data), "--out", str(out), *command]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(f"error: {path}:1: unknown key 'theme'")
    assert printed.out == ""
    assert not out.exists()


def test_a_folder_that_is_not_there_is_our_own_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in ``--data`` is told in one line, without a traceback."""
    assert main(["check", "--data", str(tmp_path / "nowhere")]) == 2
    err = capsys.readouterr().err
    assert err.startswith("error: ")
    assert err.count("\n") == 1


# --- check -----------------------------------------------------------------------------------------------------------


def test_check_prints_each_open_or_failed_finding_with_file_and_line(
    root: Path, data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the seeds: warnings and notices, none at error level, so the exit code is 0."""
    for file in (root / "data" / "reports").glob("0*"):
        shutil.copy(file, data / "reports")
    (data / "reports" / "good.txt").unlink()
    monkeypatch.chdir(data.parent)
    assert main(["check", "--data", "data"]) == 0
    lines = capsys.readouterr().out.splitlines()
    (found,) = (line for line in lines if line.startswith(f"data/reports/{QUZHOU}:31: "))
    assert found.startswith(f"data/reports/{QUZHOU}:31: warning: fail: A0.QZ: 一、主动公开数量:填报 9622,")
    assert not [line for line in lines if ": error: " in line or ": pass: " in line]
    assert " pass, " in lines[-1]


def test_check_tells_every_finding_of_the_evidence_but_those_that_pass(
    root: Path, dataset: Dataset, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line each, led by a line that the file has; the exit code says whether one is a failure at error level."""
    monkeypatch.chdir(root)
    failed = [f for f in dataset.findings if f.outcome is Outcome.FAIL and f.severity is Severity.ERROR]
    assert main(["check"]) == (1 if failed else 0)
    *lines, last = capsys.readouterr().out.splitlines()
    assert len(lines) == sum(f.outcome is not Outcome.PASS for f in dataset.findings)
    for line in lines:
        file, number, _ = line.split(":", 2)
        assert 1 <= int(number) <= len((root / file).read_bytes().splitlines())
    assert len([line for line in lines if ": error: fail: " in line]) == len(failed)
    assert last.startswith(f"{sum(f.outcome is Outcome.PASS for f in dataset.findings)} pass, ")


def test_check_fails_on_a_sum_that_must_hold(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A failure at error level is exit code 1."""
    assert main(["check", "--data", str(broken(data))]) == 1
    assert ": error: fail: T3.ROW: " in capsys.readouterr().out


def test_a_break_between_years_names_both_files_and_lines(
    data: Path, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The later report leads, the earlier one follows in brackets; both sides, the difference and whose it is."""
    for name in ("pingtan-2021.csv", "pingtan-2022.csv"):
        shutil.copy(root / "data" / "reports" / name, data / "reports")
        sidecar = (root / "data" / "reports" / f"{name}.toml").read_text(encoding="utf-8")
        if name == "pingtan-2022.csv":
            later = data / "reports" / name
            before = hashlib.sha256(later.read_bytes()).hexdigest()
            printed = later.read_text(encoding="utf-8")
            later.write_text(printed.replace("carried_in,natural_person,1", "carried_in,natural_person,4"), "utf-8")
            sidecar = sidecar.replace(before, hashlib.sha256(later.read_bytes()).hexdigest())
        (data / "reports" / f"{name}.toml").write_text(sidecar, encoding="utf-8")
    monkeypatch.chdir(data.parent)
    assert main(["check", "--data", "data"]) == 1
    (line,) = (text for text in capsys.readouterr().out.splitlines() if ": Y.CARRY: " in text)
    assert line == (
        "data/reports/pingtan-2022.csv:19: error: fail: Y.CARRY: 自然人:上年结转为 4,2021 年报告的结转下年度为 1,"
        "相差 3。"
        "数字由人工逐格录入,是原文不符还是录入有误,须对照原文。 [data/reports/pingtan-2021.csv:180]"
    )


def test_a_missing_year_is_told_with_the_registry(data: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is no file to name."""
    for name in ("pingtan-2021.csv", "pingtan-2021.csv.toml", "pingtan-2023.csv", "pingtan-2023.csv.toml"):
        shutil.copy(root / "data" / "reports" / name, data / "reports")
    assert main(["check", "--data", str(data)]) == 0
    told = [text for text in capsys.readouterr().out.splitlines() if ": M.MISSING: " in text]
    (gap,) = (one for one in told if "平潭" in one)
    assert "agencies.csv:1: notice: uncertain: M.MISSING: 平潭综合实验区管委会:缺少 2022 年的报告" in gap


def test_check_fails_on_a_file_that_could_not_be_read(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unreadable file is a failure at error level too."""
    (data / "reports" / "empty.txt").write_bytes(b"")
    assert main(["check", "--data", str(data)]) == 1
    assert "empty.txt:1: error: fail: R.UNREADABLE_FILE: " in capsys.readouterr().out


def test_check_leads_to_the_line_of_a_wrong_hash(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line of the sidecar, so that an editor can jump to it."""
    (data / "reports" / "good.txt.toml").write_text(f'\nsha256 = "{"0" * 64}"\n', encoding="utf-8")
    assert main(["check", "--data", str(data)]) == 1
    assert "good.txt.toml:2: error: fail: R.HASH: " in capsys.readouterr().out


# --- extract ---------------------------------------------------------------------------------------------------------


def test_extract_prints_one_object_a_file_in_path_order(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Good and bad files alike, sorted by path, sidecars left out."""
    reports = data / "reports"
    for name, content in (
        ("b.txt", b""),
        ("a.txt", b"%PDF-1.7"),
        ("c/d.txt", "叙述".encode()),
        ("good.txt.toml", b"x"),
    ):
        (reports / name).parent.mkdir(exist_ok=True)
        (reports / name).write_bytes(content)
    found = extracted(capsys, str(reports))
    assert [Path(item["source"]["path"]).relative_to(reports).as_posix() for item in found] == [
        "a.txt",
        "b.txt",
        "c/d.txt",
        "good.txt",
    ]
    rules = [[finding["rule"] for finding in item["findings"]][:1] for item in found]
    assert rules[:3] == [["R.UNREADABLE_FILE"], ["R.UNREADABLE_FILE"], ["R.NO_FORM"]]
    for item in found[:3]:
        assert (item["report"], item["observations"], item["local_rows"], item["claims"]) == (None, [], [], [])
    assert len(found[3]["observations"]) == 198


def test_an_object_has_the_shape_of_the_contract(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The keys that others read, with plain JSON values."""
    (item,) = extracted(capsys, str(root / "data" / "reports" / SICHUAN))
    assert list(item) == ["source", "report", "observations", "local_rows", "claims", "findings"]
    assert item["local_rows"] == []
    assert item["source"] == {
        "path": (root / "data" / "reports" / SICHUAN).as_posix(),
        "sha256": "665d8fa83d88e3b49e3ba43e8e00c6bb06d7d6fd1071de1c1dc41d57a5722190",
        "media_type": "text/plain",
    }
    assert item["report"] == {
        "agency": "四川省商务厅",
        "year": 2019,
        "form": "national-2019",
        "title": "四川省商务厅2019年政府信息公开工作年度报告",
        "published_on": "2020-02-02",
        "signed_on": None,
        "scope": None,
    }
    amount = next(o for o in item["observations"] if o["column"] == "amount")
    assert amount == {
        "table": "proactive",
        "row": "procurement",
        "column": "amount",
        "value": 326.6,
        "unit": "万元",
        "status": "reported",
        "printed": "326.6万元",
        "row_label": "政府集中采购",
        "column_label": "采购总金额",
        "place": {"line": amount["place"]["line"], "start": 0, "end": 7},
    }
    finding = next(f for f in item["findings"] if f["rule"] == "M.DEADLINE")
    assert finding == {
        "rule": "M.DEADLINE",
        "outcome": "fail",
        "severity": "warning",
        "left": "2020-02-02",
        "right": "2020-01-31",
        "difference": 2,
        "cells": [],
        "message": "2020-02-02 发布,晚于法定期限 2020-01-31,迟 2 天。",
        "attribution": "publisher",
        "grounds": "日期印在页面或报告上。",
    }


def test_a_row_that_the_form_has_not_is_listed_beside_the_observations(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its cells have the shape of the others, under its printed label."""
    text = (root / "data" / "reports" / SICHUAN).read_text(encoding="utf-8")
    added = "其他主动公开文件\n\n186\n\n86\n\n255\n\n第二十条第(五)项"
    (tmp_path / "x.txt").write_text(text.replace("第二十条第(五)项", added, 1), encoding="utf-8")
    (item,) = extracted(capsys, str(tmp_path / "x.txt"))
    assert [(c["row"], c["row_label"], c["value"]) for c in item["local_rows"]] == [
        ("local_1", "其他主动公开文件", 186),
        ("local_1", "其他主动公开文件", 86),
        ("local_1", "其他主动公开文件", 255),
    ]
    assert all(list(cell) == list(item["observations"][0]) for cell in item["local_rows"])
    assert len(item["observations"]) == 198


def test_a_blank_cell_is_null_and_never_zero(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """44 nulls with the status blank in the 2013 table."""
    (item,) = extracted(capsys, str(root / "data" / "reports" / QUZHOU))
    blank = [o for o in item["observations"] if o["status"] == "blank"]
    assert len(blank) == 44
    assert all(o["value"] is None and o["printed"] == "" and o["place"]["line"] > 0 for o in blank)


def test_hostile_text_comes_out_as_it_stands(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script in a cell is printed text, in JSON and in CSV."""
    hostile = '<script>alert("1")</script>{{7*7}}'
    text = (root / "data" / "reports" / QUZHOU).read_text(encoding="utf-8").replace("| 9622 |", f"| {hostile} |")
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    (item,) = extracted(capsys, str(tmp_path / "x.txt"))
    assert item["observations"][0]["printed"] == hostile
    assert item["observations"][0]["value"] is None
    assert main(["extract", "--format", "csv", str(tmp_path / "x.txt")]) == 0
    assert next(csv.DictReader(io.StringIO(capsys.readouterr().out)))["printed"] == hostile


def test_the_three_formats_tell_the_same(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON is the lines of JSONL in a list; CSV has a row a cell; ``--out`` writes what would be printed."""
    path = str(root / "data" / "reports" / QUZHOU)
    (item,) = extracted(capsys, path)
    assert main(["extract", "--format", "json", path]) == 0
    assert json.loads(capsys.readouterr().out) == [item]
    assert main(["extract", path, "--format", "csv", "--out", str(tmp_path / "cells.csv")]) == 0
    assert capsys.readouterr().out == ""
    rows = list(csv.DictReader(io.StringIO((tmp_path / "cells.csv").read_text(encoding="utf-8"))))
    assert [(r["table"], r["row"], r["column"], r["printed"]) for r in rows] == [
        (o["table"], o["row"], o["column"], o["printed"]) for o in item["observations"]
    ]
    assert [r["value"] for r in rows] == ["" if o["value"] is None else str(o["value"]) for o in item["observations"]]


def test_extract_writes_nothing_beside_its_output(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No cache, no site, no log."""
    monkeypatch.chdir(tmp_path)
    assert main(["extract", str(root / "data" / "reports" / SICHUAN), "--out", "found.jsonl"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["found.jsonl"]


def test_a_path_that_is_not_there_is_our_own_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that was mistyped is told."""
    assert main(["extract", str(tmp_path / "nowhere.txt")]) == 2
    assert "nowhere.txt does not exist" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is a file on Linux only")
def test_extract_never_stops_at_a_bad_file(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the system refuses to read, as a process its own memory, costs one file its report and no other."""
    found = extracted(capsys, "/proc/self/mem", str(data / "reports"))
    assert [item["report"] is None for item in found] == [True, False]
    assert [finding["message"] for finding in found[0]["findings"]] == ["/proc/self/mem:文件打不开。"]


@pytest.mark.skipif(sys.platform == "darwin", reason="file names are always UTF-8 there")
def test_a_file_name_that_is_not_utf_8_does_not_stop_the_extraction(tmp_path: Path) -> None:
    """Names from old archives may be any bytes."""
    folder = tmp_path / "old"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/\xb9\xe6.txt")).write_text("叙述", encoding="utf-8")
    assert main(["extract", str(folder), "--out", str(tmp_path / "found.jsonl")]) == 0


# --- explain ---------------------------------------------------------------------------------------------------------


def test_explain_prints_the_life_of_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    """Place, printed text, steps, number and checks."""
    assert main(["explain", "quzhou-commerce-2013", "statistics/proactive/count"]) == 0
    out = capsys.readouterr().out
    for words in ("place    line 31, characters 16 to 19", "printed  '9622'", "number   9622", "check    A0.QZ fail: "):
        assert words in out


@pytest.mark.parametrize(
    ("report", "cell", "nearest"),
    [
        ("quzhou-2013", "statistics/proactive/count", "quzhou-commerce-2013"),
        ("quzhou-commerce-2013", "statistics/proactve/count", "statistics/proactive/count"),
    ],
)
def test_explain_suggests_the_nearest_address(
    report: str, cell: str, nearest: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip is our own fault, and one line says what was probably meant."""
    assert main(["explain", report, cell]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("error: there is no ")
    assert nearest in printed.err


# --- build -----------------------------------------------------------------------------------------------------------


def test_build_publishes_the_good_and_tells_the_bad(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is set aside is told, the rest is published, and the exit code is 0."""
    (data / "reports" / "empty.txt").write_bytes(b"")
    out = tmp_path / "dist"
    assert main(["--data", str(data), "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "\n1 reports, 198 cells; checks: " in printed
    assert "set aside: empty.txt: the file is empty." in printed
    assert (out / "index.html").is_file()
    assert (out / "data" / "datapackage.json").is_file()


def test_a_site_that_is_too_large_is_told_with_what_to_leave_out(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the limit lowered; what is left out already is neither made nor named."""
    settings = data / "site.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("leave_out = []", 'leave_out = ["xlsx", "site_zip"]'), encoding="utf-8")
    monkeypatch.setattr(weight, "LARGEST", 1_000_000)
    assert main(["--data", str(data), "--out", str(tmp_path / "dist")]) == 0
    (told,) = (line for line in capsys.readouterr().out.splitlines() if line.startswith("the site has"))
    assert "more than 1 MB: " in told
    assert "regions 0." in told
    assert "xlsx" not in told
    assert not [*(tmp_path / "dist").rglob("*.xlsx"), *(tmp_path / "dist").rglob("site.zip")]


@pytest.mark.parametrize(
    ("spoil", "strict", "code"),
    [
        ("", False, 0),
        ("", True, 0),
        ("break a sum", False, 0),
        ("break a sum", True, 1),
        ("set a file aside", False, 0),
        ("set a file aside", True, 1),
    ],
)
def test_only_a_strict_build_fails_on_what_publishers_did(
    data: Path, spoil: str, strict: bool, code: int, monkeypatch: pytest.MonkeyPatch  # noqa: FBT001  a parameter
) -> None:  # fmt: skip
    """Findings and quarantined files are published; with ``--strict`` an error or such a file is exit code 1."""
    if spoil == "break a sum":
        broken(data)
    elif spoil:
        (data / "reports" / "empty.txt").write_bytes(b"")

    def build(work: pipeline.Workplace, **_options: object) -> pipeline.Built:
        return pipeline.Built(Standing.of(assemble(work.data)), Work())

    monkeypatch.setattr(pipeline, "build", build)
    assert main(["--data", str(data), *(["--strict"] if strict else [])]) == code
