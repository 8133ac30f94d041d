"""Where the constraint `jsonSchema` is kept, and who holds values against it."""

from __future__ import annotations

from typing import Any

import pytest
from frictionless import Field

from linhe_opendata.messages import message
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.untrusted.apart import FailedError
from linhe_opendata.validation.untrusted.guard import Guard, guarded
from linhe_opendata.validation.untrusted.json_schema import PROPERTY, checker, set_aside


def described(**field: object) -> dict[str, Any]:
    return {"resources": [{"schema": {"fields": [{"name": "a", **field}]}}]}


RULE = {"type": "integer"}


@pytest.mark.parametrize("kind", ["object", "array", "geojson"])
def test_a_json_schema_is_moved_out_of_the_sight_of_frictionless(kind: str) -> None:
    given = described(type=kind, constraints={"jsonSchema": RULE, "required": True})
    set_aside(given)
    expected = {"type": kind, "constraints": {"required": True}, PROPERTY: RULE}
    assert given == described(**expected)


@pytest.mark.parametrize(
    "given",
    [
        described(type="string", constraints={"jsonSchema": RULE}),
        described(type="object", constraints={"jsonSchema": "no schema"}),
        described(type="object", constraints={"jsonSchema": []}),
        described(type="object", constraints=["jsonSchema"]),
        described(type="object", constraints={"required": True}),
        described(type="object"),
        {"resources": [{"schema": {"fields": ["a", None]}}]},
        {"resources": [{"schema": {"fields": None}}]},
        {"resources": [{"schema": "s.json"}, 7, {}]},
        {"resources": 7},
        {"resources": "abc"},
        {},
    ],
    ids=str,
)
def test_what_has_no_json_schema_is_left_as_it_is(given: dict[str, Any]) -> None:
    before = repr(given)
    set_aside(given)
    assert repr(given) == before


def test_a_json_schema_that_is_nothing_is_dropped() -> None:
    given = described(type="object", constraints={"jsonSchema": None})
    set_aside(given)
    assert given == described(type="object", constraints={})


def test_under_a_guard_a_process_apart_holds_values_against_a_json_schema(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    field = Field.from_descriptor({"name": "f", "type": "object", PROPERTY: RULE})
    asked: list[Any] = []
    said = message("json-schema-breach", path="$", problem="p")

    def run(_: Guard, *given: Any) -> Any:  # noqa: ANN401 -- as of a guard
        asked.append(given)
        if isinstance(given[1], Exception):
            raise given[1]
        return said

    monkeypatch.setattr(Guard, "run", run)
    with guarded(Limits()):
        check = checker(field)
        assert check is not None
        assert check(1) == said
        for problem in (FailedError("why"), RecursionError("deep")):
            assert check(problem) == message("json-schema-unchecked", problem=str(problem))
    for job, _, what in asked:
        assert (job.kind, job.parameters) == ("json-schema", (RULE,))
        assert what == message("work-json-schema", field="f")
    assert len({job for job, *_ in asked}) == 1
