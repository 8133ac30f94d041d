"""Make a project of many figures: `python tests/many_figures.py FOLDER [ROWS] [--mixed]`.

One table of figures with the columns of Linhe's, in key order or mixed, of 30 indicators, 2,850
areas and as many months as it takes. Wordings repeat as they do in prose: small counts are printed
to the unit, large ones in ten thousands with one decimal, and one in five is qualified.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import shutil
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linhe_opendata.contribute.refreshing import refresh_schemas
from linhe_opendata.project.folder import Project

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
INDICATORS = [f"indicator_{number:02d}" for number in range(30)]
SHARES = frozenset(INDICATORS[::5])
AREAS, FIRST_YEAR = 2_850, 2_000
FIGURES_PER_SOURCE = 2_000
ROLES = {"figures": "figures", "indicators": "indicators", "areas": "areas", "sources": "sources"}
LARGE, LARGEST = 100_000, 7
"""From here on counts are rounded; the largest, as a power of ten."""
QUALIFIED = 1 / 5


def make_project(root: Path, rows: int, *, mixed: bool = False) -> Path:
    """Write a project of so many figures to the new folder `root`, and return it."""
    for name in ROLES:
        schema = json.loads((ROOT / "schemas" / f"{_model(name)}.json").read_text("utf-8"))
        _write_json(root / "schemas" / f"{name}.json", _adapted(name, schema))
    head = json.loads((ROOT / "datapackage" / "datapackage.json").read_text("utf-8"))
    roles = [{"name": name, "role": role} for name, role in ROLES.items()]
    _write_json(
        root / "datapackage" / "datapackage.json",
        {**head, "name": "many", "created": "2026-11-25T00:00:00Z", "resources": roles},
    )
    data = root / "datapackage" / "data"
    data.mkdir()
    figures = _mixed(_figures(rows)) if mixed else _figures(rows)
    _write_csv(data / "figures.csv", _columns(root, "figures"), figures)
    _write_csv(data / "indicators.csv", _columns(root, "indicators"), _indicators())
    _write_csv(data / "areas.csv", _columns(root, "areas"), _areas())
    _write_csv(data / "sources.csv", _columns(root, "sources"), _sources(rows))
    refresh_schemas(Project(root))
    return root


def _model(name: str) -> str:
    return "education" if name == "figures" else name


def _adapted(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    schema["name"] = name
    for field in schema["fields"]:
        limits = field.get("constraints", {})
        if name == "figures" and field["name"] == "indicator":
            field["categories"] = limits["enum"] = INDICATORS
        if name == "indicators" and field["name"] == "set":
            field["categories"] = limits["enum"] = ["figures"]
    return schema


def _columns(root: Path, name: str) -> list[str]:
    schema = json.loads((root / "schemas" / f"{name}.json").read_text("utf-8"))
    return [field["name"] for field in schema["fields"]]


def _figures(rows: int) -> Iterator[dict[str, object]]:
    """Yield figures in the order of their key: indicator, area, last day."""
    rng = random.Random(14)  # noqa: S311 -- the same figures every time
    months = -(-rows // (len(INDICATORS) * AREAS))
    keys = (
        (indicator, f"{150_000 + area:06d}", FIRST_YEAR + month // 12, month % 12 + 1)
        for indicator in INDICATORS
        for area in range(AREAS)
        for month in range(months)
    )
    for at, (indicator, area, year, month) in enumerate(islice(keys, rows)):
        share = indicator in SHARES
        yield {
            "indicator": indicator,
            "ref_area": area,
            "period_start": f"{year}-{month:02d}-01",
            "period_end": f"{year}-{month:02d}-28",
            **(_share(rng) if share else _count(rng)),
            "unit_measure": "percent" if share else "persons",
            "obs_status": "V",
            "source": f"source-{at // FIGURES_PER_SOURCE:05d}",
            "char_start": at % FIGURES_PER_SOURCE * 20,
        }


def _share(rng: random.Random) -> dict[str, object]:
    tenths = rng.randrange(1, 100) * 10 + rng.randrange(1, 10)
    ends = (f"{(tenths * 10 + half) / 100:.2f}" for half in (-5, 5))
    return _said("rounded", f"{tenths / 10:.1f}%", f"{tenths / 10:.1f}", (*ends,), "both")


def _count(rng: random.Random) -> dict[str, object]:
    number = int(10 ** rng.uniform(0, LARGEST))
    if number >= LARGE:
        thousands = number // 1000 + (number // 1000 % 10 == 0)
        value = thousands * 1000
        ends = value - 500, value + 500
        return _said("rounded", f"{thousands / 10:.1f}万人", value, ends, "both")
    if rng.random() < QUALIFIED:
        number = max(number - number % 10, 10)
        return _said("nearly", f"近{number}人", number, ("", number), "neither")
    return _said("exact", f"{number}人", number, (number, number), "both")


def _said(
    qualifier: str, words: str, value: object, ends: tuple[object, ...], bounds: str
) -> dict[str, object]:
    return {
        "obs_value": value,
        "lower": ends[0],
        "upper": ends[1],
        "bounds": bounds,
        "qualifier": qualifier,
        "as_stated": words,
    }


def _mixed(rows: Iterator[dict[str, object]]) -> Iterator[dict[str, object]]:
    rng = random.Random(15)  # noqa: S311 -- the same order every time
    everything = list(rows)
    rng.shuffle(everything)
    yield from everything


def _indicators() -> Iterator[dict[str, object]]:
    for code in INDICATORS:
        share = code in SHARES
        yield {
            "code": code,
            "set": "figures",
            "title_en": f"Title of {code}",
            "title_zh": f"{code} 的名称",
            "definition_en": f"What {code} measures.",
            "definition_zh": f"{code} 所测量的内容。",
            "unit_measure": "percent" if share else "persons",
            "measure_type": "ratio" if share else "flow",
        }


def _areas() -> Iterator[dict[str, object]]:
    for number in range(AREAS):
        code = f"{150_000 + number:06d}"
        yield {"code": code, "name_en": f"Area {code}", "name_zh": f"第{code}区"}


def _sources(rows: int) -> Iterator[dict[str, object]]:
    for number in range(-(-rows // FIGURES_PER_SOURCE)):
        name = f"source-{number:05d}"
        yield {
            "id": name,
            "kind": "news_article",
            "language": "zh-Hans",
            "date": "2026-01-01",
            "sha256": hashlib.sha256(name.encode()).hexdigest(),
            "length": FIGURES_PER_SOURCE * 20,
        }


def _write_csv(path: Path, columns: list[str], rows: Iterator[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _write_json(path: Path, document: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("rows", type=int, nargs="?", default=100_000)
    parser.add_argument("--mixed", action="store_true")
    given = parser.parse_args()
    shutil.rmtree(given.folder, ignore_errors=True)
    make_project(given.folder, given.rows, mixed=given.mixed)
