# mypy: ignore-errors
# ruff: noqa: ANN001, ANN002, ANN003, ANN202, FBT002, SLF001 -- put into modules that are no one's
"""What each mutated module begins with: a function runs as it is, or as the mutant under test.

mutmut's own switch records nothing of processes that tests start, and reads its settings from the
current folder, which tests change. This text is put in the place of its import.
"""

import functools as _functools
import inspect as _inspect
import os as _os
import sys as _sys

if not hasattr(_sys, "_mutants_reached"):
    _sys._mutants_reached = set()  # one in each process, whatever module asks


def _mutmut_reached(name):
    """Note, in the file that the environment names, that a function was called."""
    if name not in _sys._mutants_reached:
        _sys._mutants_reached.add(name)
        flags = _os.O_WRONLY | _os.O_CREAT | _os.O_APPEND
        file = _os.open(_os.environ["MUTANTS_REACHED"], flags)
        _os.write(file, f"{name}\n".encode())
        _os.close(file)


_MODULE = __name__  # which a program that runs as a file does not know: written into its place


def _mutmut_chosen(mutants, owner, is_classmethod):
    """Return the function to call: one of the mutants where it is under test."""
    original = mutants["_mutmut_orig"]
    written = getattr(original, "__func__", original).__name__.removesuffix("orig")
    name = _os.environ.get("MUTANT_UNDER_TEST", "")
    if name == "reaching":
        _mutmut_reached(f"{_MODULE}.{written}")
    elif name.startswith(f"{_MODULE}.{written}"):
        original = mutants[name.rpartition(".")[2]]
    return getattr(owner, original.__name__) if is_classmethod else original


def _mutmut_mutated(mutants, is_classmethod=False):
    """Return a decorator that calls the mutant under test, if it is one of this function's."""

    def wrap(function):
        def chosen(args):
            return _mutmut_chosen(mutants, args[0] if args else None, is_classmethod)

        if _inspect.isgeneratorfunction(function):

            @_functools.wraps(function)
            def switched(*args, **kwargs):
                return (yield from chosen(args)(*args[is_classmethod:], **kwargs))
        else:

            @_functools.wraps(function)
            def switched(*args, **kwargs):
                return chosen(args)(*args[is_classmethod:], **kwargs)

        return switched

    return wrap
