"""Addresses of stores: which backend each scheme means. Does I/O only through what it opens.

Credentials come from the environment alone (`AWS_ACCESS_KEY_ID` and its like, as obstore reads
them); an address that holds any is refused before it can reach a message.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

from linhe_opendata.errors import StoreError
from linhe_opendata.store.local import FolderStore

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from obstore.store import ClientConfig, RetryConfig

    from linhe_opendata.store.protocol import Store


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server may take: for one request, how often it is asked again, after what pause.

    Each of our own attempts, which read back what happened, is that many requests of obstore.
    """

    timeout_seconds: float = 30.0
    retries: int = 4
    pause_seconds: float = 0.2


PATIENT = Patience()


def open_store(address: str | os.PathLike[str], *, patience: Patience = PATIENT) -> Store:
    """Return the store at `address`: a folder, `s3://BUCKET/PREFIX`, or `https://...` to read.

    Nothing is contacted yet, and a folder need not exist.

    Raises:
        StoreError: no store is reached that way, or the address holds credentials.

    """
    text = os.fspath(address)
    parts = urlsplit(text)
    if isinstance(address, os.PathLike) or len(parts.scheme) <= 1:  # one letter is a drive
        return FolderStore(text)
    if parts.scheme not in _SCHEMES:
        raise StoreError(
            f"No store is reached by {parts.scheme}://. Give a folder, s3://BUCKET/PREFIX, or "
            "https://HOST/PATH to read from."
        )
    if "@" in parts.netloc or parts.query:
        raise StoreError(
            f"An address of a store may hold no credentials: give them in the environment and "
            f"write {parts.scheme}://{parts.hostname}{parts.path}."
        )
    return _SCHEMES[parts.scheme](parts, patience)


def _open_file(parts: SplitResult, patience: Patience) -> Store:
    del patience
    return FolderStore(unquote(parts.path))


def _open_memory(parts: SplitResult, patience: Patience) -> Store:
    from obstore.store import MemoryStore

    from linhe_opendata.store.remote import RemoteStore

    del patience
    return RemoteStore(MemoryStore(), parts.geturl())


def _open_s3(parts: SplitResult, patience: Patience) -> Store:
    from obstore.store import S3Store

    from linhe_opendata.store.remote import RemoteStore

    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL", "")
    raw = S3Store(
        parts.netloc,
        prefix=parts.path.strip("/") or None,
        client_options=_client(patience, allow_http=endpoint.startswith("http://")),
        retry_config=_retries(patience),
        config={"endpoint": endpoint} if endpoint else {},
    )
    return RemoteStore(raw, parts.geturl().rstrip("/"), pause_seconds=patience.pause_seconds)


def _open_web(parts: SplitResult, patience: Patience) -> Store:
    from obstore.store import HTTPStore

    from linhe_opendata.store.web import WebStore

    address = parts.geturl().rstrip("/")
    raw = HTTPStore(
        address,
        client_options=_client(patience, allow_http=parts.scheme == "http"),
        retry_config=_retries(patience),
    )
    return WebStore(raw, address)


def _client(patience: Patience, *, allow_http: bool) -> ClientConfig:
    return {"timeout": timedelta(seconds=patience.timeout_seconds), "allow_http": allow_http}


def _retries(patience: Patience) -> RetryConfig:
    return {
        "max_retries": patience.retries,
        "retry_timeout": timedelta(seconds=(patience.retries + 1) * patience.timeout_seconds),
        "backoff": {"init_backoff": timedelta(seconds=patience.pause_seconds)},
    }


_SCHEMES: Mapping[str, Callable[[SplitResult, Patience], Store]] = {
    "file": _open_file,
    "memory": _open_memory,
    "s3": _open_s3,
    "http": _open_web,
    "https": _open_web,
}
