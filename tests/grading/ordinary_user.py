"""A command run as an ordinary user (nobody) in a mount namespace of its own, where Python can be reached by all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NOBODY = 65534
SCRIPT = """\
set -e
closed="$1"; python_home="$2"; shift 2
if [ -n "$closed" ]; then
    kept=$(mktemp -d)
    mount --bind "$python_home" "$kept"
    mount -t tmpfs -o mode=755 tmpfs "$closed"
    mkdir -p "$python_home"
    mount --bind "$kept" "$python_home"
fi
exec setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all --bounding-set=-all "$@"
"""


def why_not():
    """Why this cannot be done here, or ""."""
    if os.geteuid() != 0:
        return "the tests run as an ordinary user already"
    missing = [tool for tool in ("unshare", "setpriv") if not shutil.which(tool)]
    return f"{missing[0]} is not installed" if missing else ""


def closed_folder(path):
    """The first folder above a path that others may not enter, or ""."""
    parents = [*reversed(Path(path).resolve().parents)]
    return next((str(one) for one in parents if not one.stat().st_mode & 1), "")


def run(arguments, cwd):
    """The finished process of this Python with these arguments, as nobody."""
    home = sys.base_prefix
    command = ["unshare", "-m", "--propagation", "private", "sh", "-c", SCRIPT, "sh", closed_folder(home), home]
    environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", "OMP_NUM_THREADS": "1"}
    environment |= {name: value for name, value in os.environ.items() if name.startswith("COURSE_TEST_")}
    return subprocess.run(
        [*command, sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, timeout=900
    )
