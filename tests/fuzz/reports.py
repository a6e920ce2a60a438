"""Whole reports, damaged and then read to the end: numbers out of damaged files are still what is printed there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitegen import readers
from sitegen.extraction import extract
from sitegen.model import Report
from sitegen.readers.decoding import decode
from tests.fuzz import promises
from tests.fuzz.material import source
from tests.fuzz.mutating import damaged, rewritten

if TYPE_CHECKING:
    from random import Random

    from sitegen.model import Catalogue
    from tests.fuzz.material import Material


class Sent(NamedTuple):
    """A file, and the knowledge to read it with."""

    content: bytes
    catalogue: Catalogue


def draw(rng: Random, material: Material) -> Sent:
    """An invented report or one of the project's, damaged."""
    kind = rng.choice(("txt", "txt", "html", "md", "docx"))
    content = rng.choice(material.files[kind])
    if kind == "docx" or rng.random() < 1 / 5:
        return Sent(damaged(rng, content, material.files[kind]), material.catalogue)
    return Sent(rewritten(rng, decode(content), material.texts).encode("utf-8", "ignore"), material.catalogue)


def examine(case: Sent) -> str:
    """Read and extract."""
    try:
        document = readers.read(source(case.content), case.content)
    except readers.UnreadableError as error:
        return str(error)
    promises.of_document(document)
    found = extract(document, case.catalogue, registry=False)
    if not isinstance(found, Report):
        return "aside"
    promises.of_report(found)
    return "report"
