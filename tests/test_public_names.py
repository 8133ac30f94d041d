from __future__ import annotations

import subprocess
import sys

import pytest

import linhe_opendata

HEAVY = {"frictionless", "numpy", "obstore", "pandas", "pyarrow", "rich"}


def test_all_is_sorted() -> None:
    assert linhe_opendata.__all__ == sorted(linhe_opendata.__all__)


@pytest.mark.parametrize("name", linhe_opendata.__all__)
def test_every_public_name_can_be_fetched_and_is_documented(name: str) -> None:
    assert getattr(linhe_opendata, name).__doc__


def test_every_public_name_is_listed() -> None:
    assert dir(linhe_opendata) == linhe_opendata.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'lod'"):
        linhe_opendata.lod  # noqa: B018 -- fetching it is the point


@pytest.mark.parametrize(
    "code",
    [
        "import linhe_opendata",
        "from linhe_opendata.cli import main; main(['--help'], standalone_mode=False)",
        "from linhe_opendata.cli import main; main(['validate', '--help'], standalone_mode=False)",
        "import linhe_opendata.reports",
        "from linhe_opendata.cli import main; main(['--version'], standalone_mode=False)",
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code: str) -> None:
    code += f"\nimport sys; print('loaded', sorted({HEAVY} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded []"
