"""A shape makes a typed value of JSON, or points at what does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from linhe_opendata.documents.shapes import (
    checked,
    either,
    fit,
    having,
    items,
    mapping,
    maybe,
    scalar,
    sha256,
    struct,
    text,
    whole,
)
from linhe_opendata.errors import InvalidMetadataError
from linhe_opendata.versions import parse_version

if TYPE_CHECKING:
    from linhe_opendata.documents.shapes import Shape

DIGEST = "0123456789abcdef" * 4


@dataclass(frozen=True)
class _File:
    path: str
    size: int
    note: str | None


FILE = struct(_File, path=text, size=whole, note=maybe(text))
FILES = having(files=items(FILE, lambda file: file.path))


@pytest.mark.parametrize(
    ("document", "file"),
    [
        ({"path": "a", "size": 1}, _File("a", 1, None)),
        ({"path": "a", "size": 1, "note": None}, _File("a", 1, None)),
        ({"path": "a", "size": 1, "note": "n", "later": []}, _File("a", 1, "n")),
    ],
)
def test_a_fitting_object_becomes_a_value(document: object, file: _File) -> None:
    assert fit(document, FILE, "x") == file


def test_an_object_that_is_only_looked_at_keeps_what_is_not_known() -> None:
    document = {"files": [{"path": "a", "size": 1, "later": 2}], "later": 3}
    assert fit(document, FILES, "x") is document


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ([], "must be an object, not a list"),
        ({}, "has no 'files'"),
        ({"files": {}}, "/files: must be a list, not an object"),
        ({"files": [1]}, "/files/0: must be an object, not 1"),
        ({"files": [{"path": None, "size": 1}]}, "/files/0/path: must be a string, not None"),
        ({"files": [{"path": "a"}]}, "/files/0: has no 'size'"),
        (
            {"files": [{"path": "a", "size": 1}, {"path": "a", "size": 2}]},
            "/files/1: is 'a', as item 0 is",
        ),
    ],
)
def test_what_does_not_fit_is_pointed_at(document: object, problem: str) -> None:
    with pytest.raises(InvalidMetadataError) as caught:
        fit(document, FILES, "x.json")
    assert str(caught.value) == f"x.json: {problem}"


@pytest.mark.parametrize(
    ("shape", "fitting", "unfitting"),
    [
        (text, ["", "字"], [None, 1, True, [], {}]),
        (whole, [0, 2**63 - 1], [-1, 2**63, True, 1.0, "1", None]),
        (sha256, [DIGEST], [DIGEST.upper(), DIGEST[1:], f"{DIGEST}0", f"{DIGEST}\n", "../" * 22]),
        (scalar, ["a", 1, 1.5, False], [None, [], {}]),
        (checked(parse_version), ["1.0.0"], ["1.0", "1.0.0\n", 1, None]),
        (either(text, items(text)), ["a"], [1, [1], None]),
        (mapping(whole), [{}, {"a": 1}], [{"a": "1"}, [], None]),
    ],
)
def test_a_shape_takes_what_fits_and_nothing_else(
    shape: Shape[object], fitting: list[object], unfitting: list[object]
) -> None:
    assert [fit(value, shape, "x") for value in fitting] == fitting
    for value in unfitting:
        with pytest.raises(InvalidMetadataError):
            fit(value, shape, "x")


def test_the_way_to_a_value_is_a_json_pointer() -> None:
    with pytest.raises(InvalidMetadataError, match=r"^x: /a~1b~0c: must be a string"):
        fit({"a/b~c": 1}, mapping(text), "x")


def test_a_long_value_is_shown_in_part_and_visibly() -> None:
    with pytest.raises(InvalidMetadataError) as caught:
        fit("\x1b[31m" * 10_000, sha256, "x")
    assert "\x1b" not in str(caught.value)
    assert len(str(caught.value)) < 150
