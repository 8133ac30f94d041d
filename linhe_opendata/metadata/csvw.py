"""CSVW: the W3C's metadata for tabular data, for the CSV files of a release. Pure.

One table group. Field types map to those of XML Schema; a pattern becomes the format of a string,
since both anchor it at both ends. What CSVW cannot say of a field (an enumeration, uniqueness of
more than the key) stays in the Table Schema beside the files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata.schema_org import filled
from linhe_opendata.metadata.vocabulary import term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linhe_opendata.metadata.languages import Text
    from linhe_opendata.metadata.model import Dataset, Distribution, Reference, Table, TableColumn

_ONE = "csvw"
_DATATYPES = {
    "string": "string",
    "integer": "integer",
    "number": "decimal",
    "boolean": "boolean",
    "date": "date",
    "datetime": "dateTime",
    "time": "time",
    "year": "gYear",
    "yearmonth": "gYearMonth",
    "duration": "duration",
}
_BOUNDS = {"minimum": "minimum", "maximum": "maximum", "minLength": "minLength"}


def csvw(dataset: Dataset, base: str) -> dict[str, Any]:
    """Return the table group; `base` is the address of the release's folder."""
    about = {
        "name": f"{dataset.name}-{dataset.version}",
        "title": _languages(dataset.title),
        "description": _languages(dataset.description),
        "version": dataset.version,
        "issued": dataset.issued,
        "keywords": list(dataset.keywords),
        "licences": [{"@id": one.url} for one in dataset.licences if one.url],
    }
    named = {term(name, _ONE): value for name, value in about.items()}
    return filled(
        {
            "@context": "http://www.w3.org/ns/csvw",
            **named,
            "dialect": {"encoding": "utf-8", "header": True, "delimiter": ","},
            term("tables", _ONE): [
                _table(dataset.table(file.table or ""), file, base, _addresses(dataset, base))
                for file in dataset.files("csv")
            ],
        }
    )


def _addresses(dataset: Dataset, base: str) -> dict[str, str]:
    return {file.table or "": base + file.path for file in dataset.files("csv")}


def _table(
    table: Table, file: Distribution, base: str, addresses: Mapping[str, str]
) -> dict[str, Any]:
    schema = {
        "columns": [_column(column, table) for column in table.columns],
        term("key", _ONE): list(table.key),
        term("references", _ONE): [_reference(one, addresses) for one in table.references],
    }
    return filled(
        {
            term("path", _ONE): base + file.path,
            term("title", _ONE): _languages(table.title),
            term("column_description", _ONE): _languages(table.description),
            "tableSchema": filled(schema),
        }
    )


def _column(column: TableColumn, table: Table) -> dict[str, Any]:
    return filled(
        {
            term("column_name", _ONE): column.name,
            term("column_title", _ONE): column.name,
            "rdfs:label": _languages(column.title),
            term("column_description", _ONE): _languages(column.description),
            term("column_type", _ONE): _datatype(column),
            term("required", _ONE): column.required or None,
            "null": list(table.missing),
        }
    )


def _datatype(column: TableColumn) -> dict[str, Any]:
    bounds = {
        ours: column.constraints[theirs]
        for ours, theirs in _BOUNDS.items()
        if theirs in column.constraints
    }
    pattern = column.constraints.get("pattern") if column.type == "string" else None
    return filled({"base": _DATATYPES.get(column.type, "string"), "format": pattern, **bounds})


def _reference(one: Reference, addresses: Mapping[str, str]) -> dict[str, Any]:
    return {
        "columnReference": list(one.fields),
        "reference": {"resource": addresses[one.table], "columnReference": list(one.there)},
    }


def _languages(text: Text) -> list[dict[str, str]]:
    return [{"@value": value, "@language": tag} for value, tag in text.tagged()]
