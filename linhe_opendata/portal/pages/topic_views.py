"""What the pages say of a figure beside others: over time and across areas. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from linhe_opendata.portal.addresses import compare_page, figure_page, slug_of
from linhe_opendata.portal.pages.figure_views import card, figure, ticks
from linhe_opendata.portal.pages.words import say_figure, say_number, say_period, say_value
from linhe_opendata.portal.pictures.courses import course_of
from linhe_opendata.portal.pictures.marks import draw_on, scale_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linhe_opendata.portal.pages.voice import Voice
    from linhe_opendata.portal.site import PackageSite, ShownFigure, Topic

_MOST_TOLD = 12
"""How many areas the description of a picture names; a page has them all in a table."""

_LARGE = (640, 220)
_SMALL = (150, 44)


def topic_card(voice: Voice, package: PackageSite, topic: Topic) -> dict[str, Any]:
    """Return what a card shows of an indicator: its newest figure, or that of each area."""
    if len(topic.areas) > 1:
        return _areas_card(voice, package, topic)
    figures = next(iter(topic.areas.values()))
    shown = card(voice, package, figures[-1])
    course = spark(voice, package, figures) if len(figures) > 1 else ""
    return {**shown, "course": course, "note": ""}


def _areas_card(voice: Voice, package: PackageSite, topic: Topic) -> dict[str, Any]:
    rows = [one.row for one in topic.newest]
    title = voice.say(topic.first.indicator.name)
    identifier = f"t-{package.name}-{topic.table}-{slug_of([topic.first.indicator.code])}"
    scale = scale_of(rows)
    told = "; ".join(
        f"{voice.say(one.area.name)}: {_words(voice, one)}" for one in topic.newest[:_MOST_TOLD]
    )
    return {
        "address": voice.link(compare_page(compare_slug(topic.first))),
        "title": title,
        "area": "",
        "value": "",
        "unit": "",
        "stated": "",
        "period": "",
        "note": _note_of_areas(voice, topic),
        "picture": Markup(draw_on(scale, rows, identifier, title, told)),  # noqa: S704
        "ticks": ticks(scale),
        "many": True,
        "course": "",
    }


def _note_of_areas(voice: Voice, topic: Topic) -> str:
    unit, words = voice.own(topic.first.unit), voice.words
    count = f"{len(topic.areas):,}{words['space']}{words['areas']}"
    return " · ".join(filter(None, [words["newest_of_each"], count, unit]))


def figure_among(voice: Voice, package: PackageSite, one: ShownFigure) -> dict[str, Any]:
    """Return what the page of a figure says, of itself and of those beside it."""
    return {
        **figure(voice, package, one),
        "over_time": _over_time(voice, package, one),
        "comparison": _comparison(voice, package, one),
    }


def _over_time(voice: Voice, package: PackageSite, one: ShownFigure) -> dict[str, Any] | None:
    """Return a figure among those of its area in other periods, if there are any."""
    topic = package.topic_of(one)
    figures = topic.areas[one.area.code] if topic else ()
    if len(figures) <= 1:
        return None
    rows = [each.row for each in figures]
    course = course_of(rows, "course", _LARGE)
    title = f"{voice.say(one.indicator.name)}, {voice.say(one.area.name)}"
    return {
        "picture": _draw(course.draw(rows, "over-time", title, _tell(voice, figures))),
        "years": course.labels(),
        "numbers": [say_number(tick) for tick in reversed(course.scale.ticks())],
        "unit": voice.own(one.unit),
        "periods": [
            {
                "address": "" if each is one else voice.link(address_of(package, each)),
                "period": voice.say(say_period(each.row)),
                "value": say_value(each.row),
                "stated": each.row["as_stated"],
            }
            for each in reversed(figures)
        ],
    }


def _comparison(voice: Voice, package: PackageSite, one: ShownFigure) -> str:
    """Return the link to the page that compares a figure with those of other areas, if any."""
    topic = package.topic_of(one)
    return voice.link(compare_page(compare_slug(one))) if topic and len(topic.areas) > 1 else ""


def spark(voice: Voice, package: PackageSite, figures: Sequence[ShownFigure]) -> Markup:
    """Return the small picture of an area's figures over time."""
    one = figures[0]
    rows = [each.row for each in figures]
    title = f"{voice.say(one.indicator.name)}, {voice.say(one.area.name)}"
    identifier = f"s-{package.name}-{one.table}-{slug_of([one.indicator.code, one.area.code])}"
    return _draw(
        course_of(rows, "spark", _SMALL).draw(rows, identifier, title, _tell(voice, figures))
    )


def _tell(voice: Voice, figures: Sequence[ShownFigure]) -> str:
    return "; ".join(f"{voice.say(say_period(one.row))}: {_words(voice, one)}" for one in figures)


def _words(voice: Voice, one: ShownFigure) -> str:
    return voice.own(say_figure(one.row, one.unit))


def _draw(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 -- its texts are escaped where it is drawn


def address_of(package: PackageSite, one: ShownFigure) -> str:
    """Return the path of a figure's page."""
    return figure_page(package.name, one.table, one.slug)


def compare_slug(one: ShownFigure) -> str:
    """Return what the page is called that compares a figure's indicator in its unit."""
    return slug_of([one.indicator.code, one.row["unit_measure"]])
