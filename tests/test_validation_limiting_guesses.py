"""What is guessed of a sample is what Python guesses; what is remembered of a field is its own."""

from __future__ import annotations

import csv
from itertools import product
from typing import Any

import pytest
from frictionless import Field

from linhe_opendata.validation.limiting import sniffing
from linhe_opendata.validation.limiting.limited import limited_class, within
from linhe_opendata.validation.limiting.sniffing import LinearSniffer, is_quick
from linhe_opendata.validation.limits import Limits
from linhe_opendata.validation.untrusted import guard as guards
from linhe_opendata.validation.untrusted.guard import Guard

PARTS = ["", "a", '"a"', "'b'", '"a, b"', '"un', "x'y'z", '"q""q"', " ", ' "s"']
JOINTS = [",", ", ", ";", "\n", ",\n", "|"]
SAMPLES = [
    *(f"{one}{joint}{other}\n" for one, joint, other in product(PARTS, JOINTS, PARTS)),
    'a,"b",c\n',
    'a;"b";c,"d",e,"f",g\n',
    "a,'b',c\n\"d\",\"e\"\n'f'\n",
    '"a";b\n"c",d\n"e";f\n',
    'a;"b"\nc,"d"\n',
    'x, "a", y\nx, "b", y\nx,"c",y\n',
    '"a"\n\'b\'\n"c"\n',
    ',"a\n"b,",c\n',
    '"a\nb",c\n',
    ';"open\n,"a",\n',
    "a\n'b' ,c\n",
    ",\"x';'y\",",
    ";'a\",\"b';",
    '"',
    "'\n'",
    "",
]


@pytest.mark.parametrize("delimiters", [None, ",", ";", ",;|", "é", ""])
def test_quotes_and_delimiter_are_guessed_as_python_guesses_them(delimiters: str | None) -> None:
    theirs: Any = csv.Sniffer()
    mine: Any = LinearSniffer()
    for sample in SAMPLES:
        quote, _, delimiter, skips = theirs._guess_quote_and_delimiter(sample, delimiters)  # noqa: SLF001
        found = mine._guess_quote_and_delimiter(sample, delimiters)  # noqa: SLF001
        assert found == (quote, False, None if quote == "" else delimiter, bool(skips)), sample


def texts(data: str, form: tuple[str, str]) -> list[dict[str, str]]:
    """Return the groups of the texts of a form."""
    return [*sniffing._texts(data, sniffing._quotes_in(data), *form)]  # noqa: SLF001


def test_a_closing_that_comes_no_more_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    closing = sniffing._closing  # noqa: SLF001

    def counted(form: str, groups: dict[str, str]) -> Any:  # noqa: ANN401 -- a pattern
        made.append(form)
        return closing(form, groups)

    monkeypatch.setattr(sniffing, "_closing", counted)
    form = sniffing._FORMS[0]  # noqa: SLF001
    assert texts(',"a' * 50, form) == []
    assert len(made) == 1
    found = texts(',"a",b;\'c\';,"d",', form)
    assert [(text["delim"], text["quote"]) for text in found] == [
        (",", '"'),
        (";", "'"),
        (",", '"'),
    ]
    assert len(made) == 3


@pytest.mark.parametrize(
    ("sample", "quick"),
    [
        ("a" * (1 << 20), True),
        ("a" * ((1 << 20) + 1), False),
        ('"' + "a" * ((1 << 20) - 1), True),
        ("".join(f"{chr(0x2190 + n)}'" for n in range(50)), True),
        ("".join(f"{chr(0x2190 + n)}'" for n in range(51)), False),
        ("".join(f'{chr(0x2190 + n)} "' for n in range(51)), False),
        ("".join(f"{chr(0x2190 + n % 50)}'" for n in range(500)), True),
        ("' \"" + "".join(f"{chr(0x2190 + n)} '{chr(0x21B0 + n)}'" for n in range(25)), False),
        ("x'" + "".join(f"{chr(0x2190 + n)}'\n'\"'a'" for n in range(50)), True),
    ],
    ids=lambda value: str(value)[:8],
)
def test_a_sample_is_quick_up_to_its_bounds(sample: str, *, quick: bool) -> None:
    assert is_quick(sample) is quick


TEXT = {"name": "a", "type": "string"}


def test_a_field_is_remembered_where_it_was_made_of_its_descriptor_alone() -> None:
    kind: Any = limited_class("string")
    with within(Limits()):
        known = guards.known_fields()
        for options, is_kept in (
            ({"title": "T"}, False),
            ({"datapackage_version": "v1"}, True),
            ({}, True),
        ):
            before = len(known)
            made = kind.metadata_import(dict(TEXT), **options)
            assert (made.name, made.title) == ("a", options.get("title"))
            assert len(known) - before == is_kept, options
        versions = {key[2] for key in known if key[0] == "made"}
        assert versions == {"v1", None}


def test_what_a_field_is_told_as_leaves_out_what_is_asked() -> None:
    with within(Limits()):
        field = Field.from_descriptor({**TEXT, "title": "T"})
        theirs = {"name": "a", "type": "string", "title": "T"}
        for _ in range(2):
            assert field.metadata_export() == theirs
            assert field.metadata_export(exclude=["title"]) == TEXT
            assert field.to_copy().title == "T"
        assert field.to_copy() is not field
        assert field.to_copy().schema is None


def test_a_slow_cell_of_a_field_within_limits_is_asked_of_its_guard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(Guard, "run", lambda _, job, item, __: asked.append((job.kind, item)))
    with within(Limits()):
        field = Field.from_descriptor({"name": "a", "type": "geojson"})
        assert field.create_cell_reader()("x" * 300) is None
        assert asked == [("read", "x" * 300)]
        field.create_cell_reader()("x")
    outside = field.create_cell_reader()
    outside("x" * 300)
    assert len(asked) == 1
