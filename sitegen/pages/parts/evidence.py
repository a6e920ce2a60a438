"""The source text line by line: what was read from it is lit up and leads back to the cell, what was cut is marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Cut, Place, Report

CUT_WORDS = {"spam": "垃圾内容"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a line, and the cell that was read from them."""

    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source, or, with ``cut``, the sentence that stands for lines left out."""

    number: int
    pieces: tuple[Piece, ...] = ()
    cut: str = ""


def source_lines(report: Report) -> Iterator[SourceLine]:
    """The lines of the report's source that are shown, in order; empty ones only where something was read from them."""
    cuts = {number: cut for cut in report.cuts for number in range(cut.first, cut.last + 1)}
    spans = _spans(report)
    for number, text in enumerate(report.lines, 1):
        if cut := cuts.get(number):
            if number == cut.first:
                yield SourceLine(number, cut=cut_sentence(cut))
        elif text.strip() or number in spans:
            yield SourceLine(number, tuple(_pieces(text.rstrip(), spans.get(number, []))))


def cut_sentence(cut: Cut) -> str:
    """What stands in the place of lines that are not shown."""
    return f"〔此处略去{CUT_WORDS.get(cut.reason, '与年报无关的页面内容')} {cut.last - cut.first + 1} 行〕"


def line_target(report: Report, place: Place | None) -> str:
    """The anchor of the line of a place; none where the line is cut or there is no place."""
    if place is None or any(cut.first <= place.line <= cut.last for cut in report.cuts):
        return ""
    return f"#L{place.line}"


def _spans(report: Report) -> dict[int, list[tuple[int, int, str]]]:
    """By line: the characters that a cell was read from, and the cell, in order."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    for observation in report.observations:
        if observation.provenance:
            place = observation.provenance.place
            found.setdefault(place.line, []).append((place.start, place.end, observation.cell))
    return {line: sorted(spans) for line, spans in found.items()}


def _pieces(text: str, spans: list[tuple[int, int, str]]) -> Iterator[Piece]:
    done = 0
    for start, end, target in spans:
        if start < done or end <= start:
            continue
        if start > done:
            yield Piece(text[done:start])
        yield Piece(text[start:end], target)
        done = end
    if done < len(text):
        yield Piece(text[done:])
