"""Real packages, awkward CSV files and the specification's own examples: whose verdict is it?"""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Package, Resource
from jsonschema import Draft7Validator
from official_profiles import official_profile
from shared_material import shared

from linhe_opendata.validation import check_package, check_table, resource

if TYPE_CHECKING:
    from pathlib import Path

    from frictionless import Report

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PACKAGES = [
    "co2-ppm",
    "cpi",
    "currency-codes",
    "frictionless-r/v1",
    "frictionless-r/v2",
    "gdp",
    "global-carbon-budget",
    "global-temp",
]
AWKWARD = {
    "a comma in quotes": 'street,city\n"Jiefang, 3",Linhe\n',
    "nothing at all": "",
    "a header alone": "a,b\n",
    "empty cells": 'a,b,c\n1,"",""\n,,3',
    "escaped quotes": 'a,b\n1,"said ""no"" twice"\n"""",2\n',
    "JSON in a cell": 'a,b\n1,"{""x"": [1, 2.5]}"\n',
    "a line break in quotes": 'a,b,c\n1,2,3\n"two\nlines",5,6\n7,8,9\n',
    "quotes and line breaks": 'a,b\n1,"x\n""y""\nz"\n3,4\n',
    "no line break at the end": "a,b\n1,2",
    "a byte order mark": "\ufeffa,b\n1,2\n",
    "wide characters": "a,b\n1,\u02a4\n临河,𠮷🙂\n",
    "spaces around cells": "a , b\n 1 ,2 \n",
    "a blank line": "a,b\n1,2\n\n3,4\n",
    "ragged rows": "a,b\n1\n1,2,3\n",
    "a quote in the middle": 'a,b\n1"2,3\n"4"5,6\n',
    "one column": "a\n1\n2\n",
    "tabs": "a\tb\n1\t2\n",
}
"""Kinds of CSV files that parsers differ on, after those of csv-spectrum, with texts of our own."""

FIELD = {"name": "x", "type": "integer"}
TEXT = {"name": "x", "type": "string"}
CONSTRAINTS: dict[str, tuple[dict[str, Any], object, str, str]] = {
    "required": (TEXT, True, "pear", ""),
    "unique": (TEXT, True, "pear", "plum"),
    "minLength": (TEXT, 5, "plums", "pear"),
    "maxLength": (TEXT, 4, "pear", "plums"),
    "minimum": (FIELD, 10, "10", "9"),
    "maximum": (FIELD, 10, "10", "11"),
    "exclusiveMinimum": (FIELD, 10, "11", "10"),
    "exclusiveMaximum": (FIELD, 10, "9", "10"),
    "jsonSchema": (
        {"name": "x", "type": "object"},
        {"properties": {"n": {"type": "integer"}}},
        '"{""n"": 1}"',
        '"{""n"": ""one""}"',
    ),
    "pattern": (TEXT, "p[a-z]+", "pear", "apple"),
    "enum": (TEXT, ["pear", "plum"], "pear", "apple"),
}
"""For each constraint of the specification: a field, its value, a cell that fits and one not."""


def said(report: Report) -> list[Any]:
    found = [(e.type, e.message) for e in report.errors]
    for task in report.tasks:
        found += [(task.place, task.stats.get("rows")), *((e.type, e.message) for e in task.errors)]
    return found


@pytest.mark.parametrize("least", [0, resource.SMALL], ids=["fast", "as usual"])
@pytest.mark.parametrize("name", PACKAGES)
def test_a_real_package_is_judged_as_frictionless_judges_it(
    name: str, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "SMALL", least)
    folder = shared(f"corpora/packages/{name}")
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = Package(str(folder / "datapackage.json")).validate()
        actual = check_package(descriptor, folder)
    assert said(actual) == said(expected)
    assert actual.valid == expected.valid


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["LF", "CR LF"])
@pytest.mark.parametrize("least", [0, resource.SMALL], ids=["fast", "as usual"])
@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_file_is_judged_as_frictionless_judges_it(
    name: str, least: int, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resource, "SMALL", least)
    path = tmp_path / "awkward.csv"
    path.write_bytes(AWKWARD[name].replace("\n", ending).encode())
    expected = Resource(path=path.name, basepath=str(path.parent)).validate()
    assert said(check_table(path)) == said(expected)


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_a_cell_that_breaks_a_constraint_of_the_specification_is_found(
    tmp_path: Path, constraint: str
) -> None:
    field, value, good, bad = CONSTRAINTS[constraint]
    second = {"name": "y", "type": "integer"}
    schema = {"fields": [{**field, "constraints": {constraint: value}}, second]}
    assert Draft7Validator(official_profile("tableschema")).is_valid(schema)
    path = tmp_path / "t.csv"
    path.write_text(f"x,y\n{good},1\n", encoding="utf-8")
    assert check_table(path, schema, strict=True).valid
    repeated = good if constraint == "unique" else bad
    path.write_text(f"x,y\n{good},1\n{repeated},2\n", encoding="utf-8")
    assert not check_table(path, schema).valid
    strict = check_table(path, schema, strict=True)
    assert [getattr(e, "row_number", None) for t in strict.tasks for e in t.errors] == [3]


def test_every_constraint_of_the_specification_is_tested() -> None:
    fields = official_profile("tableschema")["properties"]["fields"]["items"]["oneOf"]
    named = {
        name
        for field in fields
        for name in field["properties"].get("constraints", {}).get("properties", {})
    }
    assert named == set(CONSTRAINTS)
