"""What a document must look like, declared: a shape makes a typed value of JSON, or refuses. Pure.

A shape is a function of one JSON value. Small ones read texts, numbers and digests, larger ones are
put together from them, and a refusal names the way to the value as a JSON pointer. Properties that
a shape does not know are left alone: whoever writes documents may add to them.

    _FILE = struct(PackageFile, path=checked(check_name), sha256=sha256, size=whole)
    fit(document, struct(Record, name=text, files=items(_FILE, "path")), where)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from linhe_opendata.errors import InvalidMetadataError, LinheError
from linhe_opendata.messages import Message, message

_T = TypeVar("_T")
Shape = Callable[[object], _T]

_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHOWN = 40
_WHOLE = range(2**63)


class MisfitError(ValueError):
    """A value that is not of its shape, and the way to it from the outside."""

    def __init__(self, problem: Message, way: tuple[str | int, ...] = ()) -> None:
        """Say what is wrong with the value at the end of `way`."""
        self.problem, self.way = problem, way
        super().__init__(problem, way)

    @property
    def message(self) -> Message:
        """What is wrong, and where: the way to the value as a JSON pointer."""
        pointer = "".join(
            f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in self.way
        )
        if not pointer:
            return self.problem
        return message("at-property", pointer=pointer, problem=self.problem)

    def __str__(self) -> str:
        return str(self.message)

    def inside(self, step: str | int) -> MisfitError:
        """Return the same of a value that is one step further in."""
        return MisfitError(self.problem, (step, *self.way))


@dataclass(frozen=True, slots=True)
class Maybe(Generic[_T]):
    """The shape of a property that may be absent, or null too, and what stands for it then."""

    shape: Shape[_T]
    default: _T | None
    may_be_null: bool


def fit(document: object, shape: Shape[_T], where: str) -> _T:
    """Return what `shape` makes of a document.

    Raises:
        InvalidMetadataError: the document is not of that shape; names the place in it.

    """
    try:
        return shape(document)
    except MisfitError as error:
        raise InvalidMetadataError(where, [error.message]) from None


def text(value: object) -> str:
    """Read a string."""
    if not isinstance(value, str):
        raise MisfitError(message("must-be-string", value=show_value(value)))
    return value


def whole(value: object) -> int:
    """Read a whole number, 0 or above, of at most 63 bits."""
    if isinstance(value, bool) or not isinstance(value, int) or value not in _WHOLE:
        raise MisfitError(message("must-be-whole", value=show_value(value)))
    return value


def sha256(value: object) -> str:
    """Read a SHA-256: exactly 64 lower-case hexadecimal digits, so that it can name a file."""
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise MisfitError(message("must-be-sha256", value=show_value(value)))
    return value


def scalar(value: object) -> object:
    """Read a string, a number, true or false."""
    if value is None or isinstance(value, dict | list):
        raise MisfitError(message("must-be-scalar", value=show_value(value)))
    return value


def checked(check: Callable[[str], object]) -> Shape[str]:
    """Return the shape of a string that `check` has nothing against (`LinheError`)."""

    def read(value: object) -> str:
        try:
            check(text(value))
        except LinheError as error:
            raise MisfitError(error.message) from None
        return text(value)

    return read


def maybe(shape: Shape[_T], default: _T | None = None) -> Maybe[_T]:
    """Say that a property may be absent or null; then `default` stands for it."""
    return Maybe(shape, default, may_be_null=True)


def optional(shape: Shape[_T]) -> Maybe[_T]:
    """Say that a property may be absent, and may not be null."""
    return Maybe(shape, None, may_be_null=False)


def nullable(shape: Shape[_T]) -> Shape[_T | None]:
    """Return the shape of what fits `shape` or is null."""

    def read(value: object) -> _T | None:
        return None if value is None else shape(value)

    return read


def either(*shapes: Shape[Any]) -> Shape[Any]:
    """Return the shape of what fits one of some shapes; the last one's refusal is told."""

    def read(value: object) -> object:
        for shape in shapes[:-1]:
            try:
                return shape(value)
            except MisfitError:
                continue
        return shapes[-1](value)

    return read


def items(
    shape: Shape[_T], unlike: Callable[[_T], Hashable] | None = None
) -> Shape[tuple[_T, ...]]:
    """Return the shape of a list; with `unlike`, no two of its items may have that in common."""

    def read(value: object) -> tuple[_T, ...]:
        if not isinstance(value, list):
            raise MisfitError(message("must-be-list", value=show_value(value)))
        found = tuple(_step(shape, item, at) for at, item in enumerate(value))
        places: dict[Hashable, int] = {}
        for at, item in enumerate(found if unlike else ()):
            mark = unlike(item)  # type: ignore[misc]  # there is one where this is reached
            if (first := places.setdefault(mark, at)) != at:
                same = message("same-as-item", value=show_value(mark), first=first)
                raise MisfitError(same, (at,))
        return found

    return read


def mapping(shape: Shape[_T]) -> Shape[dict[str, _T]]:
    """Return the shape of an object whose properties are all of one shape."""

    def read(value: object) -> dict[str, _T]:
        return {name: _step(shape, each, name) for name, each in _object(value).items()}

    return read


def struct(make: Callable[..., _T], **shapes: Shape[Any] | Maybe[Any]) -> Shape[_T]:
    """Return the shape of an object with these properties, of which `make` makes a value."""

    def read(value: object) -> _T:
        return make(**_properties(_object(value), shapes))

    return read


def keeping(
    make: Callable[..., _T], *left_out: str, **shapes: Shape[Any] | Maybe[Any]
) -> Shape[_T]:
    """Return the shape as `struct` does; `make` is given all other properties too, as `others`."""

    def read(value: object) -> _T:
        known = {*shapes, *left_out}
        others = {name: each for name, each in _object(value).items() if name not in known}
        return make(**_properties(_object(value), shapes), others=others)

    return read


def having(**shapes: Shape[Any] | Maybe[Any]) -> Shape[dict[str, Any]]:
    """Return the shape of an object with these properties that is handed on as the JSON it is."""

    def read(value: object) -> dict[str, Any]:
        _properties(document := _object(value), shapes)
        return document

    return read


def show_value(value: object) -> Message:
    """Return a JSON value in a few visible characters, for a message."""
    if isinstance(value, dict | list):
        return message("value-object" if isinstance(value, dict) else "value-list")
    shown = repr(value)
    return message("value", text=shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}...")


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise MisfitError(message("must-be-object", value=show_value(value)))
    return value


def _properties(
    document: Mapping[str, Any], shapes: Mapping[str, Shape[Any] | Maybe[Any]]
) -> dict[str, Any]:
    found = {}
    for name, shape in shapes.items():
        demand = shape if isinstance(shape, Maybe) else None
        if name in document and not (demand and demand.may_be_null and document[name] is None):
            inner = shape.shape if isinstance(shape, Maybe) else shape
            found[name] = _step(inner, document[name], name)
        elif demand:
            found[name] = demand.default
        else:
            raise MisfitError(message("has-no-property", name=name))
    return found


def _step(shape: Shape[_T], value: object, step: str | int) -> _T:
    try:
        return shape(value)
    except MisfitError as error:
        raise error.inside(step) from None
