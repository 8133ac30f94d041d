"""What the pages that show all packages say, in one language: values for templates. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from linhe_opendata.portal.addresses import figure_page, slug_of
from linhe_opendata.portal.files.search_index import Entry
from linhe_opendata.portal.pages.figure_views import ticks
from linhe_opendata.portal.pages.package_views import day
from linhe_opendata.portal.pages.words import say_figure, say_period, say_value
from linhe_opendata.portal.pictures.marks import draw_on, scale_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
                    slug = slug_of([one.indicator.code, one.row["unit_measure"]])
                    found.setdefault(slug, []).append((package, one))
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
                    texts = (
                        str(one.area.name),
                        one.row["as_stated"],
                        f"{say_value(one.row)} {one.unit}".strip(),
                    )
                    address = figure_page(package.name, one.table, one.slug)
                    yield Entry(address, name.en or name.zh, name.zh or name.en, texts)

    def index(self, voice: Voice) -> dict[str, Any]:
        """Return what the first page of the site says."""
        return {
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
            ]
        }

    def search(self, voice: Voice) -> dict[str, Any]:
        """Return what the page for searching says: all figures, for who has no scripts."""
        return {
            "packages": [
                {
                    "name": package.name,
                    "title": voice.say(package.shown.dataset.title),
                    "figures": [
                        {
                            "address": voice.link(figure_page(package.name, one.table, one.slug)),
                            "title": voice.say(one.indicator.name),
                            "area": voice.say(one.area.name),
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
            "indicators": [
                {
                    "address": voice.link(compare_page(slug)),
                    "title": voice.say(found[0][1].indicator.name),
                    "unit": voice.own(found[0][1].unit),
                    "areas": len({one.area.code for _, one in found}),
                    "count": len(found),
                }
                for slug, found in self.comparable.items()
            ]
        }

    def compared(self, voice: Voice, slug: str) -> dict[str, Any]:
        """Return one indicator side by side: its figures of all districts on one scale."""
        found = self.comparable[slug]
        scale = scale_of([one.row for _, one in found])
        first = found[0][1]
        return {
            "title": voice.say(first.indicator.name),
            "definition": voice.say(first.indicator.definition),
            "unit": voice.own(first.unit),
            "ticks": ticks(scale),
            "rows": [_compared_row(voice, scale, package, one) for package, one in found],
        }


def compare_page(slug: str) -> str:
    """Return the path of the page that compares an indicator."""
    return f"compare/{slug}"


def _compared_row(
    voice: Voice, scale: Scale, package: PackageSite, one: ShownFigure
) -> dict[str, Any]:
    title = f"{voice.say(one.indicator.name)}, {voice.say(one.area.name)}"
    words = voice.own(say_figure(one.row, one.unit))
    identifier = f"c-{package.name}-{one.table}-{one.slug}"
    return {
        "address": voice.link(figure_page(package.name, one.table, one.slug)),
        "area": voice.say(one.area.name),
        "period": voice.say(say_period(one.row)),
        "value": say_value(one.row),
        "picture": Markup(draw_on(scale, one.row, identifier, title, words)),  # noqa: S704
    }


def _by_area_and_period(found: Found) -> tuple[str, str]:
    return found[1].area.code, str(found[1].row["period_end"])
