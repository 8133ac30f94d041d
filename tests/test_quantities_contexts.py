"""What a number is, its surroundings say: ages, names, telephones, years, currencies."""

from __future__ import annotations

import pytest

from linhe_opendata.errors import UnknownNameError
from linhe_opendata.quantities import (
    Mention,
    Quantity,
    parse_quantity,
    read_numbers,
    read_quantities,
)

AGES = {
    "目前约有207万65岁以上长者。": "约有207万=2070000 65岁以上=65",
    "目前約有207萬65歲或以上長者。": "約有207萬=2070000 65歲或以上=65",
    "惠及10万60岁以上老年人": "10万=100000 60岁以上=60",
    "惠及10萬60歲以上老年人": "10萬=100000 60歲以上=60",
    "全县3.2万65岁以上老人": "3.2万=32000 65岁以上=65",
    "十万六十岁以上老人": "十万=100000 六十岁以上=60",
    "近5万80周岁及以上老人": "近5万=50000 80周岁及以上=80",
    "约12万60至69岁老人": "约12万=120000 60至69岁=60~69",
    "2500名65岁以上老人": "2500名=2500 65岁以上=65",
    "一棵1200岁的古树": "一棵=1 1200岁=1200",
    "一百二十岁寿星": "一百二十岁=120",
    "10万60人": "10万60人=100060",
    "2000余65岁以上老人": "2000余=2000 65岁以上=65",
    "近千60岁老人": "近千=1000 60岁=60",
    "一万三岁以下儿童": "一万=10000 三岁以下=3",
    "120万18至59岁劳动力": "120万=1200000 18至59岁=18~59",
    "約8千6歲以下兒童": "約8千=8000 6歲以下=6",
}
SIGNS = {
    "为企业减负3000万元": "3000万元=30000000",
    "為企業減負3000萬元": "3000萬元=30000000",
    "降低税负5700多亿元": "5700多亿元=570000000000",
    "降低稅負5700多億元": "5700多億元=570000000000",
    "增长负2.1%": "负2.1%=-2.1",
    "增長負2.1%": "負2.1%=-2.1",
    "净利润为负3亿元": "负3亿元=-300000000",
    "最低气温零下20℃": "零下20℃=-20",
    "肩负3项任务": "3项=3",
    "自负500元": "500元=500",
    "个人自負15%": "15%=15",
    "欠负30万元": "30万元=300000",
    "抱负300人": "300人=300",
    "重负5吨": "5吨=5",
    "胜3负2": "3=3 2=2",
    "增速负1.5个百分点": "负1.5个百分点=-1.5",
}
BOUNDED = {
    "不得高于每吨3000元": "不得高于每吨3000元=3000",
    "月最低标准再提高20元": "20元=20",
    "月最低標準再提高20元": "20元=20",
    "最高气温35℃": "35℃=35",
    "最高氣溫35℃": "35℃=35",
    "全国规模以上企业30家": "30家=30",
    "12家规模以上企业": "12家=12",
    "12家規模以上企業": "12家=12",
    "5名副高以上职称": "5名=5",
    "5名縣級以上勞模": "5名=5",
    "占全市人口的近三成": "近三成=30",
    "超过全县总人口的30%": "超过全县总人口的30%=30",
    "从3家到15人": "3家=3 15人=15",
    "通过3项决议": "3项=3",
    "經過3年努力": "3年=3",
    "不过3年来": "不过3年=3",
    "近年来3次调整": "3次=3",
    "审查时间至少于30天": "少于30天=30",
    "最多不超过5元": "不超过5元=5",
    "每户最高可补助2.5万元，最低5000元": "最高可补助2.5万元=25000 最低5000元=5000",
    "30元起，": "30元起=30",
    "10个不到5个": "10个=10 不到5个=5",
    "3000人不足": "3000人不足=3000",
    "附近3公里内": "3公里内=3",
    "高于全国0.2个百分点": "0.2个百分点=0.2",
    "高於全國0.2個百分點": "0.2個百分點=0.2",
    "查处案件156起，": "156起=156",
    "查處案件156起，": "156起=156",
    "近在咫尺": "",
    "接近于5%": "接近于5%=5",
    "共5个人上下": "5个人上下=5",
}
NUMBERS = {
    "甲乙分别为8、9万元": "8=8 9万元=90000",
    "列前1、2、3位": "1=1 2=2 3位=3",
    "毒品约值350万元": "约值350万元=3500000",
    "新台币三千五百块": "三千五百块=3500",
    "四分一的长者": "四分一=0.25",
    "约三分一受訪者": "约三分一=0.3333333333",
    "得了三分一个球": "一个=1",
    "每兩升穿兩萬元": "兩萬元=20000",
    "近\u200b300人": "近\u200b300人=300",
    "载客12人": "12人=12",
    "甲乙丙分别为120，150，180人": "120=120 150=150 180人=180",
    "合共15 253個宿位": "15 253個=15253",
    "合共15 253個": "15 253個=15253",
    "实收1'234'500元": "1'234'500元=1234500",
    "三十两黄金": "三十两=30",
    "人口翻了一番，产值翻两番": "翻了一番=2 翻两番=4",
    "身高1米8左右": "1米8左右=1.8",
    "2米3处": "2米=2 3处=3",
    "占全县的1/3以上": "1/3以上=0.3333333333",
    "打了2折": "2折=20",
    "一波三折": "",
    "首四日收到781宗申請": "四日=4 781宗=781",
    "首3日收到12份申请": "3日=3 12份=12",
    "为期三日": "三日=3",
    "100兆宽带": "100=100",
    "总额2兆7,000億元": "2兆7,000億元=2700000000000",
    "三五个人在场": "三五个=3~5",
    "约七八十岁": "约七八十岁=70~80",
    "来了成百上千人": "成百上千人=100",
    "每千人拥有床位8.2张": "8.2张=8.2",
    "每千人8.2张": "每千人8.2张=8.2",
    "补助500元/人": "500元/人=500",
    "“近300人”到场，“增长5%”": "近300人=300 5%=5",
    "“0元购”": "",
    "24/7服务": "",
    "京ICP备12345678号": "",
    "2024财年": "",
    "GDP65.2亿元": "65.2亿元=6520000000",
    "师生比1:12.8": "",
    "等待四、五年": "四、五年=4~5",
    "等待四、五年才能完成": "四、五年=4~5",
    "约8成5受访者": "约8成5=85",
    "近半企业": "近半=0.5",
    "一千二百居民": "一千二百=1200",
    "二百学生": "二百=200",
    "1—3号线": "",
}
NAMES = {
    "numeral": (
        "三次产业比|三次產業結構|统一大业|統一大業|一个中国|一個中國|二元结构|二元結構|"
        "九年义务教育|九年義務教育|红十字会|紅十字會|一批项目|一批項目|新一轮改革|一国两制|"
        "一窗受理|一带一路|三农工作|两会期间|一村一品|一戶一策|百千万工程|二本以上|二氧化碳|"
        "一站式|十分重要|唯一选择|长三角|三公经费|万一下雨|五险一金|五个一百工程|廿三條立法|三通一平|四面八方|一部分人"
    ),
    "name": (
        "“三个代表”|「三個代表」|“一台戏”|「一台戲」|“3 1 1”行动|“51233”转型|长照3.0上路|"
        "長照3.0政策|工业4.0。|中国制造2025|中國製造2025|健康中国2030规划|《三年行动方案》|"
        "“两不愁”|“四好农村路”|“最多跑一次”|“1234”工作法"
    ),
    "telephone": (
        "12345热线|12345熱線|请拨打1966长照服务专线|請撥打1966長照服務專線|电话：83997705|"
        "電話83997705/83997723|查询专线28366166|0478-8212345|02-2720-8889|400-123-4567|"
        "13812345678|0800-024-111|致电2345 6789|傳真：2822-3344"
    ),
    "document": ("国办发〔2024〕1号|國辦發〔2024〕1號|民发[2023]15号|府社老字第1120012345號"),
    "postcode": ("邮编015000|邮编：015000|邮政编码015000|郵遞區號106"),
    "footnote": ("行动[1]和|方案[12]|见表3。|如图2所示|图2-1|①|附件1："),
    "identifier": (
        "G60高速|104国道|104國道|A4纸|A4紙|国道110线|3号楼|三级医院|500强|12路|301医院|COVID-19|"
        "K812+300处|歼-20战机|殲-20戰機|东风-41导弹|波音737飞机|台9線|縣道196線|尾号1234|QQ群123456789|"
        "账号6222021234567890123"
    ),
    "date": (
        "105年度|民國113年|民国113年|2023-24年度|2023/24學年|113學年度|明(105)年|初八|2023-24年|"
        "一九/二〇年度|113年12月31日|2024年度|20日|5月|2023年|前三个月"
    ),
    "ratio": ("21.8:17.4:60.8|11.8︰48.3︰39.9|11.8∶48.3∶39.9|3：2：1|1赔3|1+N|5+2|7/24|3比1"),
    "ordinal": ("前3名|前三名|第3名|进入前十名|（一）|一、总则|1.总则|2、任务|二、本局|（3）加强"),
    "uncertain": ("日期5/8，|2024|28366166|比分1/8。"),
}
CURRENCIES = [
    ("CN", "投资3亿元", "CNY"),
    ("HK", "撥款3億元", "HKD"),
    ("TW", "編列3億元", "TWD"),
    ("MO", "津貼9,000元", "MOP"),
    ("HK", "人民幣3億元", "CNY"),
    ("CN", "港币3亿元", "HKD"),
    ("HK", "約$500", "HKD"),
    ("TW", "$500", "TWD"),
    ("MO", "$500", "MOP"),
    ("CN", "$500", "USD"),
    ("CN", "¥500", "CNY"),
    ("TW", "¥500", "currency"),
    ("HK", "US$500", "USD"),
    ("HK", "8角", "HKD"),
    ("TW", "5元8角", "TWD"),
    ("FR", "500元", "currency"),
    ("CN", "新台币12万元增加到18万元。去年10万元", "TWD TWD TWD"),
    ("CN", "引进3000万港元。投资50亿元，税收2亿元", "HKD CNY CNY"),
    ("HK", "收費500元。內地為人民幣300元，另加200元", "HKD CNY currency"),
    ("HK", "標準提高20元（人民幣．下同），另加30元", "CNY CNY"),
    ("CN", "美元500万元", "USD"),
]
CHANGES = [
    ("产值增长2倍", "by"),
    ("产值增长到2倍", "to"),
    ("產值增長到2倍", "to"),
    ("是上年的2倍", ""),
    ("提高到97%", "to"),
    ("提高了3.2个百分点", "by"),
    ("下降至5%", "to"),
]


def _say(one: Quantity) -> str:
    value = f"{one.lower}~{one.upper}" if one.value is None else f"{one.value}"
    return f"{one.text}={value}"


def _cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(text, kind) for kind, texts in table.items() for text in texts.split("|")]


@pytest.mark.parametrize("text", AGES)
def test_a_number_before_an_age_is_not_joined_to_it(text: str) -> None:
    assert AGES[text].split() == [_say(one) for one in read_quantities(text)]


@pytest.mark.parametrize("text", SIGNS)
def test_a_word_that_ends_in_a_sign_is_none(text: str) -> None:
    assert SIGNS[text].split() == [_say(one) for one in read_quantities(text)]


@pytest.mark.parametrize("text", BOUNDED)
def test_a_bound_belongs_to_its_own_number(text: str) -> None:
    assert BOUNDED[text].split() == [_say(one) for one in read_quantities(text)]


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_in_a_sentence_is_read_whole_and_alone(text: str) -> None:
    said = [_say(one).replace(" ", "␣") for one in read_quantities(text)]
    assert NUMBERS[text].replace("15 253", "15␣253").split() == said


@pytest.mark.parametrize(("text", "kind"), _cases(NAMES))
def test_what_is_no_quantity_has_a_kind_of_its_own(text: str, kind: str) -> None:
    found = list(read_numbers(text))
    assert kind in {one.kind for one in found if isinstance(one, Mention)}
    assert [one for one in found if isinstance(one, Quantity)] == []


@pytest.mark.parametrize(("place", "text", "codes"), CURRENCIES)
def test_the_currency_is_that_of_the_words_the_text_or_the_place(
    place: str, text: str, codes: str
) -> None:
    assert codes.split() == [one.unit for one in read_quantities(text, place=place)]


@pytest.mark.parametrize(("text", "change"), CHANGES)
def test_a_change_by_so_much_is_not_a_change_to_it(text: str, change: str) -> None:
    assert [change] == [one.change for one in read_quantities(text)]


def test_a_noun_without_a_measure_word_is_kept() -> None:
    one = read_quantities("惠及8.5萬居民和13.81万贫困人口")
    assert [(q.text, q.noun, q.unit) for q in one] == [
        ("8.5萬", "居民", "number"),
        ("13.81万", "贫困人口", "number"),
    ]


def test_a_year_of_the_minguo_era_is_a_date_in_taiwan_and_a_span_elsewhere() -> None:
    assert read_quantities("113年的經費", place="TW") == []
    assert read_quantities("計畫期程為112至115年", place="TW") == []
    assert read_quantities("110年至113年間", place="TW") == []
    assert [one.text for one in read_quantities("建校113年", place="TW")] == ["113年"]
    assert [one.text for one in read_quantities("113年的历史")] == ["113年"]


@pytest.mark.parametrize("space", " \u00a0\u2002\u2003\u2007\u2009\u200b\u202f\u3000\ufeff")
def test_any_space_stands_where_a_space_may(space: str) -> None:
    (found,) = read_quantities(f"人口{space}3{space}000{space}万人", place="CN")
    assert found.value == 30_000_000
    assert found.unit == "persons"


@pytest.mark.parametrize("place", ["", "hk", "HKG", "临河"])
def test_a_place_that_is_no_country_code_is_refused(place: str) -> None:
    with pytest.raises(UnknownNameError, match="ISO 3166-1"):
        read_quantities("3元", place=place)
    with pytest.raises(UnknownNameError, match="ISO 3166-1"):
        parse_quantity("3元", place=place)
