"""What ``build.py extract`` prints of a file: source, report, observations and findings, as plain values for JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sitegen.model import Quarantined
from sitegen.wording import because, cell_name, message, plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from sitegen.model import Catalogue, Claim, Fact, Finding, Observation, Place, Report

Json = dict[str, Any]


def as_json(result: Report | Quarantined, findings: Iterable[Finding], catalogue: Catalogue) -> Json:
    """One object a file, as the contract of ``extract --format jsonl`` has it."""
    source = {
        "path": result.source.path,
        "sha256": result.source.sha256,
        "media_type": result.source.media_type,
    }
    told = [_finding(finding, catalogue) for finding in findings]
    if isinstance(result, Quarantined):
        return {"source": source, "report": None, "observations": [], "local_rows": [], "claims": [], "findings": told}
    report = {
        "agency": result.agency_name.value if result.agency_name else None,
        "year": int(result.year.value) if result.year.value else None,
        "form": result.form,
        "title": _value(result.title),
        "published_on": _value(result.published_on),
        "signed_on": _value(result.signed_on),
        "scope": _value(result.scope),
    }
    cells = [_observation(cell, catalogue) for cell in result.observations]
    local = [_observation(cell, catalogue) for cell in result.local_rows]
    return {
        "source": source,
        "report": report,
        "observations": cells,
        "local_rows": local,
        "claims": [_claim(claim) for claim in result.claims],
        "findings": told,
    }


def number(value: Decimal | None) -> int | float | None:
    """A decimal as a JSON number."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _observation(cell: Observation, catalogue: Catalogue) -> Json:
    provenance = cell.provenance
    return {
        "table": cell.table,
        "row": cell.row,
        "column": cell.column,
        "value": number(cell.value),
        "unit": cell.unit,
        "status": cell.status.value,
        "printed": cell.printed,
        "row_label": provenance.row_label
        if provenance
        else cell_name(catalogue, cell.form, f"{cell.table}/{cell.row}", "zh"),
        "column_label": provenance.column_label if provenance else "",
        "place": _place(provenance.place) if provenance else None,
    }


def _claim(claim: Claim) -> Json:
    return {
        "claim": claim.id,
        "concept": claim.concept,
        "value": number(claim.value),
        "qualifier": claim.qualifier,
        "unit": claim.unit,
        "printed": claim.printed,
        "words": claim.words,
        "doubt": claim.doubt,
        "of": claim.of,
        "parts": [
            {"label": p.label, "value": number(p.value), "unit": p.unit, "printed": p.printed, "place": _place(p.place)}
            for p in claim.parts
        ],
        "place": _place(claim.place),
    }


def _place(place: Place) -> Json:
    return {name: value for name, value in place._asdict().items() if value is not None}


def _finding(finding: Finding, catalogue: Catalogue) -> Json:
    return {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "left": _side(finding.left),
        "right": _side(finding.right),
        "difference": _side(finding.difference),
        "cells": list(finding.cells),
        "message": message(finding, catalogue, "zh"),
        "attribution": finding.attribution.value if finding.attribution else None,
        "grounds": because(finding, catalogue, "zh") or None,
    }


def _side(value: Decimal | dt.date | None) -> int | float | str | None:
    return number(value) if isinstance(value, Decimal) else plain(value) or None
