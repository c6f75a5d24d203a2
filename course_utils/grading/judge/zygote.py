"""The zygote: has torch loaded, runs no answer and no tensor work itself, and forks one walled process a submission."""

from __future__ import annotations

import base64
import contextlib
import gc
import importlib
import json
import os
import random
import signal
import socket
import sys

from course_utils.grading.judge import kernel_call, walls
from course_utils.grading.judge.channel import Channel, ChannelClosed


class Zygote:
    """Answers the judge's three commands: fork, end, and (by closing) stop."""

    def __init__(self, control: socket.socket, settings: dict) -> None:
        self.control = control
        self.form = settings["form"]
        self.limits = walls.Limits(**settings["limits"])
        self.program = base64.b64decode(settings["filter"])
        self.rules = (
            kernel_call.landlock_rules(settings["readable"], ["/dev/null"]) if self.form == "landlock" else -1
        )
        self.other_user = (
            self.form == "landlock" and os.geteuid() == 0 and all(map(_open_to_all, settings["readable"]))
        )
        self.failed = _load(settings["modules"])
        gc.collect()
        gc.freeze()  # the forks share these pages, and no collection touches them
        kernel_call.collapse_memory()

    def serve(self) -> None:
        """Answers commands until the judge closes the control socket."""
        self._say(ready=True, pid=os.getpid(), failed=self.failed)
        while True:
            text, ends, _, _ = socket.recv_fds(self.control, 4096, 1)
            if not text:
                return
            command = json.loads(text)
            if command["do"] == "fork":
                self._fork(ends[0])
            else:
                self._end(command["pid"])

    def _say(self, **values: object) -> None:
        self.control.sendall(json.dumps(values).encode() + b"\n")

    def _fork(self, end: int) -> None:
        user, group = os.geteuid(), os.getegid()
        try:
            pid = kernel_call.fork_in_namespaces() if self.form == "namespaces" else os.fork()
        except OSError as error:
            os.close(end)
            return self._say(error=str(error))
        if pid == 0:
            try:
                self._become_answer(end, user, group)
            finally:
                os._exit(0)
        os.close(end)
        self._say(pid=pid)

    def _become_answer(self, end: int, user: int, group: int) -> None:
        """In the child: raises all walls, says so, and serves the judge; a wall that fails ends the process."""
        channel = Channel(socket.socket(fileno=end))
        try:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            os.setsid()  # kill(0) reaches the own process group, across namespaces: the zygote must not be in it
            if self.form == "namespaces":
                walls.enter_namespaces(self.limits, user, group)
            walls.close_all_but({end, self.rules})
            if self.form == "landlock":
                walls.enter_landlock(self.limits, self.rules, self.other_user)
                os.close(self.rules)
            if self.form == "none":
                walls.raise_limits(self.limits)
            else:
                walls.close_the_last(self.program)
        except OSError as error:
            channel.send({"wall": str(error)})
            return
        from course_utils.grading.judge.answer_process import AnswerProcess

        random.seed(0)
        channel.send({"wall": ""})
        with contextlib.suppress(ChannelClosed):
            AnswerProcess(channel).serve()

    def _end(self, pid: int) -> None:
        """Ends a child and all that it started; its namespace is empty when the reply leaves."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        try:
            _, status, used = os.wait4(pid, 0)
        except ChildProcessError:
            return self._say(status=0, cpu_s=0.0, memory_kib=0)
        cpu_s = used.ru_utime + used.ru_stime
        return self._say(status=status, cpu_s=cpu_s, memory_kib=used.ru_maxrss)


def _load(modules: list[str]) -> dict[str, str]:
    """Imports what answers will import, so that no fork has to; returns what could not be imported, and why."""
    failed = {}
    for name in [*modules, "course_utils.grading.judge.answer_process"]:
        try:
            importlib.import_module(name)
        except Exception as error:
            failed[name] = f"{type(error).__name__}: {error}"[:300]
    if "torch" in sys.modules:
        sys.modules["torch"].set_num_threads(1)  # a second thread would be lost in each fork
        _warm_up()
    return failed


def _warm_up() -> None:
    """Does once what every fork does first, so that the forks share what it loads; no tensor is computed with."""
    from course_utils.grading.judge import answer_process, codec, handed_in

    answer_process.seed_everything(0)
    source = "def f(x, y=1):\n    return [x, (y, {1: 'a'})]\n"
    notebook = json.dumps({"cells": [{"cell_type": "code", "source": [source]}]}).encode()
    read = handed_in.read([("a.ipynb", notebook)], ["f"], "a")
    handed_in.fingerprint([read.definitions["f"]])
    exec(compile(source, "<warm-up>", "exec"), {})
    torch = sys.modules["torch"]
    packer = codec.Packer()
    node = packer.pack([torch.empty(2), torch.empty(2, dtype=torch.bool), 1, "a", (2.0, None)])
    codec.Unpacker([bytes(8), bytes(2)]).unpack(json.loads(json.dumps(node)))


def _open_to_all(path: str) -> bool:
    """True when any user may go down to this path and read it."""
    parts = [path]
    while parts[-1] not in ("/", ""):
        parts.append(os.path.dirname(parts[-1]))
    return all(os.stat(part).st_mode & 0o005 for part in parts if os.path.exists(part))


def main(descriptor: int) -> None:
    """Reads the settings from the control socket's first line and serves; called in a process of its own."""
    control = socket.socket(fileno=descriptor)
    text = b""
    while not text.endswith(b"\n"):
        piece = control.recv(1 << 16)
        if not piece:
            return
        text += piece
    try:
        zygote = Zygote(control, json.loads(text))
    except OSError as error:
        control.sendall(json.dumps({"error": str(error)}).encode() + b"\n")
        return
    zygote.serve()
