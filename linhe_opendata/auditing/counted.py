"""How much a report on tables looked at: rules, cells, and the keys it had to leave out. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.validation.findings import warnings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from frictionless import Report

_KEYS = ("primaryKey", "uniqueKeys", "foreignKeys")


def count_checks(report: Report, schemas: Iterable[object]) -> dict[str, int]:
    """Return how many rules the schemas of a report's tables state, and how many cells there are.

    A schema is whatever stands in a descriptor in its place; one that is no object has no rules.
    """
    rules = sum(_count_rules(schema) for schema in schemas if isinstance(schema, dict))
    sizes = [(task.stats.get("rows", 0), task.stats.get("fields", 0)) for task in report.tasks]
    return {"rules": rules, "cells": sum(rows * fields for rows, fields in sizes)}


def count_left_out(report: Report) -> dict[str, int]:
    """Return how many foreign keys were left out, as their table was not there to be read."""
    said = [warning.code for task in report.tasks for warning in warnings_of(task)]
    return {"keys": said.count("key-unchecked")}


def _count_rules(schema: Mapping[str, Any]) -> int:
    """Count the types, constraints, categories and keys that a schema states."""
    fields = schema.get("fields")
    listed = fields if isinstance(fields, list) else []
    keys = [_count_keys(schema.get(name)) for name in _KEYS]
    return sum(_count_of_field(field) for field in listed if isinstance(field, dict)) + sum(keys)


def _count_of_field(field: Mapping[str, Any]) -> int:
    constraints = field.get("constraints")
    stated = len(constraints) if isinstance(constraints, dict) else 0
    return 1 + stated + ("categories" in field)


def _count_keys(stated: object) -> int:
    """Count the keys of a property: a primary key is one, whether of one field or of several."""
    if isinstance(stated, list) and stated and isinstance(stated[0], dict | list):
        return len(stated)
    return int(bool(stated))
