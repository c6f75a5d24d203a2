"""The fork-server as the judge holds it: a confined zygote, asked for one fresh process a submission."""

from __future__ import annotations

import base64
import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

from course_utils.grading.judge.channel import Channel, ChannelClosed, DeadlinePassed
from course_utils.grading.judge.confinement import ENVIRONMENT, PACKAGE, Confinement, readable
from course_utils.grading.judge.walls import Limits

START_S = 120.0  # importing torch from a cold disk
COMMAND_S = 30.0


class ServerLost(RuntimeError):
    """The zygote did not start, or has gone; the sentence says what it said last."""


@dataclass(frozen=True)
class Usage:
    """What one answer's process used: CPU seconds, its largest memory in KiB, and how it ended (a wait status)."""

    cpu_s: float
    memory_kib: int
    status: int


class ForkServer:
    """A zygote behind its outer wall. Use as a context; `fork` gives a channel to a fresh walled process."""

    def __init__(self, confinement: Confinement, limits: Limits, modules: list[str]) -> None:
        self.confinement, self.limits, self.modules = confinement, limits, modules
        self.process: subprocess.Popen | None = None
        self.control: socket.socket | None = None
        self.said = ""

    def __enter__(self) -> ForkServer:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()

    def start(self) -> None:
        """Starts the zygote and waits until it has loaded its modules; ServerLost when it does not."""
        self.launch()
        self.wait_until_ready()

    def launch(self) -> None:
        """Starts the zygote without waiting for it; ServerLost when the command itself is missing."""
        self.control, theirs = socket.socketpair()
        code = (
            f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); "
            f"from course_utils.grading.judge import zygote; zygote.main({theirs.fileno()})"
        )
        environment = (
            ENVIRONMENT if self.confinement.form != "none" else ENVIRONMENT | {"HOME": "/tmp", "TMPDIR": "/tmp"}
        )
        command = [*self.confinement.outer, os.path.abspath(sys.executable), "-s", "-P", "-c", code]
        try:
            self.process = subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                env=environment,
                stdin=subprocess.DEVNULL,
                cwd="/",
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            raise ServerLost(f"{command[0]} cannot be started: {error.strerror}") from None
        finally:
            theirs.close()
        settings = {
            "form": self.confinement.form,
            "limits": self.limits.as_dict(),
            "modules": self.modules,
            "filter": base64.b64encode(self.confinement.program).decode(),
            "readable": readable(),
        }
        try:
            self.control.sendall(json.dumps(settings).encode() + b"\n")
        except OSError:
            raise ServerLost(self._last_words()) from None

    def wait_until_ready(self) -> None:
        """Waits until the zygote has loaded its modules; ServerLost with what it said when it does not."""
        reply = self._reply(START_S)
        if "error" in reply:
            raise ServerLost(reply["error"])
        if "torch" in reply["failed"]:
            raise ServerLost(f"torch cannot be imported behind the walls ({reply['failed']['torch']})")

    def _last_words(self) -> str:
        self.process.kill()
        if not self.process.stderr.closed:
            self.said = self.process.communicate()[1].decode(errors="replace").strip()
        said = self.said
        return said.split("\n")[-1][:300] or f"the fork-server ended with status {self.process.returncode}"

    def _reply(self, seconds: float) -> dict:
        deadline, text = time.monotonic() + seconds, b""
        while not text.endswith(b"\n"):
            self.control.settimeout(max(0.001, deadline - time.monotonic()))
            try:
                piece = self.control.recv(1 << 16)
            except OSError:
                piece = b""
            if not piece:
                raise ServerLost(self._last_words())
            text += piece
        return json.loads(text)

    def fork(self) -> tuple[Channel, int]:
        """A channel to a fresh process behind all walls, and its number for `end`. ServerLost when a wall fails."""
        ours, theirs = socket.socketpair()
        try:
            socket.send_fds(self.control, [json.dumps({"do": "fork"}).encode()], [theirs.fileno()])
        except OSError:
            raise ServerLost(self._last_words()) from None
        finally:
            theirs.close()
        reply = self._reply(COMMAND_S)
        if "error" in reply:
            raise ServerLost(reply["error"])
        channel = Channel(ours)
        try:
            wall = channel.receive(time.monotonic() + COMMAND_S)[0]["wall"]
        except (ChannelClosed, DeadlinePassed, KeyError):
            wall = "the walls were not raised"
        if wall:
            self.end(channel, reply["pid"])
            raise ServerLost(wall)
        return channel, reply["pid"]

    def end(self, channel: Channel, number: int) -> Usage:
        """Kills a process and all that it started, waits until they are gone, and says what they used."""
        channel.close()
        try:
            self.control.sendall(json.dumps({"do": "end", "pid": number}).encode())
        except OSError:
            raise ServerLost(self._last_words()) from None
        reply = self._reply(COMMAND_S)
        return Usage(reply["cpu_s"], reply["memory_kib"], reply["status"])

    def stop(self) -> None:
        """Ends the zygote and with it everything behind the outer wall."""
        if self.control is not None:
            self.control.close()
        if self.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(2)
            self._last_words()


def trial(confinement: Confinement) -> str:
    """ "" when a process can be forked behind these walls and answers, else what the kernel or bubblewrap said."""
    try:
        with ForkServer(confinement, Limits(), []) as server:
            channel, number = server.fork()
            server.end(channel, number)
    except ServerLost as error:
        return str(error)
    return ""
