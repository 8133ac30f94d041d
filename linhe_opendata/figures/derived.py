"""What the schema of a table of figures says that stands in the table of indicators. Pure.

Codes, titles, units and limits are written once, as rows of `indicators`. The schema of a set stays
whole and readable, and the parts of it that say the same again are derived: the codes and labels of
its `indicator` and of its `unit_measure`, and the limits of `obs_value`. What a schema leaves out,
such as the labels, is not put in; everything else in it is its author's own.
"""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.figures.roles import find_roles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Rows = Sequence[Mapping[str, str]]
    Codes = dict[str, str]

_LIMITS: Final = ("minimum", "maximum")


def derive_schemas(package: Mapping[str, Any], indicators: Rows) -> dict[str, dict[str, Any]]:
    """Return the schemas that have a part in this, by table, as the rows of `indicators` ask.

    `package` is a descriptor with its schemas inlined. A table of figures that no row names has no
    part in this: there is nothing to derive from.
    """
    roles = find_roles(package)
    schemas = {each["name"]: each["schema"] for each in package["resources"] if "schema" in each}
    homes = [table for table, role in roles.items() if role == "indicators"]
    units = {
        code: label
        for home in homes
        for code, label in _labels(_field(schemas[home], "unit_measure")).items()
    }
    derived = {}
    for table, role in roles.items():
        own = [row for row in indicators if row.get("set") == table]
        if role == "figures" and own:
            derived[table] = derive_figures(schemas[table], own, units)
    declared = {each["name"]: each.get("role") for each in package["resources"]}
    sets = {  # a set stays one while its schema lacks a column: that is a finding of its own
        table: str(schema.get("title") or table)
        for table, schema in schemas.items()
        if "figures" in (roles.get(table), declared[table])
    }
    return derived | {home: _derive_home(schemas[home], sets) for home in homes if sets}


def derive_figures(
    schema: Mapping[str, Any], indicators: Rows, units: Mapping[str, str]
) -> dict[str, Any]:
    """Return the schema of one table of figures, as the rows of its indicators ask.

    `units` gives each code of a unit its label.
    """
    derived = deepcopy(dict(schema))
    codes = {row["code"]: _title(row) for row in indicators}
    used = dict.fromkeys(row["unit_measure"] for row in indicators)
    _put_codes(_field(derived, "indicator"), codes)
    _put_codes(_field(derived, "unit_measure"), {unit: units.get(unit, unit) for unit in used})
    if all(name in row for row in indicators for name in _LIMITS):
        for name, outermost in zip(_LIMITS, (min, max), strict=True):
            limits = [_number(row[name]) for row in indicators]
            known = [limit for limit in limits if limit is not None]
            outer = outermost(known) if len(known) == len(limits) else None
            _put_limit(_field(derived, "obs_value"), name, outer)
    return derived


def _derive_home(schema: Mapping[str, Any], sets: Codes) -> dict[str, Any]:
    derived = deepcopy(dict(schema))
    _put_codes(_field(derived, "set"), sets)
    return derived


def _title(row: Mapping[str, str]) -> str:
    titles = [row.get(name, "") for name in ("title_en", "title_zh")]
    return " ".join(filter(None, titles)) or row["code"]


def _field(schema: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a field of a schema; an empty one, which nothing is put into, where there is none."""
    return next((field for field in schema["fields"] if field["name"] == name), {})


def _labels(field: Mapping[str, Any]) -> Codes:
    return {
        str(each["value"]): str(each.get("label", each["value"]))
        for each in field.get("categories", [])
        if isinstance(each, dict)
    }


def _put_codes(field: dict[str, Any], codes: Codes) -> None:
    """Put codes, and their labels, where a field lists any."""
    if "enum" in field.get("constraints", {}):
        field["constraints"]["enum"] = list(codes)
    if "categories" in field:
        labelled = not field["categories"] or isinstance(field["categories"][0], dict)
        named = [{"value": code, "label": label} for code, label in codes.items()]
        field["categories"] = named if labelled else list(codes)


def _put_limit(field: dict[str, Any], name: str, limit: Decimal | None) -> None:
    constraints = {key: value for key, value in field.get("constraints", {}).items() if key != name}
    if limit is not None:
        constraints[name] = int(limit) if limit == limit.to_integral_value() else float(limit)
    if constraints:
        field["constraints"] = constraints
    else:
        field.pop("constraints", None)


def _number(cell: str) -> Decimal | None:
    try:
        number = Decimal(cell)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
