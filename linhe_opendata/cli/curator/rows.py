"""Candidate rows of a text, as `linhe read --format csv|json` writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linhe_opendata.cli.console import say_csv, say_json, say_message

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.contribute.opening import OpenedText

CANDIDATE_FORMATS = ("csv", "json")


def print_candidates(
    opened: OpenedText, table: str | None, form: str, out: Path | None, context: Path | None
) -> None:
    """Write the candidates that nothing is recorded of, and beside them the words around each."""
    from linhe_opendata.contribute.candidates import CANDIDATE_COLUMNS, suggested_row
    from linhe_opendata.contribute.opening import CONTEXT_COLUMNS
    from linhe_opendata.contribute.writing import as_csv, write_whole
    from linhe_opendata.reports.json_ import dump

    candidates = opened.open_candidates
    if table in opened.bench.tables("exclusions"):
        candidates = [candidate for candidate in candidates if candidate.reason]
    rows = [suggested_row(candidate, opened.setting) for candidate in candidates]
    if context is not None:
        around = [opened.context(candidate) for candidate in candidates]
        write_whole(context, as_csv(CONTEXT_COLUMNS, around).encode())
    if out is not None:
        page = as_csv(CANDIDATE_COLUMNS, rows) if form == "csv" else dump(rows)
        write_whole(out, page.encode())
    elif form == "csv":
        say_csv(CANDIDATE_COLUMNS, rows)
    else:
        say_json(rows)
    excluded = sum(bool(row["reason"]) for row in rows)
    chosen = sum(bool(row["indicator"]) for row in rows)
    say_message(
        "candidates-written",
        err=True,
        count=len(rows),
        chosen=chosen,
        excluded=excluded,
        recorded=len(opened.candidates) - len(opened.open_candidates),
    )
