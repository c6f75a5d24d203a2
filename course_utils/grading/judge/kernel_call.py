"""Kernel calls that Python 3.11 has no name for, through ctypes: clone, mount, capset, prctl, Landlock."""

from __future__ import annotations

import ctypes
import os
import platform
import struct

LIBC = ctypes.PyDLL(None, use_errno=True)  # PyDLL keeps the interpreter's lock, which a fork needs
X86 = platform.machine() == "x86_64"
CLONE = 56 if X86 else 220
CAPSET = 126 if X86 else 91
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REC, MS_PRIVATE = 1, 2, 4, 8, 0x4000, 1 << 18
NEW_NAMESPACES = (
    0x10000000 | 0x20000000 | 0x00020000 | 0x40000000 | 0x08000000 | 0x04000000
)  # user pid mount net ipc uts
SIGCHLD = 17
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 24, 38
MADV_COLLAPSE, HUGE_PAGE = 25, 2 << 20
READ_RIGHTS = 0b1100  # read file, read folder
WRITE_FILE = 0b10


class WallError(OSError):
    """A wall could not be raised; the process must end before any code of an answer runs in it."""


def _checked(result: int, what: str) -> int:
    if result < 0:
        raise WallError(ctypes.get_errno(), f"{what}: {os.strerror(ctypes.get_errno())}")
    return result


def fork_in_namespaces() -> int:
    """As os.fork, but the child is process 1 of new user, process, mount, network, IPC and host-name namespaces."""
    ctypes.pythonapi.PyOS_BeforeFork()
    number = LIBC.syscall(CLONE, ctypes.c_ulong(NEW_NAMESPACES | SIGCHLD), None, None, None, None)
    if number == 0:
        ctypes.pythonapi.PyOS_AfterFork_Child()
    else:
        ctypes.pythonapi.PyOS_AfterFork_Parent()
    return _checked(number, "new namespaces")


def mount(kind: str | None, target: str, flags: int, options: str = "") -> None:
    """Mounts a new file system of this kind, or changes how an existing one is shared when kind is None."""
    name = kind.encode() if kind else None
    result = LIBC.mount(name, target.encode(), name, ctypes.c_ulong(flags), options.encode() or None)
    _checked(result, f"mount {kind or 'flags'} on {target}")


def prctl(option: int, *values: object) -> None:
    """Sets one property of this process."""
    filled = [*values, 0, 0, 0, 0][:4]
    arguments = [
        value if isinstance(value, ctypes._SimpleCData | ctypes._Pointer) else ctypes.c_ulong(value)
        for value in filled
    ]
    _checked(LIBC.prctl(option, *arguments), f"prctl {option}")


def drop_capabilities() -> None:
    """Gives up all capabilities of this process for good."""
    for number in range(64):
        if LIBC.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(number), 0, 0, 0) < 0:
            break
    header = struct.pack("<Ii", 0x20080522, 0)
    _checked(LIBC.syscall(CAPSET, header, bytes(24)), "capset")


def no_new_privileges() -> None:
    """No program that this process starts can have more rights than it has."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def filter_calls(program: bytes) -> None:
    """Installs a compiled system-call filter."""

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    prctl(PR_SET_SECCOMP, 2, ctypes.pointer(Program(len(program) // 8, program)))


def collapse_memory() -> int:
    """Gathers this process's own memory into pages of 2 MiB; returns how many, 0 where the kernel cannot (before 6.1).

    A fork copies one entry for such a page in place of 512, and drops one when it ends: that is a sixth of the CPU time
    that a submission takes. What is written later is copied in pages of the usual size.
    """
    collapsed = 0
    with open("/proc/self/maps") as file:
        lines = [line.split() for line in file]
    for span, mode, _, _, file_number, *_ in lines:
        if not mode.startswith("rw-p") or file_number != "0":
            continue
        start, end = (int(edge, 16) for edge in span.split("-"))
        for place in range(-(-start // HUGE_PAGE) * HUGE_PAGE, end - HUGE_PAGE + 1, HUGE_PAGE):
            collapsed += LIBC.madvise(ctypes.c_void_p(place), ctypes.c_size_t(HUGE_PAGE), MADV_COLLAPSE) == 0
    return collapsed


def landlock_version() -> int:
    """The version of Landlock in this kernel, 0 where there is none."""
    return max(0, LIBC.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint(1)))


def landlock_rules(readable: list[str], writable: list[str]) -> int:
    """A rule set (a descriptor) that lets a process read these paths, write these files, and nothing else."""
    version = landlock_version()
    if not version:
        raise WallError(95, "Landlock is not in this kernel, or not switched on")
    files = (1 << (13 + (version >= 2) + (version >= 3) + (version >= 5))) - 1
    scopes = 3 if version >= 6 else 0
    attributes = struct.pack("<QQQ", files, 3 if version >= 4 else 0, scopes)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = _checked(LIBC.syscall(LANDLOCK_CREATE, attributes, ctypes.c_size_t(size), ctypes.c_uint(0)), "Landlock")
    for path, rights in [*((one, READ_RIGHTS) for one in readable), *((one, WRITE_FILE | 4) for one in writable)]:
        if not os.path.exists(path):
            continue
        if not os.path.isdir(path):
            rights &= ~8  # the right to read a folder does not fit a file (EINVAL)
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        rule = struct.pack("<Qi", rights, place)
        _checked(LIBC.syscall(LANDLOCK_ADD, rules, 1, rule, ctypes.c_uint(0)), f"Landlock for {path}")
        os.close(place)
    return rules


def landlock_restrict(rules: int) -> None:
    """From here on this process can do only what the rule set allows."""
    _checked(LIBC.syscall(LANDLOCK_RESTRICT, rules, ctypes.c_uint(0)), "Landlock")
