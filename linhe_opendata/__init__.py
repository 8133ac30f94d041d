"""Figures from prose as open data: a value, an interval, a wording and a place in a source.

The public names, each fetched on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linhe_opendata.errors import LinheError as LinheError

_HOMES = {
    "LinheError": "errors",
}

__all__ = [*_HOMES]  # noqa: PLE0604 -- the table is the one list of names


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- what a name holds is the name's affair
    if home := _HOMES.get(name):
        return getattr(import_module(f"linhe_opendata.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
