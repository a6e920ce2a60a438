"""The package of an agency: its own reports alone, and a zip of everything."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import Artifact

    Read = Callable[[str], list[dict[str, str]]]

FOLDER = "data/agencies/sichuan-commerce"


def test_a_package_has_one_file_for_each_table_of_each_form(published: dict[str, Artifact]) -> None:
    names = [path.removeprefix(f"{FOLDER}/") for path in published if path.startswith(FOLDER)]
    assert [name for name in names if not name.endswith("-metadata.json")] == [
        "datapackage.json",
        "reports.csv",
        "national-2019-proactive.csv",
        "national-2019-requests.csv",
        "national-2019-remedies.csv",
        "national-2021-proactive.csv",
        "national-2021-requests.csv",
        "national-2021-remedies.csv",
        "observations.csv",
        "series.csv",
        "local_rows.csv",
        "findings.csv",
        "dictionary.csv",
        "sichuan-commerce.zip",
        "sichuan-commerce.xlsx",
    ]


def test_a_package_tells_of_its_own_agency_alone(read: Read) -> None:
    for name in ("reports.csv", "observations.csv", "series.csv", "local_rows.csv"):
        assert {row["agency"] for row in read(f"agencies/sichuan-commerce/{name}")} == {"sichuan-commerce"}
    reports = {row["report"] for row in read("agencies/sichuan-commerce/findings.csv")}
    assert reports == {"sichuan-commerce-2019", "sichuan-commerce-2023"}
    assert read("agencies/quzhou-commerce/findings.csv") == []


def test_a_package_has_local_rows_only_where_there_are_any(published: dict[str, Artifact]) -> None:
    assert not any(path.endswith("quzhou-commerce/local_rows.csv") for path in published)


def test_an_agency_without_a_report_has_no_package(published: dict[str, Artifact]) -> None:
    assert not any("chaoyang" in path for path in published if path.startswith("data/"))


def test_the_zip_holds_the_descriptor_and_exactly_the_files_that_it_names(published: dict[str, Artifact]) -> None:
    beside = {path.removeprefix(f"{FOLDER}/"): a.content for path, a in published.items() if path.startswith(FOLDER)}
    beside.pop("sichuan-commerce.xlsx")
    with zipfile.ZipFile(io.BytesIO(beside.pop("sichuan-commerce.zip"))) as found:
        assert {name: found.read(name) for name in found.namelist()} == beside
