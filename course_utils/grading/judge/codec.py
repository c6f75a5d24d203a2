"""Codec: plain values as a JSON node plus raw bytes, and back; nothing in between can carry code.

Plain are None, bool, int, float, complex, str, bytes, list, tuple, dict, set, NumPy arrays and scalars, dense CPU
tensors, and torch dtypes. What comes back has exactly these types: a subclass arrives as its base, with its values.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable

MAX_BYTES = 64 << 20  # of all arrays and tensors in one message together
MAX_NODES = 200_000
MAX_DEPTH = 40
MAX_TWINS = 100  # keys with one hash: a set of n such keys costs n²/2 comparisons that nothing can interrupt
MAX_DIGITS = 4000  # Python itself refuses to read more than 4300
TORCH_DTYPES = (
    "bool",
    "uint8",
    "int8",
    "int16",
    "int32",
    "int64",
    "float16",
    "bfloat16",
    "float32",
    "float64",
    "complex64",
    "complex128",
)
NUMPY_DTYPES = (
    "bool",
    "uint8",
    "int8",
    "uint16",
    "int16",
    "uint32",
    "int32",
    "uint64",
    "int64",
    "float16",
    "float32",
    "float64",
    "complex64",
    "complex128",
)


class CodecError(ValueError):
    """A value, or a message that claims to be one, is larger, deeper or stranger than a plain value may be."""


class Packer:
    """Packs values: nodes go into JSON, `blobs` are sent behind it; `leaves` are the tensors and arrays, once each.

    keep: what to do with a value that is not plain; it returns the node that stands for it.
    """

    def __init__(self, keep: Callable[[object], dict] | None = None) -> None:
        self.keep = keep
        self.blobs: list[bytes] = []
        self.leaves: list[object] = []
        self._places: dict[int, int] = {}  # id of a leaf → its place, so that one object stays one object
        self._bytes = self._nodes = 0

    def pack(self, value: object, depth: int = 0) -> object:
        """The node of a value; CodecError when it is too large or too deep, or not plain and nobody keeps it."""
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            raise CodecError(f"the value has more than {MAX_DEPTH} levels or {MAX_NODES} parts")
        kind = type(value)
        if value is None or kind in (bool, float):
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            if int.bit_length(value) > MAX_DIGITS * 3:
                raise CodecError(f"the whole number has more than {MAX_DIGITS} digits")
            return int.__add__(value, 0)
        if isinstance(value, str):
            return self._sized(str.__str__(value))
        for base, tag in ((list, "l"), (tuple, "t"), (set, "s"), (frozenset, "s")):
            if isinstance(value, base):
                return {tag: [self.pack(item, depth + 1) for item in base.__iter__(value)]}
        if isinstance(value, dict):
            items = dict.items(value)
            return {"d": [[self.pack(key, depth + 1), self.pack(item, depth + 1)] for key, item in items]}
        if kind.__module__ == "numpy":  # its float64 is a float, too, and has more to it
            return self._array(value)
        if isinstance(value, float):
            return float.__add__(value, 0.0)
        if isinstance(value, complex):
            return {"c": [value.real, value.imag]}
        if isinstance(value, bytes):
            return {"b": self._blob(bytes(value))}
        return self._array(value)

    def _sized(self, text: str) -> str:
        self._bytes += len(text)
        if self._bytes > MAX_BYTES:
            raise CodecError(f"the value has more than {MAX_BYTES >> 20} MiB")
        return text

    def _blob(self, data: bytes) -> int:
        self._bytes += len(data)
        if self._bytes > MAX_BYTES:
            raise CodecError(f"the value has more than {MAX_BYTES >> 20} MiB")
        self.blobs.append(data)
        return len(self.blobs) - 1

    def _array(self, value: object) -> object:
        import numpy
        import torch

        if isinstance(value, torch.dtype):
            return {"y": str(value).removeprefix("torch.")}
        if isinstance(value, numpy.generic) and value.dtype.name in NUMPY_DTYPES:
            return {"S": [value.dtype.name, self._blob(value.tobytes())]}
        dense = isinstance(value, torch.Tensor) and value.layout == torch.strided and value.device.type == "cpu"
        name = str(value.dtype).removeprefix("torch.") if dense else ""
        if name in TORCH_DTYPES:
            return {
                "T": self._leaf(value, name, value.numel() * value.element_size(), tensor_bytes, value.requires_grad)
            }
        if isinstance(value, numpy.ndarray) and value.dtype.name in NUMPY_DTYPES and value.dtype.isnative:
            return {"A": self._leaf(value, value.dtype.name, value.nbytes, lambda one: one.tobytes())}
        if self.keep is None:
            raise CodecError(f"a value of type {type(value).__name__} cannot be sent")
        return self.keep(value)

    def _leaf(self, value: object, name: str, size: int, data: Callable, grad: bool = False) -> list:
        """[place, dtype, shape, blob, requires_grad]; the size is checked before the bytes exist (expand is free)."""
        if self._bytes + size > MAX_BYTES:
            raise CodecError(f"the tensor has {size} bytes, more than {MAX_BYTES >> 20} MiB")
        place = self._places.get(id(value))
        if place is not None:
            return [place]
        self._places[id(value)] = len(self.leaves)
        self.leaves.append(value)
        shape = [int(n) for n in value.shape]
        return [len(self.leaves) - 1, name, shape, self._blob(data(value)), grad]


def tensor_bytes(value: object) -> bytes:
    """The raw bytes of a dense CPU tensor in row order."""
    flat = value.detach().resolve_conj().resolve_neg().contiguous()
    return ctypes.string_at(flat.data_ptr(), flat.numel() * flat.element_size()) if flat.numel() else b""


class Unpacker:
    """Unpacks nodes. Nothing in a node is believed: every size is checked before memory is taken.

    find: gives the value for a node that stands for something kept (see Packer), or None when there can be none.
    """

    def __init__(self, blobs: list[bytes], find: Callable[[dict], object] | None = None) -> None:
        self.blobs = blobs
        self.find = find
        self.leaves: list[object] = []
        self.origins: list[bytes] = []  # the bytes that each leaf was made from
        self._nodes = 0

    def unpack(self, node: object, depth: int = 0) -> object:
        """The value of a node; CodecError when it does not describe one."""
        self._nodes += 1
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            raise CodecError("the message has too many levels or parts")
        if node is None or type(node) in (bool, int, float, str):
            return node
        if type(node) is not dict or len(node) < 1:
            raise CodecError("the message holds no value")
        tag, content = next(iter(node.items()))
        try:
            return self._tagged(tag, content, node, depth)
        except CodecError:
            raise
        except Exception as error:
            raise CodecError("the message describes no value") from error

    def _tagged(self, tag: str, content: object, node: dict, depth: int) -> object:
        import torch

        if tag in ("l", "t", "s"):
            items = [self.unpack(item, depth + 1) for item in content]
            return items if tag == "l" else tuple(items) if tag == "t" else set(_spread(items))
        if tag == "d":
            pairs = [(self.unpack(key, depth + 1), self.unpack(item, depth + 1)) for key, item in content]
            _spread([key for key, _ in pairs])
            return dict(pairs)
        if tag == "c":
            return complex(*content)
        if tag == "b":
            return self.blobs[content]
        if tag == "y" and (content in TORCH_DTYPES):
            return getattr(torch, content)
        if tag == "S" and content[0] in NUMPY_DTYPES:
            return array(self.blobs[content[1]], content[0], [])[()]
        if tag in "TA" and len(content) == 1:
            return self.leaves[content[0]]
        if tag in "TA":
            return self._leaf(tag, *content)
        if self.find is not None:
            return self.find(node)
        raise CodecError("the message holds something that is no value")

    def _leaf(self, tag: str, place: int, name: str, shape: list[int], blob: int, grad: bool) -> object:
        if place != len(self.leaves):
            raise CodecError("the message counts its tensors wrongly")
        data = self.blobs[blob]
        value = tensor(data, name, shape, grad) if tag == "T" else array(data, name, shape)
        self.leaves.append(value)
        self.origins.append(data)
        return value


def _spread(keys: list) -> list:
    """The keys; CodecError when so many share a hash that a table of them would take minutes to build."""
    if len(keys) > MAX_TWINS and max(Counter(map(hash, keys)).values()) > MAX_TWINS:
        raise CodecError("the message has too many keys with one hash")
    return keys


def _numel(shape: list[int], itemsize: int, data: bytes) -> int:
    if len(shape) > 32 or not all(type(n) is int and 0 <= n < 1 << 40 for n in shape):
        raise CodecError("the message describes no shape")
    if math.prod(n for n in shape if n) > MAX_BYTES:  # no bytes, but `tolist` would make a list of that length
        raise CodecError("the message describes no shape")
    numel = math.prod(shape)
    if numel * itemsize != len(data):
        raise CodecError("the message has more or fewer bytes than its shape")
    return numel


def tensor(data: bytes, name: str, shape: list[int], grad: bool = False) -> object:
    """The tensor with these bytes; CodecError when dtype, shape and number of bytes do not fit."""
    import torch

    if name not in TORCH_DTYPES:
        raise CodecError("the message describes no dtype")
    dtype = getattr(torch, name)
    if not _numel(shape, dtype.itemsize, data):
        value = torch.empty(shape, dtype=dtype)
    elif dtype == torch.bool:  # a byte 2 would be neither True nor False
        value = torch.frombuffer(bytearray(data), dtype=torch.uint8).ne(0).reshape(shape)
    else:
        value = torch.frombuffer(bytearray(data), dtype=dtype).reshape(shape)
    return value.requires_grad_() if grad is True and (dtype.is_floating_point or dtype.is_complex) else value


def array(data: bytes, name: str, shape: list[int]) -> object:
    """The NumPy array with these bytes; CodecError when dtype, shape and number of bytes do not fit."""
    import numpy

    if name not in NUMPY_DTYPES:
        raise CodecError("the message describes no dtype")
    dtype = numpy.dtype(name)
    _numel(shape, dtype.itemsize, data)
    raw = numpy.frombuffer(bytearray(data), dtype=numpy.uint8 if name == "bool" else dtype)
    return (raw != 0 if name == "bool" else raw).reshape(shape)
