"""All tables of what reports find. Pure."""

from __future__ import annotations

from typing import Final

from linhe_opendata.messages.tables.findings.bounds import BOUND_SENTENCES
from linhe_opendata.messages.tables.findings.cells import CELL_SENTENCES
from linhe_opendata.messages.tables.findings.figures import FIGURE_SENTENCES
from linhe_opendata.messages.tables.findings.heads import HEAD_SENTENCES
from linhe_opendata.messages.tables.findings.kind import kind_sentences
from linhe_opendata.messages.tables.findings.lint import LINT_SENTENCES
from linhe_opendata.messages.tables.findings.lint_schemas import SCHEMA_SENTENCES
from linhe_opendata.messages.tables.findings.project_kinds import PROJECT_KINDS
from linhe_opendata.messages.tables.findings.remedies import FORM_SENTENCES, REMEDY_SENTENCES
from linhe_opendata.messages.tables.findings.table_kinds import TABLE_KINDS
from linhe_opendata.messages.tables.findings.their_kinds import THEIR_KIND_SENTENCES

FINDING_TABLES: Final = (
    kind_sentences(PROJECT_KINDS),
    kind_sentences(TABLE_KINDS),
    THEIR_KIND_SENTENCES,
    REMEDY_SENTENCES,
    FORM_SENTENCES,
    FIGURE_SENTENCES,
    HEAD_SENTENCES,
    CELL_SENTENCES,
    BOUND_SENTENCES,
    LINT_SENTENCES,
    SCHEMA_SENTENCES,
)
