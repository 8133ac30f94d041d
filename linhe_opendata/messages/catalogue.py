"""All messages in one table, gathered from the tables of their families. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence
from linhe_opendata.messages.tables import changes, errors, nouns, reports
from linhe_opendata.messages.tables import help as helps
from linhe_opendata.messages.tables.findings import OUR_KINDS
from linhe_opendata.messages.tables.findings.bounds import BOUND_SENTENCES
from linhe_opendata.messages.tables.findings.cells import CELL_SENTENCES
from linhe_opendata.messages.tables.findings.figures import FIGURE_SENTENCES
from linhe_opendata.messages.tables.findings.heads import HEAD_SENTENCES
from linhe_opendata.messages.tables.findings.kind import kind_sentences
from linhe_opendata.messages.tables.findings.lint import LINT_SENTENCES
from linhe_opendata.messages.tables.findings.lint_schemas import SCHEMA_SENTENCES
from linhe_opendata.messages.tables.findings.remedies import REMEDY_SENTENCES
from linhe_opendata.messages.tables.findings.their_kinds import THEIR_KIND_SENTENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

MESSAGE_TABLES: Final = (
    changes.CHANGE_SENTENCES,
    errors.ERROR_SENTENCES,
    helps.HELP_SENTENCES,
    nouns.NOUN_SENTENCES,
    reports.REPORT_SENTENCES,
    kind_sentences(OUR_KINDS),
    THEIR_KIND_SENTENCES,
    REMEDY_SENTENCES,
    FIGURE_SENTENCES,
    HEAD_SENTENCES,
    CELL_SENTENCES,
    BOUND_SENTENCES,
    LINT_SENTENCES,
    SCHEMA_SENTENCES,
)
"""The table of each family; a test holds that no two have the same code."""

MESSAGES: Final[Mapping[str, Sentence]] = {
    "verbatim": Sentence("{text}", "{text}"),
    **{code: wording for table in MESSAGE_TABLES for code, wording in table.items()},
}
"""Each sentence by its code."""
