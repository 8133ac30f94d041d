"""Figures from prose as open data: a value, an interval, a wording and a place in a source.

The public names, each fetched on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linhe_opendata.auditing.audit import validate_project
    from linhe_opendata.auditing.dispatch import validate, validate_table
    from linhe_opendata.auditing.foreign import validate_package
    from linhe_opendata.client import cite, download, load, releases, schema, search, tables
    from linhe_opendata.errors import (
        DifferentUnitsError,
        IntegrityError,
        InvalidMetadataError,
        InvalidPackageError,
        LinheError,
        ProjectChangedError,
        StoreError,
        UnknownNameError,
        UnknownVersionError,
        UnreadableQuantityError,
        UnsafeStoreError,
        VersionConflictError,
    )
    from linhe_opendata.figures.intervals import intervals
    from linhe_opendata.project.folder import bundled_project
    from linhe_opendata.publishing.gate import build
    from linhe_opendata.publishing.publish import publish
    from linhe_opendata.quantities import Quantity, parse_quantity, read_quantities

_HOMES = {
    "DifferentUnitsError": "errors",
    "IntegrityError": "errors",
    "InvalidMetadataError": "errors",
    "InvalidPackageError": "errors",
    "LinheError": "errors",
    "ProjectChangedError": "errors",
    "Quantity": "quantities",
    "StoreError": "errors",
    "UnknownNameError": "errors",
    "UnknownVersionError": "errors",
    "UnreadableQuantityError": "errors",
    "UnsafeStoreError": "errors",
    "VersionConflictError": "errors",
    "build": "publishing.gate",
    "bundled_project": "project.folder",
    "cite": "client",
    "download": "client",
    "intervals": "figures.intervals",
    "load": "client",
    "parse_quantity": "quantities",
    "publish": "publishing.publish",
    "read_quantities": "quantities",
    "releases": "client",
    "schema": "client",
    "search": "client",
    "tables": "client",
    "validate": "auditing.dispatch",
    "validate_package": "auditing.foreign",
    "validate_project": "auditing.audit",
    "validate_table": "auditing.dispatch",
}
"""Each public name and the module it lives in."""

__all__ = [
    "DifferentUnitsError",
    "IntegrityError",
    "InvalidMetadataError",
    "InvalidPackageError",
    "LinheError",
    "ProjectChangedError",
    "Quantity",
    "StoreError",
    "UnknownNameError",
    "UnknownVersionError",
    "UnreadableQuantityError",
    "UnsafeStoreError",
    "VersionConflictError",
    "build",
    "bundled_project",
    "cite",
    "download",
    "intervals",
    "load",
    "parse_quantity",
    "publish",
    "read_quantities",
    "releases",
    "schema",
    "search",
    "tables",
    "validate",
    "validate_package",
    "validate_project",
    "validate_table",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- what a name holds is the name's affair
    if home := _HOMES.get(name):
        return getattr(import_module(f"linhe_opendata.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
