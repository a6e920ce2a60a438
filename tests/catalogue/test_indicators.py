"""Indicators: every figure of the forms in one, rates from their parts, breaks where they apply."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from sitegen.catalogue.indicators import GRADES

if TYPE_CHECKING:
    from sitegen.model import Catalogue

NO_CONCEPT = {"rules/disclosed", "normative_documents/disclosed"}
"""What is counted beside what was made and what is public in all: no concept of its own in any other form."""


@pytest.mark.parametrize("form_id", ["national-2019", "national-2021"])
def test_no_figure_of_the_present_forms_is_left_without_an_indicator(catalogue: Catalogue, form_id: str) -> None:
    """Every total, every type of applicant, every result, every item of table 2 can be followed."""
    form = catalogue.form(form_id)
    told = {cell for i in catalogue.indicators if (twin := i.equivalent(form_id)) for cell in twin.cells}
    requests = {row.id for _, row in form.tables[1].rows}
    wanted = {f"requests/{row}/total" for row in requests}
    wanted |= {f"requests/received_new/{column.id}" for column in form.tables[1].columns}
    wanted |= {f"proactive/{row.id}/{column.id}" for _, row, column in form.tables[0].cells()}
    wanted |= {f"remedies/{row.id}/{column.id}" for _, row, column in form.tables[2].cells()}
    assert wanted - told <= {f"proactive/{cell}" for cell in NO_CONCEPT}


def test_every_form_has_its_twins(catalogue: Catalogue) -> None:
    """What each form can say of requests received, closed and granted is in the concordance."""
    by_id = {indicator.id: indicator for indicator in catalogue.indicators}
    for form in catalogue.forms:
        for name in ("requests_received", "requests_closed", "granted", "partial", "disclosure_rate"):
            assert by_id[name].equivalent(form.id), f"{name} in {form.id}"


def test_a_rate_is_as_comparable_as_the_worst_of_its_parts(catalogue: Catalogue) -> None:
    """It exists where every part does, is their cells, and says all of their reasons."""
    by_id = {indicator.id: indicator for indicator in catalogue.indicators}
    rates = [indicator for indicator in catalogue.indicators if indicator.rate]
    assert rates
    for rate, form in product(rates, catalogue.forms):
        above, below = ([by_id[p].equivalent(form.id) for p in s] for s in (rate.numerator, rate.denominator))
        parts = [part for part in (*above, *below) if part]
        twin = rate.equivalent(form.id)
        assert (twin is not None) == (len(parts) == len(above) + len(below)), f"{rate.id} in {form.id}"
        if twin:
            assert twin.cells == tuple(cell for part in above if part for cell in part.cells)
            assert twin.base == tuple(cell for part in below if part for cell in part.cells)
            assert GRADES.index(twin.grade) == max(GRADES.index(part.grade) for part in parts)
            assert all(part.reason_zh in twin.reason_zh and part.reason_en in twin.reason_en for part in parts)


@pytest.mark.parametrize(
    ("indicator", "years"),
    [
        ("requests_received", [2014, 2019]),
        ("received_natural_person", [2019]),
        ("received_online", [2014]),
        ("granted", [2014, 2019]),
        ("refused_internal_affairs", [2019]),
        ("disclosure_rate", [2014, 2019]),
        ("unclear", [2014, 2019, 2021]),
        ("normative_documents_issued", [2014, 2019, 2021]),
        ("normative_documents_in_force", [2021]),
        ("charges_amount", [2021]),
        ("licensing_decisions", []),
        ("reconsideration_total", [2014, 2019, 2024]),
        ("litigation_direct", [2019, 2024]),
        ("litigation_corrected_rate", [2014, 2019, 2024]),
        ("staff", [2014]),
        ("procurement_amount", []),
    ],
)
def test_each_major_break_is_on_record_where_it_applies(catalogue: Catalogue, indicator: str, years: list[int]) -> None:
    """The national form of 2014, the law of 2019, table 2 of 2021, reconsideration before court from 2024."""
    (found,) = (one for one in catalogue.indicators if one.id == indicator)
    assert [one.year for one in found.breaks] == years
    assert all(one.reason_zh and one.reason_en for one in found.breaks)


def test_a_break_of_its_own_says_more_than_that_of_the_group(catalogue: Catalogue) -> None:
    """In 2019 the level of the disclosure rate shifts with its denominator: that is said, and said once."""
    (rate,) = (one for one in catalogue.indicators if one.id == "disclosure_rate")
    (reason,) = (one.reason_zh for one in rate.breaks if one.year == 2019)
    assert "分母因此变大" in reason
