"""What a public name takes, returns, holds or raises can be named by whoever uses it."""

from __future__ import annotations

import ast
import builtins
import inspect
import re
import sys
import typing
from functools import cache
from importlib import import_module
from types import FunctionType, GenericAlias
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import linhe_opendata

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOTS = sys.stdlib_module_names | {"builtins", "pandas", "pyarrow", "frictionless"}
"""Whose types may stand in the public API beside the library's own."""

PUBLIC = {name: getattr(linhe_opendata, name) for name in linhe_opendata.__all__}
FUNCTIONS = {name: it for name, it in PUBLIC.items() if isinstance(it, FunctionType)}
CLASSES = {name: it for name, it in PUBLIC.items() if isinstance(it, type)}
ERRORS = vars(linhe_opendata.errors)
DOORS = {"__call__", "__add__", "__sub__", "__neg__"}
"""What is used through a sign; other names with underscores are nobody's to use."""

BODIES = ("__func__", "fget", "func")
"""Where a method of the class, a property and a cached one keep their function."""


@pytest.fixture(autouse=True)
def _series_of_something(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `pd.Series[Any]` be said, which the stubs of pandas know and pandas itself does not."""
    monkeypatch.setattr(pd.Series, "__class_getitem__", classmethod(GenericAlias), raising=False)


@cache
def _namespace(module: str) -> dict[str, Any]:
    """Return the names of a module, with those that it has for its annotations only."""
    found = import_module(module)
    names = dict(vars(found))
    for block in ast.parse(inspect.getsource(found)).body:
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING":
            for node in block.body:
                if isinstance(node, ast.ImportFrom) and str(node.module).startswith("linhe_"):
                    there = _namespace(str(node.module))
                    names |= {alias.name: there[alias.name] for alias in node.names}
                else:
                    exec(ast.unparse(node), names)  # noqa: S102 -- an import or an alias of ours
    return names


def _classes(hint: Any) -> Iterator[type]:  # noqa: ANN401 -- whatever stands in an annotation
    """Yield every class that an annotation names, at any depth."""
    if isinstance(hint, list):  # what a callable takes
        for inner in hint:
            yield from _classes(inner)
    elif isinstance(hint, type) and not typing.get_args(hint):
        yield hint
    else:
        for inner in (typing.get_origin(hint), *typing.get_args(hint)):
            yield from _classes(inner) if inner is not None else ()


def _annotated(item: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 -- a function or a class
    """Yield what has annotations of its own: the item, and what can be called through it."""
    yield "", item
    if isinstance(item, type):
        for name, member in vars(item).items():
            function = next(
                (found for get in BODIES if (found := getattr(member, get, None))), member
            )
            is_used = not name.startswith("_") or name in DOORS
            if is_used and isinstance(function, FunctionType):
                yield f".{name}", function


def _not_public(name: str) -> dict[str, set[str]]:
    """Return the classes that cannot be named, by where they stand."""
    namespace = _namespace(PUBLIC[name].__module__)
    found = {}
    for member, item in _annotated(PUBLIC[name]):
        hints = typing.get_type_hints(item, globalns=namespace)
        for place, hint in hints.items():
            if member or not place.startswith("_"):
                strange = {one for one in _classes(hint) if not _is_public(one)}
                if strange:
                    found[f"{name}{member}: {place}"] = {one.__qualname__ for one in strange}
    return found


def _is_public(one: type) -> bool:
    return one.__module__.partition(".")[0] in ROOTS or one in CLASSES.values()


@pytest.mark.parametrize("name", [*FUNCTIONS, *CLASSES])
def test_what_a_public_name_takes_returns_and_holds_is_public(name: str) -> None:
    assert _not_public(name) == {}


@pytest.mark.parametrize("name", [*FUNCTIONS, *CLASSES])
def test_what_a_public_name_raises_and_warns_of_is_public(name: str) -> None:
    said = "\n".join(inspect.getdoc(item) or "" for _, item in _annotated(PUBLIC[name]))
    named = set(re.findall(r"^\s+(\w+(?:Error|Warning)):", said, re.MULTILINE))
    assert {one for one in named if one not in CLASSES and not hasattr(builtins, one)} == set()


def test_every_error_is_public() -> None:
    errors = {one for one in ERRORS.values() if inspect.isclass(one) and issubclass(one, Exception)}
    assert errors <= set(CLASSES.values())


def test_a_class_that_is_not_public_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(CLASSES, "Interval")
    assert _not_public("Interval") == {
        "Interval.__add__: other": {"Interval"},
        "Interval.__add__: return": {"Interval"},
        "Interval.__neg__: return": {"Interval"},
        "Interval.__sub__: other": {"Interval"},
        "Interval.__sub__: return": {"Interval"},
    }
    monkeypatch.delitem(CLASSES, "CatalogueEntry")
    assert _not_public("releases") == {"releases: return": {"CatalogueEntry"}}
    assert _not_public("Catalogue") == {"Catalogue: releases": {"CatalogueEntry"}}
