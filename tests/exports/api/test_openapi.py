"""The description is sound OpenAPI 3.1, and its schemas hold for every file that is published, and for no other."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it publishes no types
from openapi_spec_validator import OpenAPIV31SpecValidator

from sitegen.exports import api
from sitegen.exports.api.envelope import ROOT

if TYPE_CHECKING:
    from sitegen.model import Artifact, Dataset

    Files = dict[str, Any]


def loaded(artifacts: tuple[Artifact, ...]) -> Files:
    """The files of an API by their paths below its root, parsed."""
    return {one.path.removeprefix(ROOT): json.loads(one.content) for one in artifacts}


@pytest.fixture(scope="module")
def files(dataset: Dataset) -> Files:
    """The files of the real dataset."""
    return loaded(tuple(api.artifacts(dataset)))


def validator(files: Files, path: str) -> Draft202012Validator:
    """The schema of the file of that path, found by the paths of the description as a client would."""
    described = files["openapi.json"]
    for pattern, operations in described["paths"].items():
        if re.fullmatch(re.sub(r"{\w+}", r"[a-z0-9_-]+", pattern.lstrip("/")).replace(".", r"\."), path):
            content = operations["get"]["responses"]["200"]["content"]
            schema = {**content["application/json"]["schema"], "components": described["components"]}
            return Draft202012Validator(schema)
    raise AssertionError(path)


def test_the_description_is_valid(files: Files) -> None:
    """By the validator of the standard itself."""
    errors = [error.message for error in OpenAPIV31SpecValidator(files["openapi.json"]).iter_errors()]
    assert errors == []


def test_every_file_of_the_real_site_is_described_and_valid(files: Files) -> None:
    assert len(files) > 100
    for path, content in files.items():
        if path != "openapi.json":
            problems = [
                f"{path}: {list(e.absolute_path)}: {e.message}" for e in validator(files, path).iter_errors(content)
            ]
            assert problems == []


def test_statuses_corrections_and_odd_text_are_valid_too(small: Dataset) -> None:
    """The dataset made by hand has every status, rows of its own and hostile text."""
    made = loaded(tuple(api.artifacts(small)))
    for path, content in made.items():
        if path != "openapi.json":
            assert [e.message for e in validator(made, path).iter_errors(content)] == []


def test_every_path_of_the_description_has_a_file(files: Files) -> None:
    index = files["index.json"]["files"]
    assert {f"/{path}" for path in index.values()} == {*files["openapi.json"]["paths"], "/openapi.json"} - {
        "/index.json"
    }


@pytest.mark.parametrize(
    "spoil",
    [
        lambda report: report.pop("licence"),
        lambda report: report.update(more=1),
        lambda report: report["observations"]["rows"][0].pop(),
        lambda report: report["observations"]["rows"][0].append(1),
        lambda report: report["observations"]["rows"][0].__setitem__(3, "7"),
        lambda report: report["observations"]["rows"][0].__setitem__(5, "certain"),
        lambda report: report["observations"]["rows"][0].__setitem__(7, "somewhere"),
        lambda report: report["observations"]["columns"].reverse(),
    ],
    ids=["no licence", "unknown key", "short row", "long row", "text for a number", "status", "place", "header"],
)
def test_a_file_of_another_shape_is_refused(files: Files, spoil: Any) -> None:  # noqa: ANN401  a change to JSON
    path = "reports/sichuan-commerce-2019.json"
    report = deepcopy(files[path])
    assert validator(files, path).is_valid(report)
    spoil(report)
    assert not validator(files, path).is_valid(report)


def test_the_description_says_where_the_files_lie_without_an_address(files: Files) -> None:
    """The server is the folder of the description, so that a copy anywhere describes itself."""
    assert [server["url"] for server in files["openapi.json"]["servers"]] == ["."]
