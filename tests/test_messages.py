"""Everything that is said stands in one table, in every language, with the same places."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

import linhe_opendata
from linhe_opendata.errors import IntegrityError, UnknownNameError
from linhe_opendata.messages import MESSAGES, message, read_message, verbatim
from linhe_opendata.messages.catalogue import MESSAGE_TABLES
from linhe_opendata.messages.sentence import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(linhe_opendata.__file__).parent
SAYING = {"message", "_say"}
"""The functions whose first argument is the code of a message."""


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_stands_in_every_language_with_the_same_places(code: str) -> None:
    sentence = MESSAGES[code]
    assert sentence.en.strip()
    assert sentence.zh.strip()
    assert places_of(sentence.zh) == places_of(sentence.en)
    assert not sentence.one or places_of(sentence.one) <= places_of(sentence.en)


@pytest.mark.parametrize("code", MESSAGES)
def test_the_chinese_of_a_message_is_chinese(code: str) -> None:
    literal = "".join(text for text, *_ in Formatter().parse(MESSAGES[code].zh))
    english = "".join(text for text, *_ in Formatter().parse(MESSAGES[code].en))
    assert any("\u4e00" <= sign <= "\u9fff" for sign in literal) or not any(
        sign.isalpha() for sign in english
    )


def test_no_two_families_have_the_same_code() -> None:
    codes = [code for family in MESSAGE_TABLES for code in family]
    assert sorted(codes) == sorted(set(codes))


def test_each_message_is_said_somewhere() -> None:
    said = {code for _, code in _literals()} | {"verbatim"}
    starts = tuple(_beginnings())
    unsaid = [c for c in MESSAGES if c not in said and not c.startswith(starts)]
    assert unsaid == []


def test_each_literal_code_is_a_message() -> None:
    unknown = [f"{path}: {code}" for path, code, _ in _calls() if code not in MESSAGES]
    assert unknown == []


def test_each_call_fills_the_places_of_its_message() -> None:
    wrong = [
        f"{path}: {code} takes {sorted(places_of(MESSAGES[code].en))}, not {sorted(given)}"
        for path, code, given in _calls()
        if given is not None and given != places_of(MESSAGES[code].en)
    ]
    assert wrong == []


def test_a_message_refuses_other_places_and_unknown_codes() -> None:
    with pytest.raises(ValueError, match="takes"):
        message("different-units", one="persons")
    with pytest.raises(ValueError, match="no code"):
        message("no-such-code")


def test_lists_are_joined_as_the_language_does() -> None:
    said = message("it-has", known=("a", "b"))
    assert (said.say("en"), said.say("zh")) == ("It has a, b.", "现有：a、b。")


def test_a_message_within_a_message_is_said_in_the_same_language() -> None:
    error = UnknownNameError("table", "helth", ["health"])
    assert str(error) == "No table is called 'helth'. Did you mean health?"
    assert error.say("zh") == "没有名为 'helth' 的表。您是否想写 health？"


def test_a_message_returns_from_its_description() -> None:
    said = message("invalid-metadata", where="f", problems=(verbatim("x"), message("more")))
    assert read_message(said.to_descriptor()).say("zh") == said.say("zh")


def test_an_error_travels_between_processes_with_what_it_carries() -> None:
    error = pickle.loads(pickle.dumps(IntegrityError("n", "a", "b")))  # noqa: S301 -- our own
    assert isinstance(error, IntegrityError)
    assert (error.expected, error.say("zh")) == ("a", IntegrityError("n", "a", "b").say("zh"))


def _trees() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(ROOT.rglob("*.py")):
        if "messages" not in path.relative_to(ROOT).parts:
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def _literals() -> Iterator[tuple[str, str]]:
    for path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path, node.value


def _beginnings() -> Iterator[str]:
    """Yield what f-strings begin with: the codes that are made of a name, as `noun-{kind}`."""
    for _, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in SAYING and node.args:
                first = node.args[0]
                start = first.values[0] if isinstance(first, ast.JoinedStr) else None
                if isinstance(start, ast.Constant) and str(start.value).endswith("-"):
                    yield str(start.value)


def _calls() -> Iterator[tuple[str, str, set[str] | None]]:
    """Yield each code that is written where it is said, with the names of what it is given."""
    for path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in SAYING and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    names = {word.arg for word in node.keywords}
                    yield path, first.value, None if None in names else names  # type: ignore[misc]


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
