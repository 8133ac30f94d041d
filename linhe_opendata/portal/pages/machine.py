"""What each page says to machines: schema.org as JSON-LD, in both languages. Pure.

The page of a figure, a set, the dictionary and the exclusions describes it in the version that last
changed it, and not in the newest, so that a release rewrites no page of what it left alone. A bound
that the source does not assert has no property.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from linhe_opendata.metadata import Area, Period, Text
from linhe_opendata.metadata.schema_org import agent, describe_place, filled, schema_org, words
from linhe_opendata.portal.addresses import download_of
from linhe_opendata.portal.pages.strings import PAGE_WORDS, SITE_LANGUAGES, TAGS
from linhe_opendata.portal.pages.words import say_figure, say_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from linhe_opendata.metadata import Dataset
    from linhe_opendata.portal.pages.voice import Voice
    from linhe_opendata.portal.site import Named, PackageSite, Published, ShownFigure

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_CONTEXT = {"@vocab": "https://schema.org/"}
_FORMS = {"csv": "text/csv", "json": "application/json"}
_NUMBERS = {"value": "obs_value", "minValue": "lower", "maxValue": "upper"}
_SHORTEST = 50
"""How many characters a description has at least, where harvesters take it for one."""


def as_script(*parts: Mapping[str, Any] | str) -> Markup:
    """Return a document for the head of a page; no `<` in it can end the script.

    Its parts, none of them empty, are documents, or what was written of documents before.
    """
    texts = [part if isinstance(part, str) else _write(part) for part in parts]
    return Markup("{" + ",".join(text[1:-1] for text in texts) + "}")  # noqa: S704


def _write(document: Mapping[str, Any]) -> str:
    return _ENCODE(document).replace("<", "\\u003c")


@lru_cache(maxsize=2)
def about_release(release: Published, base: str) -> Markup:
    """Describe a release, whose folder is at `base`, with all its tables and columns."""
    return as_script(schema_org(release.dataset, base))


def about_table(voice: Voice, package: PackageSite, table: str, release: Published) -> Markup:
    """Describe a table, as it is since a release."""
    dataset = release.dataset
    described = package.shown.dataset.table(table)
    return as_script(
        _part(voice, package, dataset)
        | {
            "name": words(described.title),
            "description": words(_at_length(described.description, dataset)),
            "spatialCoverage": [describe_place(area) for area in dataset.coverage.areas],
            "distribution": _downloads(
                _Place(voice.page.root, package.name), table, dataset.version
            ),
            "variableMeasured": [one.name for one in described.columns],
        }
    )


def about_package(voice: Voice, package: PackageSite, kind: str, release: Published) -> Markup:
    """Describe a package, as it is since a release, by a page about it.

    `kind` is the page's name among the words of pages.
    """
    dataset = release.dataset
    title = Text(*(f"{dataset.title.say(at)}: {PAGE_WORDS[at][kind]}" for at in SITE_LANGUAGES))
    return as_script(
        _part(voice, package, dataset)
        | {"name": words(title), "description": words(_at_length(title, dataset))}
    )


def about_figure(voice: Voice, package: PackageSite, one: ShownFigure, version: str) -> Markup:
    """Describe one figure, as the release `version` has it."""
    release = package.release(version)
    told = _about_figure(release, one, _Place(voice.page.root, package.name))
    return as_script(_here(voice, package), _write_common(release), told)


class _Place(NamedTuple):
    """The way from a page to the root of the site, and the package that it is of."""

    root: str
    package: str


@lru_cache(maxsize=2)
def _about_figure(release: Published, one: ShownFigure, place: _Place) -> str:
    """Write what is the same in the page's two languages, which come one after the other."""
    about = one.indicator.name, one.area.name
    told = *about, say_period(one.row), say_figure(one.row, one.unit)
    return _write(
        filled(
            {
                "name": words(_joined(about)),
                "description": words(_at_length(_joined(told), release.dataset)),
                "spatialCoverage": _place(one.area),
                "temporalCoverage": _interval(one),
                "variableMeasured": _measured(one),
                "distribution": _downloads(place, one.table, release.version),
            }
        )
    )


@lru_cache(maxsize=16)
def _write_common(release: Published) -> str:
    """Write what is said of all parts of a release."""
    return _write(_common(release.dataset))


def about_comparison(
    voice: Voice, found: Sequence[tuple[PackageSite, ShownFigure]], version: str
) -> Markup:
    """Describe what a page compares, as the release `version` of its first package has it."""
    package, first = found[0]
    name, dataset = first.indicator.name, package.release(version).dataset
    areas = {one.area.code: one.area for _, one in found}
    return as_script(
        _part(voice, package, dataset)
        | {
            "name": words(name),
            "description": words(_at_length(first.indicator.definition or name, dataset)),
            "spatialCoverage": [_place(area) for area in areas.values()],
            "variableMeasured": {"@type": "PropertyValue", "name": words(name)},
        }
    )


def about_everything(voice: Voice, packages: Iterable[PackageSite]) -> Markup:
    """Describe the site, on its first page, as a catalogue of its packages."""
    return as_script(_catalogue(voice), {"dataset": [_package(voice, one) for one in packages]})


def about_catalogue(voice: Voice) -> Markup:
    """Name the catalogue that a page is about, whatever packages it has by now."""
    return as_script(_catalogue(voice))


def _catalogue(voice: Voice) -> dict[str, Any]:
    first = voice.link("index")
    return {
        "@context": _CONTEXT,
        "@type": "DataCatalog",
        "@id": first,
        "url": first,
        "name": voice.words["site_title"],
        "description": voice.words["site_lead"],
    }


def _package(voice: Voice, package: PackageSite) -> dict[str, Any]:
    dataset = package.shown.dataset
    home = voice.link(f"{package.name}/index")
    return _common(dataset) | {
        "@id": home,
        "url": home,
        "name": words(dataset.title),
        "description": words(_at_length(dataset.description, dataset)),
    }


def _part(voice: Voice, package: PackageSite, dataset: Dataset) -> dict[str, Any]:
    """Return what is said of every part of a package."""
    return _here(voice, package) | _common(dataset)


def _here(voice: Voice, package: PackageSite) -> dict[str, Any]:
    """Return what tells a page from others: its address, and the package that it is part of."""
    here = voice.page.twin(voice.language)
    home = {"@id": voice.link(f"{package.name}/index")}
    return {"@context": _CONTEXT, "@id": here, "url": here, "isPartOf": home}


def _common(dataset: Dataset) -> dict[str, Any]:
    return filled(
        {
            "@type": "Dataset",
            "identifier": f"{dataset.name}-{dataset.version}",
            "version": dataset.version,
            "datePublished": dataset.issued,
            "keywords": list(dataset.keywords),
            "license": [licence.url or licence.name for licence in dataset.licences],
            "creator": agent(dataset.publisher),
            "publisher": agent(dataset.publisher),
            "isAccessibleForFree": True,
            "inLanguage": list(TAGS.values()),
        }
    )


def _measured(one: ShownFigure) -> dict[str, Any]:
    """Return the number with the bounds that its words assert, and no other."""
    about = {
        "@type": "PropertyValue",
        "name": words(one.indicator.name),
        "description": words(one.indicator.definition),
        "propertyID": one.indicator.code,
        "unitText": one.row["unit_measure"],
        **{name: _number(one.row[column]) for name, column in _NUMBERS.items()},
    }
    return filled(about)


def _number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _downloads(place: _Place, table: str, version: str) -> list[dict[str, Any]]:
    return [
        {
            "@type": "DataDownload",
            "contentUrl": place.root + download_of(place.package, table, form, version),
            "encodingFormat": kind,
        }
        for form, kind in _FORMS.items()
    ]


def _place(area: Named) -> dict[str, Any]:
    return describe_place(Area(area.code, area.name))


def _interval(one: ShownFigure) -> str:
    return str(Period(one.row["period_start"], one.row["period_end"]))


def _joined(texts: Iterable[Text]) -> Text:
    """Return texts after each other, in English and in Chinese."""
    listed = list(texts)
    return Text(
        ", ".join(text.say("en") for text in listed), "，".join(text.say("zh") for text in listed)
    )


def _at_length(text: Text, dataset: Dataset) -> Text:
    """Return a description, with that of the package after one that says little by itself."""
    long = Text(*(f"{text.say(at)} {dataset.description.say(at)}" for at in SITE_LANGUAGES))
    is_short = any(len(own) < _SHORTEST for own in (text.en, text.zh) if own)
    return long if is_short else text
