"""What the pages that show all packages say, in one language: values for templates. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from linhe_opendata.portal.addresses import compare_page, figure_page
from linhe_opendata.portal.files.catalogue import CATALOGUE_FILES
from linhe_opendata.portal.files.search_index import Entry
from linhe_opendata.portal.pages import machine
from linhe_opendata.portal.pages.figure_views import downloads, last_changed, ticks
from linhe_opendata.portal.pages.package_views import day
from linhe_opendata.portal.pages.topic_views import address_of, compare_slug, spark
from linhe_opendata.portal.pages.words import say_figure, say_value
from linhe_opendata.portal.pictures.marks import draw_on, scale_of
from linhe_opendata.portal.site import last_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linhe_opendata.metadata import Text
    from linhe_opendata.portal.pages.voice import Voice
    from linhe_opendata.portal.pictures.scales import Scale
    from linhe_opendata.portal.site import PackageSite, ShownFigure

    Found = tuple[PackageSite, ShownFigure]

_FEWEST_COMPARED = 2


@dataclass(frozen=True)
class Everything:
    """All packages of a site."""

    packages: Sequence[PackageSite]

    @cached_property
    def comparable(self) -> dict[str, list[Found]]:
        """The figures of each indicator that several areas or periods have, by its slug."""
        found: dict[str, list[Found]] = {}
        for package in self.packages:
            for one in package.figures:
                if one.is_current:
                    found.setdefault(compare_slug(one), []).append((package, one))
        return {
            slug: sorted(rows, key=_by_area_and_period)
            for slug, rows in found.items()
            if len(rows) >= _FEWEST_COMPARED
        }

    def entries(self) -> Iterator[Entry]:
        """Yield what the search finds: each current figure."""
        for package in self.packages:
            for one in package.figures:
                if one.is_current:
                    name = one.indicator.name
                    address, value = address_of(package, one), say_value(one.row)
                    texts = str(one.row["period_end"]), one.row["as_stated"]
                    yield Entry(
                        address,
                        _in_both(name),
                        _in_both(one.area.name),
                        (f"{value} {one.unit.en}".strip(), f"{value} {one.unit.zh}".strip()),
                        texts,
                    )

    def index(self, voice: Voice) -> dict[str, Any]:
        """Return what the first page of the site says."""
        is_listed = any(not one.yanked for each in self.packages for one in each.releases)
        return {
            "json_ld": machine.about_everything(voice, self.packages),
            "catalogue": CATALOGUE_FILES if is_listed else {},
            "packages": [
                {
                    "address": voice.link(f"{one.name}/index"),
                    "title": voice.say(one.shown.dataset.title),
                    "description": voice.say(one.shown.dataset.description),
                    "count": sum(figure.is_current for figure in one.figures),
                    "version": one.shown.version,
                    "created": day(one.shown.created),
                }
                for one in self.packages
            ],
        }

    def search(self, voice: Voice) -> dict[str, Any]:
        """Return what the page for searching says: all figures, for who has no scripts."""
        return {
            "json_ld": machine.about_catalogue(voice),
            "packages": [
                {
                    "name": package.name,
                    "title": voice.say(package.shown.dataset.title),
                    "figures": [
                        {
                            "address": voice.link(figure_page(package.name, one.table, one.slug)),
                            "title": voice.say(one.indicator.name),
                            "area": voice.say(one.area.name),
                            "period": str(one.row["period_end"]),
                            "value": say_value(one.row),
                            "unit": voice.own(one.unit),
                            "stated": one.row["as_stated"],
                        }
                        for one in package.figures
                        if one.is_current
                    ],
                }
                for package in self.packages
            ],
        }

    def compare(self, voice: Voice) -> dict[str, Any]:
        """Return which indicators can be compared."""
        return {
            "json_ld": machine.about_catalogue(voice),
            "indicators": [
                {
                    "address": voice.link(compare_page(slug)),
                    "title": voice.say(found[0][1].indicator.name),
                    "unit": voice.own(found[0][1].unit),
                    "areas": len({one.area.code for _, one in found}),
                    "count": len(found),
                }
                for slug, found in self.comparable.items()
            ],
        }

    def compared(self, voice: Voice, slug: str) -> dict[str, Any]:
        """Return one indicator side by side: an area a row, a period a column, on one scale."""
        found = self.comparable[slug]
        first = found[0][1]
        areas = _by_area(found)
        name = _name_of_columns(found)
        is_shared = len({package.name for package, _ in found}) > 1
        columns = [*dict.fromkeys(name(one) for one in sorted((o for _, o in found), key=last_day))]
        scale = scale_of([one.row for _, one in found])
        versions = _versions(found)
        return {
            "json_ld": machine.about_comparison(voice, found, next(iter(versions.values()))[1]),
            "tables": [
                {
                    "title": voice.say(package.shown.dataset.title) if is_shared else "",
                    "download": downloads(voice, package, table, version),
                }
                for (_, table), (package, version) in versions.items()
            ],
            "title": voice.say(first.indicator.name),
            "definition": voice.say(first.indicator.definition),
            "unit": voice.own(first.unit),
            "ticks": ticks(scale),
            "many": len(found) > 1,
            "columns": columns,
            "has_courses": any(len(figures) > 1 for _, figures in areas),
            "rows": [
                {
                    **_compared_area(voice, scale, package, figures),
                    "package": voice.say(package.shown.dataset.title) if is_shared else "",
                    "cells": _cells(voice, package, columns, {name(one): one for one in figures}),
                }
                for package, figures in areas
            ],
        }


def _in_both(text: Text) -> tuple[str, str]:
    return text.say("en"), text.say("zh")


def _versions(found: Sequence[Found]) -> dict[tuple[str, str], tuple[PackageSite, str]]:
    """Return of each table, by its package and name, the version that last changed any of these."""
    changed: dict[tuple[str, str], tuple[PackageSite, set[str]]] = {}
    for package, one in found:
        held = changed.setdefault((package.name, one.table), (package, set()))
        held[1].add(last_changed(package, one))
    return {
        key: (package, next(one.version for one in package.releases if one.version in versions))
        for key, (package, versions) in changed.items()
    }


def _by_area(found: Sequence[Found]) -> list[tuple[PackageSite, list[ShownFigure]]]:
    """Return the figures of each area of a package, in the order of their periods."""
    areas: dict[tuple[str, ...], tuple[PackageSite, list[ShownFigure]]] = {}
    for package, one in found:
        area = (package.name, one.table, one.area.code)
        areas.setdefault(area, (package, []))[1].append(one)
    return [(package, sorted(figures, key=last_day)) for package, figures in areas.values()]


def _name_of_columns(found: Sequence[Found]) -> Callable[[ShownFigure], str]:
    """Return what names the period of a figure: its year, where no area has two in one year."""
    years = {(package.name, one.table, one.area.code, _year(one)) for package, one in found}
    return _year if len(years) == len(found) else _days


def _year(one: ShownFigure) -> str:
    return str(one.row["period_end"].year)


def _days(one: ShownFigure) -> str:
    start, end = one.row["period_start"], one.row["period_end"]
    return f"{start} / {end}" if start else str(end)


def _compared_area(
    voice: Voice, scale: Scale, package: PackageSite, figures: list[ShownFigure]
) -> dict[str, Any]:
    newest = figures[-1]
    title = f"{voice.say(newest.indicator.name)}, {voice.say(newest.area.name)}"
    words = voice.own(say_figure(newest.row, newest.unit))
    identifier = f"c-{package.name}-{newest.table}-{newest.slug}"
    return {
        "area": voice.say(newest.area.name),
        "picture": Markup(draw_on(scale, [newest.row], identifier, title, words)),  # noqa: S704
        "course": spark(voice, package, figures) if len(figures) > 1 else "",
    }


def _cells(
    voice: Voice, package: PackageSite, columns: Sequence[str], held: Mapping[str, ShownFigure]
) -> list[dict[str, str] | None]:
    """Return an area's figure of each period; None where it has none."""
    return [
        {"address": voice.link(address_of(package, one)), "value": say_value(one.row)}
        if (one := held.get(name))
        else None
        for name in columns
    ]


def _by_area_and_period(found: Found) -> tuple[str, str]:
    return found[1].area.code, str(found[1].row["period_end"])
