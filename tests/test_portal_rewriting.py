"""Which files of a site a new release rewrites: those with a reason, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browsing import write_site
from portal_sites import objects, spread
from projects import change, copy_project

from linhe_opendata.publishing.publish import publish_unchecked
from linhe_opendata.publishing.yank import yank

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project


def test_a_new_release_rewrites_the_pages_of_what_it_changed_and_no_others(
    project: Project, tmp_path: Path
) -> None:
    store, site = tmp_path / "store", tmp_path / "site"
    publish_unchecked(project, store)
    write_site(store, site, tmp_path / "cache")
    before = objects(site)
    change(project, "health", "14.3萬例", "14.4萬例")
    publish_unchecked(project, store)
    write_site(store, site, tmp_path / "cache")
    after = objects(site)
    assert before.keys() <= after.keys()
    rewritten = {name for name in before if before[name] != after[name]}
    newest = {"index", "linhe/index"}
    changed = {"linhe/health", "linhe/health/remote_imaging_diagnoses-150802-2024-12-30"}
    told = {"linhe/feed.atom", "catalogue.jsonld", "catalogue.ttl"}
    tables = {f"linhe/health.{ending}" for ending in ("csv", "json", "xlsx", "metadata.json")}
    pages = {f"{page}{ending}" for page in newest | changed for ending in (".html", ".zh.html")}
    found = {f"search{ending}" for ending in (".html", ".zh.html")}
    assert rewritten == pages | told | tables | found
    assert all(
        name.startswith(("linhe/1.0.1/", "assets/")) for name in after.keys() - before.keys()
    )


def test_a_release_that_changes_no_figure_rewrites_no_page_of_one(
    project: Project, tmp_path: Path
) -> None:
    store, site = tmp_path / "store", tmp_path / "site"
    publish_unchecked(project, store)
    write_site(store, site, tmp_path / "cache")
    before = objects(site)
    change(project, "exclusions", ",date\n", ",figure_of_speech\n")
    publish_unchecked(project, store)
    write_site(store, site, tmp_path / "cache")
    after = objects(site)
    rewritten = {name for name in before if before[name] != after[name]}
    pages = {
        name.removesuffix(".html").removesuffix(".zh") for name in rewritten if ".html" in name
    }
    assert pages == {"index", "linhe/index", "linhe/exclusions"}


def test_a_set_is_told_of_as_of_a_release_that_was_not_withdrawn(
    project: Project, tmp_path: Path
) -> None:
    store, site = tmp_path / "store", tmp_path / "site"
    publish_unchecked(project, store)
    for old, new in (("14.3萬例", "14.4萬例"), ("14.4萬例", "14.3萬例"), ("14.5萬例", "14.6萬例")):
        change(project, "health", old, new)
        publish_unchecked(project, store)
    yank(store, "linhe", "1.0.0", "a misreading")
    yank(store, "linhe", "1.0.3", "another")
    write_site(store, site, tmp_path / "cache")
    pages = {
        name: (site / f"linhe/{name}.html").read_text("utf-8") for name in ("health", "education")
    }
    assert "1.0.2/health.csv" in pages["health"]
    assert "1.0.1/education.csv" in pages["education"]


def test_a_new_release_rewrites_no_comparison_of_what_it_left_alone(tmp_path: Path) -> None:
    project, store, site = copy_project(tmp_path / "project"), tmp_path / "store", tmp_path / "site"
    spread(project.data, areas=2, years=1)
    publish_unchecked(project, store)
    write_site(store, site, tmp_path / "cache")
    before = objects(site)
    change(project, "health", "14.3萬例", "14.4萬例")
    publish_unchecked(project, store)
    write_site(store, site, tmp_path / "cache")
    after = objects(site)
    rewritten = {name for name in before if before[name] != after[name]}
    assert {name for name in rewritten if name.startswith("compare/")} == {
        f"compare/remote_imaging_diagnoses-cases{ending}" for ending in (".html", ".zh.html")
    }
