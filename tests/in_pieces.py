"""A table read in pieces in one process, however small they are."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from linhe_opendata.validation.fast import EXPECTED
from linhe_opendata.validation.pieces.certifying import certify_piece
from linhe_opendata.validation.pieces.cuts import pieces_of
from linhe_opendata.validation.pieces.joining import NamedInPieces, certificate_of
from linhe_opendata.validation.proving.checks import Checks
from linhe_opendata.validation.proving.foreign import OwnKey
from linhe_opendata.validation.reading.opening import open_any
from linhe_opendata.validation.resource import file_bytes
from linhe_opendata.validation.unsupported import UnsupportedError

if TYPE_CHECKING:
    from random import Random

    from frictionless.resources import TableResource
    from fuzz_dimensions import Case

    from linhe_opendata.validation.pieces.certifying import PieceProof
    from linhe_opendata.validation.proving.certify import Certificate
    from linhe_opendata.validation.reading.tables import OpenedTable
    from linhe_opendata.validation.resource import Options


@dataclass
class InPieces:
    """Proves tables in pieces of some `size`; `numbers` says of how many each was.

    The tables that its foreign keys name are proven in pieces too, if they are large enough for
    one: `by_buckets` says how many keys were settled so.
    """

    size: int
    block: int
    numbers: list[int] = field(default_factory=list)
    by_buckets: list[int] = field(default_factory=list)

    def options(self, resource: TableResource, options: Options) -> Options:
        """Return how to validate a resource of a package by its pieces."""
        named = self._named(resource)
        self._resource, self._options = resource, options
        apart = frozenset(other.name or "" for other in named)
        return replace(options, proven=self, apart=apart)

    def _named(self, resource: TableResource) -> list[TableResource]:
        """Return the large tables that a resource names."""
        keys = resource.schema.foreign_keys
        names = sorted({key["reference"]["resource"] or resource.name for key in keys})
        assert resource.package is not None
        given = [n for n in names if resource.package.has_resource(n)]
        named = [resource.package.get_table_resource(name) for name in given]
        return [other for other in named if file_bytes(other) >= self.size]

    def __call__(self, table: OpenedTable, checks: Checks) -> Certificate | None:
        """Return a certificate, None where one is not proven in pieces."""
        name = str(table.resource.name)
        asked = {
            key.target: sorted({k.pairing[1:] for k in checks.apart if k.target == key.target})
            for key in checks.apart
        }
        if len(pieces_of(table, self.size)) < 2:
            return None
        try:
            own = asked.pop(name, [])
            proofs = {name: self._proofs(table, checks, own)}
            for other, keys in asked.items():
                proofs[other] = self._proofs_of(other, keys)
        except EXPECTED:
            return None
        asked[name] = own
        named = [
            NamedInPieces(proofs[key.target], asked[key.target].index(key.pairing[1:]))
            for key in checks.apart
        ]
        mine = proofs[name]
        self.numbers.append(len(mine))
        self.by_buckets.append(len(named))
        return certificate_of(mine, checks, float("inf"), named=named)

    def _proofs_of(self, name: str, keys: Any) -> list[PieceProof]:  # noqa: ANN401 -- what is named
        assert self._resource.package is not None
        other, limits = self._resource.package.get_table_resource(name), self._options.limits
        table = open_any(other, limits)
        checks = Checks(table, other, limits, self._options.known)
        return self._proofs(table, checks, keys)

    def _proofs(self, table: OpenedTable, checks: Checks, keys: Any) -> list[PieceProof]:  # noqa: ANN401 -- what is named
        if keys and "" not in checks.nulls:
            raise UnsupportedError("a blank line is not told")
        own = [OwnKey(table, places, checks.hashes, shared=shared) for places, shared in keys]
        pieces = pieces_of(table, self.size)
        return [certify_piece(table, checks, one, _silent, own, self.block) for one in pieces]


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


def make_named_long(random: Random, case: Case) -> None:
    """Let the table that foreign keys name have its rows more than once, and some more."""
    head, *rows = case.reference.splitlines(keepends=True)
    if head.endswith(b"\n") and random.random() < 0.8:
        rows *= random.choice([1, 3, 20])
        rows += [b"%d,%d,2024-01-%02d,%d\n" % (n, n, n % 28 + 1, n) for n in range(0, 60, 3)]
        random.shuffle(rows)
        case.reference = head + b"".join(rows)


def make_foreign_keys(random: Random, case: Case) -> None:
    """Add foreign keys where there is none, to the other table and to the table itself."""
    if not case.schema or case.schema.get("foreignKeys"):
        return
    hashable = [
        f for f in case.schema["fields"] if f["type"] not in {"array", "object", "geojson", "list"}
    ]
    found = []
    for mine in random.sample(hashable, min(2, len(hashable))):
        theirs = [f for f in hashable if f["type"] == mine["type"]]
        itself = {"resource": "", "fields": [random.choice(theirs)["name"]]}
        other = {"string": "id", "integer": "code", "date": "day", "number": "size"}
        named = {"resource": "ref", "fields": [other.get(mine["type"], "id")]}
        found.append({"fields": [mine["name"]], "reference": random.choice([itself, named])})
    if found:
        case.schema["foreignKeys"] = found
