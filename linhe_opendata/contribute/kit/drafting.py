"""The files of a new project, as bytes by path. Does I/O (reads what ships with the library).

Nothing is written here: `beginning` does that, all of it or nothing.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from string import Template
from typing import TYPE_CHECKING, Any, Final

from linhe_opendata.contribute.kit.area_codes import area_path
from linhe_opendata.contribute.kit.library import (
    KIT_DATA,
    LibraryIndicator,
    indicators_of,
    read_kit_table,
)
from linhe_opendata.figures.derived import derive_schemas
from linhe_opendata.packing.descriptor import PACKAGE_PROFILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linhe_opendata.contribute.kit.area_codes import AreaCode
    from linhe_opendata.contribute.kit.library import IndicatorSet

    Schema = dict[str, Any]

HEAD_PATH: Final = "datapackage/datapackage.json"
"""The file that makes a folder a project: it is written last."""

_THEMES: Final = "http://publications.europa.eu/resource/authority/data-theme/"
_CODE_TABLES: Final = ("indicators", "areas", "sources", "exclusions")
_FILLED: Final = frozenset({"indicators", "areas"})
"""The tables of a new project that have rows; all others may be empty until it has figures."""

_PLAIN: Final = {"README.md": "README.md", ".github/workflows/validate.yml": "validate.yml"}


@dataclass(frozen=True, slots=True)
class NewProject:
    """What must be known to begin a project.

    `licence` is a name of the SPDX License List, `created` the moment of this edition (RFC 3339);
    `area_en` is the English name of the area, whatever the table of areas says.
    """

    name: str
    title_en: str
    title_zh: str
    area: AreaCode
    area_en: str
    sets: tuple[IndicatorSet, ...]
    licence: str
    publisher: str
    created: str


def draft_project(new: NewProject) -> dict[str, bytes]:
    """Return the files of a new project by their path in its folder, its head last."""
    head = draft_head(new)
    schemas = _draft_schemas(head, new)
    tables: dict[str, Iterable[Sequence[str]]] = {
        "indicators": [each.cells for each in indicators_of(new.sets)],
        "areas": _area_rows(new),
    }
    files = {
        f"datapackage/data/{name}.csv": _table_bytes(schema, tables.get(name, ()))
        for name, schema in schemas.items()
    }
    files |= {f"schemas/{name}.json": schema_bytes(schema) for name, schema in schemas.items()}
    words = _words(new, head)
    for path, source in _PLAIN.items():
        files[path] = Template(_shipped(source)).safe_substitute(words).encode()
    files[".gitignore"] = _shipped("gitignore.txt").encode()
    return {**files, HEAD_PATH: schema_bytes(head)}


def draft_head(new: NewProject) -> dict[str, Any]:
    """Return the hand-written part of a new project's descriptor."""
    licence = _licence(new.licence)
    tables = {each.name: "figures" for each in new.sets} | {name: name for name in _CODE_TABLES}
    themes = dict.fromkeys(["SOCI", *(each.theme for each in new.sets)])
    places = area_path(new.area.code)
    english = [*(place.name_en for place in places[:-1]), new.area_en]
    return {
        "$schema": PACKAGE_PROFILE,
        "name": new.name,
        "title": f"{new.title_en} {new.title_zh}",
        "description": f"{_describe_en(new)} {_describe_zh(new)}",
        "created": new.created,
        "keywords": [
            *reversed(english),
            *(each.title_en.lower() for each in new.sets),
            *(place.name_zh for place in reversed(places)),
            *(each.title_zh for each in new.sets),
        ],
        "themes": [_THEMES + theme for theme in themes],
        "contributors": [{"title": new.publisher, "roles": ["publisher", "curator"]}],
        "licenses": [licence],
        "resources": [
            {"name": name, "role": role} | ({} if name in _FILLED else {"mayBeEmpty": True})
            for name, role in tables.items()
        ],
    }


def default_titles(area: AreaCode, area_en: str) -> tuple[str, str]:
    """Return what a project on an area is called in English and in Chinese, if nobody says."""
    return f"{area_en} livelihood figures", f"{area.name_zh}民生数字"


def default_name(folder: str) -> str:
    """Return the name of a package that a folder's name can be; empty if it can be none."""
    name = re.sub(r"[^a-z0-9._-]+", "-", folder.lower()).strip("-._")
    return name if re.search("[a-z]", name) else ""


def schema_bytes(document: Mapping[str, Any]) -> bytes:
    """Return a document in the form in which a project's JSON is written."""
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def figures_schema(each: IndicatorSet) -> Schema:
    """Return the schema of a new table of figures, with no indicator yet."""
    schema = _shipped_schema("figures")
    title = f"{each.title_en} {each.title_zh}"
    said = {"name": each.name, "title": title}
    return schema | said | {"description": f"{each.description_en} {each.description_zh}"}


def _draft_schemas(head: Mapping[str, Any], new: NewProject) -> dict[str, Schema]:
    schemas = {each.name: figures_schema(each) for each in new.sets}
    schemas |= {name: _shipped_schema(name) for name in _CODE_TABLES}
    resources = [{**each, "schema": schemas[each["name"]]} for each in head["resources"]]
    rows = [_as_row(each) for each in indicators_of(new.sets)]
    return schemas | derive_schemas({"resources": resources}, rows)


def _as_row(indicator: LibraryIndicator) -> dict[str, str]:
    return dict(zip(LibraryIndicator.__slots__, indicator.cells, strict=True))


def _area_rows(new: NewProject) -> list[list[str]]:
    rows, parent = [], ""
    for area in area_path(new.area.code):
        name_en = new.area_en if area == new.area else area.name_en
        rows.append([area.code, name_en, area.name_zh, parent])
        parent = area.code
    return rows


def _table_bytes(schema: Schema, rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field["name"] for field in schema["fields"]])
    writer.writerows(rows)
    return text.getvalue().encode()


def _licence(name: str) -> dict[str, str]:
    """Return a licence with its address; those that the table lacks have a page at SPDX."""
    known = {row["name"]: row for row in read_kit_table("licences")}
    return known.get(name, {"name": name, "path": f"https://spdx.org/licenses/{name}.html"})


def _describe_en(new: NewProject) -> str:
    *others, last = [each.title_en.lower() for each in new.sets]
    sets = f"{', '.join(others)} and {last}" if others else last
    return (
        f"Figures on {sets} in {new.area_en} (GB/T 2260 code {new.area.code}), each with its "
        "interval, its wording and its place in the source."
    )


def _describe_zh(new: NewProject) -> str:
    sets = "、".join(each.title_zh for each in new.sets)
    where = f"{new.area.name_zh}（GB/T 2260 代码 {new.area.code}）"
    return f"{where}{sets}数字，逐一附区间、原文表达和出处位置。"


def _words(new: NewProject, head: Mapping[str, Any]) -> dict[str, str]:
    licence = head["licenses"][0]
    return {
        "title_en": new.title_en,
        "title_zh": new.title_zh,
        "description_en": _describe_en(new),
        "description_zh": _describe_zh(new),
        "licence": licence["name"],
        "licence_path": licence["path"],
        "publisher": new.publisher,
    }


def _shipped(name: str) -> str:
    return (KIT_DATA / name).read_text("utf-8")


def _shipped_schema(name: str) -> Schema:
    schema: Schema = json.loads(_shipped(f"schemas/{name}.json"))
    return schema
