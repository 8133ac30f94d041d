"""Examples of what is wrong with a project: changes to a sound one, each of one file."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING, Any, Final

from examples import FoundIn

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXT: Final = "今年新建公园3个，植树近5000棵，绿地率12.5%。另投入900元，种花20株。\n"
_FIGURES: Final = "datapackage/data/parks.csv"
_SOURCES: Final = "datapackage/data/sources.csv"
_EXCLUSIONS: Final = "datapackage/data/exclusions.csv"
_HEAD: Final = "datapackage/datapackage.json"
_SOURCE: Final = "text.txt"


def _field(name: str, kind: str = "string", *, empty: bool = False) -> dict[str, Any]:
    plain: dict[str, Any] = {"name": name, "type": kind}
    return plain if empty else {**plain, "constraints": {"required": True}}


_SCHEMAS: Final[Mapping[str, list[dict[str, Any]]]] = {
    "parks": [
        _field("indicator"),
        _field("period_start", "date", empty=True),
        _field("period_end", "date"),
        *(_field(name, "number", empty=True) for name in ("obs_value", "lower", "upper")),
        *map(_field, ("bounds", "qualifier", "unit_measure", "as_stated", "source")),
        _field("char_start", "integer"),
    ],
    "indicators": [*map(_field, ("code", "set", "unit_measure", "measure_type"))],
    "sources": [_field("id"), _field("sha256"), _field("length", "integer")],
    "exclusions": [
        _field("source"),
        _field("char_start", "integer"),
        _field("char_end", "integer"),
        _field("reason"),
    ],
}
_WORDS: Final = ("3个", "近5000棵", "12.5%", "900元", "20株")
_AT: Final = {words: str(_TEXT.index(words)) for words in _WORDS}
_AFTER: Final = {words: str(int(place) + 1) for words, place in _AT.items()}
_PLANTED: Final = "5000,,5000,neither,nearly,number"
_GREEN: Final = "12.5,12.45,12.55,both,rounded,percent,12.5%"
_ROWS: Final[Mapping[str, list[list[str]]]] = {
    "parks": [
        [*row.split(","), "report", _AT[row.rpartition(",")[2]]]
        for row in (
            "opened,,2025-12-31,3,3,3,both,exact,number,3个",
            f"planted,,2025-12-31,{_PLANTED},近5000棵",
            f"green,,2025-12-31,{_GREEN}",
        )
    ],
    "indicators": [
        ["opened", "parks", "number", "stock"],
        ["planted", "parks", "number", "stock"],
        ["green", "parks", "percent", "ratio"],
    ],
    "sources": [["report", hashlib.sha256(_TEXT.encode()).hexdigest(), str(len(_TEXT))]],
    "exclusions": [
        ["report", _AT["900元"], str(int(_AT["900元"]) + 4), "money"],
        ["report", _AT["20株"], str(int(_AT["20株"]) + 3), "flowers"],
    ],
}


def _csv(name: str) -> bytes:
    file = io.StringIO()
    head = [field["name"] for field in _SCHEMAS[name]]
    csv.writer(file, lineterminator="\n").writerows([head, *_ROWS[name]])
    return file.getvalue().encode()


def _json(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


_ROLES: Final = {"parks": "figures"}
_FILES: Final[Mapping[str, bytes]] = {
    _HEAD: _json(
        {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "parks",
            "title": "Parks of the county",
            "created": "2026-01-31T00:00:00Z",
            "licenses": [{"name": "CC-BY-4.0"}],
            "contributors": [{"title": "County of the parks", "roles": ["publisher"]}],
            "resources": [{"name": one, "role": _ROLES.get(one, one)} for one in _SCHEMAS],
        }
    ),
    **{
        f"schemas/{name}.json": _json(
            {
                "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
                "name": name,
                "title": name,
                "description": name,
                "fields": fields,
                "missingValues": [""],
                "primaryKey": [field["name"] for field in fields[:2]],
            }
        )
        for name, fields in _SCHEMAS.items()
    },
    **{f"datapackage/data/{name}.csv": _csv(name) for name in _ROWS},
    _SOURCE: _TEXT.encode(),
}
SOUND_PROJECT: Final = FoundIn(
    _FILES, (_HEAD, *(f"datapackage/data/{name}.csv" for name in _ROWS), _SOURCE), (_SOURCE,)
)
"""What the other examples change; nothing is found in it."""


def _changed(file: str, old: str, new: str, *, against_text: bool = False) -> FoundIn:
    data = _FILES[file]
    assert data.count(old.encode()) == 1, (file, old)  # noqa: S101 -- else it is no example
    files = {**_FILES, file: data.replace(old.encode(), new.encode())}
    return FoundIn(files, (file,), (_SOURCE,) if against_text else ())


def _replaced(changes: Mapping[str, tuple[str, str]]) -> FoundIn:
    """Return an example that changes several files, each in the first place of a text."""
    changed = {}
    for file, (old, new) in changes.items():
        data = _FILES[file].decode()
        assert old in data, (file, old)  # noqa: S101 -- else it is no example
        changed[file] = data.replace(old, new, 1).encode()
    return FoundIn({**_FILES, **changed}, tuple(changes))


def _listing(*codes: str) -> tuple[str, str]:
    """Return a change by which the schema of the figures lists the codes of indicators."""
    listed = ", ".join(f'"{code}"' for code in codes)
    return '"required": true\n', f'"required": true,\n        "enum": [{listed}]\n'


_INDICATORS: Final = "datapackage/data/indicators.csv"
_LIMITED: Final = """\
code,set,unit_measure,measure_type,maximum
opened,parks,number,stock,2
planted,parks,number,stock,
green,parks,percent,ratio,
"""
_LIMIT: Final = (
    ',\n    {\n      "name": "maximum",\n      "type": "number"\n    }\n  ],\n  "missing'
)

PROJECT_EXAMPLES: Final[Mapping[str, FoundIn]] = {
    "evidence-exclusion": _changed(
        _EXCLUSIONS, f"report,{_AT['900元']},", "report,0,", against_text=True
    ),
    "evidence-length": _changed(_SOURCES, f",{len(_TEXT)}\n", ",99\n", against_text=True),
    "evidence-place": _changed(
        _FIGURES, f"3个,report,{_AT['3个']}", f"3个,report,{_AFTER['3个']}", against_text=True
    ),
    "evidence-source": _changed(_SOURCE, "今年", "去年", against_text=True),
    "evidence-unseen": _changed(
        _EXCLUSIONS, _csv("exclusions").decode().split("\n")[1] + "\n", "", against_text=True
    ),
    "evidence-words": _changed(
        _FIGURES,
        f"{_PLANTED},近5000棵,report,{_AT['近5000棵']}",
        f"5000,5000,5000,both,exact,number,5000棵,report,{_AFTER['近5000棵']}",
        against_text=True,
    ),
    "figure-bounds": _changed(_FIGURES, _PLANTED, "5000,4900,5000,neither,nearly,number"),
    "figure-code": _replaced(
        {
            "schemas/parks.json": _listing("opened", "planted", "green"),
            _FIGURES: ("opened,", "opend,"),
        }
    ),
    "figure-indicator": _changed(_INDICATORS, "opened,parks", "opened,health"),
    "figure-limits": _replaced(
        {
            "schemas/indicators.json": ('\n  ],\n  "missing', _LIMIT),
            _INDICATORS: (_csv("indicators").decode(), _LIMITED),
        }
    ),
    "figure-percent": _changed(
        _FIGURES,
        _GREEN,
        "112.5,112.45,112.55,both,rounded,percent,112.5%",
    ),
    "figure-period": _changed(_FIGURES, "opened,,", "opened,2025-01-01,"),
    "figure-qualifier": _changed(_FIGURES, ",nearly,", ",almost,"),
    "figure-unit": _changed(_INDICATORS, "planted,parks,number", "planted,parks,persons"),
    "figure-words": _changed(_FIGURES, "3,3,3,both", "4,4,4,both"),
    "open-created": _changed(_HEAD, '  "created": "2026-01-31T00:00:00Z",\n', ""),
    "open-licence": _changed(_HEAD, "CC-BY-4.0", "CC BY"),
    "open-name": _changed(_HEAD, '"name": "parks",\n  "title"', '"name": "Parks",\n  "title"'),
    "open-publisher": _changed(_HEAD, '"publisher"', '"author"'),
    "role-columns": _changed(_HEAD, '"role": "sources"', '"role": "areas"'),
    "role-undeclared": _changed(
        _HEAD, '"name": "sources",\n      "role": "sources"', '"name": "sources"'
    ),
    "role-unknown": _changed(_HEAD, '"role": "sources"', '"role": "texts"'),
    "schema-stale": _replaced({"schemas/parks.json": _listing("opened", "planted")}),
}
"""Examples of what is wrong with projects, by kind."""
