"""Names of objects: relative paths that mean the same in every store. Pure."""

from __future__ import annotations

from linhe_opendata.errors import StoreError
from linhe_opendata.standard.paths import is_portable


def check_name(name: str) -> str:
    """Return `name` if every store can hold an object of that name (`paths.is_portable`).

    Raises:
        StoreError: it is no such name.

    """
    if not is_portable(name):
        raise StoreError("name-of-no-object", name=name)
    return name
