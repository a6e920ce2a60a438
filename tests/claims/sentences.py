"""Sentences as a document of one line each, and what is read of them in short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.claims import Reporter
from sitegen.claims.reading import read_sentences
from sitegen.claims.sentences import sentences
from sitegen.extraction.stream import stream
from sitegen.model import Document, Paragraph, Place, Source

if TYPE_CHECKING:
    from sitegen.model import Claim, Prose

REPORTER = Reporter(("青山市商务局",), "2023")
PLAIN = {"none": "无", "all": "全部", "at_least": "余", "about": "约", "over": "超", "doubtful": "?"}


def claims(prose: Prose, *lines: str, reporter: Reporter = REPORTER) -> tuple[Claim, ...]:
    """What is claimed by the lines of a report of 青山市商务局 for 2023."""
    paragraphs = tuple(Paragraph(line, Place(n, 0, len(line))) for n, line in enumerate(lines, 1))
    text = stream(Document(Source("report.txt", "text/plain", "", 0), lines, paragraphs))
    return read_sentences([(text, sentence) for sentence in sentences(text, ())], reporter, prose)


def said(prose: Prose, *lines: str, reporter: Reporter = REPORTER) -> list[str]:
    """Each claim as ``concept value``, with its qualifier, and with its doubt in brackets."""
    return [_short(claim) for claim in claims(prose, *lines, reporter=reporter)]


def _short(claim: Claim) -> str:
    value = "" if claim.value is None else f" {claim.value:f}"
    doubt = f" [{claim.doubt}]" if claim.doubt else ""
    return f"{claim.concept}{value}{PLAIN.get(claim.qualifier, '')}{doubt}"
