"""What the pages of a package say, in one language: values for templates. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linhe_opendata.metadata import METADATA_FORMATS, split_languages
from linhe_opendata.portal.addresses import download_of, set_page
from linhe_opendata.portal.pages import figure_views, machine
from linhe_opendata.portal.pages.topic_views import topic_card

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markupsafe import Markup

    from linhe_opendata.metadata import Dataset, Table
    from linhe_opendata.portal.pages.voice import Voice
    from linhe_opendata.portal.site import PackageSite, Published

HEADLINES = 6
"""How many indicators of a set its package's home shows."""

_FORMS = ("csv", "json", "xlsx", "parquet")


def home(voice: Voice, package: PackageSite) -> dict[str, Any]:
    """Return what the first page of a package says."""
    dataset = package.shown.dataset
    return {
        "title": voice.say(dataset.title),
        "description": voice.say(dataset.description),
        "newest": release_line(voice, package, package.shown),
        "publisher": voice.say(dataset.publisher.name),
        "licences": licences(dataset),
        "citation": citation(voice, dataset),
        "sets": [_set_line(voice, package, table) for table in package.sets],
        "releases": [release_line(voice, package, one) for one in package.releases],
        "json_ld": machine.about_release(package.shown, f"{package.shown.version}/"),
    }


def _set_line(voice: Voice, package: PackageSite, table: str) -> dict[str, Any]:
    described = package.shown.dataset.table(table)
    topics = package.topics_of(table)
    version = _since(package, table).version
    return {
        "address": voice.link(set_page(package.name, table)),
        "title": voice.say(described.title),
        "description": voice.say(described.description),
        "count": sum(len(area) for topic in topics for area in topic.areas.values()),
        "more": len(topics) > HEADLINES,
        "figures": [topic_card(voice, package, one) for one in topics[:HEADLINES]],
        "download": figure_views.downloads(voice, package, table, version),
    }


def figure_set(voice: Voice, package: PackageSite, table: str) -> dict[str, Any]:
    """Return what the page of a set says."""
    described = package.shown.dataset.table(table)
    since = _since(package, table)
    return {
        "title": voice.say(described.title),
        "description": voice.say(described.description),
        "figures": [topic_card(voice, package, one) for one in package.topics_of(table)],
        "download": figure_views.downloads(voice, package, table, since.version),
        "json_ld": machine.about_table(voice, package, table, since),
    }


def _since(package: PackageSite, table: str) -> Published:
    """Return the release since which a table says what it says."""
    return package.since(lambda one: one.digest_of(table))


def release(
    voice: Voice, package: PackageSite, one: Published, render: Callable[[str, str], Markup]
) -> dict[str, Any]:
    """Return what the page of a release says; `render` makes a page's part of Markdown."""
    folder = f"{package.name}/{one.version}"
    paths = {file.path for file in one.files}
    return {
        "json_ld": machine.about_release(one, "./"),
        "version": one.version,
        "created": day(one.created),
        "yanked": _reason(voice, one),
        "citation": citation(voice, one.dataset),
        "digest": one.digest,
        "changes": render(one.changes, voice.language),
        "archives": [
            (file.path, voice.file(f"{folder}/{file.path}"))
            for file in one.dataset.distributions
            if file.table is None
        ],
        "tables": [
            {
                "title": voice.say(table.title),
                "files": list(_table_files(voice, package, one, table)),
            }
            for table in one.dataset.tables
        ],
        "described": [
            (described.title, voice.file(f"{folder}/{described.path}"))
            for described in METADATA_FORMATS
            if described.path in paths
        ],
        "files": [
            {
                "path": file.path,
                "address": voice.file(f"{folder}/{file.path}"),
                "size": f"{file.size:,}",
                "sha256": file.sha256,
            }
            for file in one.files
        ],
    }


def _table_files(
    voice: Voice, package: PackageSite, one: Published, table: Table
) -> Iterator[tuple[str, str]]:
    files = [file for file in one.dataset.distributions if file.table == table.name]
    held = {file.format: file.path for file in files}
    for form in _FORMS:
        if form in held and form != "csv":
            yield form, voice.file(f"{package.name}/{one.version}/{held[form]}")
        elif form != "parquet":
            yield form, voice.file(download_of(package.name, table.name, form, one.version))


def dictionary(voice: Voice, package: PackageSite) -> dict[str, Any]:
    """Return what the data dictionary says."""
    since = package.since(lambda one: one.dataset.tables)
    return {
        "tables": [table_of(voice, table) for table in package.shown.dataset.tables],
        "json_ld": machine.about_package(voice, package, "dictionary", since),
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


def exclusions(voice: Voice, package: PackageSite) -> dict[str, Any]:
    """Return what the page of the excluded numbers says."""
    since = package.since(lambda one: [one.digest_of(table) for table in package.excluded])
    return {
        "exclusions": [
            {
                "source": voice.say(one.source),
                "place": f"{one.char_start:,}–{one.char_end:,}",
                "reason": voice.say(one.reason),
            }
            for one in package.exclusions
        ],
        "json_ld": machine.about_package(voice, package, "exclusions", since),
    }


def release_line(voice: Voice, package: PackageSite, one: Published) -> dict[str, Any]:
    """Return what a list of releases says of one."""
    return {
        "address": voice.link(f"{package.name}/{one.version}/index"),
        "version": one.version,
        "created": day(one.created),
        "yanked": _reason(voice, one),
    }


def _reason(voice: Voice, one: Published) -> str:
    """Return why a release was withdrawn, in the page's language where it is said in both."""
    return voice.say(split_languages(one.yanked or ""))


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


def day(created: str | None) -> str | None:
    """Return the day of a moment."""
    return created[:10] if created else None
