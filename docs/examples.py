"""An example of each kind of finding: a folder that makes this one and no other.

A test holds each to that; `generate.py` writes its page. What is read is either a table with its
schema, a data package, or a project, which is told by the files there are.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from frictionless import Report


@dataclass(frozen=True)
class FoundIn:
    """The files of an example by their paths, and which of them a page shows."""

    files: Mapping[str, bytes]
    shown: tuple[str, ...]
    texts: tuple[str, ...] = ()
    strict: bool = True

    def write(self, folder: Path) -> None:
        """Write the files into a folder."""
        for name, data in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    def judge(self, folder: Path) -> Report:
        """Return the report on the files, which lie in a folder."""
        from linhe_opendata import validate
        from linhe_opendata.auditing.foreign import Reading

        if "table.csv" in self.files and "schema.json" in self.files:
            table = folder / "table.csv"
            return validate(table, schema=folder / "schema.json", strict=self.strict)
        if "datapackage.json" in self.files:
            return validate(folder / "datapackage.json", strict=self.strict)
        texts, reading = [folder / text for text in self.texts], Reading(today=_TODAY)
        return validate(project=folder, texts=texts, reading=reading)


def _dump(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _table(csv: str | bytes, *fields: Mapping[str, Any], **schema: Any) -> FoundIn:  # noqa: ANN401 -- JSON
    data = csv if isinstance(csv, bytes) else csv.encode()
    written = _dump({"fields": list(fields), **schema})
    return FoundIn({"table.csv": data, "schema.json": written}, ("table.csv", "schema.json"))


def _package(csv: str | bytes | None, *, strict: bool = True, **resource: Any) -> FoundIn:  # noqa: ANN401 -- JSON
    schema = {"fields": [_ID, _NAME]}
    given = {"name": "table", "type": "table", "path": "table.csv", "schema": schema, **resource}
    head = {"$schema": _PROFILE, "name": "example", "resources": [given]}
    files = {"datapackage.json": _dump(head)}
    if csv is not None:
        files["table.csv"] = csv if isinstance(csv, bytes) else csv.encode()
    return FoundIn(files, tuple(files), strict=strict)


_TODAY: Final = date(2026, 1, 31)
"""The day on which the examples are judged."""

_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_ID: Final = {"name": "id", "type": "integer"}
_NAME: Final = {"name": "name", "type": "string"}
_DAY: Final = {"name": "day", "type": "date"}
_SOUND: Final = "id,name\n1,a\n"

TABLE_EXAMPLES: Final[Mapping[str, FoundIn]] = {
    "bidi-control": _table("id,name\n1,a\u202eb\n", _ID, _NAME),
    "categories": _table("name\nred\nblue\n", {**_NAME, "categories": ["red", "green"]}),
    "control-character": _table("id,name\n1,a\x07b\n", _ID, _NAME),
    "formula-cell": _table("id,name\n1,=1+1\n", _ID, _NAME),
    "invalid-text": _table("id,name\n1,临河\n".encode("gb18030"), _ID, _NAME),
    "invisible-character": _table("id,name\n1,a\u200bb\n", _ID, _NAME),
    "json-schema": _table(
        'it\n"{""a"": 1}"\n',
        {
            "name": "it",
            "type": "object",
            "constraints": {"jsonSchema": {"properties": {"a": {"type": "string"}}}},
        },
    ),
    "lexical-form": _table("day\n2024-1-6\n", _DAY),
    "limit-exceeded": _table(",".join("x" * 2_049) + "\n", _ID),
    "metadata": _package(_SOUND, titel="Parks"),
    "non-ascii-digit": _table("id\n١\n", _ID),
    "not-finite": _table("share\nNaN\n", {"name": "share", "type": "number"}),
    "not-nfc": _table("id,name\n1,e\u0301\n", _ID, _NAME),
    "nothing-read": _table("id,name\n", _ID, _NAME),
    "remote-reference": _package(None, path="https://example.org/table.csv", strict=False),
    "unsafe-path": _package(None, path="table\0.csv", strict=False),
    "package-error": FoundIn(
        {"datapackage.json": _dump({"$schema": _PROFILE, "resources": "table.csv"})},
        ("datapackage.json",),
        strict=False,
    ),
    "resource-error": _package(None, path="../table.csv", strict=False),
    "schema-error": _package(_SOUND, schema={"fields": "id"}, strict=False),
    "control-error": _package(_SOUND, dialect={"delimiter": 1}, strict=False),
    "format-error": _package(_SOUND, format="abc", strict=False),
    "field-count": _package(_SOUND, fields=3, strict=False),
    "row-count": _package(_SOUND, rows=3, strict=False),
    "unread": _package(_SOUND, schema={"fields": [1]}, strict=False),
    "unbalanced-quote": _table('id,name\n1,"a\n2,b\n3,c"\n', _ID, _NAME),
    "unique-keys": _table("id,name\n1,a\n1,b\n", _ID, _NAME, uniqueKeys=[["id"]]),
    "whole-pattern": _table("name\nab1\n", {**_NAME, "constraints": {"pattern": "a|ab"}}),
    "blank-label": _table("id,\n1,a\n", _ID, _NAME),
    "blank-row": _table("id,name\n1,a\n\n2,b\n", _ID, _NAME),
    "byte-count": _package(_SOUND, bytes=3),
    "constraint-error": _table("id\n-1\n", {**_ID, "constraints": {"minimum": 0}}),
    "duplicate-label": _table("id,id\n1,2\n", _ID, _NAME),
    "encoding-error": _package(
        "id,name\n1,临河\n".encode("gb18030"), encoding="utf-8", strict=False
    ),
    "extra-cell": _table("id,name\n1,a,b\n", _ID, _NAME),
    "extra-label": _table("id,name,more\n1,a,b\n", _ID, _NAME),
    "field-error": _package(
        _SOUND, schema={"fields": [{"name": "id", "type": "int"}, _NAME]}, strict=False
    ),
    "foreign-key": _package(
        "id,name,in\n1,a,2\n",
        schema={
            "fields": [_ID, _NAME, {"name": "in", "type": "integer"}],
            "foreignKeys": [
                {"fields": ["in"], "reference": {"resource": "", "fields": ["id"]}},
            ],
        },
    ),
    "hash-count": _package(_SOUND, hash="sha256:" + "0" * 64),
    "incorrect-label": _table("id,nmae\n1,a\n", _ID, _NAME),
    "missing-cell": _table("id,name\n1\n", _ID, _NAME),
    "missing-label": _table("id\n1\n", _ID, _NAME),
    "primary-key": _table("id,name\n1,a\n1,b\n", _ID, _NAME, primaryKey=["id"]),
    "scheme-error": _package(None),
    "source-error": _table("", _ID, _NAME),
    "type-error": _table("id\none\n", _ID),
    "unique-error": _table("id\n1\n1\n", {**_ID, "constraints": {"unique": True}}),
    "unmatched-header": _table("a,b\n1,2\n", _ID, _NAME, fieldsMatch="partial"),
}
"""Examples of what is wrong with tables, by kind."""
