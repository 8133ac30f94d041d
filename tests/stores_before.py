"""A store as it was written before its documents had format numbers.

It was made by publishing `tiny_project` with the values 1, 2, 3 and 4, yanking 1.0.0 for a reason
and 1.0.1 for none, which could be done then, and stopping the last publisher before its commit.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

_RECORDED = Path(__file__).with_name("store_without_numbers.json")


def write_store_without_numbers(root: Path) -> Path:
    """Write the store into the new folder `root`."""
    for name, content in json.loads(_RECORDED.read_bytes()).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if "text" in content:
            path.write_bytes(content["text"].encode())
        else:
            path.write_bytes(base64.b64decode(content["base64"]))
    return root
