"""What the commands of whoever uses the data say of themselves. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

READER_SENTENCES: Final[Mapping[str, Sentence]] = {
    "help-explain": Sentence(
        "Say what a type of finding is, and how it is mended.\n\n"
        "TYPE is the word with which a report begins a finding, such as type-error; without it, "
        "all are listed.",
        "说明某一类问题是什么、如何解决。\n\n"
        "“类型”是报告中每处问题开头的词，例如 type-error；不给出则列出全部。",
    ),
    "help-diff": Sentence(
        "Say what changed between two versions of a package.\n\n"
        "Rows are compared by their keys, and it is said which number the changes ask for. OLD and "
        "NEW are each a version in the store, a store (its newest release), a folder with a "
        "data package, a build or a project, `unreleased` for the project as it stands, or "
        "`git:REV` for the project at a revision of its repository. Without NEW it is "
        "`unreleased`. Two folders need no project; a version and a store are those of "
        "the package. The exit code is 0 whatever has changed.",
        "说明数据包的两个版本之间有哪些改动。\n\n"
        "各行按主键比较，并说明这些改动要求的版本号。“旧”和“新”可以是存储中的版本、一个存储"
        "（取其最新版本）、存有数据包、打包结果或项目的文件夹，`unreleased`（项目的当前状态），"
        "或 `git:REV`（项目在其仓库某一修订版本时的状态）。不给出“新”则为 `unreleased`。"
        "比较两个文件夹不需要项目；版本和存储都指同一数据包。无论有何改动，退出码均为 0。",
    ),
    "option-diff-store": Sentence(
        "The store [default: $LINHE_OPENDATA_STORE, else the copy that ships with linhe]; or "
        "git:REV, which is then OLD.",
        "存储 [默认：$LINHE_OPENDATA_STORE，否则为 linhe 所附的副本]；或 git:REV，此时它就是“旧”。",
    ),
    "option-diff-form": Sentence("How to write the changes.", "改动的写法。"),
    "help-packages": Sentence(
        "List the packages of a store, each with its newest version.\n\n"
        "The names are what --package takes. A store that is read over plain HTTP tells them by "
        "its index, packages.json.",
        "列出存储中的数据包及其最新版本。\n\n"
        "所列名称可用于 --package。通过普通 HTTP 读取的存储由其索引 packages.json 给出名称。",
    ),
    "help-releases": Sentence(
        "List the releases in a store, newest first.", "列出存储中的各版本，最新的在前。"
    ),
    "option-rebuild": Sentence(
        "Make the catalogue anew from the releases first.", "先依各版本重建目录。"
    ),
    "option-clear-unfinished": Sentence(
        "Delete what stopped publishers left; what somebody may still be at work on stays.",
        "删除中断的发布留下的内容；可能仍有人在发布的予以保留。",
    ),
    "option-held-for": Sentence(
        "With --clear: for how long a claimed version is left alone once it was written to.",
        "与 --clear 同用：已占用的版本在最后一次写入之后多久之内不予清除。",
    ),
    "help-show": Sentence(
        "Show the figures of all sets, or one table.\n\n"
        "They are those of a release where a store, a version or a package is given, else of the "
        "project as it stands. "
        "An interval is written in the usual brackets: [ and ] belong to it, ( and ) do not, and … "
        "is a side that the words leave open.",
        "显示各类别的数字，或某一张表。\n\n"
        "给出存储、版本或数据包时，显示已发布版本的内容，否则显示项目的当前内容。"
        "区间用通常的括号书写：[ 和 ] 一侧包含端点，( 和 ) 一侧不包含，… 表示原文没有限定的一侧。",
    ),
    "option-show-form": Sentence(
        "csv, json: every column, for programs.", "csv、json：全部各列，供程序使用。"
    ),
    "help-search": Sentence(
        "Find indicators and tables by the words of their titles.\n\n"
        "Definitions, codes and the words of figures are searched too. The words may be English or "
        "Chinese, traditional or simplified; what says all of them is found, with the newest "
        "figure in its own words.",
        "按标题中的词查找指标和表。\n\n"
        "定义、代码和数字的原文措辞也会查找。词可以是英文或中文，繁简皆可；含有全部词语的才会列出，"
        "并附最新数字的原文。",
    ),
    "help-download": Sentence(
        "Download a data package, or some of its tables.\n\n"
        "With a TABLE come those that it refers to. Every file is checked against the digest that "
        "was published with it.",
        "下载数据包，或其中的几张表。\n\n"
        "给出“表”时，它所引用的表一并下载。每个文件都与发布时的摘要核对。",
    ),
    "option-download-form": Sentence("The form of the tables.", "表的格式。"),
    "option-download-folder": Sentence(
        "The folder to put them into [default: one named after package, version and format].",
        "存放的文件夹 [默认：以数据包、版本和格式命名]。",
    ),
    "help-cite": Sentence(
        "Print the citation of a version.\n\n"
        "Where the data are no release, a line beside it, on standard error, says why.",
        "写出某一版本的引用格式。\n\n数据不是任何发布版本时，标准错误中另有一行说明原因。",
    ),
    "option-style": Sentence(
        "Plain text, BibTeX, or the Chinese standard GB/T 7714.",
        "纯文本、BibTeX，或国家标准 GB/T 7714。",
    ),
    "help-open": Sentence(
        "Look at a web site on this machine.\n\n"
        "The site in DIR, which `linhe portal` wrote [default: site], is served to this machine "
        "alone and opened in a browser. Ctrl-C ends it.",
        "在本机查看网站。\n\n"
        "“文件夹”中的网站由 `linhe portal` 写成 [默认：site]，只供本机访问，并在浏览器中打开。"
        "按 Ctrl-C 结束。",
    ),
    "option-port": Sentence("The port [default: any free one].", "端口 [默认：任一空闲端口]。"),
    "option-no-browser": Sentence("Only serve; open no browser.", "只提供访问，不打开浏览器。"),
}
"""Each sentence of a reader's help by its code."""
