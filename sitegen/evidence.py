"""Where evidence lies: in a folder of this machine, or behind an address from which files are fetched to be read.

Either can be told to another process, and gives there what it gives here.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from sitegen.cache.inputs import digest_of
from sitegen.cache.keys import key as key_of
from sitegen.folders import SIDECAR, below, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from typing import Any

    from sitegen.cache.inputs import Inputs
    from sitegen.cluster.addresses import Place
    from sitegen.model import Catalogue, Outlined
    from sitegen.reading import File

    Told = Generator[tuple[Outlined, bytes], None, None]

HERE = "."  # the evidence is one file
FETCHED = 256  # files that lie here at a time
WRITTEN = ("etag", "md5", "hash", "checksum", "modif", "mtime", "created", "updated")
"""In the names of what file systems say of a file that tells whether it was written since."""


class Input(NamedTuple):
    """A file of evidence: the name to show, where it lies below the whole, and a digest of it and its sidecar."""

    name: str
    at: str
    digest: str


@dataclass(frozen=True, slots=True)
class Folder:
    """Evidence in a folder, or one file."""

    path: Path

    def inputs(self, seen: Inputs) -> tuple[Input, ...]:
        """The files in order of name; those that have not changed since they were ``seen`` are not looked into."""
        if self.path.is_file():
            return (Input(HERE, HERE, seen.digest(HERE, (self.path, f"{self.path}{SIDECAR}"))),)
        root = os.path.join(self.path, "")  # noqa: PTH118  there are many files, and a Path of each costs more
        found = sorted((at if at.isascii() else shown(at), at) for at in below(self.path))
        return tuple(
            Input(name.replace(os.sep, "/"), at, seen.digest(name, (root + at, f"{root}{at}{SIDECAR}")))
            for name, at in found
        )

    def told(
        self,
        inputs: Sequence[Input],
        catalogue: Catalogue,
        *,
        jobs: int | None,
        meanwhile: Callable[[], object] | None = None,
    ) -> Told:
        """What reading tells of each of these, in their order; a malformed sidecar is refused.

        ``meanwhile`` is called, perhaps more than once, when there are processes that read.
        """
        from sitegen.readers.sidecars import SIDECARS, read_sidecar  # noqa: PLC0415  all that reads is loaded late
        from sitegen.reading import File, told_of  # noqa: PLC0415

        agencies = {agency.id for agency in catalogue.agencies}
        with tempfile.TemporaryFile() as said:  # all are looked at before the first file is read, and none is held
            for one in inputs:
                sidecar = read_sidecar(self.path / one.at, agencies)
                said.write((SIDECARS.encode(sidecar) if sidecar else b"") + b"\n")
            said.seek(0)
            files = (
                File(self.path / one.at, one.name, SIDECARS.decode(line) if line.strip() else None)
                for one, line in zip(inputs, said, strict=True)
            )
            with closing(told_of(files, catalogue, jobs=jobs, meanwhile=meanwhile)) as answers:
                yield from answers

    def changed(self, inputs: Sequence[Input]) -> tuple[str, ...]:
        """The names of those that are not what they were when they were listed, or lie elsewhere."""
        return tuple(
            one.name for one in inputs if digest_of((path := self.path / one.at, f"{path}{SIDECAR}")) != one.digest
        )


@dataclass(frozen=True, slots=True)
class Afar:
    """Evidence behind an address; it is fetched for as long as it takes to read it."""

    address: str

    def inputs(self, _: Inputs) -> tuple[Input, ...]:
        """The files in order of name; what the file system says of them is taken for their digest."""
        listed = self._open().files()
        return tuple(
            Input(shown(at), at, key_of(_said(said), _said(listed.get(at + SIDECAR, {}))))
            for at, said in listed.items()
            if not any(part.startswith(".") for part in at.split("/"))
            and not (at.endswith(SIDECAR) and at.removesuffix(SIDECAR) in listed)
        )

    def told(
        self,
        inputs: Sequence[Input],
        catalogue: Catalogue,
        *,
        jobs: int | None,
        meanwhile: Callable[[], object] | None = None,
    ) -> Told:
        """See :class:`Folder`."""
        from sitegen.reading import told_of  # noqa: PLC0415

        place, agencies = self._open(), {agency.id for agency in catalogue.agencies}
        waiting = iter(inputs)
        while some := tuple(islice(waiting, FETCHED)):
            with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
                files = tuple(self._fetched(place, some, Path(scratch), agencies))
                with closing(told_of(files, catalogue, jobs=jobs, meanwhile=meanwhile)) as answers:
                    yield from answers

    def changed(self, _: Sequence[Input]) -> tuple[str, ...]:
        """None that could be told: one address means the same everywhere."""
        return ()

    def _fetched(self, place: Place, inputs: Sequence[Input], folder: Path, agencies: set[str]) -> Iterator[File]:
        """The files, fetched; one that is gone is left for reading to find out."""
        from sitegen.catalogue import KnowledgeError  # noqa: PLC0415
        from sitegen.readers.sidecars import path_for, read_sidecar  # noqa: PLC0415
        from sitegen.reading import File  # noqa: PLC0415

        for number, one in enumerate(inputs):
            path = folder / str(number)  # what it is called there must not matter here
            _fetch(place, one.at, path)
            _fetch(place, one.at + SIDECAR, path_for(path))
            try:
                yield File(path, one.name, read_sidecar(path, agencies))
            except KnowledgeError as error:
                text = str(error).removeprefix(f"{error.path}:{error.line}: ")
                raise KnowledgeError(Path(f"{one.name}{SIDECAR}"), error.line, text) from error

    def _open(self) -> Place:
        from sitegen.cluster.addresses import opened  # noqa: PLC0415  only for what lies afar

        return opened(self.address)


def evidence_at(address: str) -> Folder | Afar:
    """The evidence of a path or an address."""
    parts = urlsplit(address)
    if parts.scheme == "file":
        return Folder(Path(unquote(parts.path)))
    return Afar(address) if "://" in address else Folder(Path(address))


def _said(said: dict[str, Any]) -> str:
    """What is said of a file, as text; something new each time where that would not show that it was written anew."""
    tells = not said or any(word in name.lower() for name in said for word in WRITTEN)
    return repr(sorted((name, str(value)) for name, value in said.items())) if tells else os.urandom(20).hex()


def _fetch(place: Place, at: str, path: Path) -> None:
    """Bring a file here; of one that is too large to be read only its size."""
    from sitegen.readers import LARGEST  # noqa: PLC0415

    try:
        size = place.size(at)
        content = place.get(at) if size <= LARGEST else b""
    except FileNotFoundError:
        return
    with path.open("wb") as file:
        file.write(content)
        file.truncate(max(size, len(content)))
