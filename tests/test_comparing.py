"""Two versions of a package: what changed, and the bump it asks for."""

from __future__ import annotations

import copy
import datetime as dt
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linhe_opendata.comparing import (
    Change,
    Diff,
    Package,
    compare_packages,
    corrections,
    count_aspects,
)
from linhe_opendata.comparing.kinds import ChangeKind
from linhe_opendata.figures.roles import ROLES
from linhe_opendata.versions import Bump

Json = dict[str, Any]

FIGURES = ["indicator", "period_start", "period_end", "obs_value", "lower", "upper", "bounds"]
FIGURES += ["qualifier", "unit_measure", "as_stated", "source", "char_start", "note"]
FIELDS: list[Json] = [
    {"name": name, "type": ROLES["figures"][name].types[0], "constraints": {"required": True}}
    if name in ROLES["figures"]
    else {"name": name, "type": "string"}
    for name in FIGURES
]
FIRST: Json = {
    "indicator": "beds",
    "period_start": None,
    "period_end": "2025-12-31",
    "obs_value": 28,
    "lower": 28,
    "upper": 28,
    "bounds": "both",
    "qualifier": "exact",
    "unit_measure": "number",
    "as_stated": "28張",
    "source": "report",
    "char_start": 5,
    "note": None,
}
SECOND: Json = {**FIRST, "indicator": "doctors", "char_start": 9}


def _package(*rows: Json, **head: object) -> Package:
    schema = {"fields": FIELDS, "primaryKey": "indicator"}
    resource = {"name": "health", "role": "figures", "path": "data/health.csv", "schema": schema}
    table = pa.table({name: [row[name] for row in rows] for name in FIGURES})
    return Package.of({"name": "linhe", "resources": [resource], **head}, {"health": table})


def _described(**head: object) -> Package:
    return _package(FIRST, **head)


@pytest.mark.parametrize(
    ("old", "new", "kind", "attribute"),
    [
        ({"name": "a"}, {"name": "b"}, ChangeKind.PACKAGE_RENAMED, "name"),
        ({"id": "a"}, {"id": "b"}, ChangeKind.PACKAGE_RENAMED, "id"),
        ({"title": "a"}, {"title": "b"}, ChangeKind.METADATA_CHANGED, "title"),
        ({}, {"licenses": [{"name": "CC0-1.0"}]}, ChangeKind.METADATA_CHANGED, "licenses"),
        ({"ours": 1}, {}, ChangeKind.METADATA_CHANGED, "ours"),
    ],
)
def test_a_property_of_the_package_is_weighed_by_what_it_names(
    old: Json, new: Json, kind: ChangeKind, attribute: str
) -> None:
    found = compare_packages(_described(**old), _described(**new))
    assert [(kind, attribute)] == [(change.kind, change.attribute) for change in found.changes]


@pytest.mark.parametrize(
    "head",
    [
        {"version": "1.0.1"},
        {"created": "2026-11-25T00:00:00Z"},
        {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"},
    ],
)
def test_what_each_build_writes_anew_is_no_change(head: Json) -> None:
    assert not compare_packages(_described(), _described(**head))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"path": "parquet/health.parquet", "format": "parquet", "hash": "sha256:0"}, []),
        ({"bytes": 5, "dialect": {}, "encoding": "utf-8", "mediatype": "text/csv"}, []),
        (
            {"title": "Health"},
            [Change(ChangeKind.METADATA_CHANGED, "health", "", "title", None, "Health")],
        ),
    ],
)
def test_where_a_table_lies_is_no_change_and_how_it_is_described_is_one(
    changed: Json, expected: list[Change]
) -> None:
    old = _described()
    head = copy.deepcopy(dict(old.descriptor))
    head["resources"][0].update(changed)
    assert expected == list(compare_packages(old, Package(head, old.tables)).changes)


def test_tables_come_and_go_with_their_rows() -> None:
    empty, full = Package({}, ()), Package({}, _package(FIRST, SECOND).tables)
    assert compare_packages(empty, full).changes == (
        Change(ChangeKind.TABLE_ADDED, "health", rows=2),
    )
    assert compare_packages(full, empty).changes == (
        Change(ChangeKind.TABLE_REMOVED, "health", rows=2),
    )


def test_tables_in_another_order_are_described_otherwise() -> None:
    (table,) = _described().tables
    other = _described(name="other").tables[0]
    pair = (table, type(other)("areas", other.schema, other.columns, other.batches))
    found = compare_packages(Package({}, pair), Package({}, pair[::-1]))
    expected = Change(
        ChangeKind.METADATA_CHANGED, "", "", "resources", ["health", "areas"], ["areas", "health"]
    )
    assert found.changes == (expected,)


@pytest.mark.parametrize(
    ("changed", "bump", "aspects"),
    [
        ({"obs_value": 29}, Bump.PATCH, ("number",)),
        ({"lower": None, "bounds": "neither"}, Bump.PATCH, ("interval",)),
        ({"qualifier": "nominal"}, Bump.PATCH, ("interval",)),
        ({"as_stated": "29张"}, Bump.PATCH, ("wording",)),
        ({"char_start": 7, "source": "other"}, Bump.PATCH, ("wording",)),
        ({"note": "Read with care."}, Bump.PATCH, ("note",)),
        ({"unit_measure": "persons"}, Bump.MAJOR, ("other",)),
        (
            {"obs_value": 29, "upper": 29, "as_stated": "29張", "note": "x"},
            Bump.PATCH,
            ("number", "interval", "wording", "note"),
        ),
    ],
)
def test_a_corrected_figure_says_what_about_it_was_corrected(
    changed: Json, bump: Bump, aspects: tuple[str, ...]
) -> None:
    found = compare_packages(_package(FIRST, SECOND), _package({**FIRST, **changed}, SECOND))
    (correction,) = corrections(found.rows["health"])
    assert correction.key == {"indicator": "beds"}
    assert correction.cells == {name: (FIRST[name], value) for name, value in changed.items()}
    assert aspects == correction.aspects
    assert bump is found.bump


def test_figures_of_which_only_the_note_changed_are_counted_apart() -> None:
    old = _package(FIRST, SECOND)
    new = _package({**FIRST, "note": "x"}, {**SECOND, "note": "y", "obs_value": 3})
    counts = count_aspects(compare_packages(old, new).rows["health"])
    assert counts == {"number": 1, "note": 2, "only_note": 1}


def test_bounds_and_qualifier_of_one_figure_count_as_one_interval() -> None:
    new = _package({**FIRST, "bounds": "neither", "qualifier": "about"})
    assert count_aspects(compare_packages(_package(FIRST), new).rows["health"]) == {"interval": 1}


def _plain(value: object) -> Diff:
    schema = {"fields": [{"name": "id"}, {"name": "v"}], "primaryKey": "id"}
    head = {"resources": [{"name": "t", "schema": schema}]}
    old, new = (pa.table({"id": [1, 2], "v": v}) for v in (pa.nulls(2), [value, None]))
    return compare_packages(Package.of(head, {"t": old}), Package.of(head, {"t": new}))


def test_rows_of_other_tables_have_no_aspects() -> None:
    rows = _plain("x").rows["t"]
    assert count_aspects(rows) == {}
    assert [found.aspects for found in corrections(rows)] == [()]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("文", "文"),
        (True, True),
        (1.5, 1.5),
        (float("inf"), "inf"),
        (dt.date(2024, 12, 30), "2024-12-30"),
        (dt.datetime(2024, 12, 30, 1, 2, tzinfo=dt.UTC), "2024-12-30T01:02:00+00:00"),
        (Decimal("1.50"), "1.5"),
        (Decimal("28.000"), "28"),
        (Decimal(100), "100"),
    ],
)
def test_a_filled_cell_is_a_correction(value: object, written: object) -> None:
    (row,) = _plain(value).to_dict()["rows"]["t"]["corrected"]
    assert row == {"key": {"id": 1}, "cells": {"v": [None, written]}, "aspects": []}


def test_a_change_of_meaning_in_a_definition_is_major() -> None:
    schema = {"fields": [{"name": "code"}, {"name": "definition_en"}], "primaryKey": "code"}
    head = {"resources": [{"name": "indicators", "schema": schema}]}
    old, new = (
        Package.of(head, {"indicators": pa.table({"code": ["a"], "definition_en": [text]})})
        for text in ("Beds.", "Beds in use.")
    )
    assert compare_packages(old, new).changes == (
        Change(ChangeKind.MEANING_CHANGED, "indicators", "definition_en", rows=1),
    )


@settings(deadline=None)  # a busy machine is no defect
@given(st.lists(st.sampled_from([FIRST, SECOND, {**SECOND, "note": "x"}]), max_size=1))
def test_a_package_does_not_differ_from_itself(rows: list[Json]) -> None:
    package = _package(*rows, title="t")
    assert not compare_packages(package, package)
    assert compare_packages(package, package).to_dict() == {
        "bump": "none",
        "findings": [],
        "changes": [],
        "rows": {},
    }


def test_the_bump_is_the_highest_that_any_change_asks_for() -> None:
    found = compare_packages(_package(FIRST), _package({**FIRST, "note": "x"}, SECOND))
    assert [change.bump for change in found.changes] == [Bump.MINOR, Bump.PATCH]
    assert found.bump is Bump.MINOR


def test_the_changes_as_json_carry_bump_reason_and_rows() -> None:
    found = compare_packages(_package(FIRST), _package({**FIRST, "note": "x"}, SECOND)).to_dict()
    assert found["bump"] == "minor"
    assert found["changes"] == [
        {
            "kind": "rows-added",
            "bump": "minor",
            "why": "the rows there were stay as they were",
            "table": "health",
            "rows": 1,
        },
        {
            "kind": "values-corrected",
            "bump": "patch",
            "why": "the row stays and says what it should have said",
            "table": "health",
            "field": "note",
            "rows": 1,
        },
    ]
    assert found["rows"]["health"] == {
        "key": ["indicator"],
        "counts": {"added": 1, "removed": 0, "corrected": 1, "note": 1, "only_note": 1},
        "added": [SECOND],
        "removed": [],
        "corrected": [
            {"key": {"indicator": "beds"}, "cells": {"note": [None, "x"]}, "aspects": ["note"]}
        ],
    }


def test_the_json_of_a_change_keeps_a_zero_and_leaves_out_what_there_is_not() -> None:
    change = Change(ChangeKind.CONSTRAINT_STRICTER, "t", "f", "minimum", 0, 1)
    assert change.to_dict() == {
        "kind": "constraint-stricter",
        "bump": "major",
        "why": "it may refuse what was accepted before",
        "table": "t",
        "field": "f",
        "property": "minimum",
        "old": 0,
        "new": 1,
    }
    assert Change(ChangeKind.TABLE_ADDED, "t").to_dict() == {
        "kind": "table-added",
        "bump": "minor",
        "why": "what was there stays as it was",
        "table": "t",
    }


def test_the_rows_in_json_can_be_limited_while_the_counts_stay() -> None:
    old, new = _package(FIRST, SECOND), _package({**FIRST, "note": "x"}, {**SECOND, "note": "x"})
    rows = compare_packages(old, new).to_dict(limit=1)["rows"]["health"]
    assert (rows["counts"]["corrected"], len(rows["corrected"])) == (2, 1)
    removed = compare_packages(old, _package()).to_dict(limit=1)["rows"]["health"]
    assert (removed["counts"]["removed"], len(removed["removed"])) == (2, 1)
