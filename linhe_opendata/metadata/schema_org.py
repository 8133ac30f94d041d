"""schema.org Dataset as JSON-LD, for the head of a web page and for search engines. Pure.

Written with a vocabulary prefix instead of a remote context, so that it reads without a network.
`http` and `https` name the same terms; search engines and their validators take both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata.vocabulary import term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linhe_opendata.metadata.languages import Text
    from linhe_opendata.metadata.model import Agent, Area, Dataset, Distribution, TableColumn

_ONE = "schema_org"


def schema_org(dataset: Dataset, base: str) -> dict[str, Any]:
    """Return the document; `base` is the address of the release's folder."""
    return {"@context": {"@vocab": "https://schema.org/"}, **_dataset(dataset, base)}


def _dataset(dataset: Dataset, base: str) -> dict[str, Any]:
    about = {
        "name": f"{dataset.name}-{dataset.version}",
        "title": words(dataset.title),
        "description": words(dataset.description),
        "version": dataset.version,
        "issued": dataset.issued,
        "keywords": list(dataset.keywords),
        "themes": [{"@id": theme} for theme in dataset.themes],
        "homepage": dataset.homepage,
        "licences": [licence.url or licence.name for licence in dataset.licences],
        "publisher": agent(dataset.publisher),
        "creators": [agent(one) for one in dataset.agents],
        "sources": [
            filled({"@type": "CreativeWork", "name": words(one.title), "url": one.url})
            for one in dataset.sources
        ],
        "areas": [describe_place(area) for area in dataset.coverage.areas],
        "period": str(dataset.coverage.period) if dataset.coverage.period else None,
        "languages": ["en", "zh-Hans"],
        "distributions": [_download(one, base) for one in dataset.distributions],
        "columns": list(_variables(dataset).values()),
    }
    named = {term(name, _ONE): value for name, value in about.items()}
    return filled(
        {
            "@id": base,
            "@type": "Dataset",
            "url": base,
            "isAccessibleForFree": True,
            "alternateName": dataset.name,
            "citation": f"{dataset.publisher.name}: {dataset.title}, version {dataset.version}",
            **named,
        }
    )


def words(text: Text) -> list[dict[str, str]]:
    """Return a text as language-tagged values."""
    return [{"@value": value, "@language": tag} for value, tag in text.tagged()]


def agent(one: Agent) -> dict[str, Any]:
    """Return a publisher or creator; an organisation, which the descriptor does not tell apart."""
    contact = {"@type": "ContactPoint", "email": one.email, "contactType": "data"}
    return filled(
        {
            "@type": "Organization",
            "name": words(one.name),
            "url": one.url,
            term("contact", _ONE): filled(contact) if one.email else None,
        }
    )


def describe_place(area: Area) -> dict[str, Any]:
    """Return an area as a place that its code identifies."""
    return filled(
        {
            "@type": "Place",
            "name": words(area.name),
            "identifier": {
                "@type": "PropertyValue",
                "propertyID": "GB/T 2260",
                "value": area.code,
            },
        }
    )


def filled(node: Mapping[str, Any]) -> dict[str, Any]:
    """Return a node without the properties that have nothing to say."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}


def _download(one: Distribution, base: str) -> dict[str, Any]:
    about = {
        "path": base + one.path,
        "mediatype": one.mediatype,
        "size": f"{one.size} B",
        "sha256": one.sha256,
    }
    named = {term(name, _ONE): value for name, value in about.items()}
    return {"@type": "DataDownload", "name": one.path, **named}


def _variables(dataset: Dataset) -> dict[str, dict[str, Any]]:
    """Return each column once, by name: the sets of a package share theirs."""
    return {column.name: _variable(column) for table in dataset.tables for column in table.columns}


def _variable(column: TableColumn) -> dict[str, Any]:
    about = {
        "column_name": column.name,
        "column_title": words(column.title),
        "column_description": words(column.description),
    }
    named = {term(name, _ONE): value for name, value in about.items()}
    return filled({"@type": "PropertyValue", **named})
