"""Channel: messages over a socket, each a JSON header and raw bytes, under one absolute deadline."""

from __future__ import annotations

import json
import socket
import struct
import time

from course_utils.grading.judge.codec import MAX_BYTES

SIZES = struct.Struct("<II")
MAX_HEADER = 8 << 20


class ChannelClosed(Exception):
    """The other side is gone, or sends bytes that are no message."""


class DeadlinePassed(Exception):
    """The deadline came first; it does not move when the other side sends a byte now and then."""


class Channel:
    """One end of a socket pair."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end

    def _wait_at_most(self, deadline: float | None) -> None:
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            raise DeadlinePassed
        self.end.settimeout(left)

    def send(self, header: dict, blobs: list[bytes] = (), deadline: float | None = None) -> None:
        """Sends one message; deadline is a time.monotonic(), None waits for ever."""
        text = json.dumps(header | {"blobs": [len(blob) for blob in blobs]}).encode()
        message = memoryview(b"".join([SIZES.pack(len(text), sum(map(len, blobs))), text, *blobs]))
        try:
            while message:
                self._wait_at_most(deadline)
                message = message[self.end.send(message) :]
        except TimeoutError:
            raise DeadlinePassed from None
        except OSError as error:
            raise ChannelClosed(str(error)) from None

    def _exactly(self, size: int, deadline: float | None) -> bytearray:
        data = bytearray(size)
        view = memoryview(data)
        try:
            while view:
                self._wait_at_most(deadline)
                got = self.end.recv_into(view)
                if not got:
                    raise ChannelClosed("the other side has ended")
                view = view[got:]
        except TimeoutError:
            raise DeadlinePassed from None
        except OSError as error:
            raise ChannelClosed(str(error)) from None
        return data

    def receive(self, deadline: float | None = None) -> tuple[dict, list[bytes]]:
        """The next message; ChannelClosed when there is none or it is malformed, DeadlinePassed when it is late."""
        header_size, body_size = SIZES.unpack(self._exactly(SIZES.size, deadline))
        if header_size > MAX_HEADER or body_size > MAX_BYTES:
            raise ChannelClosed("the message is too large")
        text = self._exactly(header_size, deadline)
        try:
            header = json.loads(text.decode())
            lengths = header.pop("blobs")
            if not all(type(length) is int and length >= 0 for length in lengths) or sum(lengths) != body_size:
                raise ValueError("lengths")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, MemoryError):
            raise ChannelClosed("the message is malformed") from None
        body = bytes(self._exactly(body_size, deadline))
        blobs, start = [], 0
        for length in lengths:
            blobs.append(body[start : start + length])
            start += length
        return header, blobs

    def close(self) -> None:
        """Closes this end."""
        self.end.close()
