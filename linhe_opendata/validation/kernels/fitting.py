"""Which kernel fits a field. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from linhe_opendata.validation.kernels.fixed import FIXED_FORMS, ZONED
from linhe_opendata.validation.kernels.variable import (
    Bounds,
    FixedKernel,
    IntegerKernel,
    NumberKernel,
    StringKernel,
)
from linhe_opendata.validation.limiting.patterns import (
    agreed,
    anchored,
    format_expression,
)
from linhe_opendata.validation.reading.arrays import strings

if TYPE_CHECKING:
    from collections.abc import Callable

    from frictionless import Field

    Kernel = StringKernel | NumberKernel | IntegerKernel | FixedKernel
    _Maker = Callable[[Any, dict[str, Any]], Kernel | None]

INT64 = range(-(2**63), 2**63)


def kernel_for(field: Field) -> Kernel | None:
    """Return the kernel for a field, None if only the reference knows the type."""
    given = {k: v for k, v in field.constraints.items() if k in field.supported_constraints}
    make, proven = _MAKERS.get(field.type, (None, frozenset()))
    asked = {name for name, value in given.items() if value is not None}
    if make is None or not asked <= proven | _OF_COLUMNS:
        return None
    try:
        return make(field, given)
    except (ValueError, TypeError, OverflowError, AttributeError):
        return None  # a bound that has no ordinal


def _string_kernel(field: Field, given: dict[str, Any]) -> Kernel | None:
    pattern, expression = given.get("pattern"), None
    if pattern is not None and not (expression := agreed(anchored(pattern))):
        return None
    if expression:
        pc.match_substring_regex(strings([""]), expression)  # raises if RE2 finds it too large
    if field.format != "default":
        expression = None if expression else format_expression(field.format)
        if not expression:
            return None
    return StringKernel(given.get("minLength") or 0, given.get("maxLength"), expression)


def _number_kernel(field: Any, given: dict[str, Any]) -> Kernel | None:  # noqa: ANN401 -- NumberField
    if not field.bare_number or len(field.decimal_char) != 1:
        return None
    limits = _limits(field, given, float)
    lowest = [b for b in (limits.at_least, limits.above) if b is not None]
    highest = [b for b in (limits.at_most, limits.below) if b is not None]
    strict = Bounds(above=max(lowest, default=None), below=min(highest, default=None))
    return NumberKernel(strict, field.group_char, field.decimal_char)


def _integer_kernel(field: Any, given: dict[str, Any]) -> Kernel | None:  # noqa: ANN401 -- IntegerField
    limits = _limits(field, given, int)
    ends = (limits.at_least, limits.at_most, limits.above, limits.below)
    if not field.bare_number or any(end is not None and end not in INT64 for end in ends):
        return None
    return IntegerKernel(limits)


def _fixed_kernel(field: Field, given: dict[str, Any]) -> Kernel | None:
    if field.format != "default":
        return None
    form = FIXED_FORMS[field.type]
    limits = _limits(field, given, form.ordinal)
    zoned = ZONED.get(field.type)
    return FixedKernel((form, zoned) if zoned and limits == Bounds() else (form,), limits)


def _limits(field: Field, given: dict[str, Any], ordinal: Callable[[Any], Any]) -> Bounds:
    read = field.create_value_reader()

    def end(name: str) -> Any:  # noqa: ANN401 -- a bound of any type
        return None if given.get(name) is None else ordinal(read(given[name]))

    return Bounds(end("minimum"), end("maximum"), end("exclusiveMinimum"), end("exclusiveMaximum"))


_OF_COLUMNS = frozenset({"required", "unique"})
"""Constraints that `columns` proves, whatever the kernel."""

_OF_LIMITS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})

_MAKERS: dict[str, tuple[_Maker, frozenset[str]]] = {
    "string": (_string_kernel, frozenset({"pattern", "minLength", "maxLength"})),
    "number": (_number_kernel, _OF_LIMITS),
    "integer": (_integer_kernel, _OF_LIMITS),
    **dict.fromkeys(FIXED_FORMS, (_fixed_kernel, _OF_LIMITS)),
}
"""By type, what makes its kernel, and the constraints that it proves; no other is taken for proven,
whoever adds one to the standard or to frictionless."""
