"""The row that a text has in `sources`: by what it is known, and what is asked of it. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.figures.evidence import digest_text
from linhe_opendata.figures.judge import find_source
from linhe_opendata.messages import message
from linhe_opendata.quantities.tables.script import SIMPLIFIED

if TYPE_CHECKING:
    from linhe_opendata.contribute.workbench import Workbench

DEFAULT_KIND: Final = "report"
_SCRIPTS: Final = (frozenset(SIMPLIFIED), frozenset(SIMPLIFIED.values()))


@dataclass(frozen=True, slots=True)
class Described:
    """What a person says of a text; what is not said stays empty."""

    id: str = ""
    kind: str = ""
    language: str = ""
    date: str = ""


def find_id(bench: Workbench, text: str, asked: str = "") -> str | None:
    """Return the id that a clean text is recorded under, None where it is new.

    Raises:
        InvalidMetadataError: it is recorded under another id than `asked`, or `asked` is the id of
            another text.

    """
    where = str(bench.curated.folder)
    known = find_source(bench.records, text)
    if known is not None:
        if asked and asked != known.says.id:
            said = message("source-has-id", asked=asked, known=known.says.id)
            raise InvalidMetadataError(where, [said])
        return known.says.id
    if any(record.says.id == asked for record in bench.records.sources):
        raise InvalidMetadataError(where, [message("source-id-taken", asked=asked)])
    return None


def propose_id(name: str) -> str:
    """Return an id that is made of the name of a file: lower-case words with hyphens."""
    return "-".join(re.findall("[a-z0-9]+", name.lower())) or "text-1"


def source_row(text: str, said: Described) -> dict[str, str]:
    """Return the row of a new source; its language is that of its script unless it is said."""
    return {
        "id": said.id,
        "kind": said.kind or DEFAULT_KIND,
        "language": said.language or guess_language(text),
        "date": said.date,
        "sha256": digest_text(text),
        "length": str(len(text)),
    }


def guess_language(text: str) -> str:
    """Return `zh-Hant` or `zh-Hans`, by the characters that only one of them has."""
    traditional, simplified = (sum(each in script for each in text) for script in _SCRIPTS)
    return "zh-Hant" if traditional > simplified else "zh-Hans"
