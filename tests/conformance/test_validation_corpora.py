"""Real packages, awkward CSV files and the specification's own examples: whose verdict is it?"""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from frictionless import Package, Resource
from shared_material import shared

from linhe_opendata.validation import engine, validate_package, validate_table

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
AWKWARD = [
    "comma_in_quotes",
    "empty",
    "empty_crlf",
    "escaped_quotes",
    "json",
    "newlines",
    "newlines_crlf",
    "quotes_and_newlines",
    "simple",
    "simple_crlf",
    "utf8",
]
CONSTRAINTS = [
    "required",
    "unique",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "jsonSchema",
    "pattern",
    "enum",
]


def said(report: Report) -> list[Any]:
    found = [(e.type, e.message) for e in report.errors]
    for task in report.tasks:
        found += [(task.place, task.stats.get("rows")), *((e.type, e.message) for e in task.errors)]
    return found


@pytest.mark.parametrize("least", [0, engine.SMALL], ids=["fast", "as usual"])
@pytest.mark.parametrize("name", PACKAGES)
def test_a_real_package_is_judged_as_frictionless_judges_it(
    name: str, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SMALL", least)
    folder = shared(f"corpora/packages/{name}")
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = Package(str(folder / "datapackage.json")).validate()
        actual = validate_package(descriptor, folder)
    assert said(actual) == said(expected)
    assert actual.valid == expected.valid


@pytest.mark.parametrize("least", [0, engine.SMALL], ids=["fast", "as usual"])
@pytest.mark.parametrize("name", AWKWARD)
def test_an_awkward_file_is_judged_as_frictionless_judges_it(
    name: str, least: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SMALL", least)
    path = shared(f"corpora/csv-spectrum/{name}.csv")
    expected = Resource(path=path.name, basepath=str(path.parent)).validate()
    assert said(validate_table(path)) == said(expected)


def examples() -> dict[str, dict[str, Any]]:
    found = json.loads(shared("oracles/table-schema-spec-examples.json").read_text("utf-8"))
    return {example["constraint"]: example for example in found}


@pytest.mark.parametrize("constraint", CONSTRAINTS)
def test_the_specifications_invalid_tables_are_invalid(tmp_path: Path, constraint: str) -> None:
    example = examples()[constraint]
    path = tmp_path / "t.csv"
    path.write_text(example["csv"])
    assert example["expected"] == "invalid"
    assert not validate_table(path, example["schema"]).valid
    strict = validate_table(path, example["schema"], strict=True)
    assert [getattr(e, "row_number", None) for t in strict.tasks for e in t.errors] == [3]


def test_every_example_of_the_specification_is_tested() -> None:
    assert sorted(examples()) == sorted(CONSTRAINTS)
