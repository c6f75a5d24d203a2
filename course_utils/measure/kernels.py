"""Kernels: the operations of language models whose times are predicted and then measured, each with its counted work.

Shapes are those of small published models: C = 384, 12 heads of 32, feed-forward width 1,536 (MiniLM, 6 layers) and
C = 768, 12 heads of 64, V = 50,257 (GPT-2 small). No size was chosen after its error was seen.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from course_utils import costs
from course_utils.costs import Cost
from course_utils.measure.prediction import Part

if TYPE_CHECKING:
    from torch import Tensor

Run = Callable[[], object]
MATRIX_LEFT_OUT = "the rate of a product falls with its size: edges of tiles, packing of the operands"


@dataclass(frozen=True)
class Kernel:
    """One operation: its name with shape, its counted parts, how to prepare a call of it, and what the model omits.

    `prepare(device)` makes the tensors and returns a function without arguments that runs the operation once.
    """

    name: str
    parts: tuple[Part, ...]
    prepare: Callable[[str], Run]
    leaves_out: str

    @property
    def cost(self) -> Cost:
        """FLOP and bytes of all parts together."""
        return sum((part.cost for part in self.parts), Cost(0, 0))


def _randn(*shape: int, device: str, dtype: str = "float32") -> Tensor:
    import torch

    generator = torch.Generator().manual_seed(0)
    return torch.randn(*shape, generator=generator).to(device, getattr(torch, dtype))


def product(name: str, m: int, k: int, n: int, dtype: str = "float32") -> Kernel:
    """(m × k) times (k × n): 2·m·k·n FLOP; one row (m = 1) reads the matrix once and writes next to nothing."""
    cost = costs.matmul(m, k, n, costs.DTYPE_BYTES[dtype])

    def prepare(device: str) -> Run:
        import torch

        a, b = _randn(m, k, device=device, dtype=dtype), _randn(n, k, device=device, dtype=dtype)
        out = torch.empty(m, n, device=device, dtype=getattr(torch, dtype))
        return functools.partial(torch.mm, a, b.T, out=out)  # weights lie as (n, k), as in nn.Linear

    left_out = "rows of another length than on the ladder" if m == 1 else MATRIX_LEFT_OUT
    return Kernel(name, (Part(cost, dtype, ladder="rows" if m == 1 else "triad"),), prepare, left_out)


def elementwise(name: str, numbers: int, inputs: int, make: Callable, *, exponentials: float = 0,
                flop: float = 0, leaves_out: str = "") -> Kernel:
    """An operation that reads `inputs` arrays of that many numbers and writes one of the same size, float32.

    make(device) gives the call. flop, exponentials: for each number. FLOP of this kind do not run at the matrix rate,
    so they are counted for the intensity and never set the time.
    """
    cost = Cost(flop * numbers, 4 * numbers * (inputs + 1))
    return Kernel(name, (Part(cost, None, exponentials * numbers),), make, leaves_out)


def softmax_rows(rows: int, columns: int) -> Kernel:
    """Softmax along each row: read, write, one exponential a number."""
    def prepare(device: str) -> Run:
        import torch

        x = _randn(rows, columns, device=device)
        y = torch.empty_like(x)
        return lambda: torch.softmax(x, -1, out=y)

    return elementwise(f"softmax, {rows:,} rows of {columns:,}", rows * columns, 1, prepare, exponentials=1, flop=4,
                       leaves_out="a row that is read again after its maximum was found")


def layer_norm(rows: int, columns: int) -> Kernel:
    """Layer norm of each row: read, write."""
    def prepare(device: str) -> Run:
        import torch

        x, w = _randn(rows, columns, device=device), torch.ones(columns, device=device)
        return lambda: torch.nn.functional.layer_norm(x, (columns,), w, w)

    return elementwise(f"layer norm, {rows:,} rows of {columns:,}", rows * columns, 1, prepare, flop=8,
                       leaves_out="the second pass over a row, and asking the system for the output's memory")


def gelu(numbers: int) -> Kernel:
    """GELU of each number: read, write, one error function, counted as one exponential."""
    def prepare(device: str) -> Run:
        import torch

        x = _randn(numbers, device=device)
        y = torch.empty_like(x)
        return lambda: torch._C._nn.gelu(x, out=y)

    return elementwise(f"GELU, {numbers:,} numbers", numbers, 1, prepare, exponentials=1, flop=8,
                       leaves_out="an error function is no exponential")


def residual_add(numbers: int) -> Kernel:
    """x + y: two reads and a write."""
    def prepare(device: str) -> Run:
        import torch

        x, y = _randn(2, numbers, device=device)
        out = torch.empty_like(x)
        return lambda: torch.add(x, y, out=out)

    return elementwise(f"residual add, {numbers:,} numbers", numbers, 2, prepare, flop=1,
                       leaves_out="the edge of a cache is no sharp line")


def attention_prefill(H: int, T: int, D: int) -> Kernel:
    """Attention step by step: T queries against T keys in two products with a softmax between them, three calls."""
    scores, weighted = H * costs.matmul(T, D, T), H * costs.matmul(T, T, D)
    softmax = Part(Cost(4 * H * T * T, 8 * H * T * T), None, H * T * T)

    def prepare(device: str) -> Run:
        import torch

        q, k, v = _randn(3, H, T, D, device=device)
        s, w, out = (torch.empty(H, T, n, device=device) for n in (T, T, D))

        def run() -> None:
            torch.bmm(q, k.transpose(1, 2), out=s)
            torch.softmax(s, -1, out=w)
            torch.bmm(w, v, out=out)
        return run

    parts = (Part(scores), softmax, Part(weighted))
    return Kernel(f"attention prefill, {H} heads, {T} × {T}, width {D}", parts, prepare,
                  "narrow products, whose inner side is only the width of a head")


def attention_fused(H: int, T: int, D: int) -> Kernel:
    """The same in torch's fused kernel: the scores never leave the cache, so only q, k, v and the output move."""
    work = Part(costs.attention(1, H, T, T, D, fused=True))
    exponentials = Part(Cost(4 * H * T * T, 0), None, H * T * T, calls=0)

    def prepare(device: str) -> Run:
        import torch

        q, k, v = _randn(3, 1, H, T, D, device=device)
        return lambda: torch.nn.functional.scaled_dot_product_attention(q, k, v)

    return Kernel(f"attention prefill, fused, {H} heads, {T} × {T}, width {D}", (work, exponentials), prepare,
                  "blocks smaller than the product that set the matrix rate")


def attention_decode(H: int, S: int, D: int) -> Kernel:
    """One query against S cached keys and values: the whole cache is read for each new token."""
    half = Part(H * costs.matmul(1, D, S), ladder="rows", working_set=8 * H * S * D)

    def prepare(device: str) -> Run:
        import torch

        q, (k, v) = _randn(H, 1, D, device=device), _randn(2, H, S, D, device=device)
        s, out = torch.empty(H, 1, S, device=device), torch.empty(H, 1, D, device=device)

        def run() -> None:
            torch.bmm(q, k.transpose(1, 2), out=s)
            torch.bmm(torch.softmax(s, -1), v, out=out)
        return run

    softmax = Part(Cost(4 * H * S, 8 * H * S), None, H * S)
    return Kernel(f"attention decode, {H} heads, 1 × {S:,}, width {D}", (half, softmax, half), prepare,
                  "keys lie in short rows, values are summed across rows")


def embedding_gather(V: int, C: int, tokens: int) -> Kernel:
    """`tokens` random rows of a table of V rows: each is read from wherever it lies, and written to the output."""
    def prepare(device: str) -> Run:
        import torch

        table, out = torch.ones(V, C, device=device), torch.empty(tokens, C, device=device)
        texts = torch.randint(V, (16, tokens), generator=torch.Generator().manual_seed(0)).to(device)
        turn = itertools.cycle(texts)  # another text each time: its rows were not just used
        return lambda: torch.index_select(table, 0, next(turn), out=out)

    part = Part(Cost(0, 8 * tokens * C), None, working_set=4 * V * C)
    return Kernel(f"embedding gather, {tokens:,} rows of {C} from {V:,}", (part,), prepare,
                  "rows lie far apart, so that the processor cannot guess the next address")


def mean_over_tokens(B: int, T: int, C: int) -> Kernel:
    """Mean over T of (B, T, C): everything is read, next to nothing written."""
    def prepare(device: str) -> Run:
        import torch

        x, out = _randn(B, T, C, device=device), torch.empty(B, C, device=device)
        return lambda: torch.mean(x, 1, out=out)

    part = Part(Cost(B * T * C, 4 * (B * T * C + B * C)), None, ladder="read")
    return Kernel(f"mean over tokens, {B} × {T} × {C}", (part,), prepare, "the order of reading across rows")


def transpose(rows: int, columns: int) -> Kernel:
    """A matrix copied into its transposed order."""
    def prepare(device: str) -> Run:
        import torch

        x, y = _randn(rows, columns, device=device), torch.empty(columns, rows, device=device)
        return lambda: y.copy_(x.T)

    return elementwise(f"transpose, {rows:,} × {columns:,}", rows * columns, 1, prepare,
                       leaves_out="steps of a whole row: each one touches another cache line and another page")


def cross_entropy(rows: int, V: int) -> Kernel:
    """Log-softmax over the vocabulary and the loss of the right tokens, as one call makes them."""
    def prepare(device: str) -> Run:
        import torch

        x = _randn(rows, V, device=device)
        labels = torch.arange(rows, device=device)
        return lambda: torch.nn.functional.cross_entropy(x, labels)

    return elementwise(f"cross-entropy, {rows} rows of {V:,}", rows * V, 1, prepare, exponentials=1, flop=4,
                       leaves_out="the passes for maximum and sum, and fresh memory for the log-probabilities")


def adamw_step(parameters: int) -> Kernel:
    """One AdamW step: weights, gradients and two moments are read, all but the gradients written: 28 B a parameter."""
    def prepare(device: str) -> Run:
        import torch

        weights = torch.nn.Parameter(_randn(parameters, device=device))
        weights.grad = _randn(parameters, device=device)
        return torch.optim.AdamW([weights], lr=1e-6, fused=True).step

    part = Part(Cost(14 * parameters, 28 * parameters), None, ladder="update")
    return Kernel(f"AdamW step, {parameters:,} parameters", (part,), prepare,
                  "square roots and divisions")


def dozen() -> tuple[Kernel, ...]:
    """The kernels of chapter 02, in its order."""
    return (
        product("matrix product, 1,024 × 1,024 × 1,024", 1024, 1024, 1024),
        product("matrix product, 128 × 128 × 128", 128, 128, 128),
        product("feed-forward, 256 tokens, 384 → 1,536", 256, 384, 1536),
        product("feed-forward, 256 tokens, 384 → 1,536, bfloat16", 256, 384, 1536, "bfloat16"),
        product("one row, 768 → 3,072", 1, 768, 3072),
        product("one row, 768 → 50,257", 1, 768, 50257),
        attention_prefill(12, 512, 64),
        attention_fused(12, 512, 64),
        attention_decode(12, 4096, 64),
        softmax_rows(6144, 512),
        layer_norm(2048, 768),
        gelu(256 * 1536),
        residual_add(2048 * 768),
        mean_over_tokens(32, 256, 384),
        embedding_gather(50257, 768, 4096),
        transpose(2048, 2048),
        cross_entropy(64, 50257),
        adamw_step(10_000_000),
    )
