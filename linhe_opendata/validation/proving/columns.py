"""One column: which of its cells frictionless would accept. Pure.

A `Column` proves cells with the kernel that suits its field, and asks frictionless's own cell
reader about every distinct text that no kernel proves. So a cell is clean only if a sound kernel or
the reference says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc

from linhe_opendata.validation.kernels.fitting import INT64, kernel_for
from linhe_opendata.validation.kernels.fixed import FIXED_FORMS
from linhe_opendata.validation.kernels.refuting import refuter_for
from linhe_opendata.validation.kernels.variable import StringKernel
from linhe_opendata.validation.limits import LimitExceededError
from linhe_opendata.validation.proving.hashing import value_codes
from linhe_opendata.validation.proving.verdicts import (
    FEW_DISTINCT,
    MANY_DISTINCT,
    Hashes,
    KnownVerdicts,
    Role,
    Verdict,
    codes_of,
    patched,
    spread,
)
from linhe_opendata.validation.reading.arrays import (
    bounds,
    flags,
    indices,
    strings,
    valid,
)
from linhe_opendata.validation.unsupported import asking

if TYPE_CHECKING:
    from frictionless import Field
    from numpy.typing import NDArray

    from linhe_opendata.validation.kernels.fitting import Kernel
    from linhe_opendata.validation.kernels.fixed import Proof
    from linhe_opendata.validation.proving.verdicts import Scrutiny
    from linhe_opendata.validation.reading.arrays import Codes, Flags

    Notes = NDArray[np.uint8]
    _Remembered = tuple[bool, int, int, int, bool]

MEMO = 100_000
"""Distinct texts of a column whose verdict is remembered."""

_PRECISE = 15  # digits that a double holds whatever they are
_MASK = 0xFFFFFFFFFFFFFFFF
_INJECTIVE = {"string", "integer", "date", "yearmonth", "year"}
"""Types whose kernel gives different ordinals to different values."""


class Column:
    """Decides about the cells of one field, batch after batch."""

    def __init__(
        self,
        field: Field,
        nulls: frozenset[str],
        role: Role,
        hashes: Hashes,
        scrutiny: Scrutiny | None = None,
    ) -> None:
        """Prepare for cells in which Arrow has already taken the texts `nulls` as null."""
        with asking():
            self._read = field.create_cell_reader()
            self._nothing = len(self._read(None)[1] or ())
        self._role, self._hashes, self._scrutiny = role, hashes, scrutiny
        self._salt = hashes.first.salt
        more = missing_values(field) - nulls
        self._more_nulls = strings(sorted(more)) if more else None
        self._memo: dict[str, _Remembered] = {}
        self._keyed = role.key or role.foreign
        self._ordinal = _has_ordinals(field, role)
        self._kernel = kernel_for(field) if self._ordinal or not self._keyed else None
        self._text_key = self._keyed and self._ordinal and field.type == "string"
        self._refuter = refuter_for(field)
        if self._refuter and self._refuter.has_value and self._keyed and not self._text_key:
            self._refuter = None  # the value has a code that only the reference's value gives
        self._repeats = True
        self._known = KnownVerdicts(self._plainly) if self._pays_to_know() else None
        self.is_injective = not (role.key and field.type == "number")
        """Whether different values always have different codes, but for chance."""
        self.exact = True
        """Whether they have had so far: a double holds fifteen digits, and NaN equals nothing."""
        self.asked = 0
        """How many texts frictionless was asked about, because no kernel proved them."""
        self.raised: Exception | None = None
        """What frictionless raised on a cell, if it did."""

    def begin(self) -> None:
        """Forget what the cells so far left to say; what is known of texts stays."""
        if self.raised:
            self._memo.clear()  # for it is asked again, and raises again
            if self._known:
                self._known.forget()
        self.exact, self.raised = True, None

    def decide(self, array: Any) -> Verdict:  # noqa: ANN401 -- pyarrow has no types
        """Return the verdict on a string array of cells."""
        missing = ~valid(array)
        if self._more_nulls is not None:
            missing |= flags(pc.is_in(array, self._more_nulls))
        found = self._decide(array, missing)
        if not self.is_injective and len(array):
            self.exact &= int(np.diff(bounds(array)).max()) <= _PRECISE
            self.exact &= not pc.any(pc.match_substring_regex(array, "[nN]")).as_py()
        if not missing.any():
            return replace(found, missing=missing)
        return self._with_nothing(found, missing)

    def _with_nothing(self, found: Verdict, missing: Flags) -> Verdict:
        """Say of the cells that hold no value what is to be said of them."""
        clean = np.where(missing, self._nothing == 0, found.clean)
        notes = found.notes
        if self._nothing or notes.any():
            notes = np.where(missing, np.uint8(self._nothing), notes)
        for codes, hashed in (
            (found.codes, self._hashes.first),
            (found.second, self._hashes.second),
        ):
            if codes is not None:
                codes[missing] = hashed.null
        quiet = found.quiet
        if self._scrutiny and quiet is not None:
            quiet = np.where(missing, self._scrutiny.nothing_is_quiet, quiet)
        return Verdict(clean, missing, notes, found.codes, found.second, quiet)

    def _pays_to_know(self) -> bool:
        """Tell whether to prove a text costs more than to look up whether it is known."""
        kernel = self._kernel
        is_cheap = isinstance(kernel, StringKernel) and kernel.expression is None
        return self._keyed or self._scrutiny is not None or not is_cheap

    def _decide(self, array: Any, missing: Flags) -> Verdict:  # noqa: ANN401 -- pyarrow has no types
        known = self._known
        return known.decide(array, missing) if known else self._plainly(array, missing)

    def _plainly(self, array: Any, missing: Flags) -> Verdict:  # noqa: ANN401 -- pyarrow has no types
        if self._text_key:
            return self._decide_text_key(array, missing)
        if self._kernel is None:
            return self._by_memo(array)
        proof = self._proof(self._kernel, array)
        first, second = self._mixed(proof.ordinals.view(np.uint64))
        none = np.zeros(len(array), np.uint8)
        verdict = Verdict(proof.proven, missing, none, first, second, self._quiet(proof.proven))
        rows = np.flatnonzero(~(proof.proven | missing))
        return patched(verdict, rows, self._by_memo(_taken(array, rows))) if len(rows) else verdict

    def _proof(self, kernel: Kernel, array: Any) -> Proof:  # noqa: ANN401 -- pyarrow has no types
        """Prove cells that nobody need be asked about: frictionless, nor the scrutiny."""
        proof = kernel.prove(array)
        if self._scrutiny is None:
            return proof
        return proof._replace(proven=proof.proven & self._scrutiny.prove(array))

    def _quiet(self, proven: Flags) -> Flags | None:
        return proven.copy() if self._scrutiny else None

    def _mixed(self, ordinals: Codes) -> tuple[Codes | None, Codes | None]:
        first = self._hashes.first.mix(ordinals) if self._keyed else None
        return first, self._hashes.second.mix(ordinals) if self._role.foreign else None

    def _decide_text_key(self, array: Any, missing: Flags) -> Verdict:  # noqa: ANN401 -- pyarrow has no types
        """Hash each distinct text once while texts repeat, else every text as it comes."""
        if not self._repeats:
            return self._hashed_texts(array, missing)
        found = array.dictionary_encode()
        distinct = len(found.dictionary)
        self._repeats = distinct <= max(FEW_DISTINCT, MANY_DISTINCT * len(array))
        inner = self._hashed_texts(found.dictionary, np.zeros(distinct, bool))
        return spread(inner, found)

    def _hashed_texts(self, array: Any, missing: Flags) -> Verdict:  # noqa: ANN401 -- pyarrow has no types
        none, notes = np.zeros(len(array), bool), np.zeros(len(array), np.uint8)
        clean = none if self._kernel is None else self._proof(self._kernel, array).proven
        rows = np.flatnonzero(~(clean | missing))
        first = self._hashes.first.strings(array)
        second = self._hashes.second.strings(array) if self._role.foreign else None
        quiet = self._quiet(clean)
        if len(rows):
            rest, clean = self._by_memo(_taken(array, rows)), clean.copy()
            clean[rows], notes[rows] = rest.clean, rest.notes
            if quiet is not None:
                quiet[rows] = rest.quiet
            unread = rows[codes_of(rest) == self._hashes.first.null]  # not of the field's format
            for codes, hashed in zip((first, second), self._hashes, strict=True):
                if codes is not None:
                    codes[unread] = hashed.null
        return Verdict(clean, missing, notes, first, second, quiet)

    def _by_memo(self, array: Any) -> Verdict:  # noqa: ANN401 -- pyarrow has no types
        found = array.dictionary_encode()
        results = self._asked(found.dictionary)
        inner = Verdict(
            results[:, 0] != 0,
            np.zeros(len(results), bool),
            results[:, 3].astype(np.uint8),
            results[:, 1].copy() if self._keyed else None,
            results[:, 2].copy() if self._role.foreign else None,
            results[:, 4] != 0 if self._scrutiny else None,
        )
        return spread(inner, found)

    def _asked(self, distinct: Any) -> Codes:  # noqa: ANN401 -- pyarrow has no types
        """Return for each distinct text what `_remembered` does."""
        notes, codes = np.zeros(len(distinct), np.uint8), (0, 0)
        if self._refuter and len(distinct) > FEW_DISTINCT:
            notes = self._refuter.refute(distinct)
            if not self._refuter.has_value:
                codes = (int(self._hashes.first.null), int(self._hashes.second.null))
        rows = np.flatnonzero(notes == 0)
        results = np.array([(0, *codes, 0, 0)], np.uint64).repeat(len(distinct), axis=0)
        results[:, 3] = notes
        if len(rows):
            texts = _taken(distinct, rows).to_pylist()
            results[rows] = np.array([self._remembered(text) for text in texts], np.uint64)
        return results

    def _remembered(self, text: str) -> _Remembered:
        """Return whether a text is accepted, its two codes, its notes, and whether it is quiet."""
        known = self._memo.get(text)
        if known is None:
            if len(self._memo) >= MEMO:
                self._memo.clear()
            known = self._memo[text] = self._ask(text)
        return known

    def _ask(self, text: str) -> _Remembered:
        self.asked += 1
        try:
            value, notes = self._read(text)
            codes = self._value_codes(value)
        except LimitExceededError:
            raise
        except Exception as problem:  # noqa: BLE001 -- the reference will raise it again
            self.raised = problem
            return False, 0, 0, 0, False
        quiet = self._scrutiny is None or self._scrutiny.is_quiet(text, value, notes)
        return not notes, *codes, len(notes or ()), quiet

    def _value_codes(self, value: Any) -> tuple[int, int]:  # noqa: ANN401 -- a value of any type
        if not self._keyed:
            return 0, 0
        if value is None:
            return int(self._hashes.first.null), int(self._hashes.second.null)
        hash(value)  # so frictionless looks a key up
        if not self._ordinal or isinstance(value, str):
            return value_codes(value, self._salt)  # a text key's codes are those of its bytes
        both = np.array([_ordinal(value, self._salt) & _MASK], np.uint64)
        return int(self._hashes.first.mix(both)[0]), int(self._hashes.second.mix(both)[0])


def _taken(array: Any, rows: NDArray[np.intp]) -> Any:  # noqa: ANN401 -- pyarrow has no types
    return array.take(indices(rows))


def missing_values(field: Field) -> frozenset[str]:
    """Return the texts that mean no value in a field (its own, or its schema's)."""
    own = field.has_defined("missing_values") or not field.schema
    schema = field.schema
    return frozenset(field.missing_values if own or not schema else schema.missing_values)


def _has_ordinals(field: Field, role: Role) -> bool:
    """Tell whether the codes of a key come from the kernel's ordinals (a text's, from its bytes).

    It depends on types alone, so that both sides of a foreign key have the same codes. A number's
    ordinal is its double, which two decimals may share: enough to find candidates for
    uniqueness, too little for a foreign key.
    """
    if role.foreign:
        return role.shared and field.type in _INJECTIVE
    return field.type in _INJECTIVE or field.type == "number"


def _ordinal(value: Any, salt: bytes) -> int:  # noqa: ANN401 -- a value of any type
    """Return for a value that the reference read the ordinal that its kernel would give it."""
    if isinstance(value, int | tuple):
        ordinal = value if isinstance(value, int) else FIXED_FORMS["yearmonth"].ordinal(value)
        return ordinal if ordinal in INT64 else value_codes(value, salt)[0]
    if isinstance(value, date):
        return FIXED_FORMS["date"].ordinal(value)
    return int(np.array([float(value) + 0.0]).view(np.int64)[0])
