"""DCAT 3 in the profile DCAT-AP 3.0.1, as JSON-LD and as Turtle. Pure.

Both are written from the same nodes. What is referred to in an authority table carries its type
beside it, so that a document can be checked without fetching anything.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from linhe_opendata.messages import message
from linhe_opendata.metadata.dcat.turtle import to_turtle
from linhe_opendata.metadata.languages import in_each_language
from linhe_opendata.metadata.schema_org import filled, words
from linhe_opendata.metadata.vocabulary import term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linhe_opendata.metadata.model import (
        Agent,
        Area,
        Dataset,
        DatasetSource,
        Distribution,
        Licence,
        Period,
    )

_ONE = "dcat"
_HOLDS = "dcat:dataset"
PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_FILE_TYPES = {"csv": "CSV", "parquet": "PARQUET", "zip": "ZIP", "xlsx": "XLSX"}


def dcat(dataset: Dataset, base: str) -> dict[str, Any]:
    """Return one release as JSON-LD; `base` is the address of the release's folder."""
    return {"@context": PREFIXES, **_dataset(dataset, base)}


def dcat_turtle(dataset: Dataset, base: str) -> str:
    """Return one release as Turtle."""
    return to_turtle(_dataset(dataset, base), PREFIXES)


@dataclass(frozen=True)
class DcatCatalogue:
    """The catalogue of a store in DCAT, with every release of every package.

    `releases`, at least one, come newest first, each with the address of its folder; `base` is
    the store's. The newest release says who publishes it and under which licence. A document of
    many releases is large, so it is written release by release.
    """

    releases: Sequence[tuple[Dataset, str]]
    base: str

    def json_ld(self) -> Iterator[str]:
        """Yield the parts of the document as JSON-LD."""
        head = json.dumps({"@context": PREFIXES, **self._head()}, ensure_ascii=False)
        yield head.removesuffix("}") + f', "{_HOLDS}": [\n'
        for number, node in enumerate(self._nodes):
            yield (",\n" if number else "") + json.dumps(node, ensure_ascii=False)
        yield "\n]}\n"

    def turtle(self) -> Iterator[str]:
        """Yield the parts of the document as Turtle."""
        held = [{"@id": address} for _, address in self.releases]
        yield to_turtle({**self._head(), _HOLDS: held}, PREFIXES)
        for node in self._nodes:
            yield to_turtle(node, {})

    def _head(self) -> dict[str, Any]:
        datasets = [dataset for dataset, _ in self.releases]
        newest = datasets[0]
        days = sorted(dataset.issued for dataset in datasets if dataset.issued)
        areas = {area.code: area for dataset in datasets for area in dataset.coverage.areas}
        publisher = newest.publisher.name
        title = words(in_each_language(message("open-data-of", publisher=publisher)))
        return filled(
            {
                "@id": self.base,
                "@type": "dcat:Catalog",
                term("title", _ONE): title,
                term("description", _ONE): title,
                term("publisher", _ONE): _agent(newest.publisher),
                term("licences", _ONE): [_licence(one) for one in newest.licences[:1]],
                term("languages", _ONE): _languages(),
                term("areas", _ONE): [_location(area) for area in areas.values()],
                term("issued", _ONE): _day(days[0]) if days else None,
                "dct:modified": _day(days[-1]) if days else None,
                "foaf:homepage": {"@id": f"{self.base}index.html", "@type": "foaf:Document"},
                "dcat:themeTaxonomy": _theme_scheme(),
            }
        )

    @cached_property
    def _nodes(self) -> list[dict[str, Any]]:
        """Each release, the oldest first, with the address of the one before it."""
        nodes = []
        before: dict[str, str] = {}
        for dataset, address in reversed(self.releases):
            node = _dataset(dataset, address)
            if dataset.name in before:
                node["dcat:previousVersion"] = {"@id": before[dataset.name]}
            before[dataset.name] = address
            nodes.append(node)
        return nodes


def _dataset(dataset: Dataset, base: str) -> dict[str, Any]:
    period = dataset.coverage.period
    about = {
        "name": f"{dataset.name}-{dataset.version}",
        "title": words(dataset.title),
        "description": words(dataset.description) or words(dataset.title),
        "version": dataset.version,
        "issued": _day(dataset.issued) if dataset.issued else None,
        "keywords": list(dataset.keywords),
        "themes": [_theme(theme) for theme in dataset.themes],
        "homepage": _document(dataset.homepage) if dataset.homepage else None,
        "publisher": _agent(dataset.publisher),
        "contact": _contact(dataset.publisher),
        "creators": [_agent(one) for one in dataset.agents if "curator" in one.roles],
        "sources": [_source(one) for one in dataset.sources],
        "areas": [_location(area) for area in dataset.coverage.areas],
        "period": _period(period) if period else None,
        "languages": _languages(),
        "distributions": [_distribution(one, dataset, base) for one in dataset.distributions],
    }
    named = {term(name, _ONE): value for name, value in about.items()}
    return filled({"@id": base, "@type": "dcat:Dataset", **named})


def _distribution(one: Distribution, dataset: Dataset, base: str) -> dict[str, Any]:
    address = {"@id": base + one.path}
    title = dataset.table(one.table).title if one.table else dataset.title
    about = {
        "path": {**address, "@type": "rdfs:Resource"},
        "mediatype": _typed(_MEDIA_TYPES + one.mediatype, "dct:MediaType"),
        "size": {"@value": str(one.size), "@type": "xsd:nonNegativeInteger"},
        "sha256": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _typed(
                "http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"
            ),
            "spdx:checksumValue": {"@value": one.sha256, "@type": "xsd:hexBinary"},
        },
        "title": words(title),
        "description": words(dataset.table(one.table).description if one.table else title),
        "licences": [_licence(licence) for licence in dataset.licences[:1]],
    }
    named = {term(name, _ONE): value for name, value in about.items()}
    code = _FILE_TYPES.get(one.format)
    return filled(
        {
            "@id": f"{base}{one.path}#distribution",
            "@type": "dcat:Distribution",
            "dcat:accessURL": address,
            "dct:format": _authority("file-type", code, "dct:MediaTypeOrExtent") if code else None,
            "dcatap:availability": _authority("planned-availability", "STABLE", "skos:Concept"),
            **named,
        }
    )


def _agent(one: Agent) -> dict[str, Any]:
    return {
        "@type": "foaf:Agent",
        "foaf:name": words(one.name),
        "dct:type": _labelled(
            "http://purl.org/adms/publishertype/NonProfitOrganisation", "skos:Concept"
        ),
    }


def _contact(one: Agent) -> dict[str, Any] | None:
    if not (one.email or one.url):
        return None
    return filled(
        {
            "@type": "vcard:Kind",
            "vcard:fn": str(one.name),
            "vcard:hasEmail": {"@id": f"mailto:{one.email}"} if one.email else None,
            "vcard:hasURL": {"@id": one.url} if one.url else None,
        }
    )


def _source(one: DatasetSource) -> dict[str, Any]:
    named = {"@id": one.url} if one.url else {}
    return filled({**named, "@type": "rdfs:Resource", "dct:title": words(one.title)})


def _licence(one: Licence) -> dict[str, Any]:
    named = {"@id": one.url} if one.url else {}
    return filled({**named, "@type": "dct:LicenseDocument", "dct:title": one.title or one.name}) | {
        "dct:type": _labelled("http://purl.org/adms/licencetype/Attribution", "skos:Concept")
    }


def _location(area: Area) -> dict[str, Any]:
    return {
        "@type": "dct:Location",
        "dct:identifier": area.code,
        "skos:prefLabel": words(area.name),
    }


def _period(period: Period) -> dict[str, Any]:
    return filled(
        {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(period.start.isoformat()) if period.start else None,
            "dcat:endDate": _day(period.end.isoformat()),
        }
    )


def _theme(address: str) -> dict[str, Any]:
    return {**_labelled(address, "skos:Concept"), "skos:inScheme": _theme_scheme()}


def _theme_scheme() -> dict[str, Any]:
    return {
        "@id": f"{_AUTHORITY}data-theme",
        "@type": "skos:ConceptScheme",
        "dct:title": [{"@value": "Data theme", "@language": "en"}],
    }


def _languages() -> list[dict[str, Any]]:
    return [_authority("language", code, "dct:LinguisticSystem") for code in ("ENG", "ZHO")]


def _document(address: str) -> dict[str, Any]:
    return _typed(address, "foaf:Document")


def _authority(table: str, code: str, kind: str) -> dict[str, Any]:
    address = f"{_AUTHORITY}{table}/{code}"
    return _labelled(address, kind) if kind == "skos:Concept" else _typed(address, kind)


def _labelled(address: str, kind: str) -> dict[str, Any]:
    label = address.rsplit("/", 1)[-1]
    return {**_typed(address, kind), "skos:prefLabel": [{"@value": label, "@language": "en"}]}


def _typed(address: str, kind: str) -> dict[str, Any]:
    return {"@id": address, "@type": kind}


def _day(day: str) -> dict[str, str]:
    return {"@value": day, "@type": "xsd:date"}
