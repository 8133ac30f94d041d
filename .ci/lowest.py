"""Print the lowest version that the library allows of each dependency, as pip constraints.

What only the tests use is not held to its lowest version: no user has it.
"""

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
for bound in project["dependencies"]:
    if match := re.match(r"([\w.-]+)(?:\[[\w,]+\])?>=([\w.]+)", bound):
        print("==".join(match.groups()))
