"""A project at a revision of its repository: found, read as recorded, refused in words."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from command_line import run
from projects import change, copy_project
from repositories import commit, git, needs_git

from linhe_opendata import diff
from linhe_opendata.errors import InvalidMetadataError, StoreError
from linhe_opendata.messages import LANGUAGES
from linhe_opendata.revisions import find_revision, is_revision

if TYPE_CHECKING:
    from pathlib import Path

    from linhe_opendata.project.folder import Project

pytestmark = needs_git


@pytest.fixture
def kept(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return a project that is all of a repository, in which the test stands."""
    commit(project.root)
    monkeypatch.chdir(project.root)
    return project


@pytest.mark.parametrize("name", ["main", "HEAD", "v1", "refs/heads/main"])
def test_a_revision_is_named_as_git_names_it(name: str, kept: Project) -> None:
    git(kept.root, "tag", "v1")
    change(kept, "health", "近300人", "近301人")
    found = diff(f"git:{name}", "unreleased")
    assert {one.table for one in found.changes} == {"health"}


def test_a_revision_is_compared_without_touching_the_working_tree(kept: Project) -> None:
    change(kept, "health", "近300人", "近301人")
    before = git(kept.root, "status", "--porcelain")
    assert diff("git:main", "unreleased")
    assert git(kept.root, "status", "--porcelain") == before == "M datapackage/data/health.csv"
    assert git(kept.root, "worktree", "list").count("\n") == 0


def test_a_project_within_a_repository_is_found_there_and_nothing_else_is_read(
    tmp_path: Path,
) -> None:
    project = copy_project(tmp_path / "districts" / "临河 (a)*")
    copy_project(tmp_path / "districts" / "临河 (a)b")
    (tmp_path / "other.csv").write_text("x\n", encoding="utf-8")
    commit(tmp_path)
    revision = find_revision(project.root, "HEAD")
    files = {p.relative_to(project.root).as_posix() for p in project.root.rglob("*") if p.is_file()}
    assert set(revision.blobs) == files
    assert not diff("git:HEAD", "unreleased", project=project)


def test_two_revisions_are_compared_with_each_other(kept: Project) -> None:
    change(kept, "health", "近300人", "近301人")
    commit(kept.root)
    assert len(diff("git:HEAD~1", "git:HEAD").changes) == 1
    assert not diff("git:HEAD", "git:main")


@pytest.mark.parametrize(
    "name",
    ["", "nowhere", "--help", "-p", "--output=made", "main:schemas", "a\nb", "main\0", "\x1b"],
)
def test_what_is_no_revision_is_refused_and_never_an_option(name: str, kept: Project) -> None:
    with pytest.raises(InvalidMetadataError, match="no such revision"):
        diff(f"git:{name}", "unreleased")
    assert git(kept.root, "status", "--porcelain") == ""


def test_a_folder_outside_of_any_repository_is_refused_with_gits_reason(project: Project) -> None:
    with pytest.raises(InvalidMetadataError, match=r"no git repository .*not a git repository"):
        diff("git:main", "unreleased", project=project)


def test_a_revision_before_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README").write_text("not yet\n", encoding="utf-8")
    first = commit(tmp_path)
    project = copy_project(tmp_path / "district")
    commit(tmp_path)
    with pytest.raises(InvalidMetadataError, match="it has no project in district/"):
        diff(f"git:{first}", "unreleased", project=project)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_git_it_says_what_is_missing(
    language: str, kept: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(kept.root))
    with pytest.raises(StoreError) as refused:
        diff("git:main", "unreleased")
    said = refused.value.say(language)
    assert {"en": "Install git", "zh": "请安装 git"}[language] in said


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no links without a privilege")
def test_a_link_in_a_revision_is_not_followed(kept: Project, tmp_path: Path) -> None:
    table = kept.data / "health.csv"
    table.rename(tmp_path / "elsewhere.csv")
    table.symlink_to(tmp_path / "elsewhere.csv")
    commit(kept.root)
    with pytest.raises(
        InvalidMetadataError, match=r"git:HEAD: datapackage/data/health\.csv: .*link"
    ):
        diff("git:HEAD", "unreleased")


def test_what_is_wrong_in_a_revision_is_told_as_of_it(kept: Project) -> None:
    (kept.schemas / "areas.json").write_text("{", encoding="utf-8")
    commit(kept.root)
    git(kept.root, "checkout", "--quiet", "HEAD~1")
    with pytest.raises(InvalidMetadataError) as refused:
        diff("git:main", "unreleased")
    assert str(refused.value).startswith(f"git:main: schemas{os.sep}areas.json: ")


def test_an_object_that_a_clone_lacks_is_told_with_how_to_fetch_it(kept: Project) -> None:
    blob = find_revision(kept.root, "main").blobs["datapackage/data/health.csv"]
    (kept.root / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(StoreError, match="git fetch"):
        diff("git:main", "unreleased")


def test_no_attribute_or_filter_of_a_repository_has_a_say(kept: Project) -> None:
    git(kept.root, "config", "filter.spoil.clean", "tr a-z A-Z")
    git(kept.root, "config", "filter.spoil.smudge", "false")
    attributes = "*.csv filter=spoil export-ignore\n*.json export-subst\n"
    (kept.root / ".gitattributes").write_text(attributes, encoding="utf-8")
    assert not diff("git:main", "unreleased")


def test_a_repository_that_a_hook_runs_for_is_not_taken_for_the_projects(
    kept: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / "index"))
    assert not diff("git:main", "unreleased", project=kept)


def test_a_file_is_the_same_exactly_where_its_bytes_are(kept: Project) -> None:
    revision = find_revision(kept.root, "main")
    table = kept.data / "health.csv"
    assert revision.is_same(table)
    table.write_bytes(table.read_bytes().replace(b"\n", b"\r\n", 1))
    assert not revision.is_same(table)
    table.unlink()
    assert not revision.is_same(table)
    assert not revision.is_same(kept.data / "new.csv")


def test_from_a_revision_is_the_older_side(kept: Project) -> None:
    change(kept, "health", "近300人", "近301人")
    same = [run("diff", *given).stdout for given in (["git:main"], ["--from", "git:main"])]
    assert same[0] == same[1]
    assert "近300人 → 近301人" in same[0]
    assert run("diff", "--from", "git:main", "git:HEAD").stdout == "No changes.\n"
    refused = run("diff", "--from", "git:main", "1.0.0", "unreleased")
    assert (refused.exit_code, "older side" in refused.stderr) == (2, True)
    lacking = run("diff")
    assert (lacking.exit_code, "'OLD'" in lacking.stderr) == (2, True)


def test_an_address_of_a_revision_is_known_by_its_scheme() -> None:
    assert [is_revision(each) for each in ("git:main", "git", "git:", "gitmain", "1.0.0")] == [
        *(True, False, True, False, False)
    ]
