"""Find what a package is about: titles, definitions, codes, and the words of figures. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linhe_opendata.quantities.fold import fold_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Row = Mapping[str, Any]

_RANKS = {
    "code": 0,
    "title": 0,
    "title_en": 0,
    "title_zh": 0,
    "name_en": 0,
    "name_zh": 0,
    "aliases": 0,
    "definition_en": 1,
    "definition_zh": 1,
    "description": 2,
    "as_stated": 3,
}
"""What is searched, in tables of codes and in what is said of tables; a lower rank comes first."""

_WRITTEN = ("string", "integer")
_TITLE_FIELDS = ("title_en", "title_zh", "name_en", "name_zh")


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: the table to load, its code if it is one, its title, and where it says so.

    `field` is a field of the table of codes, `as_stated` of its figures, or `title` or
    `description` of a table itself; `text` is what stands there. `newest` is the newest figure of
    an indicator in its own words, with the last day of its period. `title` has all languages of a
    title; `title_en` and `title_zh` are those of a code in each, empty where it has none.
    """

    table: str
    code: str | None
    title: str
    field: str
    text: str
    newest: str | None = None
    title_en: str = ""
    title_zh: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    table: str
    code: str | None
    title: str
    texts: Mapping[str, str]
    newest: str | None = None
    title_en: str = ""
    title_zh: str = ""


def find_searched(schema: Mapping[str, Any]) -> list[str]:
    """Return the fields in which the rows of a table of codes are searched; none of another table.

    These are the texts (and numbers) of `_RANKS` and the `set` that a code belongs to. A table of
    codes has a `code` and a title.
    """
    said = {field["name"] for field in schema["fields"] if field.get("type") in _WRITTEN}
    is_one_of_codes = "code" in said and not said.isdisjoint(_TITLE_FIELDS)
    named = [name for name in (*_RANKS, "set") if name in said and name != "as_stated"]
    return named if is_one_of_codes else []


def search_package(
    query: str,
    descriptor: Mapping[str, Any],
    codes: Mapping[str, Sequence[Row]],
    figures: Iterable[Row] = (),
) -> list[Hit]:
    """Return what says every word of `query`, codes and titles first, then definitions.

    Case and width of letters do not matter, nor whether a character is traditional or simplified.
    `codes` holds the rows of the tables of codes, with the fields that `find_searched` gives, and
    `figures` those of the tables of figures.
    """
    words = _searchable(query).split()
    tables = {resource["name"]: resource for resource in descriptor["resources"]}
    entries = [*_table_entries(tables), *_code_entries(codes, tables, _by_indicator(figures))]
    hits = [hit for entry in entries if words and (hit := _find(words, entry))]
    return sorted(hits, key=lambda hit: _RANKS[hit.field])


def _table_entries(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[_Entry]:
    for name, resource in tables.items():
        said = {**resource.get("schema", {}), **resource}
        texts = {"code": name, "title": said.get("title"), "description": said.get("description")}
        yield _Entry(name, None, said.get("title") or name, _filled(texts))


def _by_indicator(figures: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the figures of each indicator, the newest first."""
    found: dict[str, list[Row]] = {}
    for row in sorted(figures, key=lambda row: row["period_end"], reverse=True):
        found.setdefault(str(row["indicator"]), []).append(row)
    return found


def _code_entries(
    codes: Mapping[str, Sequence[Row]],
    tables: Mapping[str, object],
    figures: Mapping[str, Sequence[Row]],
) -> Iterator[_Entry]:
    for name, rows in codes.items():
        for row in rows:
            said = _filled(
                {field: None if row[field] is None else str(row[field]) for field in row}
            )
            code = said.get("code", "")
            title = " ".join(said[field] for field in _TITLE_FIELDS if field in said) or code
            table = said.pop("set", name)  # the indicator set is the table of its figures
            rows_of = figures.get(code, ())
            if rows_of:
                said["as_stated"] = " ".join(dict.fromkeys(row["as_stated"] for row in rows_of))
            newest = next((f"{row['as_stated']} ({row['period_end']})" for row in rows_of), None)
            english, chinese = (
                said.get(f"title_{language}", said.get(f"name_{language}", ""))
                for language in ("en", "zh")
            )
            home = table if table in tables else name
            yield _Entry(home, code, title, said, newest, english, chinese)


def _filled(texts: Mapping[str, str | None]) -> dict[str, str]:
    return {field: text for field, text in texts.items() if text}


def _find(words: Sequence[str], entry: _Entry) -> Hit | None:
    plain = {field: _searchable(text) for field, text in entry.texts.items()}
    if not all(any(word in text for text in plain.values()) for word in words):
        return None
    field = max(plain, key=lambda name: sum(word in plain[name] for word in words))
    return Hit(
        entry.table,
        entry.code,
        entry.title,
        field,
        entry.texts[field],
        entry.newest,
        entry.title_en,
        entry.title_zh,
    )


def _searchable(text: str) -> str:
    return fold_script(unicodedata.normalize("NFKC", text).casefold())
