"""`linhe read`: the quantities in a text or a folder of texts, and which of them are recorded."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from linhe_opendata.cli.console import (
    format_interval,
    format_number,
    progress_bar,
    say_message,
)
from linhe_opendata.cli.curator.rows import CANDIDATE_FORMATS, print_candidates
from linhe_opendata.cli.listing import Listing, heads
from linhe_opendata.cli.options import (
    LocalName,
    LocalPath,
    project_options,
    said_of_source_options,
)
from linhe_opendata.cli.refusals import MisuseError
from linhe_opendata.cli.speaking import phrase
from linhe_opendata.messages import message

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linhe_opendata.auditing.texts import Tally
    from linhe_opendata.contribute.sourcing import Described
    from linhe_opendata.figures.evidence import Sighting
    from linhe_opendata.figures.records import Records
    from linhe_opendata.messages import Message
    from linhe_opendata.project.folder import Project
    from linhe_opendata.quantities import Mention

_STATUS_STYLES = {"recorded": "green", "excluded": "dim", "unseen": "bold red"}
_UNREADABLE = 3


@click.command()
@click.argument("file", type=LocalPath(exists=True, path_type=Path))
@project_options
@click.option(
    "--place",
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *CANDIDATE_FORMATS]),
    default="text",
    show_default=True,
)
@click.option("--rows", "table", type=LocalName())
@click.option("--out", type=LocalPath(path_type=Path))
@click.option("--context", type=LocalPath(path_type=Path))
@said_of_source_options
@click.pass_context
def read_command(  # noqa: PLR0913 -- one argument per option of the command
    ctx: click.Context,
    *,
    file: Path,
    project: Project | Path | None,
    place: str | None,
    jobs: int | None,
    form: str,
    table: str | None,
    out: Path | None,
    context: Path | None,
    said: Described,
    text_out: Path | None,
) -> None:
    """List the quantities in a text, each with its interval, and hold them against a project."""
    from linhe_opendata.auditing.texts import load_records
    from linhe_opendata.contribute.opening import open_text, require_outside
    from linhe_opendata.contribute.writing import write_whole
    from linhe_opendata.documents.extracting import read_source_text
    from linhe_opendata.figures.evidence import clean_text
    from linhe_opendata.project.curated import read_head
    from linhe_opendata.project.folder import find_project

    found = find_project(project)
    for written in (context, text_out):
        if written is not None:
            require_outside(found, written)
    if text_out is not None:
        write_whole(text_out, clean_text(read_source_text(file)))
    if form != "text":
        opened = open_text(found, file, said, place, table)
        print_candidates(opened, table, form, out, context)
        return
    records, name = load_records(found), read_head(found)["name"]
    if file.is_dir():
        ctx.exit(_read_folder(file, records, name, place, jobs or os.cpu_count() or 1))
    ctx.exit(_read_file(file, records, name, place))


def _read_file(file: Path, records: Records, name: str, place: str | None) -> int:
    from linhe_opendata.auditing.texts import see_text
    from linhe_opendata.documents.extracting import read_source_text

    seen = see_text(read_source_text(file), records, place)
    is_source = seen.source is not None
    _print_sightings(seen.sightings, with_status=is_source)
    _print_uncertain(seen.uncertain)
    say_message("project-is", name=name)
    total = _totals(len(seen.sightings), len(seen.uncertain))
    counts = Counter(sighting.status for sighting in seen.sightings)
    if is_source:
        say_message("text-is-source", total=total, statuses=_statuses(counts))
        return 1 if counts["unseen"] else 0
    say_message("text-is-no-source", total=total)
    return 0


def _read_folder(folder: Path, records: Records, name: str, place: str | None, jobs: int) -> int:
    from linhe_opendata.auditing.texts import find_texts, tally_texts

    paths = find_texts(folder)
    if not paths:
        raise MisuseError("folder-holds-no-text", folder=folder)
    with progress_bar() as advance:
        tallies = [*tally_texts(paths, records, place, jobs=jobs, progress=advance)]
    _print_tallies(folder, tallies)
    say_message("project-is", name=name)
    counts: Counter[str] = Counter()
    for tally in tallies:
        counts += tally.statuses
    quantities = _totals(
        sum(tally.quantities for tally in tallies), sum(tally.uncertain for tally in tallies)
    )
    sources = sum(tally.source is not None for tally in tallies)
    read: dict[str, Any] = {
        "texts": message("number-of-texts", count=len(tallies)),
        "total": quantities,
    }
    if sources:
        known = message("number-of-sources", count=sources)
        said = _statuses(counts)
        say_message("texts-and-sources-read", **read, sources=known, statuses=said)
    else:
        say_message("texts-read", **read)
    for tally in tallies:
        if tally.problem:
            say_message("text-not-read", problem=tally.problem, err=True)
    if any(tally.problem for tally in tallies):
        return _UNREADABLE
    return 1 if counts["unseen"] else 0


def _totals(quantities: int, uncertain: int) -> Message:
    total = message("number-of-quantities", count=quantities)
    if not uncertain:
        return total
    return message("quantities-and-uncertain", quantities=total, uncertain=uncertain)


def _statuses(counts: Counter[str]) -> tuple[Message, ...]:
    return tuple(message(f"number-{status}", count=counts[status]) for status in _STATUS_STYLES)


def _print_sightings(sightings: Sequence[Sighting], *, with_status: bool) -> None:
    columns = heads("at>", "text", "value>", "interval", "qualifier", "unit", "status", "as")
    table = Listing(*columns[: None if with_status else -2])
    for sighting in sightings:
        quantity = sighting.quantity
        table.add(
            str(quantity.start),
            quantity.text,
            format_number(quantity.value),
            format_interval(quantity.lower, quantity.upper, quantity.bounds),
            quantity.qualifier,
            quantity.unit,
            *((phrase(f"status-{sighting.status}"), sighting.by) if with_status else ()),
            style=_STATUS_STYLES.get(sighting.status, ""),
        )
    table.say()


def _print_uncertain(mentions: Sequence[Mention]) -> None:
    if not mentions:
        return
    say_message("uncertain-follow")
    table = Listing(*heads("at>", "text"))
    for mention in mentions:
        table.add(str(mention.start), mention.text)
    table.say()


def _print_tallies(folder: Path, tallies: Sequence[Tally]) -> None:
    statuses = (f"{status}>" for status in _STATUS_STYLES)
    table = Listing(*heads("text", "quantities>", "uncertain>", *statuses))
    for tally in tallies:
        known = [str(tally.statuses[status]) if tally.source else "" for status in _STATUS_STYLES]
        numbers = ["", ""] if tally.problem else [str(tally.quantities), str(tally.uncertain)]
        table.add(tally.path.relative_to(folder).as_posix(), *numbers, *known)
    table.say()
