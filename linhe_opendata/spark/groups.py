"""What a worker is given, as text that crosses between machines. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from frictionless.resources import TableResource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from frictionless import Resource

    from linhe_opendata.validation import Limits

GROUP_BYTES: Final = 1 << 26
"""Bytes of tables that are worth a task of their own."""

MOST_TABLES: Final = 16
"""How many tables a group has at most, however small they are."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What all workers are told: which package, and how it is judged.

    `place` is the folder or the address of the package, `name` that of its descriptor there, which
    each worker recognizes by its `digest` (see `digest_of`). From `secret` come all codes of keys.
    """

    place: str
    name: str
    digest: str
    version: str
    secret: bytes
    strict: bool
    limits: Limits


class CutPiece(NamedTuple):
    """Which piece of a table: its place among so many (from 0), and its bytes."""

    place: int
    parts: int
    begin: int
    end: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Tables to judge, by their names with their numbers in the package, or a piece of one.

    `descriptor` is that of the package, cut down to them and what their foreign keys name.
    """

    numbers: dict[str, int]
    descriptor: dict[str, Any]
    part: CutPiece | None = None

    def write(self) -> str:
        """Return it as text: ASCII, so that whatever a descriptor says arrives."""
        return json.dumps([self.numbers, self.descriptor, self.part])


def read_group(text: str) -> Group:
    """Return the group that was written."""
    numbers, descriptor, part = json.loads(text)
    return Group(numbers, descriptor, CutPiece(*part) if part else None)


def cut_group(
    descriptor: Mapping[str, Any], numbers: Sequence[int], resources: Mapping[int, Resource]
) -> Group:
    """Return a group of tables of a package, given by their numbers."""
    named = {resources[number].name or "": number for number in numbers}
    kept = {name for number in numbers for name in _named_by(resources[number])} | named.keys()
    cut = [each for each in descriptor["resources"] if each["name"] in kept]
    return Group(named, {**descriptor, "resources": cut})


def _named_by(resource: Resource) -> set[str]:
    keys = resource.schema.foreign_keys if isinstance(resource, TableResource) else []
    return {key["reference"]["resource"] for key in keys}


def group_tables(sizes: Mapping[int, int]) -> list[list[int]]:
    """Return the numbers of tables in groups of some `GROUP_BYTES`, by the bytes that each has."""
    groups: list[list[int]] = []
    left = 0
    for number, size in sizes.items():
        if not groups or size > left or len(groups[-1]) == MOST_TABLES:
            groups.append([])
            left = GROUP_BYTES
        groups[-1].append(number)
        left -= size
    return groups


def digest_of(descriptor: Mapping[str, Any]) -> str:
    """Return by what two readers of a descriptor know that it is the same."""
    return sha256(json.dumps(descriptor, sort_keys=True).encode()).hexdigest()


def move_places(said: Any, here: str, shown: str) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """Return what is said of a folder `here` as if it were said of `shown`."""
    if isinstance(said, str):
        return said.replace(here, shown)
    if isinstance(said, dict):
        return {name: move_places(each, here, shown) for name, each in said.items()}
    return [move_places(each, here, shown) for each in said] if isinstance(said, list) else said
