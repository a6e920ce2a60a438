"""A published tree looked at, and mirrored, by another process meanwhile where it is large."""

from __future__ import annotations

import json
import os
import signal
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import forking
from sitegen.site.listing import count, recorded
from sitegen.site.mirroring import Found, Mirrored, found_in, mirror

if TYPE_CHECKING:
    from sitegen.site.listing import Tree

MANY = 10_000  # files; to look at fewer takes no longer than to start a process
WHOLE = b"whole\n"


class Look:
    """A look at what a published tree holds of what was recorded, and from there a staged one made the same.

    A file counts as it was if size, time of change, inode and rights are. Of a large tree another process finds out
    whether all is as it was, as it mostly is, and goes on to mirror it: meanwhile this one can do something else.
    """

    def __init__(self, out: Path, tree: Tree) -> None:
        """Begin to look."""
        self._out, self._tree = out, tree
        self._staged: Path | None = None
        self._other = Other(out, tree) if count(tree.lines) >= MANY and forking.is_safe() else None

    @cached_property
    def found(self) -> Found:
        """What it holds."""
        if self._other and self._other.hears_whole():
            return Found(self._tree.lines, is_whole=True)
        return found_in(self._out, self._tree)

    def begin_to_mirror(self, staged: Path, record: Path) -> None:
        """Let the other process go on, if there is one, as soon as it has found all as it was; see :func:`mirror`."""
        if self._other:
            self._staged = staged
            self._other.ask(staged, record)

    def mirror(self, staged: Path, record: Path) -> Mirrored:
        """Mirror what was found, with whatever the staged tree and its record hold; or hear that this is done."""
        found = self.found
        folders = self._other.hears_folders() if self._other and self._staged == staged else None
        if folders:
            return Mirrored(found.lines, folders)
        return mirror(self._out, staged, found, self._tree, recorded(record, staged))

    def end(self) -> None:
        """Let nobody look any more."""
        if self._other:
            self._other.end()


class Other:
    """Another process that looks at a tree, and mirrors one that is as it was if it is asked to."""

    def __init__(self, out: Path, tree: Tree) -> None:
        """Begin."""
        parent = os.getpid()
        (asked, ask), (hear, tell) = os.pipe(), os.pipe()
        self._process = os.fork()
        if not self._process:
            status = 1
            try:
                forking.begin(parent)
                os.close(ask)
                os.close(hear)
                _look_and_mirror(out, tree, asked, tell)
                status = 0
            finally:
                os._exit(status)
        os.close(asked)
        os.close(tell)
        self._ask, self._hear = os.fdopen(ask, "wb", buffering=0), os.fdopen(hear, "rb")

    def hears_whole(self) -> bool:
        """Whether all is as it was."""
        return self._hear.read(len(WHOLE)) == WHOLE

    def ask(self, staged: Path, record: Path) -> None:
        """Ask for the staged tree to be made a mirror of it."""
        with suppress(BrokenPipeError):  # it is not, and the other process has gone
            self._ask.write(json.dumps([str(staged), str(record)]).encode() + b"\n")

    def hears_folders(self) -> dict[str, int] | None:
        """The folders of the mirror, as :class:`Mirrored` has them; nothing where it could not be made."""
        try:
            return dict(json.loads(self._hear.read()))
        except ValueError:
            return None

    def end(self) -> None:
        """End it, whatever it does."""
        if self._process:
            with suppress(ProcessLookupError, ChildProcessError):  # somebody else may have heard of its end
                os.kill(self._process, signal.SIGKILL)
                os.waitpid(self._process, 0)
            self._process = 0
            self._ask.close()
            self._hear.close()


def _look_and_mirror(out: Path, tree: Tree, asked: int, tell: int) -> None:
    """What the other process does: look, tell, and go on where it is asked to."""
    if not found_in(out, tree).is_whole:
        return
    with os.fdopen(tell, "wb") as answers, os.fdopen(asked, "rb") as questions:
        answers.write(WHOLE)
        answers.flush()
        if question := questions.readline():
            staged, record = map(Path, json.loads(question))
            made = mirror(out, staged, Found(tree.lines, is_whole=True), tree, recorded(record, staged))
            answers.write(json.dumps(made.folders, separators=(",", ":")).encode())
