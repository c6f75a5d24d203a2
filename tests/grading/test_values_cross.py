"""Values cross the wall as plain values of exact types; what a stand-in cannot be asked, it refuses."""

import contextlib
import json
import math
import socket
import threading
import time
from collections import OrderedDict, namedtuple

import numpy
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.grading.judge import codec
from course_utils.grading.judge.answer_process import AnswerProcess
from course_utils.grading.judge.channel import MAX_HEADER, SIZES, Channel, ChannelClosed, DeadlinePassed
from course_utils.grading.judge.codec import CodecError, Packer, Unpacker
from course_utils.grading.judge.stand_in import AnswerLost, Conversation, Names, StandIn


def there_and_back(value):
    packer = Packer()
    node = json.loads(json.dumps(packer.pack(value)))
    return Unpacker(packer.blobs).unpack(node)


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.binary()
    | st.complex_numbers(allow_nan=False),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=20,
)


@given(PLAIN)
@settings(max_examples=200, deadline=None)
def test_plain_values_come_back_equal_and_of_the_same_type(value):
    got = there_and_back(value)
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize("name", codec.TORCH_DTYPES)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3, 4)])
def test_tensors_come_back_bit_for_bit(name, shape):
    dtype = getattr(torch, name)
    value = (torch.randn(shape) * 50).to(dtype)
    for one in (value, value.t() if len(shape) == 1 else value.mT if len(shape) > 1 else value):
        got = there_and_back(one)
        assert type(got) is torch.Tensor
        assert got.dtype == dtype
        assert torch.equal(got, one)


@pytest.mark.parametrize("name", codec.NUMPY_DTYPES)
def test_arrays_and_numpy_scalars_come_back(name):
    value = numpy.arange(6).reshape(2, 3).astype(name)
    got = there_and_back([value, value[1, 2]])
    assert type(got[0]) is numpy.ndarray
    assert got[0].dtype == value.dtype
    assert (got[0] == value).all()
    assert type(got[1]) is type(value[1, 2])


def test_subclasses_arrive_as_their_base():
    class Sly(int):
        def __eq__(self, other):
            return True

        __hash__ = int.__hash__

    class Tensor(torch.Tensor):
        def allclose(self, *other):
            return True

    pair = namedtuple("pair", "a b")
    got = there_and_back(
        [Sly(3), pair(1, 2), OrderedDict(a=1), torch.zeros(2).as_subclass(Tensor), torch.nn.Parameter(torch.ones(1))]
    )
    assert [type(one) for one in got] == [int, tuple, dict, torch.Tensor, torch.Tensor]
    assert got[0] != 4


def test_one_object_handed_over_twice_stays_one_object():
    x = torch.zeros(2)
    first, second = there_and_back((x, x))
    first[0] = 1
    assert second[0] == 1


def test_size_is_checked_before_bytes_exist():
    with pytest.raises(CodecError, match="34359738368 bytes"):
        Packer().pack(torch.zeros(1).expand(1 << 33))
    with pytest.raises(CodecError):
        Packer().pack(numpy.broadcast_to(numpy.zeros(1), (1 << 33,)))


@pytest.mark.parametrize("value", [torch.zeros(2).to_sparse(), torch.zeros(2, device="meta"), object(), print, math])
def test_other_values_are_not_sent(value):
    with pytest.raises(CodecError):
        Packer().pack(value)


@pytest.mark.parametrize(
    "node",
    [
        {"T": [0, "float32", [2], 0, False]},
        {"T": [0, "float32", [-1, -4], 0, False]},
        {"T": [0, "object", [1], 0, False]},
        {"T": [0, "float32", [1, 1 << 62, 0], 0, False]},
        {"T": [7, "float32", [1], 0, False]},
        {"T": 5},
        {"T": [3]},
        {"A": []},
        {"S": ["float64", 0]},
        {"x": 1},
        {},
        [1],
        {"d": [[{"l": []}, 1]]},
        {"y": "__class__"},
        {"h": 0},
        {"l": 3},
        {"b": 9},
    ],
)
def test_a_message_that_describes_no_value_is_refused(node):
    with pytest.raises(CodecError):
        Unpacker([b"abcd"]).unpack(node)


def test_a_boolean_tensor_holds_zeros_and_ones_only():
    got = Unpacker([bytes([0, 1, 2, 255])]).unpack({"T": [0, "bool", [4], 0, False]})
    assert got.to(torch.uint8).tolist() == [0, 1, 1, 1]


def test_a_deadline_does_not_move_when_bytes_drip():
    ours, theirs = socket.socketpair()

    def drip():
        theirs.sendall(SIZES.pack(1000, 0))
        with contextlib.suppress(OSError):
            for _ in range(100):
                theirs.send(b" ")
                time.sleep(0.02)

    threading.Thread(target=drip, daemon=True).start()
    begun = time.monotonic()
    with pytest.raises(DeadlinePassed):
        Channel(ours).receive(begun + 0.3)
    assert time.monotonic() - begun < 1.0


@pytest.mark.parametrize(
    "message",
    [SIZES.pack(MAX_HEADER + 1, 0), SIZES.pack(3, 0) + b"[1]", SIZES.pack(2, 0) + b"{}", SIZES.pack(1, 0) + b"\xff"],
)
def test_a_malformed_message_closes_the_channel(message):
    ours, theirs = socket.socketpair()
    theirs.sendall(message)
    with pytest.raises(ChannelClosed):
        Channel(ours).receive(time.monotonic() + 5)


@pytest.fixture
def answers():
    """The names of an answer that runs in a thread here, for what needs no walls."""
    ours, theirs = socket.socketpair()
    process = AnswerProcess(Channel(theirs))

    class Model:
        ok = True
        weight = torch.ones(2)

        def forward(self, x):
            return 2 * x

    class Thing:
        pass

    def double_in_place(x):
        return x.mul_(2)

    def stop():
        raise StopIteration

    process.names = {
        "model": Model(),
        "thing": Thing(),
        "double": double_in_place,
        "stop": stop,
        "same": lambda x: x,
        "number": 7,
    }
    thread = threading.Thread(target=process.serve, daemon=True)
    thread.start()
    conversation = Conversation(Channel(ours), 20.0, time.monotonic() + 20)
    yield Names(conversation)
    ours.close()
    thread.join(5)


def test_calls_attributes_and_handles_work(answers):
    assert answers["number"] == 7
    assert answers["model"].forward(torch.ones(3)).tolist() == [2, 2, 2]
    assert answers["model"].weight.tolist() == [1, 1]
    thing = answers["same"](answers["thing"])
    assert type(thing) is StandIn
    with pytest.raises(KeyError):
        answers["missing"]
    assert "missing" not in answers
    with pytest.raises(TypeError, match="only plain values"):
        answers["same"](lambda: 1)


REFUSED = [
    bool,
    len,
    iter,
    str,
    repr,
    int,
    float,
    hash,
    list,
    lambda x: x == 1,
    lambda x: x != 1,
    lambda x: x < 1,
    lambda x: x >= 1,
    lambda x: 1 in x,
    lambda x: x[0],
    lambda x: f"{x}",
    lambda x: not x,
    lambda x: setattr(x, "a", 1),
    lambda x: torch.as_tensor(x),
    lambda x: numpy.asarray(x, dtype=float),
    lambda x: x + 1,
    lambda x: all([x]),
    lambda x: x and True,
]


@pytest.mark.parametrize("operation", REFUSED, ids=range(len(REFUSED)))
def test_a_stand_in_refuses_everything_but_calls_and_attributes(answers, operation):
    with pytest.raises((TypeError, ValueError, RuntimeError)):
        operation(answers["thing"])


def test_names_are_not_listed(answers):
    for operation in (list, len):
        with pytest.raises(TypeError):
            operation(answers)


def test_arguments_are_copies_unless_changes_are_let_through(answers):
    x = torch.ones(2)
    assert answers["double"](x).tolist() == [2, 2]
    assert x.tolist() == [1, 1]
    assert answers.conversation.changed_arguments
    answers.conversation.write_back = True
    answers["double"](x)
    assert x.tolist() == [2, 2]


def test_stop_iteration_of_an_answer_does_not_end_a_loop_of_the_test(answers):
    with pytest.raises(RuntimeError):
        list(map(lambda _: answers["stop"](), range(3)))  # noqa: C417 (a generator would turn it into RuntimeError itself)


def test_a_lost_answer_is_no_exception_that_a_test_could_swallow(answers):
    answers.conversation.budget_s = 0
    assert not issubclass(AnswerLost, Exception)
    with pytest.raises(AnswerLost):
        answers["double"](torch.ones(1))


def test_a_probe_runs_next_to_the_answer(answers):
    source = "def probe(env, n):\n    return env['model'].weight.sum().item() * n"
    assert answers.probe(source, 3) == 6.0
