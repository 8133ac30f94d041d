"""Who reads a cell: frictionless here where that is quick, and else a process apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Field, Schema
from frictionless.resources import TableResource

from linhe_opendata.messages import message
from linhe_opendata.validation.limiting import limited, matching
from linhe_opendata.validation.limiting.limited import (
    SHORT,
    LimitedCsvParser,
    limited_class,
    limited_missing_values,
    limited_reader,
    within,
)
from linhe_opendata.validation.limiting.patterns import quick_length
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.untrusted import guard as guards
from linhe_opendata.validation.untrusted.apart import FailedError, Job
from linhe_opendata.validation.untrusted.guard import Guard

if TYPE_CHECKING:
    from linhe_opendata.messages import Message


class Asked(Guard):
    """A guard that answers itself, and notes what it was asked."""

    def __init__(self, answer: Any = ("answer", None)) -> None:  # noqa: ANN401 -- what a job gives
        super().__init__(Limits())
        self.answer = answer
        self.asked: list[tuple[Job, Any, Message]] = []

    def run(self, job: Job, item: Any, what: Message) -> Any:  # noqa: ANN401 -- as of a guard
        self.asked.append((job, item, what))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def field_of(**given: Any) -> Field:  # noqa: ANN401 -- JSON
    return Field.from_descriptor({"name": "a", "type": "string", **given})


def here(cell: Any) -> tuple[Any, None]:  # noqa: ANN401 -- a cell of any type
    return ("here", cell), None


MANY = [f"m{n}" for n in range(1001)]
FEW = MANY[:1000]
EVER, NEVER = 1 << 40, -1
QUICK: list[tuple[dict[str, Any], int]] = [
    ({}, EVER),
    ({"type": "integer"}, EVER),
    ({"type": "number", "bareNumber": False}, SHORT),
    ({"type": "integer", "bareNumber": False}, SHORT),
    *(({"type": kind}, EVER) for kind in ("date", "time", "datetime", "boolean", "year")),
    *(({"type": kind, "format": "any"}, SHORT) for kind in ("date", "time", "datetime")),
    ({"type": "date", "format": "%Y"}, SHORT),
    *(({"type": kind}, SHORT) for kind in ("geojson", "duration")),
    *(({"format": name}, SHORT) for name in ("uri", "email", "wkt")),
    *(({"format": name}, EVER) for name in ("uuid", "binary")),
    ({"constraints": {"enum": MANY}}, NEVER),
    ({"constraints": {"enum": FEW[:-1]}}, EVER),  # and the empty text means no value
    ({"constraints": {"enum": FEW}}, NEVER),
    ({"missingValues": FEW}, EVER),
    ({"missingValues": MANY}, NEVER),
]
"""Fields, and up to how many characters a cell of them is read here."""


@pytest.mark.parametrize(("given", "longest"), QUICK, ids=lambda value: str(value)[:60])
def test_a_cell_is_read_here_up_to_the_length_that_is_quick(
    given: dict[str, Any], longest: int
) -> None:
    field, active = field_of(**given), Asked()
    read = limited_reader(field, here, active)
    for size in (0, 1, SHORT, SHORT + 1):
        cell, before = "1" * size, len(active.asked)
        is_here = size <= longest
        assert read(cell) == ((("here", cell), None) if is_here else ("answer", None))
        assert len(active.asked) == before + (not is_here)
    for job, item, what in active.asked:
        own = field.missing_values
        assert (job.kind, job.parameters) == ("read", (field.to_descriptor(), own))
        assert what == message("work-reading", field="a", type=field.type)
        assert len(item) > longest
    assert len({job for job, *_ in active.asked}) <= 1


@pytest.mark.parametrize(
    ("cell", "is_here"), [(None, True), (7, True), (1.5, True), ({}, False), ([], False)]
)
def test_a_value_of_many_parts_is_no_quick_one(cell: Any, *, is_here: bool) -> None:  # noqa: ANN401 -- a cell of any type
    active = Asked()
    read = limited_reader(field_of(type="geojson"), here, active)
    assert (read(cell)[0] == ("here", cell)) is is_here
    assert len(active.asked) == (not is_here)


@pytest.mark.parametrize("problem", [FailedError("no"), RecursionError()])
def test_what_raised_apart_raises_here_what_it_raises(problem: Exception) -> None:
    read = limited_reader(field_of(type="geojson"), here, Asked(problem))
    assert read("x" * 300) == (("here", "x" * 300), None)


def test_missing_values_are_those_of_the_field_or_else_of_its_schema() -> None:
    described = {
        "fields": [
            {"name": "a", "type": "string", "missingValues": ["own"]},
            {"name": "b", "type": "string"},
        ],
        "missingValues": ["shared"],
    }
    schema = Schema.from_descriptor(described)
    assert [limited_missing_values(field) for field in schema.fields] == [["own"], ["shared"]]
    assert limited_missing_values(field_of()) == [""]
    assert limited_missing_values(field_of(missingValues=["own"])) == ["own"]


NOTE = 'constraint "pattern" is "(a)+b"'
CELLS: list[tuple[Any, dict[str, Any], bool, Any]] = [
    ("aab", {}, True, ("aab", None)),
    ("aab", {}, False, ("aab", {"pattern": NOTE})),
    ("aab", {"minLength": 9}, True, ("aab", {"minLength": 'constraint "minLength" is "9"'})),
    (
        "aab",
        {"minLength": 9},
        False,
        ("aab", {"minLength": 'constraint "minLength" is "9"', "pattern": NOTE}),
    ),
    ("", {"required": True}, False, (None, {"required": 'constraint "required" is "True"'})),
    ("", {}, False, (None, None)),
    (None, {}, False, (None, None)),
]


@pytest.mark.parametrize(("cell", "more", "matches", "expected"), CELLS)
def test_a_pattern_is_decided_apart_and_all_else_as_frictionless_does(
    monkeypatch: pytest.MonkeyPatch,
    cell: Any,  # noqa: ANN401 -- a cell of any type
    more: dict[str, Any],
    *,
    matches: bool,
    expected: object,
) -> None:
    monkeypatch.setattr(matching, "STEPS", -1)
    monkeypatch.setattr(matching, "agreed", lambda _: None)
    with within(Limits()):
        field = field_of(constraints={"pattern": "(a)+b", **more})
        active = Asked(matches)
        read = limited_reader(field, field.create_cell_reader(), active)
        assert read(cell) == expected
        for job, item, what in active.asked:
            assert (job.kind, job.parameters) == ("match", ("^(a)+b$",))
            assert (item, what) == (cell, message("work-pattern", pattern="(a)+b"))
        assert len(active.asked) == (expected != (None, None) and bool(cell))
        assert field.constraints["pattern"] == "(a)+b"


def test_a_text_up_to_the_quick_length_is_matched_by_frictionless() -> None:
    active = Asked(True)  # noqa: FBT003 -- the answer
    with within(Limits()):
        field = field_of(constraints={"pattern": "(é+)+"})
        read = limited_reader(field, here, active)
    longest = quick_length("^(é+)+$", matching.STEPS)
    assert 0 < longest < 30
    assert read("é" * longest) == (("here", "é" * longest), None)
    assert active.asked == []
    assert read("é" * (longest + 1)) == ("é" * (longest + 1), None)
    assert len(active.asked) == 1


def test_a_class_of_ours_is_frictionless_own_but_for_its_reader() -> None:
    for kind in ("string", "integer", "date", "geojson", "any"):
        made = limited_class(kind)
        assert made is not None
        theirs = made.__mro__[made.__mro__.index(limited._LimitedField) + 1 :]  # noqa: SLF001
        own = [each for each in theirs if each.__module__.startswith("frictionless.fields")]
        assert made.__name__ == f"Limited{own[0].__name__}"
        assert (made.__module__, made.type) == (limited.__name__, kind)
        assert limited_class(kind) is made
    assert limited_class("nobody's") is None


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xlsx"])
def test_only_texts_have_a_parser_of_ours_and_only_within_limits(form: str) -> None:
    resource = TableResource(name="t", path=f"t.{form}")
    plugin = limited._Limits()  # noqa: SLF001
    assert plugin.create_parser(resource) is None
    assert plugin.select_field_class("string") is None
    with within(Limits()):
        made = plugin.create_parser(resource)
        assert isinstance(made, LimitedCsvParser) is (form in {"csv", "tsv"})
        assert (made is None) is (form not in {"csv", "tsv"})
        assert plugin.select_field_class("string") is limited_class("string")
        assert plugin.select_field_class(None) is None
        assert plugin.select_field_class("") is None
        assert guards.active() is not None
    assert guards.active() is None
