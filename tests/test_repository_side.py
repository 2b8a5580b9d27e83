"""The repository's side: workflows and issue forms fit their schemas, and give nothing away."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted(path for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")


def read(path: Path) -> dict[str, Any]:
    # The base loader keeps 'on' a word.
    found: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - builds plain strings only
    return found


def fits(schema: str, *paths: Path) -> str:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        f"vendor.{schema}",
        *map(str, paths),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_workflows_fit_their_schema() -> None:
    assert WORKFLOWS
    assert fits("github-workflows", *WORKFLOWS) == ""


def test_issue_forms_fit_their_schema() -> None:
    assert FORMS
    assert fits("github-issue-forms", *FORMS) == ""


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_as_little_as_it_can(path: Path) -> None:
    workflow = read(path)
    allowed = workflow.get("permissions")
    assert allowed in ({"contents": "read"}, {}), "rights are given job by job"
    for name, job in workflow["jobs"].items():
        assert int(job["timeout-minutes"]) <= 120, name
        for right in (job.get("permissions") or {}).values():
            assert right in {"read", "write", "none"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_uses_first_party_actions_or_a_commit(path: Path) -> None:
    for action in re.findall(r"uses:\s*(\S+)", path.read_text("utf-8")):
        assert re.fullmatch(r"actions/[\w-]+@v\d+|[\w.-]+/[\w./-]+@[0-9a-f]{40}", action), action


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_script_of_a_workflow_has_words_of_others_pasted_into_it(path: Path) -> None:
    for job in read(path)["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "values reach a script as variables of its environment"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_what_a_stranger_wrote_never_runs_beside_a_secret(path: Path) -> None:
    workflow, text = read(path), path.read_text("utf-8")
    triggers = workflow["on"] if isinstance(workflow["on"], dict) else {workflow["on"]: None}
    assert "pull_request_target" not in triggers
    assert "secrets." not in text
    if "pull_request" in triggers:
        assert workflow["permissions"] == {"contents": "read"}
        assert all("permissions" not in job for job in workflow["jobs"].values())
        assert "token" not in text
    writes = any("write" in str(job.get("permissions")) for job in workflow["jobs"].values())
    for job in workflow["jobs"].values():
        for step in job["steps"]:
            if writes and step.get("uses", "").startswith("actions/checkout"):
                assert "ref" not in step.get("with", {}), "only the main branch's code is checked out to run"
                assert "repository" not in step.get("with", {})
            # The proposed files lie in a folder of their own, from which nothing is started.
            assert not re.search(r"(?:python3?|bash|sh|npm|\./)\s*proposed/|cd proposed", step.get("run", ""))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_command_in_a_workflow_exists(path: Path) -> None:
    for script, command in re.findall(r"scripts/(\w+)\.py(?: (\w+))?", path.read_text("utf-8")):
        assert (ROOT / "scripts" / f"{script}.py").is_file()
        if script == "utm":
            help_text = subprocess.run(
                [sys.executable, "-m", "utm_exchange", command, "--help"],
                capture_output=True,
                text=True,
                check=False,
            )
            assert help_text.returncode == 0, command


def test_owners_are_named_for_folders_that_exist() -> None:
    for line in (ROOT / ".github/CODEOWNERS").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, *owners = line.split()
            assert owners
            assert all(owner.startswith("@") for owner in owners)
            assert pattern == "*" or (ROOT / pattern.strip("/")).exists(), pattern


def test_the_schemas_can_fail(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yml"
    wrong.write_text(json.dumps({"on": "push", "jobs": {"a": {"steps": "x"}}}), "utf-8")
    assert fits("github-workflows", wrong) != ""


def test_the_locked_node_packages_ask_for_no_version_that_moves() -> None:
    """npm reads a tag such as "latest" anew at each installation, and refuses a lock that it does not fit any more."""
    wanted = read(ROOT / "audit/package.json")
    overrides: dict[str, dict[str, str]] = wanted["overrides"]
    pinned = {name for names in overrides.values() for name in names}
    packages = json.loads((ROOT / "audit/package-lock.json").read_text("utf-8"))["packages"]
    moving = {
        name
        for package in packages.values()
        for name, version in package.get("dependencies", {}).items()
        if re.match(r"[a-z]", version)
    }
    assert moving == pinned
