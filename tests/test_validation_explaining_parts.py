"""How errors are counted without words, what a file's digest is, and what the reference says."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import FrictionlessException, Schema
from frictionless.resources import TableResource

from linhe_opendata.messages import message
from linhe_opendata.validation.explaining.counting import ErrorCounter, hashable
from linhe_opendata.validation.explaining.digest import DigestThread, declared_algorithm
from linhe_opendata.validation.explaining.reference import (
    unread,
    validate_by_reference,
    validate_small,
)
from linhe_opendata.validation.explaining.wide import WideRow, without_square
from linhe_opendata.validation.findings import keeping_errors, sentence_of, warnings_of
from linhe_opendata.validation.reading.tables import Bytes
from linhe_opendata.validation.unsupported import RaisedError

if TYPE_CHECKING:
    from pathlib import Path

ID: dict[str, Any] = {"name": "id", "type": "integer"}
TEXT: dict[str, Any] = {"name": "text", "type": "string"}
UNIQUE = {**TEXT, "constraints": {"unique": True, "maxLength": 2}}


def own(described: Any) -> Any:  # noqa: ANN401 -- JSON
    """Return a copy of which no two parts are one, for frictionless empties what it reads."""
    return json.loads(json.dumps(described))


COUNTED: list[tuple[list[str | None], int]] = [
    (["1", "a"], 0),
    (["1", "a"], 2),  # the key, the unique field
    (["2", "a"], 1),
    (["x", "b"], 2),  # no number, no key
    (["3", "abc"], 1),
    (["3", None], 1),  # the key
    (["4"], 1),
    (["5", None, "x", "y"], 2),
    ([None, "c"], 1),
    ([None, None], 2),  # a blank row, no key
    ([], 2),
]


def test_a_row_has_an_error_for_each_note_each_cell_and_each_key() -> None:
    fields = Schema.from_descriptor(own({"fields": [ID, UNIQUE]})).fields
    counter = ErrorCounter(fields, [0], [1], [])
    rows: Any
    assert [counter.count(cells) for cells, _ in COUNTED] == [count for _, count in COUNTED]
    noted = ErrorCounter(fields, [0], [1], [])
    for number, (cells, _) in enumerate(COUNTED):
        rest = [cells for cells, _ in COUNTED[number:]]
        counter = ErrorCounter(fields, [0], [1], [])
        for before, _ in COUNTED[:number]:
            counter.note(before)
        assert [counter.count(each) for each in rest] == [count for _, count in COUNTED[number:]]
    noted.note(["1", "a"])
    assert noted.count(["2", "a"]) == 1
    held = {("1",), (None, "a")}
    foreign = ErrorCounter(fields, [], [], [([0], held), ([0, 1], held)])
    rows = [["1", "a"], [None, "a"], [None, None], ["2"], ["x", "a"]]
    assert [foreign.count(cells) for cells in rows] == [1, 0, 1, 3, 2]


def test_a_row_is_blank_if_no_cell_has_a_value_or_one_of_another_type() -> None:
    required = {**ID, "constraints": {"required": True}}
    for first in (ID, required):
        fields = Schema.from_descriptor(own({"fields": [first, {**first, "name": "b"}]})).fields
        counter = ErrorCounter(fields, [], [], [])
        assert [counter.count(cells) for cells in ([None, None], [""], [])] == [1, 1, 1]
        assert [counter.count(cells) for cells in (["x", "y"], ["x", "y", "z"])] == [2, 3]
        assert counter.count(["x", None]) == (1 if first is ID else 2)
        assert counter.count(["1", None]) == (0 if first is ID else 1)


def test_a_key_that_no_set_holds_is_said_as_frictionless_raises_it() -> None:
    assert hashable(iter([1, "a", None])) == (1, "a", None)
    with pytest.raises(RaisedError, match=r"^frictionless raises TypeError: unhashable type"):
        hashable([[1]])


def test_a_digest_is_that_of_the_file_or_says_why_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(b"x" * 3_000_000)
    for name in ("md5", "sha256"):
        digest = DigestThread(Bytes((str(tmp_path / "t"),)), name)
        assert digest.algorithm == name
        assert digest.result() == hashlib.new(name, b"x" * 3_000_000).hexdigest()
    with pytest.raises(FileNotFoundError):
        DigestThread(Bytes((str(tmp_path / "none"),)), "md5").result()


@pytest.mark.parametrize(
    ("declared", "algorithm"),
    [
        (None, None),
        ("", None),
        ("0" * 32, "md5"),
        ("md5:0", "md5"),
        ("sha256:0", "sha256"),
        ("sha256:0:1", "sha256"),
        ("sha1:0", None),
        (":0", None),
    ],
)
def test_a_hash_is_checked_if_its_algorithm_is_known(
    declared: str | None, algorithm: str | None
) -> None:
    assert declared_algorithm(declared) == algorithm


def test_the_reference_says_who_read_and_why(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,text\nx,a\ny,b\n")
    described = {"name": "t", "path": "t.csv", "schema": {"fields": [ID, TEXT]}}

    def table() -> TableResource:
        return TableResource.from_descriptor(own(described), basepath=str(tmp_path))

    report = validate_by_reference(table(), reason="why")
    stats: Any = report.tasks[0].stats
    assert (stats["engine"], stats["reason"], stats["errors"]) == ("reference", "why", 2)
    small = validate_small(table())
    assert small is not None
    stats = small.tasks[0].stats
    assert (stats["engine"], stats["reason"], stats["errors"]) == ("reference", "small file", 2)
    for kept, is_small in ((1, False), (2, True)):
        with keeping_errors(kept):
            assert (validate_small(table()) is not None) is is_small
            cut = validate_by_reference(table(), reason="")
            assert (cut.stats["errors"], cut.stats["warnings"]) == (2, 1)
            assert warnings_of(cut.tasks[0]) == (message("error-limit", count=kept),)
    described["path"] = "none.csv"
    missing = validate_by_reference(table(), reason="why").tasks[0]
    assert [error.type for error in missing.errors] == ["scheme-error"]
    assert missing.stats["engine"] == "reference"  # type: ignore[typeddict-item] # ours
    described |= {
        "path": "t.csv",
        "schema": {"fields": [{**TEXT, "constraints": {"pattern": "("}}]},
    }
    broken = validate_by_reference(table(), reason="why").tasks[0]
    assert [error.type for error in broken.errors] == ["unread"]
    assert 0 <= broken.stats["seconds"] < 60


def test_what_reading_raises_is_said_with_its_kind() -> None:
    error = unread(ZeroDivisionError("why"))
    assert error.type == "unread"
    assert sentence_of(error) == message("unread", problem="ZeroDivisionError: why")


@pytest.mark.parametrize("asked", [validate_small, partial(validate_by_reference, reason="why")])
def test_a_resource_that_refuses_to_be_validated_is_a_report_and_closed(asked: Any) -> None:  # noqa: ANN401 -- a function
    closed: list[str | None] = []

    class Refusing(TableResource):
        def validate(self, *_: object, **__: object) -> Any:  # noqa: ANN401 -- as frictionless's
            raise FrictionlessException("no")

        def close(self) -> None:
            closed.append(self.name)

    resource = Refusing(name="t", data=[["id"]])
    report = asked(resource)
    assert [error.note for error in report.tasks[0].errors] == ["no"]
    assert (closed, report.valid, report.stats["errors"]) == (["t"], False, 1)
    assert 0 <= report.stats["seconds"] < 60


def test_a_row_is_wide_above_so_many_cells_and_read_in_full_twice() -> None:
    rows: list[tuple[int, list[Any]]] = [(1, [0] * 1000), (2, [*range(1001)])]
    (one, plain), (two, wide) = without_square(rows)
    assert (one, two, type(plain), type(wide)) == (1, 2, list, WideRow)
    assert plain is rows[0][1]
    assert [len([*wide]) for _ in range(4)] == [1001, 1001, 100, 100]
    assert [*wide] == [*range(100)]
    assert (len(wide), wide[1000], wide[998:]) == (1001, 1000, [998, 999, 1000])
