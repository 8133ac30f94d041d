"""Documents that others wrote: files, JSON and plain text, read so that nothing in them surprises.

A reader here returns a value or raises a `LinheError` that points at the spot, whatever the bytes
are: `missing` says of a path that nothing is there, `files` opens nothing but regular files and
takes no more of them than is allowed, `text` makes text and JSON of bytes, `shapes` makes typed
values of JSON. It stands below all that reads.
"""

from linhe_opendata.documents.files import (
    LARGEST_DOCUMENT,
    find_irregular,
    open_regular,
    read_bytes,
    read_document,
    read_json_object,
    read_text,
    read_up_to,
    real_path,
    require_regular,
)
from linhe_opendata.documents.missing import find_near, require_present
from linhe_opendata.documents.text import decode_text, parse_object

__all__ = [
    "LARGEST_DOCUMENT",
    "decode_text",
    "find_irregular",
    "find_near",
    "open_regular",
    "parse_object",
    "read_bytes",
    "read_document",
    "read_json_object",
    "read_text",
    "read_up_to",
    "real_path",
    "require_present",
    "require_regular",
]
