"""Addresses of stores: which backend each scheme means. Does I/O only through what it opens.

Credentials come from the environment alone (`AWS_ACCESS_KEY_ID` and its like, as obstore reads
them). An address that may hold any is refused, and so is one that is not written as its scheme
asks, because what is mistyped may be a password: a refusal repeats nothing of the address but a
scheme, and only what passed is named in messages.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit
from urllib.request import url2pathname

from linhe_opendata.errors import StoreError
from linhe_opendata.messages import Message, message, verbatim
from linhe_opendata.store.local import FolderStore
from linhe_opendata.store.protocol import require_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from obstore.store import ClientConfig, RetryConfig

    from linhe_opendata.store.protocol import Reader, Store


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server may take: for one request, how often it is asked again, after what pause.

    Each of our own attempts, which read back what happened, is that many requests of obstore.
    """

    timeout_seconds: float = 30.0
    retries: int = 4
    pause_seconds: float = 0.2


PATIENT = Patience()


_ADDRESS = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]+:|(?:file|https?|memory|s3)//)", re.IGNORECASE)
"""How an address begins, also one whose colon was forgotten; one letter and a colon is a drive."""
_USER = re.compile(r"[^/\\\s]*:[^/\\\s]*@")
_ANY_ADDRESS = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+:|//)[^\s'\")]+|" + _USER.pattern + r"\S*")
_BESIDE_THE_PATH = re.compile("[@?#]")
_HOST = r"(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"


@dataclass(frozen=True, slots=True)
class _Scheme:
    """A scheme: how its addresses are written, what their place may be, and how one is opened."""

    written: Message
    place: str
    open: Callable[[SplitResult, Patience], Reader]


def open_store(address: str | os.PathLike[str], *, patience: Patience = PATIENT) -> Store:
    """Return the store at `address`: a folder or `s3://BUCKET/PREFIX`.

    Nothing is contacted yet, and a folder need not exist.

    Raises:
        StoreError: no store is reached that way, it can only be read, or the address may hold
            credentials.

    """
    return require_store(open_reader(address, patience=patience))


def open_reader(address: str | os.PathLike[str], *, patience: Patience = PATIENT) -> Reader:
    """Return what reads from `address`: that of a store, or `https://HOST/PATH`.

    Nothing is contacted yet, and a folder need not exist.

    Raises:
        StoreError: no store is reached that way, or the address may hold credentials.

    """
    text = os.fspath(address)
    if not text:  # as of a variable that is not set: it is not the current folder
        raise StoreError("no-address", written=_SCHEMES["file"].written)
    is_folder = isinstance(address, os.PathLike) or not is_address(text)
    if _USER.search(text) or (not is_folder and _BESIDE_THE_PATH.search(text)):
        raise StoreError("address-with-credentials")
    return FolderStore(text) if is_folder else _open_address(text, patience)


def is_address(text: str) -> bool:
    """Say whether a text is meant as an address, however mistyped, and not as a folder."""
    return bool(_ADDRESS.match(text) or _USER.search(text))


def mask_addresses(text: str) -> str:
    """Return a text, such as a parser's on the arguments it was given, without its addresses."""
    return _ANY_ADDRESS.sub("(an address)", text)


def open_memory() -> Store:
    """Return a new store in the memory of this process, for trying things out and for tests.

    No address leads to it: what a command published there would be gone with the command.
    """
    from obstore.store import MemoryStore

    from linhe_opendata.store.remote import RemoteStore

    return RemoteStore(MemoryStore(), "memory://")


def _open_address(text: str, patience: Patience) -> Reader:
    scheme = text.partition("://")[0].lower()
    if scheme not in _SCHEMES:
        if re.fullmatch(r"[a-z0-9+.-]+", scheme):
            raise StoreError("no-store-by-scheme", scheme=scheme)
        raise StoreError("no-store-that-way")
    found = _SCHEMES[scheme]
    try:
        parts = urlsplit(text)
        if re.fullmatch(found.place, parts.netloc):
            return found.open(parts, patience)
    except ValueError:  # its message repeats what it refuses
        pass
    raise StoreError("no-address", written=found.written) from None


def _open_file(parts: SplitResult, patience: Patience) -> Store:
    del patience
    return FolderStore(url2pathname(parts.path))


def _open_s3(parts: SplitResult, patience: Patience) -> Store:
    from obstore.exceptions import BaseError
    from obstore.store import S3Store

    from linhe_opendata.store.remote import RemoteStore

    endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL", "")
    try:
        raw = S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            client_options=_client(patience, allow_http=endpoint.startswith("http://")),
            retry_config=_retries(patience),
            config={"endpoint": endpoint} if endpoint else {},
        )
    except BaseError:  # whose message may hold what is in the environment
        raise StoreError("s3-environment") from None
    return RemoteStore(raw, parts.geturl().rstrip("/"), pause_seconds=patience.pause_seconds)


def _open_web(parts: SplitResult, patience: Patience) -> Reader:
    from obstore.store import HTTPStore

    from linhe_opendata.store.remote import RemoteReader

    address = parts.geturl().rstrip("/")
    raw = HTTPStore(
        address,
        client_options=_client(patience, allow_http=parts.scheme == "http"),
        retry_config=_retries(patience),
    )
    return RemoteReader(raw, address)


def _client(patience: Patience, *, allow_http: bool) -> ClientConfig:
    return {"timeout": timedelta(seconds=patience.timeout_seconds), "allow_http": allow_http}


def _retries(patience: Patience) -> RetryConfig:
    return {
        "max_retries": patience.retries,
        "retry_timeout": timedelta(seconds=(patience.retries + 1) * patience.timeout_seconds),
        "backoff": {"init_backoff": timedelta(seconds=patience.pause_seconds)},
    }


_SCHEMES: Mapping[str, _Scheme] = {
    "file": _Scheme(message("a-folder-or-its-address"), r"(?:localhost)?", _open_file),
    "s3": _Scheme(verbatim("s3://BUCKET/PREFIX"), r"[A-Za-z0-9._-]+", _open_s3),
    "http": _Scheme(verbatim("http://HOST/PATH"), _HOST, _open_web),
    "https": _Scheme(verbatim("https://HOST/PATH"), _HOST, _open_web),
}
