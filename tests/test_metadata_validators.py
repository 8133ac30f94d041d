"""Each vocabulary's own validator, offline, finds nothing; and finds what a mutant has broken."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from described import SETS, build_described, read_figures
from shared_material import shared

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from rdflib import Graph

RELEASE = "https://example.org/linhe/1.0.0/"
ROWS = {"education": 6, "health": 9, "elderly_care": 4, "employment": 7, "indicators": 26}

pytestmark = pytest.mark.filterwarnings(
    "default"
)  # what the validators warn of is their own affair


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("described") / "release"
    build_described(folder)
    return folder


def read_json(release: Path, path: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((release / path).read_text("utf-8"))
    return document


def test_croissant_validates_and_every_record_set_loads(release: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    dataset = mlcroissant.Dataset(str(release / "metadata" / "croissant.json"))
    issues = dataset.metadata.ctx.issues
    counts = {one.id: len(list(dataset.records(one.id))) for one in dataset.metadata.record_sets}
    assert (set(issues.errors), set(issues.warnings)) == (set(), set())
    assert {name: counts[name] for name in ROWS} == ROWS


def test_croissant_refuses_a_field_of_a_column_that_is_not_there(release: Path) -> None:
    mlcroissant = pytest.importorskip("mlcroissant")
    document = read_json(release, "metadata/croissant.json")
    document["recordSet"][0]["field"][0]["source"]["extract"]["column"] = "no_such_column"
    mutant = release / "metadata" / "mutant.json"
    mutant.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(Exception, match="sequential generation"):
        list(mlcroissant.Dataset(str(mutant)).records("education"))


def read_csvw(release: Path, document: Mapping[str, Any]) -> list[int]:
    csvw = pytest.importorskip("csvw")
    path = release / "metadata" / "csvw-under-test.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    group = csvw.TableGroup.from_file(path)
    counts = [len(list(table.iterdicts(strict=True))) for table in group.tables]
    assert group.check_referential_integrity()
    return counts


def test_csvw_reads_every_table_and_its_foreign_keys_hold(release: Path) -> None:
    assert read_csvw(release, read_json(release, "metadata/csvw.json"))[:5] == list(ROWS.values())


def test_csvw_refuses_a_column_of_the_wrong_type(release: Path) -> None:
    document = read_json(release, "metadata/csvw.json")
    columns = document["tables"][0]["tableSchema"]["columns"]
    next(one for one in columns if one["name"] == "as_stated")["datatype"] = {"base": "decimal"}
    with pytest.raises(ValueError, match="8所"):
        read_csvw(release, document)


def read_graph(text: str, form: str) -> Graph:
    rdflib = pytest.importorskip("rdflib")
    graph: Graph = rdflib.Graph().parse(data=text, format=form, publicID=RELEASE + "metadata/x")
    return graph


def broken_shapes(graph: Graph, shapes: Path) -> set[str]:
    """Return the paths of the properties that break a shape, warnings too."""
    pyshacl = pytest.importorskip("pyshacl")
    from rdflib import Graph, Namespace

    rules = Graph().parse(shapes)
    _, found, _ = pyshacl.validate(graph, shacl_graph=rules, allow_warnings=False, advanced=True)
    sh = Namespace("http://www.w3.org/ns/shacl#")
    return {
        str(path).rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        for path in found.objects(None, sh.resultPath)
    }


UNKNOWN = {"contactPoint", "bbox", "centroid"}
"""What Linhe's publisher does not have: a public address to write to, and a map of the district."""


def test_dcat_says_the_same_as_json_and_as_turtle(release: Path) -> None:
    compare = pytest.importorskip("rdflib.compare")
    graphs = [
        read_graph((release / "metadata" / name).read_text("utf-8"), form)
        for name, form in (("dcat.jsonld", "json-ld"), ("dcat.ttl", "turtle"))
    ]
    assert len(graphs[0]) > 300
    assert compare.isomorphic(*graphs)


@pytest.mark.parametrize(
    ("shapes", "broken"),
    [("shapes.ttl", set()), ("deprecateduris.ttl", set()), ("shapes_recommended.ttl", UNKNOWN)],
)
def test_dcat_keeps_the_shapes_of_dcat_ap(release: Path, shapes: str, broken: set[str]) -> None:
    graph = read_graph((release / "metadata" / "dcat.ttl").read_text("utf-8"), "turtle")
    assert broken_shapes(graph, shared(f"oracles/dcat-ap-3.0.1/{shapes}")) == broken


def test_a_catalogue_without_a_title_breaks_a_shape_of_dcat_ap(release: Path) -> None:
    text = (release / "metadata" / "dcat.jsonld").read_text("utf-8")
    graph = read_graph(text.replace("dct:title", "dct:alternative", 1), "json-ld")
    assert "title" in broken_shapes(graph, shared("oracles/dcat-ap-3.0.1/shapes.ttl"))


SOSO = "oracles/science-on-schema.org/"


def read_schema_org(release: Path) -> str:
    """Return the document in the names that the shapes look for: they know only `http:`."""
    text = (release / "metadata" / "schema-org.jsonld").read_text("utf-8")
    return text.replace("https://schema.org/", "http://schema.org/")


@pytest.mark.parametrize(
    "shapes", ["soso_common_v1.2.3.ttl", "googleRequired.ttl", "googleRecommended.ttl"]
)
def test_schema_org_keeps_the_shapes_of_the_sciences(release: Path, shapes: str) -> None:
    graph = read_graph(read_schema_org(release), "json-ld")
    assert broken_shapes(graph, shared(SOSO + shapes)) <= {"sameAs"}  # Linhe has no other address


def test_a_data_set_without_a_description_breaks_a_shape_of_the_sciences(release: Path) -> None:
    document = json.loads(read_schema_org(release))
    del document["description"]
    graph = read_graph(json.dumps(document), "json-ld")
    assert broken_shapes(graph, shared(SOSO + "soso_common_v1.2.3.ttl")) >= {"description"}


def test_ro_crate_is_read_with_every_file_of_the_release(release: Path) -> None:
    crates = pytest.importorskip("rocrate.rocrate")
    crate = crates.ROCrate(str(release))
    paths = {entity.id for entity in crate.data_entities}
    assert crate.root_dataset["version"] == "1.0.0"
    assert paths == {path for path in paths if (release / path).is_file()}
    assert {"csv/data/health.csv", "parquet/data/health.parquet"} <= paths


def test_ro_crate_without_a_root_is_refused(release: Path, tmp_path: Path) -> None:
    crates = pytest.importorskip("rocrate.rocrate")
    document = read_json(release, "ro-crate-metadata.json")
    document["@graph"] = [node for node in document["@graph"] if node["@id"] != "./"]
    (tmp_path / "ro-crate-metadata.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises((ValueError, KeyError)):
        crates.ROCrate(str(tmp_path))


def odcs_errors(document: Mapping[str, Any]) -> list[str]:
    pytest.importorskip("open_data_contract_standard")
    schema = json.loads((files("open_data_contract_standard") / "schema.json").read_text("utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    return [error.message for error in validator.iter_errors(document)]


def test_odcs_fits_its_schema(release: Path) -> None:
    assert odcs_errors(read_json(release, "metadata/odcs.yaml")) == []


@pytest.mark.parametrize("change", [{"kind": "Contract"}, {"apiVersion": 3}, {"schema": [{}]}])
def test_odcs_that_was_broken_does_not_fit_its_schema(
    release: Path, change: dict[str, Any]
) -> None:
    assert odcs_errors({**read_json(release, "metadata/odcs.yaml"), **change})


def test_sdmx_reads_back_the_observations_that_the_tables_hold(release: Path) -> None:
    io = pytest.importorskip("pysdmx.io")
    read = io.read_sdmx(release / "metadata" / "sdmx.csv").data
    said = {
        (
            row.INDICATOR,
            str(row.REF_AREA),
            row.OBS_VALUE,
            row.LOWER_BOUND,
            row.UPPER_BOUND,
            row.AS_STATED,
        )
        for one in read
        for row in one.data.itertuples()
    }
    columns = ("indicator", "ref_area", "obs_value", "lower", "upper", "as_stated")
    curated = {
        tuple(row[name] or "" for name in columns)
        for table in SETS
        for row in read_figures(release, table)
    }
    assert len(curated) == 26
    assert said == curated


def test_the_structure_of_sdmx_fits_its_schema_and_names_the_columns(release: Path) -> None:
    io = pytest.importorskip("pysdmx.io")
    message = io.read_sdmx(release / "metadata" / "sdmx-structure.json", validate=True)
    definition = message.get_data_structure_definitions()[0]
    header = (release / "metadata" / "sdmx.csv").read_text("utf-8").splitlines()[0].split(",")
    assert [component.id for component in definition.components] == header[3:]
    assert {flow.id for flow in message.get_dataflows()} == {table.upper() for table in SETS}


@pytest.mark.parametrize(
    "breaking",
    [
        lambda data: data["dataStructures"][0].pop("id"),
        lambda data: data["codelists"][0]["codes"].append({"name": "no id"}),
    ],
)
def test_a_structure_that_was_broken_does_not_fit_its_schema(
    release: Path, tmp_path: Path, breaking: Callable[[Any], object]
) -> None:
    io = pytest.importorskip("pysdmx.io")
    document = read_json(release, "metadata/sdmx-structure.json")
    breaking(document["data"])
    mutant = tmp_path / "structure.json"
    mutant.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(Exception, match=r"(?i)required|valid"):
        io.read_sdmx(mutant, validate=True)
