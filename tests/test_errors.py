from __future__ import annotations

import inspect

import pytest

from linhe_opendata import errors


def test_every_error_is_a_linhe_error() -> None:
    classes = [one for _, one in inspect.getmembers(errors, inspect.isclass)]
    own = [one for one in classes if one.__module__ == errors.__name__]
    assert [one for one in own if not issubclass(one, errors.LinheError)] == []


def test_every_error_stands_in_the_tree_of_the_docstring() -> None:
    tree = errors.__doc__ or ""
    own = [
        name
        for name, one in inspect.getmembers(errors, inspect.isclass)
        if one.__module__ == errors.__name__
    ]
    assert [name for name in own if name not in tree] == []


@pytest.mark.parametrize(
    ("name", "known", "message"),
    [
        (
            "helth",
            ["health", "education"],
            "No table is called 'helth'. Did you mean health?",
        ),
        ("x", ["health", "education"], "No table is called 'x'. Did you mean education, health?"),
        ("x", [], "No table is called 'x'. There is no table at all."),
    ],
)
def test_an_unknown_name_offers_the_nearest(name: str, known: list[str], message: str) -> None:
    assert str(errors.UnknownNameError("table", name, known)) == message


def test_a_changed_object_names_both_digests() -> None:
    error = errors.IntegrityError("a.csv", "aa", "bb")
    assert str(error).startswith("a.csv has changed: its recorded sha256 is aa, its bytes give bb.")
