"""What the commands say of themselves, a table for each room they live in. Pure."""

from linhe_opendata.messages.tables.help.curator import CURATOR_SENTENCES
from linhe_opendata.messages.tables.help.options import OPTION_SENTENCES
from linhe_opendata.messages.tables.help.publisher import PUBLISHER_SENTENCES
from linhe_opendata.messages.tables.help.reader import READER_SENTENCES
from linhe_opendata.messages.tables.help.words import METAVAR_SENTENCES

HELP_TABLES = (
    CURATOR_SENTENCES,
    METAVAR_SENTENCES,
    OPTION_SENTENCES,
    PUBLISHER_SENTENCES,
    READER_SENTENCES,
)
