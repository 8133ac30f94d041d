"""Bytes become the documents of a release, or an error that names what is wrong. Pure.

What is asked for must be what is answered: whoever reads a document says whose it must be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.documents import parse_object, shapes
from linhe_opendata.documents.shapes import (
    MisfitError,
    checked,
    fit,
    items,
    keeping,
    mapping,
    maybe,
    nullable,
    sha256,
    struct,
    whole,
)
from linhe_opendata.errors import NewerFormatError, OtherDocumentError
from linhe_opendata.ledger.documents.model import (
    FORMAT,
    NO_REASON,
    Catalogue,
    CatalogueEntry,
    CorrectedTable,
    Predecessor,
    ReleaseRecord,
    make_catalogue,
)
from linhe_opendata.messages import message
from linhe_opendata.packing.manifest import FILE_LIST, OBJECT_NAME, PackageTable, only
from linhe_opendata.versions import parse_version

if TYPE_CHECKING:
    from collections.abc import Mapping


def parse_document(text: bytes, where: str) -> dict[str, Any]:
    """Read a document of a store, of whatever kind, in a format that is known.

    Raises:
        InvalidMetadataError: it is no document, or its format is no number.
        NewerFormatError: its format is not known yet.

    """
    return check_format(parse_object(text, where), where)


def check_format(document: dict[str, Any], where: str) -> dict[str, Any]:
    """Return a document of a store if it is in a format that is known; raises as its reader."""
    number: int = fit(document, struct(only, format=maybe(whole, 0)), where)
    if number > FORMAT:
        raise NewerFormatError(where, number, FORMAT)
    return document


def parse_record(text: bytes, where: str, asked: str | None = None) -> ReleaseRecord:
    """Read a `release.json`: that of the release that was `asked` for, as `NAME/VERSION`.

    Raises:
        InvalidMetadataError: it is none.
        OtherDocumentError: it is that of another release.

    """
    record = fit(parse_document(text, where), _RECORD, where)
    if asked not in (None, found := f"{record.name}/{record.version}"):
        raise OtherDocumentError(where, "record", found, asked)
    return record


def parse_catalogue(text: bytes, where: str, asked: str) -> Catalogue:
    """Read the `releases.json` of the package that was `asked` for by its name.

    Raises:
        InvalidMetadataError: it is none.
        OtherDocumentError: it is that of another package.

    """
    catalogue = fit(parse_document(text, where), _CATALOGUE, where)
    if catalogue.name != asked:
        raise OtherDocumentError(where, "catalogue", catalogue.name, asked)
    return catalogue


def parse_yank(text: bytes, where: str) -> str:
    """Read the reason from a `yanked.json`.

    Raises:
        InvalidMetadataError: it is not one.

    """
    reason: str = fit(parse_document(text, where), struct(only, reason=_reason), where)
    return reason


def _reason(value: object) -> str:
    """Read why a release was yanked; for a time a blank reason was taken."""
    reason = shapes.text(value)
    return reason if reason.strip() else NO_REASON


def _listed(
    name: str, sequence: int, releases: tuple[CatalogueEntry, ...], others: Mapping[str, Any]
) -> Catalogue:
    catalogue = make_catalogue(name, releases, others)
    if catalogue.sequence != sequence or catalogue.releases != releases:
        raise MisfitError(message("not-that-of-its-releases"))
    return catalogue


_VERSION = checked(parse_version)
_RECORD = struct(
    ReleaseRecord,
    name=OBJECT_NAME,
    version=_VERSION,
    created=nullable(shapes.text),
    content=sha256,
    previous=nullable(struct(Predecessor, version=_VERSION, sha256=sha256)),
    tools=mapping(shapes.text),
    tables=items(
        struct(PackageTable, name=shapes.text, rows=whole, sha256=sha256), lambda table: table.name
    ),
    files=FILE_LIST,
    corrected=items(
        struct(CorrectedTable, name=shapes.text, rows=whole, fields=mapping(whole)),
        lambda table: table.name,
    ),
)
_CATALOGUE = keeping(
    _listed,
    "format",
    name=OBJECT_NAME,
    sequence=whole,
    releases=items(
        keeping(
            CatalogueEntry,
            version=_VERSION,
            created=maybe(shapes.text),
            sha256=sha256,
            yanked=maybe(_reason),
        ),
        lambda entry: entry.version,
    ),
)
