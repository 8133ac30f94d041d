"""Print the lowest version that pyproject.toml allows of each dependency, as pip constraints."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
bounds = project["dependencies"] + project["optional-dependencies"]["test"]
for bound in bounds:
    if match := re.match(r"([\w.-]+)(?:\[[\w,]+\])?>=([\w.]+)", bound):
        print("==".join(match.groups()))
