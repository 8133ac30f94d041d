"""A package is judged by a cluster as it is by one process, wherever it lies and whoever dies."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, NoReturn

import psutil
import pytest
from clusters import (
    TABLES,
    make_large,
    make_package,
    said,
    said_at,
    sail_session,
    serving,
    spark_session,
)
from servers import BUCKET, environment, moto

import linhe_opendata as linhe
from linhe_opendata.spark import directing
from linhe_opendata.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from clusters import Request
    from pyspark.sql import SparkSession

pytestmark = [
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas"),
    # frictionless leaves the compressed files open that it unpacks
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
CLUSTERS = {"sail": sail_session, "spark": spark_session}


@pytest.fixture(scope="module", params=CLUSTERS)
def session(request: pytest.FixtureRequest) -> Iterator[SparkSession]:
    """Give a session of each cluster there is, whose workers can reach a bucket."""
    with moto() as endpoint, pytest.MonkeyPatch.context() as patch:
        for name, value in environment(endpoint).items():
            patch.setenv(name, value)
        with CLUSTERS[request.param]() as made:
            yield made


@pytest.mark.parametrize("strict", [False, True])
def test_a_cluster_says_what_one_process_says(
    session: SparkSession, tmp_path: Path, *, strict: bool
) -> None:
    folder = make_package(tmp_path / "many")
    alone = linhe.validate_package(folder, strict=strict)
    assert said(linhe.validate_on_cluster(session, folder, strict=strict)) == said(alone)
    assert len([task for task in alone.tasks if not task.valid]) == 30


@pytest.mark.parametrize(
    ("rows", "strict"),
    [
        ("clean", False),
        ("each fault", True),
        ("many repeat", False),
        ("a stray quote", True),
        ("a quoted line", True),
        ("a NUL", False),
    ],
)
def test_a_large_table_is_judged_in_pieces_as_in_one(
    session: SparkSession,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    rows: str,
    *,
    strict: bool,
) -> None:
    monkeypatch.setattr(directing, "CUT_BYTES", 1 << 17)
    folder = make_large(tmp_path / "large", TABLES[rows])
    alone = linhe.validate_package(folder, strict=strict)
    assert said(linhe.validate_on_cluster(session, folder, strict=strict)) == said(alone)


def test_a_package_in_a_bucket_is_judged_as_in_a_folder(
    session: SparkSession, tmp_path: Path
) -> None:
    folder, address = make_package(tmp_path / "many"), f"s3://{BUCKET}/{tmp_path.name}/many"
    store = open_store(address)
    for file in folder.rglob("*.*"):
        assert store.create(file.relative_to(folder).as_posix(), file)
    expected = said_at(linhe.validate_package(folder, strict=True), folder, address)
    assert said(linhe.validate_on_cluster(session, address, strict=True)) == expected
    head = f"{address}/datapackage.json"
    assert said(linhe.validate_on_cluster(session, head, strict=True)) == expected


@pytest.mark.parametrize("session", ["spark"], indirect=True)  # Sail's workers are one process
def test_a_worker_that_is_killed_changes_nothing(session: SparkSession, tmp_path: Path) -> None:
    """It is killed by the server that it asks for a table: so it is in the midst of a group."""
    folder, killed = make_package(tmp_path / "many"), list[psutil.Process]()

    def kill(asked: Request) -> bool:
        if asked.path.endswith("t07.csv") and not killed:
            killed.append(_process_at(asked.client_address))
            killed[0].kill()
            return False
        return True

    with serving(tmp_path, kill) as server:
        report = linhe.validate_on_cluster(session, f"{server}/many")
        expected = said_at(linhe.validate_package(folder), folder, f"{server}/many")
    assert [process.is_running() for process in killed] == [False]
    assert said(report) == expected


def _process_at(address: tuple[str, int]) -> psutil.Process:
    """Return the process of this machine that has a connection open at an address."""
    return next(
        psutil.Process(each.pid)
        for each in psutil.net_connections("tcp")
        if each.laddr and tuple(each.laddr)[1] == address[1] and each.pid not in {None, os.getpid()}
    )


def test_what_a_worker_cannot_do_is_an_error_and_no_report(
    session: SparkSession, tmp_path: Path
) -> None:
    make_package(tmp_path / "many", tables=3)

    def refuse(asked: Request) -> bool:
        if asked.path.endswith("t02.csv"):
            asked.send_error(403)
            return False
        return True

    with serving(tmp_path, refuse) as server, pytest.raises(linhe.ClusterError) as caught:
        linhe.validate_on_cluster(session, f"{server}/many")
    assert "StoreError: Cannot read data/t02.csv" in str(caught.value)
    assert caught.value.__cause__ is not None


@contextlib.contextmanager
def telling(heard: threading.Event) -> Iterator[None]:
    """Tell when this process is interrupted, before what it does ends for that."""

    def interrupted(*_: object) -> NoReturn:
        heard.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupted)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        heard.set()


def test_an_interrupt_ends_it_and_not_the_session(session: SparkSession, tmp_path: Path) -> None:
    folder, heard = make_package(tmp_path / "many", tables=3), threading.Event()

    def interrupt(asked: Request) -> bool:
        if asked.path.endswith("t02.csv") and not heard.is_set():
            os.kill(os.getpid(), signal.SIGINT)
            return heard.wait()  # no longer: a cluster may hear of it when its workers are free
        return True

    with serving(tmp_path, interrupt) as server:
        with telling(heard), pytest.raises(KeyboardInterrupt):
            linhe.validate_on_cluster(session, f"{server}/many")
        after = linhe.validate_on_cluster(session, f"{server}/many")
    assert said(after) == said_at(linhe.validate_package(folder), folder, f"{server}/many")


@pytest.mark.parametrize(
    ("descriptor", "errors"),
    [({"resources": []}, 1), ({"resources": [{"path": "a.csv"}]}, 1), ({}, 1)],
    ids=["no table", "no name", "no resources"],
)
def test_what_is_said_of_the_descriptor_asks_no_worker(
    tmp_path: Path, descriptor: dict[str, Any], errors: int
) -> None:
    pytest.importorskip("pyspark", reason="no pyspark is installed")
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor))
    report = linhe.validate_on_cluster(_NoSession(), tmp_path, strict=True)
    assert said(report) == said(linhe.validate_package(tmp_path, strict=True))
    assert len(report.errors) >= errors


class _NoSession:
    """What has no worker to ask: it must not come to that."""

    createDataFrame = None  # noqa: N815 -- as Spark calls it


def test_what_is_no_session_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="no pyspark is installed")
    with pytest.raises(linhe.InvalidArgumentError, match="type str is none"):
        linhe.validate_on_cluster("local[2]", tmp_path)


def test_without_pyspark_it_says_what_to_install(tmp_path: Path) -> None:
    code = """
import sys
sys.modules["pyspark"] = None
import linhe_opendata as linhe
try:
    linhe.validate_on_cluster(None, sys.argv[1])
except linhe.MissingExtraError as error:
    print(error)
"""
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "linhe-opendata[spark]" in done.stdout
