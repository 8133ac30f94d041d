"""The command line speaks the language that it is told, else that of the locale."""

from __future__ import annotations

import gettext
import importlib.util
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from linhe_opendata.cli import main
from linhe_opendata.cli.helping import first_sentence
from linhe_opendata.cli.speaking import CATALOGUES, choose_language
from linhe_opendata.messages import MESSAGES
from linhe_opendata.messages.tables.click import CLICK_PHRASES

if TYPE_CHECKING:
    from districts import SmallProject

CHOICES = [
    (["show", "--lang", "zh"], {"LANG": "en_US.UTF-8"}, "zh"),
    (["show", "--lang=zh"], {}, "zh"),
    (["--lang", "en", "show"], {"LANG": "zh_CN.UTF-8"}, "en"),
    (["--lang", "en", "show", "--lang", "zh"], {}, "zh"),
    (["show", "--lang", "fr"], {"LANG": "zh_CN.UTF-8"}, "en"),
    (["show", "--lang"], {"LANG": "zh_CN.UTF-8"}, "en"),
    (["show"], {"LANG": "zh_CN.UTF-8"}, "zh"),
    (["show"], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
    (["show"], {"LANG": "en_US.UTF-8", "LANGUAGE": "zh_TW:en"}, "zh"),
    (["show"], {"LANG": "C.UTF-8"}, "en"),
    (["show"], {}, "en"),
]


@pytest.mark.parametrize(("args", "environ", "language"), CHOICES)
def test_what_is_told_goes_before_the_locale(
    args: list[str], environ: dict[str, str], language: str
) -> None:
    assert choose_language(args, environ) == language


@pytest.mark.parametrize("name", ["", *main.commands])
def test_every_command_takes_a_language(name: str) -> None:
    said = CliRunner().invoke(main, [*([name] if name else []), "--lang", "zh", "--help"])
    assert said.exit_code == 0
    assert said.output.startswith("用法：")
    assert "显示此帮助并退出。" in said.output


@pytest.mark.parametrize("name", main.commands)
def test_every_command_explains_itself_by_the_short_option_too(name: str) -> None:
    assert CliRunner().invoke(main, [name, "-h"]).output.startswith("Usage:")


def test_commands_that_share_a_sentence_for_an_option_take_the_same_there() -> None:
    shapes: dict[str, set[str]] = {}
    for command in (main, *main.commands.values()):
        for option in command.params:
            own, shared = f"option-{command.name}-{option.name}", f"option-{option.name}"
            if own not in MESSAGES and shared in MESSAGES and isinstance(option, click.Option):
                shape = f"{option.type.name} {option.metavar} {option.is_flag}"
                shapes.setdefault(shared, set()).add(shape)
    assert shapes["option-version"] == {"text V False"}
    assert {code for code, taken in shapes.items() if len(taken) > 1} == set()


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "Show the version and exit."),
        (["show"], "A version such as 1.0.0 [default: the newest]."),
        (["publish"], "The version to publish"),
        (["--lang", "zh"], "显示版本并退出。"),
        (["--lang", "zh", "cite"], "版本，例如 1.0.0 [默认：最新版本]。"),
        (["--lang", "zh", "publish"], "要发布的版本"),
    ],
    ids=" ".join,
)
def test_a_version_is_shown_taken_or_given_and_the_help_says_which(
    args: list[str], says: str
) -> None:
    said = " ".join(CliRunner().invoke(main, [*args, "--help"]).output.split())
    assert says in said[said.index("--version") :]


def test_wrong_usage_is_told_in_the_language() -> None:
    said = CliRunner().invoke(main, ["--lang", "zh", "show", "--nonsense"])
    assert said.exit_code == 2
    assert "没有选项" in said.output


REFUSED = [
    (["verify", "nowhere"], 3, "错误：nowhere 中没有数据包。"),
    (["build"], 3, "此文件夹不是项目，其中没有 schemas/"),
    (["show", "helth", "--bundled"], 3, "错误：没有名为 'helth' 的表。您是否想写 health？"),
    (["download", "--from", "s3://u:p@h/x"], 3, "错误：存储地址中不得含有凭据"),
    (["show", "--bundled", "--project", "x"], 2, "--project 与 --bundled 指明了两个项目"),
    (["read", "--bundled", "."], 2, "中没有文本：其中没有以 .txt 结尾的文件。"),
    (["validate", "--bundled", "--text", "https://u:p@h/x"], 3, "给出的却是地址"),
]


@pytest.mark.parametrize(("args", "code", "told"), REFUSED)
def test_what_is_refused_is_told_in_the_language(
    args: list[str], code: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(main, [*args, "--lang", "zh"])
    assert (said.exit_code, told in said.stderr) == (code, True), said.stderr


def test_what_is_wrong_with_a_store_is_told_in_the_language(
    small_project: SmallProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINHE_OPENDATA_CACHE", str(tmp_path / "cache"))
    store, project = tmp_path / "store", str(small_project.root)
    in_store = ["--project", project, "--lang", "zh"]
    assert CliRunner().invoke(main, ["publish", "--to", str(store), *in_store]).exit_code == 0
    yank = ["yank", "1.0.0", "--reason", "读错了", "--to", str(store)]
    assert CliRunner().invoke(main, [*yank, *in_store]).exit_code == 0
    cite = ["cite", "--from", str(store)]
    assert (
        "警告：wuyuan 1.0.0 已被撤回：读错了" in CliRunner().invoke(main, [*cite, *in_store]).stderr
    )
    (store / "wuyuan/1.0.0/csv/data/parks.csv").write_bytes(b"x")
    found = CliRunner().invoke(main, ["verify", str(store), "--lang", "zh"])
    assert "被改动：wuyuan/1.0.0/csv/data/parks.csv 已被改动：" in found.stdout


def test_a_language_is_spoken_for_one_command_only() -> None:
    assert CliRunner().invoke(main, ["--lang", "zh", "--help"]).output.startswith("用法：")
    assert CliRunner().invoke(main, ["--help"]).output.startswith("Usage:")
    assert CliRunner().invoke(main, ["show", "--nonsense"]).output.startswith("Usage:")


def test_what_is_no_language_is_refused() -> None:
    said = CliRunner().invoke(main, ["show", "--lang", "fr"])
    assert (said.exit_code, "'fr' is not one of 'en', 'zh'" in said.output) == (2, True)


@pytest.mark.parametrize("english", CLICK_PHRASES)
def test_a_phrase_of_click_has_the_same_places_in_chinese(english: str) -> None:
    one_and_many = english.split("\0")
    places = [{name for _, name, _, _ in Formatter().parse(each) if name} for each in one_and_many]
    chinese = {name for _, name, _, _ in Formatter().parse(CLICK_PHRASES[english]) if name}
    assert chinese <= set.union(*places)
    assert CLICK_PHRASES[english].count("%(") == english.count("%(")


def test_the_catalogue_of_click_is_that_of_the_table() -> None:
    path = Path(__file__).parents[1] / "docs" / "catalogue.py"
    spec = importlib.util.spec_from_file_location("catalogue", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.CATALOGUE.read_bytes() == module.write_catalogue(CLICK_PHRASES)


def test_gettext_reads_the_catalogue() -> None:
    found = gettext.translation("messages", str(CATALOGUES), ["zh"])
    assert found.gettext("Usage:") == "用法："
    one, many = next(key for key in CLICK_PHRASES if key.startswith("Got ")).split("\0")
    assert {found.ngettext(one, many, n) for n in (1, 2)} == {CLICK_PHRASES[f"{one}\0{many}"]}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("List it.\n\nMore of it.", "List it"),
        ("List v1.0\nand more. Then", "List v1.0 and more"),
        ("列出。再说。", "列出"),
        ("nothing ends", "nothing ends"),
    ],
)
def test_a_list_of_commands_shows_the_first_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == first
