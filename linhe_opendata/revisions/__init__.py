"""A project as it stood at a revision of the git repository that holds it. Does I/O (runs git).

`git` is the one door to that program, `revision` what is read through it: objects as they were
recorded, never a working tree, so that no filter, hook or attribute of a repository has a say.
"""

from __future__ import annotations

from linhe_opendata.revisions.revision import Revision, find_revision, is_revision

__all__ = ["Revision", "find_revision", "is_revision"]
