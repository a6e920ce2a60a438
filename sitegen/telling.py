"""What a worker tells of a file, as bytes that can be kept unread: a line that says what it is, then all of it.

The first line is enough to put an answer where it belongs; the rest is decoded, and checked against that line, only
where the report is looked at. JSON has no line feed of its own, so the first one parts the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.codec import Codec, CodecError
from sitegen.model import Quarantined, Report

LINE = b"\n"


@dataclass(frozen=True, slots=True)
class Summary:
    """What is told: of which file, and the report that it gave; ``report`` is None of a file that is set aside."""

    path: str
    sha256: str
    report: str | None
    agency: str | None
    year: str


SUMMARY, RESULT = Codec[Summary](Summary), Codec[Report | Quarantined](Report | Quarantined)


def tell(result: Report | Quarantined) -> bytes:
    """The answer for a result."""
    return SUMMARY.encode(_summary(result)) + LINE + RESULT.encode(result)


def summary(answer: bytes) -> Summary:
    """What an answer is about, by its first line; CodecError where that makes no sense."""
    return SUMMARY.decode(answer[: max(answer.find(LINE), 0)])


def result(answer: bytes) -> Report | Quarantined:
    """What an answer says; CodecError where it makes no sense, or is about something else than it pretends."""
    first = summary(answer)
    found = RESULT.decode(answer[answer.find(LINE) + 1 :])
    if _summary(found) != first:
        message = f"an answer about {first.path} is about {found.source.path}"
        raise CodecError(message)
    return found


def _summary(told: Report | Quarantined) -> Summary:
    source = told.source
    if isinstance(told, Report):
        return Summary(source.path, source.sha256, told.id, told.agency, told.year.value)
    return Summary(source.path, source.sha256, None, None, "")
