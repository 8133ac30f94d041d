"""The properties of each level of a descriptor, and names that look like slips of them. Pure.

The table follows the Data Package 2.0 profiles (package, resource, dialect, schema); what the
standard had in version 1 and what frictionless writes by itself is known too, hence no slip.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.messages import Message, message
from linhe_opendata.standard.constraints import CONSTRAINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

KINDS: Final[Mapping[str, tuple[type, ...]]] = {
    "a string": (str,),
    "true or false": (bool,),
    "a whole number": (int,),
    "a list": (list,),
    "an object": (dict,),
    "a string or a list": (str, list),
    "a string or an object": (str, dict),
    "anything": (object,),
}

_NAMED = dict.fromkeys(["$schema", "name", "title", "description"], "a string")
_SIGNED = dict.fromkeys(["title", "path", "email"], "a string")

PROPERTIES: Final[Mapping[str, Mapping[str, str]]] = {
    "package": {
        **_NAMED,
        **dict.fromkeys(["id", "homepage", "version", "created", "image", "profile"], "a string"),
        **dict.fromkeys(["resources", "keywords", "contributors", "licenses", "sources"], "a list"),
    },
    "resource": {
        **_NAMED,
        **dict.fromkeys(["type", "homepage", "format", "mediatype", "encoding"], "a string"),
        **dict.fromkeys(["hash", "profile", "scheme", "compression", "innerpath"], "a string"),
        "path": "a string or a list",
        "data": "anything",
        "bytes": "a whole number",
        **dict.fromkeys(["dialect", "schema"], "a string or an object"),
        **dict.fromkeys(["licenses", "sources", "extrapaths"], "a list"),
    },
    "dialect": {
        **_NAMED,
        **dict.fromkeys(["header", "doubleQuote", "skipInitialSpace"], "true or false"),
        **dict.fromkeys(["headerRows", "commentRows", "itemKeys"], "a list"),
        **dict.fromkeys(["headerJoin", "commentChar", "delimiter", "lineTerminator"], "a string"),
        **dict.fromkeys(["quoteChar", "escapeChar", "nullSequence", "property"], "a string"),
        **dict.fromkeys(["itemType", "sheetName", "table"], "a string"),
        "sheetNumber": "a whole number",
        **dict.fromkeys(["caseSensitiveHeader", "csvddfVersion", "headerCase"], "anything"),
    },
    "schema": {
        **_NAMED,
        "fields": "a list",
        **dict.fromkeys(["fieldsMatch", "primaryKey"], "a string or a list"),
        **dict.fromkeys(["uniqueKeys", "foreignKeys", "missingValues"], "a list"),
    },
    "field": {
        **dict.fromkeys(["name", "type", "title", "description", "format"], "a string"),
        "constraints": "an object",
        **dict.fromkeys(["rdfType", "decimalChar", "groupChar", "delimiter"], "a string"),
        "itemType": "a string",
        **dict.fromkeys(["bareNumber", "floatNumber", "categoriesOrdered"], "true or false"),
        **dict.fromkeys(["missingValues", "categories", "trueValues", "falseValues"], "a list"),
        **dict.fromkeys(["example", "arrayItem"], "anything"),
    },
    "constraints": {name: constraint.kind for name, constraint in CONSTRAINTS.items()},
    "foreign key": {"fields": "a string or a list", "reference": "an object"},
    "reference": {"fields": "a string or a list", "resource": "a string"},
    "labelled value": {"value": "anything", "label": "a string"},
    "contributor": {
        **_SIGNED,
        **dict.fromkeys(["givenName", "familyName", "organization", "role"], "a string"),
        "roles": "a list",
    },
    "license": {**dict.fromkeys(["name", "path", "title"], "a string")},
    "source": {**_SIGNED, "version": "a string"},
}

_TELLING: Final[Mapping[str, frozenset[str]]] = {
    "package": frozenset({"resources"}),
    "resource": frozenset({"schema", "dialect", "encoding", "mediatype"}),
    "dialect": frozenset(PROPERTIES["dialect"]) - {*_NAMED, "table", "property", "itemType"},
    "schema": frozenset(PROPERTIES["schema"]) - {*_NAMED},
    "field": frozenset(PROPERTIES["field"]) - {*_NAMED, "rdfType", "example"},
    "constraints": frozenset(PROPERTIES["constraints"]),
    "reference": frozenset({"resource"}),
}
"""The names that mean one thing only: found on another level, they are on the wrong one."""

_ELSEWHERE: Final[Mapping[str, Mapping[str, str]]] = {
    "package": {"resource": "to-a-resource", "schema": "to-the-schema-of-a-resource"},
    "resource": {
        "schema": "to-the-resource-schema",
        "dialect": "to-the-resource-dialect",
        "package": "to-the-package",
    },
    "dialect": {"schema": "to-the-resource-schema", "resource": "to-the-resource-itself"},
    "schema": {
        "constraints": "to-the-constraints-of-a-field",
        "field": "to-a-field",
        "resource": "to-the-resource",
        "dialect": "to-the-resource-dialect",
    },
    "field": {"constraints": "to-the-field-constraints", "schema": "to-the-schema"},
    "constraints": {"field": "to-the-field-itself", "schema": "to-the-schema"},
    "foreign key": {"reference": "to-the-key-reference"},
}
"""For each level, the other levels its authors may have meant, and the codes of their names."""


_LONG_ENOUGH: Final = 4
"""Letters of the shortest name that can be recognised when it is misspelt."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where (JSON pointer, RFC 6901; empty for the whole) and what."""

    pointer: str
    problem: Message

    @property
    def said(self) -> Message:
        """What is wrong, after its place."""
        if not self.pointer:
            return self.problem
        return message("at-property", pointer=self.pointer, problem=self.problem)

    def __str__(self) -> str:
        return str(self.said)


def point(pointer: str, *steps: str | int) -> str:
    """Return the JSON pointer of what lies `steps` below `pointer`."""
    return pointer + "".join(
        "/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps
    )


def show(value: object) -> str:
    """Return a JSON value as one short line of JSON."""
    text = json.dumps(value, ensure_ascii=False, default=repr)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004 -- one line's worth


def is_kind(value: object, kind: str) -> bool:
    """Tell whether a JSON value is of one of the `KINDS` (true is no number)."""
    types = KINDS[kind]
    return isinstance(value, types) and not (isinstance(value, bool) and types == (int,))


def take(descriptor: Mapping[str, Any], name: str, kind: str) -> Any:  # noqa: ANN401 -- JSON
    """Return a property if it is there and of the `kind`, else None (its kind is another rule)."""
    value = descriptor.get(name)
    return value if is_kind(value, kind) else None


def find_repeated(values: Iterable[object]) -> list[int]:
    """Return the places of JSON values that an earlier place already holds."""
    seen: set[str] = set()
    places = []
    for place, value in enumerate(values):
        written = json.dumps(value, sort_keys=True, default=repr)
        if written in seen:
            places.append(place)
        seen.add(written)
    return places


def say_kind(kind: str) -> Message:
    """Return what one of the `KINDS` is called."""
    return message(f"kind-{kind.replace(' ', '-')}")


def must_be(kind: str, value: object) -> Message:
    """Return the message that says of which of the `KINDS` a value must be."""
    return message("must-be", kind=say_kind(kind), value=show(value))


def offer(name: str, known: Iterable[str]) -> Message:
    """Return the words that offer the names nearest to `name`, or all of them."""
    names = tuple(known)
    if near := tuple(get_close_matches(name, names, n=3)):
        return message("offer-near", near=near)
    return message("offer-known", known=names) if names else message("offer-none")


def lint_properties(level: str, descriptor: Mapping[str, Any], pointer: str) -> Iterator[Problem]:
    """Find properties of the wrong kind of value, and unknown ones that look like slips."""
    for name, value in descriptor.items():
        kind = PROPERTIES[level].get(name)
        if kind is None:
            if slip := find_slip(level, name):
                yield Problem(point(pointer, name), slip)
        elif not is_kind(value, kind):
            yield Problem(point(pointer, name), must_be(kind, value))


@lru_cache(1 << 10)  # each field of a table may have the same properties of its own
def find_slip(level: str, name: str) -> Message | None:
    """Return what an unknown property `name` was probably meant to be, or None if it is custom."""
    known = {_plain_name(each): each for each in PROPERTIES[level]}
    if spelling := known.get(_plain_name(name)):
        return message("spelt-otherwise", name=name, spelling=spelling)
    for other, code in _ELSEWHERE.get(level, {}).items():
        for each in _TELLING[other]:
            if _plain_name(each) == _plain_name(name):
                return message("on-another-level", name=each, level=message(code))
    for spelling, each in known.items():
        if _is_slip(_plain_name(name), spelling) and not _extends(name, each):
            return message("misspelt", name=name, spelling=each)
    return None


def _plain_name(name: str) -> str:
    return re.sub(r"[\s_-]", "", name).casefold()


def _extends(name: str, known: str) -> bool:
    """Tell `title_en`, `titleEn` and `title@fr`, made on purpose, from a misspelt `titel`."""
    return re.match(re.escape(known) + r"(?![a-z])", name) is not None


def _is_slip(name: str, known: str) -> bool:
    """Tell a slip from a word of its own: `date` is no misspelt `data`, `nmae` is a `name`."""
    other_word = len(name) == len(known) and sorted(name) != sorted(known)
    if len(known) < _LONG_ENOUGH or (len(known) == _LONG_ENOUGH and other_word):
        return False
    return _count_slips(name, known) <= len(known) // 8 + 1


def _count_slips(one: str, other: str) -> int:
    """Count the letters to add, drop, change or swap with a neighbour to get from one to other.

    Source: optimal string alignment distance.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and (letter, wanted) == (other[j - 2], one[i - 2]):
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
