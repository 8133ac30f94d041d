"""The documents of a store: `release.json`, the catalogue `releases.json`, the index. Pure.

Shared by those who write releases and those who read them, which never meet. A release record
is the commit point of a release and lists all its files; the catalogue is a function of the
records and the yanks in a store, and so can be rebuilt from them.

::

    packages.json                  the index: which packages the store has
    NAME/releases.json             the catalogue
    NAME/1.0.0/claim.json          written first: what the release is to say
    NAME/1.0.0/release.json        the record, written last
    NAME/1.0.0/yanked.json         why it should not be used, if it should not
    NAME/1.0.0/yanked-2.json       one more reason
    NAME/1.0.0/<path of a file>

Each document says in which `format` it is; one without that number is from before there was one.
Properties that are not known are left alone when it is read, and kept where it is written anew. So
the number grows only where whoever does not know of a change would read something wrong, and then
the document is refused.
"""

from linhe_opendata.ledger.documents.growth import find_losses
from linhe_opendata.ledger.documents.index import INDEX, IndexEntry, PackageIndex, parse_index
from linhe_opendata.ledger.documents.model import (
    FORMAT,
    NO_REASON,
    REASONS,
    Catalogue,
    CatalogueEntry,
    CorrectedTable,
    Predecessor,
    ReleaseRecord,
    make_catalogue,
)
from linhe_opendata.ledger.documents.names import (
    BESIDE_THE_FILES,
    CATALOGUE,
    CLAIM,
    RECORD,
    YANKED,
    find_version,
    packages_in,
    versions_in,
    yank_names,
)
from linhe_opendata.ledger.documents.reading import (
    check_format,
    parse_catalogue,
    parse_document,
    parse_record,
    parse_yank,
)
from linhe_opendata.packing.manifest import PackageFile, PackageTable, parse_files

__all__ = [
    "BESIDE_THE_FILES",
    "CATALOGUE",
    "CLAIM",
    "FORMAT",
    "INDEX",
    "NO_REASON",
    "REASONS",
    "RECORD",
    "YANKED",
    "Catalogue",
    "CatalogueEntry",
    "CorrectedTable",
    "IndexEntry",
    "PackageFile",
    "PackageIndex",
    "PackageTable",
    "Predecessor",
    "ReleaseRecord",
    "check_format",
    "find_losses",
    "find_version",
    "make_catalogue",
    "packages_in",
    "parse_catalogue",
    "parse_document",
    "parse_files",
    "parse_index",
    "parse_record",
    "parse_yank",
    "versions_in",
    "yank_names",
]
