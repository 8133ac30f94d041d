"""The index of the portal's search: what it folds, and how much of it a reader fetches."""

from __future__ import annotations

import csv
import gzip
import json

from linhe_opendata.portal.files.search_index import Entry, fold_text, write_index
from linhe_opendata.project.folder import bundled_project

LARGEST = 50_000
"""How many bytes the index of 3,000 figures may have, as a server sends it."""


def _entries(areas: int) -> list[Entry]:
    """Return an entry for each figure that ships, in so many areas, stated alike."""
    data = bundled_project().data
    with (data / "indicators.csv").open(encoding="utf-8", newline="") as file:
        known = [*csv.DictReader(file)]
    return [
        Entry(
            f"linhe/{one['set']}/{one['code']}-{150000 + area}-2024-12-30",
            (one["title_en"], one["title_zh"]),
            (f"District {area}", f"第{area}区"),
            (f"{at * 370} cases", f"{at * 370} 例"),
            ("2024-12-30", f"{at * 37}.4萬例"),
        )
        for area in range(areas)
        for at, one in enumerate(known)
    ]


def _index(entries: list[Entry]) -> dict[str, list[str]]:
    script = write_index(entries)
    loaded: dict[str, list[str]] = json.loads(script.removeprefix("window.linheIndex=")[:-2])
    return loaded


def test_the_index_of_three_thousand_figures_is_small() -> None:
    entries = _entries(116)
    assert len(entries) > 3_000
    assert len(gzip.compress(write_index(entries).encode(), mtime=0)) < LARGEST


def test_the_page_folds_every_character_that_can_lead_to_a_text() -> None:
    index = _index(_entries(1))
    folds = dict(zip(*index["fold"], strict=True))
    assert {"養": "养", "斷": "断", "萬": "万"}.items() <= folds.items()
    held = set("".join(map(str, index["folded"])) + "".join(index["texts"]))
    for character in map(chr, range(0x4E00, 0xA000)):
        if fold_text(character) in held:
            assert folds.get(character, character) == fold_text(character)
