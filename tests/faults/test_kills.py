"""A build killed at a random moment leaves the old site or the new one, and the next needs no hands."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from sitegen.site import SiteError
from tests.faults.kills import ROOT, Killing, prepared
from tests.faults.small import NEW, OLD, SITES, build, content_of

if TYPE_CHECKING:
    from pathlib import Path

KILLS = int(os.environ.get("KILLS", "8"))


def command(out: Path, version: str) -> list[str]:
    """What builds a version of the small site in a process of its own."""
    return [sys.executable, "-m", "tests.faults.small", str(out), version]


def waiting(out: Path) -> subprocess.Popen[bytes]:
    """A build that has begun and goes no further."""
    line = command(out, "wait")
    return subprocess.Popen(line, stdout=subprocess.PIPE, cwd=ROOT)  # noqa: S603  our own


@pytest.fixture
def killing(tmp_path: Path) -> Killing:
    """The small site, built in both versions."""
    out = tmp_path / "dist"
    return prepared(out, [command(out, version) for version in SITES])


def test_a_killed_build_leaves_a_whole_site(killing: Killing) -> None:
    """With SIGKILL, SIGTERM and SIGINT in turn."""
    assert killing.sites == [OLD, NEW]
    assert len(list(killing.times(KILLS))) == KILLS


@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_told_to_end_cleans_up(tmp_path: Path, kind: signal.Signals) -> None:
    """Exit code 2, or 130 as shells have it for an interruption; the old site stands and nothing lies beside it."""
    out = tmp_path / "dist"
    build(out, OLD)
    with waiting(out) as process:
        assert process.stdout
        assert process.stdout.readline() == b"staged\n"
        process.send_signal(kind)
        assert process.wait() == {signal.SIGTERM: 2, signal.SIGINT: 130}[kind]
    assert content_of(out) == OLD
    assert {path.name for path in tmp_path.iterdir()} == {"dist", "cache"}


def test_a_second_build_is_told_who_is_at_work(tmp_path: Path) -> None:
    """And may begin once that one has ended, however it ended."""
    out = tmp_path / "dist"
    build(out, OLD)
    with waiting(out) as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(SiteError, match=rf"another build \(process {process.pid}\)"):
            build(out, NEW)
        assert content_of(out) == OLD
        process.kill()
    assert build(out, NEW)
    assert content_of(out) == NEW
