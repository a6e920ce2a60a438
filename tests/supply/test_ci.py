"""What continuous integration runs: it installs what is missing, nothing else, and then calls ``make test``."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

REAL = ("bash", "dirname", "env", "grep")
PROGRAMS = ("make", "python3", "chromium", "chromedriver", "localc", "Rscript", "apt-get", "dpkg-query", "sudo")
TOLD = '#!/bin/sh\necho "${0##*/} $*"\n'
STANDING_IN = {"dpkg-query": "#!/bin/sh\necho installed\n", "sudo": '#!/bin/sh\nexec "$@"\n', "python3": "#!/bin/sh\n"}


def run(root: Path, folder: Path, programs: Iterable[str]) -> subprocess.CompletedProcess[str]:
    """What the script says on a machine that has these programs, all of which only tell how they were called."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs bash")
    for name in REAL:
        (folder / name).symlink_to(shutil.which(name) or "")
    for name in programs:
        program = folder / name
        program.write_text(STANDING_IN.get(name, TOLD), encoding="utf-8")
        program.chmod(0o755)
    command = [bash, str(root / ".ci" / "run")]
    return subprocess.run(  # noqa: S603  our own
        command, env={"PATH": str(folder)}, check=False, capture_output=True, encoding="utf-8"
    )


def test_a_machine_with_everything_goes_straight_to_the_tests(root: Path, tmp_path: Path) -> None:
    assert run(root, tmp_path, PROGRAMS).stdout == "make test\n"


def test_chrome_does_as_well_as_chromium(root: Path, tmp_path: Path) -> None:
    programs = [*PROGRAMS, "google-chrome"]
    programs.remove("chromium")
    assert run(root, tmp_path, programs).stdout == "make test\n"


@pytest.mark.parametrize(
    ("program", "package"),
    [
        ("chromium", "chromium"),
        ("chromedriver", "chromium-driver"),
        ("localc", "libreoffice-calc"),
        ("Rscript", "r-cran-readr"),
    ],
)
def test_what_is_missing_is_installed_and_nothing_else(root: Path, tmp_path: Path, program: str, package: str) -> None:
    done = run(root, tmp_path, [one for one in PROGRAMS if one != program])
    *_, installed, last = done.stdout.splitlines()
    assert installed == f"apt-get install --quiet --yes --no-install-recommends {package}"
    assert last == "make test"


def test_where_nothing_can_be_installed_it_says_what_is_missing(root: Path, tmp_path: Path) -> None:
    done = run(root, tmp_path, [one for one in PROGRAMS if one not in {"apt-get", "localc"}])
    assert done.returncode == 1
    assert "libreoffice-calc" in done.stderr
    assert "make test" not in done.stdout


def test_the_exit_status_is_that_of_the_tests(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (tmp_path / "fail").write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    (tmp_path / "fail").chmod(0o755)
    (folder / "make").symlink_to(tmp_path / "fail")
    assert run(root, folder, [one for one in PROGRAMS if one != "make"]).returncode == 3
