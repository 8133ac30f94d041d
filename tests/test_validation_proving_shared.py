"""What a table learnt of texts serves the next that asks the same of them, and no other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Package

from linhe_opendata.messages import message
from linhe_opendata.validation import check_package
from linhe_opendata.validation import resource as engine
from linhe_opendata.validation.limiting.limited import within
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.prepare import PackageSource
from linhe_opendata.validation.proving import verdicts
from linhe_opendata.validation.proving.checks import Checks
from linhe_opendata.validation.proving.known import KnownSoFar
from linhe_opendata.validation.reading.opening import open_any
from linhe_opendata.validation.resource import Options
from linhe_opendata.validation.sharing.units import Prover
from linhe_opendata.validation.strict.stored import scrutiny_of
from linhe_opendata.validation.untrusted import guard
from linhe_opendata.validation.untrusted.apart import Job

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

    from linhe_opendata.validation.proving.columns import Column

FIELDS: list[dict[str, Any]] = [
    {"name": "a", "type": "string"},
    {"name": "b", "type": "integer", "constraints": {"minimum": 3}},
]
SCHEMA: dict[str, Any] = {"fields": FIELDS, "missingValues": ["", "-"]}


def columns_of(
    schema: dict[str, Any], known: KnownSoFar, folder: Path, *, is_strict: bool = False
) -> list[Column]:
    names = [field["name"] for field in schema["fields"]]
    (folder / "t.csv").write_text(",".join(names) + "\n" + ",".join("1" for _ in names) + "\n")
    table = {"name": "t", "type": "table", "path": "t.csv", "schema": schema}
    described = json.loads(json.dumps({"name": "p", "resources": [table]}))
    resource = Package.from_descriptor(described, basepath=str(folder)).get_table_resource("t")
    opened = open_any(resource, Limits())
    scrutiny = scrutiny_of(opened) if is_strict else None
    return Checks(opened, resource, Limits(), known, scrutiny).columns


def with_b(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON
    return SCHEMA | {"fields": [FIELDS[0], FIELDS[1] | changes]}


@pytest.mark.parametrize(
    ("schema", "shared"),
    [
        (SCHEMA, [True, True]),
        (SCHEMA | {"fields": [*FIELDS[::-1]]}, [True, True]),
        (SCHEMA | {"fields": [*FIELDS, {"name": "c", "type": "date"}]}, [True, True, False]),
        (SCHEMA | {"fields": [FIELDS[0]]}, [True]),
        (SCHEMA | {"missingValues": ["", "-", "NA"]}, [False, False]),
        (SCHEMA | {"primaryKey": ["b"]}, [True, False]),
        (SCHEMA | {"uniqueKeys": [["a"]]}, [True, True]),  # not asked, if it is not strict
        (with_b(name="bb"), [True, False]),
        (with_b(type="number"), [True, False]),
        (with_b(constraints={"minimum": 4}), [True, False]),
        (with_b(constraints={"minimum": "3"}), [True, False]),
        (with_b(constraints={"minimum": 3, "unique": True}), [True, False]),
        (with_b(bareNumber=False), [True, False]),
        (with_b(categories=[3, 4]), [True, False]),
        (with_b(missingValues=["", "-", "x"]), [True, False]),
        (with_b(missingValues=[""]), [False, False]),  # what no cell of any field may be differs
    ],
    ids=str,
)
def test_a_column_serves_the_next_table_if_the_same_is_asked_of_its_cells(
    tmp_path: Path, schema: dict[str, Any], shared: list[bool]
) -> None:
    known = KnownSoFar()
    before = columns_of(SCHEMA, known, tmp_path)
    after = columns_of(schema, known, tmp_path)
    assert [column in before for column in after] == shared
    assert [column in after for column in columns_of(schema, known, tmp_path)] == [True] * len(
        after
    )
    assert not {*after} & {*columns_of(schema, KnownSoFar(), tmp_path)}


def test_a_column_is_no_other_if_only_what_the_schema_says_of_its_cells_differs(
    tmp_path: Path,
) -> None:
    known, fields = KnownSoFar(), [FIELDS[0] | {"missingValues": [""]}, FIELDS[1]]
    schema: dict[str, Any] = {"fields": fields}
    one, other = (
        columns_of(schema | {"missingValues": ["", more]}, known, tmp_path) for more in "xy"
    )
    assert [column in one for column in other] == [True, False]


def test_columns_that_go_on_to_be_used_serve_no_other_table(tmp_path: Path) -> None:
    known = KnownSoFar()
    kept = columns_of(SCHEMA, known, tmp_path)
    known.keep_columns()
    other = columns_of(SCHEMA, known, tmp_path)
    assert not {*kept} & {*other}
    assert other == columns_of(SCHEMA, known, tmp_path)


def test_a_table_in_pieces_shares_no_column_while_others_are_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SMALL", 0)
    (tmp_path / "t.csv").write_text("a,b\n" + "x,3\n" * 100)
    tables = [{"name": n, "type": "table", "path": "t.csv", "schema": SCHEMA} for n in ("t", "u")]
    prepared = PackageSource({"name": "p", "resources": tables}, tmp_path).prepared(Options())
    prover, known = Prover(prepared, lambda *_: None, 100), prepared.options.known
    taken: list[Any] = []
    hand_out = known.columns

    def noted(wanted: Any) -> Any:  # noqa: ANN401 -- what is wanted, and the columns
        taken.append(hand_out(wanted))
        return taken[-1]

    monkeypatch.setattr(known, "columns", noted)
    first, *_, last = prover.pieces(0)
    assert prover.proof(0, first)
    assert prepared.judge(1).valid
    assert prover.proof(0, last)
    in_pieces, whole = taken
    assert not {*in_pieces} & {*whole}


def test_strict_mode_asks_more_of_cells(tmp_path: Path) -> None:
    known = KnownSoFar()
    plain, strict, again = (
        columns_of(SCHEMA, known, tmp_path, is_strict=is_strict)
        for is_strict in (False, True, True)
    )
    assert not {*plain} & {*strict}
    assert strict == again


def test_no_table_profits_from_what_the_one_before_it_had_asked_at_a_cost(tmp_path: Path) -> None:
    known, job, what = KnownSoFar(), Job("match", ("a",)), message("work-pattern", pattern="a")
    with within(Limits()):
        active = guard.active()
        assert active
        first, second = (columns_of(SCHEMA, known, tmp_path) for _ in range(2))
        assert first == second
        active.run(job, "a", what)
        third = columns_of(SCHEMA, known, tmp_path)
        assert not {*second} & {*third}
        active.sniffed("a", ",", job, what)  # which every table may be, before its cells
        assert third == columns_of(SCHEMA, known, tmp_path)
    with within(Limits()):
        assert not {*third} & {*columns_of(SCHEMA, known, tmp_path)}


def told(report: Report) -> list[list[list[Any]]]:
    names = ["type", "rowNumber", "fieldNumber", "cell", "note"]
    errors = [[error.to_descriptor() for error in task.errors] for task in report.tasks]
    return [[[error.get(name) for name in names] for error in found] for found in errors]


def test_tables_of_the_same_fields_are_told_each_its_own_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SMALL", 0)
    monkeypatch.setattr(verdicts, "MANY_ROWS", 1)
    monkeypatch.setattr(verdicts, "BATCHES_BEFORE", 0)
    tables = {
        "one": "x,3\nx,2\n-,4\n",
        "two": "x,2\ny,3\n,\nx,z\n",
        "three": "y,-\nx,3\n",
        "four": "y,z\nx,2\nx\n",
    }
    for name, rows in tables.items():
        (tmp_path / f"{name}.csv").write_text(f"a,b\n{rows}")
    required: dict[str, Any] = {"name": "a", "type": "string", "constraints": {"required": True}}
    schema = SCHEMA | {"fields": [required, FIELDS[1]]}
    package = {
        "name": "p",
        "resources": [
            {"name": n, "type": "table", "path": f"{n}.csv", "schema": schema} for n in tables
        ],
    }
    theirs = Package.from_descriptor(json.loads(json.dumps(package)), basepath=str(tmp_path))
    expected = told(theirs.validate())
    for is_strict in (False, True):
        report = check_package(json.loads(json.dumps(package)), tmp_path, strict=is_strict)
        assert [dict(task.stats)["engine"] for task in report.tasks] == ["arrow"] * 4
        assert told(report) == expected
    assert [len(errors) for errors in expected] == [2, 3, 0, 3]
