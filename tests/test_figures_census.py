"""Figures passed in batches: the same findings, in the same order, as from each row by itself."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from many_figures import make_project

from linhe_opendata.auditing import audit
from linhe_opendata.auditing.audit import validate_project
from linhe_opendata.figures import census
from linhe_opendata.figures.census import Census, take_census
from linhe_opendata.figures.records import read_small_records
from linhe_opendata.figures.rules import check_figure
from linhe_opendata.project.curated import read_curated
from linhe_opendata.project.folder import bundled_project
from linhe_opendata.validation import check_package, selecting
from linhe_opendata.validation.fast import Way
from linhe_opendata.validation.proving.columns import Column
from linhe_opendata.validation.reading import batches

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from linhe_opendata.figures.model import Breach, Figure

ALL_IN_BATCHES, ALL_BY_ROW = 0, 1 << 40
CURATED = read_curated(bundled_project())
TABLES = ("health", "education")  # those of the second do not belong where they are put
SCHEMA = CURATED.table("health").schema
NAMES = [field["name"] for field in SCHEMA["fields"]]
WORDS = [
    *(
        "近300人",
        "300",
        "300人",
        "约300人",
        "30万",
        "14.3萬例",
        "9,000元",
        "60%以上",
        "101%",
        "十二三元",
    ),
    *(
        "2024年",
        "",
        "人",
        "10~15分鐘",
        "不足3天",
        "800余人次",
        "\x1e",
        "\x1f",
        "近300人\x1f",
        "“8所”",
    ),
]
NUMBERS = [
    "",
    "0",
    "8",
    "8.0",
    "08",
    "8.00000000001",
    "300",
    "3e2",
    "300.",
    "-1",
    "101",
    "14.3",
    "x",
]
MUTATIONS: dict[str, list[str]] = {
    "as_stated": WORDS,
    **dict.fromkeys(("obs_value", "lower", "upper"), NUMBERS),
    "bounds": ["both", "left", "right", "neither", "", "all"],
    "qualifier": ["exact", "rounded", "nominal", "range", "nearly", "none", ""],
    "unit_measure": ["persons", "number", "percent", "CNY", "HKD", "", "\x1e"],
    "period_start": ["", "2024-01-01", "2025-01-01", "2024-1-1", "20240101", "2024-02-30"],
    "period_end": ["2024-12-30", "2023-12-31", "2024-1-6", ""],
    "indicator": ["medical_alliance_branches", "teachers_recruited", "nobody", ""],
    "ref_area": ["150802", "710000", "810000", "8", ""],
    "source": ["linhe-livelihood-2024", "another", ""],
    "char_start": ["0", "1173", "-1", "1.5", ""],
}


@dataclass(frozen=True)
class Mutation:
    """A cell of a row that says something else; or, with no field, a row that is cut or blank."""

    row: int
    field: str
    text: str


def _rows() -> list[list[str]]:
    found = []
    for table in TABLES:
        with CURATED.table(table).path.open(encoding="utf-8", newline="") as file:
            found += [[row[name] for name in NAMES] for row in csv.DictReader(file)]
    return found


ROWS = _rows() * 2
CELLS = st.sampled_from(sorted(MUTATIONS)).flatmap(
    lambda field: st.builds(
        Mutation,
        st.integers(0, len(ROWS) - 1),
        st.just(field),
        st.sampled_from(MUTATIONS[field]),
    )
)
SHAPES = st.builds(
    Mutation,
    st.integers(0, len(ROWS) - 1),
    st.just(""),
    st.sampled_from(["", "a,b", '"a\nb"', ",".join("x" * 20)]),
)


def _written(mutations: list[Mutation]) -> str:
    rows = [list(row) for row in ROWS]
    for one in mutations:
        if one.field:
            rows[one.row][NAMES.index(one.field)] = one.text
    lines = [_line(row) for row in rows]
    for one in mutations:
        if not one.field:
            lines[one.row] = f"{one.text}\n"
    return _line(NAMES) + "".join(lines)


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _loose(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without enumerations, so that more wrong rows get as far as the rules."""
    fields = [
        {**field, "constraints": {"required": field.get("constraints", {}).get("required", False)}}
        for field in schema["fields"]
    ]
    return {"fields": fields, "missingValues": [""]}


def _package(schema: dict[str, Any]) -> dict[str, Any]:
    figures = {"name": "health", "role": "figures", "path": "health.csv", "schema": schema}
    return {"resources": [{**figures, "type": "table", "encoding": "utf-8"}]}


INDICATORS = read_small_records(CURATED.folder, CURATED.descriptor()).indicators


def _taken(
    folder: Path,
    schema: dict[str, Any],
    small: int,
    sources: set[str],
    fits: Collection[str] = (),
) -> Census:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(census, "SMALL", small)
        return take_census(folder, _package(schema), INDICATORS, sources, fits=fits)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("census")


@settings(max_examples=20)
@given(
    mutations=st.lists(CELLS | SHAPES, max_size=12),
    schema=st.sampled_from([SCHEMA, _loose(SCHEMA)]),
    sources=st.sampled_from([set(), {"another"}, {"linhe-livelihood-2024"}]),
    block=st.sampled_from([400, 1 << 22]),
    many=st.sampled_from([0, 3, batches.MANY]),
)
def test_batches_find_what_rows_find(
    folder: Path,
    mutations: list[Mutation],
    schema: dict[str, Any],
    sources: set[str],
    block: int,
    many: int,
) -> None:
    (folder / "health.csv").write_text(_written(mutations), encoding="utf-8")
    by_row = _taken(folder, schema, ALL_BY_ROW, sources)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selecting, "Way", partial(Way, block=block))
        patch.setattr(batches, "MANY", many)
        assert _taken(folder, schema, ALL_IN_BATCHES, sources) == by_row


LATE = {
    "a row that is longer than a block": "x" * 2_000,
    "a NUL": "a\0b",
    "a quote that is not closed": '"a\nb',
}


@pytest.mark.parametrize("late", LATE)
def test_figures_that_are_read_again_are_counted_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, late: str
) -> None:
    text = _written([]) + LATE[late]
    (folder / "health.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(selecting, "Way", partial(Way, block=700))
    by_row = _taken(folder, SCHEMA, ALL_BY_ROW, set())
    assert by_row.held > len(ROWS) // 2
    assert _taken(folder, SCHEMA, ALL_IN_BATCHES, set()) == by_row


@pytest.mark.parametrize("field", sorted(MUTATIONS))
def test_every_text_in_every_field_is_judged_alike(folder: Path, field: str) -> None:
    mutations = [Mutation(row, field, text) for row, text in enumerate(MUTATIONS[field])]
    (folder / "health.csv").write_text(_written(mutations), encoding="utf-8")
    by_row = _taken(folder, _loose(SCHEMA), ALL_BY_ROW, set())
    assert _taken(folder, _loose(SCHEMA), ALL_IN_BATCHES, set()) == by_row


@pytest.mark.parametrize("field", sorted(MUTATIONS))
def test_of_a_table_that_fits_nothing_is_found_otherwise_for_knowing_it(
    folder: Path, field: str
) -> None:
    judged = 0
    for row, text in enumerate(MUTATIONS[field]):
        (folder / "health.csv").write_text(_written([Mutation(row, field, text)]), "utf-8")
        for schema in (SCHEMA, _loose(SCHEMA)):
            if not check_package(_package(schema), folder).valid:
                continue
            by_row = _taken(folder, schema, ALL_BY_ROW, set())
            assert _taken(folder, schema, ALL_IN_BATCHES, set(), fits={"health"}) == by_row
            judged += 1
    assert judged


def test_of_a_table_that_fits_no_cell_is_held_against_its_field_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "health.csv").write_text(_written([]), encoding="utf-8")
    by_row = _taken(folder, SCHEMA, ALL_BY_ROW, set())

    def decide(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(Column, "decide", decide)
    assert _taken(folder, SCHEMA, ALL_IN_BATCHES, set(), fits={"health"}) == by_row
    with pytest.raises(AssertionError):
        _taken(folder, SCHEMA, ALL_IN_BATCHES, set(), fits={"another"})


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


def test_only_what_does_not_pass_becomes_an_object(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "health.csv").write_text(_written([Mutation(3, "obs_value", "7")]), encoding="utf-8")
    looked_at = []

    def check(figure: Figure, *others: Any) -> list[Breach]:  # noqa: ANN401 -- as the rules have it
        looked_at.append(figure)
        return check_figure(figure, *others)

    monkeypatch.setattr(census, "check_figure", check)
    found = _taken(folder, SCHEMA, ALL_IN_BATCHES, set())
    wrong = {row.row_number for row, _ in found.breaches}
    assert len(looked_at) == len(wrong) < found.held


def test_the_project_of_many_figures_that_is_measured_is_valid(tmp_path: Path) -> None:
    assert validate_project(make_project(tmp_path / "many", 60)).valid
