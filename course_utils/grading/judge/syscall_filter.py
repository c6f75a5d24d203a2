"""The system-call filter of an answer's process: a list of what it may ask of the kernel; all else is refused.

The filter is compiled in the judge, so that libseccomp is needed there only and never behind the walls.
"""

from __future__ import annotations

import errno
import tempfile

ALLOWED = """
read readv pread64 preadv preadv2 write writev pwrite64 pwritev close close_range lseek fstat stat lstat newfstatat
statx access faccessat faccessat2 open openat readlink readlinkat getdents getdents64 getcwd chdir fchdir dup dup2
dup3 pipe pipe2 flock fsync fdatasync ftruncate fadvise64 sendfile copy_file_range statfs fstatfs umask poll
ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 eventfd eventfd2
sendto recvfrom sendmsg recvmsg shutdown getsockopt setsockopt getsockname getpeername mmap mprotect munmap
mremap madvise brk mincore msync membarrier futex set_robust_list get_robust_list rseq set_tid_address sched_yield
sched_getaffinity sched_getparam sched_getscheduler nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday
time times getrusage getrlimit sysinfo uname getcpu getpid getppid gettid getuid geteuid getgid getegid getgroups
getresuid getresgid getpgrp getpgid getsid getpriority rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack
rt_sigpending rt_sigtimedwait rt_sigsuspend pause restart_syscall getitimer setitimer alarm exit exit_group getrandom
wait4 waitid
"""
# Only where the process has a process list and a small folder of its own:
ALLOWED_IN_NAMESPACES = """
kill tkill tgkill mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 symlink symlinkat link linkat chmod
fchmod fchmodat truncate utimensat utimes utime fallocate
"""
ABSENT = (
    "clone3",
    "openat2",
    "io_uring_setup",
    "memfd_create",
    "pidfd_open",
    "fchmodat2",
)  # as an old kernel: callers go on
HARMLESS_IOCTL = (0x5401, 0x5421, 0x541B, 0x5450, 0x5451)  # TCGETS FIONBIO FIONREAD FIONCLEX FIOCLEX
# Duplicates, flags, locks, pipe sizes. Not F_SETOWN and F_SETSIG, which signal any process of the user, nor leases.
HARMLESS_FCNTL = (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1031, 1032, 1034)
CLONE_THREAD = 0x10000
AF_UNIX, SOCK_STREAM, SOCKET_KINDS = 1, 1, 0xF


class FilterMissing(RuntimeError):
    """The filter cannot be made here; the sentence says what to install."""


def compiled(namespaces: bool) -> bytes:
    """The filter as a BPF program; FilterMissing when pyseccomp or libseccomp is not installed.

    namespaces: the process will stand in namespaces of its own, where signals and its own files do no harm.
    """
    try:
        import pyseccomp
    except (ImportError, RuntimeError, OSError, AttributeError):
        sentence = "pyseccomp or libseccomp is missing: pip install pyseccomp, and apt install libseccomp2"
        raise FilterMissing(sentence) from None
    wall = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.EPERM))
    for name in (ALLOWED + (ALLOWED_IN_NAMESPACES if namespaces else "")).split():
        _rule(pyseccomp, wall, pyseccomp.ALLOW, name)
    for name in ABSENT:
        _rule(pyseccomp, wall, pyseccomp.ERRNO(errno.ENOSYS), name)
    wall.add_rule(pyseccomp.ALLOW, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, CLONE_THREAD, CLONE_THREAD))
    wall.add_rule(pyseccomp.ALLOW, "prlimit64", pyseccomp.Arg(2, pyseccomp.EQ, 0))  # read limits, never set them
    for command in HARMLESS_FCNTL:
        wall.add_rule(pyseccomp.ALLOW, "fcntl", pyseccomp.Arg(1, pyseccomp.EQ, command))
    # A datagram socket of a pair can send to any path of this machine that its user may write; a stream cannot.
    stream = pyseccomp.Arg(1, pyseccomp.MASKED_EQ, SOCKET_KINDS, SOCK_STREAM)
    wall.add_rule(pyseccomp.ALLOW, "socketpair", pyseccomp.Arg(0, pyseccomp.EQ, AF_UNIX), stream)
    for request in HARMLESS_IOCTL:
        wall.add_rule(pyseccomp.ALLOW, "ioctl", pyseccomp.Arg(1, pyseccomp.EQ, request))
    with tempfile.TemporaryFile() as file:
        wall.export_bpf(file)
        file.seek(0)
        return file.read()


def _rule(pyseccomp: object, wall: object, action: int, name: str) -> None:
    """Adds a rule, unless this libseccomp or this processor does not know the call (then it is refused anyway)."""
    try:
        wall.add_rule(action, name)
    except (OSError, ValueError, RuntimeError):
        return
