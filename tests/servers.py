"""Real servers for tests: an S3 that decides races, one that overwrites, and a plain web server.

Each is a context manager that gives the environment or the address to reach it by.
"""

from __future__ import annotations

import contextlib
import functools
import http.client
import http.server
import importlib.util
import shutil
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Answer: TypeAlias = tuple[int, bytes]
BUCKET = "releases"
SECRET = "wJalrXUtnFEMI/K7MDENG"  # noqa: S105 -- of a server that lives as long as the test
_KEY = "AKIAIOSFODNN7EXAMPLE"
_PATIENCE_SECONDS = 120.0
_ONE_REQUEST_AT_A_TIME = """\
import sys
from moto.moto_server.werkzeug_app import create_backend_app
from werkzeug.serving import run_simple
app = create_backend_app("s3")
def logged(environ, start):
    if sys.argv[2:]:
        with open(sys.argv[2], "a") as log:
            print(environ["REQUEST_METHOD"], environ["RAW_URI"], file=log)
    return app(environ, start)
run_simple("127.0.0.1", int(sys.argv[1]), logged, threaded=False)
"""
"""The server as moto runs it looks and then writes, and two threads may both look first.

It also looks at each request for the service that it is meant for, where there is but one.
"""


def environment(endpoint: str) -> dict[str, str]:
    """Return the environment in which `s3://` addresses reach `endpoint`."""
    return {
        "AWS_ACCESS_KEY_ID": _KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": endpoint,
    }


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def moto(log: Path | None = None) -> Iterator[str]:
    """Run an S3 server that honours conditions; give its endpoint. It has one empty bucket.

    Each request becomes a line of `log`.
    """
    if not importlib.util.find_spec("moto"):
        pytest.skip("no moto server is installed")
    port = free_port()
    arguments = [str(port), *([str(log)] if log else [])]
    with _running([sys.executable, "-c", _ONE_REQUEST_AT_A_TIME, *arguments], port):
        _put_bucket(port)
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def overwriting_s3(root: Path) -> Iterator[str]:
    """Run an S3 server that ignores conditions and overwrites; give its endpoint."""
    rclone = Path(sys.executable).parent / "rclone"
    found = str(rclone) if rclone.exists() else shutil.which("rclone")
    if not found:
        pytest.skip("no rclone is installed")
    (root / BUCKET).mkdir(parents=True)
    port = free_port()
    address = ["--addr", f"127.0.0.1:{port}", "--auth-key", f"{_KEY},{SECRET}"]
    with _running([found, "serve", "s3", *address, str(root)], port):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def web(root: Path) -> Iterator[str]:
    """Serve a folder over plain HTTP; give its address."""
    handler = functools.partial(_Silent, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@contextlib.contextmanager
def sail() -> Iterator[str]:
    """Run a cluster that speaks Spark Connect, without a JVM; give its address.

    Its workers are threads of one process, which has the environment of this one.
    """
    if not importlib.util.find_spec("pysail"):
        pytest.skip("no Sail is installed (pysail)")
    port = free_port()
    served = ["spark", "server", "--ip", "127.0.0.1", "--port", str(port)]
    with _running([sys.executable, "-m", "pysail", *served], port):
        yield f"sc://127.0.0.1:{port}"


@contextlib.contextmanager
def answering(*answers: Answer) -> Iterator[Answering]:
    """Run a server that gives these answers in turn, the last to whatever else it is asked."""
    given = Answering(list(answers))
    handler = functools.partial(_Answerer, given)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        given.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield given
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Answering:
    """What is answered next, and the methods that were asked."""

    answers: list[Answer]
    asked: list[str] = field(default_factory=list)
    address: str = ""


class _Answerer(http.server.BaseHTTPRequestHandler):
    def __init__(self, given: Answering, *arguments: Any) -> None:  # noqa: ANN401 -- its own
        self._given = given
        super().__init__(*arguments)

    def _answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        answers = self._given.answers
        status, body = answers.pop(0) if len(answers) > 1 else answers[0]
        self._given.asked.append(self.command)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", '"1"')
        self.send_header("Last-Modified", "Wed, 01 Jan 2025 08:00:00 GMT")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _answer  # noqa: N815 -- the names it asks for

    def log_message(self, *_: object) -> None:
        pass


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextlib.contextmanager
def _running(command: Sequence[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nothing listens on port {port}")


def _put_bucket(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)
    connection.request("PUT", f"/{BUCKET}")
    assert connection.getresponse().status == 200
    connection.close()
