"""A site that is too large says what each part weighs and what to leave out; one that is not says nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from sitegen import weight
from sitegen.exports import exports
from sitegen.model import Part

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Dataset

HEAVY = Counter({"pages": 500_000_000, "csv": 200_000_000, Part.SQLITE: 150_000_000, Part.REGIONS: 250_000_000})


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("index.html", "pages"),
        ("findings/index.html", "pages"),
        ("findings/quzhou-commerce-2013/index.html", Part.LEDGERS),
        ("findings/rules/A.SUM/2/index.html", "pages"),
        ("en/findings/quzhou-commerce-2013/index.html", Part.ENGLISH),
        ("data/reports.csv", "csv"),
        ("data/datapackage.json", "csv"),
        ("data/schemas/series.json", "csv"),
        ("data/agencies/a/a.zip", Part.AGENCIES),
        ("data/reports.json", Part.JSON),
        ("data/reports.csv-metadata.json", Part.CSVW),
        ("data/reports.parquet", Part.PARQUET),
        ("data/ogi-annual-reports.sqlite", Part.SQLITE),
        ("data/agencies/a/a.xlsx", Part.AGENCIES),
        ("data/ogi-annual-reports.xlsx", Part.XLSX),
        ("data/regions/510000/510000.zip", Part.REGIONS),
        ("data/regions/510000/reports.csv-metadata.json", Part.REGIONS),
        ("api/v1/index.json", Part.API),
        ("api/index.html", "pages"),
        ("downloads/site.zip", Part.SITE_ZIP),
        ("feed.xml", "rest"),
    ],
)
def test_every_file_belongs_to_one_part(path: str, part: str) -> None:
    assert weight.weights([(path, 7)]) == {part: 7}


def test_a_site_that_is_small_enough_needs_no_word() -> None:
    assert weight.advice(HEAVY, sum(HEAVY.values())) == ""


def test_the_heaviest_parts_are_left_out_first_and_no_more_than_it_takes() -> None:
    assert weight.advice(HEAVY) == (
        "the site has 1,100 MB, more than 900 MB: pages 500 MB, csv 200 MB; and what can be left out: "
        'regions 250 MB, sqlite 150 MB. With leave_out = ["regions"] in data/site.toml it comes to 850 MB'
    )
    assert '["regions", "sqlite"] in data/site.toml it comes to 700 MB' in weight.advice(HEAVY, 700_000_000)


def test_where_that_is_not_enough_it_says_so() -> None:
    assert "Without all of it 700 MB stay" in weight.advice(HEAVY, 600_000_000)
    assert "nothing more can be left out" in weight.advice({"pages": 2_000_000}, 1_000_000)


def test_the_parts_of_a_real_site_are_all_its_bytes(dataset: Dataset, tmp_path: Path) -> None:
    made = exports(dataset)
    for artifact in made:
        file = tmp_path / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    found = weight.weights(weight.files_of(tmp_path))
    assert sum(found.values()) == sum(len(artifact.content) for artifact in made)
    assert set(found) >= {*Part} - {Part.SITE_ZIP, Part.LEDGERS, Part.ENGLISH, Part.TRADITIONAL}
