"""One comment on a pull request, kept up to date by a script that believes nothing but words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPT = Path(__file__).resolve().parents[1] / ".github" / "actions" / "comment" / "comment.py"
HEAD = "c0ffee" * 6 + "c0de"
MARKER = "<!-- linhe-opendata: linhe -->"


class Host(ThreadingHTTPServer):
    """A host of one pull request, number 7, that answers as the API does."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.comments: list[dict[str, Any]] = []
        self.tokens: set[str | None] = set()
        self.written: list[str] = []

    def add(self, body: str, kind: str = "Bot") -> None:
        self.comments.append({"id": len(self.comments), "user": {"type": kind}, "body": body})

    @property
    def bodies(self) -> list[str]:
        return [one["body"] for one in self.comments]


class _Answers(BaseHTTPRequestHandler):
    server: Host

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path == "/repos/their/data/pulls/7":
            self._answer({"head": {"sha": HEAD}})
        elif address.path == "/repos/their/data/issues/7/comments":
            asked = {name: int(value[0]) for name, value in parse_qs(address.query).items()}
            start = (asked["page"] - 1) * asked["per_page"]
            self._answer(self.server.comments[start : start + asked["per_page"]])
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        self.server.add(self._body())
        self._answer({}, 201)

    def do_PATCH(self) -> None:
        number = int(self.path.removeprefix("/repos/their/data/issues/comments/"))
        self.server.comments[number]["body"] = self._body()
        self._answer({})

    def _body(self) -> str:
        self.server.written.append(self.command)
        self.server.tokens.add(self.headers["Authorization"])
        length = int(self.headers["Content-Length"])
        return str(json.loads(self.rfile.read(length))["body"])

    def _answer(self, answer: object, status: int = 200) -> None:
        raw = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[Host]:
    with Host() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def _keep(host: Host, folder: Path, text: str, **given: str) -> subprocess.CompletedProcess[str]:
    (folder / "comment.md").write_text(text, encoding="utf-8")
    environment = {
        **os.environ,
        "COMMENT": str(folder / "comment.md"),
        "COMMIT": HEAD,
        "GITHUB_API_URL": f"http://127.0.0.1:{host.server_port}",
        "GITHUB_REPOSITORY": "their/data",
        "NUMBER": "7",
        "TOKEN": "secret",
        "no_proxy": "127.0.0.1",
        **given,
    }
    return subprocess.run(
        [sys.executable, str(SCRIPT)], env=environment, capture_output=True, text=True, check=False
    )


def test_the_first_comment_is_posted_and_the_next_one_takes_its_place(
    host: Host, tmp_path: Path
) -> None:
    host.add("First!", "User")
    for words in ("one", "two", "two"):
        done = _keep(host, tmp_path, f"{MARKER}\n{words} 临河\n")
        assert done.returncode == 0, done.stderr
    assert host.bodies == ["First!", f"{MARKER}\ntwo 临河\n\n<sub>{HEAD[:12]}</sub>\n"]
    assert host.written == ["POST", "PATCH"]
    assert host.tokens == {"Bearer secret"}


def test_a_comment_is_found_behind_many_others(host: Host, tmp_path: Path) -> None:
    for number in range(250):
        host.add(f"comment {number}", "User")
    host.add(f"{MARKER}\nbefore")
    assert _keep(host, tmp_path, f"{MARKER}\nafter\n").returncode == 0
    assert host.written == ["PATCH"]
    assert "after" in host.bodies[250]


def test_what_a_person_wrote_is_never_changed(host: Host, tmp_path: Path) -> None:
    host.add(f"{MARKER}\nmine", "User")
    assert _keep(host, tmp_path, f"{MARKER}\nours\n").returncode == 0
    assert host.bodies[0] == f"{MARKER}\nmine"
    assert host.written == ["POST"]


def test_two_packages_have_a_comment_each(host: Host, tmp_path: Path) -> None:
    other = "<!-- linhe-opendata: other -->"
    for marker in (MARKER, other, MARKER):
        assert _keep(host, tmp_path, f"{marker}\nwords\n").returncode == 0
    assert [body.split("\n")[0] for body in host.bodies] == [MARKER, other]


@pytest.mark.parametrize(
    ("text", "given", "reason"),
    [
        ("words\n", {}, "marker"),
        ("", {}, "marker"),
        (f"{MARKER} <b>\n", {}, "marker"),
        (f"{MARKER}\n{'x' * 70_000}", {}, "longer than"),
        (f"{MARKER}\n", {"COMMIT": "0" * 40}, "was checked"),
        (f"{MARKER}\n", {"NUMBER": ""}, "no number"),
        (f"{MARKER}\n", {"NUMBER": "7/../../pulls/7"}, "no number"),
        (f"{MARKER}\n", {"NUMBER": "8"}, "404"),
    ],
)
def test_what_is_not_ours_is_not_posted(
    text: str, given: dict[str, str], reason: str, host: Host, tmp_path: Path
) -> None:
    done = _keep(host, tmp_path, text, **given)
    assert done.returncode == 1
    assert done.stderr.startswith("::error::No comment was kept: ")
    assert reason in done.stderr
    assert "secret" not in done.stderr
    assert host.written == []
