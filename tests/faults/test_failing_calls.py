"""Every call that changes the disk made to fail, one after the other: the old site or the new one, never a mixture."""

from __future__ import annotations

import errno
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from sitegen.site import SiteError, exchange, looking
from tests.faults.small import NEW, OLD, beside, build, content_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CALLS = ("open", "write", "close", "rename", "replace", "link", "mkdir", "rmdir", "unlink", "chmod", "fsync", "scandir")
FAULTS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)


class Failing:
    """Calls of the system, of which one fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, names: tuple[str, ...] = CALLS) -> None:
        """Let the call of that number fail, counted over calls of these names."""
        self.left = number
        self.failed = ""
        for name in names:
            monkeypatch.setattr(os, name, self._in_place_of(name, getattr(os, name)))
        monkeypatch.setattr(exchange, "swap", self._in_place_of("swap", exchange.swap))
        monkeypatch.setattr(exchange, "sync_all", self._in_place_of("sync_all", exchange.sync_all))

    def _in_place_of(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401  whatever the system takes
            self.left -= 1
            if self.left == 0:
                self.failed = name
                if name == "close":
                    call(*arguments, **named)
                number = FAULTS[len(name) % len(FAULTS)] if name != "write" else errno.ENOSPC
                raise OSError(number, os.strerror(number))
            return call(*arguments, **named)

        return called


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many calls a build makes at most: a first one, or one from the old site to the new."""
    out = tmp_path_factory.mktemp("count") / "dist"
    with pytest.MonkeyPatch.context() as patch:
        counting = Failing(patch, 0)
        build(out, OLD)
        build(out, NEW)
        build(out, OLD)
    return -counting.left


@dataclass(frozen=True, slots=True)
class Case:
    """How many sites were built before, whether two folders are exchanged at once, how many files last one by one."""

    builds: int
    at_once: bool
    few: int


@pytest.mark.parametrize(
    "case",
    [
        Case(0, at_once=True, few=100),
        Case(1, at_once=True, few=0),
        Case(1, at_once=False, few=100),
        Case(2, at_once=True, few=100),
        Case(2, at_once=False, few=0),
    ],
    ids=str,
)
def test_whichever_call_fails_a_whole_site_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, calls: int, case: Case
) -> None:
    """And the next build does what it should, without hands; with no site before, with one, and with a spare."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(exchange, "sync_all", lambda _: None)
    monkeypatch.setattr(exchange, "FEW", case.few)
    if not case.at_once:
        monkeypatch.setattr(exchange, "swap", lambda *_: False)
    if not case.builds:
        monkeypatch.setattr(looking, "MANY", 0)  # so that the first build makes a spare, too
    out = tmp_path / "site" / "dist"
    before = ({}, OLD, OLD)[case.builds]
    failed: set[str] = set()
    for number in range(1, calls):
        shutil.rmtree(out.parent, ignore_errors=True)
        for site in ((), (OLD,), (NEW, OLD))[case.builds]:
            build(out, site)
        if case.builds == 1:
            assert not out.with_name(".dist.spare").exists()
        with monkeypatch.context() as patch:
            failing = Failing(patch, number)
            told = ""
            try:
                build(out, NEW)
            except SiteError as error:
                told = str(error)
        if not failing.failed:
            break
        failed.add(failing.failed)
        assert "\n" not in told
        assert content_of(out) in ((before, NEW) if told else (NEW,)), failing.failed
        build(out, NEW)
        assert content_of(out) == NEW, failing.failed
        assert beside(out) <= {"dist", ".dist.spare", "cache"}, failing.failed
    else:
        pytest.fail("the calls were not counted right")
    assert {"open", "write", "mkdir", "rename", "replace"} <= failed
