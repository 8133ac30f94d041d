"""The site in a real browser: from a folder and from a server, in both languages."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from browsing import serving

from linhe_opendata.portal.files.search_index import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Request

pytestmark = pytest.mark.filterwarnings("default::ResourceWarning")  # of the driver's own making

FIGURE = "linhe/health/remote_imaging_diagnoses-150802-2024-12-30"
PAGES = [
    "index",
    "search",
    "linhe/index",
    "linhe/health",
    "linhe/dictionary",
    "linhe/exclusions",
    "linhe/1.0.1/index",
    FIGURE,
]
SITE_LANGUAGES = {"en": ".html", "zh": ".zh.html"}
KINDS = [f"{page}{ending}" for page in PAGES for ending in SITE_LANGUAGES.values()]


WIDE = {
    "compare": "compare",
    "comparison": "compare/teachers_recruited-persons",
    "set of areas": "linhe/health",
    "figure over time": FIGURE,
}
"""The kinds of pages that only a store of several areas and periods has."""


@pytest.fixture
def site(portal_world: Path) -> Path:
    return portal_world / "site"


@pytest.fixture
def kinds(portal_world: Path, wide_world: Path) -> list[tuple[Path, str]]:
    """Return the English and the Chinese page of every kind, without the ending, and its site."""
    narrow = [(portal_world / "site", page) for page in PAGES]
    return narrow + [(wide_world / "site", page) for page in WIDE.values()]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        opened = context.new_page()
        opened.set_default_timeout(20_000)
        yield opened


def watch(page: Page) -> list[str]:
    """Return a list to which the browser adds whatever it complains of."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.extend(_failure(request)))
    return said


def _failure(request: Request) -> list[str]:
    """Return what could not be fetched; what a page no longer waits for when it is left is none."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url}: {request.failure}"]


@pytest.mark.parametrize("ending", SITE_LANGUAGES.values())
def test_pages_load_from_a_folder_without_a_complaint_and_scroll_nowhere_sideways(
    ending: str, kinds: list[tuple[Path, str]], page: Page
) -> None:
    said = watch(page)
    page.set_viewport_size({"width": 360, "height": 740})
    for site, name in kinds:
        page.goto((site / f"{name}{ending}").as_uri())
        assert page.title()
        styled = page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth")
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert (name, said, styled, wide) == (name, [], "1088px", 360)


SHOWN_TICKS = """() => [...document.querySelectorAll(".compared .scale")].map((scale) =>
  [...scale.children].filter((tick) => getComputedStyle(tick).visibility === "visible").length
)"""


@pytest.mark.parametrize("width", [360, 1000, 1600])
def test_a_scale_beside_other_columns_names_its_ends_alone(
    width: int, wide_world: Path, page: Page
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto((wide_world / "site" / f"{WIDE['comparison']}.html").as_uri())
    assert set(page.evaluate(SHOWN_TICKS)) == {2}


def test_a_page_loads_from_a_server_without_a_complaint(site: Path, page: Page) -> None:
    said = watch(page)
    with serving(site) as address:
        for name in KINDS:
            page.goto(address + name)
            assert page.locator("h1").count() == 1
        page.goto("about:blank")
    assert said == []


HARM = """() => [
  window.hit ?? null,
  ...["main img, main svg[onload], [onerror], [onload]",
    "script:not([type='application/ld+json'])",
    "a[href^='javascript']"].map((one) => document.querySelectorAll(one).length),
]"""
"""What a page that was attacked would have: looked for at once, a page is loaded long enough."""


def test_no_text_of_a_project_runs_whatever_it_holds(attacked_world: Path, page: Page) -> None:
    site = attacked_world / "site"
    names = sorted(site.rglob("*.html"))
    kinds = {(name.parent.name, len(name.name.split("."))): name for name in names}
    for name in {*kinds.values(), *(site / "linhe").glob("*.html"), *names[:4]}:
        page.goto(name.as_uri())
        scripts = 2 if name.name.startswith("search") else 0
        assert (name, *page.evaluate(HARM)) == (name, None, 0, scripts, 0)
        assert "\u202e" not in page.content()
    page.goto((site / "search.html").as_uri())
    page.fill("#query", "onerror")
    assert page.locator("#found li").count() == 26
    assert page.evaluate("window.hit") is None


@pytest.mark.parametrize(
    "name", ["index.html", "linhe/index.html", f"{FIGURE}.html", "search.html"]
)
def test_a_script_that_got_into_a_page_would_do_nothing(name: str, site: Path, page: Page) -> None:
    text = (site / name).read_text("utf-8")
    injected = "<script>window.hit=1</script><img src=x onerror='window.hit=1'></main>"
    with serving(site) as address:
        page.route(
            f"{address}{name}",
            lambda route: route.fulfill(
                body=text.replace("</main>", injected), content_type="text/html; charset=utf-8"
            ),
        )
        page.goto(address + name)
        assert page.locator("main img").count() == 1
        assert page.evaluate("window.hit") is None
        page.goto("about:blank")


SEARCH = """(texts) => texts.map((text) => {
  const input = document.getElementById("query");
  input.value = text;
  input.dispatchEvent(new Event("input"));
  return [...document.querySelectorAll("#found a")].map((link) => link.getAttribute("href"));
})"""


@pytest.mark.parametrize("ending", SITE_LANGUAGES.values())
def test_search_finds_every_substring_from_a_folder(ending: str, site: Path, page: Page) -> None:
    with (site / "linhe/indicators.csv").open(encoding="utf-8", newline="") as file:
        titles = [(row["title_en"], row["title_zh"], row["code"]) for row in csv.DictReader(file)]
    typed = [
        (text, code)
        for english, chinese, code in titles
        for text in (english[3:9], english[-5:].upper(), chinese[1:3], chinese[-2:])
    ]
    page.goto((site / f"search{ending}").as_uri())
    found = page.evaluate(SEARCH, [text for text, _ in typed])
    for (_, code), links in zip(typed, found, strict=True):
        assert any(f"/{code}-" in link and link.endswith(ending) for link in links)
        assert all((site / link).is_file() for link in links)


@pytest.mark.parametrize("typed", ["14.4萬例", "14.4万例", "１４.４万", "萬例", "万例"])
def test_search_finds_a_wording_in_either_script(typed: str, site: Path, page: Page) -> None:
    page.goto((site / "search.html").as_uri())
    page.fill("#query", typed)
    shown = page.locator("#found li").all_inner_texts()
    assert any("14.4萬例" in text for text in shown)
    assert all(fold_text(typed) in fold_text(text) for text in shown)
    page.fill("#query", "no such words")
    assert (page.locator("#found li").count(), page.locator("#none").is_visible()) == (0, True)


@pytest.mark.parametrize(("typed", "meant"), [("養老", "养老"), ("遠程影像診斷", "远程影像诊断")])
def test_search_folds_what_no_number_is_written_with(
    typed: str, meant: str, site: Path, page: Page
) -> None:
    page.goto((site / "search.zh.html").as_uri())
    found = page.evaluate(SEARCH, [typed, meant])
    assert found[0] == found[1] != []


def test_without_scripts_the_search_page_is_a_list(site: Path, browser: Browser) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((site / "search.html").as_uri())
        assert page.locator("#everything a").count() == 26
        assert not page.locator("#query").is_visible()


def test_everything_is_reached_by_keyboard(site: Path, page: Page) -> None:
    page.goto((site / "linhe/index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    expected = page.locator("a[href], summary, [tabindex='0']:not(details pre)").count()
    for _ in range(expected - 1):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.body")
    page.locator("h3 a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/education/*.html")
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("pre").first.is_visible()


@pytest.mark.parametrize(("ending", "scheme"), [(".html", "light"), (".zh.html", "dark")])
def test_axe_finds_nothing(
    ending: str, scheme: str, kinds: list[tuple[Path, str]], page: Page
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for site, name in kinds:
        page.goto((site / f"{name}{ending}").as_uri())
        found = axe.run(page, options={"resultTypes": ["violations"]})
        assert [
            (name, one["id"], [node["html"] for node in one["nodes"]])
            for one in found.response["violations"]
        ] == []


def test_axe_finds_a_picture_without_a_name(site: Path, page: Page) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.goto((site / f"{FIGURE}.html").as_uri())
    page.evaluate("document.querySelector('svg.mark').removeAttribute('aria-labelledby')")
    page.evaluate("document.querySelectorAll('svg.mark title').forEach((one) => one.remove())")
    assert {one["id"] for one in axe.run(page).response["violations"]} == {"svg-img-alt"}


def test_print_shows_the_figure_and_not_the_ways_through_the_site(site: Path, page: Page) -> None:
    page.goto((site / f"{FIGURE}.html").as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    seen = [page.locator(one).first.is_visible() for one in ("h1", "svg.mark", "header nav")]
    assert seen == [True, True, False]
    assert page.pdf()[:5] == b"%PDF-"


def test_a_table_is_downloaded_from_its_page_as_it_was_published(site: Path, page: Page) -> None:
    with serving(site) as address:
        page.goto(f"{address}linhe/health.html")
        with page.expect_download() as waiting:
            page.locator("a[download]", has_text="CSV").first.click()
        assert waiting.value.path().read_bytes() == (site / "linhe/1.0.1/health.csv").read_bytes()
        page.goto("about:blank")
