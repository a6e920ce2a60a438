"""A disk that is full, a folder that nobody may write into: one sentence, and the old site as it was."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sitegen.model import Artifact
from sitegen.site import SiteError, Staging, put
from tests.faults.kills import ROOT
from tests.faults.small import NEW, OLD, beside, build, content_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGE = {**NEW, "large.bin": bytes(3_000_000)}
LIMITED = (
    "import resource, signal, sys; from pathlib import Path\n"
    "from sitegen.site import SiteError; from tests.faults.small import NEW, build\n"
    "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
    "try: build(Path(sys.argv[1]), {**NEW, 'large.bin': bytes(3_000_000)})\n"
    "except SiteError as error: print(error); sys.exit(2)\n"
)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte, where one may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if not mount or not umount:
        pytest.skip("there is no mount here")
    command = (mount, "-t", "tmpfs", "-o", "size=1m,nr_inodes=200", "tmpfs", str(place))
    mounted = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    if mounted.returncode:
        pytest.skip("nothing may be mounted here")
    yield place
    subprocess.run((umount, str(place)), check=True)  # noqa: S603


def test_a_full_disk_leaves_the_old_site(small_disk: Path) -> None:
    """Half a file is never published, and what was staged makes room again."""
    out = small_disk / "dist"
    build(out, OLD)
    free = os.statvfs(small_disk).f_bavail
    with pytest.raises(SiteError, match=r"No space left on device.*untouched") as caught:
        build(out, LARGE)
    assert "\n" not in str(caught.value)
    assert content_of(out) == OLD
    assert beside(out) <= {"dist", ".dist.spare", "cache"}
    assert os.statvfs(small_disk).f_bavail >= free
    assert build(out, NEW)
    assert content_of(out) == NEW


def test_a_disk_without_inodes_leaves_the_old_site(small_disk: Path) -> None:
    """Also where there are bytes left, but no names."""
    out = small_disk / "dist"
    build(out, OLD)
    with pytest.raises(SiteError, match="No space left on device"):
        build(out, {**NEW, **{f"many/{number}.txt": b"" for number in range(300)}})
    assert content_of(out) == OLD
    assert build(out, NEW)


def test_a_file_that_may_not_grow_is_told(tmp_path: Path) -> None:
    """A limit of the system on the size of files is such a fault too."""
    out = tmp_path / "dist"
    build(out, OLD)
    command = (sys.executable, "-c", LIMITED, str(out))
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603
    assert ended.returncode == 2, ended.stderr
    assert "File too large" in ended.stdout
    assert content_of(out) == OLD
    assert build(out, LARGE)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
def test_a_place_where_nothing_may_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Whoever runs it; for the administrator, no rights are missing."""
    out = tmp_path / "dist"
    build(out, OLD)

    def refuse(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        for name in ("open", "mkdir", "rename"):
            patch.setattr(os, name, refuse)
        with pytest.raises(SiteError, match=os.strerror(number)):
            build(out, NEW)
    assert content_of(out) == OLD


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="an administrator may write anywhere")
def test_a_folder_without_rights_is_told(tmp_path: Path) -> None:
    """As a user meets it."""
    (tmp_path / "shut").mkdir(mode=0o555)
    with pytest.raises(SiteError, match="Permission denied"):
        build(tmp_path / "shut" / "dist", NEW)


def test_half_a_write_is_followed_by_the_other_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system may write less than it was given."""
    write = os.write
    with Staging(tmp_path / "dist") as staging, monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda handle, content: write(handle, content[:7]))
        file = put(staging.folder, Artifact("a.txt", "text/plain", b"0123456789" * 3))
        assert (staging.folder / "a.txt").read_bytes() == b"0123456789" * 3
    assert file.size == 30
