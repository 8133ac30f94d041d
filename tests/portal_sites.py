"""Stores whose sites the tests look at, and what a folder of pages links to."""

from __future__ import annotations

import csv
import json
import os
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import open_browser, write_site
from projects import change, copy_project

from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.publishing.yank import yank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser

ATTACK = (
    "\"'><script>window.hit=1</script><img src=x onerror='window.hit=1'></script></title></style>"
    "--><svg onload=window.hit=1>[a](javascript:window.hit=1){{7*7}}{% raw %}\u202e&lt;"
)
"""What does harm wherever a text is not escaped as its place asks for."""

_TEXTS = ("title", "description", "label", "note", "as_stated", "author", "publisher")
_CODES = ("indicator", "code")


def publish_attack(folder: Path) -> Path:
    """Publish Linhe's project with an attack in place of every text; return the store.

    One release is yanked for a reason that is an attack as well.
    """
    project = copy_project(folder / "project")
    for path in [project.data.parent / "datapackage.json", *project.schemas.glob("*.json")]:
        document = _attack(json.loads(path.read_text("utf-8")))
        path.write_text(json.dumps(document), encoding="utf-8")
    for path in project.data.glob("*.csv"):
        _rewrite(path, _attacked)
    store = folder / "store"
    publish_unchecked(project, store)
    for path in project.data.glob("education.csv"):
        _rewrite(path, lambda _name, row, cell: cell + " again" if row == "note" else cell)
    publish_unchecked(project, store)
    yank(store, "linhe", "1.0.0", ATTACK.replace("\u202e", ""))
    return store


def _attack(value: Any, name: str = "") -> Any:  # noqa: ANN401 -- any JSON
    """Put the attack in place of each text, in both languages where there are two."""
    if isinstance(value, dict):
        return {
            key: _attack(each, key)
            for key, each in value.items()
            if key not in {"enum", "pattern"}
            and not (key == "categories" and value["name"] in _CODES)
        }
    if isinstance(value, list):
        return [f"{ATTACK} {each}" if name == "keywords" else _attack(each) for each in value]
    return f"{ATTACK} {value} 字{ATTACK}" if name in _TEXTS else value


def _attacked(table: str, column: str, cell: str) -> str:
    if column in _CODES and table != "areas":
        return f"{ATTACK}{cell}"
    is_text = column in _TEXTS or column.startswith(("title_", "definition_", "name_"))
    return f"{ATTACK} {cell}" if is_text else cell


def _rewrite(path: Path, change: Callable[[str, str, str], str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({name: change(path.stem, name, cell) for name, cell in row.items()})


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a browser for all tests of a session."""
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def portal_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a store of two releases and its site; nobody may change it."""
    folder = tmp_path_factory.mktemp("portal")
    project = copy_project(folder / "project")
    publish_unchecked(project, folder / "store")
    change(project, "health", "14.3萬例", "14.4萬例")
    publish_unchecked(project, folder / "store")
    write_site(folder / "store", folder / "site", folder / "cache")
    return folder


@pytest.fixture(scope="session")
def attacked_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a store whose every text is an attack, and its site."""
    folder = tmp_path_factory.mktemp("attacked")
    write_site(publish_attack(folder), folder / "site", folder / "cache")
    return folder


@pytest.fixture(scope="session")
def wide_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a store of three areas in three years, and its site."""
    folder = tmp_path_factory.mktemp("wide")
    project = copy_project(folder / "project")
    spread(project.data, areas=3, years=3)
    publish_unchecked(project, folder / "store")
    write_site(folder / "store", folder / "site", folder / "cache")
    return folder


def spread(data: Path, areas: int, years: int) -> None:
    """Give the tables of figures the same rows for more areas, and for years before."""
    codes = [f"{151000 + number}" for number in range(1, areas)]
    with (data / "areas.csv").open("a", encoding="utf-8", newline="") as file:
        file.writelines(f"{code},District {code},第{code}区,150000\n" for code in codes)
    for name in FIGURE_TABLES:
        path = data / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            for code in ["", *codes]:
                for back in range(years):
                    writer.writerows(_moved(row, code, back) for row in rows)


FIGURE_TABLES = ("education", "health", "elderly_care", "employment")


def _moved(row: dict[str, str], code: str, back: int) -> dict[str, str]:
    days = {name: row[name] for name in ("period_start", "period_end")}
    moved = {name: day and f"{int(day[:4]) - back}{day[4:]}" for name, day in days.items()}
    return row | moved | ({"ref_area": code} if code else {})


def objects(site: Path) -> dict[str, bytes]:
    """Return every file of a site by its name."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and ".staging" not in path.parts
    }


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in {"href", "src"} and value]
        assert tag != "base"


def find_links(page: Path) -> Iterator[str]:
    """Yield the links of a page to other files, without their fragments."""
    parser = _Links()
    parser.feed(page.read_text("utf-8"))
    for link in parser.found:
        address = link.partition("#")[0]
        if address and not address.startswith(("https://", "http://")):
            yield address


def dangling(site: Path, entries: Iterable[Path] | None = None) -> list[str]:
    """Return each link that leads nowhere, of the pages that can be reached from some or all."""
    pages = [*site.rglob("*.html"), *site.rglob("*.atom")] if entries is None else [*entries]
    seen, found = set(pages), []
    while pages:
        page = pages.pop()
        for link in find_links(page):
            target = Path(os.path.normpath(page.parent / link))
            if not target.is_file():
                found.append(f"{page.relative_to(site)} -> {link}")
            elif target.suffix == ".html" and target not in seen:
                seen.add(target)
                pages.append(target)
    return found
