"""Keep releases in a site: their files, and each table as people take it away. Does I/O.

A release never changes, and most tables of one say what they said in the one before, so what is
made of a table is made once for each content that it had.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from linhe_opendata.ledger.documents import RECORD
from linhe_opendata.ledger.fetch import read_release
from linhe_opendata.packing.canonical import json_bytes
from linhe_opendata.packing.workbook import row_writer, to_workbook
from linhe_opendata.portal.files.downloads import json_line, to_json
from linhe_opendata.portal.tables import RowsMade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from linhe_opendata.client.copies import ReleaseCopy
    from linhe_opendata.portal.putting import SiteWriter
    from linhe_opendata.portal.tables import ReadTable, TablesRead

    Made = Mapping[str, bytes]


@dataclass
class _Made:
    """What was made of a table last: its forms by their endings, and what each row is in them."""

    of: ReadTable | None = None
    forms: Made = field(default_factory=dict)
    lines: RowsMade = field(default_factory=RowsMade)
    cells: RowsMade = field(default_factory=RowsMade)


@dataclass
class Keeper:
    """Keeps the releases of one package, oldest first; knows what was made of each table last."""

    writer: SiteWriter
    tables: TablesRead
    made: dict[str, _Made] = field(default_factory=dict)

    def keep(self, copy: ReleaseCopy) -> None:
        """Copy a release; its record comes last, and where it stands the release is whole.

        What is to be copied is read from the store itself, once, and held against the record.
        """
        folder = f"{copy.name}/{copy.version}"
        record = copy.read_record()
        if self.writer.site.find(f"{folder}/{RECORD}") == record:
            self.writer.unchanged += 1
            return
        release = read_release(copy.store, copy.record)
        files = [
            self.writer.keep(f"{folder}/{file.path}", partial(release.read_file, file.path))
            for file in copy.record.files
        ]
        files += [
            self.writer.keep(f"{folder}/{name}", make) for name, make in self.table_files(copy)
        ]
        self.writer.keep(f"{folder}/{RECORD}", lambda: record, after=files)

    def table_files(self, copy: ReleaseCopy) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """Yield each table as people take it away, by its short name, and what gives its bytes."""
        release = read_release(copy.store, copy.record)
        for resource in copy.descriptor["resources"]:
            table = resource["name"]
            yield f"{table}.csv", partial(release.read_file, f"csv/data/{table}.csv")
            yield f"{table}.metadata.json", partial(json_bytes, resource)
            for ending, data in self._forms(copy, resource).items():
                yield f"{table}.{ending}", partial(bytes, data)

    def _forms(self, copy: ReleaseCopy, resource: Mapping[str, Any]) -> Made:
        """Return a table in the forms that are made here, by their endings."""
        table = resource["name"]
        read, made = self.tables.read(copy, table), self.made.setdefault(table, _Made())
        if made.of is not read:
            names = read.table.column_names
            forms = {"json": to_json(made.lines.make(read, json_line(names)))}
            cells = made.cells.make(read, row_writer(names))
            if workbook := to_workbook(table, read.table, cells):
                forms["xlsx"] = workbook
            made.of, made.forms = read, forms
        return made.forms
