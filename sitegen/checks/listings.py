"""The parts that a sentence lists against its total."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.checks.ranges import Range, meant
from sitegen.model import Figure, Outcome

if TYPE_CHECKING:
    from sitegen.model import Claim, Finding

TOTAL = re.compile(r"(?:合|共|总)计|总共|一共")
LOOSE = frozenset({"about", "over", "doubtful"})


def _first(claim: Claim, count: int) -> Decimal:
    return sum((part.value or Decimal(0) for part in claim.parts[:count]), Decimal(0))


def added(claim: Claim) -> Range:
    """What the parts of a claim may add up to."""
    return sum((meant(part.value or Decimal(0), part.qualifier) for part in claim.parts), Range(Decimal(0), Decimal(0)))


def _with_its_total(claim: Claim) -> Claim:
    """The claim with the total that ends its list (…100条,合计6700条) as its figure, or without repeating it."""
    last = claim.parts[-1]
    if not TOTAL.search(last.label) or len(claim.parts) == 1:
        return claim
    if claim.listing != "implied":
        return replace(claim, parts=claim.parts[:-1])
    first = Figure(claim.value, claim.unit, claim.qualifier, claim.place, claim.printed)
    return replace(claim, value=last.value, qualifier=last.qualifier, parts=(first, *claim.parts[:-1]))


def judge_listing(blank: Finding, claim: Claim, channels: re.Pattern[str]) -> Finding:
    """Whether the parts add up to the total as far as the sentence says that they do.

    Only what was published can have too many parts for certain: requests are told by applicant and by outcome in one
    breath, and what several channels carry is counted with each.
    """
    claim = _with_its_total(claim)
    parts = added(claim)
    stated = meant(claim.value or Decimal(0), claim.qualifier)
    summed = sum((part.value or Decimal(0) for part in claim.parts), Decimal(0))
    total = claim.value or Decimal(0)
    words = f"{claim.words}({'+'.join(f'{part.value:f}' for part in claim.parts)})"
    found = replace(
        blank, left=total, right=summed, difference=total - summed,
        details=(("detail", words), ("expected_zh", "所列各项之和"), ("expected_en", "the sum of the parts listed")),
    )  # fmt: skip
    if parts.meets(stated):
        return replace(found, outcome=Outcome.PASS)
    if first := next((n for n in range(2, len(claim.parts)) if _first(claim, n) == total), None):
        words = f"{claim.words}({'+'.join(f'{part.value:f}' for part in claim.parts[:first])})"
        details = (("detail", words), *found.details[1:])
        return replace(found, outcome=Outcome.PASS, right=total, difference=total - total, details=details)
    rough = any(figure.qualifier in LOOSE for figure in claim.parts) or claim.qualifier in LOOSE
    if parts.high < stated.low and claim.listing != "closed":
        return replace(found, outcome=Outcome.NOT_ASSESSABLE, reason="claim_partial")
    overlapping = claim.concept != "published" or any(channels.search(part.label) for part in claim.parts)
    if claim.listing == "implied" or rough or overlapping:
        return replace(found, outcome=Outcome.UNCERTAIN)
    return replace(found, outcome=Outcome.FAIL)
