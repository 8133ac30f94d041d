"""What is asked of a package and of a file is what is judged, and each table says how it was."""

from __future__ import annotations

import gzip
import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from frictionless.resources import TableResource

from linhe_opendata.messages import message
from linhe_opendata.validation import (
    Limits,
    Part,
    Sharing,
    Work,
    check_package,
    check_table,
    package,
)
from linhe_opendata.validation.findings import sentence_of, warnings_of
from linhe_opendata.validation.package import PROFILE
from linhe_opendata.validation.prepare import PackageSource, prepare, target_name
from linhe_opendata.validation.resource import Options

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [  # frictionless leaves compressed files open
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "integer"},
    {"name": "text", "type": "string"},
]
TEXT = "id,text\n1,a\n2,b\n"


def key(target: object, to: str = "id") -> dict[str, Any]:
    return {"fields": ["id"], "reference": {"resource": target, "fields": [to]}}


def table(name: str, folder: Path, text: str = TEXT, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    (folder / f"{name}.csv").write_text(text)
    schema = deepcopy({"fields": FIELDS})
    return {"name": name, "type": "table", "path": f"{name}.csv", "schema": schema, **more}


def package_of(*resources: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": PROFILE, "name": "p", "resources": [*resources]}


def kinds(report: Any) -> list[list[str]]:  # noqa: ANN401 -- a report
    return [[error.type for error in each.errors] for each in (report, *report.tasks)]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is handed on to whoever judges; nothing is judged."""
    found: list[Any] = []

    def judge_all(*given: object) -> list[object]:
        found.extend(given)
        return []

    monkeypatch.setattr(package, "judge_all", judge_all)
    return found


def test_all_that_is_asked_of_a_package_is_handed_on(tmp_path: Path, asked: list[Any]) -> None:
    described, sharing, limits = (
        package_of(table("t", tmp_path)),
        Sharing(3),
        Limits(record_cells=9),
    )

    def progress(*_: object) -> None: ...

    check_package(
        described,
        tmp_path,
        strict=True,
        progress=progress,
        limits=limits,
        sharing=sharing,
        may_be_empty=["t"],
        only=["t"],
    )
    prepared, source, shared = asked
    options = prepared.options
    assert (options.strict, options.limits, options.progress) == (True, limits, progress)
    assert options.may_be_empty == frozenset({"t"})
    assert source == PackageSource(described, tmp_path, frozenset({"t"}))
    assert shared is sharing
    asked.clear()
    check_package(described, tmp_path)
    prepared, source, shared = asked
    options = prepared.options
    assert (options.strict, options.limits, options.progress) == (False, Limits(), None)
    assert (options.may_be_empty, options.proven, source.only) == (frozenset(), None, None)
    assert shared == Sharing()


def test_all_that_is_asked_of_a_file_is_handed_on(tmp_path: Path, asked: list[Any]) -> None:
    table("t", tmp_path)
    sharing, limits, schema = Sharing(3), Limits(record_cells=9), {"fields": FIELDS}

    def progress(*_: object) -> None: ...

    check_table(
        tmp_path / "t.csv",
        schema,
        strict=True,
        progress=progress,
        limits=limits,
        sharing=sharing,
        package={
            "title": "P",
            "resources": [{"name": "u", "data": []}, {"name": "t", "path": "x"}],
        },
    )
    prepared, source, shared = asked
    options = prepared.options
    assert (options.strict, options.limits, options.progress) == (True, limits, progress)
    mine = {"name": "t", "type": "table", "path": "t.csv", "schema": schema}
    assert source.descriptor == {"title": "P", "resources": [mine, {"name": "u", "data": []}]}
    assert (source.basepath, source.only, shared) == (tmp_path, frozenset({"t"}), sharing)
    assert source.descriptor["resources"][0]["schema"] is not schema
    asked.clear()
    check_table(tmp_path / "t.csv")
    prepared, source, shared = asked
    options = prepared.options
    assert (options.strict, options.limits, options.progress) == (False, Limits(), None)
    mine = {"name": "t", "type": "table", "path": "t.csv"}
    assert source.descriptor == {"$schema": PROFILE, "resources": [mine]}
    assert shared == Sharing()


KEYS: list[tuple[list[Any], list[Any]]] = [
    ([key("u")], []),
    ([key("")], [key("")]),
    ([key("t")], [key("t")]),
    ([key("u"), key(""), key("v")], [key("")]),
    ([key("near")], [key("near")]),
    ([], []),
]


@pytest.mark.parametrize(("keys", "kept"), KEYS)
def test_a_key_to_a_table_that_is_not_there_is_left_out(
    tmp_path: Path, asked: list[Any], keys: list[Any], kept: list[Any]
) -> None:
    table("t", tmp_path)
    near = table("near", tmp_path)
    schema = {"fields": FIELDS, "foreignKeys": keys}
    before = deepcopy(schema)
    check_table(tmp_path / "t.csv", schema, package=package_of(near))
    assert asked[1].descriptor["resources"][0]["schema"]["foreignKeys"] == kept
    assert schema == before


def test_tables_that_keys_were_not_followed_to_are_named(tmp_path: Path) -> None:
    table("t", tmp_path)
    schema = {"fields": FIELDS, "foreignKeys": [key("u"), key(""), key("v")]}
    [task] = check_table(tmp_path / "t.csv", deepcopy(schema)).tasks
    said = tuple(message("key-unchecked", table=name) for name in "uv")
    assert (warnings_of(task), task.errors) == (said, [])
    far = {"name": "far", "type": "table", "path": "https://example.org/x.csv"}
    keyed = {"fields": FIELDS, "foreignKeys": [key("far"), key("")]}
    report = check_package(package_of(table("t", tmp_path, schema=deepcopy(keyed)), far), tmp_path)
    assert kinds(report) == [[], [], ["remote-reference"]]
    assert warnings_of(report.tasks[0]) == (message("key-unchecked", table="far"),)
    assert warnings_of(report.tasks[1]) == ()


@pytest.mark.parametrize(
    ("given", "name"),
    [
        (key("u"), "u"),
        (key(""), ""),
        (key(7), "7"),
        ({"reference": {}}, ""),
        ({"reference": "u"}, ""),
        ({}, ""),
        ("u", ""),
        (None, ""),
    ],
)
def test_a_key_names_its_table_or_none(given: object, name: str) -> None:
    assert target_name(given) == name


def test_nothing_to_judge_is_a_finding_where_all_was_asked_for(tmp_path: Path) -> None:
    nothing, near = package_of(), package_of(table("t", tmp_path))
    report = check_package(nothing, tmp_path, strict=True)
    assert [sentence_of(error) for error in report.errors] == [message("no-resource")]
    assert (kinds(report), report.valid) == ([["nothing-read"]], False)
    assert kinds(check_package(nothing, tmp_path)) == [[]]
    assert kinds(check_package(near, tmp_path, strict=True)) == [[], []]
    assert kinds(check_package(near, tmp_path, strict=True, only=[])) == [[]]
    work = tmp_path / "work"
    part = Sharing(work=Work(work, Part(2, 2)))
    assert kinds(check_package(near, tmp_path, strict=True, sharing=part)) == [[]]
    whole = Sharing(work=Work(work))
    assert kinds(check_package(nothing, tmp_path, strict=True, sharing=whole)) == [["nothing-read"]]


@pytest.mark.parametrize("only", [None, ["a"], ["b", "c"], []])
def test_the_tables_that_are_asked_for_are_judged_in_their_order(
    tmp_path: Path, only: list[str] | None
) -> None:
    described = package_of(*(table(name, tmp_path) for name in "abc"))
    names = [task.name for task in check_package(described, tmp_path, only=only).tasks]
    assert names == (list("abc") if only is None else only)


def test_a_table_may_be_empty_if_it_is_named(tmp_path: Path) -> None:
    described = package_of(*(table(name, tmp_path, "id,text\n") for name in "ab"))
    report = check_package(described, tmp_path, strict=True, may_be_empty=["a"])
    assert kinds(report) == [[], [], ["nothing-read"]]
    assert kinds(check_package(described, tmp_path)) == [[], [], []]


def test_a_descriptor_is_not_changed_and_its_faults_are_told(tmp_path: Path) -> None:
    barred = {"name": "far", "type": "table", "path": "https://example.org/x.csv"}
    rule = {"name": "o", "type": "object", "constraints": {"jsonSchema": {"type": "object"}}}
    near = table("t", tmp_path, schema={"fields": [*FIELDS, rule]})
    described = package_of(near, barred)
    before = json.dumps(described)
    check_package(described, tmp_path, strict=True)
    assert json.dumps(described) == before
    for broken, kind in (
        ({"profile": "https://example.org/p.json", "resources": []}, "remote-reference"),
        ({"$schema": PROFILE}, "package-error"),
        ({"$schema": PROFILE, "resources": 7}, None),
        ({"$schema": PROFILE, "resources": [7]}, None),
    ):
        prepared = prepare(broken, tmp_path, Options(), None)
        assert (list(prepared.resources), prepared.barred) == ([], {})
        assert prepared.errors
        assert kind is None or kind in {error.type for error in prepared.errors}
        report = check_package(broken, tmp_path)
        assert (report.tasks, report.valid) == ([], False)
        assert 0 <= report.stats["seconds"] < 60
    deep: list[Any] = []
    for _ in range(5000):
        deep = [deep]
    [error] = prepare({"resources": deep}, tmp_path, Options()).errors
    assert (error.type, sentence_of(error).code) == ("unread", "unread")
    assert str(sentence_of(error).parameters["problem"]).startswith("RecursionError: ")


def test_a_json_schema_is_set_aside_in_strict_mode_alone(tmp_path: Path) -> None:
    rule = {"name": "o", "type": "object", "constraints": {"jsonSchema": {"type": "object"}}}
    near = table("t", tmp_path, "o\n{}\n", schema={"fields": [rule]})
    assert prepare(package_of(near), tmp_path, Options(strict=True)).errors == ()
    assert prepare(package_of(near), tmp_path, Options()).errors


def test_a_table_is_judged_as_a_copy_without_its_keys_to_barred_tables(tmp_path: Path) -> None:
    keyed = {"fields": deepcopy(FIELDS), "foreignKeys": [key("far"), key("")]}
    near = table("t", tmp_path, schema=keyed)
    far = {"name": "far", "type": "table", "path": "https://example.org/x.csv"}
    file = {"name": "note", "path": "t.csv", "type": "file"}
    prepared = prepare(package_of(near, far, file), tmp_path, Options())
    made = prepared.table(0)
    assert made is not None
    assert made is not prepared.resources[0]
    assert [each["reference"]["resource"] for each in made.schema.foreign_keys] == [""]
    given = prepared.resources[0]
    assert isinstance(given, TableResource)
    assert [each["reference"]["resource"] for each in given.schema.foreign_keys] == ["far", ""]
    assert (prepared.table(1), prepared.table(2)) == (None, None)
    assert list(prepared.barred) == ["far"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_task_says_which_file_it_is_on_this_machine(tmp_path: Path, *, packed: bool) -> None:
    name = "t.csv.gz" if packed else "t.csv"
    (tmp_path / name).write_bytes(gzip.compress(TEXT.encode()) if packed else TEXT.encode())
    [task] = check_package(package_of({**table("u", tmp_path), "path": name}), tmp_path).tasks
    expected: dict[str, Any] = {"file": str(tmp_path.resolve() / name)}
    if packed:
        expected["packed"] = True
    assert {
        key: task.custom.get(key) for key in ("file", "packed") if key in task.custom
    } == expected
    inline = {"name": "i", "type": "table", "data": [["id"], [1]]}
    parts = {**table("a", tmp_path), "path": ["a.csv", "u.csv"]}
    for other in (inline, parts):
        [task] = check_package(package_of(other), tmp_path).tasks
        assert "file" not in task.custom


def test_how_long_it_took_is_said(tmp_path: Path) -> None:
    report = check_package(package_of(table("t", tmp_path, "id,text\nx,a\n")), tmp_path)
    assert 0 <= report.tasks[0].stats["seconds"] <= report.stats["seconds"] < 60
