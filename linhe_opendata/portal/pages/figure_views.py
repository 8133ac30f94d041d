"""What a page says of one figure, in one language: values for templates. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from linhe_opendata.messages import message
from linhe_opendata.metadata import Text, split_languages
from linhe_opendata.portal.addresses import download_of, figure_page, set_page, snippets
from linhe_opendata.portal.pages import machine
from linhe_opendata.portal.pages.words import (
    say_figure,
    say_number,
    say_period,
    say_value,
    what_is_not_said,
)
from linhe_opendata.portal.pictures.marks import draw_figure, scale_of

if TYPE_CHECKING:
    from linhe_opendata.portal.pages.voice import Voice
    from linhe_opendata.portal.pictures.scales import Scale
    from linhe_opendata.portal.site import PackageSite, Said, ShownFigure

_ENDINGS = {"CSV": "csv", "JSON": "json", "Excel": "xlsx"}


def card(voice: Voice, package: PackageSite, one: ShownFigure) -> dict[str, Any]:
    """Return what a card shows of a figure."""
    words = voice.own(say_figure(one.row, one.unit))
    title = voice.say(one.indicator.name)
    identifier = f"f-{package.name}-{one.table}-{one.slug}"
    return {
        "address": voice.link(figure_page(package.name, one.table, one.slug)),
        "title": title,
        "area": voice.say(one.area.name),
        "value": say_value(one.row),
        "unit": voice.own(one.unit),
        "stated": one.row["as_stated"],
        "period": voice.say(say_period(one.row)),
        "picture": Markup(draw_figure(one.row, identifier, title, words)),  # noqa: S704
        "ticks": ticks(scale_of([one.row])),
        "many": False,
    }


def ticks(scale: Scale) -> list[str]:
    """Return the numbers below a scale."""
    return [say_number(tick) for tick in scale.ticks()]


def figure(voice: Voice, package: PackageSite, one: ShownFigure) -> dict[str, Any]:
    """Return what the page of a figure says."""
    source = one.row["source"]
    table = {described.name: described for described in package.shown.dataset.tables}
    described = table.get(one.table)
    version = last_changed(package, one)
    return {
        "json_ld": machine.about_figure(voice, package, one, version),
        "one": card(voice, package, one),
        "title": voice.say(one.indicator.name),
        "definition": voice.say(one.indicator.definition),
        "set_title": voice.say(described.title) if described else one.table,
        "set_address": voice.link(set_page(package.name, one.table)) if described else "",
        "current": one.is_current,
        "in_words": voice.own(say_figure(one.row, one.unit)),
        "source": voice.say(package.sources.get(source) or Text(source, "")),
        "place": say_place(voice, one.row["char_start"]),
        "note": voice.say(split_languages(one.row.get("note") or "")),
        "not_said": [voice.own(line) for line in what_is_not_said(one.row)],
        "history": [entry(voice, package, one, said) for said in reversed(one.history)],
        "download": downloads(voice, package, one.table, version) if described else None,
    }


def last_changed(package: PackageSite, one: ShownFigure) -> str:
    """Return the version that last changed what is said of a figure, so that its page stays."""
    said = [
        each.version
        for each in one.history
        if each.row == one.row and each.version not in package.yanked
    ]
    return said[-1] if said else package.shown.version


def say_place(voice: Voice, start: int) -> str:
    """Say where in a source something begins."""
    return message("place-from", start=start).say(voice.language)


def entry(voice: Voice, package: PackageSite, one: ShownFigure, said: Said) -> dict[str, Any]:
    """Return a line of a figure's history."""
    shown = {
        "address": voice.link(f"{package.name}/{said.version}/index"),
        "version": said.version,
        "yanked": said.version in package.yanked,
        "value": None,
    }
    if said.row is None:
        return shown
    return {
        **shown,
        "value": say_value(said.row),
        "words": voice.own(say_figure(said.row, one.unit)),
        "stated": said.row["as_stated"],
    }


def downloads(voice: Voice, package: PackageSite, table: str, version: str) -> dict[str, Any]:
    """Return the addresses of a table: the newest, the version's own, and how to read it."""
    pinned = download_of(package.name, table, "csv", version)
    endings = {**_ENDINGS, voice.words["table_described"]: "metadata.json"}
    return {
        "version": version,
        "newest": [
            (name, voice.file(download_of(package.name, table, ending)))
            for name, ending in endings.items()
        ],
        "pinned": [
            (name, voice.file(download_of(package.name, table, ending, version)))
            for name, ending in endings.items()
        ],
        "snippets": snippets(voice.base_url + pinned),
    }
