"""Who judges what of a package, and what becomes of it. Does I/O (a cluster, files).

Three stages, of which most packages need the first alone. Workers judge groups of tables, and prove
pieces of large ones (`mapInArrow`). The codes of keys are brought together bucket by bucket, of all
pieces, and settled (`groupBy`). Workers judge each large table by what is known of it then. Spark
gives a task to another worker when one dies: a task has no effect but what it says, so it may be
done twice.

What lies at an address is judged table by table: who reads a piece would have to fetch the whole.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from linhe_opendata.errors import ClusterError
from linhe_opendata.spark.asking import ask_workers
from linhe_opendata.spark.fetching import DATA, find_names, list_sizes
from linhe_opendata.spark.groups import CutPiece, cut_group, digest_of, group_tables
from linhe_opendata.spark.judging import do_groups, join_pieces
from linhe_opendata.spark.piecing import find_pieces_of
from linhe_opendata.spark.rows import SHAPE, said_in, settle_rows
from linhe_opendata.store import is_address, open_reader
from linhe_opendata.validation.pieces.cuts import PIECE
from linhe_opendata.validation.resource import file_bytes
from linhe_opendata.validation.restoring import restored_task

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from frictionless import Resource
    from frictionless.report.task import ReportTask

    from linhe_opendata.spark.groups import Group, Plan

CUT_BYTES = PIECE
"""Bytes of a piece of a large table, at least."""


def judge_elsewhere(
    session: Any,  # noqa: ANN401 -- a session of Spark
    plan: Plan,
    descriptor: Mapping[str, Any],
    resources: Mapping[int, Resource],
) -> list[tuple[int, ReportTask]]:
    """Return what workers say of the resources of a package, given by their numbers there.

    Raises:
        ClusterError: not all tables were judged.
        StoreError: the address cannot be read.

    """
    plan = replace(plan, digest=digest_of(descriptor))
    sizes = _sizes(plan.place, descriptor, resources)
    parts = {
        number: [replace(group, part=part) for part in found]
        for number in sizes
        if _may_be_cut(plan, sizes[number])
        for group in [cut_group(descriptor, [number], resources)]
        if (found := _parts(plan, group))
    }
    whole = {number: size for number, size in sizes.items() if number not in parts}
    groups = [cut_group(descriptor, each, resources) for each in group_tables(whole)]
    given = _table([*groups, *(part for each in parts.values() for part in each)])
    found = ask_workers(session, given, partial(do_groups, plan), settle_rows if parts else None)
    told = found.to_pylist()
    if parts:
        given = _with_found(parts, told)
        told = [row for row in told if row["number"] not in parts]
        told += ask_workers(session, given, partial(join_pieces, plan)).to_pylist()
    return _tasks(told, resources)


def _may_be_cut(plan: Plan, size: int) -> bool:
    return not is_address(plan.place) and size >= 2 * CUT_BYTES


def _parts(plan: Plan, group: Group) -> list[CutPiece]:
    pieces = find_pieces_of(plan, group, Path(plan.place), CUT_BYTES)
    return [CutPiece(place, len(pieces), *piece) for place, piece in enumerate(pieces)]


def _table(groups: Iterable[Group]) -> pa.Table:
    return pa.table({"given": pa.array([group.write() for group in groups], pa.string())})


def _with_found(parts: Mapping[int, Sequence[Group]], told: Iterable[dict[str, Any]]) -> pa.Table:
    """Return a row for each large table, with the rows that are known of it."""
    rows = defaultdict(list)
    for row in told:
        rows[row["number"]].append(row)
    given = _table(replace(groups[0], part=None) for groups in parts.values())
    shape = pa.list_(pa.struct(list(SHAPE)))
    return given.append_column("found", pa.array([rows[number] for number in parts], shape))


def _tasks(
    told: Sequence[Mapping[str, Any]], resources: Mapping[int, Resource]
) -> list[tuple[int, ReportTask]]:
    if sorted(row["number"] for row in told) != sorted(resources):
        raise ClusterError("cluster-lost", count=len(resources), found=len(told))
    return [(row["number"], restored_task(said_in(row))) for row in told]


def _sizes(
    place: str, descriptor: Mapping[str, Any], resources: Mapping[int, Resource]
) -> dict[int, int]:
    """Return the bytes of tables, by their numbers; none where nobody can tell."""
    if not is_address(place):
        return {number: file_bytes(resource) for number, resource in resources.items()}
    there = list_sizes(open_reader(place))
    written = {each["name"]: each for each in descriptor["resources"]}
    named = {n: find_names(written[resource.name], DATA) for n, resource in resources.items()}
    return {number: sum(there.get(name, 0) for name in each) for number, each in named.items()}
