"""Which pages there are, rendered: their file names and bytes, leaves before what links to them.

Reads the templates that ship with the library; otherwise pure. The first page of the site comes
last, so that nobody enters a site that is not there yet.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from linhe_opendata.portal.addresses import ENDINGS, Page, compare_page, figure_page, set_page
from linhe_opendata.portal.files.search_index import write_index
from linhe_opendata.portal.pages import package_views, topic_views
from linhe_opendata.portal.pages.changes import Changes
from linhe_opendata.portal.pages.site_views import Everything
from linhe_opendata.portal.pages.strings import SITE_LANGUAGES, TAGS
from linhe_opendata.portal.pages.voice import Voice
from linhe_opendata.visible import make_lines_visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linhe_opendata.portal.site import PackageSite

    View = Callable[[Voice], dict[str, Any]]

_HERE = "linhe_opendata.portal.pages"


@dataclass(frozen=True)
class Renderer:
    """Renders the pages of a site; `base_url` is where it will be served, if that is known."""

    packages: Sequence[PackageSite]
    base_url: str = ""

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Yield the style and the scripts, each named by its content."""
        yield self._style
        yield self._icon
        yield self._search_script
        yield self._index_script

    @cached_property
    def count(self) -> int:
        """How many inner pages there are, in both languages."""
        inner = sum(1 for one in self.packages for _ in self._package_views(one))
        comparable = len(self._everything.comparable)
        return (inner + comparable + bool(comparable) + 1) * len(ENDINGS)

    def inner_pages(self) -> Iterator[tuple[str, bytes]]:
        """Yield every page but the first of the site; the home of a package after its others."""
        for package in self.packages:
            for page, template, view in self._package_views(package):
                yield from self._render(template, page, view, package)
        for slug in self._everything.comparable:
            view = partial(self._everything.compared, slug=slug)
            yield from self._render("compared.html", compare_page(slug), view)
        if self._everything.comparable:
            yield from self._render("compare.html", "compare", self._everything.compare)
        yield from self._render("search.html", "search", self._everything.search)

    def entry_pages(self) -> Iterator[tuple[str, bytes]]:
        """Yield the first page of the site, from which all others are reached."""
        yield from self._render("index.html", "index", self._everything.index)

    def _package_views(self, package: PackageSite) -> Iterator[tuple[str, str, View]]:
        """Yield the path of each page of a package, its template, and what it shows."""
        name = package.name
        for one in package.figures:
            page = figure_page(name, one.table, one.slug)
            yield page, "figure.html", partial(topic_views.figure_among, package=package, one=one)
        for release in package.releases:
            shown = partial(
                package_views.release, package=package, one=release, render=self._changes.render
            )
            yield f"{name}/{release.version}/index", "release.html", shown
        for table in package.sets:
            view = partial(package_views.figure_set, package=package, table=table)
            yield set_page(name, table), "set.html", view
        for kind, build in (
            ("dictionary", package_views.dictionary),
            ("exclusions", package_views.exclusions),
        ):
            yield f"{name}/{kind}", f"{kind}.html", partial(build, package=package)
        yield f"{name}/index", "package.html", partial(package_views.home, package=package)

    def _render(
        self, template: str, path: str, view: View, package: PackageSite | None = None
    ) -> Iterator[tuple[str, bytes]]:
        """Yield a page in both languages."""
        loaded = self._environment.get_template(template)
        page = Page(path)
        for language, other in (("en", "zh"), ("zh", "en")):
            voice = Voice(page, language, self.base_url)
            text = loaded.render(
                t=voice.words,
                tag=TAGS[language],
                ending=ENDINGS[language],
                root=page.root,
                other_page=page.twin(other),
                other_tag=TAGS[other],
                other_name=SITE_LANGUAGES[other],
                trail=self._trail(voice, package),
                package_title=voice.say(package.shown.dataset.title) if package else "",
                **view(voice),
            )
            yield page.file(language), text.encode()

    def _trail(self, voice: Voice, package: PackageSite | None) -> list[tuple[str, str]]:
        """Return the pages above a page, by their links and titles."""
        above = [("index", voice.words["home"])]
        if package:
            above.append((f"{package.name}/index", voice.say(package.shown.dataset.title)))
        elif voice.page.path.startswith("compare/"):
            above.append(("compare", voice.words["compare"]))
        return [(voice.link(path), name) for path, name in above if path != voice.page.path]

    @cached_property
    def _everything(self) -> Everything:
        return Everything(self.packages)

    @cached_property
    def _environment(self) -> Environment:
        environment = _Templates(
            loader=PackageLoader(_HERE),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            finalize=_show,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        environment.globals.update(
            comparable=bool(self._everything.comparable),
            style=self._style[0],
            icon=self._icon[0],
            search_script=self._search_script[0],
            index_script=self._index_script[0],
        )
        return environment

    @cached_property
    def _changes(self) -> Changes:
        return Changes()

    @cached_property
    def _style(self) -> tuple[str, bytes]:
        return _asset("style", "css", _static("style.css"))

    @cached_property
    def _icon(self) -> tuple[str, bytes]:
        return _asset("icon", "svg", _static("icon.svg"))

    @cached_property
    def _search_script(self) -> tuple[str, bytes]:
        return _asset("search", "js", _static("search.js"))

    @cached_property
    def _index_script(self) -> tuple[str, bytes]:
        return _asset("index", "js", write_index(self._everything.entries()).encode())


class _Templates(Environment):
    """Templates whose values are mostly dictionaries, so that is looked at first."""

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 -- as in the class above
        """Return what a template calls `obj.attribute`."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


def _show(value: object) -> object:
    """Return a value as a page shows it: no character of a text turns or hides the rest."""
    if not isinstance(value, str) or value.isprintable():
        return value
    shown = make_lines_visible(value)
    if not isinstance(value, Markup) or shown == value:
        return value if shown == value else shown
    return Markup(shown.replace("<U+", "&lt;U+"))  # noqa: S704 -- the sign's own bracket


def _static(name: str) -> bytes:
    return (files(_HERE) / "static" / name).read_bytes()


def _asset(name: str, ending: str, data: bytes) -> tuple[str, bytes]:
    digest = hashlib.sha256(data).hexdigest()[:16]
    return f"assets/{name}-{digest}.{ending}", data
