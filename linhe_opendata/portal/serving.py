"""Show a site on this machine, to this machine alone. Does I/O."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from linhe_opendata.documents import find_near
from linhe_opendata.errors import StoreError
from linhe_opendata.messages import system_reason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOOPBACK = "127.0.0.1"


class _Handler(SimpleHTTPRequestHandler):
    """Gives the files of a folder, and tells nobody of each."""

    extensions_map = {  # noqa: RUF012 -- as in the class that it extends
        **SimpleHTTPRequestHandler.extensions_map,
        ".html": "text/html; charset=utf-8",
        ".csv": "text/csv; charset=utf-8",
        ".atom": "application/atom+xml",
        ".ttl": "text/turtle; charset=utf-8",
    }

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


def open_site(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Return a server of a site on the loopback, at any free port unless one is given.

    It answers once `serve_forever` is called, until `shutdown`.

    Raises:
        StoreError: there is no site in the folder, or the port is taken.

    """
    if not (folder / "index.html").is_file():
        raise StoreError("no-site-in-folder", folder=folder).offering(find_near(folder))
    try:
        return ThreadingHTTPServer((LOOPBACK, port), partial(_Handler, directory=str(folder)))
    except (OSError, OverflowError) as error:
        raise StoreError("cannot-listen", port=port, reason=system_reason(error)) from error


@contextmanager
def serve_site(folder: Path, port: int = 0) -> Iterator[tuple[str, threading.Thread]]:
    """Serve a site as long as the context lasts; give its address and the thread that answers.

    It answers from the beginning, so that a browser may be waited for: one in a terminal ends when
    its reader leaves it.

    Raises:
        StoreError: as `open_site`.

    """
    with open_site(folder, port) as server:
        answering = threading.Thread(target=server.serve_forever)
        answering.start()
        try:
            yield f"http://{LOOPBACK}:{server.server_address[1]}/", answering
        finally:
            server.shutdown()
            answering.join()
