"""Write the lock files anew: exact versions with hashes, and never where they came from.

With --upgrade everything moves to the newest version that pyproject.toml and package.json allow.
"""

import os
import sys

from setup import ROOT, find_uv, npm, run

COMPILE = [
    "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--no-emit-index-url",
    "--custom-compile-command", "make lock",
]  # fmt: skip


def main(options):
    os.chdir(ROOT)
    uv = find_uv()
    oldest = {"run": "3.12", "dev": "3.12", "uv": "3.9"}
    sources = {
        "run": ["pyproject.toml"],
        "dev": ["pyproject.toml", "--extra", "dev"],
        "uv": ["requirements/uv.in"],
    }
    for name, source in sources.items():
        made = ["-o", f"requirements/{name}.txt"]
        run(uv, *COMPILE, "--python-version", oldest[name], *source, *made, *options)
    npm("install", "--package-lock-only", "--ignore-scripts", "--omit-lockfile-registry-resolved")


if __name__ == "__main__":
    main(sys.argv[1:])
