"""The form of a quantity expression, put together from the tables. Pure.

::

    before?  ratio?  number  within?  scale?  unit?  half?  after?          近 300 人
    before?  ratio?  low unit?  to  ratio?  number  unit?  after?            10 分钟 ~ 15 分钟
    before?  whole unit  number unit  after?                                 1 小时 30 分

A single space may stand between any two of these.
"""

from __future__ import annotations

import re

from linhe_opendata.quantities.qualifiers import WORDINGS
from linhe_opendata.quantities.units import CODES, PARTS, WORDS

_ARABIC = (
    r"(?>(?:[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?(?: (?=[十百千]?[万亿]))?)"
)
_DIGIT = r"[零一二三四五六七八九两廿卅](?![0-9])"
_POWER = r"(?:[十万亿]|百(?!分点)|千(?![瓦米克伏]))"
_MIXED = rf"(?:{_ARABIC}{_POWER}++|{_DIGIT}|{_POWER})++(?:{_ARABIC})?+|{_ARABIC}"
_FORMAL = r"[壹贰叁肆伍陆柒捌玖][壹贰叁肆伍陆柒捌玖零拾佰仟万亿]++"
_SPOKEN = r"(?:点[零一二三四五六七八九]++[百千]?[万亿]{0,2})?"
_HALF_OF = r"(?<![上下前后大小])半(?=个?多?(?:小时|月|年|天|星期|公里|斤|亩))"
NUMERAL = rf"(?:(?:{_MIXED}){_SPOKEN}|{_FORMAL})"
_NUMBER = rf"(?:一半(?!径|导|岛)|{_HALF_OF}|{NUMERAL})"

_NOT_BEFORE = {
    "人": "员才民力类",
    "部": "分门委队长署级件",
    "元": "化素旦首宵",
    "次": "性元",
    "成": "立为功为员果长本熟都就效品交分",
    "年": "级轻",
    "家": "庭长",
    "名": "誉单称字牌",
    "门": "口诊",
    "大": "步早半",
    "节": "气日目省约奏",
    "位": "置于居列一数次小",
}
"""Characters after a unit's last one that make it part of another word: 部分, 元素, 成立."""
_ONLY_BEFORE = {
    "日": "内",
    "起": "案事火交命典涉刑民纠投举较重特盗诈违",
    "口": "井人锅",
    "眼": "井泉温机",
}
"""Units that are units only before these characters: 3起案件, but 一起."""


def _word(unit: str) -> str:
    if unit in _ONLY_BEFORE:
        return rf"{unit}(?=[{_ONLY_BEFORE[unit]}])"
    if unit.isascii() and unit.isalpha():
        return rf"{unit}(?![A-Za-z0-9²³])"
    if others := _NOT_BEFORE.get(unit[-1]):
        return rf"{re.escape(unit)}(?![{others}])"
    return re.escape(unit)


def _either(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_UNITS = "|".join(_word(unit) for unit in sorted(CODES, key=len, reverse=True))
_WHOLES, _PARTS = (
    _either(" ".join(word for word, code in WORDS.items() if code in pair))
    for pair in ({whole for whole, _ in PARTS}, {part for _, part in PARTS})
)
_TENTHS = rf"(?P<tenths>成)(?:(?P<tenth>[一二三四五六七八九])|(?![{_NOT_BEFORE['成']}]))"
_COUNTED = r"个(?P<more>[多半])(?P<counted>月|小时|星期|百分点)"
_UNIT = rf"(?:{_COUNTED}|{_TENTHS}|(?P<unit>{_UNITS})(?P<again>(?P=unit))?)"
_BEFORE = _either(" ".join(wording.before for wording in WORDINGS.values()))
_PLUS = r"\+(?![0-9A-Za-z])"
_WITHIN = rf"余(?![额下])|多(?!元化|样)|来(?![自源访华临])|几|{_PLUS}"
_AFTER = (
    r"左右(?![两手翼])|上下(?![班学车游级])|以上|之上|以下(?!简称)|以内|之内|内(?![部容外涵设资])"
    rf"|有余|开外|出头|多(?![次个种项名人家元样])|{_PLUS}"
)
_INCLUDED = r"(?:[(（]含[^()（）]{0,6}[)）])?(?:及其?|或)?(?=以[上下内])"
_QUALIFIED = rf"(?: ?(?:{_INCLUDED})?(?P<after>{_AFTER}))"
_LINK = _either(
    "了 有 为 达 达到 占 占到 合 合人民币 计 需 需要 要 可 可达 在 等于 "
    "增长 增加 提高 提升 上升 上涨 下降 降低 减少"
)
"""Words that may stand between a qualifier and its number: 约占30%, 至少增长5%."""
_SIGN = "-|负|零下"
_HEAD = rf"(?:(?P<before>{_BEFORE})(?:{_LINK})? ?)?(?P<sign>{_SIGN})?"

SINGLE = (
    rf"{_HEAD}(?:(?P<of>{NUMERAL})分之)?(?P<number>{_NUMBER})"
    rf"(?: ?(?P<within>{_WITHIN})(?P<scale>[十百千]?[万亿]{{1,2}})?)?"
    rf"(?: ?{_UNIT})?(?P<half>半(?![导径岛价数程票决天日年个月载工]))?{_QUALIFIED}?"
)
RANGE = (
    rf"{_HEAD}(?:(?P<of>[百千])分之)?(?P<low>{NUMERAL})(?: ?(?P<low_unit>{_UNITS}|成))?"
    rf" ?(?:(?(sign)-|-{{1,2}})|~{{1,2}}|至|到) ?(?P<to_sign>{_SIGN})?"
    rf"(?:[百千]分之)?(?P<number>{NUMERAL})(?: ?{_UNIT})?{_QUALIFIED}?"
)
PARTED = (
    rf"{_HEAD}(?P<low>{NUMERAL}) ?(?P<whole>{_WHOLES})[零又]? ?(?P<number>{NUMERAL})"
    rf" ?(?P<unit>{_PARTS}){_QUALIFIED}?"
)
"""The three forms are compiled when a text is first read: that takes a tenth of a second."""

START = re.compile(
    rf"[0-9零一二三四五六七八九两十百千万亿廿卅半壹贰叁肆伍陆柒捌玖负第A-Za-z-]|零下|{_BEFORE}"
)
"""Where a number may begin; everything else is passed over."""
JOINED = re.compile(rf"(?:[A-Za-z~-]|(?:{_DIGIT}|{_POWER})(?:{_UNITS})?|[0-9.] ?(?:{_UNITS})?)\Z")
"""What a hyphen joins a number to: after it, a hyphen is no minus."""
MEASURED = re.compile(r"[\u4e00-\u9fff]{1,3}?(?:以上|以下|以内|之内|左右|上下)")
"""After a number: a unit that the table does not know, and a qualifier after it."""
