"""Which release the data of a project are, if they are one, and why not. Does I/O (reads).

The record of a release, as the publisher's own store has it, may lie beside the head of a project.
It names the version, and the digest of all that the release says: data that say anything else are
not called by its number.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from linhe_opendata.documents import read_document
from linhe_opendata.ledger.documents import RECORD, parse_record
from linhe_opendata.messages import Message, message
from linhe_opendata.packing.drafting import draft
from linhe_opendata.project.curated import read_curated

if TYPE_CHECKING:
    from linhe_opendata.project.folder import Project

UNRELEASED = "unreleased"
"""What stands for a version where there is none."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The version of the release that data are; else `unreleased`, and the reason."""

    version: str
    reason: Message | None = None


def find_standing(project: Project) -> Standing:
    """Return which release the data of a project are, as they would be built now.

    Raises:
        InvalidMetadataError: the record beside the head is none, or nothing can be built.

    """
    path = project.head.with_name(RECORD)
    if not path.is_file():
        return Standing(UNRELEASED, message("release-not-recorded", file=RECORD))
    record = parse_record(read_document(path), str(path))
    with tempfile.TemporaryDirectory(prefix="linhe-") as scratch:
        drafted = draft(read_curated(project), Path(scratch))
        same = (drafted.name, drafted.content) == (record.name, record.content)
    if same:
        return Standing(record.version)
    release = f"{record.name} {record.version}"
    return Standing(UNRELEASED, message("release-says-other", file=RECORD, release=release))
