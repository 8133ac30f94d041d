"""Advise against a release, without removing it. Does I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.canonical import json_bytes
from linhe_opendata.catalogue import YANKED, Catalogue
from linhe_opendata.errors import UnknownNameError, VersionConflictError
from linhe_opendata.releases.ledger import as_store, read_releases, rebuild_catalogue

if TYPE_CHECKING:
    import os

    from linhe_opendata.store import Store


def yank(where: Store | str | os.PathLike[str], name: str, version: str, reason: str) -> Catalogue:
    """Mark a release as one not to use, for `reason`; its bytes stay. Return the catalogue.

    Yanking again for the same reason changes nothing.

    Raises:
        UnknownNameError: there is no such release.
        VersionConflictError: it is yanked already, for another reason.

    """
    store = as_store(where)
    versions = [release.record.version for release in read_releases(store, name)]
    if version not in versions:
        raise UnknownNameError("version", version, versions)
    if not store.create(f"{name}/{version}/{YANKED}", json_bytes({"reason": reason})):
        raise VersionConflictError(
            f"Version {version} is yanked already, for another reason; the first one stands."
        )
    return rebuild_catalogue(store, name)
