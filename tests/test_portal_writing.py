"""What a run of the portal writes, and what is there when it is killed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import html5lib
import pytest
from browsing import serving, write_site
from portal_sites import dangling, find_links, objects
from projects import change, copy_project

from linhe_opendata.auditing.openness import judge_openness
from linhe_opendata.cli.publisher.portal import DEFAULT_SITE
from linhe_opendata.client.cache import Cache
from linhe_opendata.errors import StoreError
from linhe_opendata.portal import write_portal
from linhe_opendata.project.curated import read_head
from linhe_opendata.project.folder import bundled_project
from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.publishing.yank import yank
from linhe_opendata.store import FolderStore
from linhe_opendata.verifying.verify import verify

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project


def test_no_package_can_be_called_as_what_lies_beside_it(wide_world: Path) -> None:
    top = {path.name for root in ("store", "site") for path in (wide_world / root).iterdir()}
    beside = {DEFAULT_SITE, *(name for name in top if not name.startswith("."))} - {"linhe"}
    assert {"packages.json", "compare", "assets", "index.html"} <= beside
    head = read_head(bundled_project())
    for name in beside:
        (misfit,) = judge_openness({**head, "name": name}, {"name": name})
        assert misfit.pointer == "/name"


def test_every_link_leads_somewhere_from_a_folder(portal_world: Path) -> None:
    pages = [*(portal_world / "site").rglob("*.html")]
    assert len(pages) > 70
    assert sum(1 for page in pages for _ in find_links(page)) > 1000
    assert dangling(portal_world / "site") == []


def test_a_plain_server_gives_every_file_as_it_is(portal_world: Path) -> None:
    with serving(portal_world / "site") as address:
        for name, data in objects(portal_world / "site").items():
            with urllib.request.urlopen(address + name) as answer:  # noqa: S310 -- our own
                assert answer.read() == data


def test_every_page_is_there_in_both_languages_and_says_which(portal_world: Path) -> None:
    for page in (portal_world / "site").rglob("*.html"):
        is_chinese = page.name.endswith(".zh.html")
        twin = page.name.removesuffix(".zh.html" if is_chinese else ".html")
        other = page.with_name(twin + (".html" if is_chinese else ".zh.html"))
        assert other.is_file()
        assert f'<html lang="{"zh-Hans" if is_chinese else "en"}">' in page.read_text("utf-8")


def test_downloads_have_the_digests_that_were_published(portal_world: Path) -> None:
    for version in ("1.0.0", "1.0.1"):
        folder = portal_world / "site/linhe" / version
        record = json.loads((portal_world / f"store/linhe/{version}/release.json").read_bytes())
        for file in record["files"]:
            found = hashlib.sha256((folder / file["path"]).read_bytes()).hexdigest()
            assert found == file["sha256"]
        tables = {table["name"]: table["sha256"] for table in record["tables"]}
        for name, digest in tables.items():
            assert hashlib.sha256((folder / f"{name}.csv").read_bytes()).hexdigest() == digest
    newest = (portal_world / "site/linhe/health.csv").read_bytes()
    assert newest == (portal_world / "site/linhe/1.0.1/health.csv").read_bytes()


def test_a_table_as_json_and_its_description_can_be_read(portal_world: Path) -> None:
    rows = json.loads((portal_world / "site/linhe/health.json").read_bytes())
    described = json.loads((portal_world / "site/linhe/health.metadata.json").read_bytes())
    assert [*rows[0]] == [one["name"] for one in described["schema"]["fields"]]
    assert {row["ref_area"] for row in rows} == {"150802"}


@pytest.mark.filterwarnings("default::DeprecationWarning")  # of the parser's own making
def test_every_page_is_read_by_a_strict_parser(portal_world: Path) -> None:
    for page in (portal_world / "site").rglob("*.html"):
        html5lib.HTMLParser(strict=True).parse(page.read_bytes())


def test_a_second_run_writes_nothing(portal_world: Path) -> None:
    before = objects(portal_world / "site")
    summary = write_site(portal_world / "store", portal_world / "site", portal_world / "cache")
    assert (summary.written, objects(portal_world / "site")) == (0, before)


def test_two_sites_of_a_store_have_the_same_bytes(portal_world: Path, tmp_path: Path) -> None:
    write_site(portal_world / "store", tmp_path / "again", tmp_path / "cache")
    assert objects(tmp_path / "again") == objects(portal_world / "site")


class Killed(BaseException):
    """Nothing catches this."""


class Mortal(FolderStore):
    """A store whose writer is killed before a write."""

    left = 0

    def create(self, name: str, data: bytes | Path) -> bool:
        self._count()
        return super().create(name, data)

    def swap(self, name: str, new: bytes, expected: bytes | None) -> bool:
        self._count()
        return super().swap(name, new, expected)

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Killed


def test_a_killed_run_leaves_every_page_whole_and_every_link_leading_somewhere(
    project: Project, tmp_path: Path
) -> None:
    store, cache = tmp_path / "store", Cache(tmp_path / "cache")
    publish_unchecked(project, store)
    site = Mortal(tmp_path / "site")
    site.left = 10_000
    write_portal(FolderStore(store), site, cache=cache)
    change(project, "health", "14.3萬例", "14.4萬例")
    publish_unchecked(project, store)
    known = [*(tmp_path / "site").rglob("*.html")]
    turns = 0
    while True:
        site.left = 7
        try:
            write_portal(FolderStore(store), site, cache=cache)
        except Killed:
            turns += 1
            assert dangling(tmp_path / "site", known) == []
            whole = [page.read_bytes() for page in (tmp_path / "site").rglob("*.html")]
            assert all(page.endswith(b"</html>\n") for page in whole)
        else:
            break
    assert turns > 10
    write_site(store, tmp_path / "other", tmp_path / "cache")
    left_over = {name for name in objects(tmp_path / "site") if name.startswith("assets/")}
    made = objects(tmp_path / "other")
    assert {
        name: data for name, data in objects(tmp_path / "site").items() if name not in left_over
    } == {name: data for name, data in made.items() if not name.startswith("assets/")}


def test_the_newest_that_is_not_withdrawn_is_shown(project: Project, tmp_path: Path) -> None:
    store, site = tmp_path / "store", tmp_path / "site"
    publish_unchecked(project, store)
    change(project, "health", "14.3萬例", "14.4萬例")
    publish_unchecked(project, store)
    yank(store, "linhe", "1.0.1", "a misreading")
    write_site(store, site, tmp_path / "cache")
    assert (site / "linhe/health.csv").read_bytes() == (
        site / "linhe/1.0.0/health.csv"
    ).read_bytes()
    assert "14.4萬例" not in (site / "linhe/health.html").read_text("utf-8")
    assert "a misreading" in (site / "linhe/1.0.1/index.html").read_text("utf-8")


@pytest.mark.parametrize("among", ["", "linhe", "linhe/1.0.0", "linhe/site"])
def test_a_site_among_releases_is_refused(among: str, portal_world: Path) -> None:
    with pytest.raises(StoreError, match="would lie among releases"):
        write_site(portal_world / "store", portal_world / "store" / among, portal_world / "cache")


def test_a_store_verifies_with_its_site_beside_the_packages(
    project: Project, tmp_path: Path
) -> None:
    publish_unchecked(project, tmp_path / "store")
    write_site(tmp_path / "store", tmp_path / "store/site", tmp_path / "cache")
    assert verify(tmp_path / "store").discrepancies == ()
    again = write_site(tmp_path / "store", tmp_path / "store/site", tmp_path / "cache")
    assert (again.packages, again.written) == (("linhe",), 0)


def test_a_file_that_is_not_what_was_published_is_not_replaced(
    portal_world: Path, project: Project, tmp_path: Path
) -> None:
    publish_unchecked(project, tmp_path / "store")
    (tmp_path / "site/linhe/1.0.0").mkdir(parents=True)
    (tmp_path / "site/linhe/1.0.0/CHANGES.md").write_text("mine")
    with pytest.raises(StoreError, match=r"linhe/1\.0\.0/CHANGES\.md in .* is not what was"):
        write_site(tmp_path / "store", tmp_path / "site", portal_world / "cache")


def test_without_the_extra_the_command_names_it_before_anything_is_published(
    tmp_path: Path,
) -> None:
    lines = [
        "import sys",
        "sys.modules['jinja2'] = None",
        "from linhe_opendata.cli import main",
        "main()",
    ]
    command = [sys.executable, "-c", "\n".join(lines), "publish", "--bundled", "--portal", "site"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "pip install 'linhe-opendata[portal]'" in done.stderr
    assert [*tmp_path.iterdir()] == []


@pytest.mark.filterwarnings("default::DeprecationWarning")
def test_a_site_of_attacks_is_well_formed(attacked_world: Path) -> None:
    assert dangling(attacked_world / "site") == []
    for page in (attacked_world / "site").rglob("*.html"):
        html5lib.HTMLParser(strict=True).parse(page.read_bytes())


def test_the_figures_of_a_set_stand_in_the_order_of_its_curator(portal_world: Path) -> None:
    schema = json.loads((copy_project(portal_world / "order").schemas / "health.json").read_bytes())
    codes = [
        category["value"]
        for field in schema["fields"]
        if field["name"] == "indicator"
        for category in field["categories"]
    ]
    links = [
        link for link in find_links(portal_world / "site/linhe/health.html") if "/health/" in link
    ]
    assert [link.rsplit("/", 1)[-1].split("-")[0] for link in links] == codes
