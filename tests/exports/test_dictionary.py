"""The data dictionary says once what each field of a package means, and each of its values."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.exports.dictionary import BESIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import Artifact

    Read = Callable[[str], list[dict[str, str]]]

SICHUAN = "agencies/sichuan-commerce"


def test_every_field_of_every_table_is_explained(read: Read, published: dict[str, Artifact]) -> None:
    for folder in ("", f"{SICHUAN}/", "regions/510000/"):
        known = {row["entry"].partition(".")[2] for row in read(f"{folder}dictionary.csv")}
        resources = json.loads(published[f"data/{folder}datapackage.json"].content)["resources"]
        assert resources.pop()["name"] == "dictionary"
        for resource in resources:
            for field in resource["schema"]["fields"]:
                base = next((field["name"].removesuffix(e) for e in BESIDE if field["name"].endswith(e)), "")
                assert field["name"] in known or base in known, field["name"]


def test_a_field_is_explained_in_both_languages_with_what_an_empty_cell_means(read: Read) -> None:
    rows = {row["entry"]: row for row in read(f"{SICHUAN}/dictionary.csv")}
    assert rows["observations.value"]["title_zh"] == "数值"
    assert rows["observations.value"]["title_en"] == "Value"
    assert rows["observations.value"]["empty_zh"] == "没有数值,原因见 status"
    assert rows["observations.value"]["empty_en"] == "no value; status says why"
    assert rows["observations.status=blank"]["title_zh"] == "印作空白(空白不是零)"


def test_a_field_that_means_the_same_in_several_tables_has_one_entry(read: Read) -> None:
    entries = [row["entry"] for row in read(f"{SICHUAN}/dictionary.csv")]
    assert [entry for entry in entries if entry.endswith(".report")] == ["reports.report", "findings.report"]
    assert "series.status" in entries
    assert "observations.status" in entries


def test_of_a_long_vocabulary_only_what_occurs_is_listed(read: Read) -> None:
    """An agency's package explains the rules of its own findings."""
    entries = [row["entry"] for row in read(f"{SICHUAN}/dictionary.csv")]
    rules = {row["rule"] for row in read(f"{SICHUAN}/findings.csv")}
    assert {entry.partition("=")[2] for entry in entries if entry.startswith("findings.rule=")} == rules
