"""What is refused of a revision of a repository. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

REVISION_SENTENCES: Final[Mapping[str, Sentence]] = {
    "git-missing": Sentence(
        "A revision is read with git, which cannot be run here: {reason}. Install git, or compare "
        "with a folder.",
        "读取修订版本需要 git，而此处无法运行：{reason}。请安装 git，或改与文件夹比较。",
    ),
    "git-lacks-object": Sentence(
        "The repository lacks {blob} of that revision: {reason}. Fetch it: git fetch --unshallow.",
        "仓库中缺少该修订版本的 {blob}：{reason}。请取回：git fetch --unshallow。",
    ),
    "no-repository": Sentence(
        "no git repository can be read that holds {folder} ({reason})",
        "找不到可读取的、包含 {folder} 的 git 仓库（{reason}）",
    ),
    "how-to-name-a-repository": Sentence(
        "name a project within one with --project DIR", "请用 --project DIR 指明仓库中的项目"
    ),
    "no-such-revision": Sentence("the repository has no such revision", "仓库中没有这一修订版本"),
    "how-to-name-a-revision": Sentence(
        "give a branch, a tag or a commit; one that a shallow clone lacks is fetched first: "
        "git fetch origin BRANCH",
        "请给出分支、标签或提交；浅克隆中没有的须先取回：git fetch origin 分支",
    ),
    "project-not-in-revision": Sentence(
        "it has no project in {folder}: no datapackage/datapackage.json was there",
        "其中 {folder} 处没有项目：那里没有 datapackage/datapackage.json",
    ),
    "no-file-of-a-revision": Sentence(
        "it is a link or another repository; only files are read from a revision",
        "它是链接或另一仓库；从修订版本中只读取文件",
    ),
    "since-without-project": Sentence(
        "what a change touches can only be told of a whole project; leave out --changed-since",
        "只有整个项目才能分辨改动涉及哪些表；请去掉 --changed-since",
    ),
    "store-and-sides": Sentence(
        "--from names a revision, and with it the older side; give NEW alone, or no side.",
        "--from 已指明修订版本，即较旧的一侧；请只给出 NEW，或都不给。",
    ),
}
