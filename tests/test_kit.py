"""The kit from a text to a release: four commands, choosing on a terminal, no file edited by hand.

`linhe init`, `linhe read` to see what stands in the text, `linhe add` to choose, `linhe publish`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from command_line import run
from new_districts import DISTRICTS
from shared_material import shared

from linhe_opendata import open_package
from linhe_opendata.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    Rows = Sequence[Mapping[str, str]]

MOST_COMMANDS = 5


@dataclass(frozen=True)
class Case:
    """A text and what its curator chooses: the indicator of each wording that is a figure."""

    district: Mapping[str, str]
    date: str
    chosen: Mapping[str, str]
    text: str = ""
    shared: str = ""


CASES = {
    "yanchi": Case(
        DISTRICTS["yanchi"],
        "2026-01-20",
        {
            "158.3亿元": "gdp",
            "近16万人": "resident_population",
            "1203人": "births",
            "900个": "school_places_added",
        },
        "2025年，全县地区生产总值完成158.3亿元，比上年增长6.1%。年末常住人口近16万人，全年出生人口1203人。"
        "新增学位900个。第三小学的王老师今年52岁。\n",
    ),
    "yunyang": Case(
        DISTRICTS["yunyang"],
        "2025-12-31",
        {
            "23个": "old_communities_renovated",
            "4800余户": "households_in_renovated_communities",
            "31台": "lifts_added",
        },
        "今年以来，全縣改造老舊小區23個，惠及居民4800餘戶，加裝電梯31台。\n".replace(
            "23個", "23个"
        ).replace("餘戶", "余户"),
    ),
    "nanjing": Case(
        DISTRICTS["nanjing"],
        "2025-12-31",
        {"270多家": "elderly_care_institutions", "超过600条": "bus_routes"},
        "截至2025年12月31日，全市有养老机构270多家，公交线路超过600条。\n",
    ),
    "jianshi": Case(
        {
            "area": "建始县",
            "area-en": "Jianshi County",
            "sets": "population,employment,finance",
            "licence": "CC-BY-4.0",
            "publisher": "A reader of the bulletin",
        },
        "2023-12-31",
        {
            "151.99亿元": "gdp",
            "33.18亿元": "primary_sector_value_added",
            "26.43亿元": "secondary_sector_value_added",
            "92.39亿元": "tertiary_sector_value_added",
            "49.81万人": "registered_population",
            "2394人": "births",
            "4.58‰": "birth_rate",
            "4541人": "deaths",
            "8.68‰": "death_rate",
            "9328人": "urban_jobs_created",
            "1.91%": "registered_urban_unemployment_rate",
        },
        shared="reading/texts/T01.txt",
    ),
    "hangzhou": Case(
        {"area": "杭州", "sets": "all", "licence": "CC0-1.0", "publisher": "A reader of the news"},
        "2024-12-31",
        {
            "1092台": "lifts_added",
            "13722套": "affordable_rental_homes",
            "30.60万人": "urban_jobs_created",
            "212个": "old_communities_renovated",
            "3355个": "charging_points",
            "96所": "schools_built_or_expanded",
            "10.09万个": "school_places_added",
        },
        shared="reading/texts/T17.txt",
    ),
}
"""Three districts of made-up texts, and two with real ones, which lie beside the checkout."""


def _answers(rows: Rows, chosen: Mapping[str, str]) -> list[str]:
    """Return what the curator types at each number, in the order of the text."""
    typed = []
    for row in rows:
        if code := chosen.get(row["as_stated"]):
            typed += [""] if row["indicator"] == code else [f"/{code}", "1"]
            typed += [] if row["period_end"] else [""]  # the date of the text is offered
        else:
            typed += [""] if row["reason"] else ["x", "out_of_scope"]
    return typed


def _walk(arguments: list[str], answers: list[str]) -> str:
    result = CliRunner().invoke(main, arguments, input="".join(f"{each}\n" for each in answers))
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("name", CASES)
def test_a_text_becomes_a_release_in_few_commands(elsewhere: Path, name: str) -> None:
    case = CASES[name]
    text = shared(case.shared) if case.shared else elsewhere / "text.txt"
    if case.text:
        text.write_text(case.text, encoding="utf-8")
    options = [word for key, value in case.district.items() for word in (f"--{key}", value)]
    commands = 0

    assert run("init", name, *options).exit_code == 0
    commands += 1
    seen = run("read", text, "--project", name, "--format", "json")
    rows = json.loads(seen.stdout)
    commands += 1
    adding = ["add", str(text), "--project", name, "--ask", "--source", "text", "--date", case.date]
    assert "0 numbers of the text are left" in _walk(adding, _answers(rows, case.chosen))
    commands += 1
    published = run("publish", "--project", name, "--text", text)
    assert published.exit_code == 0, published.output  # valid, also against its text
    commands += 1

    assert commands <= MOST_COMMANDS
    package = open_package("public", project=name)
    figures = {
        row.as_stated: row.indicator
        for table in package.tables()
        if "as_stated" in (frame := package.load(table)).columns
        for row in frame.itertuples()
    }
    assert figures == case.chosen
