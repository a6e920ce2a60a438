"""Percentages computed again from the figures that they may be shares of."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from sitegen.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.evidence import Evidence
    from sitegen.model import Claim, Finding

HUNDRED = Decimal(100)
TOLERANCE = Decimal("0.01")  # percentage points, beside rounding and truncation
REQUESTS = frozenset(
    {
        "granted",
        "partial",
        "granted_or_partial",
        "refused",
        "unable",
        "rejected",
        "other_outcome",
        "closed",
        "carried_out",
    }
)
TOTALS = (
    (("requests/closed_total/total",), "办理结果总计", "the total closed"),
    (("requests/received_new/total",), "本年新收", "the requests received"),
    (("requests/received_new/total", "requests/carried_in/total"), "新收加上年结转", "received plus carried over"),
)


def judge_share(blank: Finding, claim: Claim, one: Evidence) -> Finding:
    """Whether the percentage is the share of the figure before it in one of the totals that it may be of."""
    part = claim.parts[0]
    if claim.doubt or claim.value is None or part.value is None or part.qualifier != "exact":
        return replace(blank, reason="claim_unclear")
    best, off = None, HUNDRED
    for total, zh, en in _totals(claim, one):
        if not total or total < part.value:
            continue
        computed = part.value / total * HUNDRED
        difference = claim.value - _near(computed, claim.value)
        words = (("expected_zh", f"{zh}{total:f}"), ("expected_en", f"{en}, {total:f},"))
        found = replace(blank, right=_short(computed), difference=difference, details=(*blank.details, *words))
        if agrees(claim.value, computed):
            return replace(found, outcome=Outcome.PASS)
        if best is None or abs(difference) < off:
            best, off = found, abs(difference)
    return replace(best, outcome=Outcome.FAIL) if best else replace(blank, reason="claim_no_cell")


def agrees(stated: Decimal, computed: Decimal) -> bool:
    """Whether a printed percentage is the computed one, rounded or truncated at the printed places."""
    unit = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    rounded = {computed.quantize(unit, way) for way in (ROUND_HALF_UP, ROUND_DOWN)}
    return stated in rounded or abs(stated - computed) <= TOLERANCE


def _near(computed: Decimal, stated: Decimal) -> Decimal:
    """The computed percentage at the printed places."""
    return computed.quantize(Decimal(1).scaleb(int(stated.as_tuple().exponent)), ROUND_HALF_UP)


def _short(computed: Decimal) -> Decimal:
    return computed.quantize(Decimal("0.001"), ROUND_HALF_UP)


def _totals(claim: Claim, one: Evidence) -> Iterator[tuple[Decimal, str, str]]:
    """The figures that the share may be of: the parent in the text, then totals of table and text."""
    claims = one.report.claims
    own = next((other for other in claims if other.id == claim.of), None)
    if own and own.value is not None and own.place != claim.parts[0].place:
        yield own.value, "文中的", "the text's"
    if own and own.concept not in REQUESTS and own.place == claim.parts[0].place:
        return
    for addresses, zh, en in TOTALS:
        cells = [one.cells.get(address) for address in addresses]
        values = [cell.value for cell in cells if cell and cell.value is not None]
        if len(values) == len(addresses):
            yield sum(values, Decimal(0)), zh, en
    for other in claims:
        if other.concept in {"received", "closed", "handled"} and other.value and other is not own:
            yield other.value, "文中的", "the text's"
