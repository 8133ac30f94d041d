"""What this library warns of: it goes on, and whoever uses it should know. Pure."""

from __future__ import annotations

from typing import Any

from linhe_opendata.messages import DEFAULT_LANGUAGE, message
from linhe_opendata.visible import make_visible


class LinheWarning(UserWarning):
    """Anything this library warns of; carries a `message`, as its errors do.

    What others wrote in it can be seen and does nothing, wherever Python prints it.
    """

    def __init__(self, code: str, /, **parameters: Any) -> None:  # noqa: ANN401 -- whatever it takes
        """Say the sentence of `code`, its places filled with `parameters`."""
        self.message = message(code, **parameters)
        super().__init__(self.say())

    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return what is to be known, in `language` (`en`, `zh`)."""
        return make_visible(self.message.say(language))


class YankedReleaseWarning(LinheWarning):
    """A release is used that its publisher advises against."""


class DoubtfulSumWarning(LinheWarning):
    """Figures were added whose sum may count something twice."""


class BrokenMemoryWarning(LinheWarning):
    """What was remembered of a store's catalogue is broken, and was set aside."""
