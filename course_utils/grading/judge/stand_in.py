"""Stand-ins: what a test holds in place of the student's objects. They can be called and asked for attributes, no more.

A call sends copies of its arguments behind the walls and gives back a plain value. Everything else that Python could do
with an object (truth, equality, order, length, iteration, printing) is refused: a bare object would be true, and
`assert model.ok` would pass.
"""

from __future__ import annotations

import builtins
import contextlib
import time
from collections.abc import Iterator, Mapping

from course_utils.grading.judge.channel import Channel, ChannelClosed, DeadlinePassed
from course_utils.grading.judge.codec import CodecError, Packer, Unpacker

# What an answer may raise so that the test can catch it. StopIteration is not here: it would end a test's loop early.
RAISABLE = (
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "EOFError",
    "FloatingPointError",
    "ImportError",
    "IndexError",
    "KeyError",
    "LookupError",
    "ModuleNotFoundError",
    "NameError",
    "NotImplementedError",
    "OSError",
    "OverflowError",
    "RecursionError",
    "RuntimeError",
    "SyntaxError",
    "TypeError",
    "UnboundLocalError",
    "ValueError",
    "ZeroDivisionError",
)


class AnswerLost(BaseException):
    """The answer's process cannot go on; no Exception, so that a test's `except Exception` does not swallow it.

    status: timeout, crashed or limit.
    """

    def __init__(self, status: str, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


class Conversation:
    """The judge's side of one answer's process: asks, waits for a limited time, and trusts nothing that it hears.

    budget_s: the time left for waiting; only waiting uses it up, so the judge's own work costs nobody anything.
    end_by: a time.monotonic() after which nothing is waited for, whatever the budget.
    """

    def __init__(self, channel: Channel, budget_s: float, end_by: float) -> None:
        self.channel = channel
        self.budget_s, self.end_by = budget_s, end_by
        self.write_back = False
        self.changed_arguments = False
        self.raised: BaseException | None = None  # the last exception that the answer raised, as made here
        self.missing: KeyError | None = None  # raised for a name that a test asked for and the answer does not have
        self.over_limit = False

    @contextlib.contextmanager
    def _waiting(self) -> Iterator[float]:
        """The deadline of one wait; what goes wrong in it is the answer's loss."""
        begun = time.monotonic()
        try:
            yield min(begun + max(0.0, self.budget_s), self.end_by)
        except DeadlinePassed:
            raise AnswerLost("timeout", "the answer was still running when its time was up") from None
        except ChannelClosed:
            raise AnswerLost("crashed", "the answer ended its own process, or was ended by a limit") from None
        finally:
            self.budget_s -= time.monotonic() - begun

    def receive(self) -> tuple[dict, list[bytes]]:
        """The next message as a dict; AnswerLost when there is none in time."""
        with self._waiting() as deadline:
            header, blobs = self.channel.receive(deadline)
        if not isinstance(header, dict):
            raise AnswerLost("crashed", "the answer's process sent something that is no reply")
        return header, blobs

    def send(self, header: dict, blobs: list[bytes] = ()) -> None:
        """Sends a message; AnswerLost when the other side is gone or does not listen."""
        with self._waiting() as deadline:
            self.channel.send(header, blobs, deadline)

    def ask(self, header: dict, packer: Packer | None = None) -> object:
        """The value of the reply, or the exception that the answer raised."""
        self.send(header, packer.blobs if packer else ())
        reply, blobs = self.receive()
        if "raised" in reply:
            self.raised = _exception(reply["raised"])
            raise self.raised
        if "limit" in reply:
            self.over_limit = True
            self.raised = RuntimeError("the answer's value or memory is over the limit")
            raise self.raised
        if reply.get("missing") is True:
            self.missing = KeyError(header.get("name"))
            raise self.missing
        try:
            value = Unpacker(blobs, self._stand_in).unpack(reply.get("value"))
            changed = reply.get("changed") or {}
            if changed and packer is not None:
                self.changed_arguments = True
                if self.write_back:
                    _write_back(packer.leaves, changed, blobs)
        except Exception:  # whatever a forged reply makes Python raise, StopIteration too
            raise AnswerLost("crashed", "the answer's process sent something that is no reply") from None
        return value

    def _stand_in(self, node: dict) -> StandIn:
        if type(node.get("h")) is not int:
            raise CodecError("the message holds something that is no value")
        return (Callable if node.get("callable") is True else StandIn)(self, node["h"])

    def arguments(self, given: tuple, named: dict) -> tuple[object, Packer]:
        """The packed arguments of a call; TypeError when one of them is no plain value and no stand-in."""
        packer = Packer(_own_node)
        return packer.pack((given, named)), packer


def _own_node(value: object) -> dict:
    """The node of a stand-in that is handed back as an argument."""
    if isinstance(value, StandIn):
        return {"h": object.__getattribute__(value, "_number")}
    raise TypeError(
        f"A test cannot hand a {type(value).__name__} to an answer: only plain values cross, or use a probe."
    )


def _exception(kinds: object) -> BaseException:
    names = [kind for kind in kinds if kind in RAISABLE] if isinstance(kinds, list) else []
    return getattr(builtins, names[0] if names else "RuntimeError")("raised by the answer")


def _write_back(leaves: list, changed: dict, blobs: list[bytes]) -> None:
    """Copies what the answer wrote into its arguments into the test's own."""
    import torch

    for place, (node, blob) in changed.items():
        leaf = leaves[int(place)]
        tag, content = next(iter(node.items()))
        value = Unpacker([blobs[blob]]).unpack({tag: [0, content[1], content[2], 0, False]})
        if tuple(value.shape) != tuple(leaf.shape) or value.dtype != leaf.dtype:
            continue  # grown or shrunk in place: the test's own keeps its shape
        if isinstance(leaf, torch.Tensor):
            with torch.no_grad():
                leaf.copy_(value)
        elif leaf.flags.writeable:
            leaf[...] = value


def _refuse(self: object, *arguments: object) -> None:
    raise TypeError("this value stays in the answer's process: it can be called or asked for an attribute, no more")


class StandIn:
    """Stands for one object of the answer that is no plain value."""

    def __init__(self, conversation: Conversation, number: int) -> None:
        object.__setattr__(self, "_conversation", conversation)
        object.__setattr__(self, "_number", number)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        header = {"do": "attribute", "of": self._number, "name": name}
        return self._conversation.ask(header)

    __bool__ = __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __len__ = __iter__ = __contains__ = _refuse
    __getitem__ = __setattr__ = __delattr__ = __str__ = __repr__ = __format__ = __int__ = __float__ = __index__ = (
        _refuse
    )
    __hash__ = None


class Callable(StandIn):
    """Stands for a function, or for an object that can be called."""

    def __call__(self, *given: object, **named: object) -> object:
        conversation = self._conversation
        node, packer = conversation.arguments(given, named)
        return conversation.ask({"do": "call", "what": self._number, "arguments": node}, packer)


class Names(Mapping):
    """The answer's top-level names, as the `env` of a test; each name is asked for once a test."""

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self._known: dict[str, object] = {}

    def __getitem__(self, name: str) -> object:
        if name not in self._known:
            self._known[name] = self.conversation.ask({"do": "get", "name": name})
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        raise TypeError("a test may ask for names of the answer, but not go through all of them")

    def __len__(self) -> int:
        raise TypeError("a test may ask for names of the answer, but not count them")

    def probe(self, source: str, *given: object, **named: object) -> object:
        """What `probe(env, …)`, defined by this source text and run next to the answer, gives back as a plain value."""
        node, packer = self.conversation.arguments(given, named)
        return self.conversation.ask({"do": "probe", "source": source, "arguments": node}, packer)
