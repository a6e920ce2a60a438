"""What entries of the catalogue mean to one another: which indicators count a row, in which years, by which formula."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Catalogue, Equivalent, Indicator, Rule, Term


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator that counts a row of a form; ``alone`` says that it is this very row and nothing else."""

    indicator: Indicator
    equivalent: Equivalent
    alone: bool


def measures(catalogue: Catalogue, form_id: str) -> dict[str, tuple[Measure, ...]]:
    """By ``table/row`` of a form: the indicators that count it, rates left out; those that are that very row first."""
    found: dict[str, list[Measure]] = {}
    for indicator in catalogue.indicators:
        twin = indicator.equivalent(form_id)
        if twin and not indicator.rate:
            for row in dict.fromkeys(map(row_of, twin.cells)):
                found.setdefault(row, []).append(Measure(indicator, twin, len(twin.cells) == 1))
    return {row: tuple(sorted(some, key=lambda one: not one.alone)) for row, some in found.items()}


def row_of(cell: str) -> str:
    """``table/row`` of a cell's address ``table/row/column``."""
    return cell.rpartition("/")[0]


def years(catalogue: Catalogue, forms: Iterable[str]) -> tuple[int | None, int | None]:
    """The first and the last year of some forms; no last year where one is in use, neither where there is no form."""
    found = [catalogue.form(form) for form in forms]
    if not found:
        return None, None
    last = [form.last_year for form in found]
    ended = [year for year in last if year is not None]
    return min(form.first_year for form in found), max(ended) if len(ended) == len(last) else None


def formula(rule: Rule) -> str:
    """What a rule demands in the ids of rows and columns; nothing where it is no matter of arithmetic."""
    sums = [f"{' + '.join(one.left)} = {' + '.join(one.right)}" for one in rule.identities]
    sums += [f"{_terms(one.left)} {one.relation} {_terms(one.right)}" for one in rule.comparisons]
    return "; ".join(sums)


def _terms(terms: tuple[Term, ...]) -> str:
    if not terms:
        return "0"
    told = [("- " if term.minus else "+ ") + ("before:" if term.before else "") + term.id for term in terms]
    return " ".join(told).removeprefix("+ ")
