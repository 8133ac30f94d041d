"""What this program says, in every language: codes with parameters, and their sentences. Pure.

The middle of the program says `message("store-busy", name=..., address=...)`; which sentence that
is, in English or in Chinese, stands in `tables/` alone.
"""

from __future__ import annotations

from linhe_opendata.messages.catalogue import MESSAGES
from linhe_opendata.messages.languages import DEFAULT_LANGUAGE, LANGUAGES
from linhe_opendata.messages.message import Message, message, read_message, verbatim
from linhe_opendata.messages.system import FoundOSError, system_reason

__all__ = [
    "DEFAULT_LANGUAGE",
    "LANGUAGES",
    "MESSAGES",
    "FoundOSError",
    "Message",
    "message",
    "read_message",
    "system_reason",
    "verbatim",
]
