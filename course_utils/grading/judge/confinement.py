"""The choice of walls: bubblewrap and namespaces, else Landlock, else a refusal that says what is missing."""

from __future__ import annotations

import os
import shutil
import site
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from course_utils.grading.judge import syscall_filter

FORMS = ("namespaces", "landlock", "none")
PACKAGE = Path(__file__).parents[2]  # course_utils; the tests of a problem set lie elsewhere and are never shown
SYSTEM = (
    "/usr",
    "/lib",
    "/lib32",
    "/lib64",
    "/bin",
    "/etc/ld.so.cache",
    "/etc/alternatives",
    "/sys/devices/system/cpu",
)
UNSAFE_WARNING = (
    "WARNING: --unsafe-no-sandbox: submitted code runs with your rights; it can read, change and send all you can. "
    "Every result says so."
)
ENVIRONMENT = {
    "HOME": "/answer",
    "TMPDIR": "/answer",
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MPLBACKEND": "Agg",
    "MPLCONFIGDIR": "/answer",
    "COURSE_OFFLINE": "1",
    "COURSE_SIZE": "small",
    "COURSE_DEVICE": "cpu",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
}


class NoConfinement(RuntimeError):
    """No safe form works here; the text names each missing piece and how to get it."""


@dataclass(frozen=True)
class Confinement:
    """One form of walls, ready to start a zygote in."""

    form: str
    program: bytes
    missing: tuple[str, ...] = ()

    @property
    def outer(self) -> list[str]:
        """What stands before the zygote's command: bubblewrap with its walls, or nothing."""
        return _bubblewrap() if self.form == "namespaces" else []


def readable() -> list[str]:
    """What an answer may read: the system's libraries, Python with its packages, the course's package."""
    own = [sys.base_prefix, sys.prefix, sysconfig.get_path("platlib"), sysconfig.get_path("purelib"), str(PACKAGE)]
    if site.ENABLE_USER_SITE:
        own.append(site.getusersitepackages())
    paths = [path for path in [*SYSTEM, *own] if os.path.exists(path)]
    return [path for path in dict.fromkeys(paths) if not any(_inside(path, other) for other in paths)]


def _inside(path: str, other: str) -> bool:
    return path != other and Path(path).is_relative_to(other)


def _bubblewrap() -> list[str]:
    command = [
        "bwrap",
        "--unshare-all",
        "--die-with-parent",
        "--new-session",
        "--cap-drop",
        "ALL",
        "--hostname",
        "answer",
    ]
    # A number other than 0: the kernel lets nobody without further rights hand user 0 down into a nested namespace.
    command += ["--uid", "1000", "--gid", "1000"]
    for path in readable():
        if os.path.islink(path) and path.count("/") == 1:  # /lib → usr/lib
            command += ["--symlink", os.readlink(path), path]
        else:
            command += ["--ro-bind", path, path]
    command += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/answer"]
    if not any(_inside(path, "/tmp") for path in readable()):
        command += ["--symlink", "/answer", "/tmp"]
    return [*command, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/", "--"]


def choose(form: str | None = None, unsafe: bool = False) -> Confinement:
    """The first form that works here, or the one asked for; NoConfinement when none does and unsafe is not set."""
    from course_utils.grading.judge.fork_server import trial

    if unsafe:
        return Confinement("none", b"")
    missing = []
    for name in (form,) if form else FORMS[:2]:
        sentence = _first_look(name)
        if not sentence:
            confinement = Confinement(name, syscall_filter.compiled(name == "namespaces"))
            sentence = trial(confinement)
            if not sentence:
                return Confinement(name, confinement.program, tuple(missing))
            sentence = _advice(name, sentence)
        missing.append(f"{name}: {sentence}")
    raise NoConfinement(
        "No safe place to run submissions here.\n  "
        + "\n  ".join(missing)
        + "\nGrade in a Linux machine or container that has one of these (Windows: WSL2; macOS: a virtual machine), "
        "or accept the risk with --unsafe-no-sandbox."
    )


def _first_look(name: str) -> str:
    """What is plainly missing for a form, or ""."""
    if sys.platform != "linux":
        return f"needs Linux, this is {sys.platform}"
    try:
        syscall_filter.compiled(name == "namespaces")
    except syscall_filter.FilterMissing as error:
        return str(error)
    if name == "namespaces" and not shutil.which("bwrap"):
        return "bubblewrap is not installed: apt install bubblewrap, or dnf install bubblewrap"
    return ""


def _advice(name: str, found: str) -> str:
    if name == "landlock":
        return f"{found}; it needs Linux 5.13 or newer with “landlock” in the kernel's lsm= list"
    return (
        f"{found}; user namespaces are refused here. On Ubuntu 24.04 and newer give bwrap an AppArmor profile with "
        "“userns,” (bwrap-userns-restrict), elsewhere sysctl kernel.unprivileged_userns_clone=1, "
        "inside a container ask its owner, or use the Landlock form"
    )
