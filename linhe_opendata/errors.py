"""Errors, named by who is at fault. Pure; the lowest layer.

::

    LinheError
    ├── UnknownNameError         the caller named what is not there
    │   ├── UnknownPackageError  a package that the store does not have
    │   └── UnknownVersionError  a version that the store does not have
    ├── UnreadableQuantityError  the caller gave a text that says no quantity, or several
    ├── DifferentUnitsError      the caller adds what cannot be added
    ├── InvalidMetadataError     who wrote the project, schema or descriptor broke its rules
    │   └── OtherDocumentError   a sound document, of something else than was asked for
    ├── NewerFormatError         this library is older than the store
    ├── InvalidPackageError      the data are not fit to be built or published
    ├── ProjectChangedError      a file was saved while it was being published
    ├── MissingExtraError        a part of this library was not installed
    ├── VersionConflictError     a version is taken, or its number says too little
    └── StoreError               the place where releases lie failed
        ├── UnsafeStoreError     it replaces what it should only add
        ├── OversizedError       what it holds is larger than it may be
        └── IntegrityError       what it holds is not what was put there

A message says what is wrong, which thing it is, and how to mend it. Bad *data* is never an
exception: it is an entry in a report.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frictionless import Report


class LinheError(Exception):
    """Anything this library refuses to do; the base of every error it raises itself."""


class UnknownNameError(LinheError):
    """A name that nothing answers to; offers the nearest names there are."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Say that no `kind` is called `name`, and which of `known` is nearest."""
        self.kind, self.name, self.known = kind, name, tuple(sorted(known))
        near = get_close_matches(name, self.known, n=3) or self.known
        offer = f"Did you mean {', '.join(near)}?" if near else f"There is no {kind} at all."
        super().__init__(f"No {kind} is called {name!r}. {offer}")


class UnknownPackageError(UnknownNameError):
    """A package that a store does not have; lists those it has, where that can be known."""

    def __init__(self, package: str, known: Iterable[str] | None, where: str) -> None:
        """Say that `where` has no such `package`, and all that it has; None if none can tell."""
        super().__init__("package", package, known or ())
        there = f"It has {', '.join(self.known)}." if self.known else "It has none at all."
        if known is None:
            there = "It cannot be asked which ones it has; ask its publisher for the name."
        LinheError.__init__(self, f"No package in {where} is called {package!r}. {there}")


class UnknownVersionError(UnknownNameError):
    """A version that a store does not have; lists those it has."""

    def __init__(self, version: str, known: tuple[str, ...], where: str) -> None:
        """Say that `where` has no such `version`, and all that it has."""
        super().__init__("version", version, known)
        there = f"It has {', '.join(known)}." if known else "It has none at all."
        LinheError.__init__(self, f"{where} has no version {version!r}. {there}")


class UnreadableQuantityError(LinheError, ValueError):
    """A text that is not one quantity expression."""

    def __init__(self, text: str, reason: str) -> None:
        """Say why `text` cannot be read as one quantity."""
        self.text, self.reason = text, reason
        super().__init__(f"{text!r} is not one quantity: {reason}.")


class DifferentUnitsError(LinheError, ValueError):
    """Figures of different units that were to be added or subtracted."""

    def __init__(self, one: str, other: str) -> None:
        """Name both units."""
        super().__init__(
            f"{one!r} and {other!r} cannot be added or subtracted. "
            "Select figures of one unit first."
        )


class InvalidMetadataError(LinheError):
    """A project, schema or descriptor that breaks its standard."""

    def __init__(self, where: str, problems: Iterable[str]) -> None:
        """Name the file (and property) `where` and list all its `problems` at once."""
        self.where, self.problems = where, tuple(problems)
        super().__init__(f"{where}: " + "; ".join(self.problems))


class OtherDocumentError(InvalidMetadataError):
    """A document that is sound, and that of something else than was asked for."""

    def __init__(self, where: str, kind: str, found: str, asked: str) -> None:
        """Say of what the document `where`, a `kind` of thing, is, and of what it should be."""
        self.found, self.asked = found, asked
        super().__init__(
            where,
            [
                f"it is the {kind} of {found}, and that of {asked} was asked for",
                "do not use it, and tell the publisher",
            ],
        )


class NewerFormatError(LinheError):
    """A document in a format that this version of the library does not know."""

    def __init__(self, where: str, number: int, known: int) -> None:
        """Name the document, the number of its format, and the highest that is known here."""
        self.where, self.number, self.known = where, number, known
        super().__init__(
            f"{where} is written in format {number}, and this linhe-opendata reads formats up to "
            f"{known}: it needs a newer linhe-opendata. `pip install --upgrade linhe-opendata`"
        )


class InvalidPackageError(LinheError):
    """A package that was refused; `report` says why."""

    def __init__(self, message: str, report: Report) -> None:
        """Carry the `report` that made the refusal."""
        self.report = report
        super().__init__(message)


class ProjectChangedError(LinheError):
    """A file of a project that changed between being checked and being packed."""

    def __init__(self, path: str) -> None:
        """Name the file at `path`."""
        self.path = path
        super().__init__(
            f"{path} was saved while it was being checked and packed, so what was checked is not "
            "what would have been written; nothing was written. Try again when nobody is at work "
            "on it."
        )


class MissingExtraError(LinheError):
    """A part of this library needs packages that are not installed with all of it."""

    def __init__(self, part: str, extra: str, lacking: str | None) -> None:
        """Say that `part` needs the extra called `extra`, of which `lacking` is not there."""
        self.extra = extra
        super().__init__(
            f"{part} needs {lacking or 'packages'}, which is not installed. Install linhe-opendata "
            f"with its extra: pip install 'linhe-opendata[{extra}]', or in a checkout: "
            f"pip install '.[{extra}]'."
        )


class VersionConflictError(LinheError):
    """A version that exists with other bytes, or a number too low for the changes."""


class StoreError(LinheError):
    """A store that could not be read or written."""


class UnsafeStoreError(StoreError):
    """A store that overwrites objects it was told to create only."""


class OversizedError(StoreError):
    """An object that is larger than it may be, and so was not read to its end."""

    def __init__(self, name: str, address: str, at_most: int, size: int | None = None) -> None:
        """Name the object, its store, how many bytes are in order, and how many there are."""
        self.name, self.at_most = name, at_most
        number = "more" if size is None else f"{size:,}"
        super().__init__(
            f"{name} in {address} has {number} bytes, where at most {at_most:,} are in order. "
            "It is not read; tell the publisher."
        )


class IntegrityError(StoreError):
    """Bytes that differ from the digest recorded for them."""

    def __init__(self, name: str, expected: str, actual: str) -> None:
        """Name the object and both digests (lower-case hexadecimal SHA-256)."""
        self.name, self.expected, self.actual = name, expected, actual
        super().__init__(
            f"{name} has changed: its recorded sha256 is {expected}, its bytes give {actual}. "
            "Fetch it again; if that does not help, do not use it and tell the publisher."
        )
