"""What the tables of a package are to each other, as their resources declare it. Pure.

A project's head says of each table of figures, indicators, areas, sources or exclusions that it is
one, in the property `role` of its resource. Nothing is taken for one by its looks: a table whose
columns were renamed would cease to be checked, and nobody would be told. Its looks only serve to
find what was not declared.
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.figures.model import Exclusion, Figure, Indicator, Source
from linhe_opendata.messages import Message, message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OTHER: Final = "other"
"""The role of a table that is none of the others, for who wants to say so."""

_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "str": ("string",),
    "int": ("integer",),
    "date": ("date",),
    "Decimal": ("number", "integer"),
}
"""The types of Table Schema whose cells are read as what a field of a record wants."""


@dataclass(frozen=True, slots=True)
class RoleColumn:
    """What a role asks of a column: one of these types, and whether a cell may be empty."""

    types: tuple[str, ...]
    may_be_empty: bool = False

    def find_fault(self, name: str, described: Mapping[str, Any]) -> Message | None:
        """Return what is wrong with how a Table Schema describes the column, None if nothing is."""
        if described.get("type", "any") not in self.types:
            return message("column-of-type", column=name, types=self.types)
        constraints = described.get("constraints")
        required = isinstance(constraints, dict) and constraints.get("required") is True
        fine = required or self.may_be_empty
        return None if fine else message("column-may-be-empty", column=name)


def _columns(kind: type) -> dict[str, RoleColumn]:
    needed = (field for field in fields(kind) if field.default is MISSING)
    stated = {field.name: str(field.type) for field in needed}
    return {
        name: RoleColumn(_TYPES[words.removesuffix(" | None")], words.endswith(" | None"))
        for name, words in stated.items()
    }


ROLES: Final[Mapping[str, Mapping[str, RoleColumn]]] = {
    "figures": _columns(Figure),
    "indicators": _columns(Indicator),
    "areas": {"code": RoleColumn(("string",))},
    "sources": _columns(Source),
    "exclusions": _columns(Exclusion),
    OTHER: {},
}
"""Each role, and the columns that a table in it must have: those that its records are read from."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """A declaration that does not hold, or is missing.

    `table` is the table it is about, None for the head itself; `pointer` is the JSON pointer (RFC
    6901) of the property in the head.
    """

    rule: str
    table: str | None
    pointer: str
    said: Message


def find_roles(package: Mapping[str, Any]) -> dict[str, str]:
    """Return the role of each table that is declared to have one and has its columns.

    In a package that declares none, as those released before there were roles, a table with all
    columns of a figure is one of figures, and one called as a role, with its columns, has that
    role. A project is not valid without declarations, so this is for what was published.
    """
    resources = package.get("resources", [])
    declares = any("role" in resource for resource in resources)
    found = {}
    for resource in resources:
        role = resource.get("role", OTHER) if declares else _guess(resource)
        if _is_role(role) and not _find_faults(_described(resource), role):
            found[resource["name"]] = role
    return found


def tables_of(package: Mapping[str, Any], *roles: str) -> list[str]:
    """Return the names of the tables in one of these roles, in the package's order."""
    return [table for table, role in find_roles(package).items() if role in roles]


def count_figures(package: Mapping[str, Any], rows: Mapping[str, int]) -> int:
    """Return how many figures a package has, given the number of rows of each table."""
    return sum(rows.get(table, 0) for table in tables_of(package, "figures"))


def judge_roles(package: Mapping[str, Any], labels: Mapping[str, list[str]]) -> Iterator[Misfit]:
    """Yield what is wrong with the declarations of a project's package, schemas inlined.

    `labels` holds the columns of the files that fit their schemas: a schema may let a file leave
    out what the role asks for.
    """
    resources = package["resources"]
    if not any("role" in resource for resource in resources):
        yield _undeclared_at_all(resources)
        return
    for place, resource in enumerate(resources):
        pointer, name = f"/resources/{place}/role", resource["name"]
        if "role" not in resource:
            yield from _judge_looks(resource, pointer)
        elif not _is_role(role := resource["role"]):
            unknown = message("role-unknown", role=role, known=tuple(ROLES))
            yield Misfit("role-unknown", None, pointer, unknown)
        else:
            columns = _described(resource)
            present = labels.get(name) or columns
            there = {column: said for column, said in columns.items() if column in present}
            if faults := _find_faults(there, role):
                lacking = message("role-lacks", role=role, faults=tuple(faults))
                yield Misfit("role-columns", name, pointer, lacking)
            elif OTHER != role != (look := _look(resource) or role):
                other = message("role-looks-other", role=role, look=look)
                yield Misfit("role-columns", name, pointer, other)


def _judge_looks(resource: Mapping[str, Any], pointer: str) -> Iterator[Misfit]:
    if (role := _look(resource)) is not None:
        said = message("role-looks", table=resource["name"], role=role)
        yield Misfit("role-undeclared", None, pointer.removesuffix("/role"), said)


def _undeclared_at_all(resources: list[Mapping[str, Any]]) -> Misfit:
    written = ", ".join(
        f'{{"name": "{resource["name"]}", "role": "{_look(resource) or OTHER}"}}'
        for resource in resources
    )
    said = message("role-undeclared", known=tuple(ROLES), written=written)
    return Misfit("role-undeclared", None, "/resources", said)


def _look(resource: Mapping[str, Any]) -> str | None:
    """Return the role whose columns a table has most of; None if it has most of none's."""
    names = _described(resource).keys()
    shares = {
        role: len(columns.keys() & names) / len(columns)
        for role, columns in ROLES.items()
        if len(columns) > 1
    }
    role = max(shares, key=lambda each: shares[each])
    return role if shares[role] > 1 / 2 else None


def _guess(resource: Mapping[str, Any]) -> str:
    if not _find_faults(_described(resource), "figures"):
        return "figures"
    return str(resource["name"])


def _is_role(role: object) -> bool:
    return isinstance(role, str) and role in ROLES


def _described(resource: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return what a resource's schema says of each column, whatever else may be wrong with it."""
    schema = resource.get("schema")
    columns = schema.get("fields") if isinstance(schema, dict) else None
    listed = columns if isinstance(columns, list) else []
    return {str(each["name"]): each for each in listed if isinstance(each, dict) and "name" in each}


def _find_faults(described: Mapping[str, Mapping[str, Any]], role: str) -> list[Message]:
    """Say what keeps the columns of a table from being those that a role asks for."""
    faults = []
    for name, column in ROLES[role].items():
        if name in described:
            if fault := column.find_fault(name, described[name]):
                faults.append(fault)
            continue
        near = get_close_matches(name, [each for each in described if each not in ROLES[role]], 1)
        missing = message("column-missing", column=name)
        offered = [message("column-missing-near", column=name, near=each) for each in near]
        faults.append(offered[0] if offered else missing)
    return faults
