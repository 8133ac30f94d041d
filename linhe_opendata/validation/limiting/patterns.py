r"""What a regular expression costs, and where RE2 and Python read it alike. Pure.

Python's `re` searches by trying: a pattern may take longer than anyone waits. RE2 (which Arrow
uses) never does, but it reads some patterns otherwise. Both questions are answered from
the tree that Python's own parser makes of a pattern.

Soundness of `agreed`. An expression is returned only if every node of the tree is one of those that
both engines define by the same set of texts: literals, sets and ranges of code points, `.`, groups
without flags, alternation, repetition of what is never empty, and the two ends of the text. Each
is written out again with code points as hexadecimal numbers, so that nothing depends on how
either reads an escape; `\d`, `\w` and `\s` become the ASCII characters that Python means by them,
which is why an expression speaks of ASCII cells only. `$` matches before a final line break in
Python and not in RE2: on cells without a line break the verdicts are equal, on others
RE2's is the stricter.

Soundness of `cost`. A search by trying visits at most as many positions as there are ways to
choose at the branches and repetitions, times the steps of the longest way.
"""

from __future__ import annotations

import re
from functools import cache
from re import _constants as ops  # type: ignore[attr-defined] # has no types
from re import _parser as parser  # type: ignore[attr-defined] # has no types
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

STRING_FORMATS = {
    "uuid": r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
    "uri": r"https?://[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,4})?(/[A-Za-z0-9._~-]*)*"
    r"(\?[A-Za-z0-9._~=&-]*)?",
    "email": r"[a-z0-9]{1,30}(\.[a-z0-9]{1,30})?@([a-z0-9]{1,30}\.){1,3}[a-z]{2,6}",
    "binary": r"([A-Za-z0-9+/]{4})*",
}
"""For the formats of strings, expressions narrower than what frictionless accepts."""

_CATEGORIES = {
    ops.CATEGORY_DIGIT: r"\x30-\x39",
    ops.CATEGORY_NOT_DIGIT: r"\x00-\x2f\x3a-\x7f",
    ops.CATEGORY_WORD: r"\x30-\x39\x41-\x5a\x5f\x61-\x7a",
    ops.CATEGORY_NOT_WORD: r"\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f",
    ops.CATEGORY_SPACE: r"\x09-\x0d\x1c-\x20",
    ops.CATEGORY_NOT_SPACE: r"\x00-\x08\x0e-\x1b\x21-\x7f",
}
"""What Python's categories are among the ASCII characters."""

_ENDS = {
    ops.AT_BEGINNING: r"\A",
    ops.AT_BEGINNING_STRING: r"\A",
    ops.AT_END: r"\z",
    ops.AT_END_STRING: r"\z",
}
_MOST_REPEATS = 1000  # the most that RE2 accepts
_NEVER = float("inf")
_SET_IN_A_SET = re.compile(r"\[\^?\[|--|&&|~~|\|\|")
_LONGEST = 1 << 40  # characters; no text has more


class _DifferentError(Exception):
    """The engines may read this pattern differently."""


def anchored(pattern: object) -> str:
    """Return the expression that frictionless matches from the beginning of a cell."""
    return f"^{pattern}$"


@cache
def agreed(expression: str) -> str | None:
    """Return an RE2 expression that finds what `re.match(expression, cell)` does.

    They agree on ASCII cells without a line break; None if that cannot be told, and for what is no
    expression.
    """
    try:
        tree = _parsed(expression)
        if tree.state.flags != parser.SRE_FLAG_UNICODE:
            return None
        return rf"\A(?:{_written(tree)})"
    except (_DifferentError, re.error, RecursionError):
        return None


def format_expression(name: str) -> str | None:
    """Return an RE2 expression whose matches have the string format `name`."""
    return rf"\A(?:{STRING_FORMATS[name]})\z" if name in STRING_FORMATS else None


@cache
def _parsed(expression: str) -> Any:  # noqa: ANN401 -- a tree of Python's parser
    if _SET_IN_A_SET.search(expression):  # which a later Python may read otherwise, and warns of
        raise _DifferentError
    return parser.parse(expression)


def _written(tree: Any) -> str:  # noqa: ANN401 -- a tree of Python's parser
    return "".join(_node(op, given) for op, given in tree)


def _node(op: Any, given: Any) -> str:  # noqa: ANN401 -- nodes of Python's parser
    if op not in _WRITERS:
        raise _DifferentError
    return _WRITERS[op](given)


def _code(point: int) -> str:
    return rf"\x{{{point:x}}}"


def _write_set(items: list[tuple[Any, Any]]) -> str:
    return f"[{''.join(map(_set_item, items))}]"


def _set_item(item: tuple[Any, Any]) -> str:
    op, given = item
    if op is ops.NEGATE:
        return "^"
    if op is ops.LITERAL:
        return _code(given)
    if op is ops.RANGE:
        return f"{_code(given[0])}-{_code(given[1])}"
    return _CATEGORIES[given]


def _write_branch(given: tuple[None, list[Any]]) -> str:
    return f"(?:{'|'.join(map(_written, given[1]))})"


def _write_group(given: tuple[Any, int, int, Any]) -> str:
    _, add, remove, tree = given
    if add or remove:
        raise _DifferentError
    return f"(?:{_written(tree)})"


def _write_repeat(given: tuple[int, Any, Any]) -> str:
    least, most, tree = given
    endless = most is ops.MAXREPEAT
    if tree.getwidth()[0] == 0 or max(least, 0 if endless else most) > _MOST_REPEATS:
        raise _DifferentError
    return f"(?:{_written(tree)}){{{least},{'' if endless else most}}}"


def _write_end(given: Any) -> str:  # noqa: ANN401 -- a constant of Python's parser
    if given not in _ENDS:
        raise _DifferentError
    return _ENDS[given]


_WRITERS: dict[Any, Callable[[Any], str]] = {
    ops.LITERAL: _code,
    ops.NOT_LITERAL: lambda point: f"[^{_code(point)}]",
    ops.ANY: lambda _: r"[^\x0a]",
    ops.IN: _write_set,
    ops.BRANCH: _write_branch,
    ops.SUBPATTERN: _write_group,
    ops.MAX_REPEAT: _write_repeat,
    ops.MIN_REPEAT: _write_repeat,
    ops.AT: _write_end,
}


class _Search(NamedTuple):
    """How a search by trying goes: the ways it can choose, and the steps of the longest."""

    ways: float
    steps: float


def cost(expression: str, length: int) -> float:
    """Return a number of steps that matching a text of so many characters never exceeds."""
    try:
        found = _sequence(_parsed(expression), length)
    except _DifferentError:
        return _NEVER
    return found.ways * found.steps


@cache
def quick_length(expression: str, most: float) -> int:
    """Return up to how many characters matching a text never exceeds so many steps.

    Raises:
        re.error: the expression is none.

    """
    low, high = -1, _LONGEST
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if cost(expression, middle) <= most else (low, middle - 1)
    return low


def _sequence(tree: Any, length: int) -> _Search:  # noqa: ANN401 -- a tree of Python's parser
    ways, steps = 1.0, 1.0
    for op, given in tree:
        one = _search(op, given, length)
        ways, steps = ways * one.ways, steps + one.steps
    return _Search(ways, steps)


def _search(op: Any, given: Any, length: int) -> _Search:  # noqa: ANN401 -- nodes of Python's parser
    if op in _REPEATS:
        return _repeated(given, length)
    if op is ops.IN:
        return _Search(1, len(given))
    if op in {ops.GROUPREF, ops.GROUPREF_IGNORE}:
        return _Search(1, length)
    trees = list(_inner(op, given))
    if not trees:
        return _Search(1, 1)
    parts = [_sequence(tree, length) for tree in trees]
    aside = op not in _IN_PLACE  # an assertion is searched, and then what follows it
    return _Search(sum(p.ways for p in parts) + aside, sum(p.steps for p in parts))


def _inner(op: Any, given: Any) -> Iterable[Any]:  # noqa: ANN401 -- nodes of Python's parser
    """Yield the trees inside of a node that is no repetition."""
    if op is ops.BRANCH:
        yield from given[1]
    elif op is ops.ATOMIC_GROUP:
        yield given
    elif isinstance(given, tuple):
        yield from (part for part in given if isinstance(part, parser.SubPattern))


def _repeated(given: tuple[int, Any, Any], length: int) -> _Search:
    least, most, tree = given
    one = _sequence(tree, length)
    most = min(int(most), max(least, length + 1))
    if one.ways <= 1:
        ways: float = most - least + 1
    else:
        try:
            ways = one.ways ** (most + 1)
        except OverflowError:
            ways = _NEVER
    return _Search(ways, most * one.steps)


_REPEATS = {ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT}
_IN_PLACE = {ops.BRANCH, ops.SUBPATTERN, ops.ATOMIC_GROUP}
