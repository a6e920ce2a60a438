"""The site that is being built: beside the published one, from whose files it takes all that stay, then in its place.

Beside ``out`` lie, all hidden: the lock, while a build runs; ``.<name>.new-…``, the site that it builds;
``.<name>.spare``, the site before the published one, which the next build turns into the next site by touching only
what differs; and, for a moment and only where the system cannot exchange two folders, ``.<name>.old``. All but the last
may be deleted at any time when no build runs, and whatever a killed build leaves of them the next one takes care of.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import ExitStack, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Self

from sitegen.site import exchange, looking
from sitegen.site.ending import orderly, undisturbed
from sitegen.site.errors import SiteError, listed, told
from sitegen.site.listing import Known, Tree, count, keep_records, record_tree, recorded
from sitegen.site.locking import locked
from sitegen.site.mirroring import Found, Mirrored, has_links, mirror
from sitegen.site.paths import MARKER
from sitegen.site.putting import FOLDER
from sitegen.site.settling import Wanted, settle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from sitegen.site.putting import Written

LARGEST = 95_000_000  # bytes of a file; GitHub refuses those of 100 MB


class Staging:
    """A build of the site at ``out``; the published site stays as it is until :meth:`publish` has done its work.

    With ``record``, a path in the folder of the cache, the build after this one knows what is published::

        with Staging(out, cache / "tree") as staging:
            files = [staging.known[path] for path in unchanged]  # there already: of these nothing needs to be made
            files += [put(staging.folder, artifact) for artifact in made]  # in any process
            verify(staging.folder)
            staging.publish(files)

    ``known`` has every file of the published site that nobody has touched since, and ``folder``, which is made when it
    is first asked for, holds exactly these at the beginning: a build that finds nothing to do asks for none. Leaving
    without :meth:`publish` leaves nothing behind.
    """

    def __init__(self, out: Path, record: Path | None = None) -> None:
        """Build for the place ``out``; nothing is touched yet."""
        self.out = out.resolve()
        self._record = record
        self._beside = {name: self.out.with_name(f".{self.out.name}.{name}") for name in ("spare", "old")}
        self._state = ""
        self._tree: Tree | None = None
        self._look: looking.Look | None = None
        self._begun: Path | None = None
        self._folder: Path | None = None
        self._before = Mirrored()
        self._holds = ExitStack()
        self._process = os.getpid()

    def __enter__(self) -> Self:
        """Take the lock, put in order what a killed build has left, and look at what is published."""
        with ExitStack() as holds:
            holds.enter_context(orderly())
            with told(self.out):
                self.out.parent.mkdir(parents=True, exist_ok=True)
                holds.enter_context(locked(self.out))
                holds.callback(self._tidy)
                self._recover()
                _refuse_to_replace(self.out)
                self._begin_to_look(holds)
            self._holds = holds.pop_all()
        return self

    @property
    def folder(self) -> Path:
        """The staged site, to be asked for by the process of the build before any other; it is made the first time."""
        if self._folder is None:
            with told(self.out):
                self._begun = self._begun or self._new_folder()
                self._fill(self._begun)
                self._folder = self._begun
        return self._folder

    def begin(self) -> None:
        """Have the staged folder made meanwhile, as it will be asked for, where another process can do so."""
        if self._look and self._record and self._begun is None:
            with told(self.out):
                self._begun = self._new_folder()
                self._look.begin_to_mirror(self._begun, self._record)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave nothing behind but the published site, whichever it is now, and the spare."""
        if os.getpid() == self._process:  # not in a child that was forked from it
            self._holds.close()

    @cached_property
    def known(self) -> Mapping[str, Written]:
        """Every file of the published site that nobody has touched since."""
        return Known(self._published.lines)

    @property
    def is_whole(self) -> bool:
        """Whether the published site is exactly what the last build has left."""
        return self._published.is_whole and bool(self.known)

    @property
    def state(self) -> str:
        """A number of the published site as the last build has left it; none where it is not as that has left it."""
        return self._state or (self._tree.sum if self._tree and self._published.is_whole else "")

    @property
    def _published(self) -> Found:
        with told(self.out):
            return self._look.found if self._look else Found()

    def publish(self, files: Iterable[Written], gone: Iterable[str] | None = None) -> bool:
        """Put the staged site in the place of the published one, and return whether there was any difference.

        ``files`` are all files of the site, known and put; where it is said which paths of the known ones are ``gone``,
        the others stay, and need not be among them. The staged site is held against this, and what only the site before
        had is taken out. On return the new site is on disk, even if the power fails.
        """
        folder = self.folder
        with told(self.out):
            settled = settle(str(folder), Wanted(_accepted(files), gone, self._before.lines), self._before)
            if settled.problems:
                what = "files of the staged site that differ from its list"
                raise listed(what, settled.problems)
            state = record_tree(self._record, folder, settled.tree) if self._record else ""
            if self.is_whole and not settled.changed:
                self._keep_spare(folder)
                return False
            exchange.last(folder, settled.changed)
            with undisturbed():
                old = exchange.exchange(folder, self.out, self._beside["old"])
                self._replaced(old)
            self._state = state
            if old is None and count(settled.tree.lines) >= looking.MANY and not self._beside["spare"].exists():
                with suppress(OSError):  # the next build does without
                    self._prepare(settled.tree)
        return True

    def _prepare(self, tree: Tree) -> None:
        """Make the spare of a large first site, so that the next build finds one, where that takes links alone."""
        if self._record is None:
            return
        folder = self._new()
        os.mkdir(folder)  # noqa: PTH102
        os.chmod(folder, FOLDER)  # noqa: PTH101
        if has_links(self.out, folder):
            mirror(self.out, folder, Found(tree.lines), tree, None)
            changed = {path: os.lstat(f"{folder}/{path}").st_mtime_ns for path in tree.folders}
            record_tree(
                self._record,
                folder,
                Tree({path: one._replace(changed=changed[path]) for path, one in tree.folders.items()}),
            )
            self._keep_spare(folder)
        else:
            os.rmdir(folder)  # noqa: PTH106

    def _replaced(self, old: Path | None) -> None:
        """Make the exchange last and let the site before be the spare; the new site stands, whatever fails here."""
        with suppress(OSError):  # what is left lying is taken care of by the next build
            if old is not None:
                self._keep_spare(old)
            if self._record:
                keep_records(self._record, self.out, self._beside["spare"])
        try:
            exchange.keep(self.out.parent)
        except OSError as error:
            message = f"{self.out} is published, but may not outlast a power cut: {error.strerror}; build again"
            raise SiteError(message) from error

    def _recover(self) -> None:
        """Put in order what a killed build has left: the site of a torn exchange comes back, a tree is the spare."""
        spare, old = self._beside["spare"], self._beside["old"]
        if not self.out.exists() and old.is_dir():
            os.rename(old, self.out)  # noqa: PTH104
        for left in (*self._left(), old):
            if left.is_dir():
                self._keep_spare(left)
        if self._record is None and spare.exists():
            shutil.rmtree(spare)

    def _begin_to_look(self, holds: ExitStack) -> None:
        """Begin to find out what is known of the published site."""
        self._tree = recorded(self._record, self.out) if self._record and self.out.exists() else None
        if self._tree:
            self._look = looking.Look(self.out, self._tree)
            holds.callback(self._look.end)

    def _new_folder(self) -> Path:
        """A folder for the staged site: the spare if there is one, or an empty one."""
        folder = self._new()
        if self._beside["spare"].is_dir():
            os.rename(self._beside["spare"], folder)  # noqa: PTH104
        else:
            os.mkdir(folder)  # noqa: PTH102
        os.chmod(folder, FOLDER)  # noqa: PTH101
        return folder

    def _fill(self, folder: Path) -> None:
        """Let the staged folder hold what is known of the published site, and nothing else."""
        if self._record and self._look:
            self._before = self._look.mirror(folder, self._record)
        else:
            shutil.rmtree(folder)
            os.mkdir(folder, FOLDER)  # noqa: PTH102
            os.chmod(folder, FOLDER)  # noqa: PTH101

    def _new(self) -> Path:
        """A place for a tree, which whoever comes after a killed build takes care of."""
        return self.out.with_name(f".{self.out.name}.new-{secrets.token_hex(4)}")

    def _keep_spare(self, folder: Path) -> None:
        """Let the folder be the spare, if one is kept and there is none; else it goes."""
        spare = self._beside["spare"]
        if self._record is None or spare.exists():
            shutil.rmtree(folder)
        else:
            os.rename(folder, spare)  # noqa: PTH104

    def _tidy(self) -> None:
        with suppress(OSError):  # what cannot be taken away now, the next build takes away
            for left in self._left():
                shutil.rmtree(left, ignore_errors=True)

    def _left(self) -> list[Path]:
        return sorted(self.out.parent.glob(f".{self.out.name}.new-*"))


def _accepted(files: Iterable[Written]) -> Iterator[Written]:
    """The files, if none of them is too large for the host."""
    large: list[str] = []
    for file in files:
        if file.size > LARGEST:
            large.append(f"{file.path}: {file.size:,} bytes")
        yield file
    if large:
        what = f"files of more than {LARGEST:,} bytes, which GitHub Pages does not take"
        raise listed(what, large)


def _refuse_to_replace(out: Path) -> None:
    """Refuse a file, or a folder that holds something else than a site: it would be deleted."""
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MARKER).is_file())):
        message = f"{out} is there already and is no site that was built here (it has no {MARKER}); it is left alone"
        raise SiteError(message)
