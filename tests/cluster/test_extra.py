"""The extra: what is said where it is not installed, and that nothing else needs it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sitegen.cli import main
from tests.cluster.loopback import ROOT

if TYPE_CHECKING:
    from pathlib import Path

MODULES = ("distributed", "dask", "fsspec")


@pytest.mark.parametrize(
    "options", [("--cluster", "tcp://127.0.0.1:9"), ("--reports", "s3://bucket/reports"), ("--parts", "s3://bucket")]
)
def test_without_the_extra_one_line_says_what_to_install(
    options: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in MODULES:
        monkeypatch.setitem(sys.modules, name, None)
    assert main(["--data", str(ROOT / "data"), "--out", str(tmp_path / "out"), *options]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith("error: ")
    assert "pip install --require-hashes -r requirements-cluster.lock" in told
    assert not (tmp_path / "out").exists()


def test_a_build_on_one_machine_imports_none_of_it() -> None:
    code = f"import sys, sitegen.building, sitegen.pipeline; sys.exit(not sys.modules.keys().isdisjoint({MODULES!r}))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0  # noqa: S603  our own


@pytest.mark.parametrize("address", ["http://127.0.0.1:8786", "127.0.0.1:8786"])
def test_an_address_that_is_none_of_a_scheduler_is_refused(address: str) -> None:
    with pytest.raises(SystemExit) as error:
        main(["--cluster", address])
    assert error.value.code == 2
