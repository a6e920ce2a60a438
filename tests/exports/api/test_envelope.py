"""What a file of the API begins with."""

from __future__ import annotations

import json

from sitegen.exports.api.envelope import ROOT, SCHEMA_VERSION, file


def test_a_file_begins_with_its_versions_and_its_licence() -> None:
    made = file("x.json", {"a": 1}, "1.2.3")
    assert made.path == f"{ROOT}x.json"
    assert list(json.loads(made.content).items())[:2] == [
        ("schema_version", SCHEMA_VERSION),
        ("dataset_version", "1.2.3"),
    ]
    assert json.loads(made.content)["licence"]["name"] == "CC-BY-4.0"
