"""Words that changed where the text did not: a finding of the comparison."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from linhe_opendata.comparing import Diff, Package, compare_packages, render_comment, render_text
from linhe_opendata.figures.roles import ROLES

COLUMNS = ("indicator", "source", "char_start", "as_stated")
Quote = tuple[str, str, int, str]


def _package(tables: dict[str, list[Quote]], digests: dict[str, str]) -> Package:
    resources, rows = [], {}
    for name, quotes in tables.items():
        columns: dict[str, Any] = {
            column: [quote[at] for quote in quotes] for at, column in enumerate(COLUMNS)
        }
        columns |= {one: ["x"] * len(quotes) for one in ROLES["figures"] if one not in COLUMNS}
        resources.append(_resource(name, "figures", "indicator", list(columns)))
        types = {"char_start": pa.int64()}
        rows[name] = pa.table(
            {one: pa.array(cells, types.get(one, pa.string())) for one, cells in columns.items()}
        )
    resources.append(_resource("sources", "sources", "id", list(ROLES["sources"])))
    cells = {"id": list(digests), "sha256": list(digests.values())}
    more = {name: ["1"] * len(digests) for name in ROLES["sources"] if name not in cells}
    rows["sources"] = pa.table({name: (cells | more)[name] for name in ROLES["sources"]})
    return Package.of({"name": "small", "resources": resources}, rows)


def _resource(name: str, role: str, key: str, columns: list[str]) -> dict[str, Any]:
    fields = [
        {"name": one, "type": ROLES[role][one].types[0], "constraints": {"required": True}}
        for one in columns
    ]
    return {"name": name, "role": role, "schema": {"fields": fields, "primaryKey": key}}


def _compare(
    old: dict[str, list[Quote]], new: dict[str, list[Quote]], *, other_text: bool = False
) -> Diff:
    before = {"paper": "1" * 64, "radio": "2" * 64}
    after = {**before, "paper": "3" * 64} if other_text else before
    return compare_packages(_package(old, before), _package(new, after))


BEDS: Quote = ("beds", "paper", 7, "28張")
CASES: dict[str, tuple[list[Quote], list[Quote], list[tuple[str, str]]]] = {
    "other words": ([BEDS], [("beds", "paper", 7, "29張")], [("28張", "29張")]),
    "the same words": ([BEDS], [BEDS], []),
    "another place": ([BEDS], [("beds", "paper", 8, "29張")], []),
    "another source": ([BEDS], [("beds", "radio", 7, "29張")], []),
    "another key": ([BEDS], [("cots", "paper", 7, "29張")], [("28張", "29張")]),
    "another key, the same words": ([BEDS], [("cots", "paper", 7, "28張")], []),
    "removed": ([BEDS], [], []),
    "added": ([], [BEDS], []),
    "two figures of one place": (
        [BEDS, ("cots", "paper", 7, "28張")],
        [("beds", "paper", 7, "29張"), ("cots", "paper", 7, "29張")],
        [("28張", "29張")],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_words_that_changed_at_one_place_of_one_text_are_found(case: str) -> None:
    old, new, expected = CASES[case]
    found = _compare({"health": old}, {"health": new}).reworded
    assert [(one.old, one.new) for one in found] == expected


def test_a_figure_that_went_to_another_table_is_found_by_its_place() -> None:
    (found,) = _compare(
        {"health": [BEDS], "care": []}, {"health": [], "care": [("beds", "paper", 7, "29張")]}
    ).reworded
    assert (found.table, found.source, found.char_start) == ("care", "paper", 7)


def test_a_source_whose_text_is_another_may_say_it_in_other_words() -> None:
    old, new = {"health": [BEDS]}, {"health": [("beds", "paper", 7, "29張")]}
    assert _compare(old, new, other_text=True).reworded == ()


def test_a_finding_is_told_in_every_form_and_language() -> None:
    found = _compare({"health": [BEDS]}, {"health": [("beds", "paper", 7, "29張")]})
    (described,) = found.to_dict()["findings"]
    assert described["type"] == "words-changed"
    assert (described["old"], described["new"]) == ("28張", "29張")
    for write in (render_text, render_comment):
        assert "no correction of the source" in write(found, "en")
        assert "这不是对来源的更正" in write(found, "zh")
