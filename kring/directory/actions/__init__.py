"""Who changes the directory: one function per intent."""

from .importing import begin, check, choose_columns, run, undo, upload

__all__ = ["begin", "check", "choose_columns", "run", "undo", "upload"]
