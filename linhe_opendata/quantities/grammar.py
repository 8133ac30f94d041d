"""The form of a quantity expression, put together from the tables. Pure.

::

    before? currency? per? ratio? number within? scale? unit? half? over? after?      近 300 人
    before? ratio? low low unit? to ratio? number unit? over? after?          10 分钟 ~ 15 分钟
    before? whole unit number unit after?                                        1 小时 30 分
    before? whole unit tenths                                                          1 米 8
    before? 翻 before? number 番 after?                                               翻 两 番

A single space may stand between any two of these. What most figures are worded as is told by a
short form of its own too, `PLAIN`.
"""

from __future__ import annotations

import re

from linhe_opendata.quantities.others import FRACTION
from linhe_opendata.quantities.qualifiers import SUPERLATIVES, WORDINGS
from linhe_opendata.quantities.tables import beside, currencies, measures, nouns, units


class Found:
    """A match of a form in the folded `text`, from `start` to `end`.

    `get` returns the text of a part, None where the match or its form has none.
    """

    __slots__ = ("end", "get", "match", "number", "start", "text")

    def __init__(self, match: re.Match[str]) -> None:
        """Take the parts out of a match; every form has a `number`."""
        parts = match.groupdict()
        self.match, self.text, self.get = match, match.string, parts.get
        self.number: str = parts["number"]
        self.start, self.end = match.span()

    def part(self, part: str) -> str:
        """Return the text of a part that the match surely has."""
        return str(self.match[part])

    def before(self, part: str | int = 0) -> str:
        """Return the character before the match or a part of it, empty at the beginning."""
        at = self.match.start(part)
        return self.text[at - 1] if at else ""


_SPACED = r"[0-9]{1,3}(?: [0-9]{3})++(?![0-9])(?=(?:\.[0-9]+)? ?[\u4e00-\u9fff%‰℃°㎡μ€A-Za-z])"
_GROUPED = r"[0-9]{1,3}(?:(?:,[0-9]{3})++|(?:，[0-9]{3})++|(?:'[0-9]{3})++)(?![0-9])"
_ARABIC_FORM = (
    rf"(?>(?:{_GROUPED}|{_SPACED}|[0-9]++|(?<![0-9A-Za-z.])(?=\.[0-9]))"
    r"(?:\.[0-9]++)?(?: (?=[十百千]?[万亿兆](?!瓦|赫|帕|字)))?)"
)
_NUMERALS = "零一二三四五六七八九十百千万亿两廿卅0-9"
_PLAIN_DIGIT = "零一二三四五六七八九廿卅"
_DIGIT = (
    rf"(?:[{_PLAIN_DIGIT}]|(?<![{_NUMERALS}])两|两(?=[百千万亿])"
    r"|(?<=一)两(?=[个天年次人家名位间台项所处件种条周元小分百千万十])"
    r"|(?<=[拾佰仟万亿])[壹贰叁肆伍陆柒捌玖])(?![0-9])"
)
_UNITS_OF_THOUSANDS = "瓦米克伏卡帕焦赫安"
_MONEY_AFTER = (
    r"(?:[0-9,一二三四五六七八九十百千零]*[万亿])?(?:余|多|几)?(?:元|圆|美|港|人民币|新台币)"
)
_POWER = (
    rf"(?:(?<=[千万亿兆])零(?=[0-9])|[十万亿]|百(?!分点|帕)|千(?![{_UNITS_OF_THOUSANDS}])"
    rf"|(?<=[万亿兆零][{_PLAIN_DIGIT}两0-9])千|(?<=[千万亿兆零][{_PLAIN_DIGIT}0-9])百(?!分点)|兆(?={_MONEY_AFTER}|[0-9]+亿)"
    r"|(?<=[0-9一二三四五六七八九两壹贰叁肆伍陆柒捌玖])[拾佰仟])"
)
_MIXED = rf"(?:{_ARABIC_FORM}{_POWER}++|{_DIGIT}|{_POWER})++(?:{_ARABIC_FORM})?+|{_ARABIC_FORM}"
_FORMAL = r"[壹贰叁肆伍陆柒捌玖][壹贰叁肆伍陆柒捌玖零拾佰仟万亿]++"
_SPOKEN_PLACES = r"(?:点[零一二三四五六七八九]++[百千]?[万亿]{0,2})?"
_HALVED = "小时|钟头|月|年|天|日|星期|公里|里|斤|公斤|亩|分钟|周|世纪|吨|米|数"
_HALF_OF = rf"(?<![上下前后大小多])半(?=个?多?(?:{_HALVED}))(?!年级|天然|月刊|日制|年度|米粒)"
_HALF = (
    rf"一半(?!径|导|岛)|(?<![大小多])半数|{_HALF_OF}"
    r"|(?<=[近超逾过足])半(?![个导径岛决票天日年月载工价程山路夜空场成])"
)
NUMERAL = rf"(?:(?:{_MIXED}){_SPOKEN_PLACES}|{_FORMAL})"
_LIST_ENDS = "个年天人名家位间所项周小分元块亩户吨斤里岁公米倍成次条头只辆座十百千万"
_LISTED = (
    r"(?:[一二三四五六七八](?<![十第].)、[二三四五六七八九]|(?<![0-9.第、])(?:"
    + "|".join(f"{one}、{one + 1}" for one in range(1, 9))
    + rf"))(?:[十百千]?[万亿]|[百千](?!分)|十)?(?<![0-9]十)(?=[{_LIST_ENDS}])"
)
_NUMBER = rf"(?:{_HALF}|{_LISTED}|百分百|成百上千|成千上万|{FRACTION}|{NUMERAL})"

_LONE = (
    r"(?:(?<=[0-9+十百千万亿多余几来半拾佰仟])|(?<=[0-9] )"
    r"|(?<=[十百千万亿零][一二三四五六七八九两]))"
)
"""What stands before a loose measure word: a numeral of more than one Chinese digit."""


def _word(unit: str) -> str:
    """Return the form of a unit, with what may stand beside it."""
    form = re.escape(unit)
    if unit in beside.ONLY_BEFORE:
        return rf"{form}(?=[{beside.ONLY_BEFORE[unit]}])"
    if unit.isascii() and unit[-1].isalnum():
        return rf"{form}(?![A-Za-z0-9²³])"
    if others := beside.NOT_BEFORE.get(unit[-1]):
        return rf"{form}(?![{others}])"
    return form


def _one_of(words: dict[str, str]) -> str:
    """Return one form for many words, the longest first, tried by their first characters."""
    first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        first.setdefault(word[0], []).append(words[word])
    heads = "".join(map(re.escape, first))
    return f"(?=[{heads}])(?:{'|'.join('|'.join(forms) for forms in first.values())})"


def _either(words: str) -> str:
    return _one_of({word: re.escape(word) for word in words.split()})


_FORMS = {unit: _word(unit) for unit in (*units.UNIT_CODES, *units.FACTORS)}
_LOOSE, _FIRM = (
    _one_of({unit: form for unit, form in _FORMS.items() if (unit in measures.LOOSE) is loose})
    for loose in (True, False)
)
_UNITS = rf"(?:{_FIRM}|{_LONE}{_LOOSE})"
_HEADS = "".join({re.escape(unit[0]) for unit in _FORMS})
_OVER_UNITS = _either(
    "平方公里 平方千米 平方米 平米 立方米 公顷 公斤 千克 千瓦时 小时 分钟 人次 公里 吨 亩 斤 升 人 "
    "户 家 例 件 张 个 台 辆 天 日 年 次 株 头 km m2 m² ㎡ m3 m³ kg L h t 月 平 车 班 工 栋 口 窝 "
    "度 秒 秒钟 min 周 克 毫升 立方 立方厘米 名 位 套 间 床 箱 桶 瓶 袋 盒 包 只 支 条 份 块 项 "
    "所 处 棵 村 校 米"
)
"""What a rate is for."""
_PER_UNITS = _either("人口 人次 人 名 户 平方公里 公里 亩 吨 辆 家 元 台 车")
_WHOLES, _PARTS = (
    _either(" ".join(word for word, code in units.IN_PARTS.items() if code in pair))
    for pair in ({whole for whole, _ in units.PARTS}, {part for _, part in units.PARTS})
)
_TENTH = "(?P<tenth>[一二三四五六七八九]|[1-9](?![0-9.]))"
_TENTHS = rf"(?P<tenths>成)(?:{_TENTH}(?!成)|(?![{beside.NOT_BEFORE['成']}]))"
_COUNTED_MORE = (
    r"(?P<each>个|分(?=多钟)|秒(?=多钟))(?P<more>[多半])"
    r"(?P<counted>月|小时|钟头|星期|礼拜|百分点|(?<![个半].)钟(?!头))"
)
_DISCOUNT = rf"(?P<discount>折)(?![{beside.NOT_BEFORE['折']}])"
_UNIT = rf"(?:{_COUNTED_MORE}|{_TENTHS}|{_DISCOUNT}|(?P<unit>{_UNITS})(?P<again>(?P=unit))?)"
_OVER = (
    rf"(?:/(?P<over_base>[十百千万]+)?(?P<over>{_OVER_UNITS})"
    r"(?:[·/](?P<over_time>[年月天日次]))?)?"
)
_BEFORE = _either(" ".join(wording.before for wording in WORDINGS.values()))
_PLUS = r"\+(?![0-9A-Za-z])"
_WITHIN = (
    r"余(?![额下])|多(?!元化|样)|来(?![自源访华临])"
    rf"|(?<=[百千万亿])[几数][十百千](?![十百千])|几|{_PLUS}"
)
_NO_NUMBER = rf"(?! ?[{_NUMERALS}半])"
_AFTER = (
    r"左右(?![两手翼])|上下(?![班学车游级])|以上|之上|以下(?!简称)|以内|之内|内(?![部容外涵设资])"
    rf"|有余|有多|开外|出头|多(?![次个种项名人家元样])|{_PLUS}|封顶|为限"
    rf"|[都还仍]?(?:不到|不足|不满|未到|未满|没到|不止)(?!位|底){_NO_NUMBER}"
    rf"|起(?=[,，。;、)步到]|\Z)"
)
_INCLUDED = r"(?:[(（]含[^()（）]{0,6}[)）])?(?:及其?|或)?(?=以[上下内]|上下|左右)"
_THING = (
    rf"(?:(?P<thing>(?:{_either(nouns.COUNTABLE)})(?=以[上下内]|上下|左右)"
    rf"|[^\W0-9A-Za-z_在于距至到的和与及或是为有{_NUMERALS}年月日前后以内外]{{1,3}}(?=左右(?![两手翼]))))"
)
_QUALIFIED = rf"(?: ?(?:{_INCLUDED}|{_THING})?(?P<after>{_AFTER}))"
_STRONG = r"(?P<strong>[强弱](?![化势度调壮制盛大劲力烈行者项点]))"
_SIGN = "-|负|零下"
_CURRENCY = _either(" ".join(currencies.BEFORE.values()))
_BEFORE_NUMBER = rf"(?P<before>{_BEFORE})(?:{beside.LINK}){{0,{beside.LINKS}}} ?"
_MONEY = rf"(?P<money>{_CURRENCY})[:：]? ?"
_HEAD = rf"(?:{_BEFORE_NUMBER})?(?:{_MONEY})?(?P<sign>{_SIGN})?"
_PER = rf"(?:(?P<per>每(?P<base>[0-9]*[十百千万亿]+)(?P<per_unit>{_PER_UNITS})(?:均|拥有|有|约)?))?"

_ANY_UNIT = rf"[^\W0-9_{_NUMERALS}至到]{{1,5}}?|[%‰℃㎡²³]"
"""A unit that must be the same as that of the other end."""
_FOURTHS = (
    r"(?<=[三四五]分)(?=[一二三](?:"
    r"[以的之左强弱,，。、;]|\Z|受访|人口|市民|居民|家庭|长者|企业))"
)
"""A share as it is said in Hong Kong: 四分一, 三分二受访者; 三分一个 is none."""

SINGLE = (
    rf"{_PER}{_HEAD}(?:(?P<of>{NUMERAL})分(?:之|{_FOURTHS}))?(?P<number>{_NUMBER})"
    rf"(?: ?(?P<within>{_WITHIN})(?P<scale>[十百千]?[万亿]{{1,2}})?)?"
    rf"(?: ?{_UNIT})?(?P<half>半(?![导径岛价数程票决天日年个月载工]))?{_OVER}"
    rf"(?:{_QUALIFIED}|{_STRONG})?"
)
RANGE = (
    rf"{_HEAD}(?:(?P<of>[百千])分之)?(?P<low>{NUMERAL})(?: ?(?P<low_unit>{_ANY_UNIT}))?"
    rf" ?(?:(?(sign)-|-{{1,2}})|~{{1,2}}|至|到) ?(?:{_CURRENCY})?(?P<to_sign>{_SIGN})?"
    rf"(?:[百千]分之)?(?P<number>{NUMERAL})(?: ?{_UNIT})?{_OVER}{_QUALIFIED}?"
)
PARTED = (
    rf"{_HEAD}(?P<low>{NUMERAL}) ?(?P<whole>{_WHOLES})[零又]? ?(?P<number>{NUMERAL})"
    rf" ?(?P<unit>{_PARTS})(?: ?(?P<rest>{NUMERAL}) ?(?P<rest_unit>秒钟?))?{_QUALIFIED}?"
)
BETWEEN_PARTS = rf"(?:{_WHOLES})[零又]? ?[{_NUMERALS}]"
"""What a text holds where a number has two units."""
COINS = (
    rf"{_HEAD}(?P<low>{NUMERAL}) ?(?P<unit>元|块|圆) ?零?(?P<number>{NUMERAL})"
    rf" ?(?P<part>[角毛]|分(?!钟))钱?"
    rf"(?: ?(?P<rest>{NUMERAL}) ?(?P<rest_unit>分)钱?)?{_QUALIFIED}?"
)
TAILED = (
    rf"{_HEAD}(?P<low>{NUMERAL}) ?(?P<unit>[米块秒])"
    rf"(?P<number>[0-9]{{1,2}}|[一二三四五六七八九]{{1,2}})(?P<within>几)?"
    rf"(?![{_NUMERALS}.,%‰]| ?[{_HEADS}成点号月楼折]){_QUALIFIED}?"
)
DOUBLED = (
    rf"(?:{_BEFORE_NUMBER})?翻了?(?:(?P<nearer>{_BEFORE}))?"
    rf"(?P<number>[0-9]|[一二两三四五六七八九])(?P<unit>番){_QUALIFIED}?"
)
"""Each form is compiled when a text first holds what it needs: that takes up to 50 ms."""

_PLAIN_UNITS = (
    "人 名 位 人次 户 例 % ‰ 个百分点 倍 元 美元 亩 公顷 公里 千米 平方米 平方公里 立方米 吨 公斤 "
    "千克 千瓦 千瓦时 个 所 家 件 项 座 批 种 台 辆 套 间 张 条 只 头 宗 次"
)
_PLAIN_BEFORE = " ".join(
    word
    for wording in WORDINGS.values()
    for word in wording.before.split()
    if word not in {*SUPERLATIVES, "过", "上"}
)
PLAIN = re.compile(
    rf"(?P<before>{_either(_PLAIN_BEFORE)})?"
    r"(?P<number>(?:[1-9][0-9]{0,7}(?:\.[0-9]{0,3}[1-9])?|0\.[0-9]{0,3}[1-9])[万亿]?)"
    rf"(?P<unit>{_either(_PLAIN_UNITS)})"
)
"""A whole text that is this is what `SINGLE` says it is, and nothing else.

Its digits are too few for a telephone, none of its units ends a date, a code or a name, and no word
of it belongs to another (see `cuts`), so it is the one form that need not be held against those.
"""

_STARTS = _either(
    " ".join((*(one.before for one in WORDINGS.values()), *currencies.BEFORE.values()))
)
START = re.compile(
    r"[0-9零一二三四五六七八九两十百千万亿廿卅半壹贰叁肆伍陆柒捌玖负第A-Za-z①-⑳-]|零下|\.(?=[0-9])"
    rf"|翻(?=了?[^，。;；,]{{0,4}}番)|每(?=[0-9十百千万])|成[百千](?=上)|{_STARTS}"
)
"""Where a number may begin; everything else is passed over."""
JOINED = rf"(?:[A-Za-z~-]|(?:{_DIGIT}|{_POWER}|[0-9.] ?){_UNITS}?)\Z"
"""What a hyphen joins a number to: after it, a hyphen is no minus."""
MEASURED = re.compile(r"[\u4e00-\u9fff]{1,3}?(?:以上|以下|以内|之内|左右|上下)")
"""After a number: a unit that the table does not know, and a qualifier after it."""
COUNTED_THING = re.compile(
    rf"(?:{_either(nouns.BEFORE_NOUNS)}(?:的)?){{0,2}}的?({_either(nouns.NOUNS)})"
)
"""After a number: a noun that is counted without a measure word."""
HALVED = re.compile(rf"个?多?(?:{_HALVED})")
"""After 半: what it is a half of."""
AGE = re.compile(rf"(?: ?(?:-{{1,2}}|~|至|到) ?[{_NUMERALS}]{{1,4}})? ?(?:周?岁|或以上岁)")
"""After a numeral: it ends in an age."""
