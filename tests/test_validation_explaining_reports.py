"""What is said of a small dirty table is what frictionless says, however few errors are kept."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Package

from linhe_opendata.messages import message
from linhe_opendata.validation import check_package, resource
from linhe_opendata.validation.explaining.digest import declared_algorithm
from linhe_opendata.validation.findings import keeping_errors, warnings_of

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
ID: dict[str, Any] = {"name": "id", "type": "integer"}
TEXT: dict[str, Any] = {"name": "text", "type": "string"}
OURS = {"lineNumber", "startColumn", "endLineNumber", "endColumn"}
"""Where an error stands in the file, which frictionless does not say."""
KINDS = "id,text\n1,a\n2,b\n,c\nx,d\n3,01\n4,02\n"


def own(described: Any) -> Any:  # noqa: ANN401 -- JSON
    """Return a copy of which no two parts are one, for frictionless empties what it reads."""
    return json.loads(json.dumps(described))


def key(fields: list[str], target: str, to: list[str]) -> dict[str, Any]:
    return {"fields": fields, "reference": {"resource": target, "fields": to}}


UNIQUE = {**TEXT, "constraints": {"unique": True, "maxLength": 2}}
TABLES: dict[str, tuple[str, dict[str, Any]]] = {
    "types": ("id,text\n1,a\nx,b\n3,c\ny,d\nz,e\n", {"fields": [ID, TEXT]}),
    "ragged": ("id,text\n1\n2,b,c,d\n\n4,e\n,\n5\n6,g,h\n", {"fields": [ID, TEXT]}),
    "labels": ("id,other\nx,a\n", {"fields": [ID, TEXT]}),
    "lines": ('id,text\n1,"a\nb"\nx,c\n\n2,"d\n\ne"\ny,f\n', {"fields": [ID, TEXT]}),
    "unique": (
        "id,text\n1,a\n2,a\n3,\n4,\n5,abc\n6,a\n7,abc\n8\n9\n",
        {"fields": [ID, UNIQUE]},
    ),
    "primary": (
        "id,text\n1,a\n1,a\n01,a\n1,b\n,\nx,a\ny,a\n1,a,b\n2,c\n2,c\n",
        {"fields": [ID, TEXT], "primaryKey": ["id", "text"]},
    ),
    "foreign": (
        "id,text\n1,a\n7,b\n,c\nx,d\n02,z\n2\n1,a,b\n",
        {"fields": [ID, TEXT], "foreignKeys": [key(["id"], "kinds", ["id"])]},
    ),
    "foreign of two": (
        "id,text\n1,a\n1,b\n,c\n,\n2\n2,b,x\ny,b\n",
        {
            "fields": [ID, TEXT],
            "foreignKeys": [key(["id", "text"], "kinds", ["id", "text"])],
        },
    ),
    "several foreign": (
        "id,text\n1,a\n9,a\n1,q\n9,q\nx,y\n",
        {
            "fields": [ID, TEXT],
            "foreignKeys": [
                key(["id"], "kinds", ["id"]),
                key(["text"], "kinds", ["text"]),
                key(["id"], "", ["id"]),
            ],
        },
    ),
    "itself": (
        "id,text\n1,2\n2,1\n3,9\nx,3\n",
        {"fields": [ID, {**ID, "name": "text"}], "foreignKeys": [key(["text"], "", ["id"])]},
    ),
    "all": (
        "id,text\n1,a\n1,a\nx,abc\n7,b\n\n2\n2,b,c\ny,d\n",
        {
            "fields": [ID, UNIQUE],
            "primaryKey": ["id"],
            "foreignKeys": [key(["id"], "kinds", ["id"])],
        },
    ),
    "foreign numerals": (
        "id,text\nx,01\n2,1\ny,02\n3,7\n4,\nz,\n",
        {"fields": [ID, TEXT], "foreignKeys": [key(["text"], "kinds", ["text"])]},
    ),
    "close numbers": (
        "id,text\n0.1,a\n0.10000000000000000001,q\n0.1,z\n,q\n0.1,a\n5,q\n,\n\n0.1,q\nx,q\n",
        {
            "fields": [{"name": "id", "type": "number"}, TEXT],
            "primaryKey": ["id"],
            "foreignKeys": [key(["text"], "kinds", ["text"])],
        },
    ),
    "required": (
        "id,text\n,\nx,\n\n1,a\n,b\n",
        {
            "fields": [
                {**ID, "constraints": {"required": True}},
                {**TEXT, "constraints": {"required": True}},
            ]
        },
    ),
    "no numbers": (
        "id,text\nx,y\n1,y\nx,\n\n,\nx,y,z\nx\n",
        {"fields": [ID, {**ID, "name": "text"}]},
    ),
    "many labels": ("a,b,c,d\n1,a,b,c\nx,a\n", {"fields": [ID, TEXT]}),
    "few labels": ("a\n1\nx,a\n", {"fields": [ID, TEXT, {**TEXT, "name": "more"}]}),
    "nothing wrong": ("id,text\n1,a\n2,b\n", {"fields": [ID, TEXT]}),
}


def package_of(text: str, schema: dict[str, Any], folder: Path, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    (folder / "t.csv").write_text(text, newline="")
    (folder / "kinds.csv").write_text(KINDS)
    plain = {"type": "table", "encoding": "utf-8", "dialect": {"delimiter": ","}}
    kinds = {"name": "kinds", "path": "kinds.csv", "schema": {"fields": [ID, TEXT]}, **plain}
    table = {"name": "t", "path": "t.csv", "schema": schema, **plain, **more}
    return {"$schema": PROFILE, "name": "p", "resources": [table, kinds]}


def told(report: Report, kept: int | None = None) -> list[dict[str, Any]]:
    errors = [error.to_descriptor() for error in report.tasks[0].errors[:kept]]
    return [{k: v for k, v in error.items() if k not in OURS} for error in errors]


def judged(
    text: str,
    schema: dict[str, Any],
    folder: Path,
    **more: Any,  # noqa: ANN401 -- JSON
) -> tuple[Report, Report]:
    described = package_of(text, schema, folder, **more)
    theirs = Package.from_descriptor(own(described), basepath=str(folder))
    return theirs.validate(), check_package(described, folder)


def records_begin(text: str) -> list[int]:
    """Return the line on which each record begins, the header's first."""
    lines, quotes = [1], 0
    for number, line in enumerate(text.splitlines(), start=1):
        quotes += line.count('"')
        if quotes % 2 == 0:
            lines.append(number + 1)
    return lines


@pytest.mark.parametrize("small", [0, resource.SMALL], ids=["fast", "as usual"])
@pytest.mark.parametrize("case", TABLES)
def test_every_error_is_that_of_frictionless_and_says_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, small: int
) -> None:
    monkeypatch.setattr(resource, "SMALL", small)
    theirs, ours = judged(*TABLES[case], tmp_path)
    assert told(ours) == told(theirs)
    assert ours.tasks[0].stats["errors"] == len(theirs.tasks[0].errors)
    assert ours.valid == theirs.valid
    assert (ours.tasks[0].labels, ours.tasks[0].place) == (theirs.tasks[0].labels, "t.csv")
    begins = records_begin(TABLES[case][0])
    for error in ours.tasks[0].errors:
        if row := getattr(error, "row_number", None):
            assert error.custom["lineNumber"] == begins[row - 1]


@pytest.mark.parametrize("small", [0, resource.SMALL], ids=["fast", "as usual"])
@pytest.mark.parametrize("kept", [1, 3])
@pytest.mark.parametrize("case", TABLES)
def test_the_errors_that_are_not_kept_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, kept: int, small: int
) -> None:
    monkeypatch.setattr(resource, "SMALL", small)
    with keeping_errors(kept):
        theirs, ours = judged(*TABLES[case], tmp_path)
    total = len(theirs.tasks[0].errors)
    task = ours.tasks[0]
    assert told(ours) == told(theirs, kept)
    assert task.stats["errors"] == ours.stats["errors"] - len(ours.tasks[1].errors) == total
    is_cut = total >= kept
    assert warnings_of(task) == (message("error-limit", count=kept),) * is_cut
    assert task.warnings == [f"reached error limit: {kept}"] * is_cut
    assert task.stats["warnings"] == is_cut


RAW = b"id,text\n1,a\nx,b\n"
WRONG: list[dict[str, Any]] = [
    {"hash": "sha256:" + "0" * 64},
    {"hash": "sha256:" + hashlib.sha256(RAW).hexdigest()},
    {"hash": hashlib.md5(RAW, usedforsecurity=False).hexdigest()},
    {"hash": "md5:" + "0" * 32},
    {"hash": "sha1:" + "0" * 40},
    {"bytes": len(RAW)},
    {"bytes": len(RAW) + 1},
    {"rows": 2},
    {"rows": 3},
    {"fields": 2},
    {"fields": 3},
    {"hash": "0" * 32, "bytes": 1, "fields": 1, "rows": 1},
]


@pytest.mark.parametrize("declared", WRONG, ids=str)
@pytest.mark.parametrize("text", [RAW.decode(), RAW.decode().replace("x,", "2,")])
def test_what_is_declared_of_a_file_is_compared_as_frictionless_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, declared: dict[str, Any], text: str
) -> None:
    monkeypatch.setattr(resource, "SMALL", 0)
    schema = {"fields": [ID, TEXT]}
    theirs, ours = judged(text, schema, tmp_path, **declared)
    assert told(ours) == told(theirs)
    assert ours.tasks[0].warnings == theirs.tasks[0].warnings
    assert ours.valid == theirs.valid
    stats: Any = ours.tasks[0].stats
    assert (stats["rows"], stats["bytes"], stats["engine"]) == (2, len(text), "arrow")
    algorithm = declared_algorithm(declared.get("hash"))
    if algorithm:
        assert stats[algorithm] == hashlib.new(algorithm, text.encode()).hexdigest()
    for kept in (1, 2):
        with keeping_errors(kept):
            _, cut = judged(text, schema, tmp_path, **declared)
        assert told(cut) == told(theirs, kept)
        assert cut.tasks[0].stats["errors"] == len(theirs.tasks[0].errors)
        assert cut.stats["errors"] - len(cut.tasks[1].errors) == len(theirs.tasks[0].errors)
