"""How to mend what frictionless finds, by kind of finding. Pure.

Findings of this project's own bring their help along; these are for the kinds that do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_LABELS: Final = "Name the columns as the schema does, in the same order."

REMEDIES: Final[Mapping[str, str]] = {
    "blank-label": _LABELS,
    "blank-row": "Delete the empty line.",
    "constraint-error": "Correct the cell; if it is right, widen the constraint in the schema.",
    "duplicate-label": _LABELS,
    "encoding-error": "Save the file as UTF-8.",
    "extra-cell": "Remove the cell, or put the cell that holds a comma in double quotes.",
    "extra-label": _LABELS,
    "foreign-key": "Correct the value, or add the row it refers to.",
    "incorrect-label": _LABELS,
    "missing-cell": "Give the row as many cells as the header has.",
    "missing-label": _LABELS,
    "primary-key": "Keep one of the rows, or correct the key of one; a key is never empty.",
    "scheme-error": "Check the path: there must be a file that can be read.",
    "type-error": "Write the cell in the type of its field.",
    "unique-error": "Keep one of the rows, or correct the value of one.",
}
