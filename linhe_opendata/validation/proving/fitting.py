"""Which kernel fits a field. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from linhe_opendata.validation.limiting.patterns import (
    agreed,
    anchored,
    format_expression,
)
from linhe_opendata.validation.proving.fixed import FIXED_FORMS, ZONED
from linhe_opendata.validation.proving.kernels import (
    Bounds,
    FixedKernel,
    IntegerKernel,
    NumberKernel,
    StringKernel,
)
from linhe_opendata.validation.reading.arrays import strings

if TYPE_CHECKING:
    from collections.abc import Callable

    from frictionless import Field

    Kernel = StringKernel | NumberKernel | IntegerKernel | FixedKernel

INT64 = range(-(2**63), 2**63)


def kernel_for(field: Field) -> Kernel | None:
    """Return the kernel for a field, None if only the reference knows the type."""
    given = {k: v for k, v in field.constraints.items() if k in field.supported_constraints}
    if given.get("enum") is not None:
        return None
    try:
        return _MAKERS[field.type](field, given) if field.type in _MAKERS else None
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


_MAKERS: dict[str, Callable[[Any, dict[str, Any]], Kernel | None]] = {
    "string": _string_kernel,
    "number": _number_kernel,
    "integer": _integer_kernel,
    **dict.fromkeys(FIXED_FORMS, _fixed_kernel),
}
