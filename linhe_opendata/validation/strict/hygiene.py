"""What is wrong with a cell although frictionless accepts it. Pure.

Each rule is a row of `_RULES`: the finding's type, when the rule concerns a field, and what is
found. Sources: Table Schema v2 (lexical forms), Unicode TR 36 and TR 39 (bidirectional controls,
invisible characters), Unicode UAX 15 (normal form C), OWASP (formula injection in CSV).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from linhe_opendata.messages import Message, message

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
    "integer": (re.compile(r"[+-]?[0-9]+"), "form-integer"),
    "number": (re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"), "form-number"),
    "date": (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "form-date"),
    "yearmonth": (re.compile(r"[0-9]{4}-[0-9]{2}"), "form-yearmonth"),
    "year": (re.compile(r"[0-9]{4}"), "form-year"),
}
"""The form of each type, and the code of what it is called."""

NUMERIC = frozenset({"number", "integer", *_LEXICAL, "datetime", "time"})


def hygiene_findings(cell: str, kind: str, *, plain: bool = True) -> Iterator[tuple[str, Message]]:
    """Yield (type, what is wrong) for each hygiene rule that a `cell` of a `kind` of field breaks.

    `plain` says that the field has its type's default lexical form (no format of its own, no
    group or decimal character), so that the form the specification prescribes applies.
    """
    if cell.isascii() and cell.isalnum() and kind == "string":
        return
    for name, rule in _RULES.items():
        if said := rule(cell, kind):
            yield name, said
    if plain and (said := _lexical(cell, kind)):
        yield "lexical-form", said


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {name}" if name else "")


def _holds(pattern: re.Pattern[str], code: str) -> Callable[[str, str], Message | None]:
    def rule(cell: str, _: str) -> Message | None:
        found = pattern.search(cell)
        if not found:
            return None
        return message(code, character=_named(found[0]), place=found.start() + 1)

    return rule


def _not_nfc(cell: str, _: str) -> Message | None:
    if unicodedata.is_normalized("NFC", cell):
        return None
    return message("not-nfc")


def _formula(cell: str, kind: str) -> Message | None:
    if kind != "string" or not _FORMULA.match(cell) or _PLAIN_NUMBER.fullmatch(cell):
        return None
    return message("begins-a-formula", character=cell[0])


def _foreign_digit(cell: str, kind: str) -> Message | None:
    if kind not in NUMERIC or cell.isascii():
        return None
    found = next((c for c in cell if c.isdigit() and not c.isascii()), None)
    return message("foreign-digit", character=_named(found)) if found else None


def _not_finite(cell: str, kind: str) -> Message | None:
    if kind not in {"number", "integer"} or not _NOT_FINITE.fullmatch(cell):
        return None
    return message("not-finite", cell=cell.strip())


def _lexical(cell: str, kind: str) -> Message | None:
    pattern, form = _LEXICAL.get(kind, (None, ""))
    if not pattern or pattern.fullmatch(cell):
        return None
    if _foreign_digit(cell, kind) or _not_finite(cell, kind):
        return None
    return message("lexical-form", type=kind, form=message(form))


_RULES: dict[str, Callable[[str, str], Message | None]] = {
    "control-character": _holds(_CONTROL, "holds-control-character"),
    "bidi-control": _holds(_BIDI, "holds-bidi-control"),
    "invisible-character": _holds(_INVISIBLE, "holds-invisible-character"),
    "not-nfc": _not_nfc,
    "non-ascii-digit": _foreign_digit,
    "not-finite": _not_finite,
    "formula-cell": _formula,
}
