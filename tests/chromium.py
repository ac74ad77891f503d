"""The browser that pages are tested in: the Chromium of this machine, set to Dutch."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--accept-lang=nl-NL", "--disable-dev-shm-usage"]


def launch_arguments():
    """What Playwright needs to start it; without its sandbox only as root, where it has none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    unsafe = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": found, "args": ARGUMENTS + unsafe}
