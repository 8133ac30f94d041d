"""Does a text match a pattern? Never in more time than the limits allow. Does I/O (see `guard`).

A search that is known to be short happens here, by Python's `re`. A long one is done by RE2, by way
of Arrow, if both read the pattern alike (see `patterns`), and else by a process apart. So each
verdict is that of Python's `re`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linhe_opendata.validation.limiting.patterns import agreed, quick_length
from linhe_opendata.validation.untrusted.apart import Job

if TYPE_CHECKING:
    from linhe_opendata.messages import Message
    from linhe_opendata.validation.untrusted.guard import Guard

STEPS = 20_000
"""Steps of a search that are taken here: some tenth of a millisecond."""


class Matcher:
    """Whether texts match an expression from their beginning."""

    def __init__(self, expression: str, guard: Guard | None, what: Message) -> None:
        """Prepare; `what` is the pattern in a message.

        Raises:
            re.error: the expression is none.

        """
        self._compiled = re.compile(expression)
        self._guard, self._what = guard, what
        self._job = Job("match", (expression,))
        self.quick = quick_length(expression, STEPS)
        """Texts up to this length are matched here."""
        self._linear = agreed(expression)

    def matches(self, text: str) -> bool:
        """Tell whether `re.match` finds the expression in `text`.

        Raises:
            LimitExceededError: that takes too long.

        """
        if len(text) <= self.quick:
            return self._compiled.match(text) is not None
        if self._linear and text.isascii() and "\n" not in text:
            found = _by_re2(self._linear, text)
            if found is not None:
                return found
            self._linear = None
        if self._guard is None:
            return self._compiled.match(text) is not None
        return bool(self._guard.run(self._job, text, self._what))


def _by_re2(expression: str, text: str) -> bool | None:
    """Return whether RE2 finds the expression, None if the expression is too large for it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from linhe_opendata.validation.reading.arrays import flags, strings

    try:
        return bool(flags(pc.match_substring_regex(strings([text]), expression))[0])
    except pa.ArrowInvalid:
        return None
