"""Figures passed in batches: the same findings, in the same order, as from each row by itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from figures_changed import (
    ALL_BY_ROW,
    ALL_IN_BATCHES,
    INDICATORS,
    LIMITED,
    MUTATIONS,
    ROWS,
    SCHEMA,
    Mutation,
    loose,
    taken,
    written,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from many_figures import make_project

from linhe_opendata.auditing.audit import validate_project
from linhe_opendata.figures import census
from linhe_opendata.figures.rules import check_figure
from linhe_opendata.validation import selecting
from linhe_opendata.validation.fast import Way
from linhe_opendata.validation.reading import batches

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.figures.model import Breach, Figure

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


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("census")


@settings(max_examples=20)
@given(
    mutations=st.lists(CELLS | SHAPES, max_size=12),
    schema=st.sampled_from([SCHEMA, loose(SCHEMA)]),
    sources=st.sampled_from([set(), {"another"}, {"linhe-livelihood-2024"}]),
    indicators=st.sampled_from([INDICATORS, LIMITED]),
    read=st.tuples(st.sampled_from([400, 1 << 22]), st.sampled_from([0, 3, batches.MANY])),
)
def test_batches_find_what_rows_find(
    folder: Path,
    mutations: list[Mutation],
    schema: dict[str, Any],
    sources: set[str],
    indicators: tuple[Any, ...],
    read: tuple[int, int],
) -> None:
    block, many = read
    (folder / "health.csv").write_text(written(mutations), encoding="utf-8")
    by_row = taken(folder, schema, ALL_BY_ROW, sources, indicators=indicators)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selecting, "Way", partial(Way, block=block))
        patch.setattr(batches, "MANY", many)
        in_batches = taken(folder, schema, ALL_IN_BATCHES, sources, indicators=indicators)
        assert repr(in_batches) == repr(by_row)  # by its text: NaN is not the same as NaN


LATE = {
    "a row that is longer than a block": "x" * 2_000,
    "a NUL": "a\0b",
    "a quote that is not closed": '"a\nb',
}


@pytest.mark.parametrize("late", LATE)
def test_figures_that_are_read_again_are_counted_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch, late: str
) -> None:
    text = written([]) + LATE[late]
    (folder / "health.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(selecting, "Way", partial(Way, block=700))
    by_row = taken(folder, SCHEMA, ALL_BY_ROW, set())
    assert by_row.held > len(ROWS) // 2
    assert repr(taken(folder, SCHEMA, ALL_IN_BATCHES, set())) == repr(by_row)


@pytest.mark.parametrize("field", sorted(MUTATIONS))
def test_every_text_in_every_field_is_judged_alike(folder: Path, field: str) -> None:
    mutations = [Mutation(row, field, text) for row, text in enumerate(MUTATIONS[field])]
    (folder / "health.csv").write_text(written(mutations), encoding="utf-8")
    for indicators in (INDICATORS, LIMITED):
        by_row = taken(folder, loose(SCHEMA), ALL_BY_ROW, indicators=indicators)
        in_batches = taken(folder, loose(SCHEMA), ALL_IN_BATCHES, indicators=indicators)
        assert repr(in_batches) == repr(by_row)


def test_a_figure_beyond_the_limits_of_its_indicator_is_found_in_batches_too(folder: Path) -> None:
    (folder / "health.csv").write_text(written([]), encoding="utf-8")
    found = taken(folder, SCHEMA, ALL_IN_BATCHES, indicators=LIMITED)
    assert "figure-limits" in {breach.rule for _, breach in found.breaches}
    assert found.breaches == taken(folder, SCHEMA, ALL_BY_ROW, indicators=LIMITED).breaches


def test_only_what_does_not_pass_becomes_an_object(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "health.csv").write_text(written([Mutation(3, "obs_value", "7")]), encoding="utf-8")
    looked_at = []

    def check(figure: Figure, *others: Any) -> list[Breach]:  # noqa: ANN401 -- as the rules have it
        looked_at.append(figure)
        return check_figure(figure, *others)

    monkeypatch.setattr(census, "check_figure", check)
    found = taken(folder, SCHEMA, ALL_IN_BATCHES, set())
    wrong = {row.row_number for row, _ in found.breaches}
    assert len(looked_at) == len(wrong) < found.held


def test_the_project_of_many_figures_that_is_measured_is_valid(tmp_path: Path) -> None:
    assert validate_project(make_project(tmp_path / "many", 60)).valid
