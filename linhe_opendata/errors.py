"""Errors, named by who is at fault. Pure; the lowest layer.

::

    LinheError
    ├── UnknownNameError         the caller named what is not there
    │   ├── UnknownPackageError  a package that the store does not have
    │   └── UnknownVersionError  a version that the store does not have
    ├── UnreadableQuantityError  the caller gave a text that says no quantity, or several
    ├── InvalidArgumentError     the caller gave a value that cannot be used there
    ├── DifferentUnitsError      the caller adds what cannot be added
    ├── InvalidMetadataError     who wrote the project, schema or descriptor broke its rules
    │   └── OtherDocumentError   a sound document, of something else than was asked for
    ├── NewerFormatError         this library is older than the store
    ├── InvalidPackageError      the data are not fit to be built or published
    ├── ProjectChangedError      a file was saved while it was being published
    ├── ClusterError             workers of a cluster did not do what they were given
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
from typing import TYPE_CHECKING, Any, Self

from linhe_opendata.messages import DEFAULT_LANGUAGE, Message, message

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from frictionless import Report


class LinheError(Exception):
    """Anything this library refuses to do; the base of every error it raises itself.

    It carries a `message`: a code and parameters, which `say` puts into a language.
    """

    def __init__(self, code: str, /, **parameters: Any) -> None:  # noqa: ANN401 -- whatever it takes
        """Say the sentence of `code`, its places filled with `parameters`."""
        self._carry(message(code, **parameters))

    def _carry(self, said: Message) -> None:
        self.message = said
        Exception.__init__(self, str(said))

    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return what is wrong, in `language` (`en`, `zh`)."""
        return self.message.say(language)

    def offering(self, near: Collection[str]) -> Self:
        """Return the error, which goes on to ask whether one of those `near` was meant, if any."""
        if near:
            offer = message("name-near", near=tuple(near))
            self._carry(message("said-and-offered", said=self.message, offer=offer))
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle it with what it carries: errors travel between processes."""
        return _restore, (type(self), self.args, self.__dict__)


def _restore(kind: type[LinheError], args: tuple[Any, ...], state: Mapping[str, Any]) -> LinheError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class UnknownNameError(LinheError):
    """A name that nothing answers to; offers the nearest names there are."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Say that no `kind` (of `messages/tables/nouns.py`) is called `name`, and what is near."""
        self.kind, self.name, self.known = kind, name, tuple(sorted(known))
        what = message(f"noun-{kind}")
        near = tuple(get_close_matches(name, self.known, n=3)) or self.known
        offer = message("name-near", near=near) if near else message("name-none", kind=what)
        self._carry(message("unknown-name", kind=what, name=name, offer=offer))


class UnknownPackageError(UnknownNameError):
    """A package that a store does not have; lists those it has, where that can be known."""

    def __init__(self, package: str, known: Iterable[str] | None, where: str) -> None:
        """Say that `where` has no such `package`, and all that it has; None if none can tell."""
        super().__init__("package", package, known or ())
        there = message("it-cannot-be-asked") if known is None else _list_known(self.known)
        self._carry(message("unknown-package", where=where, name=package, there=there))


class UnknownVersionError(UnknownNameError):
    """A version that a store does not have; lists those it has."""

    def __init__(self, version: str, known: tuple[str, ...], where: Message | str) -> None:
        """Say that `where` has no such `version`, and all that it has."""
        super().__init__("version", version, known)
        there = _list_known(known)
        self._carry(message("unknown-version", where=where, name=version, there=there))


def _list_known(known: tuple[str, ...]) -> Message:
    return message("it-has", known=known) if known else message("it-has-none")


class UnreadableQuantityError(LinheError, ValueError):
    """A text that is not one quantity expression."""

    def __init__(self, text: str, reason: Message) -> None:
        """Say why `text` cannot be read as one quantity."""
        self.text, self.reason = text, reason
        self._carry(message("unreadable-quantity", text=text, reason=reason))


class InvalidArgumentError(LinheError, ValueError):
    """A value that a function cannot use: a day that is none, a choice that a table cannot give."""


class DifferentUnitsError(LinheError, ValueError):
    """Figures of different units that were to be added or subtracted."""

    def __init__(self, one: str, other: str) -> None:
        """Name both units."""
        self._carry(message("different-units", one=one, other=other))


class InvalidMetadataError(LinheError):
    """A project, schema or descriptor that breaks its standard."""

    def __init__(self, where: Message | str, problems: Iterable[Message]) -> None:
        """Name `where`, a file or what else is meant, and list all its `problems` at once."""
        self.where, self.problems = str(where), tuple(problems)
        self._carry(message("invalid-metadata", where=where, problems=self.problems))


class OtherDocumentError(InvalidMetadataError):
    """A document that is sound, and that of something else than was asked for."""

    def __init__(self, where: str, kind: str, found: str, asked: str) -> None:
        """Say of what the document `where`, a `kind` of thing, is, and of what it should be."""
        self.found, self.asked = found, asked
        what = message(f"noun-{kind}")
        other = message("other-document", kind=what, found=found, asked=asked)
        super().__init__(where, [other, message("tell-the-publisher")])


class NewerFormatError(LinheError):
    """A document in a format that this version of the library does not know."""

    def __init__(self, where: str, number: int, known: int) -> None:
        """Name the document, the number of its format, and the highest that is known here."""
        self.where, self.number, self.known = where, number, known
        self._carry(message("newer-format", where=where, number=number, known=known))


class InvalidPackageError(LinheError):
    """A package that was refused; `report` says why."""

    def __init__(self, said: Message, report: Report) -> None:
        """Carry the `report` that made the refusal."""
        self.report = report
        self._carry(said)


class ProjectChangedError(LinheError):
    """A file of a project that changed between being checked and being packed."""

    def __init__(self, path: str) -> None:
        """Name the file at `path`."""
        self.path = path
        self._carry(message("project-changed", path=path))


class MissingExtraError(LinheError):
    """A part of this library needs packages that are not installed with all of it."""

    def __init__(self, part: str, extra: str, lacking: str | None) -> None:
        """Say that `part` (a noun) needs the `extra`, of which `lacking` is not there."""
        self.extra = extra
        what = lacking or message("noun-packages")
        said = message("missing-extra", part=message(f"noun-{part}"), lacking=what, extra=extra)
        self._carry(said)


class ClusterError(LinheError):
    """Work that a cluster was given and did not do to its end; there is no half result."""


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
        much = message("more") if size is None else message("number", number=size)
        said = message("oversized", name=name, address=address, size=much, at_most=at_most)
        self._carry(said)


class IntegrityError(StoreError):
    """Bytes that differ from the digest recorded for them."""

    def __init__(self, name: str, expected: str, actual: str) -> None:
        """Name the object and both digests (lower-case hexadecimal SHA-256)."""
        self.name, self.expected, self.actual = name, expected, actual
        self._carry(message("changed-bytes", name=name, expected=expected, actual=actual))
