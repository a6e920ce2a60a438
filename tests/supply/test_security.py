"""SECURITY.md is true: every place that it names is there, and readers are told how to verify."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sitegen.exports.discovery.sums import PATH

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def policy(root: Path) -> str:
    """The text."""
    return (root / "SECURITY.md").read_text(encoding="utf-8")


def test_every_path_that_it_names_exists(policy: str, root: Path) -> None:
    named = set(re.findall(r"`((?:docs|tests|sitegen)/[^`]*|vendored\.toml)`", policy))
    assert {"vendored.toml", "docs/sbom.cdx.json", "tests/supply/test_workflows.py"} <= named
    assert [path for path in sorted(named) if not (root / path).exists()] == []


def test_it_says_how_to_report_without_naming_anybody(policy: str) -> None:
    """By the repository's own means: no address that could go stale, no person."""
    assert "Report a vulnerability" in policy
    assert "@" not in policy


def test_it_says_how_to_verify_what_is_published(policy: str, root: Path) -> None:
    """With the names of the files that the workflow signs."""
    assert f"gh attestation verify {PATH} --repo" in policy
    assert f"sha256sum --check --ignore-missing {PATH}" in policy
    assert f"site/{PATH}" in (root / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("guide", ["README.md", "CONTRIBUTING.md"])
def test_it_is_found_from_where_a_newcomer_looks(root: Path, guide: str) -> None:
    text = (root / guide).read_text(encoding="utf-8")
    assert "(SECURITY.md)" in text
    assert ".ci/run" in text
