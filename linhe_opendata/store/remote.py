"""A store behind obstore: S3, or memory; a reader of what plain HTTP gives. Does I/O.

The server decides every race (`If-None-Match: *` for creating, `If-Match` for swapping). What it
answers is believed only when it says yes: a refusal may be the echo of one's own write whose
acknowledgement was lost, or a passing conflict. So after anything but a yes the object is read
back and its bytes decide.
"""

from __future__ import annotations

import random
import re
import secrets
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import obstore
from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    PermissionDeniedError,
    PreconditionError,
    UnauthenticatedError,
)

from linhe_opendata.documents import LARGEST_DOCUMENT
from linhe_opendata.errors import OversizedError, StoreError, UnsafeStoreError
from linhe_opendata.messages import Message, message
from linhe_opendata.store.names import check_name
from linhe_opendata.store.protocol import PIECE_BYTES, Stored, bounded, join, keeps_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from obstore import GetResult, UpdateVersion
    from obstore.store import ObjectStore

    Mode = Literal["create"] | UpdateVersion

_FAILURES = (BaseError, OSError, ValueError)
_REFUSALS = (AlreadyExistsError, PreconditionError)
_HOPELESS = (PermissionDeniedError, UnauthenticatedError, FileNotFoundError)
_ATTEMPTS = 5

_PROBE = "store-probe.txt"
_PROBE_TEXT = b"Publishers try to overwrite this object; a store that lets them is not used.\n"
_PROBE_OTHER = b"This store overwrites what it was told to create only. Do not publish here.\n"
_CLOCK_TEXT = b"Its time tells what time it is here; whoever wrote it takes it away again.\n"
_NO_SUCH_TAG: UpdateVersion = {"e_tag": f'"{"0" * 32}"'}

_STATUS = re.compile(r"status code: ([0-9]{3} [A-Za-z ]+)")
_CODE = re.compile(r"<Code>([A-Za-z]+)</Code>")


class RemoteReader:
    """Objects on a server, a web server or a static host among them."""

    def __init__(self, raw: ObjectStore, address: str) -> None:
        """Wrap an obstore store; `address` is shown to users and holds no credentials."""
        self._raw, self._address = raw, address

    @property
    def address(self) -> str:
        """Where the objects are."""
        return self._address

    def find(self, name: str, at_most: int = LARGEST_DOCUMENT) -> bytes | None:
        """Return an object's bytes, or None where there is no such object."""
        return join(self.find_pieces(name, at_most))

    def read(self, name: str, at_most: int = LARGEST_DOCUMENT) -> bytes:
        """Return an object's bytes."""
        if (data := self.find(name, at_most)) is None:
            raise StoreError("no-such-object", name=name, address=self._address)
        return data

    def find_pieces(self, name: str, at_most: int) -> Iterator[bytes] | None:
        """Return an object's bytes piece by piece, or None where there is no such object."""
        found = self._get(name)
        return None if found is None else self._pieces(name, found, at_most)

    def _get(self, name: str) -> GetResult | None:
        try:
            return obstore.get(self._raw, check_name(name))
        except FileNotFoundError:
            return None
        except _FAILURES as error:
            raise self._error("read", name, error) from None

    def _pieces(self, name: str, found: GetResult, at_most: int) -> Iterator[bytes]:
        if (size := found.meta["size"]) > at_most:
            raise OversizedError(name, self._address, at_most, size)
        return bounded(self._stream(name, found), name, self._address, at_most)

    def _stream(self, name: str, found: GetResult) -> Iterator[bytes]:
        try:
            for piece in found.stream(min_chunk_size=PIECE_BYTES):
                yield bytes(piece)
        except _FAILURES as error:
            raise self._error("read", name, error) from None

    def _error(self, verb: str, name: Message | str, failure: Exception | None) -> StoreError:
        """Describe a failure; raised without its cause, which may hold parts of credentials."""
        return StoreError(
            "server-failed",
            verb=message(f"verb-{verb}"),
            name=name,
            address=self._address,
            reason=_reason(failure),
        )


class RemoteStore(RemoteReader):
    """Objects on a server that creates and swaps conditionally."""

    def __init__(self, raw: ObjectStore, address: str, *, pause_seconds: float = 0.0) -> None:
        """Wrap an obstore store; `pause_seconds` are waited before it is asked again."""
        super().__init__(raw, address)
        self._pause_seconds = pause_seconds

    def prepare(self) -> None:
        """Probe that the store keeps what it acknowledges and refuses to overwrite it.

        Raises:
            UnsafeStoreError: it does not keep it, or overwrites when creating or when swapping.

        """
        kept = self.create(_PROBE, _PROBE_TEXT)
        if kept and self.find(_PROBE) is None:
            raise keeps_nothing(_PROBE, self._address)
        refused = kept and self._refuses("create") and self._refuses(_NO_SUCH_TAG)
        if not refused or self.find(_PROBE) != _PROBE_TEXT:
            self.delete(_PROBE)
            raise UnsafeStoreError("store-overwrites", address=self._address)

    def create(self, name: str, data: bytes | Path) -> bool:
        """Create an object, never overwriting; say whether `name` now holds exactly `data`."""
        content = data.read_bytes() if isinstance(data, Path) else data
        failure: Exception | None = None
        for _ in self._attempts():
            failure = self._put(name, content, "create")
            if failure is None:
                return True
            self._raise_if_hopeless("write", name, failure)
            if (holds := self._holds(name, content)) is not None:
                return holds
        raise self._error("write", name, failure) from None

    def swap(self, name: str, new: bytes, expected: bytes | None) -> bool:
        """Put `new` in place of `expected` if it is still there; say whether it is."""
        at_most = max(LARGEST_DOCUMENT, len(expected or b""))
        current, mode = self._find_with_version(name, at_most)
        if current != expected:
            return current == new
        failure: Exception | None = None
        for _ in self._attempts():
            failure = self._put(name, new, mode)
            if failure is None:
                return True
            self._raise_if_hopeless("write", name, failure)
            current, mode = self._find_with_version(name, at_most)
            if current != expected:  # at once: whoever lost a race should not wait
                return current == new
        raise self._error("write", name, failure) from None

    def folders(self, prefix: str) -> list[str]:
        """Return the names of the folders right in the folder `prefix`, a thousand a request."""
        try:
            found = obstore.list_with_delimiter(self._raw, f"{check_name(prefix)}/")
        except _FAILURES as error:
            raise self._error("list", prefix, error) from None
        return sorted(path.rstrip("/").rsplit("/", 1)[-1] for path in found["common_prefixes"])

    def list(self, prefix: str = "") -> list[Stored]:
        """Return all objects below the folder `prefix`, by name."""
        within = f"{check_name(prefix)}/" if prefix else None
        try:
            found = [
                Stored(meta["path"], meta["size"], meta["last_modified"])
                for page in obstore.list(self._raw, within)
                for meta in page
            ]
        except _FAILURES as error:
            raise self._error("list", prefix or message("the-objects"), error) from None
        return sorted(found, key=lambda stored: stored.name)

    def sync(self, prefix: str = "") -> None:
        """Do nothing: what a server acknowledged is its to keep."""

    def read_clock(self) -> datetime:
        """Return the server's time, read off an object written for that."""
        name = f"store-clock-{secrets.token_hex(8)}.txt"
        self.create(name, _CLOCK_TEXT)
        try:
            written: datetime = obstore.head(self._raw, name)["last_modified"]
        except _FAILURES as error:
            raise self._error("read", name, error) from None
        finally:
            self.delete(name)
        return written

    def delete(self, name: str) -> None:
        """Remove an object."""
        try:
            obstore.delete(self._raw, check_name(name))
        except FileNotFoundError:
            return
        except _FAILURES as error:
            raise self._error("remove", name, error) from None

    def _holds(self, name: str, content: bytes) -> bool | None:
        """Say whether an object has this content, None where there is no such object."""
        try:
            there = self.find(name, len(content))
        except OversizedError:
            return False
        return None if there is None else there == content

    def _attempts(self) -> Iterator[int]:
        """Count attempts, with a growing and uneven pause between them."""
        for attempt in range(_ATTEMPTS):
            if attempt:
                uneven = 1 + random.random()  # noqa: S311 -- a pause, not a secret
                time.sleep(self._pause_seconds * 2**attempt * uneven)
            yield attempt

    def _put(self, name: str, data: bytes, mode: Mode) -> Exception | None:
        """Write an object under a condition; return what went wrong instead of raising it."""
        try:
            obstore.put(self._raw, check_name(name), data, mode=mode)
        except _FAILURES as error:
            return error
        return None

    def _refuses(self, mode: Mode) -> bool:
        failure: Exception | None = None
        for _ in self._attempts():
            failure = self._put(_PROBE, _PROBE_OTHER, mode)
            if failure is None:
                return False
            if isinstance(failure, _REFUSALS):
                return True
            self._raise_if_hopeless("probe", _PROBE, failure)
        raise self._error("probe", _PROBE, failure) from None

    def _find_with_version(self, name: str, at_most: int) -> tuple[bytes | None, Mode]:
        if (found := self._get(name)) is None:
            return None, "create"
        version: UpdateVersion = {"e_tag": found.meta["e_tag"]}
        if found.meta["version"] is not None:
            version["version"] = found.meta["version"]
        return join(self._pieces(name, found, at_most)), version

    def _raise_if_hopeless(self, verb: str, name: str, failure: Exception) -> None:
        if isinstance(failure, _HOPELESS):
            raise self._error(verb, name, failure) from None


def _reason(failure: Exception | None) -> Message:
    """Say what went wrong in our own words, because a server's may hold credentials."""
    text = str(failure)
    status, code = _STATUS.search(text), _CODE.search(text)
    if status and code:
        return message("server-answered-with-code", status=status[1].strip(), code=code[1])
    if status:
        return message("server-answered", status=status[1].strip())
    if isinstance(failure, _REFUSALS):
        return message("others-keep-writing")
    return message("no-answer")
