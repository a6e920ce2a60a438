"""The index of agencies: all that a name can be, once."""

from __future__ import annotations

from sitegen.search.agencies import Findable, agency_index, converted_names

KNOWN = (
    Findable(
        "agencies/a/", "资阳市商务局", "Ziyang Bureau", "512000", ("四川省资阳市", "Ziyang, Sichuan"), ("资阳商务",)
    ),
    Findable("agencies/b/", "资阳市财政局", "Ziyang Finance", "512000", ("四川省资阳市", "Ziyang, Sichuan")),
    Findable("reports/c-2019/", "某某局", "某某局"),
)


def test_an_agency_stands_with_its_names_its_code_and_the_number_of_its_place() -> None:
    """Places are told once for all their agencies."""
    index = agency_index(KNOWN)
    assert index["agencies"][0] == ["agencies/a/", "资阳市商务局", "Ziyang Bureau", "512000", 0, "资阳商务"]
    assert [row[4] for row in index["agencies"]] == [0, 0, 1]
    assert index["places"] == [("四川省资阳市", "Ziyang, Sichuan"), ("", "")]


def test_every_character_of_names_and_places_can_be_typed_in_pinyin() -> None:
    """The readings are those of the index and no others."""
    known = set("".join(agency_index(KNOWN)["readings"].values()))
    assert known == set("资阳市商务局财政某四川省")


def test_converted_names_stand_in_the_order_of_the_index() -> None:
    """The script takes them by number."""
    names = converted_names(KNOWN)
    assert names == {"agencies": ["資陽市商務局", "資陽市財政局", "某某局"], "places": ["四川省資陽市", ""]}
