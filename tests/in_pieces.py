"""A table read in pieces in one process, however small they are."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linhe_opendata.validation.fast import EXPECTED
from linhe_opendata.validation.pieces.certifying import certify_piece
from linhe_opendata.validation.pieces.cuts import pieces_of
from linhe_opendata.validation.pieces.joining import certificate_of

if TYPE_CHECKING:
    from random import Random

    from fuzz_dimensions import Case

    from linhe_opendata.validation.proving.certify import Certificate
    from linhe_opendata.validation.proving.checks import Checks
    from linhe_opendata.validation.reading.tables import OpenedTable


@dataclass
class InPieces:
    """Proves tables in pieces of some `size`; `numbers` says of how many each was."""

    size: int
    block: int
    numbers: list[int] = field(default_factory=list)

    def __call__(self, table: OpenedTable, checks: Checks) -> Certificate | None:
        """Return a certificate, None where one is not proven in pieces."""
        pieces = pieces_of(table, self.size)
        if len(pieces) < 2:
            return None
        try:
            proofs = [certify_piece(table, checks, one, _silent, self.block) for one in pieces]
        except EXPECTED:
            return None
        self.numbers.append(len(pieces))
        return certificate_of(proofs, checks, float("inf"))


def _silent(_: int) -> None:
    """Report no progress."""


def make_whole(random: Random, case: Case) -> None:
    """Write a random case anew, its rows more than once and with quotes where they should be.

    What stands in the cells stays; what no text of pieces may have goes.
    """
    delimiter = case.dialect.get("csv", case.dialect).get("delimiter", ",")
    text = case.files[0].decode(case.encoding or "utf-8", "replace").removeprefix("\ufeff")
    lines = io.StringIO(text.replace("\0", ""), newline="")
    try:
        head, *rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except (csv.Error, ValueError):
        return
    rows *= random.choice([1, 2, 5, 20])
    if random.random() < 0.5:
        random.shuffle(rows)
    if random.random() < 0.2:
        rows.insert(random.randint(0, len(rows)), random.choice([[], ["x"], [*head, "y"]]))
    quoting: Any = random.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    written = io.StringIO(newline="")
    end = random.choice(["\n", "\n", "\r\n"])
    case.format, case.declared = random.choice(["csv", "csv", "tsv"]), {}
    mark = "\t" if case.format == "tsv" else ","
    writer = csv.writer(written, delimiter=mark, lineterminator=end, quoting=quoting)
    writer.writerows([head, *rows])
    case.files, case.encoding, case.dialect = [written.getvalue().encode()], "utf-8", {}
