"""What a worker of a cluster does, tried without one: it judges, proves, joins, and refuses."""

from __future__ import annotations

import functools
import json
import os
import tempfile
from collections import Counter, defaultdict
from importlib.metadata import version
from random import Random
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from clusters import TABLES, make_large, make_package, said, said_at, serving

import linhe_opendata as linhe
from linhe_opendata.spark import directing, piecing
from linhe_opendata.spark.directing import judge_elsewhere
from linhe_opendata.spark.groups import (
    GROUP_BYTES,
    MOST_TABLES,
    Plan,
    cut_group,
    digest_of,
    group_tables,
)
from linhe_opendata.spark.judging import do_groups
from linhe_opendata.spark.rows import SHAPE
from linhe_opendata.validation.pieces.joining import certificate_of
from linhe_opendata.validation.prepare import prepare
from linhe_opendata.validation.resource import Options

if TYPE_CHECKING:
    from pathlib import Path

    from clusters import Request

# frictionless leaves the compressed files open that it unpacks
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def plan_of(folder: Path, place: str = "", **other: str) -> Plan:
    descriptor = json.loads((folder / "datapackage.json").read_text())
    given = {"digest": digest_of(descriptor), "version": version("linhe-opendata"), **other}
    name, limits = "datapackage.json", linhe.Limits()
    return Plan(place or str(folder), name, secret=b"x" * 32, strict=True, limits=limits, **given)


def groups_of(folder: Path) -> pa.RecordBatch:
    descriptor = json.loads((folder / "datapackage.json").read_text())
    resources = dict(enumerate(prepare(descriptor, folder, Options()).resources))
    groups = [cut_group(descriptor, [*resources][n::3], resources).write() for n in range(3)]
    return pa.RecordBatch.from_pydict({"given": groups})


@pytest.mark.parametrize("is_remote", [False, True])
def test_a_worker_judges_each_table_once_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, is_remote: bool
) -> None:
    folder = make_package(tmp_path / "many")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    asked: list[str] = []

    def note(request: Request) -> bool:
        asked.append(request.path)
        return True

    with serving(tmp_path, note) as server:
        place = f"{server}/many" if is_remote else str(folder)
        batches = [*do_groups(plan_of(folder, place), [groups_of(folder)])]
    rows = [row for batch in batches for row in batch.to_pylist()]
    told = {row["number"]: json.loads(row["said"]) for row in rows}
    alone = linhe.validate_package(folder, strict=True)
    expected = said_at(alone, folder, place) if is_remote else said(alone)
    assert len(rows) == len(told) == len(alone.tasks)
    for task in told.values():
        del task["stats"]["seconds"]
    assert [told[number] for number in sorted(told)] == expected["tasks"]
    assert [*(tmp_path / "temporary").iterdir()] == []
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("meanwhile", ["nothing", "touched", "unproven", "repeats"])
def test_pieces_are_joined_in_whatever_order_they_come_and_only_if_all_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    monkeypatch.setattr(directing, "CUT_BYTES", 1 << 17)
    names = {"unproven": "a NUL", "repeats": "many repeat"}
    rows = TABLES[names.get(meanwhile, "each fault")]
    folder, asked = make_large(tmp_path / "large", rows), list[int]()
    joined = Counter[bool]()

    def ask(_: None, given: pa.Table, work: Any, settle: Any = None) -> pa.Table:  # noqa: ANN401 -- as Spark takes them
        asked.append(given.num_rows)
        told = [row for batch in work(given.to_batches()) for row in batch.to_pylist()]
        Random(7).shuffle(told)  # noqa: S311 -- an order
        groups = defaultdict(list)
        for row in told:
            groups[row["number"], row["key"], row["bucket"]].append(row)
        if settle and meanwhile == "touched":
            os.utime(folder / "large.csv", ns=(1, 1))
        tables = [pa.Table.from_pylist(group, SHAPE) for group in groups.values()]
        return pa.concat_tables(map(settle, tables) if settle else tables)

    def certify(*given: Any, **more: Any) -> Any:  # noqa: ANN401 -- as it is
        found = certificate_of(*given, **more)
        joined[found is not None] += 1
        return found

    monkeypatch.setattr(directing, "ask_workers", ask)
    monkeypatch.setattr(piecing, "certificate_of", certify)
    reading = linhe.Reading(elsewhere=functools.partial(judge_elsewhere, None, plan_of(folder)))
    report = linhe.validate_package(folder, strict=True, reading=reading)
    assert said(report) == said(linhe.validate_package(folder, strict=True))
    assert asked[0] > 5
    assert asked[1:] == [1]
    assert joined == ({True: 1} if meanwhile in {"nothing", "repeats"} else {})


@pytest.mark.parametrize(
    ("other", "says"),
    [({"version": "0.0.1"}, "0.0.1 asks"), ({"digest": "0"}, "another than the one")],
    ids=["version", "package"],
)
def test_a_worker_of_another_version_or_package_says_so(
    tmp_path: Path, other: dict[str, str], says: str
) -> None:
    folder = make_package(tmp_path / "many", tables=1)
    with pytest.raises(linhe.ClusterError, match=says):
        next(do_groups(plan_of(folder, **other), [groups_of(folder)]))


def test_a_worker_that_does_not_see_the_folder_says_so(tmp_path: Path) -> None:
    folder = make_package(tmp_path / "many", tables=1)
    plan = plan_of(folder, str(tmp_path / "nowhere"))
    with pytest.raises(linhe.ClusterError, match=r"no datapackage\.json"):
        next(do_groups(plan, [groups_of(folder)]))


@pytest.mark.parametrize(
    ("sizes", "groups"),
    [
        ([], []),
        ([GROUP_BYTES * 9], [1]),
        ([1] * (MOST_TABLES + 1), [MOST_TABLES, 1]),
        ([GROUP_BYTES, 1, 0], [1, 2]),
        ([GROUP_BYTES // 2] * 3, [2, 1]),
        ([1, GROUP_BYTES * 2, 1], [1, 1, 1]),
    ],
)
def test_a_group_is_worth_a_task_and_no_table_is_lost(sizes: list[int], groups: list[int]) -> None:
    found = group_tables(dict(enumerate(sizes)))
    assert [len(group) for group in found] == groups
    assert [number for group in found for number in group] == list(range(len(sizes)))
