"""Those who have nothing installed: the wheel by uvx, the hook by pre-commit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from projects import change, copy_project
from repositories import commit, git, needs_git

ROOT = Path(__file__).resolve().parents[1]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
NAMED = "linhe_opendata-0.1.0-py3-none-any.whl"
"""How the pages call the wheel."""
_OFFLINE = re.compile(r"dns error|connect|network|resolve host|timed out", re.IGNORECASE)


def _tool(name: str) -> str:
    beside = shutil.which(name, path=str(Path(sys.executable).parent))
    if not (found := beside or shutil.which(name)):
        pytest.skip(f"{name} is not installed")
    return found


def _run(*command: object, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(each) for each in command],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel of the library, built from what is here."""
    folder = tmp_path_factory.mktemp("wheel")
    done = _run(_tool("hatchling"), "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    assert done.returncode == 0, done.stdout
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.parametrize("page", ["how-to/validate-contributions.md", "explanation/weight.md"])
def test_a_file_is_validated_from_nothing_as_the_pages_say(
    page: str, wheel: Path, tmp_path: Path
) -> None:
    """As `uvx` does it, into an environment that is gone afterwards."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    first = re.findall(r"^uvx .*$", text, re.MULTILINE)[0]
    (tmp_path / "table.csv").write_text("code,value\na,1\n", encoding="utf-8")
    lean = re.findall(r"^\w+; .*$", text, re.MULTILINE)
    (tmp_path / "lean.txt").write_text("\n".join(lean), encoding="utf-8")
    assert NAMED in first
    command = first.replace(NAMED, str(wheel)).split()[1:]
    done = _run(_tool("uv"), "tool", "run", *command, cwd=tmp_path, UV_PYTHON=sys.executable)
    if done.returncode and _OFFLINE.search(done.stdout):
        pytest.skip("what the wheel depends on cannot be fetched here")
    assert done.returncode == 0, done.stdout
    assert "1 table without findings" in done.stdout


def test_the_line_from_nothing_is_the_first_of_the_how_to() -> None:
    text = (ROOT / "docs" / "how-to" / "validate-contributions.md").read_text("utf-8")
    assert text.split("```sh\n")[1].startswith("uvx --from linhe_opendata-")


@needs_git
def test_the_hook_holds_a_commit_to_the_checks(tmp_path: Path) -> None:
    """From a clone of what is here, installed with the dependencies of this environment."""
    hatchling = pytest.importorskip("hatchling", reason="hatchling, which builds, is not installed")
    site = str(Path(hatchling.__file__).parents[1])
    tool = _tool("pre-commit")
    clone = tmp_path / "library"
    listed = git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, clone / name)
    rev = commit(clone)
    theirs = tmp_path / "theirs"
    project = copy_project(theirs)
    used = {"repo": str(clone), "rev": rev, "hooks": [{"id": "linhe-validate"}]}
    (theirs / ".pre-commit-config.yaml").write_text(
        yaml.safe_dump({"repos": [used]}), encoding="utf-8"
    )
    commit(theirs)
    environment = {
        "HOME": str(tmp_path),
        "PIP_NO_BUILD_ISOLATION": "0",  # pip's way to say: none
        "PIP_NO_DEPS": "1",
        "PIP_NO_INDEX": "1",
        "PRE_COMMIT_HOME": str(tmp_path / "kept"),
        "PYTHONPATH": os.pathsep.join(dict.fromkeys([site, *_sites()])),
    }
    sound = _run(tool, "run", "--all-files", cwd=theirs, **environment)
    assert sound.returncode == 0, sound.stdout
    assert "Passed" in sound.stdout
    change(project, "education", ",1709,1709,1709,", ",1708,1708,1708,")
    git(theirs, "add", "--all")
    broken = _run(tool, "run", cwd=theirs, **environment)
    assert broken.returncode == 1
    assert "Failed" in broken.stdout
    assert "education.csv:" in broken.stdout


def _sites() -> list[str]:
    return [path for path in sys.path if path.endswith("site-packages")]


def test_the_manifest_of_the_hook_is_one() -> None:
    done = _run(_tool("pre-commit"), "validate-manifest", HOOKS, cwd=ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "checked"),
    [
        ("schemas/areas.json", True),
        ("district/schemas/areas.json", True),
        ("datapackage/datapackage.json", True),
        ("datapackage/data/areas.csv", True),
        ("docs/schemas.md", False),
        ("README.md", False),
    ],
)
def test_the_hook_runs_for_what_makes_a_project(file: str, checked: bool) -> None:  # noqa: FBT001 -- a column of a table
    (hook,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    assert bool(re.search(hook["files"], file)) is checked
