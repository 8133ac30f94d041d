"""The rules of schemas against the official profiles and packages of other publishers.

The profile is the second opinion: what it refuses, the rules must not let pass. They may say more
(that is what they are for), but of what others published they say only what is listed here.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from official_profiles import official_profile
from shared_material import shared

from linhe_opendata.standard.lint import lint_package, lint_schema

ROOT = Path(__file__).parents[2]

SOUND: dict[str, Any] = {
    "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
    "fields": [
        {
            "name": "code",
            "type": "string",
            "format": "default",
            "constraints": {"required": True, "pattern": "[a-z]+", "enum": ["a", "b"]},
            "categories": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
            "categoriesOrdered": False,
        },
        {"name": "day", "type": "date", "constraints": {"minimum": "2000-01-01"}},
        {"name": "count", "type": "integer", "constraints": {"minimum": 0, "enum": [1, 2]}},
        {"name": "share", "type": "number", "decimalChar": ",", "constraints": {"maximum": 1}},
        {"name": "open", "type": "boolean", "trueValues": ["y"], "falseValues": ["n"]},
        {"name": "where", "type": "geopoint", "format": "array"},
    ],
    "missingValues": ["", "-"],
    "primaryKey": ["code", "day"],
    "uniqueKeys": [["code", "count"]],
    "foreignKeys": [{"fields": ["code"], "reference": {"resource": "codes", "fields": ["id"]}}],
}
VALUES: list[Any] = [None, True, 7, -1, 0.5, "", "zz", [], [1], ["zz"], [["zz"]], {}, {"zz": 1}]


def read_json(path: Path) -> Any:  # noqa: ANN401 -- any JSON
    return json.loads(path.read_text("utf-8"))


def profile(name: str) -> Draft7Validator:
    return Draft7Validator(official_profile(name))


def places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:  # noqa: ANN401 -- any JSON
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        items = [*value.items()]
    if isinstance(value, list):
        items = [*enumerate(value)]
    return [path, *(deeper for key, each in items for deeper in places(each, (*path, key)))][
        0 if path else 1 :
    ]


def changed(path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    schema = copy.deepcopy(SOUND)
    holder: Any = schema
    for step in path[:-1]:
        holder = holder[step]
    if value is ...:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return schema


def test_the_profile_and_the_rules_agree_on_a_sound_schema() -> None:
    assert profile("tableschema").is_valid(SOUND)
    assert lint_schema(SOUND) == []


def test_what_the_profile_refuses_the_rules_refuse() -> None:
    validator = profile("tableschema")
    variants = [changed(path, value) for path in places(SOUND) for value in (..., *VALUES)]
    refused = [variant for variant in variants if not validator.is_valid(variant)]
    assert len(refused) > 300
    assert [variant for variant in refused if not lint_schema(variant)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "schemas").glob("*.json")), ids=lambda p: p.stem)
def test_every_schema_of_this_project_fits_the_official_profile(path: Path) -> None:
    assert [error.message for error in profile("tableschema").iter_errors(read_json(path))] == []


def test_of_packages_of_others_only_true_slips_are_said() -> None:
    folder = shared("corpora/packages")
    year = "is no format of type year, which has only: default"
    said = {
        path.parent.relative_to(folder).as_posix(): [
            str(each) for each in lint_package(read_json(path))
        ]
        for path in sorted(folder.rglob("datapackage.json"))
    }
    assert said == {
        **{name: [] for name in ("cpi", "currency-codes", "gdp", "global-temp")},
        **{name: [] for name in ("frictionless-r/v1", "frictionless-r/v2")},
        "co2-ppm": [
            f'/resources/{place}/schema/fields/0/format: "any" {year}' for place in (1, 2, 4, 5)
        ],
        "global-carbon-budget": [
            '/license: "license" means nothing here; did you mean "licenses"?'
        ],
    }
