"""What is said to who curates figures: of candidates, decisions and rows. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

CURATING_SENTENCES: Final[Mapping[str, Sentence]] = {
    "candidates-written": Sentence(
        "{count} candidates: {chosen} with an indicator, {excluded} suggested exclusions; "
        "{recorded} recorded before.",
        "{count} 个候选：{chosen} 个附建议指标，{excluded} 个建议排除；此前已收录 {recorded} 个。",
        "1 candidate: {chosen} with an indicator, {excluded} suggested exclusions; "
        "{recorded} recorded before.",
    ),
    "nobody-to-ask": Sentence(
        "There is nobody to ask. Give the decided rows with --from CSV; "
        "`linhe read FILE --format csv` writes what is to be decided.",
        "无人可问。请用 --from CSV 给出已决定的行；`linhe read FILE --format csv` 可写出候选行。",
    ),
    "added": Sentence(
        "Added {count} rows to {table}.", "{table} 新增 {count} 行。", "Added 1 row to {table}."
    ),
    "nothing-added": Sentence("Nothing was added.", "没有新增内容。"),
    "left-open": Sentence(
        "{count} numbers of the text are left to decide.",
        "文本中还有 {count} 个数字待定。",
        "1 number of the text is left to decide.",
    ),
    "decided-before": Sentence(
        "Rows left open: {left}; recorded before: {recorded}.",
        "留待决定的行：{left}；此前已收录：{recorded}。",
    ),
    "which-source-id": Sentence(
        "The text is new to the project. What is it to be called? [{near}]",
        "项目中尚无此文本。如何命名？[{near}]",
    ),
    "walk-begins": Sentence(
        "{count} numbers to decide. Each decision is recorded at once; q leaves, and the next "
        "`linhe add` goes on.",
        "共有 {count} 个数字待定。每个决定立即收录；q 离开，下次 `linhe add` 接着进行。",
        "1 number to decide. A decision is recorded at once; q leaves.",
    ),
    "walk-number": Sentence("[{at}/{total}] {words}", "[{at}/{total}] {words}"),
    "walk-place": Sentence("    {area}, {begin} to {end}", "    {area}，{begin} 至 {end}"),
    "walk-reason": Sentence(
        "    suggested: exclude as {reason} ({means})", "    建议排除：{reason}（{means}）"
    ),
    "walk-keys": Sentence(
        "Enter: as suggested; a number: that indicator; /words: search; x: exclude; s: skip; "
        "b: back; p: period; a: area; n: note; t: it is a target; q: quit; ?: this line.",
        "回车：按建议；数字：选该指标；/词语：搜索；x：排除；s：跳过；b：返回；p：时期；a：地区；"
        "n：备注；t：属于目标值；q：退出；?：本说明。",
    ),
    "walk-question": Sentence(
        "[Enter, number, /words, x s b p a n t q ?]", "［回车、数字、/词语、x s b p a n t q ?］"
    ),
    "walk-unknown": Sentence("{reply!r} is none of these.", "{reply!r} 不在可选项中。"),
    "walk-found": Sentence(
        "{count} indicators say so, {shown} are shown; give more words.",
        "有 {count} 个指标符合，显示 {shown} 个；请输入更多词语。",
    ),
    "walk-found-none": Sentence(
        "No indicator says {words!r}; try other words, or leave and add it to the table of "
        "indicators.",
        "没有指标含有 {words!r}；请换用其他词语，或退出后将其补入指标表。",
    ),
    "walk-no-reasons": Sentence(
        "The project has no table of exclusions, so nothing can be excluded.",
        "项目没有排除表，无法排除数字。",
    ),
    "walk-which-reason": Sentence("Which reason? (number)", "哪个理由？（数字）"),
    "walk-which-start": Sentence(
        "First day (2024-01-01; empty where the source does not say) {default}",
        "首日（2024-01-01；来源未说明则留空）{default}",
    ),
    "walk-which-end": Sentence(
        "Last day (2024-12-31) [{default}]", "末日（2024-12-31）[{default}]"
    ),
    "walk-which-area": Sentence("Code of the area:", "地区代码："),
    "walk-which-note": Sentence("What must a careful reader know?", "审慎的读者须知："),
    "note-no-day": Sentence(
        "The source names no day; the end is the date of the source.",
        "来源未写明日期，期末取来源日期。",
    ),
    "walk-recorded": Sentence("    recorded in {table}: {name}", "    已收录于 {table}：{name}"),
    "walk-taken-back": Sentence("    taken back from {table}", "    已从 {table} 撤回"),
    "words-no-date": Sentence(
        "{words!r} is no date; write it as 2024-12-31", "{words!r} 不是日期；请写作 2024-12-31"
    ),
    "text-empty": Sentence(
        "holds no text, so there is no number to record; is it the right file?",
        "没有文字，因此无数字可收录；请确认文件是否正确",
    ),
    "text-within-project": Sentence(
        "lies within the project, and what a text says is no part of one: name a file elsewhere",
        "位于项目文件夹内，而文本内容不属于项目：请指定别处的文件",
    ),
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
    "decided-meanwhile": Sentence(
        "the number of {at} was recorded by somebody else meanwhile; skip it, or leave and begin "
        "again",
        "{at} 的数字已由他人收录；请跳过，或退出后重新开始",
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
        "{asked!r} is the id of another text, or of this one before it was changed; choose a new "
        "one with --source, or give the text as it was recorded",
        "{asked!r} 是另一文本的标识，或此文本改动前的标识；请用 --source 另取一个，"
        "或给出收录时的原文",
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
