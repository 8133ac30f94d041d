"""Measure words: what is counted by them has the unit `number`. Pure.

From the classes that grammars of Chinese give: for single things, for what comes together, for
vessels, for events, and the compounds with 次 that statistics use.
"""

from __future__ import annotations

_SINGLE = (
    "个 所 家 条 场 项 件 份 座 片 批 种 类 台 辆 套 间 处 栋 幢 支 只 头 匹 张 篇 部 部门 页 字 "
    "本 册 幅 艘 架 门 节 层 笔 宗 起 枚 株 棵 颗 粒 盏 口 眼 扇 顶 根 块 面 把 床 具 尊 尾 杆 道 "
    "朵 滴 瓣 峰 羽 羽次 封 首 部次 则 款 桩 站 孔 炉 挂 卷 轴 串 截 段 节课 堂 课 门课 帧 棹 "
    "畦 垄 爿 通 帖 票 单 梯次"
)
_TOGETHER = (
    "对 双 组 群 股 列 队 套(间) 套(户) 户(家) 家(户) 台(套) 个(次) 台套 批次 帮 伙 拨 班次 簇 丛 "
    "叠 沓 摞 堆 捆 束 串 副 类别 门类 系列 团 连队 门户 窝 茬 栏 标段 大笔 大批 大块 大片 大类 "
    "个批次 组团"
)
_VESSELS = "桶 箱 袋 瓶 盒 包 杯 碗 盘 盆 罐 篮 筐 车 壶 锅 坛 听 缸 勺 匙 柜 标箱 标准箱 车皮 托盘"
_EVENTS = "次 趟 遍 轮 顿 剂 针 剂次 针次 回合 跤 盘棋"
_TIMES = (
    "车次 户次 场次 台次 件次 例次 辆次 架次 家次 项次 航次 船次 艘次 列次 条次 份次 宗次 起次 "
    "头次 床次 篇次 批次 班次 节次 课次 学次 只次 套次 处次 个次 站次 队次 卷次 笔次 门次 羽次 "
    "点次 台班 工日"
)
_PLACES = (
    "区 县 市 乡 镇 村 州 旗 街 街道 社区 园 园区 县市 市县 县区 区县 乡镇 村居 村社 点位 校 馆 国"
)
_OTHERS = "大"
MEASURES = f"{_SINGLE} {_TOGETHER} {_VESSELS} {_EVENTS} {_TIMES} {_PLACES} {_OTHERS}"

_LOOSE = (
    "分 区 县 市 乡 镇 村 州 旗 街 街道 社区 园 园区 校 馆 国 面 把 道 "
    "首 站 课 期 具 根 车 段 则 床 团 连队 栏 听 回合 帮 杆 峰 柜 "
    "炉 包 盘 卷 轴 羽 串 副 挂 系列 封 孔 朵 族 顶 叠 捆 束 "
    "窝 茬 拨 伙 壶 锅 坛 缸 勺 匙 盆 碗 杯 瓶 盒 罐 篮 筐 标段 载 畦 垄 爿 通 帖 票 单"
)
LOOSE = frozenset(_LOOSE.split())
"""Words that count, but after one Chinese digit alone are mostly part of a name: 三区, 一面."""
