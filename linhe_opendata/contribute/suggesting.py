"""Which indicator the words around a number speak of. Pure.

What a title or an alias shares with the words is counted in pairs of characters, in simplified
script; the clause that the number stands in says more than the rest of its sentence. A suggestion
is a suggestion: a person chooses.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from linhe_opendata.quantities.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_SENTENCE: Final = re.compile(r"[。！？!?\n]")
_CLAUSE: Final = re.compile(r"[，,；;：:、。！？!?\n]")
_WORDS: Final = re.compile(r"[0-9A-Za-z]+|[^\W_]")
_FAR: Final = 0.25
"""What a pair counts that stands in the sentence and not in the clause."""
_LEAST: Final = 0.3
"""What part of a title must stand there for it to be suggested."""
_FURTHEST: Final = 200
"""How far the words around a number reach at most, in characters."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator that may be chosen: its code, its table, what it is called, what it measures."""

    code: str
    table: str
    titles: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    unit_measure: str = ""
    measure_type: str = ""

    @property
    def title(self) -> str:
        """What it is called, in every language that its titles are in."""
        return " ".join(self.titles) or self.code


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An indicator and how well it fits, from 0 to 1."""

    choice: Choice
    score: float


def surroundings_of(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the clause around a number, and the sentence around that."""
    return _between(_CLAUSE, text, start, end), _between(_SENTENCE, text, start, end)


def suggest_indicators(
    text: str, place: tuple[int, int], unit: str, choices: Iterable[Choice]
) -> list[Suggestion]:
    """Return the indicators that the words around `text[slice(*place)]` fit, the nearest first.

    What is measured in another unit than the words say is left out.
    """
    clause, sentence = (_pairs(part) for part in surroundings_of(text, *place))
    found = [
        Suggestion(choice, max(_score(name, clause, sentence) for name in _names(choice)))
        for choice in choices
        if unit in ("", choice.unit_measure) or not choice.unit_measure
    ]
    fitting = [each for each in found if each.score >= _LEAST]
    return sorted(fitting, key=lambda each: -each.score)


def search_choices(words: str, choices: Iterable[Choice]) -> list[Choice]:
    """Return the indicators whose code, titles or aliases say all of `words`, in any script."""
    wanted = fold(words).lower().split()
    return [
        choice
        for choice in choices
        if all(word in fold(" ".join((choice.code, *_names(choice)))).lower() for word in wanted)
    ]


def _names(choice: Choice) -> tuple[str, ...]:
    return (*choice.titles, *choice.aliases) or (choice.code,)


def _score(name: str, clause: frozenset[str], sentence: frozenset[str]) -> float:
    pairs = _pairs(name)
    if not pairs:
        return 0.0
    near = len(pairs & clause)
    return (near + _FAR * (len(pairs & sentence) - near)) / len(pairs)


@lru_cache(maxsize=4096)
def _pairs(words: str) -> frozenset[str]:
    """Return each two words that stand together; a word is a Chinese character or a Latin word."""
    parts = _WORDS.findall(fold(words).lower())
    return frozenset(map("".join, itertools.pairwise(parts))) or frozenset(parts)


def _between(ends: re.Pattern[str], text: str, start: int, end: int) -> str:
    begin = 0
    for match in ends.finditer(text, max(0, start - _FURTHEST), start):
        begin = match.end()
    begin = max(begin, start - _FURTHEST)
    after = ends.search(text, end, end + _FURTHEST)
    return text[begin : after.start() if after else end + _FURTHEST]
