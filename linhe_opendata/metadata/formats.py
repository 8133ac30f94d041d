"""The documents that describe a release: one table. Pure.

Each is a function of the dataset, the address of the release's folder as seen from the document,
and the rows of the tables of figures.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata.croissant import croissant
from linhe_opendata.metadata.csvw import csvw
from linhe_opendata.metadata.dcat import dcat, dcat_turtle
from linhe_opendata.metadata.odcs import odcs
from linhe_opendata.metadata.ro_crate import ro_crate
from linhe_opendata.metadata.schema_org import schema_org
from linhe_opendata.metadata.sdmx import sdmx_csv, sdmx_structure

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from linhe_opendata.metadata.model import Dataset

Figures = Mapping[str, Callable[[], Iterable[Any]]]
"""Name of a table of figures -> its rows as record batches, read when asked for."""


@dataclass(frozen=True, slots=True)
class MetadataFormat:
    """One document: its name, its path below the release, its title, and how it is written.

    One `of_figures` says what only figures have, and a release without figures has none of it.
    """

    name: str
    path: str
    title: str
    write: Callable[[Dataset, str, Figures], str | Iterator[pa.RecordBatch]]
    of_figures: bool = False

    @property
    def base(self) -> str:
        """The address of the release's folder, relative to the document."""
        return "../" * self.path.count("/") or "./"


def _json(describe: Callable[[Dataset, str], Mapping[str, Any]]) -> Callable[..., str]:
    def write(dataset: Dataset, base: str, _figures: Figures) -> str:
        return json.dumps(describe(dataset, base), ensure_ascii=False, indent=2) + "\n"

    return write


METADATA_FORMATS = (
    MetadataFormat(
        "schema.org", "metadata/schema-org.jsonld", "schema.org Dataset", _json(schema_org)
    ),
    MetadataFormat("dcat", "metadata/dcat.jsonld", "DCAT-AP 3 as JSON-LD", _json(dcat)),
    MetadataFormat(
        "dcat-turtle",
        "metadata/dcat.ttl",
        "DCAT-AP 3 as Turtle",
        lambda dataset, base, _figures: dcat_turtle(dataset, base),
    ),
    MetadataFormat("croissant", "metadata/croissant.json", "Croissant 1.1", _json(croissant)),
    MetadataFormat("csvw", "metadata/csvw.json", "CSV on the Web", _json(csvw)),
    MetadataFormat("ro-crate", "ro-crate-metadata.json", "RO-Crate 1.2", _json(ro_crate)),
    MetadataFormat("odcs", "metadata/odcs.yaml", "Open Data Contract Standard 3.1", _json(odcs)),
    MetadataFormat(
        "sdmx-csv",
        "metadata/sdmx.csv",
        "SDMX-CSV 2.0",
        lambda dataset, _base, figures: sdmx_csv(dataset, figures),
        of_figures=True,
    ),
    MetadataFormat(
        "sdmx-structure",
        "metadata/sdmx-structure.json",
        "SDMX-JSON 2.0 structure",
        lambda dataset, _base, figures: (
            json.dumps(sdmx_structure(dataset, figures), ensure_ascii=False, indent=2) + "\n"
        ),
        of_figures=True,
    ),
)
"""Every document that a release is described by."""


def describe_release(
    dataset: Dataset, figures: Figures
) -> Iterator[tuple[str, str | Iterator[pa.RecordBatch]]]:
    """Yield the path of each document and its text, or the rows of text of one that is CSV."""
    for one in METADATA_FORMATS:
        if one.of_figures and not figures:
            continue
        yield one.path, one.write(dataset, one.base, figures)
