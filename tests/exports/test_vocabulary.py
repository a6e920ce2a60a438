"""The closed vocabularies are those of the code that gives the values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.catalogue.indicators import GRADES
from sitegen.catalogue.registry import KINDS, LEVELS
from sitegen.exports import vocabulary
from sitegen.model import CorrectionStatus, Outcome, Severity, Status
from sitegen.series import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.exports.schema import Category


@pytest.mark.parametrize(
    ("categories", "values"),
    [
        (vocabulary.STATUS, Status),
        (vocabulary.OUTCOME, Outcome),
        (vocabulary.SEVERITY, Severity),
        (vocabulary.LEVEL, LEVELS),
        (vocabulary.KIND, KINDS),
        (vocabulary.GRADE, GRADES),
        (vocabulary.STANDING, Standing),
        (vocabulary.CORRECTION, CorrectionStatus),
    ],
    ids=["status", "outcome", "severity", "level", "kind", "grade", "standing", "correction"],
)
def test_each_value_has_a_label_and_each_label_a_value(categories: tuple[Category, ...], values: Iterable[str]) -> None:
    assert [category.value for category in categories] == list(values)
    assert all(category.label and category.label.zh and category.label.en for category in categories)
