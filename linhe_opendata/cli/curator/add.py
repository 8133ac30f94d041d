"""`linhe add`: the numbers of a text into the project's tables, one decision after the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.console import ask, print_report, say_message
from linhe_opendata.cli.options import (
    LocalName,
    LocalPath,
    project_options,
    said_of_source_options,
)
from linhe_opendata.cli.refusals import MisuseError
from linhe_opendata.cli.streams import is_terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linhe_opendata.contribute.opening import OpenedText
    from linhe_opendata.contribute.recording import NewRow
    from linhe_opendata.contribute.sourcing import Described
    from linhe_opendata.project.folder import Project


@click.command()
@click.argument("file", type=LocalPath(exists=True, dir_okay=False, path_type=Path))
@click.argument("table", required=False, type=LocalName())
@project_options
@said_of_source_options
@click.option(
    "--from",
    "decided",
    type=LocalPath(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--kind", default="")
@click.option("--language", default="")
@click.option("--place")
@click.option("--ask/--no-ask", "asks", default=None)
@click.pass_context
def add_command(  # noqa: PLR0913 -- one argument per option of the command
    ctx: click.Context,
    *,
    file: Path,
    table: str | None,
    project: Project | Path | None,
    said: Described,
    text_out: Path | None,
    decided: Path | None,
    kind: str,
    language: str,
    place: str | None,
    asks: bool | None,
) -> None:
    """Record the numbers of a text, asked one by one or decided before."""
    from linhe_opendata.auditing.audit import validate_project
    from linhe_opendata.contribute.opening import open_text, reopen, require_outside
    from linhe_opendata.contribute.refreshing import refresh_schemas
    from linhe_opendata.contribute.writing import write_whole
    from linhe_opendata.project.folder import find_project

    found = find_project(project)
    asks = decided is None and is_terminal() if asks is None else asks
    if decided is None and not asks:
        raise MisuseError("nobody-to-ask")
    for each in refresh_schemas(found):
        say_message("schema-written", file=each.path.name, fields=each.fields)
    said = replace(said, kind=kind, language=language)
    opened = open_text(found, file, said, place, table)
    if text_out is not None:
        require_outside(found, text_out)
        write_whole(text_out, opened.text)
    opened, source = _settle_source(opened, said, file, asks=asks)
    if decided is not None:
        entries = _add_decided(opened, source, decided)
    else:
        from linhe_opendata.cli.curator.walking import Walk

        entries = Walk(opened, source).run()
    _tell_added(opened, entries)
    left = len(reopen(opened, opened.setting.source, found).open_candidates)
    say_message("left-open", count=left)
    report = validate_project(found)
    print_report(report, "text")
    ctx.exit(int(not report.valid))


def _settle_source(
    opened: OpenedText, said: Described, file: Path, *, asks: bool
) -> tuple[OpenedText, NewRow | None]:
    """Return the text under its id, and the row that `sources` lacks of it, if it does."""
    from linhe_opendata.contribute.recording import NewRow
    from linhe_opendata.contribute.sourcing import find_id, propose_id, source_row
    from linhe_opendata.errors import InvalidMetadataError
    from linhe_opendata.messages import message

    where = str(opened.bench.curated.folder)
    if opened.is_recorded:
        return opened, None
    tables = opened.bench.tables("sources")
    if not tables:
        raise InvalidMetadataError(where, [message("no-sources-table")])
    proposed = propose_id(file.stem)
    if not said.id and asks:
        answer = ask("which-source-id", near=proposed)
        said = replace(said, id=answer or ("" if answer is None else proposed))
        find_id(opened.bench, opened.text, said.id)
    if not said.id:
        raise InvalidMetadataError(where, [message("source-without-id", near=proposed)])
    opened = replace(opened, setting=replace(opened.setting, source=said.id))
    return opened, NewRow(tables[0], source_row(opened.text, said))


def _add_decided(opened: OpenedText, source: NewRow | None, file: Path) -> Sequence[NewRow]:
    from linhe_opendata.contribute.deciding import decide_rows
    from linhe_opendata.contribute.recording import record_entries
    from linhe_opendata.contribute.workbench import read_table_sheet

    sheet = read_table_sheet(file)
    decisions = decide_rows(sheet, opened.candidates, opened.setting, opened.bench, str(file))
    if decisions.entries:
        new = [source] if source is not None else []
        record_entries(opened.bench, [*new, *decisions.entries])
    if decisions.left_open or decisions.recorded_before:
        say_message("decided-before", left=decisions.left_open, recorded=decisions.recorded_before)
    return decisions.entries


def _tell_added(opened: OpenedText, entries: Sequence[NewRow]) -> None:
    counts = Counter(entry.table for entry in entries)
    for table in opened.bench.curated.tables:
        if counts[table.name]:
            say_message("added", count=counts[table.name], table=table.name)
    if not entries:
        say_message("nothing-added")
