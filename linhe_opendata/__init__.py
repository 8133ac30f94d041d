"""Figures from prose as open data: a value, an interval, a wording and a place in a source.

The public names, each fetched on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linhe_opendata.audit import validate
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
    from linhe_opendata.project import bundled_project
    from linhe_opendata.quantities import Quantity, parse_quantity, read_quantities
    from linhe_opendata.releases.gate import build
    from linhe_opendata.releases.publish import publish

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
    "build": "releases",
    "bundled_project": "project",
    "cite": "client",
    "download": "client",
    "intervals": "figures.intervals",
    "load": "client",
    "parse_quantity": "quantities",
    "publish": "releases",
    "read_quantities": "quantities",
    "releases": "client",
    "schema": "client",
    "search": "client",
    "tables": "client",
    "validate": "audit",
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
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- what a name holds is the name's affair
    if home := _HOMES.get(name):
        return getattr(import_module(f"linhe_opendata.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__


class _Package(ModuleType):
    """Keeps a public name what it is when the module of the same name (`build`) is imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
