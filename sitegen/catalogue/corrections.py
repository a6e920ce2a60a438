"""Corrections of printed numbers, from ``corrections.toml``; whether they still hold is told where they are applied."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import Entry, read_toml, tables, unique
from sitegen.model import Correction, CorrectionStatus

if TYPE_CHECKING:
    from pathlib import Path

CELL = re.compile(r"[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*){2}")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
ADDRESS = re.compile(r"https?://[^\s\"'<>]+")


def load_corrections(path: Path) -> tuple[Correction, ...]:
    """The corrections in the order of the file, no two for one cell."""
    whole = read_toml(path)
    whole.check(correction_=list)
    entries = tables(whole, "correction")
    corrections = tuple(map(_correction, entries))
    unique((f"{one.report} {one.cell}", entry) for one, entry in zip(corrections, entries, strict=True))
    return corrections


def _correction(entry: Entry) -> Correction:
    entry.check(
        report=str, cell=str, expect=str, value=str, unit_=str, reason_zh=str, reason_en=str, date=dt.date, status=str,
        source_=str,
    )  # fmt: skip
    _well_formed(entry)
    return Correction(
        report=entry.text("report"),
        cell=entry.text("cell"),
        expect=entry.values["expect"],  # exactly what is printed, white space and all
        value=Decimal(entry.text("value")),
        unit=entry.text("unit"),
        reason_zh=entry.text("reason_zh"),
        reason_en=entry.text("reason_en"),
        date=entry.values["date"],
        status=CorrectionStatus(entry.text("status")),
        source=entry.text("source") or None,
        line=entry.line,
    )


def _well_formed(entry: Entry) -> None:
    if not CELL.fullmatch(entry.text("cell")):
        entry.fail(f"'cell' must be table/row/column, not {entry.text('cell')!r}")
    if not NUMBER.fullmatch(entry.text("value")):
        entry.fail(f"'value' must be a plain decimal in quotation marks, not {entry.text('value')!r}")
    for key in ("reason_zh", "reason_en"):
        if not entry.text(key):
            entry.fail(f"{key!r} is empty; a correction has a reason in both languages")
    if isinstance(entry.values["date"], dt.datetime):
        entry.fail("'date' must be a date without time of day")
    if entry.text("status") not in set(CorrectionStatus):
        entry.fail(f"'status' must be one of {', '.join(CorrectionStatus)}")
    if entry.text("source") and not ADDRESS.fullmatch(entry.text("source")):
        entry.fail("'source' must be an http or https address")
    if entry.text("status") == CorrectionStatus.CONFIRMED and not entry.text("source"):
        entry.fail("'source' is missing: a confirmed correction gives the address where the agency says so")
