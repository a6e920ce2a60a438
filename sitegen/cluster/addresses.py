"""Files behind addresses: what fsspec can open, opened; a file is put in its place whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sitegen.cluster import ClusterError, needed

if TYPE_CHECKING:
    from collections.abc import Callable

BESIDE = ".beside-"
"""What the names of files begin with that are not whole yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder behind an address: its file system, and its path there."""

    system: Any
    path: str

    def files(self) -> dict[str, dict[str, Any]]:
        """What lies below it, by name, with what the file system says of it; nothing where there is no folder."""
        try:
            found: dict[str, dict[str, Any]] = self.system.find(self.path, detail=True)
        except FileNotFoundError:
            return {}
        start = len(self.path.rstrip("/")) + 1
        return {path[start:]: said for path, said in sorted(found.items())}

    def size(self, name: str) -> int:
        """The bytes that a file has."""
        size: int | None = self.system.size(self._at(name))
        return size or 0

    def get(self, name: str) -> bytes:
        """The content of a file."""
        content: bytes = self.system.cat_file(self._at(name))
        return content

    def put(self, name: str, content: bytes) -> None:
        """Write a file beside its place, then move it there; one of that name is replaced."""
        beside = self._at(f"{BESIDE}{uuid4().hex}")
        self.system.makedirs(self.path, exist_ok=True)
        self.system.pipe_file(beside, content)
        self.system.mv(beside, self._at(name))

    def delete(self, name: str) -> None:
        """Delete a file."""
        self.system.rm_file(self._at(name))

    def _at(self, name: str) -> str:
        return f"{self.path.rstrip('/')}/{name}"


def opened(address: str) -> Place:
    """The folder of that address; its driver must be installed."""
    fsspec = needed("fsspec")
    open_: Callable[[str], tuple[Any, str]] = fsspec.core.url_to_fs
    try:
        system, path = open_(address)
    except (ImportError, ValueError) as error:
        message = f"{address} cannot be opened: {error}"
        raise ClusterError(message) from error
    system.invalidate_cache()
    return Place(system, path)
