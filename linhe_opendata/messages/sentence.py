"""A sentence in every language, and how its places are filled. Pure.

A sentence is a format string (https://docs.python.org/3/library/string.html#formatstrings) whose
places bear the names of parameters. A place that takes a list says how to join it: `{names}` with
commas, `{names:or}`, `{names:and}`, `{names:semicolon}`, `{names:line}`; with `quoted` each item
stands in quotes: `{names:quoted-or}`.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, Any, NamedTuple

from linhe_opendata.messages.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping


class Sentence(NamedTuple):
    """One sentence in each language; `one` is the English for a `count` of exactly 1."""

    en: str
    zh: str
    one: str = ""

    def fill(self, language: str, parameters: Mapping[str, Any]) -> str:
        """Return the sentence in `language`, its places filled."""
        template = self.zh if language == "zh" else self.en
        if language == "en" and self.one and parameters.get("count") == 1:
            template = self.one
        filler = _Filler(language)
        return "".join(
            literal if name is None else literal + filler.fill(parameters[name], how, as_)
            for literal, name, how, as_ in _parts_of(template)
        )


@cache
def places_of(template: str) -> frozenset[str]:
    """Return the names of the places in a sentence."""
    return frozenset(name for _, name, *_ in _parts_of(template) if name)


@cache
def _parts_of(template: str) -> tuple[tuple[str, str | None, str | None, str | None], ...]:
    """Return the words of a sentence up to each place, its name, and how it is to be filled.

    Taken apart once: a page, or a report, says the same sentence thousands of times.
    """
    return tuple(Formatter().parse(template))


class _Filler(Formatter):
    """Fills places: with messages in its own language, and with lists as it joins them."""

    def __init__(self, language: str) -> None:
        self._language = language

    def fill(self, value: Any, how: str | None, as_: str | None) -> str:  # noqa: ANN401 -- any parameter
        return self.format_field(self.convert_field(value, as_), how or "")

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 -- any parameter
        if isinstance(value, tuple | list):
            return self._join(value, format_spec)
        if isinstance(value, Decimal) and not format_spec:
            return f"{value:f}"
        return format(self._plain(value), format_spec)

    def _plain(self, value: Any) -> Any:  # noqa: ANN401 -- any parameter
        return value.say(self._language) if hasattr(value, "say") else value

    def _join(self, values: tuple[Any, ...] | list[Any], how: str) -> str:
        language = LANGUAGES[self._language]
        marks = {"or": language.choice, "and": language.addition, "semicolon": language.semicolon}
        marks["line"] = "\n"
        quoted = how.startswith("quoted")
        mark = marks.get(how.removeprefix("quoted").removeprefix("-"), language.comma)
        plain = [self._plain(value) for value in values]
        return mark.join(repr(each) if quoted else self.format_field(each, "") for each in plain)
