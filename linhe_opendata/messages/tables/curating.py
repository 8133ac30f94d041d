"""What is said to who curates figures: of candidates, decisions and rows. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

CURATING_SENTENCES: Final[Mapping[str, Sentence]] = {
    "table-unwritable": Sentence(
        "cannot be written: {reason}; nothing was recorded", "无法写入：{reason}；未收录任何内容"
    ),
    "project-taken": Sentence(
        "another `linhe add` is writing into this project; try again when it is done",
        "另一个 `linhe add` 正在写入此项目；请待其完成后重试",
    ),
    "row-misfit": Sentence(
        "the row of {at} does not fit the table {table}: {column}: {note}",
        "{at} 的行不符合表 {table}：{column}：{note}",
    ),
    "row-key-taken": Sentence(
        "a row with the key {key} stands there already, so the one of {at} cannot be added; give "
        "it another indicator, area or period, or correct the row that is there",
        "已有主键为 {key} 的行，因此无法添加 {at} 的行；请改用其他指标、地区或时期，或更正已有的行",
    ),
    "source-has-id": Sentence(
        "this text is recorded as {known!r}, not as {asked!r}; leave --source out",
        "此文本已以 {known!r} 收录，而非 {asked!r}；请省略 --source",
    ),
    "source-id-taken": Sentence(
        "{asked!r} is the id of another text; choose a new one with --source",
        "{asked!r} 是另一文本的标识；请用 --source 另取一个",
    ),
    "source-without-id": Sentence(
        "this text is not recorded yet: name it with --source, such as --source {near}",
        "此文本尚未收录：请用 --source 命名，如 --source {near}",
    ),
    "no-sources-table": Sentence(
        "the project has no table of sources, so no text can be recorded; add one",
        "项目没有来源表，无法收录文本；请添加",
    ),
    "decided-without-start": Sentence(
        "has no column char_start, which says what number a row decides about",
        "缺少 char_start 列，无法得知各行所指的数字",
    ),
    "decided-columns": Sentence(
        "has columns that no candidate has: {columns}; known are {known}",
        "有候选行所没有的列：{columns}；可用的列为 {known}",
    ),
    "decided-row": Sentence("row {row}: {problem}", "第 {row} 行：{problem}"),
    "decided-twice": Sentence(
        "it has an indicator and a reason to exclude it; leave one of the two empty",
        "既有指标又有排除理由；请留空其一",
    ),
    "no-number-there": Sentence(
        "no number begins at {at!r}; the nearest begin at {near}",
        "{at!r} 处没有数字；最近的数字始于 {near}",
    ),
    "other-words-there": Sentence(
        "the text does not say {words!r} at {at}; was it read from another text?",
        "文本在 {at} 处并非 {words!r}；是否读自另一文本？",
    ),
    "other-source": Sentence(
        "it is of the source {source!r}, and this text is {own!r}",
        "该行属于来源 {source!r}，而此文本是 {own!r}",
    ),
    "no-such-indicator": Sentence(
        "the project has no indicator {code!r}; the nearest are {near:or}",
        "项目没有指标 {code!r}；最接近的是 {near:or}",
    ),
    "no-table-for-set": Sentence(
        "the indicator {code!r} is of the set {table!r}, and the project has no such table of "
        "figures",
        "指标 {code!r} 属于指标集 {table!r}，而项目没有这样的数字表",
    ),
    "no-exclusions-table": Sentence(
        "the project has no table of exclusions, so nothing can be excluded; add one",
        "项目没有排除表，无法排除数字；请添加",
    ),
    "no-such-reason": Sentence(
        "{reason!r} is no reason of the project; known are {known}",
        "{reason!r} 不是项目的排除理由；可用的有 {known}",
    ),
}
