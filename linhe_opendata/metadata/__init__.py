"""A release described in the vocabularies that catalogues harvest. Pure.

`model` holds what is said of a dataset, once; one module per vocabulary says it in that
vocabulary's words; `formats` is the table of them. Addresses are relative to the release's
folder, so that a release describes itself wherever it lies; who knows the address gives it.
"""

from linhe_opendata.metadata.formats import (
    METADATA_FORMATS,
    MetadataFormat,
    describe_release,
)
from linhe_opendata.metadata.languages import Text, in_each_language, split_languages
from linhe_opendata.metadata.model import (
    Agent,
    Area,
    Coverage,
    Dataset,
    DatasetSource,
    Distribution,
    Licence,
    Period,
    Table,
    TableColumn,
    read_dataset,
)
from linhe_opendata.metadata.release import (
    COVERING,
    find_coverage,
    find_distributions,
    summarise,
)

__all__ = [
    "COVERING",
    "METADATA_FORMATS",
    "Agent",
    "Area",
    "Coverage",
    "Dataset",
    "DatasetSource",
    "Distribution",
    "Licence",
    "MetadataFormat",
    "Period",
    "Table",
    "TableColumn",
    "Text",
    "describe_release",
    "find_coverage",
    "find_distributions",
    "in_each_language",
    "read_dataset",
    "split_languages",
    "summarise",
]
