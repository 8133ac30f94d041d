"""A proxy that troubles one request of many, between a client and a real server.

It counts the requests it sees. The one whose number is to be troubled is dropped, delayed,
answered without an answer, sent twice or refused, as `Trouble` says; the others pass as they are.
"""

from __future__ import annotations

import contextlib
import http.client
import http.server
import threading
import time
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

Request: TypeAlias = tuple[str, str, dict[str, str], bytes]
Answer: TypeAlias = tuple[int, list[tuple[str, str]], bytes]


class Trouble(StrEnum):
    """What happens to a request."""

    DROPPED = "dropped before it reaches the server"
    UNACKNOWLEDGED = "carried out, and the answer is lost"
    ANSWERED_LATE = "carried out, and answered after the client gave up"
    DELAYED = "carried out only after the client gave up"
    DUPLICATED = "carried out twice, and answered by the second answer"
    UNAVAILABLE = "refused with 503"
    CONFLICT = "refused with 409, without a reason"
    DEAD = "dropped, with all that follow"


_REFUSED = {
    Trouble.UNAVAILABLE: (503, "SlowDown"),
    Trouble.CONFLICT: (409, "ConditionalRequestConflict"),
}


@dataclass
class Network:
    """What the proxy does, and what it has seen; `turn` counts from 1, and 0 troubles nothing."""

    upstream: str
    address: str = ""
    trouble: Trouble = Trouble.DROPPED
    turn: int = 0
    seen: list[str] = field(default_factory=list)
    ignored_header: str = ""
    in_flight: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def plan(self, trouble: Trouble, turn: int) -> None:
        """Begin to count anew, and trouble the request of that number."""
        with self._lock:
            self.trouble, self.turn, self.seen = trouble, turn, []

    def judge(self, request: str) -> Trouble | None:
        """Note a request and return its trouble, if it has one."""
        with self._lock:
            self.seen.append(request)
            number = len(self.seen)
        struck = number == self.turn or (self.trouble is Trouble.DEAD and number > self.turn > 0)
        return self.trouble if struck else None

    def settle(self) -> None:
        """Wait until every request has been carried out, the late ones too."""
        while self.in_flight:
            time.sleep(0.005)

    @contextlib.contextmanager
    def flying(self) -> Iterator[None]:
        """Count a request as being carried out."""
        with self._lock:
            self.in_flight += 1
        try:
            yield
        finally:
            with self._lock:
                self.in_flight -= 1

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        """Carry a request out upstream, without the header that the server is to ignore."""
        headers = {key: headers[key] for key in headers if key.lower() != self.ignored_header}
        connection = http.client.HTTPConnection(urlsplit(self.upstream).netloc, timeout=30)
        with contextlib.closing(connection):
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.getheaders(), answer.read()


@contextlib.contextmanager
def troubled(upstream: str) -> Iterator[Network]:
    """Run a proxy before the server at `upstream`."""
    network = Network(upstream)

    class Handler(_Handler):
        pass

    Handler.network = network
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        network.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield network
        finally:
            server.shutdown()
            thread.join()


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    network: Network

    def handle_one_request(self) -> None:
        with contextlib.suppress(ConnectionError):  # the client gave up: that was the purpose
            super().handle_one_request()

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = (self.command, self.path, dict(self.headers.items()), body)
        with self.network.flying():
            self._trouble(request, self.network.judge(f"{self.command} {self.path}"))

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = _serve  # noqa: N815 -- the names it asks for

    def _trouble(self, request: Request, trouble: Trouble | None) -> None:
        if trouble is Trouble.CONFLICT and self.command != "PUT":
            trouble = None  # only a conditional write can meet another
        if trouble in _REFUSED:
            status, code = _REFUSED[trouble]
            text = f"<Error><Code>{code}</Code></Error>".encode()
            self._answer((status, [("Content-Type", "application/xml")], text))
        elif trouble in {Trouble.DROPPED, Trouble.DEAD}:
            self.close_connection = True
        elif trouble is Trouble.UNACKNOWLEDGED:
            self.network.ask(*request)
            self.close_connection = True
        else:
            self._carry_out(request, trouble)

    def _carry_out(self, request: Request, trouble: Trouble | None) -> None:
        if trouble is Trouble.DELAYED:
            self._await_hang_up()
        answer = self.network.ask(*request)
        if trouble is Trouble.DUPLICATED:
            answer = self.network.ask(*request)
        if trouble is Trouble.ANSWERED_LATE:
            self._await_hang_up()
        self._answer(answer)

    def _await_hang_up(self) -> None:
        """Wait until the client gives up, which it says by closing its end."""
        while self.connection.recv(1):
            pass  # nothing more is asked on a connection that waits for its answer

    def _answer(self, answer: Answer) -> None:
        status, headers, body = answer
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in {"connection", "transfer-encoding", "content-length"}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
