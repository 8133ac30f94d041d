"""Quantity expressions in Chinese prose, traditional or simplified, as values and intervals. Pure.

A number in prose is a value with a qualifier: 近300人 is a number below 300. The grammar reads the
words, claims only the bounds that they assert, and computes in `Decimal` throughout.
"""

from __future__ import annotations

from linhe_opendata.quantities.model import Mention, Quantity
from linhe_opendata.quantities.reader import parse_quantity, read_numbers, read_quantities
from linhe_opendata.quantities.tables.currencies import CURRENCY_CODES as CURRENCIES

__all__ = [
    "CURRENCIES",
    "Mention",
    "Quantity",
    "parse_quantity",
    "read_numbers",
    "read_quantities",
]
