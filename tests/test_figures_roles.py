"""What a table is, is declared; nothing is taken for figures by its looks, or left out by them."""

from __future__ import annotations

from typing import Any

import pytest
from declared import LINHE, with_roles, without_roles

from linhe_opendata.figures.roles import (
    ROLES,
    Misfit,
    count_figures,
    find_roles,
    judge_roles,
    tables_of,
)

Json = dict[str, Any]
HOMES = {"figures": "health"}
"""A table of Linhe's in each role; the others are called as their role."""

COLUMNS = [(role, column) for role, columns in ROLES.items() for column in columns]


def _changed(role: str, change: dict[str, Json | None], package: Json = LINHE) -> Json:
    """Return the package with other descriptions of the columns of its table in that role."""
    table = HOMES.get(role, role)
    resources = []
    for resource in package["resources"]:
        fields = [
            change.get(field["name"], field) if resource["name"] == table else field
            for field in resource["schema"]["fields"]
        ]
        kept = [field for field in fields if field is not None]
        resources.append({**resource, "schema": {**resource["schema"], "fields": kept}})
    return {**package, "resources": resources}


def _judge(package: Json) -> list[Misfit]:
    return [*judge_roles(package, {})]


def test_linhes_tables_are_what_they_are_declared_to_be() -> None:
    assert _judge(LINHE) == []
    assert tables_of(LINHE, "figures") == ["education", "health", "elderly_care", "employment"]
    assert tables_of(LINHE, "indicators", "areas") == ["indicators", "areas"]


@pytest.mark.parametrize(("role", "column"), COLUMNS)
def test_a_declared_table_without_a_column_of_its_role_is_found(role: str, column: str) -> None:
    (field,) = [
        field
        for resource in LINHE["resources"]
        if resource["name"] == HOMES.get(role, role)
        for field in resource["schema"]["fields"]
        if field["name"] == column
    ]
    faults = {
        f"it has no column {column}": None,
        f"it has no column {column} (is it my_{column}?)": {**field, "name": f"my_{column}"},
        f"its column {column} is not of type ": {**field, "type": "boolean"},
    }
    if not ROLES[role][column].may_be_empty:
        faults[f"its column {column} may be empty; make it required"] = {
            key: value for key, value in field.items() if key != "constraints"
        }
    if len(column) < 4:
        del faults[f"it has no column {column} (is it my_{column}?)"]  # too short to tell
    for said, described in faults.items():
        package = _changed(role, {column: described})
        (misfit,) = _judge(package)
        assert (misfit.rule, misfit.table) == ("role-columns", HOMES.get(role, role))
        assert said in str(misfit.said)
        assert HOMES.get(role, role) not in find_roles(package)


@pytest.mark.parametrize("role", ["figures", "indicators", "sources", "exclusions"])
def test_what_looks_like_a_role_and_is_not_declared_is_found(role: str) -> None:
    table = HOMES.get(role, role)
    renamed = next(iter(ROLES[role]))
    for package in (LINHE, _changed(role, {renamed: {"name": "x", "type": "string"}})):
        (misfit,) = _judge(with_roles({table: None}, package))
        assert (misfit.rule, misfit.table) == ("role-undeclared", None)
        assert misfit.pointer.startswith("/resources/")
        assert f"the table {table!r} looks like one of {role}" in str(misfit.said)
        assert f'write "role": "{role}"' in str(misfit.said)


@pytest.mark.parametrize("role", ["figures", "indicators", "sources", "exclusions"])
def test_a_role_that_asks_for_less_is_no_place_to_hide(role: str) -> None:
    table, columns = HOMES.get(role, role), [{"name": "code", "type": "string"}]
    resources = [
        {**each, "schema": {**each["schema"], "fields": [*each["schema"]["fields"], *columns]}}
        if each["name"] == table and role != "indicators"
        else each
        for each in LINHE["resources"]
    ]
    for each in resources:
        each["schema"]["fields"][-1].setdefault("constraints", {"required": True})
    (misfit,) = _judge(with_roles({table: "areas"}, {**LINHE, "resources": resources}))
    assert (misfit.rule, misfit.table) == ("role-columns", table)
    assert f'its columns are those of {role}: write "role": "{role}"' in str(misfit.said)


def test_what_is_declared_to_be_something_else_is_left_alone() -> None:
    assert _judge(with_roles({"health": "other"})) == []
    assert "health" not in tables_of(with_roles({"health": "other"}), "figures")


def test_a_table_that_looks_like_none_needs_no_role() -> None:
    plain = {"name": "t", "schema": {"fields": [{"name": "code", "type": "string"}]}}
    assert _judge({"resources": [*LINHE["resources"], plain]}) == []


@pytest.mark.parametrize("role", ["figure", "", None, 3, ["figures"]])
def test_a_role_that_is_none_is_named_with_those_there_are(role: object) -> None:
    package = {**LINHE, "resources": [dict(each) for each in LINHE["resources"]]}
    package["resources"][0]["role"] = role
    (misfit,) = _judge(package)
    assert (misfit.rule, misfit.pointer) == ("role-unknown", "/resources/0/role")
    assert "known are figures, indicators, areas, sources, exclusions, other" in str(misfit.said)
    assert "education" not in find_roles(package)


def test_a_project_that_declares_nothing_is_told_what_to_write() -> None:
    (misfit,) = _judge(without_roles(LINHE))
    assert (misfit.rule, misfit.pointer) == ("role-undeclared", "/resources")
    for written in ('{"name": "health", "role": "figures"}', '{"name": "areas", "role": "other"}'):
        assert written in str(misfit.said)


def test_figures_are_counted_by_what_is_declared() -> None:
    rows = {"health": 9, "education": 6, "areas": 5}
    assert count_figures(LINHE, rows) == 15
    assert count_figures(with_roles({"health": "other"}), rows) == 6


@pytest.mark.parametrize(
    "package",
    [
        {},
        {"resources": [{"name": "t"}]},
        {"resources": [{"name": "t", "role": "figures", "schema": "t.json"}]},
        {"resources": [{"name": "figures", "schema": {"fields": [{}, 3]}}]},
        {"resources": [{"name": "t", "role": "areas", "schema": {"fields": {"code": 1}}}]},
    ],
)
def test_a_descriptor_of_any_kind_has_roles_or_none(package: Json) -> None:
    assert find_roles(package) == {}
