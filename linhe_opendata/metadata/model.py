"""What is said of a dataset, whatever the vocabulary. Pure.

Read from the descriptors of the built packages, which say everything already, and from what
only the tables know: which areas and which period they cover.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata.languages import Text, split_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

_DAY_CHARACTERS = len("2026-11-24")


@dataclass(frozen=True, slots=True)
class Agent:
    """Who published or made the dataset; `roles` as the descriptor has them."""

    name: Text
    roles: tuple[str, ...] = ()
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence by its short name (SPDX or Open Definition) and its address."""

    name: str | None
    url: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class DatasetSource:
    """What the data were taken from; most of it may be unknown."""

    title: Text
    url: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The days covered, both ends included; the start may be unknown."""

    start: date | None
    end: date

    def __str__(self) -> str:
        """Return an ISO 8601 interval, its unknown start written `..`."""
        return f"{self.start.isoformat() if self.start else '..'}/{self.end.isoformat()}"


@dataclass(frozen=True, slots=True)
class Area:
    """An area by its code (GB/T 2260 for publishers in China) and its names."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Coverage:
    """The areas and the period that the rows are about; `rows` counts those of each table."""

    areas: tuple[Area, ...] = ()
    period: Period | None = None
    rows: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One field of a table; `type` is Table Schema's, `codes` its categories with their labels."""

    name: str
    type: str
    title: Text
    description: Text
    constraints: Mapping[str, Any] = field(default_factory=dict)
    codes: tuple[tuple[str, Text], ...] = ()

    @property
    def required(self) -> bool:
        """Whether the field may not be empty."""
        return bool(self.constraints.get("required"))


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: the fields here, the table and the fields there."""

    fields: tuple[str, ...]
    table: str
    there: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its columns, keys and number of rows (None where it is not known)."""

    name: str
    title: Text
    description: Text
    columns: tuple[TableColumn, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...]
    missing: tuple[str, ...]
    rows: int | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """One file: its path below the release, its media type, bytes and SHA-256 (hexadecimal).

    `table` names the table it holds; an archive holds them all.
    """

    path: str
    mediatype: str
    size: int
    sha256: str
    table: str | None = None

    @property
    def format(self) -> str:
        """The end of the file's name: csv, parquet, zip, xlsx."""
        return self.path.rsplit(".", 1)[-1]


@dataclass(frozen=True, slots=True)
class Dataset:
    """One release of a package, as every vocabulary speaks of it."""

    name: str
    version: str
    title: Text
    description: Text
    issued: str | None
    keywords: tuple[str, ...]
    themes: tuple[str, ...]
    homepage: str | None
    licences: tuple[Licence, ...]
    agents: tuple[Agent, ...]
    sources: tuple[DatasetSource, ...]
    tables: tuple[Table, ...]
    distributions: tuple[Distribution, ...]
    coverage: Coverage

    @property
    def publisher(self) -> Agent:
        """Who answers for the data: the contributor with that role, else the first one."""
        for agent in self.agents:
            if "publisher" in agent.roles:
                return agent
        return self.agents[0] if self.agents else Agent(Text(self.name, ""))

    def table(self, name: str) -> Table:
        """Return the table called `name`, which must be one of the dataset's."""
        return next(table for table in self.tables if table.name == name)

    def files(self, form: str) -> tuple[Distribution, ...]:
        """Return the files of one form (`csv`, `parquet`) that hold a table, in their order."""
        held = {one.table: one for one in self.distributions if one.format == form}
        return tuple(held[table.name] for table in self.tables if table.name in held)


def read_dataset(
    descriptor: Mapping[str, Any], distributions: Iterable[Distribution], coverage: Coverage
) -> Dataset:
    """Return what a built package's descriptor says; one without a version is version 0."""
    return Dataset(
        name=descriptor["name"],
        version=descriptor.get("version", "0"),
        title=split_languages(descriptor.get("title") or descriptor["name"]),
        description=split_languages(descriptor.get("description", "")),
        issued=str(descriptor.get("created") or "")[:_DAY_CHARACTERS] or None,
        keywords=tuple(descriptor.get("keywords", ())),
        themes=tuple(descriptor.get("themes", ())),
        homepage=descriptor.get("homepage"),
        licences=tuple(
            Licence(one.get("name"), one.get("path"), one.get("title"))
            for one in descriptor.get("licenses", ())
        ),
        agents=tuple(_agent(one) for one in descriptor.get("contributors", ())),
        sources=tuple(
            DatasetSource(
                split_languages(one.get("title", "")), one.get("path"), one.get("version")
            )
            for one in descriptor.get("sources", ())
        ),
        tables=tuple(_table(one, coverage) for one in descriptor["resources"]),
        distributions=tuple(distributions),
        coverage=coverage,
    )


def _agent(contributor: Mapping[str, Any]) -> Agent:
    roles = contributor.get("roles") or [contributor.get("role", "contributor")]
    return Agent(
        split_languages(contributor.get("title", "")),
        tuple(roles),
        contributor.get("email"),
        contributor.get("path"),
    )


def _table(resource: Mapping[str, Any], coverage: Coverage) -> Table:
    schema = resource["schema"]
    return Table(
        name=resource["name"],
        title=split_languages(resource.get("title") or resource["name"]),
        description=split_languages(resource.get("description", "")),
        columns=tuple(_column(one) for one in schema["fields"]),
        key=_names(schema.get("primaryKey", ())),
        references=tuple(
            _reference(one, resource["name"]) for one in schema.get("foreignKeys", ())
        ),
        missing=tuple(schema.get("missingValues", [""])),
        rows=coverage.rows.get(resource["name"]),
    )


def _column(described: Mapping[str, Any]) -> TableColumn:
    return TableColumn(
        name=described["name"],
        type=described.get("type", "string"),
        title=split_languages(described.get("title") or described["name"]),
        description=split_languages(described.get("description", "")),
        constraints=described.get("constraints", {}),
        codes=tuple(_code(one) for one in described.get("categories", ())),
    )


def _code(category: Mapping[str, Any] | str) -> tuple[str, Text]:
    if isinstance(category, str):
        return category, Text(category, "")
    return str(category["value"]), split_languages(str(category.get("label", category["value"])))


def _reference(key: Mapping[str, Any], itself: str) -> Reference:
    there = key["reference"]
    return Reference(
        _names(key["fields"]), there.get("resource") or itself, _names(there["fields"])
    )


def _names(fields: str | Iterable[str]) -> tuple[str, ...]:
    return (fields,) if isinstance(fields, str) else tuple(fields)
