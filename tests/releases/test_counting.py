"""The numbers of a dataset, as they are recorded of a release."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from sitegen.releases.counting import count

if TYPE_CHECKING:
    from sitegen.model import Dataset


def test_everything_is_counted_once(dataset: Dataset) -> None:
    found = count(dataset)
    assert found.reports == len(dataset.reports)
    assert found.agencies == len({report.agency for report in dataset.reports})
    assert 0 < found.values < found.observations
    assert found.findings == len(dataset.findings)


def test_a_release_matches_the_numbers_it_was_recorded_with(dataset: Dataset) -> None:
    found, release = count(dataset), dataset.catalogue.releases[0]
    same = replace(release, **asdict(found))
    assert found.matches(same)
    assert not found.matches(replace(same, values=same.values + 1))
