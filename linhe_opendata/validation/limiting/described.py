"""Fields made of descriptors that were read before in the same validation. Pure.

Frictionless holds the descriptor of each field against its profile and makes a field of it, for
each table of a package and again for each copy of a schema, of which it takes several to open a
table. What comes of it depends on nothing but the class, the version and the descriptor; what a
field is described and copied as, on nothing but its class and what it holds. So what was found
valid once is not looked at again, and what was made once is made again by copying it.
"""

from __future__ import annotations

import marshal
from typing import TYPE_CHECKING, Any, cast

from frictionless import Field

from linhe_opendata.validation.copying import attributes, own, twin
from linhe_opendata.validation.untrusted import guard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from frictionless import Error
    from frictionless.metadata.context import ValidationContext

_IRRELEVANT = {
    "basepath",
    "datapackage_version",
}  # to what a field is, but for the version in a key
_WITHOUT_REFERENCES = 2  # the version of `marshal` whose bytes do not tell which objects are one


class DescribedField(Field):
    """The mixin of a field whose class remembers what it made while a guard is active."""

    @classmethod
    def metadata_validate(  # type: ignore[override] # as frictionless's own field does
        cls, descriptor: dict[str, Any], *, context: ValidationContext | None = None
    ) -> Iterator[Error]:
        """Yield what is wrong with a descriptor, as frictionless does."""
        version = context.datapackage_version if context else None
        known, key = guard.known_fields(), ("valid", cls, version, _written(descriptor))
        if key in known:
            return
        errors = list(super().metadata_validate(descriptor, context=context))
        yield from errors
        if not errors:
            known[key] = None

    @classmethod
    def metadata_import(
        cls,
        descriptor: dict[str, Any],
        *,
        with_basepath: bool = False,
        **options: Any,  # noqa: ANN401 -- frictionless's signature
    ) -> DescribedField:
        """Return the field of a descriptor, as frictionless does."""
        version = options.get("datapackage_version")
        known, key = guard.known_fields(), ("made", cls, version, _written(descriptor))
        if key in known:
            return cast("DescribedField", twin(known[key]))
        made = super().metadata_import(descriptor, with_basepath=with_basepath, **options)
        if not with_basepath and _IRRELEVANT.issuperset(options):
            known[key] = twin(made)
        return made

    def metadata_export(self, *, exclude: Sequence[str] = ()) -> dict[str, Any]:
        """Return the descriptor, as frictionless does."""
        known, key = guard.known_fields(), ("told", type(self), (*exclude,), _state(self))
        if key not in known:
            known[key] = super().metadata_export(exclude=[*exclude])
        return cast("dict[str, Any]", own(known[key]))

    def to_copy(self, **options: Any) -> DescribedField:  # noqa: ANN401 -- frictionless's signature
        """Return a copy that belongs to no schema, as frictionless does."""
        known, key = guard.known_fields(), ("copied", type(self), _state(self))
        if options:
            return super().to_copy(**options)
        if key not in known:
            known[key] = super().to_copy()
        return cast("DescribedField", twin(known[key]))

    def has_defined(self, name: str) -> bool:
        """Tell whether a property was given, as frictionless does, which lists all of them."""
        if name in self.metadata_assigned or name not in self.metadata_defaults:
            return name in self.metadata_assigned
        return bool(super().has_defined(name))


def _state(field: Field) -> bytes | str:
    """Return all that a field holds but the schema that it belongs to."""
    names = (name for name in attributes(field) if name != "schema")
    return _written(([getattr(field, name) for name in names], vars(field)))


def _written(held: Any) -> bytes | str:  # noqa: ANN401 -- JSON, and sets of names
    """Return what is the same only of values that are the same, and of the same types."""
    try:
        return marshal.dumps(held, _WITHOUT_REFERENCES)
    except ValueError:  # a type that is none of JSON
        return repr(held)
