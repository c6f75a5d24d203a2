"""Environment: makes the project's own Python environment in .venv, step by step, and says what to do if it cannot.

Run as a plain file, before anything is installed: python3 course_utils/environment.py book|course|all
It must therefore parse under old Pythons and import nothing but the standard library.
"""

import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, os.environ.get("COURSE_VENV", ".venv"))
PYTHON = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin", "python")
LOWEST, BEYOND = (3, 11), (3, 14)
# What is installed and the disk space that it takes, measured with the CPU build of torch on Linux.
EXTRAS = {"book": ("book", 0.7), "course": ("course,book", 3.0), "all": ("course,book,grading,dev", 3.0)}


def fail(sentence):
    """Ends the run with one sentence and status 1."""
    sys.exit("\n" + sentence)


def supported(version):
    """True for a Python version that the course is tested with."""
    return LOWEST <= tuple(version[:2]) < BEYOND


def works(python):
    """True when this interpreter starts: version managers leave stand-ins on the PATH that do not."""
    return subprocess.call([python, "-c", "import venv"], stderr=subprocess.DEVNULL) == 0


def find_python():
    """The path of a supported Python: the running one, else the newest on the PATH; ends the run if there is none."""
    if supported(sys.version_info):
        return sys.executable
    for minor in range(BEYOND[1] - 1, LOWEST[1] - 1, -1):
        path = shutil.which("python3.%d" % minor)
        if path and works(path):
            return path
    return fail(
        "This course needs Python 3.11, 3.12 or 3.13, and found {}.{} ({}). Install one of them from "
        "https://www.python.org/downloads/, then run the command again.".format(*sys.version_info[:2], sys.executable)
    )


def fingerprint(extras):
    """A hash over everything that decides what is installed; equal means nothing to do."""
    digest = hashlib.sha256(extras.encode())
    for name in ("pyproject.toml", "constraints.txt"):
        with open(os.path.join(ROOT, name), "rb") as handle:
            digest.update(handle.read())
    return digest.hexdigest()


def current(stage):
    """True when .venv already holds this stage, or a larger one, for these very files."""
    order = list(EXTRAS)
    for candidate in order[order.index(stage):]:
        stamp = os.path.join(VENV, candidate + ".stamp")
        if os.path.exists(stamp) and os.path.exists(PYTHON):
            with open(stamp) as handle:
                if handle.read() == fingerprint(EXTRAS[candidate][0]):
                    return True
    return False


def run(command, advice):
    """Runs one step and shows its output; when it fails, the advice is the last thing printed."""
    if subprocess.call(command) != 0:
        fail(advice)


def check_disk(needed_gb):
    """Ends the run when the disk has less room than the environment takes."""
    free_gb = shutil.disk_usage(ROOT).free / 1e9
    if free_gb < needed_gb:
        fail("The environment needs {:.1f} GB of disk and {} has {:.1f} GB free: make room, then run the "
             "command again.".format(needed_gb, ROOT, free_gb))


def make(stage):
    """Creates or updates .venv for a stage: book (website only), course (notebooks), all (tests too)."""
    if current(stage):
        return
    extras, needed_gb = EXTRAS[stage]
    python = find_python()
    check_disk(needed_gb)
    print("Preparing .venv with {} for “{}” (a few minutes the first time) …".format(python, stage), flush=True)
    if not os.path.exists(PYTHON):
        run([python, "-m", "venv", VENV],
            "Python could not make a virtual environment: on Debian or Ubuntu run “sudo apt install python3-venv”, "
            "then run the command again.")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--progress-bar", "on"]
    run([*pip, "-c", os.path.join(ROOT, "constraints.txt"), "-e", "{}[{}]".format(ROOT, extras)],
        "Installing failed; the reason stands above. Without a network nothing can be installed: connect, then run "
        "the command again; what was fetched already is kept.")
    with open(os.path.join(VENV, stage + ".stamp"), "w") as handle:
        handle.write(fingerprint(extras))


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in EXTRAS:
        fail("Usage: python3 course_utils/environment.py {}".format("|".join(EXTRAS)))
    make(sys.argv[1])
