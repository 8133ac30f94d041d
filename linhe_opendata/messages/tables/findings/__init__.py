"""What reports find, in every language: the kinds of findings, and the sentences of each rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.tables.findings.project_kinds import PROJECT_KINDS
from linhe_opendata.messages.tables.findings.table_kinds import TABLE_KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linhe_opendata.messages.tables.findings.kind import FindingKind

OUR_KINDS: Final[Mapping[str, FindingKind]] = {**PROJECT_KINDS, **TABLE_KINDS}
"""Each kind of finding that is not frictionless's own."""
