"""The files of evidence as the last build saw them, so that one that has not changed need not be looked into.

A file is taken for unchanged where its size, its inode and both its times are what they were, unless it was written so
shortly before it was looked at that a later change might have left them the same; then its content decides.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.cache.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

RECENT = 2_000_000_000  # nanoseconds; times on some file systems go in steps of two seconds
Signature = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was seen: what the system says of it and its sidecar, and the hash of the contents of both."""

    signature: Signature
    digest: str


class Inputs:
    """What is known of the files of evidence by name."""

    def __init__(self, known: Mapping[str, Seen] | None = None) -> None:
        """Begin with what the last build knew."""
        self._known = dict(known or {})
        self._seen: dict[str, Seen] = {}

    def digest(self, name: str, files: Iterable[str | Path]) -> str:
        """The hash of the contents of a file of evidence and what lies beside it, in that order; of none where gone."""
        paths = tuple(files)
        signature: Signature = ()
        for path in paths:
            signature += _signature(path)
        known = self._known.get(name)
        if known is None or known.signature != signature:
            known = Seen(signature, digest_of(paths))
        if _recent(signature):  # it may change again and look the same
            self._seen.pop(name, None)
        else:
            self._seen[name] = known
        return known.digest

    @classmethod
    def load(cls, path: Path) -> Inputs:
        """What an earlier build has written; nothing where that makes no sense."""
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
            content: dict[str, Any] = json.loads(path.read_bytes())
            return cls({name: Seen(tuple(map(int, of)), str(digest)) for name, (of, digest) in content.items()})
        return cls()

    def save(self, path: Path) -> None:
        """Write down what was seen."""
        content = {name: (one.signature, one.digest) for name, one in sorted(self._seen.items())}
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(content, separators=(",", ":")).encode())


def _signature(path: str | Path) -> Signature:
    try:
        found = os.stat(path)  # noqa: PTH116  called for every file of a collection
    except OSError:
        return (-1,)
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _recent(signature: Signature) -> bool:
    now = time.time_ns()
    earliest, latest = now - RECENT, now + RECENT
    return any(earliest < number < latest for number in signature)


def digest_of(paths: Iterable[str | Path]) -> str:
    """The hash of the contents of files in their order; one that cannot be opened counts as such."""
    digest = hashlib.blake2b(digest_size=20)
    for path in paths:
        try:
            content = Path(path).read_bytes()
        except OSError:
            digest.update(b"\x00")
            continue
        digest.update(b"\x01" + len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
