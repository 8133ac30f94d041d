"""What a worker of a cluster does with what it is given. Does I/O (files).

It is found there by its name, so each worker has this library, in the version of the driver. It
judges as any process does (`check_package`), a package that is cut down to the tables that it is
given and those that their foreign keys name. It may be asked again, and says the same.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from linhe_opendata.documents import read_json_object, real_path
from linhe_opendata.errors import ClusterError
from linhe_opendata.installed import installed_version
from linhe_opendata.spark.fetching import DATA, DOCUMENTS, fetch, find_names
from linhe_opendata.spark.groups import digest_of, move_places, read_group
from linhe_opendata.spark.piecing import join_parts, prove_part
from linhe_opendata.spark.rows import said_rows
from linhe_opendata.store import is_address, open_reader
from linhe_opendata.validation import check_package

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from linhe_opendata.spark.groups import Group, Plan


def do_groups(plan: Plan, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield what is said of the tables of groups, and what is proven of pieces.

    The groups are in a column `given`.

    Raises:
        ClusterError: this worker has another version of this library, or sees another package.
        StoreError: the files of a table cannot be fetched.

    """
    with _folder_of(plan) as folder:
        for batch in batches:
            for text in batch.column("given").to_pylist():
                group = read_group(text)
                if group.part:
                    yield from prove_part(plan, group, group.part, folder)
                else:
                    yield from said_rows(_judge(plan, group, folder))


def join_pieces(plan: Plan, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Yield what is said of tables, of which all pieces were tried and their keys settled.

    Each is a group in a column `given`; what was found of it is in a column `found`, as the rows
    that workers gave. Raises what `do_groups` raises.
    """
    with _folder_of(plan) as folder:
        for batch in batches:
            for row in batch.to_pylist():
                group = read_group(row["given"])
                yield from said_rows(join_parts(plan, group, row["found"], folder))


@contextmanager
def _folder_of(plan: Plan) -> Iterator[Path]:
    """Give the folder of the package, or a new one for what is fetched of it."""
    if (here := installed_version()) != plan.version:
        raise ClusterError("cluster-other-version", theirs=here, ours=plan.version)
    if not is_address(plan.place):
        _require_same(plan, Path(plan.place))
        yield Path(plan.place)
        return
    with TemporaryDirectory(prefix="linhe-") as made:
        folder = real_path(made)
        fetch(open_reader(plan.place), [plan.name], folder, plan.limits.decompressed_bytes)
        _require_same(plan, folder)
        yield folder


def _require_same(plan: Plan, folder: Path) -> None:
    file = folder / plan.name
    if not file.is_file() or digest_of(read_json_object(file)) != plan.digest:
        raise ClusterError("cluster-other-package", name=plan.name, place=plan.place)


def _judge(plan: Plan, group: Group, folder: Path) -> dict[int, dict[str, Any]]:
    """Return the tasks of a group of tables, as descriptors, by the numbers of the tables."""
    is_remote, only = is_address(plan.place), frozenset(group.numbers)
    if is_remote:
        reader, at_most = open_reader(plan.place), plan.limits.decompressed_bytes
        for each in group.descriptor["resources"]:
            fetch(reader, find_names(each, (*DOCUMENTS, *DATA)), folder, at_most)
    report = check_package(
        group.descriptor, folder, strict=plan.strict, limits=plan.limits, only=only
    )
    said = {group.numbers[task.name]: task.to_descriptor() for task in report.tasks}
    if not is_remote:
        return said
    return {number: _moved(task, str(folder), plan.place) for number, task in said.items()}


def _moved(task: dict[str, Any], here: str, shown: str) -> dict[str, Any]:
    """Say it of the address; which file of this machine it was is nobody else's."""
    told = {name: each for name, each in task.items() if name != "file"}
    moved: dict[str, Any] = move_places(told, here, shown)
    return moved
