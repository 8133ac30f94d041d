"""The index of a store: `packages.json`, which packages it has. Pure.

It serves those who cannot list a store. It only grows, because nothing published is ever taken
away, and it is a cache: what it should say can be found out from the packages themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linhe_opendata.documents.shapes import MisfitError, fit, items, keeping
from linhe_opendata.ledger.documents.model import FORMAT
from linhe_opendata.ledger.documents.reading import parse_document
from linhe_opendata.messages import message
from linhe_opendata.packing.manifest import OBJECT_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

INDEX = "packages.json"


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One package in the index; `others` are the properties that a later version wrote."""

    name: str
    others: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as the document has it."""
        return {"name": self.name, **self.others}


@dataclass(frozen=True, slots=True)
class PackageIndex:
    """What `packages.json` says: every package of a store, by name."""

    packages: tuple[IndexEntry, ...] = ()
    others: Mapping[str, Any] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the packages."""
        return tuple(entry.name for entry in self.packages)

    def add(self, names: Iterable[str]) -> PackageIndex:
        """Return the index with these packages, too; those it has stay as they are."""
        there = {entry.name: entry for entry in self.packages}
        added = {name: IndexEntry(name) for name in names if name not in there}
        return PackageIndex(_sorted([*there.values(), *added.values()]), self.others)

    def to_dict(self) -> dict[str, Any]:
        """Return the document, its properties in their order."""
        packages = [entry.to_dict() for entry in self.packages]
        return {"format": FORMAT, "packages": packages, **self.others}


def parse_index(text: bytes, where: str) -> PackageIndex:
    """Read a `packages.json`.

    Raises:
        InvalidMetadataError: it is none.
        NewerFormatError: its format is not known yet.

    """
    return fit(parse_document(text, where), _INDEX, where)


def _sorted(packages: Iterable[IndexEntry]) -> tuple[IndexEntry, ...]:
    return tuple(sorted(packages, key=lambda entry: entry.name))


def _indexed(packages: tuple[IndexEntry, ...], others: Mapping[str, Any]) -> PackageIndex:
    if packages != _sorted(packages):
        raise MisfitError(message("packages-not-in-order"))
    return PackageIndex(packages, others)


_INDEX = keeping(
    _indexed,
    "format",
    packages=items(keeping(IndexEntry, name=OBJECT_NAME), lambda entry: entry.name),
)
