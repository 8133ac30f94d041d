"""Write the catalogue of Click's words in Chinese, in the binary form that `gettext` reads.

`python docs/catalogue.py` writes it from the table of messages; a test holds it to what this gives.
The form is that of https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from linhe_opendata.cli.speaking import CATALOGUES
from linhe_opendata.messages.tables.click import CLICK_PHRASES

if TYPE_CHECKING:
    from collections.abc import Mapping

CATALOGUE = CATALOGUES / "zh" / "LC_MESSAGES" / "messages.mo"
_HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n"
_MAGIC, _HEAD, _PAIR = 0x950412DE, 28, 8


def write_catalogue(phrases: Mapping[str, str]) -> bytes:
    """Return the catalogue of some phrases: two tables of (length, place), then the texts."""
    rows = sorted((key.encode(), text.encode()) for key, text in {"": _HEADER, **phrases}.items())
    texts, tables, place = b"", [], _HEAD + 2 * _PAIR * len(rows)
    for column in (0, 1):
        for row in rows:
            tables.append(struct.pack("<II", len(row[column]), place + len(texts)))
            texts += row[column] + b"\0"
    starts = (_HEAD, _HEAD + _PAIR * len(rows))
    head = struct.pack("<7I", _MAGIC, 0, len(rows), *starts, 0, 0)
    return head + b"".join(tables) + texts


if __name__ == "__main__":
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(write_catalogue(CLICK_PHRASES))
