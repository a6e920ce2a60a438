"""The workflows have the least rights, run nothing that is not pinned, and sign what they publish."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml  # type: ignore[import-untyped]  # its types are a package of their own

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Json = dict[str, Any]

PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
USES = re.compile(r"^\s*(?:- )?uses: (\S+)(.*)$", re.MULTILINE)
EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.DOTALL)
# What a step may write, and for which action: nothing else has a right to anything but reading.
MAY_WRITE = {
    "pages": "actions/deploy-pages",
    "attestations": "actions/attest-build-provenance",
    "id-token": "actions/deploy-pages actions/attest-build-provenance",
}


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    """The workflows by name, as they are written."""
    found = sorted((root / ".github" / "workflows").iterdir())
    return {file.name: file.read_text(encoding="utf-8") for file in found}


@pytest.fixture(scope="module")
def workflows(texts: dict[str, str]) -> dict[str, Json]:
    """The workflows by name."""
    return {name: yaml.safe_load(text) for name, text in texts.items()}


def events(workflow: Json) -> Json:
    """What starts a workflow: ``on`` is a truth value in YAML 1.1."""
    found: Json = workflow[True]  # type: ignore[index]  # that very key
    return found


def jobs(workflows: dict[str, Json]) -> Iterator[Json]:
    """All jobs of all workflows."""
    return (job for workflow in workflows.values() for job in workflow["jobs"].values())


def steps(job: Json) -> list[Json]:
    """The steps of a job; one that calls another workflow has none."""
    return list(job.get("steps", ()))


def test_every_action_is_pinned_by_its_commit_and_names_its_version(texts: dict[str, str]) -> None:
    """What is called of this repository itself is as pinned as the workflow is."""
    found = [use for text in texts.values() for use in USES.findall(text)]
    assert found
    for action, comment in found:
        if action.startswith("./"):
            continue
        assert PINNED.fullmatch(action)
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment)


def test_an_action_is_pinned_to_one_commit_everywhere(texts: dict[str, str]) -> None:
    found = {use for text in texts.values() for use, _ in USES.findall(text)}
    assert len({use.partition("@")[0] for use in found}) == len(found)


def test_no_workflow_has_a_right_that_no_job_asks_for(workflows: dict[str, Json]) -> None:
    """Nothing at the top; each job says what it needs, and for how long it may run."""
    for workflow in workflows.values():
        assert workflow["permissions"] == {}
    for job in jobs(workflows):
        assert isinstance(job["permissions"], dict)
        assert "uses" in job or job["timeout-minutes"] <= 60


def test_a_right_to_write_is_for_the_one_action_that_needs_it(workflows: dict[str, Json]) -> None:
    """So no job that runs packages or code of this repository may sign or deploy."""
    for job in jobs(workflows):
        writes = [right for right, level in job["permissions"].items() if level != "read"]
        used = [step["uses"].partition("@")[0] for step in steps(job) if "uses" in step]
        for right in writes:
            assert set(MAY_WRITE[right].split()) & set(used)
        if writes:
            assert "actions/checkout" not in used
            assert not any(re.search(r"\b(make|python3?|npm|pip)\b", step.get("run", "")) for step in steps(job))


def test_no_workflow_has_secrets_or_runs_a_stranger_with_rights(texts: dict[str, str]) -> None:
    for text in texts.values():
        assert not re.search(r"secrets[.:\[]|pull_request_target|workflow_run|write-all|self-hosted|GITHUB_TOKEN", text)


def test_nothing_that_others_can_choose_gets_into_a_command(workflows: dict[str, Json]) -> None:
    """Commands have no expressions at all: what they need comes by the environment, which no shell reads as code."""
    for job in jobs(workflows):
        for step in steps(job):
            assert not EXPRESSION.search(step.get("run", ""))
            assert all("github.event" not in found for found in EXPRESSION.findall(str(step.get("env", ""))))


def test_no_checkout_leaves_a_token_behind(workflows: dict[str, Json]) -> None:
    for job in jobs(workflows):
        for step in steps(job):
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_every_change_is_tested_and_nothing_is_published_untested(workflows: dict[str, Json]) -> None:
    """By the script that runs anywhere else."""
    ci, pages = workflows["ci.yml"], workflows["pages.yml"]
    assert {"push", "pull_request", "workflow_call"} == set(events(ci))
    assert events(ci)["push"] == {"branches-ignore": events(pages)["push"]["branches"]}
    assert [step["run"] for step in steps(ci["jobs"]["test"]) if "run" in step][-1] == ".ci/run"
    assert pages["jobs"]["test"]["uses"] == "./.github/workflows/ci.yml"
    assert pages["jobs"]["deploy"]["needs"] == "attest"
    assert pages["jobs"]["attest"]["needs"] == ["test", "build"]


def test_what_is_published_is_attested_before(workflows: dict[str, Json]) -> None:
    """The sums of all downloads, after they were held against the downloads."""
    *_, check, attest = steps(workflows["pages.yml"]["jobs"]["attest"])
    assert "sha256sum --check --strict" in check["run"]
    assert "site/SHA256SUMS" in attest["with"]["subject-path"].split()


def test_known_faults_are_asked_for_each_week(workflows: dict[str, Json], root: Path) -> None:
    audit = workflows["audit.yml"]
    assert events(audit)["schedule"]
    assert [step["run"] for step in steps(audit["jobs"]["audit"]) if "run" in step] == ["make audit"]
    recipe = (root / "Makefile").read_text(encoding="utf-8").partition("\naudit:")[2].partition("\n\n")[0]
    for said in ("--strict", "--require-hashes", "requirements.lock", "requirements-test.lock", "npm audit"):
        assert said in recipe


def test_newer_versions_are_looked_for_everywhere(root: Path) -> None:
    """Each folder that the list names has something to look at."""
    updates = yaml.safe_load((root / ".github" / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert {one["package-ecosystem"] for one in updates} == {"github-actions", "npm", "pip"}
    marks = {
        "github-actions": {".github/workflows"},
        "npm": {"package-lock.json"},
        "pip": {"pyproject.toml", "requirements-peers.txt", "requirements-audit.txt"},
    }
    for one in updates:
        for folder in one.get("directories") or [one["directory"]]:
            place = root / folder.strip("/")
            assert any((place / name).exists() for name in marks[one["package-ecosystem"]])
