"""What the site says to machines: each page by schema.org, the whole of it by DCAT."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from shared_material import shared
from test_metadata_validators import UNKNOWN, broken_shapes

from linhe_opendata.metadata.dcat.turtle import to_turtle

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph

pytestmark = pytest.mark.filterwarnings("default")  # what the validators warn of is their affair

SITE = "https://example.org/data/"
FIGURE = "linhe/health/remote_imaging_diagnoses-150802-2024-12-30"
ENDINGS = (".html", ".zh.html")
NARROW = [
    "linhe/index",
    "linhe/1.0.1/index",
    "linhe/health",
    "linhe/dictionary",
    "linhe/exclusions",
    "index",
    "search",
]


class _Documents(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.inside, self.found = False, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_endtag(self, _tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found.append(data)


def read_page(page: Path) -> dict[str, Any]:
    """Return the one document that a page holds."""
    parser = _Documents()
    parser.feed(page.read_text("utf-8"))
    (text,) = parser.found
    document: dict[str, Any] = json.loads(text)
    return document


def graph_of(site: Path, name: str) -> Graph:
    """Return what a page says, by the names that the shapes look for, at its address."""
    rdflib = pytest.importorskip("rdflib")
    text = json.dumps(read_page(site / name)).replace("https://schema.org/", "http://schema.org/")
    graph: Graph = rdflib.Graph().parse(data=text, format="json-ld", publicID=SITE + name)
    return graph


def find_figure(site: Path, code: str) -> str:
    return next((site / "linhe").rglob(f"{code}-*.html")).relative_to(site).as_posix()


def test_every_page_describes_itself(portal_world: Path, wide_world: Path) -> None:
    for world in (portal_world, wide_world):
        for page in (world / "site").rglob("*.html"):
            said = read_page(page)
            assert said["@type"] in {"Dataset", "DataCatalog"}
            assert said["description"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_kind_of_page_keeps_the_shapes_of_the_sciences(
    ending: str, portal_world: Path, wide_world: Path
) -> None:
    site = portal_world / "site"
    names = [(site, name) for name in NARROW]
    names += [(site, FIGURE)]
    names += [(wide_world / "site", "compare/teachers_recruited-persons")]
    for shapes in ("soso_common_v1.2.3.ttl", "googleRequired.ttl"):
        for folder, name in names:
            graph = graph_of(folder, name + ending)
            broken = broken_shapes(graph, shared(f"oracles/science-on-schema.org/{shapes}"))
            assert (name, broken - {"sameAs"}) == (name, set())


def test_a_page_without_a_description_breaks_a_shape_of_the_sciences(portal_world: Path) -> None:
    graph = graph_of(portal_world / "site", "linhe/health.html")
    from rdflib import URIRef

    graph.remove((None, URIRef("http://schema.org/description"), None))
    shapes = shared("oracles/science-on-schema.org/googleRequired.ttl")
    assert "description" in broken_shapes(graph, shapes)


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("inclusive_kindergartens_approved", {"value": 8, "minValue": 8, "maxValue": 8}),
        ("remote_outpatient_consultations", {"value": 800, "minValue": 800}),
        ("myocardial_infarction_referrals", {"value": 300, "maxValue": 300}),
    ],
)
def test_a_figure_is_described_with_the_bounds_that_its_words_assert(
    code: str, numbers: dict[str, int], portal_world: Path
) -> None:
    site = portal_world / "site"
    said = read_page(site / find_figure(site, code))["variableMeasured"]
    assert {name: said[name] for name in said if name.lower().endswith("value")} == numbers


def test_the_catalogue_says_the_same_as_json_and_as_turtle(portal_world: Path) -> None:
    compare = pytest.importorskip("rdflib.compare")
    graphs = [read_catalogue(portal_world, name) for name in FORMS]
    assert len(graphs[0]) > 600
    assert compare.isomorphic(*graphs)


FORMS = {"catalogue.jsonld": "json-ld", "catalogue.ttl": "turtle"}


def read_catalogue(world: Path, name: str) -> Graph:
    rdflib = pytest.importorskip("rdflib")
    text = (world / "site" / name).read_text("utf-8")
    graph: Graph = rdflib.Graph().parse(data=text, format=FORMS[name], publicID=SITE + name)
    return graph


@pytest.mark.parametrize(
    ("shapes", "broken"), [("shapes.ttl", set()), ("shapes_recommended.ttl", UNKNOWN)]
)
def test_the_catalogue_keeps_the_shapes_of_dcat_ap(
    shapes: str, broken: set[str], portal_world: Path
) -> None:
    graph = read_catalogue(portal_world, "catalogue.ttl")
    assert broken_shapes(graph, shared(f"oracles/dcat-ap-3.0.1/{shapes}")) <= broken


def test_a_catalogue_without_a_description_breaks_a_shape_of_dcat_ap(portal_world: Path) -> None:
    from rdflib import RDF, Namespace
    from rdflib.namespace import DCTERMS

    graph = read_catalogue(portal_world, "catalogue.ttl")
    catalogue = graph.value(None, RDF.type, Namespace("http://www.w3.org/ns/dcat#").Catalog)
    graph.remove((catalogue, DCTERMS.description, None))
    assert "description" in broken_shapes(graph, shared("oracles/dcat-ap-3.0.1/shapes.ttl"))


def test_the_catalogue_lists_each_release_after_the_one_before_it(portal_world: Path) -> None:
    document = json.loads((portal_world / "site/catalogue.jsonld").read_bytes())
    releases = [
        (one["@id"], one.get("dcat:previousVersion", {}).get("@id"))
        for one in document["dcat:dataset"]
    ]
    assert releases == [("./linhe/1.0.0/", None), ("./linhe/1.0.1/", "./linhe/1.0.0/")]


def test_what_was_withdrawn_is_not_harvested(attacked_world: Path) -> None:
    document = json.loads((attacked_world / "site/catalogue.jsonld").read_bytes())
    addresses = [one["@id"] for one in document["dcat:dataset"]]
    assert "./linhe/1.0.0/" not in addresses
    assert len(addresses) == 1


@pytest.mark.parametrize("mark", ["\u2028", "\x85", "\x1e"])
def test_a_literal_of_turtle_keeps_what_ends_lines_elsewhere(mark: str) -> None:
    node = {"@id": "a b", "dct:title": {"@value": f"one{mark}two", "@language": "en"}}
    text = to_turtle(node, {"dct": "http://purl.org/dc/terms/"})
    written = json.dumps(f"one{mark}two", ensure_ascii=False)
    assert f"<a%20b>\n    dct:title {written}@en .\n" in text
