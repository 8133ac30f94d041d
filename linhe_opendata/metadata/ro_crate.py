"""RO-Crate 1.2: the release's folder as a research object crate. Pure.

Unlike the other vocabularies its file must lie at the root of what it describes, and its
addresses are relative to that root.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata.schema_org import filled
from linhe_opendata.metadata.vocabulary import term

if TYPE_CHECKING:
    from linhe_opendata.metadata.model import Dataset, Distribution, Licence

_ONE = "ro_crate"
_PROFILE = "https://w3id.org/ro/crate/1.2"


def ro_crate(dataset: Dataset, _base: str) -> dict[str, Any]:
    """Return the crate; its addresses are relative to its own place, whatever the base is."""
    licences = [_licence(one) for one in dataset.licences]
    agents = [
        filled({"@id": one.url or f"#agent-{n}", "@type": "Organization", "name": str(one.name)})
        for n, one in enumerate(dataset.agents, start=1)
    ]
    areas = [
        {
            "@id": f"#area-{one.code}",
            "@type": "Place",
            "name": str(one.name),
            "identifier": f"GB/T 2260 {one.code}",
        }
        for one in dataset.coverage.areas
    ]
    files = [_file(one) for one in dataset.distributions]
    about = {
        "name": f"{dataset.name}-{dataset.version}",
        "title": str(dataset.title),
        "description": str(dataset.description) or str(dataset.title),
        "version": dataset.version,
        "issued": dataset.issued,
        "keywords": ", ".join(dataset.keywords),
        "homepage": dataset.homepage,
        "licences": _references(licences),
        "publisher": _references(agents[:1]),
        "creators": _references(agents),
        "areas": _references(areas),
        "period": str(dataset.coverage.period) if dataset.coverage.period else None,
        "distributions": _references(files),
    }
    root = {"@id": "./", "@type": "Dataset"} | {
        term(name, _ONE): value for name, value in about.items()
    }
    return {
        "@context": f"{_PROFILE}/context",
        "@graph": [_metadata_file(), filled(root), *files, *licences, *agents, *areas],
    }


def _metadata_file() -> dict[str, Any]:
    return {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": _PROFILE},
    }


def _file(one: Distribution) -> dict[str, Any]:
    about = {
        "path": one.path,
        "mediatype": one.mediatype,
        "size": str(one.size),
        "sha256": one.sha256,
    }
    named = {term(name, _ONE): value for name, value in about.items()}
    return {"@type": "File", "name": one.path.rsplit("/", 1)[-1], **named}


def _licence(one: Licence) -> dict[str, Any]:
    return filled(
        {
            "@id": one.url or f"#licence-{one.name}",
            "@type": "CreativeWork",
            "name": one.title or one.name,
        }
    )


def _references(nodes: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"@id": node["@id"]} for node in nodes]
