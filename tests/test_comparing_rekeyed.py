"""A figure whose date or area was wrong is one correction, not a row lost and a row found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import change

from linhe_opendata.comparing.kinds import ChangeKind
from linhe_opendata.comparing.rekeyed import PAIRED_ROWS, pair_rekeyed
from linhe_opendata.comparing.rows import RowChanges
from linhe_opendata.publishing.publish import publish
from linhe_opendata.versions import Bump

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project

KEY = ("indicator", "ref_area", "period_end")
COLUMNS = (*KEY, "obs_value", "as_stated", "source", "char_start")
ROW = {
    "indicator": "trees",
    "ref_area": "150802",
    "period_end": "2024-12-30",
    "obs_value": 8,
    "as_stated": "8棵",
    "source": "report",
    "char_start": 7,
}


def _rows(*rows: dict[str, Any]) -> pa.Table:
    types = [pa.int64() if name in {"obs_value", "char_start"} else pa.string() for name in COLUMNS]
    schema = pa.schema(list(zip(COLUMNS, types, strict=True)))
    return pa.Table.from_pylist(list(rows), schema=schema)


def _changes(removed: list[dict[str, Any]], added: list[dict[str, Any]]) -> RowChanges:
    return pair_rekeyed(
        RowChanges(KEY, _rows(*added), _rows(*removed), _rows(), _rows(), are_figures=True)
    )


@pytest.mark.parametrize(
    "corrected",
    [
        {"period_end": "2024-12-31"},
        {"ref_area": "150800"},
        {"ref_area": "150800", "period_end": "2024-12-31", "obs_value": 9},
    ],
)
def test_a_corrected_date_or_area_is_one_correction(corrected: dict[str, Any]) -> None:
    found = _changes([ROW], [ROW | corrected])
    assert (found.removed.num_rows, found.added.num_rows) == (0, 0)
    assert found.before.to_pylist() == [ROW]
    assert found.after.to_pylist() == [ROW | corrected]
    assert set(found.corrected()) == set(corrected)


@pytest.mark.parametrize(
    "other",
    [
        {"indicator": "parks"},
        {"as_stated": "8株", "period_end": "2024-12-31"},
        {"char_start": 9, "period_end": "2024-12-31"},
        {"source": "gazette", "period_end": "2024-12-31"},
    ],
)
def test_another_statement_is_another_row(other: dict[str, Any]) -> None:
    found = _changes([ROW], [ROW | other])
    assert (found.removed.num_rows, found.added.num_rows) == (1, 1)
    assert found.before.num_rows == 0


def test_a_statement_that_stands_twice_on_a_side_stays_apart() -> None:
    twice = [ROW | {"period_end": "2024-12-31"}, ROW | {"ref_area": "150800"}]
    found = _changes([ROW], twice)
    assert (found.removed.num_rows, found.added.num_rows, found.before.num_rows) == (1, 2, 0)


def test_more_rows_than_the_bound_are_not_held_against_each_other() -> None:
    many = _rows(ROW).take(pa.array([0] * (PAIRED_ROWS + 1)))
    changes = RowChanges(KEY, _rows(ROW), many, _rows(), _rows(), are_figures=True)
    assert pair_rekeyed(changes) is changes


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 3)), max_size=12, unique=True
    ),
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 3)), max_size=12, unique=True
    ),
)
def test_no_row_is_lost_and_none_made(
    old: list[tuple[int, int, int]], new: list[tuple[int, int, int]]
) -> None:
    def rows(keys: list[tuple[int, int, int]]) -> list[dict[str, Any]]:
        return [
            ROW | {"char_start": at, "period_end": str(end), "ref_area": str(area)}
            for at, end, area in keys
        ]

    found = _changes(rows(old), rows(new))
    assert found.removed.num_rows + found.before.num_rows == len(old)
    assert found.added.num_rows + found.after.num_rows == len(new)
    for before, after in zip(found.before.to_pylist(), found.after.to_pylist(), strict=True):
        assert (before["char_start"], before["as_stated"]) == (
            after["char_start"],
            after["as_stated"],
        )


def test_publishing_a_corrected_date_is_minor_and_told_as_a_correction(
    project: Project, store: Path
) -> None:
    publish(project, store)
    change(project, "education", ",2024-12-30,91.4,", ",2024-12-29,91.4,")
    done = publish(project, store)
    assert str(done.version) == "1.1.0"
    changes = (store / "linhe" / "1.1.0" / "CHANGES.md").read_text("utf-8")
    assert "date or area corrected" in changes
    assert "2024-12-30` → `2024-12-29" in changes
    assert "rows removed" not in changes


def test_the_kind_asks_for_minor() -> None:
    assert ChangeKind.KEYS_CORRECTED.bump is Bump.MINOR
