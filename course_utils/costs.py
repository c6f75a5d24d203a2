"""Costs: parameters, operations, bytes and times of model parts, as pure formulas.

Counting rule everywhere: one multiply and one add count as 2 FLOP; softmax, masks and norms are left out unless a
name says otherwise; bytes count each array once, read or written, as if the cache held nothing else.
Letters: B batch, T query length, S key length, C width, H heads, D = C / H, L layers, V vocabulary.
"""

from __future__ import annotations

from dataclasses import dataclass

DTYPE_BYTES = {"float64": 8, "float32": 4, "tf32": 4, "bfloat16": 2, "float16": 2, "float8": 1, "int8": 1, "int4": 0.5}


@dataclass(frozen=True)
class Cost:
    """Work of one operation: FLOP done and bytes moved."""

    flop: float
    bytes: float

    @property
    def intensity(self) -> float:
        """Arithmetic intensity in FLOP/byte."""
        return self.flop / self.bytes

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.flop + other.flop, self.bytes + other.bytes)

    def __mul__(self, times: float) -> Cost:
        return Cost(self.flop * times, self.bytes * times)

    __rmul__ = __mul__


def matmul(m: int, k: int, n: int, dtype_bytes: float = 4) -> Cost:
    """(m × k) times (k × n): m·n sums of k products are 2·m·k·n FLOP; A, B and the result move once.

    matmul(2, 3, 4).flop = 2·2·3·4 = 48; bytes at 4 each = (6 + 12 + 8)·4 = 104.
    """
    return Cost(2 * m * k * n, dtype_bytes * (m * k + k * n + m * n))


def attention(B: int, H: int, T: int, S: int, D: int, dtype_bytes: float = 4, *, fused: bool = False) -> Cost:
    """Scores and weighted sum of one attention call, without the projections: 4·B·H·T·S·D FLOP.

    Two products of 2·T·S·D FLOP a head: q·kᵀ and weights·v. Bytes: q, k, v are read and the output is written;
    unfused code also writes the T × S scores, reads and writes them in softmax, and reads the weights again (4 passes).
    Fused attention (Dao et al. 2022) keeps the T × S matrix on the chip: those 4 passes vanish, the FLOP stay.
    Example: B=1, H=1, T=S=2, D=2 → 4·2·2·2 = 32 FLOP.
    """
    flop = 4 * B * H * T * S * D
    inputs_outputs = B * H * (2 * T * D + 2 * S * D)
    score_passes = 0 if fused else 4 * B * H * T * S
    return Cost(flop, dtype_bytes * (inputs_outputs + score_passes))


def attention_projections(B: int, T: int, C: int, dtype_bytes: float = 4) -> Cost:
    """The four C × C projections of a multi-head layer (q, k, v and output): 8·B·T·C² FLOP."""
    return 4 * matmul(B * T, C, C, dtype_bytes)


def multi_head_parameters(C: int, *, bias: bool = True) -> int:
    """Parameters of a multi-head attention layer: 4·C² weights and 4·C biases, whatever the number of heads.

    C = 768: 4·589,824 + 3,072 = 2,362,368, as in each layer of BERT-base (Devlin et al. 2019).
    """
    return 4 * C * C + (4 * C if bias else 0)


def layer_flop(T: int, C: int) -> float:
    """Forward FLOP of one Transformer layer with feed-forward width 4·C over T positions: 24·T·C² + 4·T²·C.

    8·T·C² for the projections, 16·T·C² for the feed-forward part, 4·T²·C for scores and weighted sum: the
    quadratic part is the larger one when T > 6·C.
    """
    return 24 * T * C * C + 4 * T * T * C


def training_step(L: int, C: int, B: int, T: int, trained: float) -> Cost:
    """One training step of an encoder of L layers on B rows of T positions, and AdamW's pass over `trained` parameters.

    FLOP: 3·B·L·(24·T·C² + 4·T²·C), forward once and backward twice. Bytes: 28 a parameter in fp32: weight, gradient and
    two moments are read, and all but the gradient written. The update follows the gradient, so the two times add.
    L=6, C=384, B=8, T=128, 10,851,081 trained: 68,853,694,464 FLOP and 303,830,268 bytes.
    """
    return Cost(3 * B * L * layer_flop(T, C), 28 * trained)


def kv_cache_bytes(L: int, B: int, S: int, C_kv: int, dtype_bytes: float = 2) -> float:
    """Bytes of the KV cache: a key and a value of width C_kv for each layer, sequence and position.

    GPT-2 small at 2 bytes: 2·12·768·2 = 36,864 bytes a token.
    """
    return 2 * L * B * S * C_kv * dtype_bytes


def model_weights(L: int, C: int, V: int) -> int:
    """Weights that a decoder multiplies with for each token: 12·C² a layer and the V × C head.

    Norms, biases and positions are left out. GPT-2 small: 12·12·768² + 768·50,257 = 123,532,032 of its 124,439,808.
    """
    return 12 * L * C * C + C * V


def prefill(L: int, C: int, V: int, B: int, T: int, dtype_bytes: float = 2) -> Cost:
    """Reading a prompt of T tokens, B prompts at once, and scoring the next token of each.

    FLOP: B·(L·(24·T·C² + 4·T²·C) + 2·C·V). Bytes: all weights once, and the KV cache once, as it is written;
    activations stay out, as if the cache held them.
    """
    flop = B * (L * layer_flop(T, C) + 2 * C * V)
    return Cost(flop, model_weights(L, C, V) * dtype_bytes + kv_cache_bytes(L, B, T, C, dtype_bytes))


def decode_step(L: int, C: int, V: int, B: int, S: int, dtype_bytes: float = 2) -> Cost:
    """Writing one token for each of B sequences that have S tokens so far.

    FLOP: B·(L·(24·C² + 4·S·C) + 2·C·V). Bytes: all weights once for the whole batch, the KV cache of every sequence.
    GPT-2 small, B=1, S=0: 247,064,064 FLOP and as many bytes: 1 FLOP/byte at 2 bytes a weight.
    """
    flop = B * (L * (24 * C * C + 4 * S * C) + 2 * C * V)
    return Cost(flop, model_weights(L, C, V) * dtype_bytes + kv_cache_bytes(L, B, S, C, dtype_bytes))


def critical_batch(L: int, C: int, V: int, S: int, balance: float, dtype_bytes: float = 2) -> float:
    """The batch at which a decode step stops waiting for memory on a machine of that balance (FLOP/byte); inf if none.

    B·f = balance·(w + B·k), with f FLOP and k cache bytes a sequence, w weight bytes: B = balance·w / (f − balance·k).
    Every sequence brings its own cache: where k alone asks for more than f pays for, no batch is large enough.
    GPT-2 small, 2 bytes, S=0: the batch equals the balance, 295 on a machine of 295 FLOP/byte; S=64: none.
    """
    alone = decode_step(L, C, V, 1, S, dtype_bytes)
    weight_bytes = model_weights(L, C, V) * dtype_bytes
    paid = alone.flop - balance * (alone.bytes - weight_bytes)
    return balance * weight_bytes / paid if paid > 0 else float("inf")


def roofline_time_s(cost: Cost, peak_flop_per_s: float, bandwidth_bytes_per_s: float) -> float:
    """The time below which no machine with this peak rate and bandwidth can finish: the larger of the two waits.

    Williams, Waterman, Patterson 2009, section 3. 48 FLOP and 104 B at 1e9 FLOP/s and 1e9 B/s: max(48, 104) ns.
    """
    return max(cost.flop / peak_flop_per_s, cost.bytes / bandwidth_bytes_per_s)
