"""Linhe's figures against the text they come from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from shared_material import shared

from linhe_opendata.auditing.audit import validate_project
from linhe_opendata.auditing.texts import load_records, see_text
from linhe_opendata.figures.evidence import clean_text
from linhe_opendata.project.folder import bundled_project

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def article() -> Path:
    return shared("article.txt")


def test_every_figure_stands_where_it_says(article: Path) -> None:
    report = validate_project(bundled_project(), texts=[article])
    assert report.flatten(["rowNumber", "fieldName", "type", "message"]) == []


def test_nobody_has_left_a_quantity_unseen(article: Path) -> None:
    seen = see_text(article.read_text("utf-8"), load_records(bundled_project()))
    assert seen.source == "linhe-livelihood-2024"
    assert [sighting for sighting in seen.sightings if sighting.status == "unseen"] == []
    assert sum(sighting.status == "recorded" for sighting in seen.sightings) == 26


def test_every_digit_of_the_text_is_a_figure_or_an_exclusion(article: Path) -> None:
    text = clean_text(article.read_text("utf-8"))
    spans = [*_spans("exclusions"), *_spans("figures")]
    digits = [match.span() for match in re.finditer(r"[0-9.]*[0-9]", text)]
    loose = [
        text[start:end]
        for start, end in digits
        if not any(first <= start and end <= last for first, last in spans)
    ]
    assert loose == []


def _spans(kind: str) -> list[tuple[int, int]]:
    from linhe_opendata.figures.records import read_records
    from linhe_opendata.project.curated import read_curated

    curated = read_curated(bundled_project())
    records = read_records(curated.folder, curated.descriptor())
    return [(one.says.char_start, one.says.char_end) for one in getattr(records, kind)]
