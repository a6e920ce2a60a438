"""Rows that the form does not have: published with their printed label, apart from the observations."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import Artifact

    Read = Callable[[str], list[dict[str, str]]]


def test_a_local_row_is_published_with_its_label_and_its_place(read: Read) -> None:
    first, second, third = read("local_rows.csv")
    assert (first["row"], first["label"], first["column"]) == ("local_1", "其他主动公开文件", "made")
    assert (first["value"], first["printed"], first["status"]) == ("186", "186", "reported")
    assert first["place"] == "p3/40:3-5"
    assert (second["value"], second["printed"], second["status"]) == ("", "若干", "unreadable")
    assert (third["row"], third["label"]) == ("local_2", "'+便民服务")


def test_a_local_row_is_no_observation(read: Read) -> None:
    assert not [row for row in read("observations.csv") if row["row"].startswith("local")]


def test_an_agency_has_its_own_local_rows(read: Read) -> None:
    assert read("agencies/sichuan-commerce/local_rows.csv") == read("local_rows.csv")


def test_local_rows_belong_to_reports_and_agencies(published: dict[str, Artifact]) -> None:
    resources = json.loads(published["data/datapackage.json"].content)["resources"]
    (found,) = [resource for resource in resources if resource["name"] == "local-rows"]
    assert found["schema"]["primaryKey"] == ["report", "table", "row", "column"]
    targets = [key["reference"]["resource"] for key in found["schema"]["foreignKeys"]]
    assert targets == ["reports", "agencies"]
