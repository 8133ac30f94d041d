"""Physical lines of records: where in a text file a row begins. Does I/O (reads text).

Frictionless counts records; a cell with a line break makes a record longer than a line. An
annotation in a pull request needs the line, so every error that concerns a row carries both.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from frictionless import FrictionlessException, system
from frictionless.formats import CsvControl

from linhe_opendata.validation.findings import row_number_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from frictionless import Error, Resource


def add_lines(errors: Iterable[Error], resource: Resource) -> None:
    """Write the physical line of its row (from 1) into every error that concerns a row."""
    of_rows = [(row, error) for error in errors if (row := row_number_of(error))]
    wanted = {row for row, error in of_rows if "lineNumber" not in error.custom}
    if not wanted or resource.format not in {"csv", "tsv"} or resource.data is not None:
        return
    lines = record_lines(resource, wanted)
    for row, error in of_rows:
        if row in lines:
            error.custom.setdefault("lineNumber", lines[row])


def record_lines(resource: Resource, wanted: set[int]) -> dict[int, int]:
    """Return the line on which each `wanted` record (from 1) of a CSV file begins (from 1).

    The resource must have been opened before, so that its encoding and dialect are known.
    """
    found: dict[int, int] = {}
    dialect = CsvControl.from_dialect(resource.dialect).to_python()
    last = max(wanted)
    try:
        with system.create_loader(resource) as loader:
            reader, line = csv.reader(loader.text_stream, dialect), 1
            for number, _ in enumerate(reader, start=1):
                if number in wanted:
                    found[number] = line
                if number >= last:
                    break
                line = reader.line_num + 1
    except (UnicodeError, FrictionlessException, csv.Error, OSError):
        return found  # the report says so already; lines are known up to there
    return found
