"""The files of a package behind an address, put into a folder of this machine. Does I/O."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.errors import StoreError
from linhe_opendata.messages import message, system_reason
from linhe_opendata.standard.paths import find_danger
from linhe_opendata.store import Store, check_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from linhe_opendata.store import Reader

DOCUMENTS: Final = ("schema", "dialect")
"""Properties of a resource that may name a file which is read with the descriptor."""

DATA: Final = ("path", "extrapaths")
"""Properties of a resource that name the files of its rows."""


def find_names(resource: Mapping[str, Any], properties: tuple[str, ...]) -> Iterator[str]:
    """Yield the names of the objects that some properties of a resource name.

    What no package may follow is left: who judges the table says so, and looks for no file.

    Raises:
        StoreError: no object can have such a name.

    """
    for given in map(resource.get, properties):
        for path in given if isinstance(given, list) else [given]:
            if isinstance(path, str) and find_danger(path) is None:
                yield check_name(posixpath.normpath(path))


def fetch(reader: Reader, names: Iterable[str], folder: Path, at_most: int) -> None:
    """Put objects into a folder under their names; one that is not there is left out.

    Raises:
        OversizedError: one has more than `at_most` bytes.
        StoreError: one cannot be read, or the folder not be written.

    """
    for name in names:
        if (folder / name).exists() or (pieces := reader.find_pieces(name, at_most)) is None:
            continue
        try:
            _write(folder / name, pieces)
        except OSError as error:
            raise StoreError(
                "folder-failed",
                verb=message("verb-write"),
                name=name,
                address=str(folder),
                reason=system_reason(error),
            ) from error


def _write(path: Path, pieces: Iterator[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines(pieces)


def list_sizes(reader: Reader) -> dict[str, int]:
    """Return the bytes of each object there is, nothing where that cannot be asked for.

    Raises:
        StoreError: they cannot be listed.

    """
    return {one.name: one.size for one in reader.list()} if isinstance(reader, Store) else {}
