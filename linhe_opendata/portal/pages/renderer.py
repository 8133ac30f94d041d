"""Which pages there are, rendered: their file names and bytes, leaves before what links to them.

Reads the templates that ship with the library; otherwise pure. The order is the one in which the
pages are written, so that no page ever links to one that is not there yet.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from linhe_opendata.metadata import metadata_document
from linhe_opendata.portal import views
from linhe_opendata.portal.addresses import ENDINGS, Page, figure_page
from linhe_opendata.portal.search_index import Entry, write_index
from linhe_opendata.portal.strings import LANGUAGES, TAGS, strings
from linhe_opendata.portal.views import Voice
from linhe_opendata.portal.words import say_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linhe_opendata.portal.site import Figure, Package, Published

View = Callable[..., dict[str, Any]]

_FEWEST_COMPARED = 2


@dataclass(frozen=True)
class Renderer:
    """Renders the pages of a site; `base_url` is where it will be served, if that is known."""

    packages: Sequence[Package]
    base_url: str = ""

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Yield the style and the scripts, each named by its content."""
        yield self._style
        yield self._search_script
        yield self._index_script

    def package_pages(self, package: Package) -> Iterator[tuple[str, bytes]]:
        """Yield the pages of one package, its home last."""
        for one in package.figures:
            page = Page(figure_page(package.name, one.slug))
            yield from self._render("figure.html", page, package, views.figure, one)
        for release in package.releases:
            page = Page(f"{package.name}/{release.version}/index")
            yield from self._render("release.html", page, package, self._release, release)
        for table in package.sets:
            page = Page(f"{package.name}/{table}")
            yield from self._render("set.html", page, package, self._set, table)
        for name, build in (("dictionary", self._dictionary), ("exclusions", self._exclusions)):
            yield from self._render(f"{name}.html", Page(f"{package.name}/{name}"), package, build)
        yield from self._render("package.html", Page(f"{package.name}/index"), package, self._home)

    def site_pages(self) -> Iterator[tuple[str, bytes]]:
        """Yield the pages that show all packages, the first page last."""
        if self._comparable:
            yield from self._render("compare.html", Page("compare"), None, self._compare)
        yield from self._render("search.html", Page("search"), None, self._search)
        yield from self._render("index.html", Page("index"), None, self._index)

    @cached_property
    def _environment(self) -> Environment:
        environment = Environment(
            loader=PackageLoader("linhe_opendata.portal"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.globals["comparable"] = bool(self._comparable)
        return environment

    @cached_property
    def _words(self) -> dict[str, dict[str, str]]:
        return {language: strings(language) for language in LANGUAGES}

    @cached_property
    def _markdown(self) -> MarkdownIt:
        return MarkdownIt("commonmark", {"html": False}).enable("table")

    @cached_property
    def _style(self) -> tuple[str, bytes]:
        return _asset("style", "css", _static("style.css"))

    @cached_property
    def _search_script(self) -> tuple[str, bytes]:
        return _asset("search", "js", _static("search.js"))

    @cached_property
    def _index_script(self) -> tuple[str, bytes]:
        return _asset("index", "js", write_index(self._entries()).encode())

    @cached_property
    def _comparable(self) -> dict[str, list[tuple[Package, Figure]]]:
        """Return the indicators that several areas or periods have, with their figures."""
        found: dict[str, list[tuple[Package, Figure]]] = {}
        for package in self.packages:
            for one in package.figures:
                if one.is_current:
                    unit = one.row["unit_measure"]
                    found.setdefault(f"{one.indicator.code}-{unit}", []).append((package, one))
        return {
            code: sorted(rows, key=_by_area_and_period)
            for code, rows in found.items()
            if len(rows) >= _FEWEST_COMPARED
        }

    def _render(
        self, template: str, page: Page, package: Package | None, view: View, *subject: object
    ) -> Iterator[tuple[str, bytes]]:
        """Yield a page in both languages; `view` says what it shows of the package's `subject`."""
        loaded = self._environment.get_template(template)
        for language, other in (("en", "zh"), ("zh", "en")):
            voice = Voice(page, language, self.base_url)
            values = view(voice, package, *subject) if package else view(voice)
            text = loaded.render(
                t=self._words[language],
                tag=TAGS[language],
                ending=ENDINGS[language],
                root=page.root,
                style=self._style[0],
                other_page=page.twin(other),
                other_tag=TAGS[other],
                other_name=LANGUAGES[other],
                trail=self._trail(voice, package),
                package_title=voice.say(package.newest.dataset.title) if package else "",
                **values,
            )
            yield page.file(language), text.encode()

    def _trail(self, voice: Voice, package: Package | None) -> list[tuple[str, str]]:
        home = (voice.link("index"), self._words[voice.language]["home"])
        if package is None:
            return [] if voice.page.path == "index" else [home]
        own = (voice.link(f"{package.name}/index"), voice.say(package.newest.dataset.title))
        return [home] if voice.page.path == f"{package.name}/index" else [home, own]

    def _index(self, voice: Voice) -> dict[str, Any]:
        return {
            "packages": [
                {
                    "address": voice.link(f"{one.name}/index"),
                    "title": voice.say(one.newest.dataset.title),
                    "description": voice.say(one.newest.dataset.description),
                    "count": sum(figure.is_current for figure in one.figures),
                    "version": one.newest.version,
                    "created": _day(one.newest.created),
                }
                for one in self.packages
            ]
        }

    def _home(self, voice: Voice, package: Package) -> dict[str, Any]:
        dataset = package.newest.dataset
        return {
            "title": voice.say(dataset.title),
            "description": voice.say(dataset.description),
            "newest": _release_line(voice, package, package.newest),
            "publisher": voice.say(dataset.publisher.name),
            "licences": views.licences(dataset),
            "citation": views.citation(voice, dataset),
            "sets": [self._set_line(voice, package, table) for table in package.sets],
            "releases": [_release_line(voice, package, one) for one in package.releases],
            "json_ld": _json_ld(package),
        }

    def _set_line(self, voice: Voice, package: Package, table: str) -> dict[str, Any]:
        described = package.newest.dataset.table(table)
        figures = package.figures_of(table)
        return {
            "address": voice.link(f"{package.name}/{table}"),
            "title": voice.say(described.title),
            "description": voice.say(described.description),
            "count": len(figures),
            "more": len(figures) > views.HEADLINES,
            "figures": [views.card(voice, package, one) for one in figures[: views.HEADLINES]],
        }

    def _set(self, voice: Voice, package: Package, table: str) -> dict[str, Any]:
        described = package.newest.dataset.table(table)
        return {
            "title": voice.say(described.title),
            "description": voice.say(described.description),
            "figures": [views.card(voice, package, one) for one in package.figures_of(table)],
            "download": views.downloads(voice, package, table),
        }

    def _release(self, voice: Voice, package: Package, one: Published) -> dict[str, Any]:
        folder = f"{package.name}/{one.version}"
        return {
            "version": one.version,
            "created": _day(one.created),
            "yanked": one.yanked,
            "citation": views.citation(voice, one.dataset),
            "digest": one.digest,
            "changes": Markup(self._markdown.render(one.changes)),  # noqa: S704
            "archives": [
                (file.path, voice.file(f"{folder}/{file.path}"))
                for file in one.dataset.distributions
                if file.table is None
            ],
            "tables": [
                {
                    "title": voice.say(table.title),
                    "files": [
                        (file.format, voice.file(f"{folder}/{file.path}"))
                        for file in one.dataset.distributions
                        if file.table == table.name
                    ],
                }
                for table in one.dataset.tables
            ],
            "files": one.dataset.distributions,
        }

    def _dictionary(self, voice: Voice, package: Package) -> dict[str, Any]:
        dataset = package.newest.dataset
        return {"tables": [views.table_of(voice, table) for table in dataset.tables]}

    def _exclusions(self, _voice: Voice, package: Package) -> dict[str, Any]:
        return {
            "exclusions": [
                {
                    "source": row["source"],
                    "place": f"{row['char_start']}–{row['char_end']}",
                    "reason": row["reason"],
                }
                for row in package.exclusions
            ]
        }

    def _search(self, voice: Voice) -> dict[str, Any]:
        return {
            "index_script": self._index_script[0],
            "search_script": self._search_script[0],
            "packages": [
                {
                    "name": package.name,
                    "title": voice.say(package.newest.dataset.title),
                    "figures": [
                        {
                            "address": voice.link(figure_page(package.name, one.slug)),
                            "title": voice.say(one.indicator.name),
                            "value": say_value(one.row),
                            "unit": voice.say(one.unit),
                            "stated": one.row["as_stated"],
                        }
                        for one in package.figures
                        if one.is_current
                    ],
                }
                for package in self.packages
            ],
        }

    def _compare(self, voice: Voice) -> dict[str, Any]:
        return {
            "indicators": [
                views.compared(voice, code, found) for code, found in self._comparable.items()
            ]
        }

    def _entries(self) -> Iterator[Entry]:
        for package in self.packages:
            for one in package.figures:
                if one.is_current:
                    name = one.indicator.name
                    texts = (one.area.name.zh or one.area.name.en, one.row["as_stated"])
                    address = figure_page(package.name, one.slug)
                    yield Entry(address, name.en or name.zh, name.zh or name.en, texts)


def _release_line(voice: Voice, package: Package, one: Published) -> dict[str, Any]:
    return {
        "address": voice.link(f"{package.name}/{one.version}/index"),
        "version": one.version,
        "created": _day(one.created),
        "yanked": one.yanked,
    }


def _json_ld(package: Package) -> Markup:
    """Return schema.org for the head of a page; no `<` in it can end the script."""
    document = metadata_document("schema.org", package.newest.dataset, f"{package.newest.version}/")
    return Markup(json.dumps(json.loads(document), ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704


def _by_area_and_period(found: tuple[Package, Figure]) -> tuple[str, str]:
    return found[1].area.code, str(found[1].row["period_end"])


def _day(created: str | None) -> str | None:
    return created[:10] if created else None


def _static(name: str) -> bytes:
    return (files("linhe_opendata.portal") / "static" / name).read_bytes()


def _asset(name: str, ending: str, data: bytes) -> tuple[str, bytes]:
    digest = hashlib.sha256(data).hexdigest()[:16]
    return f"assets/{name}-{digest}.{ending}", data
