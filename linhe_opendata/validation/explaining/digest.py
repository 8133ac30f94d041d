"""A file's digest, computed in a thread of its own while the file is parsed. Does I/O."""

from __future__ import annotations

import hashlib
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linhe_opendata.validation.reading.tables import Bytes

_HASHED_BYTES = 1 << 20
ALGORITHMS = ("md5", "sha256")


class DigestThread:
    """One digest of one source, begun at once."""

    def __init__(self, source: Bytes, algorithm: str) -> None:
        """Start reading."""
        self.algorithm = algorithm
        self._source = source
        self._hash = hashlib.new(algorithm, usedforsecurity=False)
        self._problem: OSError | None = None
        self._thread = Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        try:
            with self._source.open() as file:
                while block := file.read(_HASHED_BYTES):
                    self._hash.update(block)
        except OSError as problem:
            self._problem = problem

    def result(self) -> str:
        """Wait, and return the digest in lower-case hexadecimal.

        Raises:
            OSError: the source could not be read.

        """
        self._thread.join()
        if self._problem:
            raise self._problem
        return self._hash.hexdigest()


def declared_algorithm(declared: str | None) -> str | None:
    """Return the algorithm of a declared hash that is checked (Data Resource v2: md5 if bare)."""
    if not declared:
        return None
    algorithm = declared.split(":", 1)[0] if ":" in declared else "md5"
    return algorithm if algorithm in ALGORITHMS else None
