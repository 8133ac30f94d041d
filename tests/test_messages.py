"""Everything that is said stands in one table, in every language, with the same places."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import click
import pytest

import linhe_opendata
from linhe_opendata.errors import UnknownNameError
from linhe_opendata.messages import MESSAGES, message, read_message, verbatim
from linhe_opendata.messages.catalogue import MESSAGE_TABLES
from linhe_opendata.messages.sentence import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(linhe_opendata.__file__).parent
SAYING = {"message", "phrase", "say_message", "ask", "_say", "tell", "_tell"}
"""The functions whose first argument is the code of a message."""

FINDING = {
    **dict.fromkeys(["cell_error", "row_error", "table_error", "Breach", "Misfit"], -1),
    "Problem": -1,
    "exceeded": 0,
    "LimitExceededError": 0,
}
"""What makes findings, and the place of the argument that says what was found."""

MADE_OF_A_NAME = (
    *("help-", "option-", "metavar-"),  # said by `cli/helping.py`
    *("title-", "about-", "when-", "remedy-", "said-"),  # said of a kind of finding
    *("form-wanted-", "wanted-"),  # said by `reports/remedies.py`
    *("checked-", "unchecked-"),  # said by `reports/scope.py`
    *("portal-", "says-"),  # said by `portal/pages`
)
"""What the codes begin with that are put together before they are said."""

TOLD = {"LinheError", "LinheWarning", "MisfitError", "ClickException"}
"""The classes that tell people something; those derived from them do too."""

PROSE = re.compile(r"[A-Za-z]\s|\s[A-Za-z]")
"""What a name, a code or an address never has, and every sentence does."""


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
    starts = (*_beginnings(), *MADE_OF_A_NAME)
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


def test_no_finding_is_worded_where_it_is_found() -> None:
    found = [f"{path}: {text}" for path, tree in _trees() for text in _worded(tree)]
    assert found == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("table_error('unread', f'reading stopped: {problem}')", 1),
        ("Breach('figure-words', 'lower', 'the bound ' + low)", 1),
        ("Problem(pointer, 'is empty')", 1),
        ("cell_error(kind, place, said)", 0),
        ("table_error('unread', message('unread', problem=f'{kind}: {problem}'))", 0),
        ("verbatim('is empty')", 1),
        ("verbatim(note)", 0),
    ],
)
def test_the_reader_of_the_code_finds_what_is_worded(code: str, found: int) -> None:
    assert len(_worded(ast.parse(code))) == found


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


def test_nothing_told_is_a_sentence_of_its_own() -> None:
    assert [f"{path}: {each}" for path, tree in _trees() for each in _sentences(tree)] == []


@pytest.mark.parametrize(
    "code",
    [
        'raise StoreError("nothing here")',
        'raise StoreError(f"no {name}")',
        'raise StoreError("no-such-code")',
        "raise StoreError(told)",
        'raise StoreError("no-such-object", name=f"the file {name}", address=at)',
        'return LinheError("That is wrong. Mend it.")',
        'raise InvalidMetadataError(where, ["it has no name"])',
        'raise InvalidMetadataError(f"version {text!r}", [message("write-plain-text")])',
        'raise MisfitError(f"must be a list, not {value}")',
        'raise MisfitError(verbatim(f"must be a list, not {value}"))',
        'raise RefusalError(f"The output cannot be written: {reason}.")',
        'raise click.UsageError("Give one of them.")',
        'warnings.warn(YankedReleaseWarning(f"{name} was yanked"))',
        'warnings.warn(f"{name} was yanked", UserWarning)',
    ],
)
def test_a_sentence_of_its_own_is_found(code: str) -> None:
    assert len([*_sentences(ast.parse(f"def f():\n    {code}"))]) == 1


@pytest.mark.parametrize(
    "code",
    [
        'raise StoreError("no-such-object", name=f"{name}/{path}", address=store.address)',
        'raise UnknownNameError("package-without-a-store", name, [own])',
        'raise InvalidMetadataError(f"{where}/{name}", [message("write-plain-text"), *found])',
        'raise ValueError("a fault of the program")',
    ],
)
def test_a_code_is_no_sentence(code: str) -> None:
    assert [*_sentences(ast.parse(code))] == []


def _sentences(tree: ast.AST) -> Iterator[str]:
    """Yield what is given to those who tell people something, and is no code and no value."""
    telling, coded = _told_classes()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or _name(node.func) not in telling | {"verbatim", "warn"}:
            continue
        first = node.args[0] if node.args else None
        is_code = isinstance(first, ast.Constant) and first.value in MESSAGES
        is_coded = _name(node.func) not in coded or is_code
        if not is_coded or any(
            PROSE.search(text) for each in _given(node) for text in _texts(each)
        ):
            yield ast.unparse(node)


def _given(call: ast.Call) -> Iterator[ast.expr]:
    """Yield what a call is given; what is a telling call itself answers for itself."""
    telling = _told_classes()[0] | {"verbatim"}
    for each in (*call.args, *(word.value for word in call.keywords)):
        if not (isinstance(each, ast.Call) and _name(each.func) in telling):
            yield each


def _texts(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


@cache
def _told_classes() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of all classes that tell something, and of those that take a code first."""
    found = [n for _, tree in _trees() for n in ast.walk(tree) if isinstance(n, ast.ClassDef)]
    telling = {*TOLD, *(name for name, one in vars(click.exceptions).items() if _is_click(one))}
    coded: set[str] = set()
    for _ in found:  # until nothing is added any more
        for one in found:
            bases = set(map(_name, one.bases))
            if bases & telling:
                telling.add(one.name)
            first = _first_parameter(one)
            if one.name in telling and (first == "code" or (first is None and bases & coded)):
                coded.add(one.name)
    return frozenset(telling), frozenset(coded)


def _is_click(one: object) -> bool:
    return isinstance(one, type) and issubclass(one, click.ClickException)


def _first_parameter(one: ast.ClassDef) -> str | None:
    """Return what the constructor of a class takes first, None where it has none of its own."""
    for each in one.body:
        if isinstance(each, ast.FunctionDef) and each.name == "__init__":
            taken = [*each.args.posonlyargs, *each.args.args]
            return taken[1].arg if taken[1:] else ""
    return None


@cache
def _trees() -> tuple[tuple[str, ast.AST], ...]:
    return tuple(
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8")))
        for path in sorted(ROOT.rglob("*.py"))
        if "messages" not in path.relative_to(ROOT).parts
    )


def _literals() -> Iterator[tuple[str, str]]:
    for path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path, node.value


def _beginnings() -> Iterator[str]:
    """Yield what f-strings begin with: the codes that are made of a name, as `noun-{kind}`."""
    yield "system-"
    for _, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in SAYING and node.args:
                first = node.args[0]
                start = first.values[0] if isinstance(first, ast.JoinedStr) else None
                if isinstance(start, ast.Constant) and str(start.value).endswith("-"):
                    yield str(start.value)


def _calls() -> Iterator[tuple[str, str, set[str] | None]]:
    """Yield each code that is written where it is said, with the names of what it is given."""
    saying = SAYING | _told_classes()[1]
    for path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node.func) in saying and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    names = {word.arg for word in node.keywords} - {"err"}  # where it is printed
                    yield path, first.value, None if None in names else names  # type: ignore[misc]


def _worded(tree: ast.AST) -> list[str]:
    """Return the findings whose words stand in the code: no message, and no variable of one."""
    worded = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            place = {**FINDING, "verbatim": 0}.get(_name(node.func))
            if place is not None and len(node.args) > place:
                said = node.args[place]
                composed = isinstance(said, ast.JoinedStr | ast.BinOp | ast.Constant)
                if composed and PROSE.search(ast.unparse(said)):
                    worded.append(ast.unparse(node))
    return worded


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
