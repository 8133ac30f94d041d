"""What the system says of a failure, as a message. Pure.

Python gives its words in English only; those that a person may meet stand in a table.
"""

from __future__ import annotations

import errno
import os
from typing import Any

from linhe_opendata.messages.catalogue import MESSAGES
from linhe_opendata.messages.message import Message, message, verbatim


class FoundOSError(OSError):
    """A failure that this program found itself and tells as the system tells its own.

    It carries a `message`; `errno` says to which of the system's failures it is alike.
    """

    def __init__(self, number: int, said: Message) -> None:
        """Say `said` of a failure of that number."""
        self.message = said
        super().__init__(number, str(said))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle it with its message."""
        return type(self), (self.errno, self.message)


def system_reason(error: Exception) -> Message:
    """Return why a file, a stream or a folder failed, without its name.

    Of what is no failure of the system it is the error's own text.
    """
    if isinstance(error, FoundOSError):
        return error.message
    if not isinstance(error, OSError) or not error.strerror:
        return verbatim(str(error) or type(error).__name__)
    code = f"system-{errno.errorcode.get(error.errno or 0)}"
    is_known = code in MESSAGES and error.strerror == os.strerror(error.errno or 0)
    return message(code) if is_known else verbatim(error.strerror)
