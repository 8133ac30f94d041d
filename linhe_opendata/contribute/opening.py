"""A text on the workbench of a project: what it is known by, and its candidates. Does I/O (reads).

The text itself, and its sentences, never become part of a project: what a person is to see of
them is written elsewhere (`require_outside`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from linhe_opendata.contribute.candidates import Candidate, Setting, find_candidates
from linhe_opendata.contribute.deciding import overlaps, recorded_spans
from linhe_opendata.contribute.sourcing import Described, find_id
from linhe_opendata.contribute.suggesting import surroundings_of
from linhe_opendata.contribute.workbench import Workbench, open_workbench, read_table_sheet
from linhe_opendata.documents import real_path
from linhe_opendata.documents.extracting import read_source_text
from linhe_opendata.errors import InvalidMetadataError, UnknownNameError
from linhe_opendata.figures.evidence import clean_text
from linhe_opendata.messages import message

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project

CONTEXT_COLUMNS = ("char_start", "char_end", "words", "clause", "sentence")
"""What is written for the curator's eyes, beside the candidates."""


@dataclass(frozen=True)
class OpenedText:
    """A text, the project it is held against, and what its numbers are read with.

    `is_recorded` tells whether it is a source of the project already.
    """

    text: str
    bench: Workbench
    setting: Setting
    is_recorded: bool

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Every number of the text, in order."""
        return tuple(find_candidates(self.text, self.setting))

    @property
    def open_candidates(self) -> list[Candidate]:
        """Those that nothing is recorded of."""
        spans = recorded_spans(self.bench, self.setting.source) if self.is_recorded else []
        return [one for one in self.candidates if not overlaps(one, spans)]

    def context(self, candidate: Candidate) -> dict[str, str]:
        """Return the words around a candidate, by `CONTEXT_COLUMNS`."""
        clause, sentence = surroundings_of(self.text, candidate.start, candidate.end)
        cells = (str(candidate.start), str(candidate.end), candidate.words, clause, sentence)
        return dict(zip(CONTEXT_COLUMNS, map(str.strip, cells), strict=True))


def open_text(
    project: Project,
    file: Path,
    said: Described,
    place: str | None = None,
    table: str | None = None,
) -> OpenedText:
    """Return the text of a file on the workbench of a project.

    `said` is what a person says of the text, `place` (ISO 3166-1) where it is from if not from the
    project's area. With `table`, only indicators of that table are suggested.

    Raises:
        InvalidMetadataError: the project or the file cannot be read, the file holds no text, the
            id is another text's, or the date is none.
        MissingExtraError: what takes the text out of the file is not installed.
        UnknownNameError: the project has no such table.

    """
    bench = open_workbench(project)
    text = clean_text(read_source_text(file))
    if not text.strip():
        raise InvalidMetadataError(str(file), [message("text-empty")])
    known = find_id(bench, text, said.id)
    tables = [*bench.tables("figures"), *bench.tables("exclusions")]
    if table is not None and table not in tables:
        raise UnknownNameError("table", table, tables)
    setting = Setting(
        place=place or bench.place,
        area=bench.area,
        source=known or said.id,
        known=_read_date(said.date or _recorded_date(bench, known), str(file)),
        choices=[one for one in bench.choices if table in (None, one.table)],
        reasons=bench.reasons,
    )
    return OpenedText(text, bench, setting, known is not None)


def reopen(opened: OpenedText, source: str, project: Project) -> OpenedText:
    """Return the text on the project as it is now, where it is recorded as `source`."""
    setting = replace(opened.setting, source=source)
    bench = open_workbench(project)
    return OpenedText(opened.text, bench, setting, find_id(bench, opened.text) is not None)


def require_outside(project: Project, path: Path) -> None:
    """Refuse to write what a text says into a project's folder.

    Raises:
        InvalidMetadataError: the path lies within it.

    """
    if real_path(path).is_relative_to(real_path(project.root)):
        raise InvalidMetadataError(str(path), [message("text-within-project")])


def _recorded_date(bench: Workbench, source: str | None) -> str:
    rows = [
        row
        for name in bench.tables("sources")
        for row in read_table_sheet(bench.curated.table(name).path).cells()
        if row["id"] == source
    ]
    return rows[0].get("date", "") if rows else ""


def _read_date(words: str, where: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError as error:
        raise InvalidMetadataError(where, [message("words-no-date", words=words)]) from error
