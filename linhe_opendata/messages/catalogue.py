"""All messages in one table, gathered from the tables of their families. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence
from linhe_opendata.messages.tables import (
    beginning,
    changes,
    curating,
    errors,
    nouns,
    printed,
    reading,
    reports,
    using,
)
from linhe_opendata.messages.tables.findings.tables import FINDING_TABLES
from linhe_opendata.messages.tables.help import HELP_TABLES
from linhe_opendata.messages.tables.refusals import REFUSAL_TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGE_TABLES: Final = (
    beginning.BEGINNING_SENTENCES,
    changes.CHANGE_SENTENCES,
    curating.CURATING_SENTENCES,
    errors.ERROR_SENTENCES,
    nouns.NOUN_SENTENCES,
    printed.PRINTED_SENTENCES,
    reading.READING_SENTENCES,
    reports.REPORT_SENTENCES,
    using.USING_SENTENCES,
    *FINDING_TABLES,
    *HELP_TABLES,
    *REFUSAL_TABLES,
)
"""The table of each family; a test holds that no two have the same code."""

MESSAGES: Final[Mapping[str, Sentence]] = {
    "verbatim": Sentence("{text}", "{text}"),
    **{code: wording for table in MESSAGE_TABLES for code, wording in table.items()},
}
"""Each sentence by its code."""
