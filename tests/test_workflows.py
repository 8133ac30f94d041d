"""What runs for a contribution: pinned, with the least permissions, nothing of it in a shell."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from projects import change, copy_project
from published import published
from repositories import commit, needs_git
from workflow_steps import ActionRun

from linhe_opendata.comparing import find_marker

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
ACTIONS = sorted((GITHUB / "actions").glob("*/action.yml"))
VALIDATE = GITHUB / "actions" / "validate" / "action.yml"
MAY_WRITE = {
    ("comment.yml", "comment"): {"pull-requests"},
    ("release.yml", "package"): {"attestations", "id-token"},
}
"""The jobs whose token may write, and what."""

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


def _name(path: Path) -> str:
    return str(path.relative_to(GITHUB))


def _read(path: Path) -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return read


def _steps(path: Path) -> Iterator[dict[str, Any]]:
    read = _read(path)
    for job in read.get("jobs", {"action": read.get("runs")}).values():
        yield from job["steps"]


def _tool(name: str) -> str:
    beside = shutil.which(name, path=str(Path(sys.executable).parent))
    if not (found := beside or shutil.which(name)):
        pytest.skip(f"{name} is not installed")
    if subprocess.run([found, "--version"], capture_output=True, check=False).returncode:
        pytest.skip(f"{name} does not run beside the versions that are installed")
    return found


def _hold(*command: object) -> None:
    done = subprocess.run(
        [str(each) for each in command], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=_name)
def test_what_others_wrote_is_pinned_by_its_commit(path: Path) -> None:
    used = re.findall(r"uses: (.*)$", path.read_text("utf-8"), re.MULTILINE)
    pinned = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [one for one in used if not pinned.fullmatch(one) and one[:2] != "./"] == []


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=_name)
def test_nothing_is_put_into_a_shell_but_by_the_environment(path: Path) -> None:
    assert [step["run"] for step in _steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=_name)
def test_a_job_may_only_what_it_must(path: Path) -> None:
    read = _read(path)
    assert read["permissions"] == {}
    for name, job in read["jobs"].items():
        writes = {scope for scope, may in job["permissions"].items() if may != "read"}
        assert writes == MAY_WRITE.get((path.name, name), set())
        kept = [step for step in job["steps"] if "actions/checkout@" in step.get("uses", "")]
        assert [step for step in kept if step["with"]["persist-credentials"] is not False] == []


def test_no_workflow_gives_a_contribution_a_token_that_may_write() -> None:
    events = {path.name: _read(path)[True] for path in WORKFLOWS}  # YAML reads `on` as true
    assert not [name for name, on in events.items() if "pull_request_target" in on]
    assert events["contribution.yml"] == "pull_request"
    assert not {job for name, job in MAY_WRITE if name == "contribution.yml"}
    local = [
        step["uses"] for step in _steps(GITHUB / "workflows" / "comment.yml") if "uses" in step
    ]
    assert [one for one in local if one[:2] == "./"] == ["./.github/actions/comment"]


def test_the_workflows_fit_their_schema() -> None:
    tool = _tool("check-jsonschema")
    _hold(tool, "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)
    _hold(tool, "--builtin-schema", "vendor.github-actions", *ACTIONS)


def test_the_workflows_pass_an_audit() -> None:
    _hold(_tool("zizmor"), "--offline", "--no-progress", "--min-severity", "medium", GITHUB)


def test_the_workflows_pass_actionlint() -> None:
    _hold(_tool("actionlint"), *WORKFLOWS)


@pytest.mark.parametrize("path", [*WORKFLOWS, *ACTIONS], ids=_name)
def test_the_scripts_pass_shellcheck(path: Path, tmp_path: Path) -> None:
    tool = _tool("shellcheck")
    for number, step in enumerate(_steps(path)):
        if "run" in step:
            script = tmp_path / f"{number}.sh"
            script.write_text(f"#!/usr/bin/env bash\nset -eo pipefail\n{step['run']}", "utf-8")
            _hold(tool, script)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository of somebody else that is laid out as the documents say."""
    copy_project(tmp_path / "their data" / "district 临河")
    commit(tmp_path / "their data")
    return tmp_path / "their data"


def _run(repository: Path, **inputs: str) -> ActionRun:
    run = ActionRun(VALIDATE, repository, repository.parent / "runner", inputs)
    run.outputs["install"] = {"bin": str(Path(sys.executable).parent)}
    return run.run(without=frozenset({"install", "pip"}))


@needs_git
def test_a_sound_change_is_told_with_what_it_would_become(repository: Path) -> None:
    text = repository / "district 临河" / "datapackage" / "data" / "areas.csv"
    text.write_text(text.read_text("utf-8").replace("150802,", '"150802",'), encoding="utf-8")
    run = _run(repository, project="district 临河", base="git:HEAD")
    assert run.failed == 0, run.printed
    assert json.loads(run.output("counts")) == {"tables": 8, "rows": 80, "findings": 0}
    assert run.output("version") == ""
    assert Path(run.output("comment")).read_text("utf-8").startswith(find_marker("linhe"))
    assert "No changes." in run.summary


@needs_git
def test_a_change_with_findings_fails_and_is_compared_all_the_same(repository: Path) -> None:
    project = copy_project(repository / "other")
    commit(repository)
    change(project, "education", ",1709,1709,1709,", ",1708,1708,1708,")
    run = _run(repository, project="other", base=str(published()), language="zh")
    assert run.failed == 1
    assert "::error file=other/datapackage/data/education.csv,line=" in run.printed
    assert json.loads(Path(run.output("report")).read_text("utf-8"))["valid"] is False
    assert run.output("version") == "1.0.2"
    assert "改变的值" in Path(run.output("comment")).read_text("utf-8")
    assert json.loads(run.output("counts"))["findings"] > 0


@needs_git
def test_paths_are_taken_one_a_line_and_strictness_as_it_is_given(repository: Path) -> None:
    for name in ("one two.csv", "--help.csv"):
        (repository / name).write_text("a\n=1\n", encoding="utf-8")
    paths = "one two.csv\n./--help.csv\n"
    assert _run(repository, path=paths).failed == 0
    assert _run(repository, path=paths, strict="false").failed == 0
    strict = _run(repository, path=paths, strict="true")
    assert strict.failed == 1
    assert json.loads(strict.output("counts")) == {"tables": 2, "rows": 2, "findings": 2}


@needs_git
@pytest.mark.parametrize("hostile", ["$(touch here)`touch here`'; touch here; '", "--help"])
def test_what_is_given_is_neither_run_nor_an_option(hostile: str, repository: Path) -> None:
    run = _run(repository, base=hostile, project="district 临河")
    assert run.failed == 3
    assert not (repository / "here").exists()
    assert run.output("comment") == ""
    assert _run(repository, path=hostile).failed == 3  # there is no such file
    assert not (repository / "here").exists()


def test_the_library_is_installed_from_the_action_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hatchling = pytest.importorskip("hatchling", reason="hatchling, which builds, is not installed")
    site = Path(hatchling.__file__).parents[1]
    for name, value in {
        "PIP_NO_DEPS": "1",  # those of this environment are used
        "PIP_NO_BUILD_ISOLATION": "0",  # pip's way to say: none
        "PIP_NO_INDEX": "1",
        "PYTHONPATH": str(site),
    }.items():
        monkeypatch.setenv(name, value)
    tmp_path.joinpath("repository").mkdir()
    run = ActionRun(VALIDATE, tmp_path / "repository", tmp_path / "runner", {})
    run.run(without=frozenset({"check", "compare", "judge"}))
    assert run.failed == 0, run.printed
    assert (Path(run.outputs["install"]["bin"]) / "linhe").exists()
    assert re.fullmatch(r"linhe-opendata-Linux-[0-9a-f]{16}", run.outputs["pip"]["key"])
