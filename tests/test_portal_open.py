"""`linhe open` serves a site to this machine, and opens it in the browser that Python names."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest
from command_line import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BROWSER = """\
#!{python}
import sys, urllib.request
with urllib.request.urlopen(sys.argv[1]) as answer:
    print(sys.argv[1], answer.read().decode().count("<h1>"), flush=True)
"""
"""A browser that fetches what it is to open and says so where the command speaks, and ends."""


@pytest.fixture
def opened(portal_world: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    browser = tmp_path / "browser"
    browser.write_text(_BROWSER.format(python=sys.executable), encoding="utf-8")
    browser.chmod(0o755)
    command = [sys.executable, "-m", "linhe_opendata", "open", str(portal_world / "site")]
    environment = {**os.environ, "BROWSER": str(browser)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        yield process
        process.kill()


def test_the_site_is_served_and_opened_until_it_is_interrupted(
    opened: subprocess.Popen[str],
) -> None:
    assert opened.stdout is not None
    address = opened.stdout.readline().split(" ", 1)[0]
    assert address.startswith("http://127.0.0.1:")
    assert opened.stdout.readline() == f"{address} 1\n"
    with urllib.request.urlopen(f"{address}linhe/health.csv") as answer:  # noqa: S310 -- our own
        assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
        assert answer.read().startswith(b"indicator,")
    opened.send_signal(signal.SIGINT)
    assert opened.wait() == 130


def test_a_folder_without_a_site_is_not_served(tmp_path: Path) -> None:
    done = run("open", tmp_path)
    assert (done.exit_code, "linhe portal --to" in done.output) == (3, True)


def test_a_port_that_is_taken_is_named(portal_world: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("open", portal_world / "site", "--port", port, "--no-browser")
    assert (done.exit_code, str(port) in done.output) == (3, True)
