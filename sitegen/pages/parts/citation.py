"""The box that says how to cite what a page shows, and the files that reference managers import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports.discovery.citations import apa, bibtex, gb7714, ris
from sitegen.model import Artifact

if TYPE_CHECKING:
    from sitegen.exports.discovery.citations import Citation


@dataclass(frozen=True, slots=True)
class Box:
    """The styles by name, and the files with their names; ``addressed`` where the site's own address is known."""

    styles: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    artifacts: tuple[Artifact, ...]
    addressed: bool


def box(one: Citation, address: str) -> Box:
    """The box for the page of that address; its files lie beside the page."""
    texts = (
        ("BibTeX", "bib", "application/x-bibtex", bibtex(one)),
        ("RIS", "ris", "application/x-research-info-systems", ris(one)),
    )
    return Box(
        (("GB/T 7714", gb7714(one)), ("APA", apa(one)), *((name, text.strip()) for name, _, _, text in texts)),
        tuple((f"{address}{one.key}.{suffix}", f".{suffix}") for _, suffix, _, _ in texts),
        tuple(Artifact(f"{address}{one.key}.{suffix}", kind, text.encode()) for _, suffix, kind, text in texts),
        bool(one.page),
    )
