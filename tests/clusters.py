"""Sessions of Spark for tests: of Sail, and of a real Spark on this machine; and a package."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from servers import sail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from frictionless import Report

    Request = http.server.BaseHTTPRequestHandler

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FIELDS = [{"name": "id", "type": "integer"}, {"name": "kind", "type": "string"}]
ROWS = {
    "clean": "1,a\n2,b\n",
    "cell": "1,a\nx,b\n",
    "twice": "1,a\n2,b\n1,b\n",
    "lost": "1,a\n2,z\n",
    "ragged": "1,a\n\n2\n3,a,b\n",
    "quiet": '1,=b\n2,"a\u200b"\n',
}
"""The rows of six tables: one is clean, one not only in strict mode, the rest are not."""


@contextlib.contextmanager
def sail_session() -> Iterator[Any]:
    """Give a session of Sail."""
    with sail() as address, pytest.MonkeyPatch.context() as patch:
        from pyspark.sql import SparkSession

        # without one, as in a process of xdist, it takes what runs for its own doctests
        patch.setattr(sys.modules["__main__"], "__file__", __file__, raising=False)
        session = SparkSession.builder.remote(address).getOrCreate()
        try:
            yield session
        finally:
            session.stop()


@contextlib.contextmanager
def spark_session() -> Iterator[Any]:
    """Give a session of Spark whose workers are processes of this machine, and may die thrice."""
    if not importlib.util.find_spec("py4j"):
        pytest.skip("no Spark is installed (all of pyspark)")
    if _java() < 17:
        pytest.skip("Spark needs a Java 17, and there is none")
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.master("local[2,4]")
        session = builder.config("spark.ui.enabled", "false").getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        try:
            yield session
        finally:
            session.stop()


def _java() -> int:
    """Return which Java there is, 0 for none."""
    if not shutil.which("java"):
        return 0
    said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr  # noqa: S607 -- the one on the path
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def said(report: Report) -> dict[str, Any]:
    """Return what a report says, without the time it took."""
    found: dict[str, Any] = json.loads(json.dumps(report.to_descriptor()))
    for part in (found, *found["tasks"]):
        del part["stats"]["seconds"]
    return found


def said_at(report: Report, folder: Path, address: str) -> dict[str, Any]:
    """Return what a report says of a folder, as it is said of an address: no file is here."""
    found = said(report)
    for task in found["tasks"]:
        task.pop("file", None)
    moved: dict[str, Any] = json.loads(json.dumps(found).replace(str(folder), address))
    return moved


@contextlib.contextmanager
def serving(folder: Path, answer: Callable[[Request], bool]) -> Iterator[str]:
    """Serve a folder by HTTP; `answer` sees each request first, and says whether it is served."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if answer(self):
                super().do_GET()

        def log_message(self, *_: object) -> None:
            pass

    made = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), made) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def make_package(folder: Path, tables: int = 30) -> Path:
    """Write a package of small tables, most of them wrong, and return its folder.

    Each names a table of kinds. Beside them are one that is not there, one of an address, one that
    names that, one of two files, a packed one, and one that is large enough for vectors.
    """
    (folder / "data").mkdir(parents=True)
    (folder / "kinds.csv").write_text("id\na\nb\n")
    key = {"fields": ["kind"], "reference": {"resource": "kinds", "fields": ["id"]}}
    schema: dict[str, Any] = {"fields": FIELDS, "primaryKey": ["id"], "foreignKeys": [key]}
    (folder / "schema.json").write_text(json.dumps(schema))
    plain = {"fields": [{"name": "id", "type": "string"}]}
    resources: list[dict[str, Any]] = [{"name": "kinds", "path": "kinds.csv", "schema": plain}]
    rows = list(ROWS.values())
    for number in range(tables):
        path = f"data/t{number:02}.csv"
        (folder / path).write_text("id,kind\n" + rows[number % len(rows)])
        given = "schema.json" if number % 2 else schema
        resources.append({"name": f"t{number:02}", "path": path, "schema": given})
    (folder / "packed.csv.gz").write_bytes(gzip.compress(b"id,kind\n1,a\n1,z\n"))
    many = [f"{number},{'ab'[number % 2]}" for number in range(150_000)]
    many[7], many[70_000], many[140_000] = "x,a", "3,a", "140000,c"
    (folder / "large.csv").write_text("id,kind\n" + "\n".join(many) + "\n")
    far = {"fields": ["kind"], "reference": {"resource": "far", "fields": ["id"]}}
    resources += [
        {"name": "packed", "path": "packed.csv.gz", "schema": schema},
        {"name": "large", "path": "large.csv", "schema": schema},
        {"name": "gone", "path": "data/gone.csv", "schema": schema},
        {"name": "two", "path": ["data/t00.csv", "./data/t01.csv"], "schema": schema},
        {"name": "far", "path": "https://example.org/far.csv", "schema": plain},
        {"name": "near", "path": "data/t00.csv", "schema": {**schema, "foreignKeys": [far]}},
    ]
    described = [{"type": "table", **resource} for resource in resources]
    package = {"$schema": PROFILE, "name": "many", "resources": described}
    (folder / "datapackage.json").write_text(json.dumps(package))
    return folder


def _changed(changes: dict[int, str]) -> list[str]:
    rows = [f"{number},{'ab'[number % 2]},text {number}" for number in range(100_000)]
    for number, row in changes.items():
        rows[number] = row
    return rows


TABLES = {
    "clean": _changed({}),
    "each fault": _changed(
        {
            7: "x,a,t",
            60_000: "3,a,t",
            90_000: "90000,c,t",
            99_000: "\n",
            99_001: "5,a",
            40: "9,b,=t",
        }
    ),
    "many repeat": _changed({number: f"{number % 10},a,t" for number in range(30_000, 34_000)}),
    "a stray quote": _changed({50_000: '50000,a,"b"c'}),
    "a quoted line": _changed({20_000: '20000,a,"b\nc"', 80_000: '80000,z,"\u200b"'}),
    "a NUL": _changed({50_000: "50000,a,b\0c"}),
}
"""The rows of tables that are large enough to be cut; the last has to be read in one."""


def make_large(folder: Path, rows: list[str]) -> Path:
    """Write a package of one large table, a small one, and the kinds they name."""
    folder.mkdir()
    key = {"fields": ["kind"], "reference": {"resource": "kinds", "fields": ["id"]}}
    unique = {"name": "text", "type": "string", "constraints": {"unique": True}}
    keys = {"primaryKey": ["id"], "uniqueKeys": [["kind", "text"]], "foreignKeys": [key]}
    schema = {"fields": [*FIELDS, unique], **keys}
    plain = {"fields": [{"name": "id", "type": "string"}]}
    files = {"large": rows, "small": rows[:9]}
    resources: list[dict[str, Any]] = [{"name": "kinds", "path": "kinds.csv", "schema": plain}]
    (folder / "kinds.csv").write_text("id\na\nb\n")
    for name, lines in files.items():
        (folder / f"{name}.csv").write_text("id,kind,text\n" + "\n".join(lines) + "\n")
        resources.append({"name": name, "path": f"{name}.csv", "schema": schema})
    described = [{"type": "table", **resource} for resource in resources]
    package = {"$schema": PROFILE, "name": "large", "resources": described}
    (folder / "datapackage.json").write_text(json.dumps(package))
    return folder
