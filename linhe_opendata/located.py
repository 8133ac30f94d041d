"""What our rules find in rows, as errors of a report, on their lines. Does I/O (reads).

A finding then reads the same wherever it comes from, and an annotation lands on its line.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from frictionless import Resource

from linhe_opendata.validation import Place, add_lines, cell_error

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from frictionless import Error

    from linhe_opendata.figures import Finding
    from linhe_opendata.records import Record


def locate(
    findings: Iterable[tuple[Record[Any], Finding]], package: Mapping[str, Any], folder: Path
) -> dict[str, list[Error]]:
    """Return the findings as errors of frictionless's kind, by table, with physical lines.

    The tables of `package`, a descriptor with its schemas, lie in `folder`.
    """
    resources = {resource["name"]: resource for resource in package["resources"]}
    errors: dict[str, list[Error]] = defaultdict(list)
    for record, finding in findings:
        fields = [field["name"] for field in resources[record.table]["schema"]["fields"]]
        number = fields.index(finding.field) + 1
        place = Place(
            record.row_number,
            field_name=finding.field,
            field_number=number,
            cell=record.cells[number - 1],
            cells=record.cells,
        )
        errors[record.table].append(cell_error(finding.rule, place, finding.note))
    for table, found in errors.items():
        keyless = {"fields": resources[table]["schema"]["fields"]}  # keys would open other tables
        descriptor = {**resources[table], "schema": keyless}
        with Resource.from_descriptor(descriptor, basepath=str(folder)) as resource:
            add_lines(found, resource)
    return errors
