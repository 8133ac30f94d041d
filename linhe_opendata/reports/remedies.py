"""How to mend what an error says, as closely as its words tell what is wanted. Pure.

Frictionless names the type, the format or the constraint in the note of an error, and a report
that was read from elsewhere has no more than that.
"""

from __future__ import annotations

import ast
import re
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Final

from linhe_opendata.messages import MESSAGES, Message, message
from linhe_opendata.messages.tables.findings.remedies import REMEDIES

if TYPE_CHECKING:
    from frictionless import Error

_LONGEST: Final = 120
"""How many characters the values of a constraint may have to be said again."""

_EXAMPLE: Final = datetime(2024, 12, 31, 15, 30)  # noqa: DTZ001 -- an example of how one is written
_TYPE: Final = re.compile(r'type is "([a-z]+)/(.*)"', re.DOTALL)
_CONSTRAINT: Final = re.compile(r'constraint "([A-Za-z]+)" is "(.*)"', re.DOTALL)
_MOMENTS: Final = ("date", "datetime", "time")


def find_remedy(error: Error) -> Message | None:
    """Return how to mend an error of frictionless's, None for one that says so itself."""
    if error.type not in REMEDIES:
        return None
    note = error.note or ""
    if error.type == "type-error" and (found := _TYPE.fullmatch(note)):
        wanted = _want_form(found[1], found[2])
    elif error.type == "constraint-error" and (found := _CONSTRAINT.fullmatch(note)):
        wanted = _want_value(found[1], found[2])
    else:
        wanted = None
    return wanted or message(f"remedy-{error.type}")


def _want_form(kind: str, form: str) -> Message | None:
    if kind in _MOMENTS and "%" in form:
        return _want_so(form)
    name = form if kind == "string" else kind
    if form not in ("default", name):
        return None
    code = f"form-wanted-{name}"
    return message(code) if code in MESSAGES else None


def _want_so(form: str) -> Message | None:
    """Return what a day or a time looks like in a form of its own, None where it cannot be said."""
    with suppress(ValueError):
        example = _EXAMPLE.strftime(form)
        if 0 < len(example) <= _LONGEST:
            return message("form-wanted-so", example=example)
    return None


def _want_value(constraint: str, value: str) -> Message | None:
    code = f"wanted-{constraint}"
    if code not in MESSAGES or len(value) > _LONGEST:
        return None
    if constraint == "required":
        return message("wanted-required")
    if constraint == "enum":
        return _want_one(value)
    name = "pattern" if constraint == "pattern" else "limit"
    return message(code, **{name: value})


def _want_one(listed: str) -> Message | None:
    with suppress(ValueError, SyntaxError):
        values = ast.literal_eval(listed)
        if isinstance(values, list) and values:
            return message("wanted-enum", values=tuple(map(str, values)))
    return None
