"""The steps of a composite action, run as a runner would: under bash, with its files and names."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

_EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")
_VALUE = re.compile(r"inputs\.(?P<input>[\w-]+)|steps\.(?P<step>\w+)\.outputs\.(?P<output>\w+)")


@dataclass
class ActionRun:
    """One run of an action in a repository; `outputs` are those of its steps, by their ids."""

    action: Path
    repository: Path
    scratch: Path
    inputs: dict[str, str]
    outputs: dict[str, dict[str, str]] = field(default_factory=dict)
    printed: str = ""
    failed: int = 0

    def run(self, *, without: frozenset[str] = frozenset()) -> ActionRun:
        """Run each `run:` but those of the steps `without`, until one fails."""
        described = yaml.safe_load(self.action.read_text("utf-8"))
        defaults = {name: one.get("default", "") for name, one in described["inputs"].items()}
        self.inputs = defaults | self.inputs
        self.scratch.mkdir(exist_ok=True)
        for step in described["runs"]["steps"]:
            if "run" in step and step["id"] not in without and self._is_due(step):
                self._run(step)
            if self.failed:
                break
        return self

    def output(self, name: str) -> str:
        """Return an output of the action."""
        described = yaml.safe_load(self.action.read_text("utf-8"))
        return self._fill(described["outputs"][name]["value"])

    @property
    def summary(self) -> str:
        """The page of the run."""
        file = self.scratch / "summary"
        return file.read_text("utf-8") if file.exists() else ""

    def _is_due(self, step: dict[str, Any]) -> bool:
        condition = str(step.get("if", ""))
        if not condition:
            return True
        name = re.fullmatch(r"inputs\.([\w-]+) != ''", condition)
        assert name, condition
        return self.inputs[name[1]] != ""

    def _run(self, step: dict[str, Any]) -> None:
        outputs = self.scratch / f"outputs-{step['id']}"
        outputs.write_text("", encoding="utf-8")
        own = {name: self._fill(str(value)) for name, value in step.get("env", {}).items()}
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        runner = {
            "GITHUB_ACTION_PATH": str(self.action.parent),
            "GITHUB_OUTPUT": str(outputs),
            "GITHUB_STEP_SUMMARY": str(self.scratch / "summary"),
            "GITHUB_WORKSPACE": str(self.repository),
            "PATH": path,
            "RUNNER_OS": "Linux",
            "RUNNER_TEMP": str(self.scratch),
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],  # noqa: S607 -- the one on the path
            cwd=self.repository,
            env={**os.environ, **runner, **own},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        self.printed += done.stdout
        self.failed = done.returncode
        lines = outputs.read_text("utf-8").splitlines()
        self.outputs[step["id"]] = dict(line.split("=", 1) for line in lines)

    def _fill(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self._evaluate(found[1]), text)

    def _evaluate(self, expression: str) -> str:
        value, _, otherwise = expression.partition(" || ")
        found = _VALUE.fullmatch(value)
        assert found, expression
        if found["input"]:
            return self.inputs[found["input"]]
        given = self.outputs.get(found["step"], {}).get(found["output"], "")
        return given or otherwise.strip("'")
