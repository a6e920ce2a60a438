"""What the inputs are made of: the reports of the project and invented ones in every layout, whole and in pieces."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.catalogue import load
from sitegen.cli import DATA
from sitegen.model import Source
from sitegen.readers.decoding import decode
from tests.proving.generator import LAYOUTS, report

if TYPE_CHECKING:
    from sitegen.model import Catalogue

KINDS = {"docx": "docx", "pdf": "pdf", "markdown": "md", "torn": "md"}


@dataclass(frozen=True, slots=True)
class Material:
    """The catalogue, and files by kind: ``txt``, ``html``, ``md``, ``docx``, ``pdf``; ``texts`` are files as text."""

    catalogue: Catalogue
    files: dict[str, tuple[bytes, ...]]
    texts: tuple[str, ...]


def material(seed: str, each: int = 2) -> Material:
    """The same material for the same seed: the project's reports, and invented ones, so many in each layout."""
    catalogue = load(DATA)
    found: dict[str, list[bytes]] = {"txt": [path.read_bytes() for path in sorted((DATA / "reports").glob("*.txt"))]}
    for layout in LAYOUTS:
        kind = "html" if layout.startswith("html") else KINDS.get(layout, "txt")
        for number in range(each):
            found.setdefault(kind, []).append(report(f"fuzz-{seed}-{layout}-{number}", layout, catalogue).content)
    texts = tuple(decode(content) for kind in ("txt", "md", "html") for content in found[kind])
    return Material(catalogue, {kind: tuple(contents) for kind, contents in found.items()}, texts)


def source(content: bytes) -> Source:
    """What the build would know of such a file."""
    return Source("fuzzed", "application/octet-stream", hashlib.sha256(content).hexdigest(), len(content))
