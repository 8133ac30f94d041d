"""The kinds of findings that a report can hold, frictionless's and ours. Pure.

What each is called, what it is about and how it is mended are the messages `title-…`, `about-…`
and `remedy-…` of its name.
"""

from __future__ import annotations

from typing import Final

from linhe_opendata.messages import MESSAGES

KINDS_OF_FINDINGS: Final = tuple(
    sorted(code.removeprefix("title-") for code in MESSAGES if code.startswith("title-"))
)
"""The name of each, which is the `type` of an error."""
