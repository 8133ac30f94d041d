# ruff: noqa: T201 -- a program that prints
"""Measure validation: `python tests/benchmarks/validation.py [--rows N] [--runs N] [--only NAME]`.

Generates a table of observations (10 columns, a composite primary key, a foreign key, patterns,
enumerations and bounds), runs each contender as a process of its own, in turn, and prints the
medians of wall time, processor time and peak memory. A contender that is not installed is left
out. Frictionless reads a tenth of the table; its time is printed as measured and times ten.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
HEADER = "ref_area,indicator,time_period,obs_value,lower,upper,unit,obs_status,source_url,quote"
INDICATORS = [f"IND_{number:02d}" for number in range(30)]
UNITS = ["PS", "TONNE", "CNY", "PCT", "HA", "KWH"]
PHRASES = ["粮食播种面积", "年末常住人口", "城镇居民人均可支配收入", "一般公共预算收入完成"]
AREAS = 2850
NAMES = ("clean", "dirty", "tenth", "wrong", "blank", "ragged")
REQUIRED = {"required": True}
FIELDS: list[dict[str, Any]] = [
    {"name": "ref_area", "type": "string", "constraints": {**REQUIRED, "pattern": r"^\d{6}$"}},
    {"name": "indicator", "type": "string", "constraints": {**REQUIRED, "enum": INDICATORS}},
    {"name": "time_period", "type": "yearmonth", "constraints": REQUIRED},
    {"name": "obs_value", "type": "number", "constraints": {**REQUIRED, "minimum": 0}},
    {"name": "lower", "type": "number", "constraints": {"minimum": 0}},
    {"name": "upper", "type": "number", "constraints": {"minimum": 0, "maximum": 1e9}},
    {"name": "unit", "type": "string", "constraints": {**REQUIRED, "enum": UNITS}},
    {"name": "obs_status", "type": "string", "constraints": {"enum": ["A", "E", "P", "M"]}},
    {"name": "source_url", "type": "string", "constraints": {**REQUIRED, "maxLength": 200}},
    {"name": "quote", "type": "string", "constraints": {"minLength": 1, "maxLength": 500}},
]
KEY = ["ref_area", "indicator", "time_period"]

OURS = """
import json, sys
from pathlib import Path
from linhe_opendata.validation import check_package
report = check_package(json.loads(Path({package!r}).read_text()), Path({package!r}).parent)
print(report.stats["errors"], report.tasks[0].stats.get("engine"))
"""
STRICT = OURS.replace(".parent)", ".parent, strict=True)")
FRICTIONLESS = """
from frictionless import Package
print(Package({package!r}).validate().stats["errors"])
"""
POLARS = """
import polars as pl
text = ["ref_area", "indicator", "time_period", "unit", "obs_status", "source_url", "quote"]
types = dict.fromkeys(text, pl.String) | dict.fromkeys(["obs_value", "lower", "upper"], pl.Float64)
names = pl.read_csv({table!r}, n_rows=0).columns
types = {{name: types.get(name, pl.String) for name in names}}
print(pl.read_csv({table!r}, schema=types).height)
"""
STREAMED = """
import polars as pl
text = ["ref_area", "indicator", "time_period", "unit", "obs_status", "source_url", "quote"]
names = pl.read_csv({table!r}, n_rows=0).columns
types = {{name: pl.String if name in text else pl.Float64 for name in names}}
rows = pl.scan_csv({table!r}, schema=types).select(pl.all().count())
print(rows.collect(engine="streaming").row(0)[0])
"""
DUCKDB = """
import duckdb
table = duckdb.sql("create table t as from read_csv('{table}', header=true, auto_detect=true)")
print(duckdb.sql("select count(*) from t").fetchall())
"""
PYARROW = """
import pyarrow.csv as pv
options = pv.ParseOptions(newlines_in_values=True)
print(sum(batch.num_rows for batch in pv.open_csv({table!r}, parse_options=options)))
"""
PANDERA = """
import pandera.polars as pa, polars as pl
schema = pa.DataFrameSchema({{
    "ref_area": pa.Column(str, pa.Check.str_matches(r"^\\d{{6}}$")),
    "indicator": pa.Column(str, pa.Check.isin({indicators!r})),
    "time_period": pa.Column(str, pa.Check.str_matches(r"^\\d{{4}}-\\d{{2}}$")),
    "obs_value": pa.Column(float, pa.Check.ge(0)),
    "lower": pa.Column(float, pa.Check.ge(0), nullable=True),
    "upper": pa.Column(float, pa.Check.in_range(0, 1e9), nullable=True),
    "unit": pa.Column(str, pa.Check.isin({units!r})),
    "obs_status": pa.Column(str, pa.Check.isin(["A", "E", "P", "M"])),
    "source_url": pa.Column(str, pa.Check.str_length(max_value=200)),
    "quote": pa.Column(str, pa.Check.str_length(1, 500)),
}}, unique={key!r})
types = {{name: column.dtype.type for name, column in schema.columns.items()}}
print(schema.validate(pl.read_csv({table!r}, schema=types), lazy=True).height)
"""
DATAFRAMELY = """
import dataframely as dy, polars as pl
class Observations(dy.Schema):
    ref_area = dy.String(primary_key=True, regex=r"^\\d{{6}}$")
    indicator = dy.Enum({indicators!r}, primary_key=True)
    time_period = dy.String(primary_key=True, regex=r"^\\d{{4}}-\\d{{2}}$")
    obs_value = dy.Float64(min=0)
    lower = dy.Float64(min=0, nullable=True)
    upper = dy.Float64(min=0, max=1e9, nullable=True)
    unit = dy.Enum({units!r})
    obs_status = dy.Enum(["A", "E", "P", "M"], nullable=True)
    source_url = dy.String(max_length=200)
    quote = dy.String(min_length=1, max_length=500)
text = ["ref_area", "indicator", "time_period", "unit", "obs_status", "source_url", "quote"]
types = dict.fromkeys(text, pl.String) | dict.fromkeys(["obs_value", "lower", "upper"], pl.Float64)
types = {{name: types[name] for name in Observations.columns()}}
print(Observations.validate(pl.read_csv({table!r}, schema=types), cast=True).height)
"""


@dataclass(frozen=True)
class Contender:
    """A program, and the table it reads (see `make_tables`)."""

    name: str
    code: str
    table: str


@dataclass(frozen=True)
class Measured:
    """Wall time (s), processor time (s), peak memory (MiB), and what was printed."""

    figures: tuple[float, float, float]
    said: str


CONTENDERS = [
    Contender("linhe", OURS, "clean"),
    Contender("linhe, strict", STRICT, "clean"),
    Contender("linhe, sha256 declared", OURS, "hashed"),
    Contender("linhe, 300 errors and blank rows", OURS, "dirty"),
    Contender("linhe, every row wrong, each otherwise", OURS, "wrong"),
    Contender("linhe, every other row blank", OURS, "blank"),
    Contender("linhe, every other row ragged", OURS, "ragged"),
    Contender("linhe, the same rows in files of 50,000", OURS, "files"),
    Contender("polars, streaming parse of all columns", STREAMED, "clean"),
    Contender("polars, typed parse", POLARS, "clean"),
    Contender("pyarrow, typed stream", PYARROW, "clean"),
    Contender("duckdb, typed parse", DUCKDB, "clean"),
    Contender("pandera (polars)", PANDERA, "clean"),
    Contender("dataframely", DATAFRAMELY, "clean"),
    Contender("frictionless, a tenth", FRICTIONLESS, "tenth"),
    Contender("linhe, all-distinct string key", OURS, "distinct"),
    Contender("polars, all-distinct string key", POLARS, "distinct"),
]


def lines_of(rows: int) -> Iterator[str]:
    """Yield the rows of the table of observations as CSV."""
    draw = random.Random(7)  # noqa: S311 -- a seeded table
    areas = [f"{110000 + number * 283:06d}" for number in range(AREAS)]
    periods = [f"{2005 + month // 12}-{month % 12 + 1:02d}" for month in range(2400)]
    for number in range(rows):
        area, rest = areas[number % AREAS], number // AREAS
        kind, period = INDICATORS[rest % 30], periods[rest // 30]
        value = round(draw.lognormvariate(6, 2), 2)
        low, high = ("", "") if draw.random() < 0.03 else (round(value * 0.95, 2), value * 1.05)
        upper = high if high == "" else round(float(high), 2)
        phrase = PHRASES[number % 4]
        yield (
            f"{area},{kind},{period},{value},{low},{upper},{UNITS[rest % 6]},"
            f"{'AEPM'[number % 4]},https://data.example.org/tjgb/{number % 5000}.html,"
            f'"{phrase}{value}，较上年同期""提高""了若干个百分点。"\n'
        )


def make_tables(folder: Path, rows: int) -> None:
    """Write the tables: clean, dirty, a tenth, three full of errors, one of distinct keys."""
    bad = set(range(rows // 600, rows, max(1, rows // 300)))
    with ExitStack() as stack:
        files = [stack.enter_context((folder / f"{n}.csv").open("w")) for n in NAMES]
        clean, dirty, tenth, wrong, blank, ragged = files
        for file in files:
            file.write(HEADER + "\n")
        for number, line in enumerate(lines_of(rows)):
            clean.write(line)
            wrong.write(f"x{number}{line[6:]}")
            blank.write(line if number % 2 else "\n")
            some = [*line[:-1].split(","), "x", "x"][: 1 + number // 2 % 12]  # one to twelve cells
            ragged.write(line if number % 2 else ",".join(some) + "\n")
            dirty.write("x" + line + "\n" * (number % 7 == 0) if number in bad else line)
            tenth.write(line if number < rows // 10 else "")
    with (folder / "distinct.csv").open("w") as file:
        file.write("code,name\n")
        file.writelines(f"CN-{n * 7919 % rows:09d}-{n:09d},n{n}\n" for n in range(rows))
    (folder / "indicators.csv").write_text("id\n" + "\n".join(INDICATORS) + "\n")
    key = {"fields": ["indicator"], "reference": {"resource": "indicators", "fields": ["id"]}}
    schema = {"fields": FIELDS, "primaryKey": KEY, "foreignKeys": [key]}
    for name in NAMES:
        _write_package(folder, name, f"{name}.csv", schema)
    _make_files(folder, schema)
    with (folder / "clean.csv").open("rb") as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
    _write_package(folder, "hashed", "clean.csv", schema, hash=f"sha256:{digest}")
    two = [{"name": "code", "type": "string"}, {"name": "name", "type": "string"}]
    _write_package(folder, "distinct", "distinct.csv", {"fields": two, "primaryKey": ["code"]})


def _make_files(folder: Path, schema: dict[str, Any]) -> None:
    """Write the clean table once more, as a package of files of 50,000 rows."""
    tables: list[dict[str, Any]] = []
    with (folder / "clean.csv").open() as rows:
        head = rows.readline()
        while part := "".join(itertools.islice(rows, 50_000)):
            name = f"files{len(tables)}"
            (folder / f"{name}.csv").write_text(head + part)
            table = {"name": name, "type": "table", "path": f"{name}.csv", "encoding": "utf-8"}
            tables.append(table | {"schema": schema})
    id_ = {"fields": [{"name": "id", "type": "string"}]}
    tables.append({"name": "indicators", "path": "indicators.csv", "schema": id_, "type": "table"})
    package = {"$schema": PROFILE, "name": "p", "resources": tables}
    (folder / "files.json").write_text(json.dumps(package))


def _write_package(folder: Path, name: str, path: str, schema: dict[str, Any], **more: str) -> None:
    table = {"name": "t", "type": "table", "path": path, "encoding": "utf-8", "schema": schema}
    id_ = {"fields": [{"name": "id", "type": "string"}]}
    other = {"name": "indicators", "type": "table", "path": "indicators.csv", "schema": id_}
    package = {"$schema": PROFILE, "name": "p", "resources": [table | more, other]}
    (folder / f"{name}.json").write_text(json.dumps(package))


def run(contender: Contender, folder: Path) -> Measured | None:
    """Run a contender as a process of its own; None if it fails."""
    path = "clean.csv" if contender.table in {"hashed", "files"} else f"{contender.table}.csv"
    code = contender.code.format(
        package=str(folder / f"{contender.table}.json"),
        table=str(folder / path),
        indicators=INDICATORS,
        units=UNITS,
        key=KEY,
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    out, err = process.stdout, process.stderr
    assert out is not None
    assert err is not None
    said, complaint = out.read(), err.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = status
    if status:
        print(f"{contender.name}: {complaint.strip().splitlines()[-1][:150]}", file=sys.stderr)
        return None
    figures = (wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
    return Measured(figures, said.strip().splitlines()[-1][:40])


def main() -> None:
    """Generate, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_tables(folder, options.rows)
        chosen = [c for c in CONTENDERS if options.only in c.name]
        results: dict[str, list[Measured]] = {c.name: [] for c in chosen}
        for _ in range(options.runs):
            for contender in chosen:
                if (result := run(contender, folder)) is not None:
                    results[contender.name].append(result)
    print(f"{options.rows} rows, {os.cpu_count()} cores, medians of {options.runs}")
    print(f"{'':38} {'wall s':>8} {'cpu s':>8} {'peak MiB':>9}  printed")
    for who, measured in results.items():
        if measured:
            wall, cpu, peak = (statistics.median(m.figures[n] for m in measured) for n in range(3))
            print(f"{who:38} {wall:8.2f} {cpu:8.2f} {peak:9.0f}  {measured[0].said}")


if __name__ == "__main__":
    main()
