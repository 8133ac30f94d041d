"""A table without a schema is judged by the schema that frictionless infers from its first rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from linhe_opendata.validation import check_package, resource

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MANY = 250
"""More rows than the sample from which frictionless infers."""


@pytest.fixture(autouse=True)
def _no_file_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "SMALL", 0)


def judged(folder: Path, *resources: dict[str, Any]) -> tuple[Report, Report]:
    """Return frictionless's report and ours."""
    package = {"$schema": PROFILE, "name": "p", "resources": list(resources)}
    theirs = Package.from_descriptor(json.loads(json.dumps(package)), basepath=str(folder))
    return theirs.validate(), check_package(package, folder)


def said(report: Report) -> list[list[str]]:
    return [[error.message for error in task.errors] for task in report.tasks]


def engines(report: Report) -> list[Any]:
    return [dict(task.stats).get("engine") for task in report.tasks]


def table(name: str, **more: object) -> dict[str, Any]:
    return {"name": name, "type": "table", "path": f"{name}.csv", **more}


ROWS = {
    "integer": [str(n) for n in range(MANY)],
    "number": [f"{n}.5" for n in range(MANY)],
    "date": ["2024-01-01"] * MANY,
    "boolean": ["true"] * MANY,
    "string": ["a"] * MANY,
    "mixed": [*("1" * 60), *("x" * (MANY - 60))],
    "empty": [""] * MANY,
    "array": ["[1]"] * MANY,
}


@pytest.mark.parametrize("cells", ROWS.values(), ids=ROWS)
def test_what_does_not_fit_the_inferred_type_is_an_error(tmp_path: Path, cells: list[str]) -> None:
    lines = [f"{cell},k" for cell in [*cells, "y", "2024-13-01", "", "1.5"]]
    (tmp_path / "t.csv").write_text("a,b\n" + "\n".join(lines) + "\n")
    theirs, ours = judged(tmp_path, table("t"))
    assert said(ours) == said(theirs)
    assert engines(ours) == ["arrow"]


def test_a_table_without_a_schema_can_be_wrong(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a\n" + "1\n" * MANY + "x\n")
    _, ours = judged(tmp_path, table("t"))
    assert [error.type for error in ours.tasks[0].errors] == ["type-error"]


CHILD = {"fields": [{"name": "id", "type": "integer"}, {"name": "up", "type": "integer"}]}
KEY = {"fields": ["up"], "reference": {"resource": "up", "fields": ["code"]}}


@pytest.mark.parametrize("parent", ["inferred", "declared"])
@pytest.mark.parametrize(("up", "errors"), [("7", 0), ("007", 0), ("9999", 1), ("", 0)])
def test_a_foreign_key_names_values_of_the_inferred_type(
    tmp_path: Path, parent: str, up: str, errors: int
) -> None:
    (tmp_path / "up.csv").write_text("code\n" + "".join(f"{n}\n" for n in range(MANY)))
    (tmp_path / "t.csv").write_text(f"id,up\n1,{up}\n")
    declared = {"schema": {"fields": [{"name": "code", "type": "integer"}]}}
    child = table("t", schema={**CHILD, "foreignKeys": [KEY]})
    theirs, ours = judged(
        tmp_path, child, table("up", **(declared if parent == "declared" else {}))
    )
    assert said(ours) == said(theirs)
    assert engines(ours) == ["arrow", "arrow"]
    assert len(ours.tasks[0].errors) == errors


@pytest.mark.parametrize("schema", [{"fields": []}, {"fields": [], "missingValues": ["-"]}])
def test_a_schema_without_fields_means_what_it_means_to_frictionless(
    tmp_path: Path, schema: dict[str, Any]
) -> None:
    (tmp_path / "t.csv").write_text("a\n" + "1\n" * MANY + "x\n")
    theirs, ours = judged(tmp_path, table("t", schema=schema))
    assert said(ours) == said(theirs)


def test_a_foreign_key_of_an_inferred_table_to_itself(tmp_path: Path) -> None:
    key = {"fields": ["up"], "reference": {"resource": "", "fields": ["id"]}}
    (tmp_path / "t.csv").write_text("id,up\n" + "".join(f"{n},{n + 1}\n" for n in range(MANY)))
    theirs, ours = judged(tmp_path, table("t", schema={**CHILD, "foreignKeys": [key]}))
    assert said(ours) == said(theirs)
    assert len(ours.tasks[0].errors) == 1


def test_a_parquet_table_without_a_schema_is_judged_by_its_first_rows(tmp_path: Path) -> None:
    numbers, texts = list(range(MANY + 1)), [*(str(n) for n in range(MANY)), "x"]
    pq.write_table(pa.table({"n": numbers, "text": texts}), tmp_path / "t.parquet")
    theirs, ours = judged(tmp_path, {"name": "t", "type": "table", "path": "t.parquet"})
    assert said(ours) == said(theirs)
    assert [error.type for error in ours.tasks[0].errors] == ["type-error"]
    assert engines(ours) == ["parquet"]


def test_a_foreign_key_to_a_parquet_table_without_a_schema(tmp_path: Path) -> None:
    pq.write_table(pa.table({"code": list(range(MANY))}), tmp_path / "up.parquet")
    (tmp_path / "t.csv").write_text("id,up\n1,7\n2,9999\n")
    up = {"name": "up", "type": "table", "path": "up.parquet"}
    theirs, ours = judged(tmp_path, table("t", schema={**CHILD, "foreignKeys": [KEY]}), up)
    assert said(ours) == said(theirs)
    assert len(ours.tasks[0].errors) == 1
