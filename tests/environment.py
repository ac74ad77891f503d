"""The environment of every test run; pytest loads it before it loads Django."""

import os

os.environ.setdefault("KRING_DEVELOPMENT", "1")

SOAK = bool(os.environ.get("KRING_SOAK"))  # the long forms of the tests
