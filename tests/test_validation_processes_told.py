"""What those who judge a table are told of it, and what they may say."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Resource
from test_validation_processes_handed import SCHEMA

from linhe_opendata.validation import Limits, fast, resource
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.resource import Options, validate_resource
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from pathlib import Path


def opened(folder: Path, path: str = "t.csv", text: bytes = b"id\n1\nx\n", **more: Any) -> Resource:  # noqa: ANN401 -- JSON
    (folder / path).write_bytes(gzip.compress(text) if path.endswith("gz") else text)
    fields = {"fields": [dict(field) for field in SCHEMA["fields"]]}
    table = {"name": "t", "type": "table", "path": path, "schema": fields, **more}
    return Resource.from_descriptor(table, basepath=str(folder))


@pytest.mark.parametrize("declared", [{}, {"encoding": "ascii"}])
@pytest.mark.parametrize("small", [0, resource.SMALL])
def test_strict_mode_is_told_what_was_declared_and_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, declared: dict[str, Any], small: int
) -> None:
    monkeypatch.setattr(resource, "SMALL", small)
    asked: list[Any] = []

    def strict_errors(*given: object, asks_rows: bool) -> list[Any]:
        asked.append((*given, asks_rows))
        return []

    monkeypatch.setattr(resource, "strict_errors", strict_errors)
    lines: list[Any] = []
    monkeypatch.setattr(resource, "add_lines", lambda *given: lines.append(given))
    table = opened(tmp_path, **declared)
    for empty in ((), ("t",)):
        options = Options(strict=True, may_be_empty=frozenset(empty))
        report = validate_resource(table.to_copy(), options)
        given, found, encoding, proof, asks_rows = asked.pop()
        assert (given.name, found.tasks[0].name) == ("t", "t")
        assert (encoding, asks_rows) == (declared.get("encoding"), not empty)
        assert (proof is not None) is (small == 0)
        errors, of, labels = lines.pop()
        assert (errors, of, labels) == (report.tasks[0].errors, given, ["id"])
    validate_resource(opened(tmp_path), Options())
    assert asked == []


@pytest.mark.parametrize("path", ["t.csv", "t.csv.gz"])
@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (UnsupportedError("why"), "why"),
        (OSError("why"), "OSError: why"),
        (UnicodeError("why"), "UnicodeError: why"),
    ],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_fast_way_is_told_all_and_may_say_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, problem: Exception, reason: str
) -> None:
    monkeypatch.setattr(resource, "SMALL", 0)
    asked: list[Any] = []

    def examine(*given: object, packed: object = None) -> None:
        asked.append((*given, packed))
        raise problem

    monkeypatch.setattr(fast, "examine_fast", examine)
    known, limits = KnownSoFar(), Limits(record_cells=9)
    options = Options(strict=True, limits=limits, known=known, proven=lambda *_: None)
    table = opened(tmp_path, path)
    task = validate_resource(table, options).tasks[0]
    stats: Any = task.stats
    assert (stats["engine"], stats["reason"], task.place) == ("reference", reason, path)
    [(plain, way, packed)] = asked
    assert (way.limits, way.known, way.strict) == (limits, known, True)
    is_packed = path.endswith("gz")
    assert (packed is table, plain is table) == (is_packed, not is_packed)
    assert (way.proven is options.proven) is not is_packed
