"""A draft read and checked as a published report is, with what its author adds that the file may not say yet."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen import readers
from sitegen.checks import check
from sitegen.extraction import extract, quarantined
from sitegen.model import Agency, Quarantined, Report, Source, Stated

if TYPE_CHECKING:
    import datetime as dt

    from sitegen.model import Catalogue, Finding

AUTHOR = "draft"  # the id of an agency that is in no registry


@dataclass(frozen=True, slots=True)
class Given:
    """What the author says of the draft: its year, the kind of agency, the day on which it is to be published."""

    year: int | None = None
    kind: str = ""
    published_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft as read, or why it was not; ``findings`` are of reading and of every rule about one report alone.

    ``catalogue`` is the knowledge by which it was checked.
    """

    draft: Report | Quarantined
    findings: tuple[Finding, ...]
    catalogue: Catalogue


def check_draft(name: str, content: bytes, catalogue: Catalogue, given: Given | None = None) -> Checked:
    """Read and check a draft; ``name`` is what the file is called."""
    given = given or Given()
    draft = _read(_source(name, content, given), content, catalogue)
    if isinstance(draft, Quarantined):
        return Checked(draft, draft.findings, catalogue)
    if draft.agency is None and given.kind:
        author = _author(draft, given.kind)
        catalogue = replace(catalogue, agencies=(*catalogue.agencies, author))
        draft = replace(draft, agency=author.id)
    return Checked(draft, (*draft.findings, *check(draft, catalogue)), catalogue)


def media_type(content: bytes) -> str:
    """The format of a draft by its first bytes."""
    head = content[: readers.HEAD]
    return next((reader.MEDIA_TYPE for reader in readers.every() if reader.accepts(head)), "application/octet-stream")


def _source(name: str, content: bytes, given: Given) -> Source:
    digest = hashlib.sha256(content).hexdigest()
    stated = Stated(year=given.year, published_on=given.published_on) if given.year or given.published_on else None
    return Source(name, media_type(content), digest, len(content), stated=stated)


def _read(source: Source, content: bytes, catalogue: Catalogue) -> Report | Quarantined:
    try:
        return extract(readers.read(source, content), catalogue, registry=False)
    except readers.UnreadableError as error:
        detail = getattr(error, "detail", "")
        return quarantined(source, catalogue.rule("R.UNREADABLE_FILE"), reason=str(error), detail=detail)


def _author(draft: Report, kind: str) -> Agency:
    """The agency of a draft that the registry does not know: its name as printed, its kind as its author says."""
    name = draft.agency_name.value if draft.agency_name else ""
    return Agency(AUTHOR, name, name, division="", level="", kind=kind, department="", merged=False, uscc=None)
