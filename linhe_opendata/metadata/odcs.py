"""ODCS 3.1: the Open Data Contract Standard of Bitol (Linux Foundation). Pure.

A contract for whoever builds on the tables: what each holds, which rules it keeps. Written as
JSON, which is YAML too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata.schema_org import filled
from linhe_opendata.metadata.vocabulary import term

if TYPE_CHECKING:
    from linhe_opendata.metadata.model import Dataset, Reference, Table, TableColumn

_ONE = "odcs"
_LOGICAL_TYPES = {
    "string": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "datetime": "timestamp",
    "time": "time",
    "array": "array",
    "object": "object",
}
_OPTIONS = {"minimum", "maximum", "minLength", "maxLength", "pattern"}
_TEXT_OPTIONS = {"minLength", "maxLength", "pattern"}


def odcs(dataset: Dataset, base: str) -> dict[str, Any]:
    """Return the contract; `base` is the address of the release's folder."""
    described = {"purpose": str(dataset.description)} if dataset.description else None
    licences = [
        {"type": "licence", "url": one.url, "description": one.title or one.name}
        for one in dataset.licences
    ]
    about = {
        "name": f"{dataset.name}-{dataset.version}",
        "title": str(dataset.title),
        "description": described,
        "version": dataset.version,
        "issued": f"{dataset.issued}T00:00:00Z" if dataset.issued else None,
        "keywords": list(dataset.keywords),
        "licences": [filled(one) for one in licences if one["url"]],
        "distributions": [
            {
                "server": form,
                "type": "local",
                "path": f"{base}{form}/data/",
                "format": form,
            }
            for form in ("csv", "parquet")
            if dataset.files(form)
        ],
        "tables": [_table(table) for table in dataset.tables],
    }
    named = {term(name, _ONE): value for name, value in about.items()}
    fixed = {"apiVersion": "v3.1.0", "kind": "DataContract", "status": "active"}
    return {**fixed, **filled(named)}


def _table(table: Table) -> dict[str, Any]:
    return filled(
        {
            "name": table.name,
            "logicalType": "object",
            "physicalType": "table",
            "businessName": str(table.title),
            "description": str(table.description),
            term("columns", _ONE): [_property(column, table) for column in table.columns],
            term("references", _ONE): [
                _relationship(one, table) for one in table.references if len(one.fields) > 1
            ],
        }
    )


def _property(column: TableColumn, table: Table) -> dict[str, Any]:
    kind = _LOGICAL_TYPES.get(column.type, "string")
    about = {
        "column_name": column.name,
        "column_title": str(column.title),
        "column_description": str(column.description),
        "column_type": kind,
        "required": column.required or None,
        "key": True if column.name in table.key else None,
        "references": [
            {"type": "foreignKey", "to": f"{one.table}.{one.there[0]}"}
            for one in table.references
            if one.fields == (column.name,)
        ],
    }
    named = {term(name, _ONE): value for name, value in about.items()}
    position = table.key.index(column.name) + 1 if column.name in table.key else None
    usable = _TEXT_OPTIONS if kind == "string" else _OPTIONS - _TEXT_OPTIONS
    options = {
        name: value
        for name, value in column.constraints.items()
        if name in usable and kind in {"string", "integer", "number", "date"}
    }
    return filled({**named, "primaryKeyPosition": position, "logicalTypeOptions": options})


def _relationship(one: Reference, table: Table) -> dict[str, Any]:
    return {
        "type": "foreignKey",
        "from": [f"{table.name}.{name}" for name in one.fields],
        "to": [f"{one.table}.{name}" for name in one.there],
    }
