"""What changed between two Table Schemas, and which bump it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from linhe_opendata.comparing import Change, ComparedTable, Package, compare_packages
from linhe_opendata.comparing.kinds import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]

BASE: Json = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "day", "type": "date"},
        {"name": "amount", "type": "number"},
    ]
}
ROWS = pa.table({"id": ["a", "b"], "day": ["2024-01-01", "2024-01-02"], "amount": [1.0, 2.0]})


def _changes(old: Json, new: Json) -> list[Change]:
    tables = (ComparedTable.of("t", schema, ROWS) for schema in (old, new))
    return list(compare_packages(*(Package({}, (table,)) for table in tables)).changes)


def _schema(*fields: Json, **properties: object) -> Json:
    return {"fields": list(fields), **properties}


def _with(name: str, value: object) -> Json:
    """Return a field `amount` with one constraint, or none where the value is None."""
    constraints = {} if value is None else {name: value}
    return _schema({"name": "amount", "type": "number", "constraints": constraints})


@pytest.mark.parametrize(
    ("name", "loose", "strict"),
    [
        ("required", None, True),
        ("required", False, True),
        ("unique", None, True),
        ("minimum", None, 0),
        ("minimum", 0, 1),
        ("minimum", "9", 10),
        ("minimum", "2000-01-01", "2001-01-01"),
        ("exclusiveMinimum", 0, 0.5),
        ("minLength", 1, 2),
        ("maximum", None, 10),
        ("maximum", 10, "9"),
        ("maximum", "2049-12-31", "2029-12-31"),
        ("exclusiveMaximum", 1, 0),
        ("maxLength", 40, 39),
        ("enum", None, ["a"]),
        ("enum", ["a", "b"], ["b"]),
        ("pattern", None, "a"),
        ("jsonSchema", None, {"type": "object"}),
    ],
)
def test_a_constraint_that_asks_more_is_stricter_and_the_other_way_looser(
    name: str,
    loose: object,
    strict: object,
) -> None:
    was = None if loose is False else loose
    assert _changes(_with(name, loose), _with(name, strict)) == [
        Change(ChangeKind.CONSTRAINT_STRICTER, "t", "amount", name, was, strict)
    ]
    assert _changes(_with(name, strict), _with(name, loose)) == [
        Change(ChangeKind.CONSTRAINT_LOOSER, "t", "amount", name, strict, was)
    ]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("pattern", "a", "a|b"),
        ("enum", ["a", "b"], ["a", "c"]),
        ("minimum", 1, "2024-01-01"),
        ("maximum", [1], [2]),
        ("jsonSchema", {"type": "object"}, {}),
        ("ours", 1, 2),
    ],
)
def test_what_cannot_be_shown_to_be_looser_counts_as_stricter_both_ways(
    name: str,
    old: object,
    new: object,
) -> None:
    for pair in ((old, new), (new, old)):
        assert [change.kind for change in _changes(*(_with(name, value) for value in pair))] == [
            ChangeKind.CONSTRAINT_STRICTER
        ]


@pytest.mark.parametrize(
    ("name", "old", "new"), [("enum", ["a", "b"], ["b", "a"]), ("minimum", 1, "1.0")]
)
def test_a_constraint_in_other_words_only_describes(
    name: str,
    old: object,
    new: object,
) -> None:
    assert _changes(_with(name, old), _with(name, new)) == [
        Change(ChangeKind.METADATA_CHANGED, "t", "amount", name, old, new)
    ]


def test_an_unset_constraint_is_none() -> None:
    unset, absent = (_with("required", value) for value in (False, None))
    assert _changes(unset, absent) == []


def _categories(values: Sequence[object], **more: object) -> Json:
    return _schema({"name": "id", "type": "string", "categories": [*values], **more})


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (_categories(["a"]), _categories(["a", "b"]), ChangeKind.CONSTRAINT_LOOSER),
        (_categories(["a", "b"]), _categories(["a"]), ChangeKind.CONSTRAINT_STRICTER),
        (_categories(["a", "b"]), _categories(["b", "a"]), ChangeKind.METADATA_CHANGED),
        (_categories(["a"]), _schema(BASE["fields"][0]), ChangeKind.CONSTRAINT_LOOSER),
        (
            _categories([{"value": "a", "label": "A"}]),
            _categories([{"value": "a", "label": "Alpha"}]),
            ChangeKind.METADATA_CHANGED,
        ),
        (
            _categories(["a"]),
            _categories(["a"], categoriesOrdered=True),
            ChangeKind.MEANING_CHANGED,
        ),
    ],
)
def test_categories_demand_as_an_enum_does(old: Json, new: Json, kind: ChangeKind) -> None:
    assert [kind] == [change.kind for change in _changes(old, new)]


def test_the_order_of_ordered_categories_means_something() -> None:
    old, new = (_categories(v, categoriesOrdered=True) for v in (["a", "b"], ["b", "a"]))
    assert ChangeKind.MEANING_CHANGED in [change.kind for change in _changes(old, new)]


@pytest.mark.parametrize(
    ("property_", "old", "new", "kind"),
    [
        ("type", "integer", "number", ChangeKind.FIELD_RETYPED),
        ("format", None, "%Y", ChangeKind.FIELD_RETYPED),
        ("decimalChar", ".", ",", ChangeKind.FIELD_RETYPED),
        ("trueValues", ["1"], ["yes"], ChangeKind.FIELD_RETYPED),
        ("missingValues", None, ["-"], ChangeKind.MEANING_CHANGED),
        ("rdfType", None, "https://schema.org/Place", ChangeKind.MEANING_CHANGED),
        ("title", "A", "B", ChangeKind.METADATA_CHANGED),
        ("description", None, "B", ChangeKind.METADATA_CHANGED),
        ("ours", 1, 2, ChangeKind.METADATA_CHANGED),
    ],
)
def test_a_property_of_a_field_is_weighed_by_what_it_decides(
    property_: str,
    old: object,
    new: object,
    kind: ChangeKind,
) -> None:
    sides = [
        _schema({"name": "id", **({} if value is None else {property_: value})})
        for value in (old, new)
    ]
    found = _changes(*sides)
    assert [(kind, "id", property_)] == [(c.kind, c.field, c.attribute) for c in found]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({}, {"format": "default"}),
        ({}, {"type": "any"}),
        ({}, {"missingValues": [""]}),
        ({"constraints": {}}, {}),
    ],
)
def test_a_default_written_out_is_no_change(old: Json, new: Json) -> None:
    assert _changes(_schema({"name": "id", **old}), _schema({"name": "id", **new})) == []


@pytest.mark.parametrize(
    ("property_", "old", "new", "kind"),
    [
        ("primaryKey", None, ["id"], ChangeKind.KEY_CHANGED),
        ("primaryKey", ["id"], ["id", "day"], ChangeKind.KEY_CHANGED),
        ("missingValues", [""], ["", "-"], ChangeKind.MEANING_CHANGED),
        ("uniqueKeys", None, [["id"]], ChangeKind.CONSTRAINT_STRICTER),
        ("uniqueKeys", [["id"], ["day"]], [["id"]], ChangeKind.CONSTRAINT_LOOSER),
        ("fieldsMatch", None, ["subset"], ChangeKind.CONSTRAINT_STRICTER),
        ("title", "A", "B", ChangeKind.METADATA_CHANGED),
    ],
)
def test_a_property_of_a_schema_is_weighed_by_what_it_decides(
    property_: str,
    old: object,
    new: object,
    kind: ChangeKind,
) -> None:
    sides = [{**BASE, **({} if value is None else {property_: value})} for value in (old, new)]
    assert [(kind, property_)] == [(c.kind, c.attribute) for c in _changes(*sides)]


def test_two_ways_to_write_one_key_are_no_change() -> None:
    assert _changes({**BASE, "primaryKey": "id"}, {**BASE, "primaryKey": ["id"]}) == []
    assert _changes({**BASE, "$schema": "a"}, {**BASE, "$schema": "b"}) == []


def _refers(fields: object, resource: str, target: object) -> Json:
    return {"fields": fields, "reference": {"resource": resource, "fields": target}}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [_refers("id", "x", "code")], (ChangeKind.CONSTRAINT_STRICTER, None, ["x(code)"])),
        ([_refers("id", "x", "code")], [], (ChangeKind.CONSTRAINT_LOOSER, ["x(code)"], None)),
        (
            [_refers(["id"], "x", ["code"])],
            [_refers("id", "y", "code")],
            (ChangeKind.REFERENCE_CHANGED, ["x(code)"], ["y(code)"]),
        ),
        (
            [_refers("id", "", "day")],
            [_refers("id", "t", "amount")],
            (ChangeKind.REFERENCE_CHANGED, ["t(day)"], ["t(amount)"]),
        ),
    ],
)
def test_a_foreign_key_asks_more_when_it_comes_and_moves_when_it_refers_elsewhere(
    old: list[Json], new: list[Json], expected: tuple[ChangeKind, Any, Any]
) -> None:
    (change,) = _changes({**BASE, "foreignKeys": old}, {**BASE, "foreignKeys": new})
    assert (change.field, change.attribute) == ("id", "foreignKeys")
    assert expected == (change.kind, change.old, change.new)


def test_a_foreign_key_written_otherwise_is_no_change() -> None:
    old, new = ([_refers("id", "", "day")], [_refers(["id"], "t", ["day"])])
    assert _changes({**BASE, "foreignKeys": old}, {**BASE, "foreignKeys": new}) == []
