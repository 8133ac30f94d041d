"""Rules of records and texts: which record each text judges, and what is left without evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from test_figures_rules import NEARLY_300

from linhe_opendata.figures.evidence import digest_text
from linhe_opendata.figures.judge import (
    count_evidence,
    find_source,
    find_unseen,
    judge_texts,
    of_source,
    place_of,
    sight_records,
)
from linhe_opendata.figures.model import Exclusion, Figure, Source
from linhe_opendata.figures.records import CuratedRow, Records, read_records, read_small_records

if TYPE_CHECKING:
    from pathlib import Path

ONE, OTHER = "近300人，9,000元，5名。", "近300人，7天。"


def row(table: str, number: int, says: Any) -> CuratedRow[Any]:  # noqa: ANN401 -- any record
    return CuratedRow(table, number, [], says)


def figure(source: str, area: str = "150802", start: int = 0, **changes: Any) -> Figure:  # noqa: ANN401 -- any field
    return replace(NEARLY_300, source=source, char_start=start, ref_area=area, **changes)


RECORDS = Records(
    figures=(row("health", 2, figure("one", "810000")), row("health", 3, figure("other"))),
    indicators=(),
    sources=(
        row("sources", 2, Source("one", digest_text(ONE), len(ONE))),
        row("sources", 3, Source("other", digest_text(OTHER), len(OTHER))),
    ),
    exclusions=(row("exclusions", 2, Exclusion("other", 6, 8, "name")),),
    place="ZZ",
)


def test_a_text_is_the_source_of_its_digest_or_none() -> None:
    assert find_source(RECORDS, ONE) is RECORDS.sources[0]
    assert find_source(RECORDS, OTHER) is RECORDS.sources[1]
    assert find_source(RECORDS, f"{ONE} ") is None


@pytest.mark.parametrize(
    ("texts", "given", "missing", "unproven"),
    [([], 0, 0, 1), ([ONE], 1, 1, 0), ([ONE, ONE, "x"], 1, 1, 0), ([ONE, OTHER], 2, 0, 0)],
)
def test_what_has_no_text_is_without_evidence(
    texts: list[str], given: int, missing: int, unproven: int
) -> None:
    counted = {"texts": given}, {"sources": missing, "evidence": unproven}
    assert count_evidence(RECORDS, texts) == counted


def test_the_place_of_a_source_is_that_of_its_figures_or_of_all() -> None:
    places = [place_of(RECORDS, name) for name in ("one", "other", "third")]
    assert places == ["HK", "CN", "ZZ"]
    assert place_of(RECORDS) == "ZZ"


def test_a_source_has_its_own_figures_and_exclusions_only() -> None:
    own = of_source(RECORDS, "other")
    assert (own.figures, own.exclusions) == (RECORDS.figures[1:], RECORDS.exclusions)
    assert of_source(RECORDS, "one").exclusions == ()
    assert own.sources == RECORDS.sources


def test_sound_records_are_judged_sound_whatever_other_texts_are_given() -> None:
    assert list(judge_texts(RECORDS, ["nobody's", ONE, OTHER])) == []


def test_each_text_judges_its_own_records_by_its_own_place() -> None:
    money = figure("one", "810000", 6, as_stated="9,000元", unit_measure="CNY")
    wrong = replace(
        RECORDS,
        figures=(row("health", 2, money), row("health", 3, figure("other", start=1))),
        sources=(
            replace(RECORDS.sources[0], says=replace(RECORDS.sources[0].says, length=9)),
            RECORDS.sources[1],
        ),
        exclusions=(
            row("exclusions", 2, Exclusion("one", 6, 8, "name")),
            row("exclusions", 3, Exclusion("other", 8, 9, "name")),
        ),
    )
    found = [
        (at.table, at.row_number, breach.rule, breach.field, breach.said.code)
        for at, breach in judge_texts(wrong, [ONE, OTHER])
    ]
    assert found == [
        ("sources", 2, "evidence-length", "length", "text-length"),
        ("health", 2, "evidence-words", "unit_measure", "currency-other"),
        ("exclusions", 2, "evidence-exclusion", "char_start", "exclusion-of-a-figure"),
        ("health", 3, "evidence-place", "char_start", "misplaced"),
        ("exclusions", 3, "evidence-exclusion", "char_start", "exclusion-of-nothing"),
    ]
    (length, *_) = judge_texts(wrong, [ONE])
    assert length[1].said.parameters == {"length": len(ONE)}


def test_a_quantity_is_unseen_that_no_record_of_its_text_names() -> None:
    assert [(seen.text, seen.unit) for seen in find_unseen(RECORDS, ONE)] == [
        ("9,000元", "HKD"),
        ("5名", "persons"),
    ]
    assert list(find_unseen(RECORDS, OTHER)) == []
    assert list(find_unseen(RECORDS, "5名")) == []


def test_records_sight_a_text_as_one_of_a_place() -> None:
    sighted = sight_records(of_source(RECORDS, "one"), ONE, "TW")
    assert [(seen.status, seen.quantity.unit) for seen in sighted] == [
        ("recorded", "persons"),
        ("unseen", "TWD"),
        ("unseen", "persons"),
    ]
    assert sight_records(RECORDS, ONE)[1].quantity.unit == "CNY"


COLUMNS = {
    "figures": "indicator period_start:date period_end:date obs_value:number lower:number "
    "upper:number bounds qualifier unit_measure as_stated source char_start:integer",
    "indicators": "code set unit_measure measure_type",
    "sources": "id sha256 length:integer",
    "exclusions": "source char_start:integer char_end:integer reason",
}
MAY_BE_EMPTY = {"period_start", "obs_value", "lower", "upper"}
CELLS = "referrals,{},{},300,,300,neither,nearly,persons,近300人,text,5"


def write_table(folder: Path, name: str, role: str, columns: str, *rows: str) -> dict[str, Any]:
    """Write a table and return the resource that describes it."""
    fields = [
        {
            "name": column,
            "type": kind or "string",
            "constraints": {"required": column not in MAY_BE_EMPTY},
        }
        for column, _, kind in (each.partition(":") for each in columns.split())
    ]
    header = ",".join(str(field["name"]) for field in fields)
    (folder / f"{name}.csv").write_text("\n".join([header, *rows, ""]), encoding="utf-8")
    schema = {"fields": fields, "primaryKey": [fields[0]["name"]]}
    return {"name": name, "role": role, "type": "table", "path": f"{name}.csv", "schema": schema}


def test_records_are_read_from_the_tables_in_their_role_and_no_others(tmp_path: Path) -> None:
    sound, late = CELLS.format("", "2024-12-30"), CELLS.format("2024-01-01", "2024-12-30")
    figures = COLUMNS["figures"]
    tables = [
        ("one", "figures", figures, sound, CELLS.format("", "no day")),
        ("two", "figures", f"{figures} ref_area", f"{late},810000"),
        ("sources", "sources", COLUMNS["sources"], "text,00,9"),
        ("spare", "other", COLUMNS["sources"], "spare,00,9"),
        ("none", "exclusions", COLUMNS["exclusions"]),
        ("codes", "indicators", COLUMNS["indicators"], "referrals,one,persons,flow"),
    ]
    package = {"resources": [write_table(tmp_path, *table) for table in tables]}
    records = read_records(tmp_path, package)
    assert [(each.table, each.row_number, each.says.ref_area) for each in records.figures] == [
        ("one", 2, ""),
        ("two", 2, "810000"),
    ]
    assert records.figures[0].says == NEARLY_300
    assert records.figures[1].cells[-1] == "810000"
    assert records.place == "ZZ"
    assert [each.says for each in records.sources] == [Source("text", "00", 9)]
    assert [each.says.code for each in records.indicators] == ["referrals"]
    assert records.exclusions == ()
    small = read_small_records(tmp_path, package)
    assert (small.figures, small.place) == ((), "CN")
    assert (small.sources, small.indicators) == (records.sources, records.indicators)
    (tmp_path / "one.csv").unlink()
    assert [each.table for each in read_records(tmp_path, package).figures] == ["two"]
    (tmp_path / "two.csv").write_text("indicator\nreferrals\n", encoding="utf-8")
    assert read_records(tmp_path, package).figures == ()
