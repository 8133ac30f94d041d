"""Figures from prose as open data: a value, an interval, a wording and a place in a source.

The public names, each fetched on first use, so that importing the package costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linhe_opendata.auditing.audit import validate_project
    from linhe_opendata.auditing.dispatch import validate, validate_table
    from linhe_opendata.auditing.foreign import Reading, validate_package
    from linhe_opendata.client import (
        BrokenMemoryWarning,
        Citation,
        Hit,
        LinheWarning,
        OpenedPackage,
        Progress,
        YankedReleaseWarning,
        cite,
        diff,
        download,
        load,
        open_package,
        packages,
        releases,
        schema,
        search,
        seen_sequence,
        tables,
    )
    from linhe_opendata.comparing import Change, Diff, Reworded, RowChanges
    from linhe_opendata.comparing.kinds import ChangeKind
    from linhe_opendata.errors import (
        ClusterError,
        DifferentUnitsError,
        IntegrityError,
        InvalidArgumentError,
        InvalidMetadataError,
        InvalidPackageError,
        LinheError,
        MissingExtraError,
        NewerFormatError,
        OtherDocumentError,
        OversizedError,
        ProjectChangedError,
        StoreError,
        UnknownNameError,
        UnknownPackageError,
        UnknownVersionError,
        UnreadableQuantityError,
        UnsafeStoreError,
        VersionConflictError,
    )
    from linhe_opendata.figures.intervals import Interval, intervals
    from linhe_opendata.figures.plots import plot
    from linhe_opendata.figures.totals import total
    from linhe_opendata.ledger.documents import (
        Catalogue,
        CatalogueEntry,
        CorrectedTable,
        PackageFile,
        PackageTable,
        Predecessor,
        ReleaseRecord,
    )
    from linhe_opendata.messages import Message
    from linhe_opendata.packing.packages import Built
    from linhe_opendata.project.folder import Project, bundled_project
    from linhe_opendata.publishing.changelog import FigureCounts
    from linhe_opendata.publishing.gate import build
    from linhe_opendata.publishing.publish import Publication, publish
    from linhe_opendata.publishing.yank import yank
    from linhe_opendata.quantities import Quantity, parse_quantity, read_quantities
    from linhe_opendata.reports import write_report
    from linhe_opendata.reports.scope import Scope
    from linhe_opendata.spark import validate_on_cluster
    from linhe_opendata.store import Reader, Store, Stored
    from linhe_opendata.validation.limits import Limits
    from linhe_opendata.verifying.checks import Discrepancy
    from linhe_opendata.verifying.verify import Verification, verify
    from linhe_opendata.versions import Bump
    from linhe_opendata.warned import DoubtfulSumWarning

_HOMES = {
    "BrokenMemoryWarning": "client",
    "Built": "packing.packages",
    "Bump": "versions",
    "Catalogue": "ledger.documents",
    "CatalogueEntry": "ledger.documents",
    "Change": "comparing",
    "ChangeKind": "comparing.kinds",
    "Citation": "client",
    "ClusterError": "errors",
    "CorrectedTable": "ledger.documents",
    "Diff": "comparing",
    "DifferentUnitsError": "errors",
    "Discrepancy": "verifying.checks",
    "DoubtfulSumWarning": "warned",
    "FigureCounts": "publishing.changelog",
    "Hit": "client",
    "IntegrityError": "errors",
    "Interval": "figures.intervals",
    "InvalidArgumentError": "errors",
    "InvalidMetadataError": "errors",
    "InvalidPackageError": "errors",
    "MissingExtraError": "errors",
    "Limits": "validation.limits",
    "LinheError": "errors",
    "LinheWarning": "client",
    "Message": "messages",
    "NewerFormatError": "errors",
    "OpenedPackage": "client",
    "OtherDocumentError": "errors",
    "OversizedError": "errors",
    "PackageFile": "ledger.documents",
    "PackageTable": "ledger.documents",
    "Predecessor": "ledger.documents",
    "Progress": "client",
    "Project": "project.folder",
    "ProjectChangedError": "errors",
    "Publication": "publishing.publish",
    "Quantity": "quantities",
    "Reader": "store",
    "Reading": "auditing.foreign",
    "ReleaseRecord": "ledger.documents",
    "Reworded": "comparing",
    "RowChanges": "comparing",
    "Scope": "reports.scope",
    "Store": "store",
    "StoreError": "errors",
    "Stored": "store",
    "UnknownNameError": "errors",
    "UnknownPackageError": "errors",
    "UnknownVersionError": "errors",
    "UnreadableQuantityError": "errors",
    "UnsafeStoreError": "errors",
    "Verification": "verifying.verify",
    "VersionConflictError": "errors",
    "YankedReleaseWarning": "client",
    "build": "publishing.gate",
    "bundled_project": "project.folder",
    "cite": "client",
    "diff": "client",
    "download": "client",
    "intervals": "figures.intervals",
    "load": "client",
    "open_package": "client",
    "packages": "client",
    "parse_quantity": "quantities",
    "plot": "figures.plots",
    "publish": "publishing.publish",
    "read_quantities": "quantities",
    "releases": "client",
    "schema": "client",
    "search": "client",
    "seen_sequence": "client",
    "tables": "client",
    "total": "figures.totals",
    "validate": "auditing.dispatch",
    "validate_on_cluster": "spark",
    "validate_package": "auditing.foreign",
    "validate_project": "auditing.audit",
    "validate_table": "auditing.dispatch",
    "verify": "verifying.verify",
    "write_report": "reports",
    "yank": "publishing.yank",
}
"""Each public name and the module it lives in."""

__all__ = [
    "BrokenMemoryWarning",
    "Built",
    "Bump",
    "Catalogue",
    "CatalogueEntry",
    "Change",
    "ChangeKind",
    "Citation",
    "ClusterError",
    "CorrectedTable",
    "Diff",
    "DifferentUnitsError",
    "Discrepancy",
    "DoubtfulSumWarning",
    "FigureCounts",
    "Hit",
    "IntegrityError",
    "Interval",
    "InvalidArgumentError",
    "InvalidMetadataError",
    "InvalidPackageError",
    "Limits",
    "LinheError",
    "LinheWarning",
    "Message",
    "MissingExtraError",
    "NewerFormatError",
    "OpenedPackage",
    "OtherDocumentError",
    "OversizedError",
    "PackageFile",
    "PackageTable",
    "Predecessor",
    "Progress",
    "Project",
    "ProjectChangedError",
    "Publication",
    "Quantity",
    "Reader",
    "Reading",
    "ReleaseRecord",
    "Reworded",
    "RowChanges",
    "Scope",
    "Store",
    "StoreError",
    "Stored",
    "UnknownNameError",
    "UnknownPackageError",
    "UnknownVersionError",
    "UnreadableQuantityError",
    "UnsafeStoreError",
    "Verification",
    "VersionConflictError",
    "YankedReleaseWarning",
    "build",
    "bundled_project",
    "cite",
    "diff",
    "download",
    "intervals",
    "load",
    "open_package",
    "packages",
    "parse_quantity",
    "plot",
    "publish",
    "read_quantities",
    "releases",
    "schema",
    "search",
    "seen_sequence",
    "tables",
    "total",
    "validate",
    "validate_on_cluster",
    "validate_package",
    "validate_project",
    "validate_table",
    "verify",
    "write_report",
    "yank",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 -- what a name holds is the name's affair
    if home := _HOMES.get(name):
        return getattr(import_module(f"linhe_opendata.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
