"""Who reads a resource, why, within which limits, and what is said of it then."""

from __future__ import annotations

import gzip
import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Field, FrictionlessException, Resource

from linhe_opendata.validation import (
    NO_LIMITS,
    Limits,
    check_package,
    resource,
)
from linhe_opendata.validation.findings import sentence_of
from linhe_opendata.validation.package import PROFILE
from linhe_opendata.validation.resource import Options, file_bytes, validate_resource
from linhe_opendata.validation.unsupported import (
    RaisedError,
    asking,
)

if TYPE_CHECKING:
    from pathlib import Path

FIELDS: list[dict[str, Any]] = [
    {"name": "id", "type": "integer"},
    {"name": "text", "type": "string"},
]
TEXT = "id,text\n1,a\n2,b\n"

pytestmark = [  # frictionless leaves compressed files open
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def opened_as(name: str) -> dict[str, Any]:
    return {"name": "t", "type": "table", "path": name, "schema": deepcopy({"fields": FIELDS})}


def opened(folder: Path, name: str = "t.csv", **more: Any) -> Resource:  # noqa: ANN401 -- JSON
    return Resource.from_descriptor({**opened_as(name), **more}, basepath=str(folder))


def test_a_resource_that_refuses_to_be_read_is_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "t.csv").write_text(TEXT)

    def refuse(*_: object, **__: object) -> None:
        raise FrictionlessException("no")

    monkeypatch.setattr(resource, "validate_small", refuse)
    report = validate_resource(opened(tmp_path), Options())
    assert [str(error.note) for error in report.tasks[0].errors] == ["no"]
    assert 0 <= report.stats["seconds"] == report.tasks[0].stats["seconds"] < 60


ROUTES: list[tuple[dict[str, Any], str, str]] = [
    ({}, "reference", "small file"),
    ({"name": "t.txt", "format": "txt"}, "reference", "format txt"),
    ({"name": "t.json"}, "reference", "format json"),
    ({"name": "t.csv.gz"}, "reference", "small file"),
    ({"name": "broken.csv.gz"}, "reference", "BadGzipFile: Not a gzipped file (b'no')"),
    ({"compression": "br"}, "reference", "compression br"),
]


@pytest.mark.parametrize(("given", "engine", "reason"), ROUTES, ids=str)
def test_each_table_says_who_read_it_and_why(
    tmp_path: Path, given: dict[str, Any], engine: str, reason: str
) -> None:
    (tmp_path / "t.csv").write_text(TEXT)
    (tmp_path / "t.txt").write_text(TEXT)
    (tmp_path / "t.json").write_text(json.dumps([["id", "text"], [1, "a"]]))
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "broken.csv.gz").write_bytes(b"no gzip")
    stats: Any = validate_resource(opened(tmp_path, **given), Options()).tasks[0].stats
    assert (stats["engine"], stats["reason"]) == (engine, reason)


@pytest.mark.parametrize(("less", "engine"), [(0, "arrow"), (1, "reference")])
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_is_small_below_so_many_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, less: int, engine: str, *, packed: bool
) -> None:
    monkeypatch.setattr(resource, "SMALL", len(TEXT) + less)
    name = "t.csv.gz" if packed else "t.csv"
    (tmp_path / name).write_bytes(gzip.compress(TEXT.encode()) if packed else TEXT.encode())
    told: list[Any] = []
    options = Options(progress=lambda *given: told.append(given))
    made = opened(tmp_path, name)
    report = validate_resource(made, options)
    stats: Any = report.tasks[0].stats
    assert stats["engine"] == engine
    assert told == ([("t", len(TEXT), len(TEXT))] if engine == "arrow" else [])
    assert made.encoding == "utf-8"


def test_a_small_file_of_many_errors_goes_the_fast_way(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,text\n" + "x,a\n" * 1001)
    options = Options(limits=Limits(record_cells=2), strict=True)
    report = validate_resource(opened(tmp_path), options)
    stats: Any = report.tasks[0].stats
    assert (stats["engine"], stats["errors"], "reason" in stats) == ("arrow", 1001, False)


@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz"])
def test_a_limit_that_is_exceeded_is_a_report_on_the_file_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(resource, "SMALL", 0)
    raw = TEXT.encode()
    (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    described = {"$schema": PROFILE, "resources": [opened_as(name)]}
    for limits, limit in (
        (Limits(record_cells=1), "record_cells"),
        (Limits(decompressed_bytes=len(raw) - 1), "decompressed_bytes"),
    ):
        [task] = check_package(described, tmp_path, limits=limits).tasks
        expected = [] if limit == "decompressed_bytes" and name == "t.csv" else [limit]
        assert [error.type for error in task.errors] == ["limit-exceeded"] * len(expected)
        assert [sentence_of(error).parameters["limit"] for error in task.errors] == expected
        assert task.place.startswith(name)
    limits = Limits(decompressed_bytes=len(raw))
    for enough in (limits, NO_LIMITS):
        assert check_package(described, tmp_path, limits=enough).valid


def test_what_is_not_there_has_no_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TEXT)
    (tmp_path / "b.csv").write_text("id\n")
    assert file_bytes(opened(tmp_path, "a.csv")) == len(TEXT)
    assert file_bytes(opened(tmp_path, "a.csv", extrapaths=["b.csv"])) == len(TEXT) + 3
    assert file_bytes(opened(tmp_path, "none.csv")) == 0


def test_what_frictionless_raises_is_told_apart_from_what_we_raise() -> None:
    field = Field.from_descriptor({"name": "a", "type": "string", "constraints": {"pattern": "("}})
    said = r"^frictionless raises \w+: missing \), unterminated subpattern"
    with pytest.raises(RaisedError, match=said) as caught, asking():
        field.read_cell("x")
    assert isinstance(caught.value.__cause__, Exception)
    with pytest.raises(FrictionlessException), asking():
        raise FrictionlessException("own")
    with pytest.raises(ZeroDivisionError), asking():
        raise ZeroDivisionError
