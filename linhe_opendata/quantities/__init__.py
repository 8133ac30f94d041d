"""Quantity expressions in Chinese prose, traditional or simplified, as values and intervals. Pure.

A number in prose is a value with a qualifier: 近300人 is a number below 300. The grammar reads the
words, claims only the bounds that they assert, and computes in `Decimal` throughout. It takes half
a second to make ready, so it is loaded by whoever first asks for one of these names; the tables
(`qualifiers`, `numerals`) come without it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linhe_opendata.quantities.model import Mention, Quantity
    from linhe_opendata.quantities.reader import parse_quantity, read_numbers, read_quantities
    from linhe_opendata.quantities.tables.currencies import CURRENCY_CODES as CURRENCIES

_HOMES = {
    "CURRENCIES": ("tables.currencies", "CURRENCY_CODES"),
    "Mention": ("model", "Mention"),
    "Quantity": ("model", "Quantity"),
    "parse_quantity": ("reader", "parse_quantity"),
    "read_numbers": ("reader", "read_numbers"),
    "read_quantities": ("reader", "read_quantities"),
}

__all__ = [
    "CURRENCIES",
    "Mention",
    "Quantity",
    "parse_quantity",
    "read_numbers",
    "read_quantities",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- what a name holds is the name's affair
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home, within = _HOMES[name]
    found = globals()[name] = getattr(import_module(f"{__name__}.{home}"), within)
    return found
