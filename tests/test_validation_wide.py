"""What a row of very many cells costs, and that its errors are those of frictionless."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from frictionless.resources import TableResource

from linhe_opendata.validation import check_table
from linhe_opendata.validation import resource as engine
from linhe_opendata.validation.explaining import wide

if TYPE_CHECKING:
    from pathlib import Path

CELLS = 60
KEYED = {"primaryKey": ["c0"], "foreignKeys": []}


def schema(count: int, **more: object) -> dict[str, Any]:
    unique = {"constraints": {"unique": True}}
    fields = [{"name": f"c{n}", "type": "integer", **unique} for n in range(count)]
    return {"fields": fields, **more}


def labels(count: int) -> str:
    return ",".join(f"c{n}" for n in range(count)) + "\n"


ROWS = {
    "too many": (schema(2), labels(2) + "1,2" + ",x" * CELLS + "\n3,4\n"),
    "too few": (schema(CELLS), labels(CELLS) + "1\n"),
    "of no type": (schema(CELLS), labels(CELLS) + ",".join("x" * CELLS) + "\n"),
    "repeated": (schema(CELLS), labels(CELLS) + (",".join("1" * CELLS) + "\n") * 2),
    "of one key": (schema(CELLS, **KEYED), labels(CELLS) + (",".join("1" * CELLS) + "\n") * 2),
    "of no key": (schema(CELLS, **KEYED), labels(CELLS) + "," * (CELLS - 1) + "\n"),
}


@pytest.mark.parametrize("small", [0, 1 << 20])
@pytest.mark.parametrize("kind", ROWS)
def test_the_errors_of_a_wide_row_are_those_of_frictionless_with_fewer_cells_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, small: int
) -> None:
    monkeypatch.setattr(engine, "SMALL", small)
    monkeypatch.setattr(wide, "WIDE", 10)
    monkeypatch.setattr(wide, "REPEATED", 4)
    described, text = ROWS[kind]
    (tmp_path / "t.csv").write_text(text)
    theirs = TableResource.from_descriptor(
        {"name": "t", "path": "t.csv", "schema": described}, basepath=str(tmp_path)
    ).validate()
    ours = check_table(tmp_path / "t.csv", described)
    said = [[error.message for error in report.tasks[0].errors] for report in (ours, theirs)]
    assert said[0] == said[1]
    assert said[0]
    pairs: Any = zip(ours.tasks[0].errors, theirs.tasks[0].errors, strict=True)
    for mine, yours in pairs:
        assert mine.cells in (yours.cells, yours.cells[: wide.REPEATED])


@pytest.mark.parametrize("small", [0, 1 << 20])
def test_what_the_errors_of_a_wide_row_hold_does_not_grow_with_its_square(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: int
) -> None:
    monkeypatch.setattr(engine, "SMALL", small)
    (tmp_path / "t.csv").write_text("a,b\n1,2" + ",x" * 3000 + "\n")
    report = check_table(tmp_path / "t.csv", schema(2))
    errors: list[Any] = [e for e in report.tasks[0].errors if e.type == "extra-cell"]
    sizes = Counter(len(error.cells) for error in errors)
    assert report.tasks[0].stats["errors"] > len(errors) > 900
    assert sum(size * count for size, count in sizes.items()) < 3 * 3002 + 1000 * wide.REPEATED
    assert errors[900].cell == "x"
