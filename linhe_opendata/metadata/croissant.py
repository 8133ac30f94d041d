"""Croissant 1.1: the vocabulary of data sets for machine learning (MLCommons). Pure.

A file object for each CSV file, and a record set for each table whose fields are read from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata.schema_org import agent, filled
from linhe_opendata.metadata.vocabulary import term

if TYPE_CHECKING:
    from linhe_opendata.metadata.model import Dataset, Distribution, Table, TableColumn

_ONE = "croissant"
_DATA_TYPES = {
    "string": "sc:Text",
    "integer": "sc:Integer",
    "number": "sc:Float",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
    "datetime": "sc:DateTime",
}
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "excludes": "cr:excludes",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "readLines": "cr:readLines",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The context that the specification prints, without which its validator warns."""


def croissant(dataset: Dataset, base: str) -> dict[str, Any]:
    """Return the document; `base` is the address of the release's folder."""
    files = dataset.files("csv")
    about = {
        "name": dataset.name,
        "description": str(dataset.description),
        "version": dataset.version,
        "issued": dataset.issued,
        "keywords": list(dataset.keywords),
        "homepage": dataset.homepage,
        "licences": [one.url or one.name for one in dataset.licences],
        "publisher": _agent(dataset),
        "creators": _agent(dataset),
        "languages": ["en", "zh-Hans"],
        "distributions": [_file(one, base) for one in files],
        "tables": [_record_set(dataset.table(one.table or ""), one) for one in files],
    }
    named = {term(name, _ONE): value for name, value in about.items()}
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "alternateName": str(dataset.title),
        "citeAs": f"{dataset.publisher.name}: {dataset.title}, version {dataset.version}",
        "isLiveDataset": False,
        "url": base,
        **filled(named),
    }


def _agent(dataset: Dataset) -> dict[str, Any]:
    publisher = dataset.publisher
    return {**agent(publisher), "name": str(publisher.name)}


def _file(one: Distribution, base: str) -> dict[str, Any]:
    about = {
        "path": base + one.path,
        "mediatype": one.mediatype,
        "size": f"{one.size} B",
        "sha256": one.sha256,
    }
    named = {term(name, _ONE): value for name, value in about.items()}
    return {"@type": "cr:FileObject", "@id": one.path, "name": one.path, **named}


def _record_set(table: Table, file: Distribution) -> dict[str, Any]:
    return filled(
        {
            "@type": "cr:RecordSet",
            "@id": table.name,
            "name": table.name,
            "description": str(table.description),
            term("key", _ONE): [{"@id": f"{table.name}/{name}"} for name in table.key],
            term("columns", _ONE): [_field(column, table, file) for column in table.columns],
        }
    )


def _field(column: TableColumn, table: Table, file: Distribution) -> dict[str, Any]:
    others = [one for one in table.references if one.table != table.name]  # no cycles in Croissant
    to = {one.fields: f"{one.table}/{one.there[0]}" for one in others}
    target = to.get((column.name,))
    about = {
        "column_name": column.name,
        "column_description": str(column.description),
        "column_type": _DATA_TYPES.get(column.type, "sc:Text"),
        "references": {"field": {"@id": target}} if target else None,
    }
    named = {term(name, _ONE): value for name, value in about.items()}
    return filled(
        {
            "@type": "cr:Field",
            "@id": f"{table.name}/{column.name}",
            **named,
            "source": {"fileObject": {"@id": file.path}, "extract": {"column": column.name}},
        }
    )
