"""Lists are cut where agencies are many: every agency and every file is in one, and none has too many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.exports import parts
from sitegen.exports.shards import Shard, each, place, shards
from sitegen.model import Division, Part
from tests.bench.invented import outlined

if TYPE_CHECKING:
    from sitegen.model import Catalogue


@pytest.fixture(scope="module")
def many(catalogue: Catalogue) -> Catalogue:
    """A thousand agencies in provinces, prefectures and counties."""
    return outlined(catalogue, 1000, 1).catalogue


def listed(catalogue: Catalogue, most: int, cut: tuple[str, ...] = ()) -> tuple[Shard, ...]:
    """The lists where so many are the most."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST", most)
        return shards(catalogue, [agency.id for agency in catalogue.agencies], cut)


@pytest.mark.parametrize("most", [1, 5, 30, 100])
def test_every_agency_is_in_one_list_and_none_has_too_many(many: Catalogue, most: int) -> None:
    found = list(each(listed(many, most)))
    codes = [code for shard in found for code in shard.within]
    assert len(codes) == len(set(codes))
    assert {agency.division for agency in many.agencies} <= set(codes)
    own = {shard.code: sum(agency.division in shard.within for agency in many.agencies) for shard in found}
    for shard in found:
        assert own[shard.code] <= most or shard.within == {shard.code}, "only one that cannot be cut has more"
        assert shard.code in shard.within


def test_lists_are_those_of_provinces_where_these_have_few(many: Catalogue) -> None:
    found = listed(many, 300)
    assert all(shard.division and not shard.division.parent for shard in found)
    assert not [shard for shard in found if shard.below]


def test_a_province_that_has_many_has_lists_below_it(many: Catalogue) -> None:
    province = next(shard for shard in listed(many, 5) if shard.below)
    assert province.within == {province.code}
    for one in each(province.below):
        assert one.within <= province.covered
        assert one.address == f"downloads/{one.code}/"


def test_up_to_the_limit_there_is_no_list_but_one(many: Catalogue) -> None:
    assert listed(many, 1000) == ()
    assert listed(many, 999) != ()


def test_where_packages_are_left_out_there_is_nothing_to_cut(many: Catalogue) -> None:
    bare = replace(many, site=replace(many.site, leave_out=(Part.AGENCIES, Part.REGIONS)))
    assert listed(bare, 1) == ()


def test_parts_about_no_registered_place_have_a_list_too(many: Catalogue) -> None:
    """A table has rows of reports that nobody is registered for, and these are not lost."""
    (*_, other, unknown) = listed(many, 300, ("990000", parts.UNKNOWN))
    assert (other.within, other.division, other.name.zh) == (frozenset({"990000"}), None, "990000")
    assert (unknown.within, unknown.division, unknown.name.zh) == (frozenset({"unknown"}), None, "没有登记的机关")


def test_a_province_without_agencies_of_its_own_has_its_parts_in_its_list(many: Catalogue) -> None:
    empty = replace(many, divisions=(*many.divisions, Division("980000", "某省", "Some Province", None)))
    assert "980000" in {shard.code for shard in listed(empty, 300, ("980000",))}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("data/regions/512000/reports.csv", "512000"),
        ("data/regions/512000/512000.zip", "512000"),
        ("data/observations/110000-2016.csv", "110000"),
        ("data/observations/110000-2016.csv-metadata.json", "110000"),
        ("data/findings/unknown.csv", "unknown"),
        ("data/findings/unknown-2019.csv", "unknown"),
        ("data/reports.csv", ""),
        ("data/reports.csv-metadata.json", ""),
        ("data/datapackage.json", ""),
        ("data/schemas/observations.json", ""),
        ("data/observations.parquet", ""),
        ("data/agencies/sichuan-commerce/reports.csv", ""),
        ("api/v1/index.json", ""),
    ],
)
def test_a_file_tells_by_its_path_what_place_it_is_about(path: str, expected: str) -> None:
    assert place(path) == expected
