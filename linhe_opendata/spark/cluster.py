"""A data package judged by the workers of a Spark session. Does I/O (a cluster, files).

The report is made where that of one process is, by `validate_package`, which is told who judges the
tables (`directing`). Of a package at an address the driver has a copy of the descriptor and of what
is read with it, and says of the address what is said of the copy.
"""

from __future__ import annotations

import os
import posixpath
from functools import partial
from pathlib import Path
from secrets import token_bytes
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from linhe_opendata.auditing.foreign import Reading, validate_package
from linhe_opendata.documents import parse_object, real_path
from linhe_opendata.installed import installed_version
from linhe_opendata.project.folder import show_place
from linhe_opendata.spark.asking import require_session
from linhe_opendata.spark.directing import judge_elsewhere
from linhe_opendata.spark.fetching import DOCUMENTS, fetch, find_names
from linhe_opendata.spark.groups import Plan, move_places
from linhe_opendata.store import is_address, open_reader
from linhe_opendata.validation import Limits
from linhe_opendata.validation.proving.known import SECRET_BYTES
from linhe_opendata.validation.restoring import restored_report

if TYPE_CHECKING:
    from frictionless import Report

HEAD = "datapackage.json"


def validate_on_cluster(
    session: Any,  # noqa: ANN401 -- a session of Spark, whose types need not be installed
    source: str | os.PathLike[str],
    *,
    strict: bool = False,
    limits: Limits | None = None,
) -> Report:
    """Return the report on a data package whose tables the workers of a Spark session judge.

    `session` is a `SparkSession` of Spark 4 or later, or of Spark Connect, which Sail speaks too.
    `source` is a folder or a descriptor that each worker sees by the same absolute path, or the
    address of one (`s3://BUCKET/PREFIX`), of which each worker fetches what it judges, with the
    credentials in its own environment. Each worker needs this library in the same version. The
    report is that of `validate_package`; what lies at an address has no file on this machine. A
    worker that dies changes nothing as long as Spark lets another try.

    Raises:
        ClusterError: tables were not judged; nothing is reported.
        InvalidArgumentError: `session` is none.
        InvalidMetadataError: the descriptor cannot be read, or is no JSON object.
        MissingExtraError: pyspark is not installed.
        StoreError: the package at the address cannot be read.

    """
    require_session(session)
    text = os.fspath(source)
    if is_address(text) and not isinstance(source, os.PathLike):
        place, name = _split(text)
        return _fetched(session, _plan(place, name, limits, strict=strict))
    path = Path(text).absolute()
    head = path / HEAD if path.is_dir() else path
    return _validated(session, head, _plan(str(head.parent), head.name, limits, strict=strict))


def _plan(place: str, name: str, limits: Limits | None, *, strict: bool) -> Plan:
    ours, secret = installed_version(), token_bytes(SECRET_BYTES)
    return Plan(place, name, "", ours, secret, strict, limits or Limits())


def _split(address: str) -> tuple[str, str]:
    """Return the address of a package's folder, and the name of its descriptor there."""
    folder, _, last = address.rstrip("/").rpartition("/")
    return (folder, last) if last.endswith(".json") else (address.rstrip("/"), HEAD)


def _validated(session: Any, head: Path, plan: Plan) -> Report:  # noqa: ANN401 -- a session
    reading = Reading(limits=plan.limits, elsewhere=partial(judge_elsewhere, session, plan))
    return validate_package(head, strict=plan.strict, reading=reading)


def _fetched(session: Any, plan: Plan) -> Report:  # noqa: ANN401 -- a session
    """Validate a package at an address by a copy of its descriptor and what is read with it."""
    reader = open_reader(plan.place)
    raw = reader.read(plan.name)
    listed = parse_object(raw, f"{plan.place}/{plan.name}").get("resources")
    with TemporaryDirectory(prefix="linhe-") as made:
        folder = real_path(made) / posixpath.basename(plan.place)
        folder.mkdir()
        (folder / plan.name).write_bytes(raw)
        for each in listed if isinstance(listed, list) else []:
            if isinstance(each, dict):
                names = find_names(each, DOCUMENTS)
                fetch(reader, names, folder, plan.limits.decompressed_bytes)
        said = _validated(session, folder / plan.name, plan).to_descriptor()
        for here in (str(folder), show_place(folder)):
            said = move_places(said, here, plan.place)
    return restored_report(said)
