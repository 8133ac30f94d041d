"""What is wrong with a cell although frictionless accepts it. Pure.

Each rule is a row of `_RULES`: the finding's type, when the rule concerns a field, and what is
found. Sources: Table Schema v2 (lexical forms), Unicode TR 36 and TR 39 (bidirectional controls,
invisible characters), Unicode UAX 15 (normal form C), OWASP (formula injection in CSV).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]")
UNWANTED = (_CONTROL, _BIDI, _INVISIBLE)
"""What finds characters that no cell should hold."""

_FORMULA = re.compile(r"[=+\-@\t\r].", re.DOTALL)
_PLAIN_NUMBER = re.compile(r"[+-]?(\d[\d ,.'_]*|\.\d+)([eE][+-]?\d+)?\s?[%‰]?", re.ASCII)
_NOT_FINITE = re.compile(r"\s*[+-]?(s?nan\d*|inf(inity)?)\s*", re.IGNORECASE)
_LEXICAL = {
    "integer": (re.compile(r"[+-]?[0-9]+"), "digits only, such as 1200"),
    "number": (
        re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"),
        "digits with an optional fraction and exponent, such as 14.3",
    ),
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "YYYY-MM-DD, such as 2024-01-06"),
    "yearmonth": (re.compile(r"[0-9]{4}-[0-9]{2}"), "YYYY-MM, such as 2024-01"),
    "year": (re.compile(r"[0-9]{4}"), "YYYY, such as 2024"),
}
NUMERIC = frozenset({"number", "integer", *_LEXICAL, "datetime", "time"})


def hygiene_findings(cell: str, kind: str, *, plain: bool = True) -> Iterator[tuple[str, str]]:
    """Yield (finding type, note) for each hygiene rule that a `cell` of a `kind` of field breaks.

    `plain` says that the field has its type's default lexical form (no format of its own, no
    group or decimal character), so that the form the specification prescribes applies.
    """
    if cell.isascii() and cell.isalnum() and kind == "string":
        return
    for name, rule in _RULES.items():
        if note := rule(cell, kind):
            yield name, note
    if plain and (note := _lexical(cell, kind)):
        yield "lexical-form", note


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {name}" if name else "")


def _holds(pattern: re.Pattern[str], what: str) -> Callable[[str, str], str | None]:
    def rule(cell: str, _: str) -> str | None:
        found = pattern.search(cell)
        if not found:
            return None
        at = f"{_named(found[0])} at character {found.start() + 1}"
        return f"the cell holds {what} ({at}); delete it"

    return rule


def _not_nfc(cell: str, _: str) -> str | None:
    if unicodedata.is_normalized("NFC", cell):
        return None
    return "the text is not in Unicode normal form C; save it as NFC, or it will equal no other"


def _formula(cell: str, kind: str) -> str | None:
    if kind != "string" or not _FORMULA.match(cell) or _PLAIN_NUMBER.fullmatch(cell):
        return None
    return f"the cell begins with {cell[0]!r}, a spreadsheet would run it; begin it otherwise"


def _foreign_digit(cell: str, kind: str) -> str | None:
    if kind not in NUMERIC or cell.isascii():
        return None
    found = next((c for c in cell if c.isdigit() and not c.isascii()), None)
    return f"the digit {_named(found)} is not one of 0 to 9; write it so" if found else None


def _not_finite(cell: str, kind: str) -> str | None:
    if kind not in {"number", "integer"} or not _NOT_FINITE.fullmatch(cell):
        return None
    return f"{cell.strip()} is not a figure; leave the cell empty or give a missing value"


def _lexical(cell: str, kind: str) -> str | None:
    pattern, form = _LEXICAL.get(kind, (None, ""))
    if not pattern or pattern.fullmatch(cell):
        return None
    if _foreign_digit(cell, kind) or _not_finite(cell, kind):
        return None
    return f"the specification writes this {kind} as {form}"


_RULES: dict[str, Callable[[str, str], str | None]] = {
    "control-character": _holds(_CONTROL, "a control character"),
    "bidi-control": _holds(_BIDI, "a control of the reading direction"),
    "invisible-character": _holds(_INVISIBLE, "an invisible character"),
    "not-nfc": _not_nfc,
    "non-ascii-digit": _foreign_digit,
    "not-finite": _not_finite,
    "formula-cell": _formula,
}
