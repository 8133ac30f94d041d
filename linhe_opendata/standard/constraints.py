"""The constraints of a field, said once: what they hold, where they apply, which is looser. Pure.

Sources: Table Schema 2.0, "Field Constraints"; Data Package version recipe, for what is looser.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def _never(_new: object, _old: object) -> bool:
    return False


def _is_lower(new: Any, old: Any) -> bool:  # noqa: ANN401 -- a bound is a number or text
    """Compare two bounds: as numbers if both are, else as ISO dates and times, that is as text."""
    try:
        return Decimal(str(new)) <= Decimal(str(old))
    except InvalidOperation:
        return isinstance(new, str) and isinstance(old, str) and new <= old


def _is_higher(new: Any, old: Any) -> bool:  # noqa: ANN401 -- a bound is a number or text
    return _is_lower(old, new)


def _contains(new: list[Any], old: list[Any]) -> bool:
    return all(value in new for value in old)


class Constraint(NamedTuple):
    """The kind of value a constraint has, and the types of field it applies to; None is every one.

    `accepts(new, old)` says whether the new value lets pass all that the old one did. Where nothing
    proves it (two patterns cannot be compared) the answer is no.
    """

    kind: str
    types: frozenset[str] | None = None
    accepts: Callable[[Any, Any], bool] = _never


_ORDERED = frozenset(
    ["integer", "number", "date", "time", "datetime", "duration", "year", "yearmonth"]
)
_SIZED = frozenset(["string", "array", "object", "list", "geojson"])

CONSTRAINTS: Final[Mapping[str, Constraint]] = {
    "required": Constraint("true or false"),
    "unique": Constraint("true or false"),
    "pattern": Constraint("a string", frozenset({"string"})),
    "enum": Constraint("a list", accepts=_contains),
    "minLength": Constraint("a whole number", _SIZED, _is_lower),
    "maxLength": Constraint("a whole number", _SIZED, _is_higher),
    "minimum": Constraint("anything", _ORDERED, _is_lower),
    "maximum": Constraint("anything", _ORDERED, _is_higher),
    "exclusiveMinimum": Constraint("anything", _ORDERED, _is_lower),
    "exclusiveMaximum": Constraint("anything", _ORDERED, _is_higher),
    "jsonSchema": Constraint("an object", frozenset({"array", "object"})),
}
"""Every constraint that the standard has.

Which of them the fast path proves is said where it does, in `validation/kernels/fitting.py`.
"""
