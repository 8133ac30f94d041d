"""The sentences of what is refused, a table for each place that refuses. Pure."""

from linhe_opendata.messages.tables.refusals.client import CLIENT_SENTENCES
from linhe_opendata.messages.tables.refusals.cluster import CLUSTER_SENTENCES
from linhe_opendata.messages.tables.refusals.commands import COMMAND_SENTENCES
from linhe_opendata.messages.tables.refusals.discrepancies import DISCREPANCY_SENTENCES
from linhe_opendata.messages.tables.refusals.documents import DOCUMENT_SENTENCES
from linhe_opendata.messages.tables.refusals.project import PROJECT_SENTENCES
from linhe_opendata.messages.tables.refusals.quantities import QUANTITY_SENTENCES
from linhe_opendata.messages.tables.refusals.releases import RELEASE_SENTENCES
from linhe_opendata.messages.tables.refusals.revisions import REVISION_SENTENCES
from linhe_opendata.messages.tables.refusals.store import STORE_SENTENCES
from linhe_opendata.messages.tables.refusals.system import SYSTEM_SENTENCES

REFUSAL_TABLES = (
    CLIENT_SENTENCES,
    CLUSTER_SENTENCES,
    COMMAND_SENTENCES,
    DISCREPANCY_SENTENCES,
    DOCUMENT_SENTENCES,
    PROJECT_SENTENCES,
    QUANTITY_SENTENCES,
    RELEASE_SENTENCES,
    REVISION_SENTENCES,
    STORE_SENTENCES,
    SYSTEM_SENTENCES,
)
