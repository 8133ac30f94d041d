"""A copy that is made without a descriptor is the copy that frictionless makes."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Metadata, Package
from frictionless.resources import TableResource

from linhe_opendata.validation import Limits
from linhe_opendata.validation.copying import attributes, copied
from linhe_opendata.validation.limiting.limited import within

if TYPE_CHECKING:
    from pathlib import Path

V2 = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELDS: list[dict[str, Any]] = [
    {"name": "a", "type": "string", "constraints": {"enum": ["x", "y"], "pattern": "[xy]"}},
    {"name": "b", "type": "integer", "missingValues": ["-"], "more": {"deep": [1]}},
]
KEYS = [{"fields": ["a"], "reference": {"resource": "", "fields": ["b"]}}]
SCHEMAS: list[dict[str, Any]] = [
    {"fields": FIELDS},
    {"fields": FIELDS, "primaryKey": "a", "foreignKeys": KEYS, "missingValues": ["", "-"]},
    {"fields": FIELDS, "missingValues": [], "fieldsMatch": "subset", "uniqueKeys": [["a"]]},
    {"fields": FIELDS, "missingValues": [{"value": "-", "label": "none"}]},
    {"fields": [], "name": "empty", "title": "T", "description": "D"},
    {"fields": []},
    {"fields": [{"name": "a"}], "$schema": "https://datapackage.org/profiles/2.0/tableschema.json"},
]
NEW = {"schema": SCHEMAS[3]}  # which the old standard does not know
GIVEN: list[dict[str, Any]] = [
    {},
    *({"schema": schema} for schema in SCHEMAS),
    {"schema": "schema.json"},
    {"dialect": {"csv": {"delimiter": ";"}, "headerRows": [1, 2], "commentChar": "#"}},
    {"dialect": {}},
    {"dialect": "dialect.json"},
    {"path": ["t.csv", "u.csv"], "encoding": "gbk", "title": "T", "more": [{"x": 1}]},
    {"path": "t.csv.gz", "innerpath": "t.csv", "compression": "gz"},
    {"schema": SCHEMAS[0], "profile": "tabular-data-resource"},
    {"sources": [{"title": "S", "path": "s"}], "licenses": [{"name": "ODC-BY-1.0"}]},
    {"bytes": 5, "fields": 2, "rows": 0},
    *({"hash": declared} for declared in ("sha256:ab", "md5:md5:ab", "ab", "sha1:ab")),
    {"format": "tsv", "mediatype": "text/tsv", "scheme": "file", "homepage": "https://a.org"},
]
_ELSEWHERE = {"schema", "_schema", "_dialect", "detector", "package", "stats"}


def state(of: Any) -> Any:  # noqa: ANN401 -- metadata, or what one holds
    """Return all that is held: attributes, and what is remembered beside them."""
    if isinstance(of, list):
        return [state(one) for one in of]
    if isinstance(of, dict):
        return {name: state(one) for name, one in of.items()}
    if not isinstance(of, Metadata):
        return of
    names = [name for name in attributes(of) if name not in _ELSEWHERE]
    held = {name: state(getattr(of, name)) for name in names} | state(vars(of))
    if isinstance(of, TableResource):
        held |= {"schema": state(of.schema), "dialect": {*of.dialect.list_defined()}}
        held["controls"] = [(type(one), {*one.list_defined()}) for one in of.dialect.controls]
    return {**held, "defined": {*of.list_defined()}, "described": of.to_descriptor()}


def a_table(folder: Path, given: dict[str, Any], profile: str | None) -> TableResource:
    (folder / "schema.json").write_text('{"fields": [{"name": "a", "type": "string"}]}', "utf-8")
    (folder / "dialect.json").write_text('{"headerRows": [2]}', "utf-8")
    table = {"name": "t", "type": "table", "path": "t.csv", **deepcopy(given)}
    described = {"resources": [table], **({"$schema": profile} if profile else {})}
    [found] = Package.from_descriptor(described, basepath=str(folder)).resources
    assert isinstance(found, TableResource)
    return found


def check_copy(table: TableResource) -> None:
    mine, theirs = copied(table), table.to_copy()
    assert state(mine) == state(theirs)
    assert type(mine) is type(theirs)
    assert mine.package is table.package
    assert mine.detector is table.detector
    assert all(field.schema is mine.schema for field in mine.schema.fields)


@pytest.mark.parametrize(
    ("given", "profile"),
    [*((given, V2) for given in GIVEN), *((given, None) for given in GIVEN if given != NEW)],
    ids=str,
)
def test_the_copy_of_a_table_is_that_of_frictionless(
    tmp_path: Path, given: dict[str, Any], profile: str | None
) -> None:
    with within(Limits()):
        table = a_table(tmp_path, given, profile)
        check_copy(table)
        check_copy(copied(table))
        table.schema.foreign_keys = []
        check_copy(table)


@pytest.mark.parametrize("given", [{}, *({"schema": schema} for schema in SCHEMAS[:4])], ids=str)
def test_so_is_the_copy_of_a_table_that_was_read(tmp_path: Path, given: dict[str, Any]) -> None:
    (tmp_path / "t.csv").write_text("a;b\nx;1\ny;-\n", "utf-8")
    with within(Limits()):
        table = a_table(tmp_path, given, V2)
        if table.schema.foreign_keys:
            table.schema.foreign_keys = []
        assert table.validate().stats["errors"] == 0
        check_copy(table)


@pytest.mark.parametrize("given", GIVEN, ids=str)
def test_the_copy_of_a_table_shares_nothing(tmp_path: Path, given: dict[str, Any]) -> None:
    with within(Limits()):
        table = a_table(tmp_path, given, V2)
        before = state(a_table(tmp_path, given, V2))
        made = copied(table)
        made.schema.foreign_keys.append({})
        made.schema.missing_values.append("?")
        made.schema.custom["more"] = made.schema.custom.setdefault("uniqueKeys", []).append("b")
        for field in made.schema.fields:
            field.constraints["required"] = True
            field.custom.setdefault("more", {}).setdefault("deep", []).append(2)
        made.dialect.header_rows = [7]
        made.licenses.append({})
        made.encoding = "ascii"
        for value in made.custom.values():
            value[0]["x"] = 2
        assert state(table) == before
