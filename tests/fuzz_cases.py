"""Random tables and schemas, from a seed: every type, constraint, dialect and kind of dirt.

What a case may be besides (`DIMENSIONS`) stands in `fuzz_dimensions`.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from fuzz_dimensions import DIMENSIONS, MADE_OF, REFERENCE_FIELDS, Case

if TYPE_CHECKING:
    from random import Random

POOLS: dict[str, list[str]] = MADE_OF["pools"]
CONSTRAINTS: dict[str, list[dict[str, Any]]] = MADE_OF["constraints"]
FORMATS: dict[str, list[str]] = MADE_OF["formats"]
SCRAPS: list[str] = MADE_OF["scraps"]
UNHASHABLE = {"array", "object", "geojson", "list"}
COMMON = ["string", "string", "number", "integer", "integer", "yearmonth", "date", *POOLS]
ENCODINGS = ["utf-8"] * 12 + ["gb18030", "utf-16", "cp1252", "utf-8-sig", "utf-16-le", "ascii"]


def make_case(random: Random) -> Case:
    """Return a case; the same state of `random` gives the same case."""
    case = _plain_case(random)
    for vary in DIMENSIONS:
        vary(random, case)
    return case


def _plain_case(random: Random) -> Case:
    fields, pools = _fields(random)
    schema: dict[str, Any] = {"fields": fields}
    _add_keys(random, schema)
    if random.random() < 0.3:
        schema["missingValues"] = random.choice(
            [["", "-"], ["", "NA", "-"], [""], ["-"], [], [{"value": "NA", "label": "none"}]]
        )
    dialect, form = _dialect(random)
    text, parts = _text(random, fields, pools, dialect, form)
    encoding = random.choice(ENCODINGS)
    files = [_encoded(random, part, encoding) for part in parts]
    declared: str | None = "utf-8" if encoding == "utf-8-sig" else encoding
    if encoding in {"utf-8", "utf-8-sig"} and random.random() < 0.15:
        declared = None
    block = random.choice([1 << 6, 1 << 8, 1 << 10, 1 << 14])
    case = Case(schema, files, form, declared, dialect, {}, block)
    if random.random() < 0.1 and len(files) == 1:
        case.declared = random.choice(
            [{"bytes": len(files[0])}, {"bytes": 7}, {"hash": "sha256:" + "0" * 64}, {"rows": 3}]
        )
    del text
    return case


def _fields(random: Random) -> tuple[list[dict[str, Any]], list[list[str]]]:
    fields, pools = [], []
    for index in range(random.randint(1, 5)):
        kind = random.choice(COMMON)
        made: dict[str, Any] = {"name": f"c{index}", "type": kind}
        constraints = dict(random.choice(CONSTRAINTS.get(kind, [{}])))
        if random.random() < 0.3:
            constraints["required"] = True
        if random.random() < 0.12 and kind not in UNHASHABLE:
            constraints["unique"] = True
        if constraints:
            made["constraints"] = constraints
        _decorate(random, made)
        pool = POOLS[kind]
        chosen = random.sample(pool, min(random.choice([1, 2, 3, len(pool)]), len(pool)))
        pools.append(chosen + ([""] if random.random() < 0.3 else []))
        fields.append(made)
    return fields, pools


def _decorate(random: Random, made: dict[str, Any]) -> None:
    kind = made["type"]
    if kind == "number" and random.random() < 0.25:
        made.update(random.choice([{"groupChar": ","}, {"groupChar": ".", "decimalChar": ","}]))
    if kind == "number" and random.random() < 0.1:
        made["floatNumber"] = True
    if kind in {"number", "integer"} and random.random() < 0.15:
        made["bareNumber"] = False
    if kind in FORMATS and random.random() < 0.2:
        made["format"] = random.choice(FORMATS[kind])
        made.get("constraints", {}).pop("enum", None)
    if random.random() < 0.06:
        made["missingValues"] = random.choice([["-", ""], ["-"], ["a", ""]])
    if kind == "boolean" and random.random() < 0.2:
        made.update(trueValues=["yes"], falseValues=["no", "0"])
    if kind == "list" and random.random() < 0.3:
        made.update(itemType="integer")


def _add_keys(random: Random, schema: dict[str, Any]) -> None:
    fields = schema["fields"]
    names = [f["name"] for f in fields if f["type"] not in UNHASHABLE]
    if names and random.random() < 0.5:
        schema["primaryKey"] = random.sample(names, random.randint(1, min(3, len(names))))
    count: int = random.choice([0, 0, 1, 1, 2])
    keys = [_foreign_key(random, fields, names) for _ in range(count)]
    if kept := [key for key in keys if key]:
        schema["foreignKeys"] = kept


def _foreign_key(
    random: Random, fields: list[dict[str, Any]], names: list[str]
) -> dict[str, Any] | None:
    if not names:
        return None
    if random.random() < 0.3:
        size = random.randint(1, min(2, len(names)))
        reference = {"resource": "", "fields": random.sample(names, size)}
        return {"fields": random.sample(names, size), "reference": reference}
    by_type = {f["type"]: f["name"] for f in fields}
    pairs = [(by_type[f["type"]], f["name"]) for f in REFERENCE_FIELDS if f["type"] in by_type]
    if random.random() < 0.15:
        pairs.append((random.choice(names), random.choice(["id", "code"])))
    if not pairs:
        return None
    chosen = random.sample(pairs, random.randint(1, min(2, len(pairs))))
    mine, theirs = [a for a, _ in chosen], [b for _, b in chosen]
    return {"fields": mine, "reference": {"resource": "ref", "fields": theirs}}


def _dialect(random: Random) -> tuple[dict[str, Any], str]:
    if random.random() < 0.08:
        return {}, "tsv"
    if random.random() < 0.6:
        return random.choice([{"delimiter": ","}, {"delimiter": ","}, {}]), "csv"
    made: dict[str, Any] = {"delimiter": random.choice([",", ";", "|", "\t"])}
    options: list[dict[str, Any]] = [
        {"quoteChar": "'"},
        {"escapeChar": "\\"},
        {"escapeChar": "\\", "doubleQuote": False},
        {"skipInitialSpace": True},
        {"header": False},
        {"headerRows": [2]},
        {"headerRows": [1, 2]},
        {"commentChar": "#"},
        {"commentRows": [3]},
        {"skipBlankRows": True},
        {"headerCase": False},
    ]
    made.update(random.choice(options))
    return made, "csv"


def _text(
    random: Random,
    fields: list[dict[str, Any]],
    pools: list[list[str]],
    dialect: dict[str, Any],
    form: str,
) -> tuple[str, list[str]]:
    out, end = io.StringIO(), random.choice(["\n", "\r\n", "\n"])
    delimiter = "\t" if form == "tsv" else dialect.get("delimiter", ",")
    writer = csv.writer(
        out,
        delimiter=delimiter,
        lineterminator=end,
        quotechar=dialect.get("quoteChar", '"'),
        quoting=csv.QUOTE_ALL if random.random() < 0.25 else csv.QUOTE_MINIMAL,
    )
    header = _header(random, [f["name"] for f in fields])
    for _ in range(0 if dialect.get("header") is False else max(dialect.get("headerRows", [1]))):
        writer.writerow(header)
    cut, dirty = None, random.random() < 0.5
    rows: int = random.choice([0, 1, 3, 15, 40, 80])
    for number in range(rows):
        if number == rows // 2 and random.random() < 0.08:
            cut = out.tell()
            writer.writerow(header)
        row = [_cell(random, f["type"], pool) for f, pool in zip(fields, pools, strict=True)]
        if dirty and random.random() < 0.08:
            _dirt(random, out, writer, row, end)
        else:
            writer.writerow(row)
    text = out.getvalue()
    if text and random.random() < 0.2:
        text = text.rstrip("\r\n")
    return text, [text] if cut is None else [text[:cut], text[cut:]]


def _header(random: Random, names: list[str]) -> list[str]:
    chance = random.random()
    if chance < 0.05:
        return ["zz", *names[1:]]
    if chance < 0.08:
        return [*names, "extra"]
    if chance < 0.11 and len(names) > 1:
        return names[:-1]
    return names


def _cell(random: Random, kind: str, pool: list[str]) -> str:
    if random.random() < 0.5 and kind in {"number", "integer", "string"}:
        return str(random.randint(0, 60))
    return random.choice(pool)


def _dirt(random: Random, out: io.StringIO, writer: Any, row: list[str], end: str) -> None:  # noqa: ANN401 -- csv hides its class
    kind: int = random.randint(0, 4)
    if kind == 0:
        writer.writerow(row[:-1])
    elif kind == 1:
        writer.writerow([*row, "z"])
    elif kind == 2:
        writer.writerow([""] * len(row))
    elif kind == 3:
        out.write(end)
    else:
        out.write(random.choice(SCRAPS) + end)


def _encoded(random: Random, text: str, encoding: str) -> bytes:
    raw = text.encode(encoding, "replace")
    if encoding == "utf-8" and random.random() < 0.03 and len(raw) > 30:
        place = random.randint(10, len(raw) - 1)
        raw = raw[:place] + b"\xff" + raw[place:]
    return raw
