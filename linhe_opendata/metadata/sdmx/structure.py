"""SDMX-JSON 2.0: the data structure definition of the figures, with its code lists. Pure.

One definition for all sets of a package, and a dataflow for each set.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linhe_opendata.metadata.languages import Text
    from linhe_opendata.metadata.model import Dataset

_SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/develop/structure-message/tools/schemas/"
    "2.0.0/sdmx-json-structure-schema.json"
)
_VERSION = "1.0.0"
_DEFINITION = "FIGURES"
_CONCEPTS = "FIGURE_CONCEPTS"


@dataclass(frozen=True, slots=True)
class Component:
    """A component of the structure: the column it is written from, and what it holds."""

    id: str
    column: str
    role: str
    type: str
    coded: bool = False


COMPONENTS = (
    Component("INDICATOR", "indicator", "dimension", "String", coded=True),
    Component("REF_AREA", "ref_area", "dimension", "String"),
    Component("TIME_PERIOD", "time_period", "time", "ObservationalTimePeriod"),
    Component("OBS_VALUE", "obs_value", "measure", "Decimal"),
    Component("UNIT_MEASURE", "unit_measure", "attribute", "String", coded=True),
    Component("UNIT_MULT", "unit_mult", "attribute", "Integer"),
    Component("OBS_STATUS", "obs_status", "attribute", "String", coded=True),
    Component("LOWER_BOUND", "lower", "attribute", "Decimal"),
    Component("UPPER_BOUND", "upper", "attribute", "Decimal"),
    Component("BOUNDS", "bounds", "attribute", "String", coded=True),
    Component("QUALIFIER", "qualifier", "attribute", "String", coded=True),
    Component("AS_STATED", "as_stated", "attribute", "String"),
)
"""In the order of the columns of the SDMX-CSV."""


def agency_of(dataset: Dataset) -> str:
    """Return the package's name as the identifier of an agency."""
    return _identifier(dataset.name)


def flow_of(table: str) -> str:
    """Return the identifier of a table's dataflow."""
    return _identifier(table)


def _identifier(name: str) -> str:
    """Return a name as an SDMX identifier: capitals, digits and lines, a letter first.

    A name that has other characters keeps apart from those like it by a digest.
    """
    plain = re.sub(r"[^A-Z0-9_]", "_", name.upper())
    if plain[:1].isalpha() and re.fullmatch(r"[A-Za-z0-9_.-]+", name):
        return plain
    return f"X_{plain}_{hashlib.sha256(name.encode()).hexdigest()[:8].upper()}"


def sdmx_structure(dataset: Dataset, tables: Iterable[str]) -> dict[str, Any]:
    """Return the structure message for the named tables of figures."""
    names = list(tables)
    return {
        "meta": {
            "schema": _SCHEMA,
            "id": f"{agency_of(dataset)}_{_DEFINITION}",
            "test": False,
            "prepared": f"{dataset.issued or '1970-01-01'}T00:00:00Z",
            "contentLanguages": ["en", "zh"],
            "sender": {"id": agency_of(dataset)},
        },
        "data": {
            "codelists": [_codelist(dataset, one, names) for one in COMPONENTS if one.coded],
            "conceptSchemes": [_concept_scheme(dataset)],
            "dataStructures": [_definition(dataset)],
            "dataflows": [_dataflow(dataset, name) for name in names],
        },
    }


def _maintained(dataset: Dataset, identifier: str, title: Text | str) -> dict[str, Any]:
    english = title if isinstance(title, str) else str(title.en or title.zh)
    chinese = {} if isinstance(title, str) or not title.zh else {"zh": title.zh}
    return {
        "id": identifier,
        "agencyID": agency_of(dataset),
        "version": _VERSION,
        "name": english,
        "names": {"en": english, **chinese},
    }


def _codelist(dataset: Dataset, one: Component, tables: list[str]) -> dict[str, Any]:
    codes = {
        code: label
        for table in tables
        for column in dataset.table(table).columns
        if column.name == one.column
        for code, label in column.codes
    }
    listed = [
        {"id": code, "name": label.en or label.zh, "names": _names(label)}
        for code, label in codes.items()
    ]
    return {**_maintained(dataset, f"CL_{one.id}", one.id), "codes": listed}


def _concept_scheme(dataset: Dataset) -> dict[str, Any]:
    concepts = [{"id": one.id, "name": one.id, "names": {"en": one.id}} for one in COMPONENTS]
    return {**_maintained(dataset, _CONCEPTS, "Concepts of a figure"), "concepts": concepts}


def _definition(dataset: Dataset) -> dict[str, Any]:
    by_role = {
        role: [_component(dataset, one) for one in COMPONENTS if one.role == role]
        for role in ("dimension", "time", "measure", "attribute")
    }
    return {
        **_maintained(dataset, _DEFINITION, "Figures as stated in a source"),
        "dataStructureComponents": {
            "dimensionList": {
                "id": "DimensionDescriptor",
                "dimensions": by_role["dimension"],
                "timeDimension": by_role["time"][0],
            },
            "measureList": {"id": "MeasureDescriptor", "measures": by_role["measure"]},
            "attributeList": {"id": "AttributeDescriptor", "attributes": by_role["attribute"]},
        },
    }


def _component(dataset: Dataset, one: Component) -> dict[str, Any]:
    concepts = _urn("conceptscheme.Concept", dataset, _CONCEPTS)
    held: dict[str, Any] = {"format": {"dataType": one.type}}
    if one.coded:
        held = {"enumeration": _urn("codelist.Codelist", dataset, f"CL_{one.id}")}
    described = {
        "id": one.id,
        "conceptIdentity": f"{concepts}.{one.id}",
        "localRepresentation": held,
    }
    if one.role == "attribute":
        described["attributeRelationship"] = {"observation": {}}
        described["measureRelationship"] = ["OBS_VALUE"]
    return described


def _dataflow(dataset: Dataset, table: str) -> dict[str, Any]:
    definition = _urn("datastructure.DataStructure", dataset, _DEFINITION)
    title = dataset.table(table).title
    return {**_maintained(dataset, flow_of(table), title), "structure": definition}


def _urn(kind: str, dataset: Dataset, identifier: str) -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={agency_of(dataset)}:{identifier}({_VERSION})"


def _names(label: Text) -> dict[str, str]:
    both = {"en": label.en, "zh": label.zh}
    return {language: name for language, name in both.items() if name}
