"""The write side: a project becomes a release, which never changes. Does I/O."""
