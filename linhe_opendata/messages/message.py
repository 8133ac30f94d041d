"""A thing said: its code and its parameters, sayable in every language. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from linhe_opendata.messages.catalogue import MESSAGES
from linhe_opendata.messages.languages import DEFAULT_LANGUAGE
from linhe_opendata.messages.sentence import places_of

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Message:
    """What is said, before any language: a code of `MESSAGES`, and what fills its places.

    A parameter is a string, a number, a message, or a tuple of them.
    """

    code: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Hold the parameters against the sentence.

        Raises:
            ValueError: there is no such sentence, or it has other places.

        """
        if self.code not in MESSAGES:
            raise ValueError(f"{self.code!r} is no code of a message")
        wanted = places_of(MESSAGES[self.code].en)
        if wanted != self.parameters.keys():
            raise ValueError(f"{self.code!r} takes {sorted(wanted)}, not {sorted(self.parameters)}")

    def say(self, language: str = DEFAULT_LANGUAGE) -> str:
        """Return the sentence in `language`, one of `LANGUAGES`."""
        return MESSAGES[self.code].fill(language, self.parameters)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.say()

    def to_descriptor(self) -> dict[str, Any]:
        """Return it as JSON can hold it; what JSON has no type for becomes text."""
        parameters = {name: _describe(value) for name, value in self.parameters.items()}
        return {"code": self.code, "parameters": parameters}


def message(code: str, /, **parameters: Any) -> Message:  # noqa: ANN401 -- whatever it takes
    """Return the message of a code, its places filled by name."""
    return Message(code, parameters)


def verbatim(text: str) -> Message:
    """Return the message that says exactly `text`: what others said, which has no translation."""
    return Message("verbatim", {"text": text})


def read_message(descriptor: Mapping[str, Any]) -> Message:
    """Return the message that `to_descriptor` described."""
    parameters = {name: _read(value) for name, value in descriptor["parameters"].items()}
    return Message(descriptor["code"], parameters)


def _describe(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    if isinstance(value, Message):
        return value.to_descriptor()
    if isinstance(value, tuple | list):
        return [_describe(each) for each in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _read(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    if isinstance(value, dict):
        return read_message(value)
    return tuple(map(_read, value)) if isinstance(value, list) else value
