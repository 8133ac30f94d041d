"""What is said when the workers of a cluster do not judge what they were given. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from linhe_opendata.messages.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

CLUSTER_SENTENCES: Final[Mapping[str, Sentence]] = {
    "no-spark-session": Sentence(
        "A session of Spark is needed, and a value of type {given} is none. Give a SparkSession, "
        "as SparkSession.builder.getOrCreate() makes one.",
        "需要一个 Spark 会话，而类型为 {given} 的值不是。请给出 SparkSession，"
        "例如由 SparkSession.builder.getOrCreate() 建立的会话。",
    ),
    "cluster-failed": Sentence(
        "The cluster did not judge all tables, so nothing is reported. It says: {reason} -- Each "
        "worker needs linhe-opendata {version}, and must reach the package by the same path or "
        "address.",
        "集群未能校验全部表，因此不给出任何报告。集群的说明：{reason}——"
        "每个工作进程都需要 linhe-opendata {version}，并须能以同一路径或地址访问该数据包。",
    ),
    "cluster-lost": Sentence(
        "Of {count:,} tables the cluster told of {found:,}, so nothing is reported. Try again.",
        "集群在 {count:,} 张表中只答复了 {found:,} 张，因此不给出任何报告。请重试。",
    ),
    "cluster-other-version": Sentence(
        "a worker has linhe-opendata {theirs}, and {ours} asks: install the same on both",
        "工作进程安装的是 linhe-opendata {theirs}，而发起方是 {ours}：请在两边安装同一版本",
    ),
    "cluster-other-package": Sentence(
        "a worker finds in {place} no {name}, or another than the one that it was asked about: all "
        "machines must see the same package there, and nobody may change it meanwhile",
        "工作进程在 {place} 中找不到 {name}，或找到的不是所要校验的那一个："
        "所有机器都必须在该处看到同一数据包，且期间不得有人改动它",
    ),
}
