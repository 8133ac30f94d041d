"""No cell of a stranger's table, and no schema, hangs the validator."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Field
from hypothesis import given
from hypothesis import strategies as st

from linhe_opendata.validation import Limits, check_package, check_table, resource
from linhe_opendata.validation.limiting import limited, matching
from linhe_opendata.validation.limiting.patterns import quick_length
from linhe_opendata.validation.proving.hashing import value_codes
from linhe_opendata.validation.untrusted import guard
from linhe_opendata.validation.untrusted.apart import (
    Apart,
)

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

LIMITS = Limits(cell_seconds=0.2)
FOREVER = r"(\w+)+"
"""A pattern that RE2 reads otherwise where a cell is not ASCII."""
SLOW = "a" * 40 + "é!"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


@pytest.fixture(params=[0, resource.SMALL], ids=["fast", "as usual"])
def _both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "SMALL", request.param)


def text_field(pattern: str) -> dict[str, Any]:
    return {"name": "a", "type": "string", "constraints": {"pattern": pattern}}


def validate(folder: Path, cells: list[str], field: dict[str, Any], **options: Any) -> Report:  # noqa: ANN401 -- options of check_table
    rows = "".join(f"{cell},{number}\n" for number, cell in enumerate(cells))
    (folder / "t.csv").write_text("a,b\n" + rows, encoding="utf-8")
    fields = [field, {"name": "b", "type": "integer"}]
    return check_table(folder / "t.csv", {"fields": fields}, **{"limits": LIMITS, **options})


def errors(report: Report) -> list[tuple[str, Any]]:
    return [(e.type, getattr(e, "row_number", None)) for e in report.tasks[0].errors]


@pytest.mark.usefixtures("_both_ways")
@pytest.mark.parametrize("strict", [False, True])
def test_a_pattern_that_takes_forever_is_a_finding(tmp_path: Path, *, strict: bool) -> None:
    report = validate(tmp_path, ["x", SLOW, "y"], text_field(FOREVER), strict=strict)
    error = report.tasks[0].errors[-1]
    assert error.type == "pattern-timeout"
    assert error.message == (
        r"the pattern '(\\w+)+' takes more than 0.2 seconds of processor time on "
        "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; write it without a repetition inside of a repetition, "
        "or raise Limits.cell_seconds, or read without limits (--unlimited)"
    )


@pytest.mark.usefixtures("_both_ways")
def test_where_re2_reads_a_pattern_alike_the_verdict_is_that_of_the_pattern(tmp_path: Path) -> None:
    report = validate(tmp_path, ["x", "a" * 40, "a" * 40 + "!"], text_field(r"(x|(\w+)+)"))
    assert errors(report) == [("constraint-error", 4)]
    [error] = report.tasks[0].errors
    assert error.note == r'constraint "pattern" is "(x|(\w+)+)"'


@pytest.mark.usefixtures("_both_ways")
def test_the_verdict_is_the_same_in_every_thread(tmp_path: Path) -> None:
    here = errors(validate(tmp_path, ["x", SLOW], text_field(FOREVER)))
    with ThreadPoolExecutor(1) as pool:
        there = pool.submit(validate, tmp_path, ["x", SLOW], text_field(FOREVER)).result()
    assert errors(there) == here
    assert here[-1][0] == "pattern-timeout"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarm to touch")
def test_the_alarm_of_the_caller_is_not_touched(tmp_path: Path) -> None:
    def ring(_: int, __: object) -> None:
        raise AssertionError("nobody waits so long")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 1000)
    try:
        validate(tmp_path, ["x", SLOW], text_field(FOREVER))
        assert signal.getsignal(signal.SIGALRM) is ring
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("_both_ways")
def test_a_table_has_a_limit_as_a_cell_has(tmp_path: Path) -> None:
    cells = [f"{'a' * 19}é{number}!" for number in range(400)]
    limits = Limits(cell_seconds=60, table_seconds=0.5)
    report = validate(tmp_path, cells, text_field(r"(?=a)(\w+)+"), limits=limits)
    [error] = report.tasks[0].errors[-1:]
    assert error.type == "pattern-timeout"
    assert "takes more than 0.5 seconds of processor time on this table" in error.message
    assert "raise Limits.table_seconds" in error.message


@pytest.mark.usefixtures("_both_ways")
def test_a_number_with_text_around_it_takes_no_longer(tmp_path: Path) -> None:
    field = {"name": "a", "type": "number", "bareNumber": False}
    report = validate(tmp_path, ["5 %", "1" + "a" * 9000 + "1"], field)
    assert [e.type for e in report.tasks[0].errors] == ["limit-exceeded"]
    assert "reading the field 'a' (number) takes more than" in report.tasks[0].errors[0].message


HANG_THE_SNIFFER = ['"x"', '"x', '"' * 400 + "x"]


@pytest.mark.usefixtures("_both_ways")
def test_quotes_in_the_first_lines_do_not_hang_the_guess_of_the_dialect(tmp_path: Path) -> None:
    report = validate(tmp_path, HANG_THE_SNIFFER, {"name": "a", "type": "string"})
    assert [e.type for e in report.tasks[0].errors] == ["missing-cell"]
    assert _with_its_dialect(tmp_path) == ["missing-cell"]


@pytest.mark.usefixtures("_both_ways")
def test_a_guess_of_the_dialect_that_may_take_forever_has_a_limit(tmp_path: Path) -> None:
    marks = [f"{chr(0x2190 + n)}'" for n in range(60)]
    report = validate(tmp_path, [*marks, *HANG_THE_SNIFFER], {"name": "a", "type": "string"})
    assert [e.type for e in report.tasks[0].errors] == ["limit-exceeded"]
    assert "(give them in the dialect)" in report.tasks[0].errors[0].message
    assert "limit-exceeded" not in _with_its_dialect(tmp_path)


def _with_its_dialect(folder: Path) -> list[str]:
    given = {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}]
    table = {"name": "t", "path": "t.csv", "dialect": given, "schema": {"fields": fields}}
    package = {"$schema": PROFILE, "name": "p", "resources": [table]}
    return [e.type for e in check_package(package, folder).tasks[0].errors]


def test_a_table_after_one_that_took_too_long_is_judged(tmp_path: Path) -> None:
    (tmp_path / "slow.csv").write_text(f"a\nx\n{SLOW}\n", encoding="utf-8")
    (tmp_path / "next.csv").write_text("a\né!\nx\n" + "é" * 200 + "\n", encoding="utf-8")
    schema = {"fields": [text_field(FOREVER)]}
    tables = [{"name": n, "path": f"{n}.csv", "schema": schema} for n in ("slow", "next")]
    package = {"$schema": PROFILE, "name": "p", "resources": tables}
    first, second = check_package(package, tmp_path, limits=LIMITS).tasks
    assert first.errors[-1].type == "pattern-timeout"
    assert [(e.type, e.to_descriptor()["rowNumber"]) for e in second.errors] == [
        ("constraint-error", 2)
    ]


def test_a_schema_for_json_that_takes_forever_is_a_finding(tmp_path: Path) -> None:
    doubled = {f"d{n}": {"allOf": [{"$ref": f"#/$defs/d{n + 1}"}] * 2} for n in range(40)}
    schema = {"$ref": "#/$defs/d0", "$defs": {**doubled, "d40": {"type": "array"}}}
    field = {"name": "a", "type": "array", "constraints": {"jsonSchema": schema}}
    table = {"name": "t", "path": "t.csv", "schema": {"fields": [field]}}
    (tmp_path / "t.csv").write_text("a\n[]\n")
    package = {"$schema": PROFILE, "name": "p", "resources": [table]}
    report = check_package(package, tmp_path, strict=True, limits=LIMITS)
    assert [e.type for e in report.tasks[0].errors] == ["limit-exceeded"]
    assert "the jsonSchema of the field 'a' takes more than" in report.tasks[0].errors[0].message


def test_a_harmless_pattern_needs_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Apart, "ask", lambda *_: pytest.fail("a process was asked"))
    assert validate(tmp_path, ["abc", "x" * 2000], text_field("[a-z]+")).valid


@pytest.mark.parametrize("exponent", ["999999999", "-999999999"])
def test_a_number_in_a_key_is_never_written_out(tmp_path: Path, exponent: str) -> None:
    (tmp_path / "t.csv").write_text(f"a,b\n1e{exponent},1\n2,1e{exponent}\n3,4\n")
    fields = [{"name": name, "type": "number"} for name in "ab"]
    key = {"fields": ["b"], "reference": {"resource": "", "fields": ["a"]}}
    schema = {"fields": fields, "primaryKey": ["a"], "foreignKeys": [key]}
    engine_small, resource.SMALL = resource.SMALL, 0
    try:
        report = check_table(tmp_path / "t.csv", schema)
    finally:
        resource.SMALL = engine_small
    assert errors(report) == [("foreign-key", 2), ("foreign-key", 4)]
    equal = Decimal(f"10E{exponent}"), Decimal(f"1.0E{int(exponent) + 1}")
    assert len({value_codes(number, b"salt") for number in equal}) == 1


@pytest.mark.parametrize("pattern", ["(a+)+", "(a|a)*", "(a|aa)+b", "(.*)*x", "(?:(?:a?)b?)*c"])
def test_what_may_take_forever_is_never_taken_for_quick(pattern: str) -> None:
    assert quick_length(f"^{pattern}$", matching.STEPS) < 20


@pytest.mark.parametrize("pattern", [r"\d{6}", "CN-[0-9]{4}", "cat|dog", r"\d{4}-\d{2}(-\d{2})?"])
def test_what_hardly_repeats_is_quick_at_any_length(pattern: str) -> None:
    assert quick_length(f"^{pattern}$", matching.STEPS) > 1 << 30


PATTERNS = [
    r"(\w+\s?)+",
    "(a|b)*c",
    "cat|dog",
    "[^é]+",
    r"(?=a)\w+",
    "(é+)+",
    r"\d+|x",
    ".*",
    "(a)?b+",
    r"\S*",
]
FIELDS = st.fixed_dictionaries(
    {"pattern": st.sampled_from(PATTERNS)},
    optional={
        "minLength": st.integers(0, 4),
        "required": st.just(value=True),
        "enum": st.lists(st.sampled_from(["a", "cat", "é"]), max_size=2),
    },
)
CELLS = st.none() | st.integers() | st.text("aébcdt1 \n", max_size=8) | st.just("catx")


@given(constraints=FIELDS, cells=st.lists(CELLS, min_size=1, max_size=8))
def test_whoever_matches_a_cell_reads_it_as_frictionless_does(
    constraints: dict[str, Any], cells: list[Any]
) -> None:
    field = Field.from_descriptor({"name": "a", "type": "string", "constraints": constraints})
    expected = [field.read_cell(cell) for cell in cells]
    with pytest.MonkeyPatch.context() as patch, limited.within(Limits()):
        patch.setattr(matching, "STEPS", -1)
        mine = Field.from_descriptor({"name": "a", "type": "string", "constraints": constraints})
        assert type(mine) is not type(field)
        assert [mine.read_cell(cell) for cell in cells] == expected


SLOW_FIELDS: list[tuple[dict[str, Any], list[Any]]] = [
    ({"type": "number", "bareNumber": False}, ["5 %", "x", "", None, 3, "1" + "a" * 300]),
    ({"type": "integer", "bareNumber": False}, ["5 %", "1" + "a" * 300]),
    ({"type": "date", "format": "any"}, ["2024-01-01", " " * 300 + "1 Jan 2024", "x" * 300]),
    ({"type": "geojson"}, ['{"type":"Point","coordinates":[1,2]}' + " " * 300, "{", {"type": "x"}]),
    ({"type": "duration"}, ["P1D", "P" + "1" * 300 + "Y", "x" * 300]),
    ({"type": "string", "format": "uri"}, ["http://a.b/" + "c" * 300, "x" * 300]),
    (
        {"type": "string", "constraints": {"enum": [f"e{n}" for n in range(2000)]}},
        ["e1", "f", None],
    ),
    ({"type": "string", "missingValues": [f"m{n}" for n in range(2000)]}, ["m1", "n", ""]),
]


@pytest.mark.parametrize(("given_field", "cells"), SLOW_FIELDS, ids=lambda value: str(value)[:30])
def test_what_is_read_apart_is_read_as_frictionless_does(
    given_field: dict[str, Any], cells: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    descriptor, asked = {"name": "a", **given_field}, count()
    expected = [Field.from_descriptor(dict(descriptor)).read_cell(cell) for cell in cells]
    ask = Apart.ask
    monkeypatch.setattr(Apart, "ask", lambda *given: (next(asked), ask(*given))[1])
    with limited.within(Limits(cell_seconds=60)):
        read = Field.from_descriptor(dict(descriptor)).create_cell_reader()
        assert [read(cell) for cell in cells] == expected
    assert next(asked) > 0


def test_outside_of_a_validation_frictionless_is_as_it_was() -> None:
    with limited.within(Limits()):
        pass
    assert guard.active() is None
    assert type(Field.from_descriptor({"name": "a", "type": "string"})).__module__.startswith(
        "frictionless."
    )
