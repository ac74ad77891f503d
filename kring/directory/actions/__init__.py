"""Who changes the directory: one function per intent."""

from .importing import begin, check, choose_columns, run, run_some, undo, upload

__all__ = ["begin", "check", "choose_columns", "run", "run_some", "undo", "upload"]
