"""One form of writing for the grammar: half-width and simplified, one character for one. Pure.

Only the characters that the grammar looks at are folded. As every character becomes exactly one,
a position in the folded text is a position in the text.
"""

from __future__ import annotations

_WIDTH = {
    **{chr(0xFF10 + i): chr(ord("0") + i) for i in range(10)},
    **{chr(0xFF21 + i): chr(ord("A") + i) for i in range(26)},
    **{chr(0xFF41 + i): chr(ord("a") + i) for i in range(26)},
    **dict(zip("％．：／＋＜＞＝≧≦", "%.:/+<>=≥≤", strict=True)),
    **dict.fromkeys("～〜∼—―", "~"),
    **dict.fromkeys("－‐‑‒–−", "-"),
    **dict.fromkeys("〇○", "零"),
    **dict.fromkeys("\u00a0\u2009\u202f", " "),
    **dict.fromkeys("•・", "·"),
}
_TRADITIONAL = (
    "萬億餘兩幾個來約將過滿於內點負鐘鍾歲達為爲佔裡裏處項條場種類間臺輛棟隻畝頃噸塊錢屆級週"
    "時戶筆張雙層頭頓組門節陸貳叄樁顆隊團號線綫強課圓籃車樓環結預簽違紐隱簡製趕遠鄰臨貼親網馬"
    "紙會鎊輪針劑盞艙攝產業嚴學應無並後聲貨體樣帶邊齊覺實專歐單較稱鄉對舉遊擔額決島開糾沒勝術數員"
    "計幣裝譽導釐徑診盜訪資價紀羣輕碼機國鍋許溫見籤詐長園館續夠冊華熱設"
)
_SIMPLIFIED = (
    "万亿余两几个来约将过满于内点负钟钟岁达为为占里里处项条场种类间台辆栋只亩顷吨块钱届级周"
    "时户笔张双层头顿组门节陆贰叁桩颗队团号线线强课元篮车楼环结预签违纽隐简制赶远邻临贴亲网马"
    "纸会镑轮针剂盏舱摄产业严学应无并后声货体样带边齐觉实专欧单较称乡对举游担额决岛开纠没胜术数员"
    "计币装誉导厘径诊盗访资价纪群轻码机国锅许温见签诈长园馆续够册华热设"
)
_SCRIPT = dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True))
_FOLDED = str.maketrans(_WIDTH | _SCRIPT)


def fold(text: str) -> str:
    """Return `text` in half-width and simplified characters, of the same length."""
    return text.translate(_FOLDED)
