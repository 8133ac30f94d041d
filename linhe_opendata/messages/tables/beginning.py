"""What is said of a project that begins, and of schemas that follow from its indicators. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

BEGINNING_SENTENCES: Final[Mapping[str, Sentence]] = {
    "area-ambiguous": Sentence(
        "Several areas are called {name!r}; give the code of one: {areas:semicolon}.",
        "有多个地区名为 {name!r}，请给出其中一个的代码：{areas:semicolon}。",
    ),
    "area-unknown": Sentence(
        "No area is called {name!r}. Give its name in Chinese or its code in GB/T 2260, six "
        "digits, such as 150802; for a township, give the county it lies in.",
        "没有名为 {name!r} 的地区。请给出中文名称，或 GB/T 2260 的六位代码，例如 150802；"
        "乡镇街道请给出所在的县区。",
    ),
    "begin-busy": Sentence(
        "Somebody else is beginning a project in {folder}; nothing was written. Look there again "
        "in a moment.",
        "有人正在 {folder} 中新建项目；什么也没有写入。请稍后再看。",
    ),
    "begin-lacking": Sentence(
        "A new project needs {options}, and nobody can be asked here: give them.",
        "新建项目需要 {options}，而此处无法询问：请在命令中给出。",
    ),
    "begin-exists": Sentence(
        "{folder} holds {files} already, and nothing is overwritten; nothing was written. "
        "Choose another folder, or move them away.",
        "{folder} 中已有 {files}，不会覆盖任何文件；什么也没有写入。"
        "请另选文件夹，或先移走这些文件。",
    ),
    "begin-no-folder": Sentence(
        "{folder} is no folder; nothing was written. Choose another name.",
        "{folder} 不是文件夹；什么也没有写入。请另选名称。",
    ),
    "begin-unwritable": Sentence(
        "{folder} cannot be written: {reason}; nothing was left behind.",
        "无法写入 {folder}：{reason}；没有留下任何文件。",
    ),
    "begun-without-english": Sentence(
        "The English name of {area} is not known: areas.csv and the titles have the Chinese one "
        "in its place. Write it there, or begin with --area-en.",
        "{area} 的英文名称未知：areas.csv 与标题中暂用中文名称。请在其中填写，"
        "或用 --area-en 重新开始。",
    ),
    "begin-sets-none": Sentence(
        "No set of indicators is named; there are {sets}.", "未选择指标集；现有 {sets}。"
    ),
    "begun": Sentence(
        "Begun: {name} in {folder}, {files} files; {count} indicators in {sets}.",
        "已新建：{name}，位于 {folder}，共 {files} 个文件；{sets}，共 {count} 个指标。",
        one="Begun: {name} in {folder}, {files} files; {count} indicator in {sets}.",
    ),
    "begun-next": Sentence(
        "Next, in that folder: linhe read TEXT shows the numbers of a text to record.",
        "接下来请进入该文件夹：用 linhe read TEXT 查看一篇文本中待收录的数字。",
    ),
    "ask-sets": Sentence("Sets of indicators, of {sets}", "指标集，可选 {sets}"),
    "ask-area": Sentence("Area (name in Chinese, or code)", "地区（名称或代码）"),
    "ask-area-en": Sentence("English name of {area}", "{area} 的英文名称"),
    "ask-licence": Sentence("Licence (SPDX)", "许可证（SPDX 名称）"),
    "ask-publisher": Sentence("Who publishes the data", "数据发布者"),
    "ask-name": Sentence("Name of the package", "数据包名称"),
    "ask-title": Sentence("Title in English", "英文标题"),
    "ask-title-zh": Sentence("Title in Chinese", "中文标题"),
    "schema-stale": Sentence(
        "schemas/{file} does not say what the table of indicators says of {fields}; "
        "`linhe schemas --write` refreshes it",
        "schemas/{file} 中的 {fields} 与指标表不一致；请运行 `linhe schemas --write` 更新",
    ),
    "schemas-fresh": Sentence(
        "{count} schemas say what the indicators say.",
        "{count} 个表模式与指标表一致。",
        one="{count} schema says what the indicators say.",
    ),
    "schemas-none": Sentence(
        "No schema of this project follows from a table of indicators.",
        "此项目没有由指标表生成的表模式。",
    ),
    "schema-written": Sentence(
        "Written: schemas/{file} ({fields}).", "已更新：schemas/{file}（{fields}）。"
    ),
    "schema-underivable": Sentence(
        "the schema of {table} cannot be made of its rows: {problem}",
        "无法由其各行生成 {table} 的表模式：{problem}",
    ),
    "code-elsewhere": Sentence(
        "{code!r} is an indicator of {home}, not of {table}; move the row there",
        "{code!r} 是 {home} 的指标，不是 {table} 的；请将该行移到那里",
    ),
    "code-near": Sentence(
        "{code!r} is no indicator of {table}; did you mean {near:or}?",
        "{table} 没有指标 {code!r}；您是否想写 {near:or}？",
    ),
    "code-unknown": Sentence(
        "{code!r} is no indicator of {table}; it has {codes}",
        "{table} 没有指标 {code!r}；现有 {codes}",
    ),
    "below-minimum": Sentence(
        "{code!r} is at least {limit}, not {number}; correct the figure, or the limit",
        "{code!r} 至少为 {limit}，而不是 {number}；请更正数字或下限",
    ),
    "above-maximum": Sentence(
        "{code!r} is at most {limit}, not {number}; correct the figure, or the limit",
        "{code!r} 至多为 {limit}，而不是 {number}；请更正数字或上限",
    ),
}
