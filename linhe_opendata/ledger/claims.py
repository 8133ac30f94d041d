"""The claim of a version: what the release is to say that is being written under it. Pure.

It is about content and not about bytes: Parquet and zip files differ between versions of their
writers, and a publication that was stopped under one can be finished under another. So the claim
does not know the tools; the record, which is written last, says which they were.

A claim from before there was a format number names the digest of the record instead, and fits it
alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linhe_opendata.documents.shapes import fit, maybe, sha256, struct
from linhe_opendata.ledger.documents import FORMAT, parse_document
from linhe_opendata.packing.canonical import json_bytes

if TYPE_CHECKING:
    from linhe_opendata.ledger.documents import ReleaseRecord


@dataclass(frozen=True, slots=True)
class Claim:
    """What a claim names: content and the SHA-256 of the record before, or that of the record."""

    content: str | None = None
    previous: str | None = None
    release: str | None = None

    @classmethod
    def of(cls, record: ReleaseRecord) -> Claim:
        """Return the claim under which the release of a record is written."""
        return cls(record.content, record.previous.sha256 if record.previous else None)

    def to_bytes(self) -> bytes:
        """Return the document."""
        return json_bytes({"format": FORMAT, "content": self.content, "previous": self.previous})

    def fits(self, record: ReleaseRecord, digest: str) -> bool:
        """Say whether the release was written under this claim; `digest` is its record's."""
        return self.release == digest if self.release else self == Claim.of(record)


def parse_claim(text: bytes, where: str) -> Claim:
    """Read a `claim.json`.

    Raises:
        InvalidMetadataError: it is none.
        NewerFormatError: its format is not known yet.

    """
    return fit(parse_document(text, where), _CLAIM, where)


_CLAIM = struct(Claim, content=maybe(sha256), previous=maybe(sha256), release=maybe(sha256))
