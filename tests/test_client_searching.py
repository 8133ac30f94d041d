"""Finding what there is, and citing it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from published import published

from linhe_opendata.client import CACHE_VARIABLE, STORE_VARIABLE, Hit, cite, search
from linhe_opendata.client.citations import cite_package, find_licence
from linhe_opendata.client.searching import find_searched, search_package

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.delenv(STORE_VARIABLE, raising=False)


def _found(query: str, store: Path | None = None) -> list[tuple[str, str | None, str]]:
    return [(hit.table, hit.code, hit.field) for hit in search(query, store=store)]


@pytest.mark.parametrize("find_store", [lambda: None, published], ids=["wheel", "store"])
def test_words_are_found_in_titles_and_definitions_of_both_languages(
    find_store: Callable[[], Path | None],
) -> None:
    where = find_store()
    assert ("elderly_care", "street_care_centres", "title_zh") in _found("养老", where)
    assert ("elderly_care", "street_care_centres", "title_en") in _found("elderly-care", where)
    assert ("health", "remote_imaging_diagnoses", "code") in _found("remote_imaging", where)
    assert ("areas", "150802", "name_zh") in _found("临河区", where)


def test_a_table_is_found_by_what_is_said_of_it() -> None:
    assert _found("养老")[0] == ("elderly_care", None, "title")
    assert search("养老")[0].title == "Elderly care 养老"
    (hit,) = search_package("t", {"resources": [{"name": "t"}]}, {})
    assert (hit.title, hit.field) == ("t", "code")


def test_titles_come_before_definitions() -> None:
    ranks = [hit.field.partition("_")[0] for hit in search("kindergarten")]
    assert ranks == sorted(ranks, key=["code", "title", "definition", "description"].index)


def test_case_and_width_do_not_matter_and_all_words_must_be_there() -> None:
    assert _found("ＥＬＤＥＲＬＹ care") == _found("elderly care") != []
    assert _found("elderly kindergarten") == []


@pytest.mark.parametrize("query", ["", "  ", "no such word"])
def test_what_is_not_there_is_not_found(query: str) -> None:
    assert search(query) == []


def test_a_hit_says_where_and_what() -> None:
    (hit,) = search("remote_ecg")
    assert hit == Hit(
        "health",
        "remote_ecg_diagnoses",
        "Remote ECG diagnoses 远程心电诊断",
        "code",
        "remote_ecg_diagnoses",
        "14.5萬例 (2024-12-30)",
        "Remote ECG diagnoses",
        "远程心电诊断",
    )


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("遠程心電診斷", "remote_ecg_diagnoses"),
        ("远程心电诊断", "remote_ecg_diagnoses"),
        ("14.5萬例", "remote_ecg_diagnoses"),
        ("14.5万例", "remote_ecg_diagnoses"),
        ("近300人", "myocardial_infarction_referrals"),
    ],
)
def test_traditional_and_simplified_find_each_other_and_the_words_of_figures(
    query: str, code: str
) -> None:
    assert code in [hit.code for hit in search(query)]


def test_an_alias_is_found_and_the_newest_figure_shown() -> None:
    rows = [{"code": "a", "title_en": "Jobs", "aliases": "岗位; posts"}]
    figures = [
        {"indicator": "a", "period_end": day, "as_stated": words}
        for day, words in (("2023-12-31", "5个"), ("2024-12-31", "近6个"), ("2022-12-31", "4个"))
    ]
    (hit,) = search_package("posts", {"resources": [{"name": "t"}]}, {"t": rows}, figures)
    assert (hit.field, hit.newest) == ("aliases", "近6个 (2024-12-31)")
    (hit,) = search_package("4个", {"resources": [{"name": "t"}]}, {"t": rows}, figures)
    assert (hit.field, hit.text) == ("as_stated", "近6个 5个 4个")


def test_a_table_of_codes_without_titles_is_not_searched() -> None:
    assert not find_searched({"fields": [{"name": "code"}, {"name": "value"}]})
    assert not find_searched({"fields": [{"name": "title_en"}]})


def test_a_code_of_no_set_leads_to_its_own_table() -> None:
    descriptor = {"resources": [{"name": "codes"}]}
    rows = [{"code": "a", "set": "elsewhere", "title_en": None, "title_zh": None}]
    (hit,) = search_package("A", descriptor, {"codes": rows})
    assert (hit.table, hit.code, hit.title, hit.text) == ("codes", "a", "a", "a")


def test_codes_may_be_numbers_and_a_cell_may_be_empty() -> None:
    fields = [{"name": "code", "type": "integer"}, {"name": "title_en", "type": "string"}]
    assert find_searched({"fields": [*fields, {"name": "day", "type": "date"}]}) == [
        "code",
        "title_en",
    ]
    rows: list[dict[str, Any]] = [
        {"code": 150802, "title_en": "Linhe"},
        {"code": None, "title_en": "Linhe"},
    ]
    hits = search_package("linhe", {"resources": [{"name": "areas"}]}, {"areas": rows})
    assert [(hit.code, hit.title) for hit in hits] == [("150802", "Linhe"), ("", "Linhe")]
    (hit,) = search_package("1508", {"resources": [{"name": "areas"}]}, {"areas": rows})
    assert (hit.field, hit.text) == ("code", "150802")


HEAD: dict[str, Any] = {
    "name": "linhe",
    "title": "Figures & {more} 100%",
    "created": "2026-11-24T00:00:00Z",
    "contributors": [{"title": "A_B"}, {"title": "C"}, {"email": "nobody"}],
    "licenses": [{"name": "CC-BY-4.0"}, {"path": "https://example.org/licence"}],
}


def test_a_release_is_cited_in_three_forms() -> None:
    found = cite_package(HEAD, "1.0.0", "https://example.org/linhe", dt.date(2026, 12, 1))
    assert str(found) == found.text
    assert found.text == (
        "A_B, C (2026). Figures & {more} 100% (version 1.0.0) [Data set]. "
        "https://example.org/linhe. CC-BY-4.0, https://example.org/licence."
    )
    assert found.gbt7714 == (
        "A_B, C. Figures & {more} 100%: 1.0.0版[DS/OL]. (2026-11-24)[2026-12-01]. "
        "https://example.org/linhe."
    )
    assert found.bibtex == (
        "@misc{linhe-1.0.0,\n"
        "  author = {{A\\_B, C}},\n"
        "  title = {Figures \\& \\{more\\} 100\\%},\n"
        "  year = {2026},\n"
        "  version = {1.0.0},\n"
        "  howpublished = {https://example.org/linhe},\n"
        "  note = {CC-BY-4.0, https://example.org/licence}\n"
        "}"
    )


def test_what_is_not_known_is_left_out_of_a_citation() -> None:
    found = cite_package({"name": "linhe"}, "1.0.0", None)
    assert found.text == "linhe. linhe (version 1.0.0) [Data set]."
    assert found.gbt7714 == "linhe. linhe: 1.0.0版[DS]."
    expected = (
        "@misc{linhe-1.0.0,\n  author = {{linhe}},\n  title = {linhe},\n  version = {1.0.0}\n}"
    )
    assert expected == found.bibtex
    assert find_licence({}) is None


def test_an_address_without_a_date_is_cited_without_one() -> None:
    found = cite_package({"name": "linhe"}, "1.0.0", "https://example.org")
    assert found.gbt7714 == "linhe. linhe: 1.0.0版[DS/OL]. https://example.org."


def test_a_folder_of_ones_own_is_no_address_to_cite() -> None:
    assert cite("1.0.0", published()).gbt7714 == (
        "The linhe-opendata contributors. Linhe District livelihood figures 临河区民生数字: "
        "1.0.0版[DS]. 2026."
    )
    assert "version unreleased" in cite().text


def test_the_web_is_an_address_to_cite_with_the_day_of_access() -> None:
    from servers import web

    with web(published()) as address:
        found = cite("1.0.0", address, accessed=dt.date(2026, 12, 1))
        assert f"(2026-11-24)[2026-12-01]. {address}/linhe/1.0.0." in found.gbt7714
        today = dt.datetime.now().astimezone().date().isoformat()
        assert f"[{today}]" in cite("1.0.0", address).gbt7714
