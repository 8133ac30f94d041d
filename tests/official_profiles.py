"""The official profiles of Data Package 2.0 (JSON Schema), from a package that ships them."""

from __future__ import annotations

import json
from importlib.metadata import distribution
from pathlib import Path
from typing import Any


def official_profile(name: str) -> dict[str, Any]:
    """Return the profile called `datapackage`, `dataresource`, `tabledialect` or `tableschema`."""
    path = Path(str(distribution("dplib-py").locate_file(f"dplib/profiles/2.0/{name}.json")))
    return dict(json.loads(path.read_text("utf-8")))
