"""One form of writing for the grammar: half-width and simplified, one character for one. Pure.

Only the characters that the grammar looks at are folded. As every character becomes exactly one,
a position in the folded text is a position in the text.
"""

from __future__ import annotations

_WIDTH = {
    **{chr(0xFF10 + i): chr(ord("0") + i) for i in range(10)},
    **{chr(0xFF21 + i): chr(ord("A") + i) for i in range(26)},
    **{chr(0xFF41 + i): chr(ord("a") + i) for i in range(26)},
    **dict(zip("％．：／＋", "%.:/+", strict=True)),
    **dict.fromkeys("～〜∼", "~"),
    **dict.fromkeys("－‐‑‒–—―−", "-"),
    **dict.fromkeys("〇○", "零"),
}
_SCRIPT = {
    pair[0]: pair[1]
    for pair in ["萬万", "億亿", "餘余", "兩两", "幾几", "個个", "來来", "約约", "將将", "過过", "滿满", "於于", "內内", "點点", "負负", "鐘钟", "鍾钟", "歲岁", "達达", "為为", "爲为", "佔占", "裡里", "裏里", "處处", "項项", "條条", "場场", "種种", "類类", "間间", "臺台", "輛辆", "棟栋", "隻只", "畝亩", "頃顷", "噸吨", "塊块", "錢钱", "屆届", "級级", "週周", "時时", "戶户", "筆笔", "張张", "雙双", "層层", "頭头", "頓顿", "組组", "門门", "節节", "陸陆", "貳贰", "叄叁", "樁桩", "顆颗", "隊队", "團团", "號号", "線线", "綫线", "強强", "課课", "圓元", "籃篮", "車车", "樓楼", "環环", "結结", "預预", "簽签", "違违", "邀邀", "條条", "盟盟", "紐纽", "隱隐", "簡简", "製制", "趕赶", "遠远", "鄰邻", "臨临", "貼贴", "親亲", "網网", "馬马", "紙纸", "會会", "鎊镑", "輪轮", "針针", "劑剂", "盞盏", "艙舱", "課课", "攝摄", "產产", "業业", "嚴严", "學学", "應应", "無无", "並并", "後后", "聲声", "貨货", "體体", "樣样", "帶带", "邊边", "齊齐", "覺觉", "實实"]
}
_FOLDED = str.maketrans(_WIDTH | _SCRIPT)


def fold(text: str) -> str:
    """Return `text` in half-width and simplified characters, of the same length."""
    return text.translate(_FOLDED)
