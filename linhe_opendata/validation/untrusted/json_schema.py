"""The constraint `jsonSchema` (Table Schema v2), which frictionless refuses. Does I/O (a process).

In strict mode the constraint is moved out of frictionless's sight, to a property of the field
that it ignores, and checked here. References to other documents are not followed. A schema can take
forever, so under a guard it is a process apart that holds values against it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError
from referencing import Registry
from referencing.exceptions import Unresolvable

from linhe_opendata.messages import Message, message
from linhe_opendata.validation.untrusted import guard
from linhe_opendata.validation.untrusted.apart import FailedError, Job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from frictionless import Field

PROPERTY = "jsonSchemaConstraint"
_JSON_TYPES = {"object", "array", "geojson"}


def set_aside(descriptor: dict[str, Any]) -> None:
    """Move the constraint of each field of a package's inlined schemas to `PROPERTY`."""
    for field in _object_fields(descriptor):
        constraints = field.get("constraints")
        if field.get("type") in _JSON_TYPES and isinstance(constraints, dict):
            given = constraints.pop("jsonSchema", None)
            if isinstance(given, dict):
                field[PROPERTY] = given
            elif given is not None:
                constraints["jsonSchema"] = given


def checker(field: Field) -> Callable[[Any], Message | None] | None:
    """Return a function that says what is wrong with a value, None if there is no constraint."""
    schema = field.custom.get(PROPERTY)
    if schema is None:
        return None
    active = guard.active()
    if active is None:
        return problem_finder(schema)
    job, what = Job("json-schema", (schema,)), message("work-json-schema", field=field.name)

    def check(value: Any) -> Message | None:  # noqa: ANN401 -- any JSON
        try:
            found: Message | None = active.run(job, value, what)
        except (FailedError, RecursionError) as problem:
            return message("json-schema-unchecked", problem=str(problem))
        return found

    return check


def problem_finder(schema: dict[str, Any]) -> Callable[[Any], Message | None]:
    """Return a function that says what is wrong with a value, held against a JSON Schema."""
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as problem:
        broken = message("json-schema-broken", problem=problem.message)
        return lambda _: broken
    validator: Any = Draft202012Validator(schema, registry=Registry())

    def check(value: Any) -> Message | None:  # noqa: ANN401 -- any JSON
        try:
            validator.validate(value)
        except ValidationError as problem:
            at = problem.json_path
            return message("json-schema-breach", path=at, problem=problem.message)
        except Unresolvable as problem:
            return message("json-schema-elsewhere", problem=str(problem))
        return None

    return check


def _object_fields(descriptor: dict[str, Any]) -> Iterator[dict[str, Any]]:
    resources = descriptor.get("resources")
    for resource in resources if isinstance(resources, list) else []:
        schema = resource.get("schema") if isinstance(resource, dict) else None
        fields = schema.get("fields") if isinstance(schema, dict) else None
        yield from (f for f in fields or [] if isinstance(f, dict))
