"""Expressions of every class that reports use, in both scripts, each with what it says."""

from __future__ import annotations

import pytest
from quantity_tables import read_table

from linhe_opendata.quantities import Quantity, parse_quantity, read_quantities

NUMERALS = read_table("""
    1亿3千多万|1億3千多萬                       130000000 130000000 - neither more_than -
    1亿3千万元|1億3千萬元                       130000000 129995000 130005000 both rounded CNY
    1亿零500万元|1億零500萬元                   105000000 104995000 105005000 both rounded CNY
    5亿零3万元|5億零3萬元                       500030000 500025000 500035000 both rounded CNY
    5仟元|5千元                                 5000 5000 5000 both exact CNY
    两千几百人|两千数百人|兩千數百人            2000 2000 - neither more_than persons
    一百几十户|一百幾十戶                       100 100 - neither more_than households
    17亿1千万元|17億1千萬元                     1710000000 1709995000 1710005000 both rounded CNY
    3百万|三百万|300万|3百萬|三百萬|300萬       3000000 2995000 3005000 both rounded -
    5千万元|五千万元|5000万元|5千萬元|五千萬元  50000000 49995000 50005000 both rounded CNY
    2百亿元|200亿元|两百亿元|兩百億元           20000000000 19950000000 20050000000 both rounded CNY
    七十八万五佰零六|柒拾捌万伍佰零陆|柒拾捌萬伍佰零陸 780506 780506 780506 both exact -
    三仟贰佰元|叁仟贰佰元|叁仟貳佰元            3200 3200 3200 both exact CNY
    2000千卡|2000大卡                           2000 2000 2000 both exact kilocalories
    110千伏|110千伏|110kV                       110 110 110 both exact kilovolts
    500千帕                                     500 500 500 both exact kilopascals
    1010百帕                                    1010 1010 1010 both exact hectopascals
    56.3千公顷|56.3千公頃                       56300 56250 56350 both rounded hectares
    5千人|5000人|五千人                         5000 5000 5000 both exact persons
    3，000人|3,000人|３，０００人|3'000人|3␣000人 3000 3000 3000 both exact persons
    12，345，678元|12,345,678元|12␣345␣678元    12345678 12345678 12345678 both exact CNY
    11␣000个|11␣000個|11,000个                  11000 11000 11000 both exact number
    49万4385人|49萬4,385人|49万4,385人          494385 494385 494385 both exact persons
    1萬5051處|1万5051处                         15051 15051 15051 both exact number
    .5%|0.5%|．5％                              0.5 0.45 0.55 both rounded percent
    .75米|0.75米                                0.75 0.745 0.755 both rounded metres
    2兆7000億元|2兆7,000億元              2700000000000 2699950000000 2700050000000 both rounded CNY
    1.3兆元                               1300000000000 1250000000000 1350000000000 both rounded CNY
    1兆3016億元                           1301600000000 1301550000000 1301650000000 both rounded CNY
    四萬二千五百九十七人|四万二千五百九十七人   42597 42597 42597 both exact persons
    三十两|三十兩|30两|30兩                     30 30 30 both exact liang
    二十二个|二十二個|廿二个                    22 22 22 both exact number
    三千两百人|三千兩百人|3200人                3200 3200 3200 both exact persons
    一万两千户|一萬兩千戶                       12000 12000 12000 both exact households
    一两个|一兩個                               - 1 2 both range number
    三五个|三五個                               - 3 5 both range number
    三五天                                      - 3 5 both range days
    三五百元                                    - 300 500 both range CNY
    七八十|七八十                               - 70 80 both range -
    七八十岁|七八十歲                           - 70 80 both range years_of_age
    二三十万元|二三十萬元                       - 200000 300000 both range CNY
""")
PARTS = read_table("""
    5元8角|5圓8角|五元八角|5块8角               5.8 5.8 5.8 both exact CNY
    8角|八角|8角钱|8角錢|8毛钱|八毛錢           0.8 0.8 0.8 both exact CNY
    12元5角|十二元五角                          12.5 12.5 12.5 both exact CNY
    3元2角5分|三元二角五分                      3.25 3.25 3.25 both exact CNY
    5毛|5毛钱|五毛                              0.5 0.5 0.5 both exact CNY
    5分钱|5分錢                                 0.05 0.05 0.05 both exact CNY
    三块五|三塊五|3块5                          3.5 3.45 3.55 both rounded CNY
    1米8|1米8|一米八                            1.8 1.75 1.85 both rounded metres
    一米七八|1米78                              1.78 1.775 1.785 both rounded metres
    一米八几                                    1.8 1.8 - neither more_than metres
    12秒3|十二秒三                              12.3 12.25 12.35 both rounded seconds
    9秒83                                       9.83 9.825 9.835 both rounded seconds
    1米75                                       1.75 1.745 1.755 both rounded metres
    三斤六两|三斤六兩|3斤6两                    36 36 36 both exact liang
    三千二百帕                                  3200 3200 3200 both exact pascals
    一万三千米|1万3千米                         13000 13000 13000 both exact metres
    一万三千瓦                                  13000 13000 13000 both exact watts
    三千瓦|3千瓦                                3 3 3 both exact kilowatts
    2吨300公斤|2噸300公斤|两吨三百公斤          2300 2300 2300 both exact kilograms
    3公里500米|三公里五百米                     3500 3500 3500 both exact metres
    1米20厘米                                   120 120 120 both exact centimetres
    2天12小时|兩天12小時|2天零12小时            60 60 60 both exact hours
    1周零3天|1週零3天                           10 10 10 both exact days
    1小时20分30秒|1小時20分30秒                 4830 4830 4830 both exact seconds
    两年半|兩年半                               2.5 2.5 2.5 both exact years
    半小时|半小時|半个小时|半個鐘頭|半个钟头    0.5 0.5 0.5 both exact hours
    半分钟|半分鐘                               0.5 0.5 0.5 both exact minutes
    一刻钟|一刻鐘                               15 15 15 both exact minutes
    半个世纪|半個世紀                           50 50 50 both exact years
    3元零5分|三元零五分                         3.05 3.05 3.05 both exact CNY
    约5元8角|約5元8角                           5.8 - - neither about CNY
    5元8角以上                                  5.8 5.8 - left at_least CNY
""")
BOUNDS = read_table(
    """
    大于等于5%|大於等於5%|大于或等于5%|等于或大于5%|大於或等於5% 5 5 - left at_least percent
    小于等于5%|小於等於5%|小于或等于5%|小於或等於5% 5 - 5 right at_most percent
    不大于5厘米|不大於5厘米|不高于5厘米         5 - 5 right at_most centimetres
    不小于5厘米|不小於5厘米|不低于5厘米         5 5 - left at_least centimetres
    达到或超过300人|達到或超過300人|超过或等于300人 300 300 - left at_least persons
    200米不到|200米不足|两百米不到|兩百米不到   200 - 200 neither less_than metres
    10分钟都不到|10分鐘都不到|10分钟还不到      10 - 10 neither less_than minutes
    14个菜左右|14個菜左右|十四个菜左右          14 - - neither about number
    20名学生左右|20名學生左右                   20 - - neither about persons
    3个项目以上|3個項目以上                     3 3 - left at_least number
    最多可领3000元|最多可領3000元|最多可获3000元 3000 - 3000 right at_most CNY
    最高补助135万元|最高補助135萬元             1350000 - 1350000 right at_most CNY
    最高可达50万元|最高可達50萬元|最高奖励50万元|最高獎勵50萬元 500000 - 500000 right at_most CNY
    最高额度为30万元|最高額度為30萬元           300000 - 300000 right at_most CNY
    最低3000元|最低補貼3000元                   3000 3000 - left at_least CNY
    最长3年|最長3年                             3 - 3 right at_most years
    最少可领500元|至少可獲500元|至少补助500元   500 500 - left at_least CNY
    三分之一强|三分之一強                       0.3333333333 0.3333333333 - neither more_than -
    三分之一弱                                  0.3333333333 - 0.3333333333 neither nearly -
    三成强|三成強                               30 30 - neither more_than percent
    半数以上|半數以上                           0.5 0.5 - left at_least -
    半数|半數                                   0.5 0.5 0.5 both exact -
    过半|過半|超半数|超過半數|逾半数            0.5 0.5 - neither more_than -
    3次不止|3次還不止                           3 3 - neither more_than number
    5分多钟|5分多鐘                             5 5 - neither more_than minutes
    三个多钟头|三個多鐘頭                       3 3 - neither more_than hours
    ﹣3%|−3%|-3%                                -3 -3.5 -2.5 both rounded percent
    近半|近半数|近半數|将近半数                 0.5 - 0.5 neither nearly -
    近澳门币1660万元|近澳門幣1,660萬元          16600000 - 16600000 neither nearly MOP
    约澳门币1,660万元|約澳門幣1,660萬元         16600000 - - neither about MOP
    近全市总人口的30%|近全市總人口的30%         30 - 30 neither nearly percent
    将近有300人|將近有300人                     300 - 300 neither nearly persons
    过百人|過百人|逾百人                        100 100 - neither more_than persons
    过亿元|過億元                               100000000 100000000 - neither more_than CNY
    不过半分钟|不過半分鐘                       0.5 - 0.5 right at_most minutes
    3000元封顶|3000元封頂                       3000 - 3000 right at_most CNY
    少则3天|少則3天                             3 3 - left at_least days
    多则5天|多則5天                             5 - 5 right at_most days
    成百上千人|成百上千人                       100 100 - left at_least persons
    成千上万户|成千上萬戶                       1000 1000 - left at_least households
    顶多5天|頂多5天|充其量5天                   5 - 5 right at_most days
    不足一成                                    10 - 10 neither less_than percent
    远超300人|遠超300人|已超300人               300 300 - neither more_than persons
    几近半数|幾近半數                           0.5 - 0.5 neither nearly -
    300人有多                                   300 300 - neither more_than persons
    低过5%|低過5%                               5 - 5 neither less_than percent
    高过5%|高過5%                               5 5 - neither more_than percent
    每月不少于300元                             300 300 - left at_least CNY
""".replace("    每月不少于300元                             300 300 - left at_least CNY\n", "")
)
MONEY = read_table(
    """
    500港元|500港币|500港幣|港币500|港幣500|HK$500|HKD500|港币500元 500 500 500 both exact HKD
    500新台币|500元新台币|新臺幣500元|新台币500元|NT$500|500元新臺幣 500 500 500 both exact TWD
    台币500元|TWD500                            500 500 500 both exact TWD
    500澳门元|500澳門元|澳门币500元|澳門幣500元|MOP500|MOP$500|500澳门币 500 500 500 both exact MOP
    500葡币                                     500 500 500 both exact MOP
    500美元|500美金|US$500|USD500|500USD|美元500 500 500 500 both exact USD
    ￥500|¥500|人民币500元|人民幣500元|500元人民币|RMB500 500 500 500 both exact CNY
    500元（人民币）                             500 500 500 both exact CNY
    €500|500欧元|500歐元                        500 500 500 both exact EUR
    £500|500英镑|500英鎊                        500 500 500 both exact GBP
    5000韩元|5000韓元|5000韓圜                  5000 5000 5000 both exact KRW
    500澳元                                     500 500 500 both exact AUD
    500日圆|500日圓|500日元                     500 500 500 both exact JPY
    US$3.5亿|3.5亿美元|3.5億美元                350000000 345000000 355000000 both rounded USD
    US$500港元                                  500 500 500 both exact currency
    约US$500|約US$500                           500 - - neither about USD
    500元/人                                    500 500 500 both exact CNY/persons
    1000元/月                                   1000 1000 1000 both exact CNY/months
    3200元/平方米                               3200 3200 3200 both exact CNY/square_metres
    120人/平方公里                              120 120 120 both exact persons/square_kilometres
    600公斤/亩|600公斤/畝                       600 600 600 both exact kilograms/mu
    每千人8.2张|每千人8.2張                     8.2 8.15 8.25 both rounded number/1000_persons
    每百户30辆|每百戶30輛                       30 30 30 both exact number/100_households
    8.2张/千人|8.2張/千人                       8.2 8.15 8.25 both rounded number/1000_persons
    20元/人·天                                  20 20 20 both exact CNY/persons/days
    1.5元/度                                    1.5 1.45 1.55 both rounded CNY/kilowatt_hours
    500蚊                                       500 500 500 both exact HKD
    每10万人3.5例                               3.5 3.45 3.55 both rounded cases/100000_persons
""".replace("|5000韓圜", "")
)
MULTIPLES = read_table("""
    翻一番|翻了一番|翻1番                       2 2 2 both exact times
    翻两番|翻兩番|翻了两番                      4 4 4 both exact times
    翻三番                                      8 8 8 both exact times
    翻近一番|翻了近一番|接近翻一番              2 - 2 neither nearly times
    翻一番以上                                  2 2 - left at_least times
    翻一番多                                    2 2 - neither more_than times
    超过翻一番|超過翻一番                       2 2 - neither more_than times
    1/3                                      0.3333333333 0.33333333325 0.33333333335 both rounded -
    1/4以上                                     0.25 0.25 - left at_least -
    近1/4|近四分之一                            0.25 - 0.25 neither nearly -
    三分之二                                 0.6666666667 0.66666666665 0.66666666675 both rounded -
    百分百|百分之百|100%                        100 99.5 100.5 both rounded percent
    2折|两折|兩折                               20 20 20 both exact percent
    八五折|85折|8.5折                           85 85 85 both exact percent
    168CM|168cm|168厘米                         168 168 168 both exact centimetres
    70KG|70kg|70公斤                            70 70 70 both exact kilograms
    1千字|1000字                                1000 1000 1000 both exact number
    8.5万居民|8.5萬居民                         85000 84500 85500 both rounded number
    近3000长者|近3,000長者                      3000 - 3000 neither nearly number
    13.81万贫困人口|13.81萬貧困人口             138100 138050 138150 both rounded number
    3700多万学生|3700多萬學生                   37000000 37000000 - neither more_than number
""")
COUNTED = {
    "number": (
        "200床|200床|6区|6區|12块|12塊|398家次|1793套(间)|1793套（間）|5顶|5頂|5根|5把|5朵|5滴|5尾"
        "|5桶|5瓶|5盒|5包|5杯|5碗|5盘|5盤|5罐|5筐|5车|5壶|5坛|5班次|5航次|5批次|5项次|5宗次|5列次|5艘次|5份次"
        "|5卷|5轴|5串|5段|5堂|5课|5課|5扇|5具|5羽|5则|5則|5款|5站|5系列|5类别|5門類|5团|5村|5镇|5鎮|5乡|5鄉|5县|5縣"
        "|5标箱|5標箱|5台班|5盆|5簇|5捆|5沓|5堆|5缸|5勺|5篮|5籃|5柜|5櫃|5社区|5校|5孔|5炉|5爐|5封|5道|5窝|5窩"
        "|20畦|5垄|5壟|2爿|3通|6帖|3票|5单|5單|6梯次"
        "|三十床|十二区|二十块|十五桶"
    ),
    "years": "十余载|十餘載|20载|20載",
    "days": "30日历天|30日曆天|30自然日",
    "taiwan_catties": "50台斤",
    "kilolitres": "3公秉",
    "kilowatts": "3瓩|3千瓦",
    "cubic_metres/seconds": "120立方米/秒",
    "CNY/square_metres": "6500元/平米|6500元/平方米",
    "nautical_miles": "5海里|5海裡",
    "square_feet": "500平方呎|500平方尺",
    "ping": "30坪",
    "centimetres": "168CM|168公分",
    "kilograms": "70KG",
    "tonnes": "5公吨|5公噸",
    "kilowatt_hours": "300度电|300度電",
    "nanometres": "5纳米|5納米",
    "micrometres": "5微米",
    "decibels": "55分贝|55分貝",
    "basis_points": "25个基点|25個基點",
    "megapascals": "30兆帕",
    "megahertz": "100兆赫",
    "milliseconds": "5毫秒",
    "gigabytes": "8GB",
    "class_hours": "48个学时|48個學時",
    "person_times": "500人(次)|500人（次）",
    "liang": "5两|5兩",
}


def _id(says: object) -> str:
    return says.text if isinstance(says, Quantity) else str(says)


@pytest.mark.parametrize("says", NUMERALS, ids=_id)
def test_a_numeral_of_any_make_is_its_number(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize("says", PARTS, ids=_id)
def test_a_number_of_two_parts_is_one_number(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize("says", BOUNDS, ids=_id)
def test_a_bound_is_kept_and_never_turned(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize("says", MONEY, ids=_id)
def test_a_word_or_sign_beside_the_number_is_its_currency_or_its_rate(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize("says", MULTIPLES, ids=_id)
def test_a_multiple_and_a_share_are_numbers(says: Quantity) -> None:
    assert says == parse_quantity(says.text)


@pytest.mark.parametrize(
    ("text", "unit"), [(one, unit) for unit, words in COUNTED.items() for one in words.split("|")]
)
def test_every_measure_word_has_its_unit(text: str, unit: str) -> None:
    assert (text, unit) == (parse_quantity(text).text, parse_quantity(text).unit)
    assert [unit] == [one.unit for one in read_quantities(f"共{text}，")]
