"""Bad input is the normal case: a clear message with the spot, and nothing half-written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from districts import PARKS_SCHEMA, SOURCES_SCHEMA

from linhe_opendata.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from districts import SmallProject

    Damage = Callable[[SmallProject], None]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")


def cell(row: int, column: str, value: str, table: str = "parks") -> Damage:
    return lambda project: project.change_cell(table, row, column, value)


def schema(**changes: Any) -> Damage:  # noqa: ANN401 -- any property of a schema
    return lambda project: project.write_json("schemas/parks.json", {**PARKS_SCHEMA, **changes})


def field(name: str, **changes: Any) -> Damage:  # noqa: ANN401 -- any property of a field
    fields = [{**f, **changes} if f["name"] == name else f for f in PARKS_SCHEMA["fields"]]
    return schema(fields=fields)


def data(table: str, content: bytes | None) -> Damage:
    def write(project: SmallProject) -> None:
        path = project.root / "datapackage" / "data" / f"{table}.csv"
        path.unlink() if content is None else path.write_bytes(content)

    return write


def repeat_a_row(project: SmallProject) -> None:
    path = project.root / "datapackage" / "data" / "parks.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]), encoding="utf-8")


def encode_as_gb18030(project: SmallProject) -> None:
    path = project.root / "datapackage" / "data" / "parks.csv"
    path.write_bytes(path.read_text("utf-8").encode("gb18030"))


FINDINGS = {
    "an unknown indicator": (cell(0, "indicator", "parks_open"), ["parks.csv:2:", "parks_open"]),
    "a number that its words do not say": (
        cell(0, "obs_value", "4"),
        ["parks.csv:2:", "the words '3个' say 3, not 4"],
    ),
    "a period that ends before it begins": (
        cell(0, "period_start", "2026-01-01"),
        ["parks.csv:2:", "the period ends on 2025-12-31, before it begins on 2026-01-01"],
    ),
    "a bound on the wrong side": (
        cell(1, "lower", "5000"),
        ["parks.csv:3:", "'nearly' asserts no lower bound: leave lower empty, not 5000"],
    ),
    "a position where the source says something else": (
        cell(0, "char_start", "0"),
        ["parks.csv:2:", "'3个' does not stand at 0", "the nearest place where it stands is 9"],
    ),
    "a position beyond the end of the source": (
        cell(0, "char_start", "4000"),
        ["parks.csv:2:", "the source ends before it"],
    ),
    "a duplicate key": (repeat_a_row, ["parks.csv:5\n", "primary-key"]),
    "a missing file": (data("parks", None), ["parks.csv", "No such file"]),
    "an empty file": (data("parks", b""), ["parks.csv"]),
    "a table with no rows": (
        data("sources", b"id,sha256,length\n"),
        ["sources.csv", "holds no row"],
    ),
    "a file that is not UTF-8": (encode_as_gb18030, ["parks.csv:2\n", "gb18030"]),
    "a wrong length of the source": (
        cell(0, "length", "3", "sources"),
        ["sources.csv:2:", "the text has 37 code points"],
    ),
}


@pytest.mark.parametrize("name", FINDINGS)
def test_a_finding_names_the_file_the_line_and_the_remedy(
    name: str, small_project: SmallProject
) -> None:
    damage, expected = FINDINGS[name]
    damage(small_project)
    text = ["--text", str(small_project.text)]
    result = CliRunner().invoke(main, ["validate", "--project", str(small_project.root), *text])
    assert result.exit_code == 1, result.output
    assert [part for part in expected if part not in result.stdout] == []


BREAKS = {
    "a regular expression that does not compile": (
        field("as_stated", constraints={"pattern": "("}),
        ["schemas/parks.json: /fields/9/constraints/pattern"],
    ),
    "a minimum above the maximum": (
        field("obs_value", constraints={"minimum": 5, "maximum": 1}),
        ["schemas/parks.json: /fields/3/constraints/minimum", "maximum"],
    ),
    "a key on a field that is not there": (
        schema(primaryKey=["indicators"]),
        ["schemas/parks.json: /primaryKey", "indicator"],
    ),
    "a misspelt property": (
        schema(primarykey=["indicator"]),
        ["schemas/parks.json: /primarykey", "primaryKey"],
    ),
    "a schema that is not JSON": (
        lambda p: (p.root / "schemas/parks.json").write_text("{"),
        ["schemas/parks.json: line 1, column 2"],
    ),
    "a schema without a table": (
        lambda p: p.write_json("schemas/trees.json", SOURCES_SCHEMA),
        ["datapackage.json: /resources", "schemas/trees.json has no table"],
    ),
    "a table without a schema": (
        lambda p: (p.root / "schemas/parks.json").unlink(),
        ["datapackage.json: /resources", "the table 'parks' has no schema"],
    ),
    "a file that is not listed": (
        data("trees", b"a\n1\n"),
        ["datapackage.json: /resources", "data/trees.csv is not listed"],
    ),
    "a head that is not JSON": (
        lambda p: (p.root / "datapackage/datapackage.json").write_text("[]"),
        ["datapackage.json: holds no JSON object"],
    ),
}


@pytest.mark.parametrize("command", ["validate", "build", "publish", "show"])
@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_project_is_refused_and_nothing_is_written(
    name: str, command: str, small_project: SmallProject, tmp_path: Path
) -> None:
    damage, expected = BREAKS[name]
    damage(small_project)
    result = CliRunner().invoke(main, [command, "--project", str(small_project.root)])
    assert result.exit_code == 3, result.output
    assert [part for part in expected if part not in result.stderr] == []
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "exit_code", "message"),
    [
        (["validate", "--project", "."], 3, "this folder is not a project"),
        (["validate", __file__, "--schema", "helth", "--bundled"], 3, "Did you mean health?"),
        (["show", "helth"], 3, "No table is called 'helth'. Did you mean health?"),
        (["shwo"], 2, "No such command 'shwo'"),
        (["read", "no.txt"], 2, "does not exist"),
        (["publish", "--bundled", "--version", "1.0"], 3, "1.0"),
        (["verify", "nowhere"], 3, "nowhere"),
        (["releases", "--from", "nowhere"], 3, "nowhere"),
        (["download", "--version", "7.0.0"], 3, "7.0.0"),
    ],
)
def test_a_slip_on_the_command_line_is_explained(
    arguments: list[str], exit_code: int, message: str
) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == exit_code, result.output
    assert message in result.output


def test_a_text_that_is_no_source_is_found(small_project: SmallProject, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("别的文字。", encoding="utf-8")
    arguments = ["validate", "--project", str(small_project.root), "--text", str(other)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert f"evidence-source: {other} is no source of the project: its sha256 is" in result.stdout


def test_a_text_that_is_not_utf_8_is_refused_with_a_guess(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("第一行\n近300人".encode("gb18030"))
    result = CliRunner().invoke(main, ["read", str(path), "--bundled"])
    assert result.exit_code == 3
    assert (
        "a.txt: line 1: not UTF-8, it looks like GB18030; save the file as UTF-8" in result.stderr
    )
