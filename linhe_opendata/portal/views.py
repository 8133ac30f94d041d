"""What each page says, in one language: values for its template. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from linhe_opendata.portal.addresses import download_of, figure_page, snippets
from linhe_opendata.portal.marks import draw_figure, draw_on, scale_of
from linhe_opendata.portal.words import (
    say_figure,
    say_number,
    say_period,
    say_value,
    what_is_not_said,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linhe_opendata.metadata import Dataset, Text
    from linhe_opendata.metadata.model import Table
    from linhe_opendata.portal.addresses import Page
    from linhe_opendata.portal.scales import Scale
    from linhe_opendata.portal.site import Figure, Package, Said

HEADLINES = 6
"""How many figures of a set its package's home shows."""

_ENDINGS = {"CSV": "csv", "JSON": "json", "Excel": "xlsx", "metadata": "metadata.json"}


@dataclass(frozen=True, slots=True)
class Voice:
    """A page in one language: how it links, and which of two texts it shows."""

    page: Page
    language: str
    base_url: str

    def say(self, text: Text) -> str:
        """Return a text in the language, or in the other where it has none in this."""
        if self.language == "zh":
            return text.zh or text.en
        return text.en or text.zh

    def link(self, path: str) -> str:
        """Return the link to another page of the site."""
        return self.page.link(path, self.language)

    def file(self, path: str) -> str:
        """Return the link to a file of the site."""
        return self.page.root + path


def card(voice: Voice, package: Package, one: Figure) -> dict[str, Any]:
    """Return what a card shows of a figure."""
    words = voice.say(say_figure(one.row, one.unit))
    title = voice.say(one.indicator.name)
    identifier = f"f-{package.name}-{one.slug}"
    return {
        "address": voice.link(figure_page(package.name, one.slug)),
        "title": title,
        "area": voice.say(one.area.name),
        "value": say_value(one.row),
        "unit": voice.say(one.unit),
        "stated": one.row["as_stated"],
        "period": voice.say(say_period(one.row)),
        "picture": Markup(draw_figure(one.row, identifier, title, words)),  # noqa: S704
        "ticks": ticks(scale_of([one.row])),
    }


def ticks(scale: Scale) -> list[str]:
    """Return the numbers below a scale."""
    return [say_number(tick) for tick in scale.ticks()]


def figure(voice: Voice, package: Package, one: Figure) -> dict[str, Any]:
    """Return what the page of a figure says."""
    sources = {row["id"]: row for row in package.sources}
    source = sources.get(one.row["source"], {})
    start = one.row["char_start"]
    place = f"character {start}" if voice.language == "en" else f"第{start}字起"
    return {
        "one": card(voice, package, one),
        "title": voice.say(one.indicator.name),
        "definition": voice.say(one.indicator.definition),
        "current": one.is_current,
        "in_words": voice.say(say_figure(one.row, one.unit)),
        "source": {"title": source.get("title") or one.row["source"]},
        "place": place,
        "note": one.row.get("note") or "",
        "not_said": [voice.say(line) for line in what_is_not_said(one.row)],
        "history": [entry(voice, package, one, said) for said in reversed(one.history)],
        "download": downloads(voice, package, one.table),
    }


def entry(voice: Voice, package: Package, one: Figure, said: Said) -> dict[str, Any]:
    """Return a line of a figure's history."""
    shown = {
        "address": voice.link(f"{package.name}/{said.version}/index"),
        "version": said.version,
        "value": None,
    }
    if said.row is None:
        return shown
    return {
        **shown,
        "value": say_value(said.row),
        "words": voice.say(say_figure(said.row, one.unit)),
        "stated": said.row["as_stated"],
    }


def downloads(voice: Voice, package: Package, table: str) -> dict[str, Any]:
    """Return the addresses of a table: the newest, the version's own, and how to read it."""
    version = package.newest.version
    pinned = download_of(package.name, table, "csv", version)
    return {
        "newest": [
            (name, voice.file(download_of(package.name, table, ending)))
            for name, ending in _ENDINGS.items()
        ],
        "pinned": [
            (f"{name} {version}", voice.file(download_of(package.name, table, ending, version)))
            for name, ending in _ENDINGS.items()
        ],
        "snippets": snippets(voice.base_url + pinned),
    }


def table_of(voice: Voice, table: Table) -> dict[str, Any]:
    """Return what the dictionary says of a table."""
    return {
        "name": table.name,
        "title": voice.say(table.title),
        "description": voice.say(table.description),
        "rows": table.rows,
        "columns": [
            {
                "name": column.name,
                "type": column.type,
                "required": column.required,
                "description": voice.say(column.description) or voice.say(column.title),
                "codes": [(code, voice.say(label)) for code, label in column.codes],
            }
            for column in table.columns
        ],
    }


def licences(dataset: Dataset) -> list[tuple[str, str | None]]:
    """Return the names of the licences, and those of their addresses that are on the web."""
    return [
        (
            one.name or one.title or one.url or "",
            one.url if (one.url or "").startswith(("https://", "http://")) else None,
        )
        for one in dataset.licences
    ]


def citation(voice: Voice, dataset: Dataset) -> str:
    """Return how to cite a release, as text."""
    year = f" ({dataset.issued[:4]})" if dataset.issued else ""
    publisher = voice.say(dataset.publisher.name)
    return f"{publisher}{year}. {voice.say(dataset.title)}, {dataset.version}."


def compared(voice: Voice, code: str, found: Sequence[tuple[Package, Figure]]) -> dict[str, Any]:
    """Return one indicator side by side: its figures of all districts on one scale."""
    scale = scale_of([one.row for _, one in found])
    first = found[0][1]
    return {
        "code": code,
        "title": voice.say(first.indicator.name),
        "unit": voice.say(first.unit),
        "ticks": ticks(scale),
        "rows": [_compared_row(voice, scale, package, one) for package, one in found],
    }


def _compared_row(voice: Voice, scale: Scale, package: Package, one: Figure) -> dict[str, Any]:
    title = f"{voice.say(one.indicator.name)}, {voice.say(one.area.name)}"
    words = voice.say(say_figure(one.row, one.unit))
    identifier = f"c-{package.name}-{one.slug}"
    return {
        "address": voice.link(figure_page(package.name, one.slug)),
        "area": voice.say(one.area.name),
        "period": voice.say(say_period(one.row)),
        "value": say_value(one.row),
        "picture": Markup(draw_on(scale, one.row, identifier, title, words)),  # noqa: S704
    }
