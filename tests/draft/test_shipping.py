"""What the page for drafts loads: whole, small, the same each time, and exactly what its makers published."""

from __future__ import annotations

import ast
import io
import json
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from sitegen.draft import shipping
from sitegen.draft.checking import check_draft
from sitegen.keeping import once
from sitegen.pipeline import Workplace
from tests.supply.vendored import vendored

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.model import Catalogue

LARGEST = 1024 * 1024  # bytes of code and knowledge
# Python without what is installed, as in the browser: the standard library and the archive alone.
ALONE = """
import sys
sys.path[:] = [path for path in sys.path if "site-packages" not in path] + [sys.argv[1]]
from pathlib import Path
from sitegen.draft.desk import Desk
print(Desk(Path(sys.argv[1]), sys.argv[3]).answer("a.txt", Path(sys.argv[2]).read_bytes()))
"""


@pytest.fixture(scope="module")
def shipped() -> dict[str, bytes]:
    """The archives by path."""
    return {artifact.path: artifact.content for artifact in shipping.artifacts(Workplace())}


@pytest.fixture(scope="module")
def unpacked(shipped: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archives unpacked, as the worker does."""
    folder = tmp_path_factory.mktemp("shipped")
    for content in shipped.values():
        zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
    return folder


@pytest.fixture(scope="module")
def runtime(root: Path) -> Path:
    """Python for the browser."""
    return root / "templates" / "assets" / "draft" / "pyodide"


def _parsed(module: ast.AST) -> Iterator[str]:
    """What a module imports when it runs, by Python's own parser."""
    for node in ast.iter_child_nodes(module):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{one.name}" for one in node.names))
        elif not (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            yield from _parsed(node)


def test_imports_are_found_as_the_parser_finds_them(root: Path) -> None:
    """In every module of ours; what else a line of prose may look like is no module."""
    for file in (root / "sitegen").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        parsed, found = (
            {name for name in names if name.startswith("sitegen")}
            for names in (_parsed(ast.parse(text)), shipping.imported(text))
        )
        assert found == parsed, file


def test_the_archives_are_small_and_the_same_each_time(shipped: dict[str, bytes]) -> None:
    """Nobody waits for what a draft does not need."""
    assert {path: len(content) for path, content in shipped.items() if len(content) > LARGEST} == {}
    again = {artifact.path: artifact.content for artifact in shipping.artifacts(Workplace())}
    assert again == shipped


def test_what_is_kept_for_the_next_build_gives_the_same_archives(
    shipped: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second build does not look for the modules any more, and deflates the knowledge alone."""
    monkeypatch.setattr(shipping, "once", lambda _, name, key, make: once(tmp_path, name, key, make))
    for _ in range(2):
        assert {one.path: one.content for one in shipping.artifacts(Workplace(), "key")} == shipped
        monkeypatch.setattr(shipping, "_needed", lambda _: pytest.fail("looked for again"))


def test_no_report_is_shipped(unpacked: Path) -> None:
    """Code and knowledge, no evidence; nothing of the readers of PDF, which no browser could run."""
    assert not (unpacked / "data" / "reports").exists()
    assert (unpacked / "data" / "rules").is_dir()
    assert [file.name for file in (unpacked / "sitegen" / "readers" / "pdf").iterdir()] == ["__init__.py"]


def test_the_code_is_the_code_of_the_site(unpacked: Path, root: Path) -> None:
    """Every module but the stand-in and the two lists is shipped as it is here."""
    other = [
        file.relative_to(unpacked).as_posix()
        for file in sorted((unpacked / "sitegen").rglob("*.py"))
        if file.read_bytes() != (root / file.relative_to(unpacked)).read_bytes()
    ]
    assert other == ["sitegen/draft/tree.py", "sitegen/exports/__init__.py", "sitegen/pages/__init__.py"]


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "en"])
def test_the_archives_need_nothing_that_is_installed(
    unpacked: Path, seed_files: tuple[Path, ...], catalogue: Catalogue, tag: str
) -> None:
    """The standard library is enough, in every language, and the findings are those of the project."""
    command = [sys.executable, "-I", "-c", ALONE, str(unpacked), str(seed_files[0]), tag]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8", env={"PYTHONUTF8": "1"})  # noqa: S603  our own
    answer = json.loads(done.stdout)
    expected = check_draft("a.txt", seed_files[0].read_bytes(), catalogue)
    assert answer["findings"] == [[finding.id, finding.outcome.value] for finding in expected.findings]
    assert answer["page"].count("<table") >= 3
    assert {"zh-Hans": "公布之前", "zh-Hant": "公佈之前", "en": "before publishing"}[tag] in answer["page"]


def test_the_notice_tells_version_and_source_of_all_that_is_there(root: Path, runtime: Path) -> None:
    """As the list of what is vendored has them."""
    notice = (runtime / "NOTICE.txt").read_text(encoding="utf-8")
    package = next(one for one in vendored(root) if root / one.folder == runtime)
    told = [package.version, package.source, *(text for one in package.contains for text in (one.version, one.source))]
    assert all(text in notice for text in told)
    assert all(name in notice for name in package.sha256)


def test_the_worker_expects_the_runtime_that_is_there(root: Path, runtime: Path) -> None:
    """Pyodide refuses another version of its lock."""
    version = next(one.version for one in vendored(root) if root / one.folder == runtime)
    worker = (runtime.parent / "worker.js").read_text(encoding="utf-8")
    assert re.findall(r' version: "([^"]+)"', worker) == [version]


def test_what_others_wrote_comes_with_its_licence(unpacked: Path) -> None:
    """Jinja, MarkupSafe and OpenCC, each as it asks for."""
    licences = {file.name.partition("-LICENSE")[0] for file in (unpacked / "licences").iterdir()}
    assert licences == set(shipping.OTHERS)
    assert (unpacked / "opencc" / "NOTICE.txt").is_file()
