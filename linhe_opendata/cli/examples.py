"""One command line for each command, with which its help ends. Pure.

A test runs each, in this order, in a folder that holds a copy of Linhe's project, a text
`report.txt` and rows of it that somebody decided, `decided.csv`, a store `public` with version
1.0.0, and its site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLES: Final[Mapping[str, str]] = {
    "init": "linhe init new --area 150800 --sets health --licence CC0-1.0 --publisher Us",
    "read": "linhe read report.txt",
    "add": "linhe add report.txt --from decided.csv --source report --date 2024-12-31",
    "schemas": "linhe schemas",
    "validate": "linhe validate datapackage/data/health.csv --schema health",
    "explain": "linhe explain type-error",
    "build": "linhe build --out build",
    "publish": "linhe publish --to public",
    "diff": "linhe diff 1.0.0 unreleased --from public",
    "yank": 'linhe yank 1.0.0 --reason "14.3萬例 was read as 143"',
    "packages": "linhe packages --from public",
    "releases": "linhe releases --from public",
    "verify": "linhe verify public",
    "show": "linhe show health",
    "search": "linhe search 医疗",
    "download": "linhe download health --format parquet --to mine",
    "cite": "linhe cite --style gbt7714",
    "portal": "linhe portal --from public --to site",
    "open": "linhe open site",
}
"""Each example by the name of its command."""
