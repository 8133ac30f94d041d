"""One record of a table. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its number and the physical line it begins on (from 1), and its cells."""

    number: int
    line: int | None
    cells: list[Any]
