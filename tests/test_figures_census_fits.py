"""Figures of a table that was found to fit: nothing is proven again, or found otherwise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from figures_changed import (
    ALL_BY_ROW,
    ALL_IN_BATCHES,
    MUTATIONS,
    SCHEMA,
    Mutation,
    loose,
    package,
    taken,
    written,
)
from many_figures import make_project

from linhe_opendata.auditing import audit
from linhe_opendata.auditing.audit import validate_project
from linhe_opendata.figures import census
from linhe_opendata.figures.census import Census, take_census
from linhe_opendata.validation import check_package
from linhe_opendata.validation.proving.columns import Column

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path


@pytest.mark.parametrize("field", sorted(MUTATIONS))
def test_of_a_table_that_fits_nothing_is_found_otherwise_for_knowing_it(
    tmp_path: Path, field: str
) -> None:
    judged = 0
    for row, text in enumerate(MUTATIONS[field]):
        (tmp_path / "health.csv").write_text(written([Mutation(row, field, text)]), "utf-8")
        for schema in (SCHEMA, loose(SCHEMA)):
            if not check_package(package(schema), tmp_path).valid:
                continue
            by_row = taken(tmp_path, schema, ALL_BY_ROW)
            assert repr(taken(tmp_path, schema, ALL_IN_BATCHES, fits={"health"})) == repr(by_row)
            judged += 1
    assert judged


def test_of_a_table_that_fits_no_cell_is_held_against_its_field_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "health.csv").write_text(written([]), encoding="utf-8")
    by_row = taken(tmp_path, SCHEMA, ALL_BY_ROW)

    def decide(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Column, "decide", decide)
    assert repr(taken(tmp_path, SCHEMA, ALL_IN_BATCHES, fits={"health"})) == repr(by_row)
    with pytest.raises(AssertionError):
        taken(tmp_path, SCHEMA, ALL_IN_BATCHES, fits={"another"})


def test_an_audit_says_which_tables_fit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_project(tmp_path / "many", 60)
    told = []

    def note(*given: Any, fits: Collection[str], **others: Any) -> Census:  # noqa: ANN401 -- as it takes them
        told.append(set(fits))
        return take_census(*given, fits=fits, **others)

    monkeypatch.setattr(audit, "take_census", note)
    assert validate_project(root).valid
    path = root / "datapackage" / "data" / "figures.csv"
    path.write_text(path.read_text("utf-8").replace("2000-01-28", "2000-01-32", 1), "utf-8")
    assert not validate_project(root).valid
    others = {"indicators", "areas", "sources"}
    assert told == [{"figures", *others}, others]


def test_a_field_of_figures_may_be_unique(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_project(tmp_path / "many", 60)
    path = root / "schemas" / "figures.json"
    schema = json.loads(path.read_text("utf-8"))
    (place,) = (field for field in schema["fields"] if field["name"] == "char_start")
    place["constraints"]["unique"] = True
    path.write_text(json.dumps(schema), encoding="utf-8")
    monkeypatch.setattr(census, "SMALL", ALL_IN_BATCHES)
    assert validate_project(root).valid
