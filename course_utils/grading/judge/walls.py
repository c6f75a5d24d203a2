"""The walls that a process raises around itself before it runs an answer: namespaces or Landlock, limits, filter."""

from __future__ import annotations

import os
import resource
from dataclasses import asdict, dataclass

from course_utils.grading.judge import kernel_call

WORK_FOLDER = "/answer"
MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """What one answer may use. Memory counts on top of what Python and torch take themselves."""

    cells_s: float = 10.0
    question_s: float = 10.0
    submission_s: float = 60.0
    memory_mib: int = 1024
    folder_mib: int = 64
    restarts: int = 8

    def as_dict(self) -> dict:
        """All limits by name, for the result."""
        return asdict(self)


def raise_limits(limits: Limits) -> None:
    """Resource limits of this process and of all that it could start."""
    with open("/proc/self/statm") as file:
        pages = [int(number) for number in file.read().split()]
    page = os.sysconf("SC_PAGE_SIZE")
    room = limits.memory_mib * MIB
    values = {
        resource.RLIMIT_AS: pages[0] * page + room,
        resource.RLIMIT_DATA: pages[5] * page + room,
        resource.RLIMIT_FSIZE: min(32, limits.folder_mib) * MIB,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_NPROC: 128,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_CPU: int(limits.submission_s) + 5,
        resource.RLIMIT_STACK: 8 * MIB,
    }
    for kind, value in values.items():
        hard = resource.getrlimit(kind)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (value, value))
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # should memory run out after all, this process is the first to go


def close_all_but(kept: set[int]) -> None:
    """Closes every descriptor but these; input is empty, output goes nowhere."""
    nowhere = os.open("/dev/null", os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    start = 3
    for number in sorted(one for one in kept if one > 2):
        os.closerange(start, number)
        start = number + 1
    os.closerange(start, 1 << 16)


def enter_namespaces(limits: Limits, user: int, group: int) -> None:
    """The inside of new namespaces: one user, an own small work folder, no process list, no network."""
    for name, text in (("setgroups", "deny"), ("uid_map", f"1000 {user} 1"), ("gid_map", f"1000 {group} 1")):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)
    raise_limits(limits)
    kernel_call.mount(None, "/", kernel_call.MS_REC | kernel_call.MS_PRIVATE)
    safe = kernel_call.MS_NOSUID | kernel_call.MS_NODEV | kernel_call.MS_NOEXEC
    kernel_call.mount("tmpfs", WORK_FOLDER, safe, f"size={limits.folder_mib}m,nr_inodes=2048,mode=700")
    kernel_call.mount("tmpfs", "/dev/shm", safe, "size=4m,nr_inodes=64,mode=700")
    # A new /proc cannot be mounted in nested namespaces, and the outer one must not be seen.
    kernel_call.mount("tmpfs", "/proc", safe | kernel_call.MS_RDONLY, "size=4k,nr_inodes=2,mode=555")
    os.chdir(WORK_FOLDER)


def enter_landlock(limits: Limits, rules: int, other_user: bool) -> None:
    """No file but those of Python and the course can be opened, none can be written; as nobody where we were root."""
    raise_limits(limits)
    os.chdir("/")
    if other_user:
        os.setgroups([])
        os.setresgid(65534, 65534, 65534)
        os.setresuid(65534, 65534, 65534)
    kernel_call.no_new_privileges()
    kernel_call.landlock_restrict(rules)


def close_the_last(program: bytes) -> None:
    """The walls that come last in both forms: no capability, no new privilege, the system-call filter."""
    kernel_call.drop_capabilities()
    kernel_call.prctl(kernel_call.PR_SET_DUMPABLE, 0)
    kernel_call.no_new_privileges()
    kernel_call.filter_calls(program)
