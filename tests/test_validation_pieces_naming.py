"""Foreign keys to large tables are settled by processes, and by parts."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest
from looked_at import note_pieces
from test_validation_pieces_shared import (
    SIZE,
    _no_table_is_small,  # noqa: F401 -- a fixture
    package,
)
from test_validation_sharing import said

from linhe_opendata.validation import Part, Sharing, Work, check_package
from linhe_opendata.validation.sharing import hands
from linhe_opendata.validation.sharing import units as units_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("other", ["", "large"])
def test_a_table_that_names_itself_is_read_in_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: str
) -> None:
    key = {"fields": ["id"], "reference": {"resource": other, "fields": ["id"]}}
    given, read = package(tmp_path, foreignKeys=[key]), note_pieces(monkeypatch)
    with ThreadPoolExecutor(1) as threads:
        sharing = Sharing(executor=threads, piece_bytes=SIZE)
        lent = check_package(given, tmp_path, sharing=sharing)
    assert said(lent) == said(check_package(given, tmp_path))
    assert len(read) == len(set(read)) == 3


@pytest.mark.usefixtures("_no_table_is_small")
@pytest.mark.parametrize("strict", [True, False])
def test_processes_settle_foreign_keys_to_a_large_table_and_parts_leave_them_to_settling(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, strict: bool
) -> None:
    key = {"fields": ["id"], "reference": {"resource": "named", "fields": ["id"]}}
    given = package(tmp_path, foreignKeys=[key])
    rows = "".join(f"{n},{'x' * 50}\n" for n in range(30_000) if n % 10_000)
    (tmp_path / "named.csv").write_text("id,text\n" + rows)
    schema = {"fields": [{"name": "id", "type": "integer"}, {"name": "text", "type": "string"}]}
    named = {"name": "named", "type": "table", "path": "named.csv", "encoding": "utf-8"}
    given["resources"].append({**named, "schema": schema})
    alone = check_package(given, tmp_path, strict=strict)
    assert [error.type for error in alone.tasks[0].errors].count("foreign-key") == 3
    handed, submit = list[tuple[units_of.Unit, Future[Any]]](), hands.Pool.submit

    def noted(pool: hands.Pool, unit: units_of.Unit) -> Future[Any]:
        handed.append((unit, submit(pool, unit)))
        return handed[-1][1]

    monkeypatch.setattr(hands.Pool, "submit", noted)
    sharing = Sharing(2, piece_bytes=SIZE)
    assert said(check_package(given, tmp_path, strict=strict, sharing=sharing)) == said(alone)
    settled = [f.result() for unit, f in handed if unit.table == 0 and unit.buckets]
    assert settled == [True] * (3 if strict else 2)
    read, folder = note_pieces(monkeypatch), tmp_path / "work"
    for part in (Part(2, 2), Part(1, 2), None):
        sharing = Sharing(work=Work(folder, part), piece_bytes=SIZE)
        found = check_package(given, tmp_path, strict=strict, sharing=sharing)
    assert said(found) == said(alone)
    assert len(read) == len(set(read)) == 6
