"""What is proven of a cell is what frictionless reads of it, whoever of the kernels is asked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from frictionless import Field, Schema

from linhe_opendata.messages import message
from linhe_opendata.validation.limits import LimitExceededError, exceeded
from linhe_opendata.validation.proving import columns, verdicts
from linhe_opendata.validation.proving.columns import Column, missing_values
from linhe_opendata.validation.proving.verdicts import Hashes, Role, hashes_of
from linhe_opendata.validation.reading.arrays import strings

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = ["a", "abc", "ab", "", "-", "临河", "a\nb", "é", None, "abc", "x" * 40]
WHOLE = ["1", "01", "-1", "+1", "x", "1.0", "", "-", "１", None, str(2**63), "9" * 30, "7 ", "b|"]
FRACTIONS = ["1", "1.0", "1e0", "0.5", ".5", "NaN", "x", "-0", "0", "", None, "1e400", "~", "-"]
DAYS = [
    "2024-01-02",
    "2024-1-2",
    "0001-01-01",
    "2024-02-30",
    "x",
    "",
    None,
    "-",
    "2024-01-02 ",
    "#",
]
MONTHS = ["2024-01", "2024-1", "2024-13", "x", "", None, "-", "#"]
YEARS = ["2024", "0001", "24", "x", "", None, "-", "#", "02024"]
TIMES = ["01:02:03", "01:02", "25:00:00", "x", "", None, "-", "01:02:03Z"]
FIELDS: list[tuple[dict[str, Any], Sequence[str | None]]] = [
    ({"type": "string"}, WORDS),
    ({"type": "string", "constraints": {"required": True}}, WORDS),
    ({"type": "string", "constraints": {"minLength": 2, "maxLength": 3}}, WORDS),
    ({"type": "string", "constraints": {"pattern": "[a-z]+"}}, WORDS),
    ({"type": "string", "constraints": {"enum": ["a", "ab"], "maxLength": 1}}, WORDS),
    ({"type": "string", "format": "email"}, ["a@b.co", "x", "", "-", None, "a@b.co"]),
    ({"type": "integer"}, WHOLE),
    ({"type": "integer", "constraints": {"required": True, "minimum": 0}}, WHOLE),
    ({"type": "integer", "constraints": {"enum": [1, 7]}}, WHOLE),
    ({"type": "integer", "bareNumber": False}, ["1 km", "2", "x", "", None]),
    ({"type": "number"}, FRACTIONS),
    ({"type": "number", "constraints": {"minimum": 0.5}}, FRACTIONS),
    ({"type": "date"}, DAYS),
    ({"type": "date", "constraints": {"minimum": "2000-01-01"}}, DAYS),
    ({"type": "yearmonth"}, MONTHS),
    ({"type": "year"}, YEARS),
    ({"type": "time"}, TIMES),
    ({"type": "boolean"}, ["true", "1", "x", "", None, "-"]),
    ({"type": "any"}, ["a", "b", "a", "", None, "-"]),
    ({"type": "duration"}, ["P1D", "PT24H", "x", "", None]),
]
ROLES = [
    Role(),
    Role(key=True),
    Role(foreign=True),
    Role(key=True, foreign=True),
    Role(foreign=True, shared=False),
]


@cache
def hashes() -> Hashes:
    return hashes_of(b"s" * 32)


def field_of(descriptor: dict[str, Any], missing: list[str]) -> Field:
    given = {"fields": [{"name": "a", **descriptor}], "missingValues": missing}
    return Schema.from_descriptor(given).fields[0]


def expected(field: Field, cells: Sequence[str | None]) -> list[tuple[bool, bool, int, Any]]:
    """Return of each cell whether it is clean and missing, its notes, and its value."""
    read, missing = field.create_cell_reader(), missing_values(field)
    found = []
    for cell in cells:
        value, notes = read(None if cell in missing else cell)
        found.append((not notes, cell is None or cell in missing, len(notes or ()), value))
    return found


class Minding:
    """Minds some texts, and cells without a value if it is said so."""

    def __init__(self, loud: set[str], *, nothing_is_quiet: bool) -> None:
        self._loud, self.nothing_is_quiet = loud, nothing_is_quiet

    def prove(self, array: Any) -> Any:  # noqa: ANN401 -- a vector
        return np.array([text not in self._loud for text in array.to_pylist()], bool)

    def is_quiet(self, text: str, value: object, notes: dict[str, str] | None) -> bool:
        del value, notes
        return text not in self._loud


@pytest.mark.parametrize(("descriptor", "cells"), FIELDS, ids=str)
@pytest.mark.parametrize("role", ROLES[:3], ids=str)
@pytest.mark.parametrize("nothing", [True, False])
def test_a_cell_is_quiet_if_a_scrutiny_minds_nothing_whoever_proves_it(
    descriptor: dict[str, Any], cells: Sequence[str | None], role: Role, *, nothing: bool
) -> None:
    field = field_of(descriptor, ["", "-"])
    loud = {"abc", "a", "é", "01", "x", "0.5", "2024-01-02", "2024-01", "true", "P1D", "a@b.co"}
    column = Column(field, frozenset({""}), role, hashes(), Minding(loud, nothing_is_quiet=nothing))
    given = [cell or None for cell in cells]
    for some in (given, [None, None], given[:1]):
        verdict = column.decide(strings(some))
        assert verdict.quiet is not None
        quiet = [nothing if c is None or c == "-" else c not in loud for c in some]
        assert verdict.quiet.tolist() == quiet
        assert verdict.clean.tolist() == [clean for clean, *_ in expected(field, some)]


@pytest.mark.parametrize(("descriptor", "cells"), FIELDS, ids=str)
@pytest.mark.parametrize("role", ROLES, ids=str)
def test_each_cell_is_told_as_frictionless_reads_it(
    monkeypatch: pytest.MonkeyPatch,
    descriptor: dict[str, Any],
    cells: Sequence[str | None],
    role: Role,
) -> None:
    for few, memo, missing, nulls in (
        (1000, 100_000, [""], {""}),
        (1, 3, ["", "-"], {""}),
        (1, 1, ["-"], set[str]()),
    ):
        monkeypatch.setattr(columns, "FEW_DISTINCT", few)
        monkeypatch.setattr(columns, "MEMO", memo)
        field = field_of(descriptor, missing)
        column = Column(field, frozenset(nulls), role, hashes())
        given = [None if cell in nulls else cell for cell in cells]
        told = expected(field, given)
        for _ in range(2):
            verdict = column.decide(strings(given))
            assert verdict.clean.tolist() == [clean for clean, *_ in told]
            assert verdict.missing.tolist() == [gone for _, gone, *_ in told]
            assert verdict.notes.tolist() == [notes for *_, notes, _ in told]
            _hold_codes(verdict.codes, hashes().first.null, role.key or role.foreign, told)
            _hold_codes(verdict.second, hashes().second.null, role.foreign, told)
        assert column.raised is None


def _hold_codes(codes: Any, null: int, needed: bool, told: list[Any]) -> None:  # noqa: ANN401, FBT001 -- a vector, if there are any
    if not needed:
        return
    values, found = [value for *_, value in told], codes.tolist()
    for code, value in zip(found, values, strict=True):
        assert (code == int(null)) is (value is None)
    given = [(v, code) for v, code in zip(values, found, strict=True) if str(v) not in NO_KEYS]
    for value, code in given:
        for other, its in given:
            assert (code == its) is bool(value == other), (value, other)


NO_KEYS = {"None", "NaN"}  # which equal nothing


@pytest.mark.parametrize(
    ("role", "kind", "cells", "injective", "exact"),
    [
        (Role(key=True), "number", ["123456789012345", "1"], False, True),
        (Role(key=True), "number", ["1", "1234567890123456"], False, False),
        (Role(foreign=True), "number", ["1234567890123456"], True, True),
        (Role(), "number", ["1234567890123456"], True, True),
        (Role(key=True), "string", ["1234567890123456"], True, True),
        (Role(key=True), "number", [], False, True),
    ],
)
def test_codes_of_numbers_tell_fifteen_digits(
    role: Role, kind: str, cells: list[str], *, injective: bool, exact: bool
) -> None:
    column = Column(field_of({"type": kind}, [""]), frozenset({""}), role, hashes())
    for some in (cells, ["1"]):
        column.decide(strings(some))
        assert (column.is_injective, column.exact) == (injective, exact)
    column.begin()
    assert column.exact


def test_a_text_is_asked_about_once_while_it_is_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(columns, "MEMO", 2)
    column = Column(field_of({"type": "boolean"}, [""]), frozenset({""}), Role(), hashes())
    for cells, asked in ((["true", "1"], 2), (["1", "true", "1"], 2), (["0"], 3), (["1"], 4)):
        column.decide(strings(cells))
        assert column.asked == asked
    column.begin()
    column.decide(strings(["1"]))
    assert column.asked == 4


def test_many_different_bad_texts_are_refuted_without_asking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(columns, "FEW_DISTINCT", 3)
    for kind, role, asked in (
        ({"type": "integer"}, Role(), 0),
        ({"type": "integer"}, Role(key=True), 0),
        ({"type": "string", "constraints": {"maxLength": 1}}, Role(), 0),
        ({"type": "string", "constraints": {"maxLength": 1}}, Role(key=True), 0),
        ({"type": "string", "constraints": {"enum": ["a"]}}, Role(foreign=True, shared=False), 4),
    ):
        for cells, more in ((["xa", "xb", "xc"], 3), (["xa", "xb", "xc", "xd"], asked)):
            column = Column(field_of(kind, [""]), frozenset({""}), role, hashes())
            assert column.decide(strings(cells)).notes.tolist() == [1] * len(cells)
            assert column.asked == more


class Raising:
    """A reader of cells that raises on some."""

    def __init__(self) -> None:
        self.problem: Exception | None = None

    def __call__(self, cell: str | None) -> tuple[Any, None]:
        if cell == "bad" and self.problem:
            raise self.problem
        return cell, None


@pytest.mark.parametrize("rows", [1, verdicts.MANY_ROWS])
def test_what_a_reader_raises_is_kept_until_it_begins_anew(
    monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    monkeypatch.setattr(verdicts, "MANY_ROWS", rows)  # remembered by their numbers, or not
    monkeypatch.setattr(verdicts, "BATCHES_BEFORE", 0)
    field, reader = field_of({"type": "any"}, [""]), Raising()
    object.__setattr__(field, "create_cell_reader", lambda: reader)
    column, reader.problem = Column(field, frozenset({""}), Role(), hashes()), ValueError("7")
    verdict = column.decide(strings(["a", "bad"]))
    assert (verdict.clean.tolist(), column.raised) == ([True, False], reader.problem)
    column.begin()
    assert column.raised is None
    column.decide(strings(["bad"]))
    assert column.raised is reader.problem
    reader.problem = exceeded(message("row-longer", most=1), "record_bytes")
    column.begin()
    with pytest.raises(LimitExceededError):
        column.decide(strings(["bad"]))


@pytest.mark.parametrize(
    ("own", "schema", "found"),
    [
        (None, None, {""}),
        (None, ["-", "x"], {"-", "x"}),
        (["n"], ["-"], {"n"}),
        (["n"], None, {"n"}),
    ],
)
def test_missing_values_are_a_fields_own_or_its_schemas(
    own: list[str] | None, schema: list[str] | None, found: set[str]
) -> None:
    field = {"name": "a", "type": "string", **({"missingValues": own} if own else {})}
    whole = {"fields": [field], **({"missingValues": schema} if schema else {})}
    assert missing_values(Schema.from_descriptor(whole).fields[0]) == found
    alone = Field.from_descriptor(field)
    assert missing_values(alone) == (set(own) if own else {""})
