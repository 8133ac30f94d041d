"""The house stays a house: small rooms, one noun for one thing, no room named like a function."""

from __future__ import annotations

import ast
import functools
import itertools
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

import linhe_opendata
from linhe_opendata.comparing.kinds import ChangeKind
from linhe_opendata.project import folder
from linhe_opendata.quantities.qualifiers import QUALIFIERS
from linhe_opendata.reports import FORMATS
from linhe_opendata.standard.constraints import CONSTRAINTS

LIBRARY = Path(linhe_opendata.__file__).parent
ROOMS = sorted({path.parent for path in LIBRARY.rglob("*.py")})
MOST_FILES = 12

SAID_TWICE: dict[str, str] = {}
"""Public names that may be defined in several modules, each with its reason."""


ONE_TABLE: dict[str, tuple[str, set[str]]] = {
    "what a qualifier asserts": ("quantities/qualifiers.py", set(QUALIFIERS)),
    "the formats of a report": ("reports/__init__.py", set(FORMATS)),
    "the constraints of a field": ("standard/constraints.py", set(CONSTRAINTS)),
    "the kinds of change": ("comparing/kinds.py", {kind.name for kind in ChangeKind}),
}
"""Facts that stand in one table: its module, and the names that are its rows."""

OTHER_FACTS = {
    "portal/pages/words.py": "what a reader is told of each qualifier, whose names a test compares",
}
"""Where the names of a table stand again for another fact, and which."""


@functools.cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _modules(room: Path) -> list[Path]:
    return [path for path in room.glob("*.py") if path.name != "__init__.py"]


def _public_names(path: Path) -> set[str]:
    """Return the public names that a module defines; what it imports is defined elsewhere."""
    names: set[str] = set()
    for node in _tree(path).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found = itertools.chain.from_iterable(map(ast.walk, targets))
            names |= {one.id for one in found if isinstance(one, ast.Name)}
    return {name for name in names if not name.startswith("_")}


def _homes() -> dict[str, list[str]]:
    """Return the modules in which each public name is defined."""
    homes = defaultdict(list)
    for path in sorted(LIBRARY.rglob("*.py")):
        for name in _public_names(path):
            homes[name].append(str(path.relative_to(LIBRARY)))
    return homes


def _listed_names(node: ast.AST) -> set[str]:
    """Return the names that a literal dict, list, set or tuple has as keys or members."""
    keys = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", [])
    return {
        key.attr if isinstance(key, ast.Attribute) else str(getattr(key, "value", None))
        for key in keys
    }


@pytest.mark.parametrize("fact", ONE_TABLE)
def test_a_fact_that_has_a_table_has_no_second_one(fact: str) -> None:
    home, rows = ONE_TABLE[fact]
    second = [
        f"{path.relative_to(LIBRARY)}:{getattr(node, 'lineno', 0)}"
        for path in sorted(LIBRARY.rglob("*.py"))
        if path != LIBRARY / home and str(path.relative_to(LIBRARY)) not in OTHER_FACTS
        for node in ast.walk(_tree(path))
        if len(_listed_names(node) & rows) * 2 > len(rows)
    ]
    assert second == []


def _is_trimming(node: ast.AST) -> bool:
    """Say whether something is `text.rstrip("0").rstrip(".")`, however it is quoted."""
    return ast.unparse(node).endswith(".rstrip('0').rstrip('.')")


def test_zeros_are_trimmed_in_one_place() -> None:
    homes = {
        str(path.relative_to(LIBRARY))
        for path in LIBRARY.rglob("*.py")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and _is_trimming(node)
    }
    mantissa = "validation/proving/hashing.py"  # of a number with an exponent, which has no other
    assert homes == {"quantities/numerals.py", mantissa}


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: str(room.relative_to(LIBRARY.parent)))
def test_a_room_holds_at_most_twelve_files(room: Path) -> None:
    assert len(_modules(room)) <= MOST_FILES


def test_no_public_name_is_defined_in_two_modules() -> None:
    twice = {name: homes for name, homes in _homes().items() if len(homes) > 1}
    assert {name: homes for name, homes in twice.items() if name not in SAID_TWICE} == {}
    assert sorted(SAID_TWICE.keys() - twice.keys()) == []


def test_no_room_bears_the_name_of_a_public_function() -> None:
    children = {path.stem for path in LIBRARY.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert children & set(linhe_opendata.__all__) == set()


def test_a_public_name_is_the_same_after_every_module_was_imported() -> None:
    """In a process of its own, so that nothing was imported before."""
    names = [
        ".".join([LIBRARY.name, *path.relative_to(LIBRARY).with_suffix("").parts])
        for path in sorted(LIBRARY.rglob("*.py"))
        if path.name not in {"__init__.py", "__main__.py"}
    ]
    code = f"""
import importlib, linhe_opendata
before = {{name: getattr(linhe_opendata, name) for name in linhe_opendata.__all__}}
for name in {names}: importlib.import_module(name)
after = {{name: getattr(linhe_opendata, name) for name in linhe_opendata.__all__}}
print([name for name in before if before[name] is not after[name]])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "code",
    [
        "import linhe_opendata.publishing, linhe_opendata.client; import linhe_opendata as linhe",
        "import linhe_opendata as linhe; linhe.releases; import linhe_opendata.publishing",
        "import linhe_opendata as linhe; import linhe_opendata.publishing; linhe.publish",
        "from linhe_opendata.publishing import publish as _; import linhe_opendata as linhe",
        "import linhe_opendata.publishing.yank, linhe_opendata as linhe; linhe.yank",
        "import linhe_opendata as linhe; linhe.verify; import linhe_opendata.publishing",
    ],
)
def test_a_room_is_a_module_and_a_public_function_a_function_in_every_order(code: str) -> None:
    code += "\nprint(type(linhe.publishing).__name__, type(linhe.releases).__name__)"
    for name in ("publish", "build", "diff", "verify", "yank", "open_package", "validate"):
        code += f"\nprint(type(linhe.{name}).__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["module", *["function"] * 8]


def test_a_wheel_holds_the_project_where_the_library_looks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pyproject = tomllib.loads((LIBRARY.parent / "pyproject.toml").read_text("utf-8"))
    included = pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for source, target in included.items():
        shutil.copytree(LIBRARY.parent / source, tmp_path / target)
    monkeypatch.setattr(folder, "_PACKAGE", tmp_path / LIBRARY.name)
    found = folder.bundled_project()
    assert found.root == tmp_path / LIBRARY.name / "bundled"
    assert found.head.is_file()
    assert [*found.schemas.glob("*.json")]
    assert not {Path(target).parts[1] for target in included.values()} & {
        path.stem for path in LIBRARY.iterdir() if path.suffix == ".py" or any(path.glob("*.py"))
    }
