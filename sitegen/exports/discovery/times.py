"""When data is from: days that sources and corrections state, never the day of a build."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.model import Fact, Report


def day(report: Report) -> dt.date | None:
    """The day that a report's data is from: when its file was fetched, else when it was published or drawn up."""
    return report.source.retrieved or published(report)


def published(report: Report) -> dt.date | None:
    """The day that a report came out, else the one on which it was signed or composed; none where none is printed."""
    return _date(report.published_on) or _date(report.signed_on) or _date(report.composed_on)


def modified(report: Report) -> dt.date | None:
    """The last day on which what is said of the report changed: its own, or that of a correction."""
    days = [one for one in (day(report), *(correction.date for correction in report.corrections)) if one]
    return max(days, default=None)


def instant(date: dt.date) -> str:
    """The day as a date and time, for formats that want one."""
    return f"{date.isoformat()}T00:00:00Z"


def _date(fact: Fact | None) -> dt.date | None:
    return dt.date.fromisoformat(fact.value) if fact else None
