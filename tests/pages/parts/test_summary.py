"""What the list of indicators shows of each is what its page has told."""

from __future__ import annotations

from decimal import Decimal

from markupsafe import Markup

from sitegen.charts import Datum, Track
from sitegen.pages.parts.series import Series, YearColumn
from sitegen.pages.parts.summary import Summary
from sitegen.quartiles import Quartiles

YEARS = (2019, 2020, 2021)
COLUMNS = tuple(YearColumn(year, broken=False) for year in YEARS)


def test_values_are_counted_over_the_years_that_have_any() -> None:
    known = Track((Datum(2019, None), Datum(2020, Decimal(3)), Datum(2021, Decimal(0))))
    aside = Track((Datum(2019, None, aside=True),))
    found = Summary.of(Series(COLUMNS, (), frozenset(), (known, aside)), ())
    assert (found.count, found.years, found.trend) == (3, (2020, 2021), Markup())


def test_of_nothing_there_is_nothing_to_tell() -> None:
    assert Summary.of(Series((), (), frozenset(), ()), ()) == Summary(0, None, Markup())


def test_what_was_told_comes_back() -> None:
    medians = [Quartiles(year, 8, Decimal(1), Decimal(year - 2000), Decimal(40)) for year in YEARS]
    found = Summary.of(Series(COLUMNS, (), frozenset(), (Track((Datum(2020, Decimal(3)),)),)), medians)
    assert found.trend.startswith("<svg")
    assert Summary.taken(found.told().content) == found
    assert isinstance(Summary.taken(found.told().content).trend, Markup)
