"""Which tests are a room's own, and how its mutated copy is made. Does I/O."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
from contextlib import chdir
from importlib.metadata import version
from pathlib import Path

from mutmut.mutation.file_mutation import mutate_file_contents
from mutmut.utils.format_utils import get_mutant_name

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "linhe_opendata"
ROOMS = {
    "figures": [
        "test_figures_*.py",
        "test_derived_schemas.py",
        "test_roles_in_use.py",
        "test_auditing_texts.py",
    ],
    "store": ["test_store_*.py"],
    "client": ["test_client_*.py"],
    "ledger": ["test_ledger_*.py", "test_publishing_*.py"],
    "quantities": ["test_quantities_*.py"],
    "validation": ["test_validation_*.py"],
    "publishing": ["test_ledger_*.py", "test_publishing_*.py"],
}
"""The modules of tests that are a room's own."""

_COPIED = [PACKAGE, "tests", "docs", "schemas", "datapackage", ".github", ".ci"]
_COPIED_FILES = ["pyproject.toml", "README.md", "LICENSE", ".gitignore", ".pre-commit-hooks.yaml"]
_IMPORT = "from mutmut.mutation.trampoline import wrap_in_trampoline as _mutmut_mutated, MutantDict"


def tests_of(room: str, root: Path) -> list[Path]:
    """Return the modules of tests that are a room's own, in a checkout or a copy."""
    return sorted(path for pattern in ROOMS[room] for path in (root / "tests").glob(pattern))


def copy_project(work: Path) -> None:
    """Copy what the tests need of the checkout into an empty folder."""
    work.mkdir(parents=True)
    left = shutil.ignore_patterns("__pycache__", ".hypothesis")
    for name in _COPIED:
        shutil.copytree(ROOT / name, work / name, ignore=left)
    for name in _COPIED_FILES:
        shutil.copy2(ROOT / name, work / name)


def code_of(room: str, modules: list[str] | None = None) -> list[Path]:
    """Return the modules of a room, or in their place some of the package ("store/local.py")."""
    package = ROOT / PACKAGE
    named = [package / module for module in modules or []]
    return named or sorted((package / room).rglob("*.py"))


def mutate_code(paths: list[Path], work: Path) -> list[str]:
    """Put every mutant of some modules into the copy, asleep; return their names."""
    names = []
    for path in paths:
        place = path.relative_to(ROOT)
        code, own = mutate(place, path.read_text("utf-8"), work.parent / "written")
        (work / place).write_text(code, encoding="utf-8")
        names += own
    return names


def mutate(place: Path, text: str, kept: Path) -> tuple[str, list[str]]:
    """Return a module with its mutants, asleep behind our switch, and their full names."""
    code, mutants = _mutated(place, text, kept)
    names = [get_mutant_name(place, name) for name in mutants]
    if not names:
        return text, []
    module, switch = names[0].rpartition(".")[0], Path(__file__).with_name("switch.py")
    awake = switch.read_text("utf-8").replace("__name__  #", f'"{module}"  #')
    assert _IMPORT in code, f"mutmut writes another import in {place}"
    return code.replace(_IMPORT, f"{awake}MutantDict = dict\n"), names


def _mutated(place: Path, text: str, kept: Path) -> tuple[str, list[str]]:
    """Return a module with its mutants and their names, from before if it is as it was then."""
    digest = hashlib.sha256(f"{version('mutmut')} {place} {text}".encode()).hexdigest()
    path = kept / f"{digest}.json"
    if not path.exists():
        kept.mkdir(exist_ok=True)
        with chdir(ROOT):  # where mutmut looks for its settings
            mutated = mutate_file_contents(str(place), text, None, _lines_of_protocols(text))
        path.write_text(json.dumps([mutated.code, [*mutated.mutant_names]]), encoding="utf-8")
    code, names = json.loads(path.read_text("utf-8"))
    return code, names


def _lines_of_protocols(text: str) -> set[int]:
    """Return the lines of protocols: each mutant would be one more method that nothing has."""
    lines = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef) and "Protocol" in map(ast.unparse, node.bases):
            lines |= {*range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    return lines
