"""`linhe read`: the quantities in a text, and which of them are recorded."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linhe_opendata.cli.console import (
    Listing,
    count,
    format_interval,
    format_number,
    say,
)
from linhe_opendata.cli.options import project_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linhe_opendata.evidence import Sighting
    from linhe_opendata.project import Project

_STYLES = {"recorded": "green", "excluded": "dim", "unseen": "bold red"}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@project_options
@click.pass_context
def read(ctx: click.Context, *, file: Path, project: Project | Path | None) -> None:
    """List the quantities in a text, each with its interval, and hold them against a project.

    Where FILE is a source of the project (known by its SHA-256), also say which quantities are
    recorded, which are excluded and which nobody has looked at; the last give exit code 1.
    """
    from linhe_opendata.audit import sight_text
    from linhe_opendata.curated import read_head
    from linhe_opendata.documents import read_text
    from linhe_opendata.evidence import clean_text
    from linhe_opendata.project import find_project

    found = find_project(project)
    sightings, is_source = sight_text(clean_text(read_text(file)), found)
    _print_sightings(sightings, with_status=is_source)
    say(f"The project is {read_head(found)['name']!r}.")
    total = count(len(sightings), "quantity", "quantities")
    counts = Counter(sighting.status for sighting in sightings)
    if is_source:
        parts = [f"{counts[status]} {status}" for status in _STYLES]
        say(f"{total}: {', '.join(parts)}.")
        ctx.exit(1 if counts["unseen"] else 0)
    say(f"{total}. This text is not a recorded source of the project.")


def _print_sightings(sightings: Sequence[Sighting], *, with_status: bool) -> None:
    columns = ("at>", "text", "value>", "interval", "qualifier", "unit", "status", "as")
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
            *((sighting.status, sighting.by) if with_status else ()),
            style=_STYLES.get(sighting.status, ""),
        )
    table.say()
