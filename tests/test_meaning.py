"""What entries of the catalogue mean to one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.meaning import formula, measures, years
from sitegen.model import Comparison, Relation, Term

if TYPE_CHECKING:
    from sitegen.model import Catalogue


def test_a_row_is_counted_by_the_indicator_that_is_that_very_row_before_sums(catalogue: Catalogue) -> None:
    """Of granted the indicator of that name comes first; sums that take it in come after, rates never."""
    first, *others = measures(catalogue, "national-2021")["requests/granted"]
    assert (first.indicator.id, first.alone) == ("granted", True)
    assert not any(one.indicator.rate for one in (first, *others))


def test_every_measure_has_a_cell_in_its_row(catalogue: Catalogue) -> None:
    for form in catalogue.forms:
        for row, some in measures(catalogue, form.id).items():
            assert all(any(cell.startswith(f"{row}/") for cell in one.equivalent.cells) for one in some)


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        ((), (None, None)),
        (("national-2019",), (2019, 2020)),
        (("national-2019", "national-2021"), (2019, None)),
        (("zhejiang-2013", "national-2014"), (2013, 2018)),
    ],
)
def test_the_years_of_forms_run_from_the_first_to_the_last(
    catalogue: Catalogue, forms: tuple[str, ...], expected: tuple[int | None, int | None]
) -> None:
    assert years(catalogue, forms) == expected


def test_a_formula_is_told_in_ids(catalogue: Catalogue) -> None:
    assert formula(catalogue.rule("T3.BAL")) == "received_new + carried_in = closed_total + carried_out"
    assert formula(catalogue.rule("C2.VALID")) == "in_force >= issued - repealed"
    assert formula(catalogue.rule("B2.NET")) == "items_previous_year + items_change >= 0"
    assert formula(catalogue.rule("M.ORDER")) == ""


def test_every_rule_with_arithmetic_has_its_formula_whole(catalogue: Catalogue) -> None:
    """No term of an identity or a comparison is left out, and the year before is named."""
    for rule in catalogue.rules:
        told = formula(rule).replace(";", "").split()
        for one in rule.comparisons:
            assert {("before:" if term.before else "") + term.id for term in (*one.left, *one.right)} <= set(told)
        assert {term for one in rule.identities for term in (*one.left, *one.right)} <= set(told)
    before = Comparison((Term("a", before=True), Term("b", minus=True)), Relation.EQUAL, ())
    assert before.between_years
