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


def block_parameters(C: int, F: int) -> int:
    """Parameters of a Transformer block with all biases: attention, a feed-forward layer of inner width F, two norms.

    C = 768, F = 3072: 2,362,368 + 4,722,432 + 3,072 = 7,087,872, as in BERT-base and GPT-2 small.
    """
    return multi_head_parameters(C) + (2 * C * F + F + C) + 4 * C


def bert_parameters(
    L: int, C: int, F: int, V: int, places: int = 512, segments: int = 2, pooler: bool = True
) -> int:
    """Parameters of a BERT: word, place and segment tables and their norm, L blocks, and the pooler C² + C.

    BERT-base cased, V = 28,996: 29,510·768 + 1,536 + 12·7,087,872 + 590,592 = 108,310,272 (Devlin et al. 2019).
    """
    return (V + places + segments) * C + 2 * C + L * block_parameters(C, F) + (C * C + C if pooler else 0)


def gpt2_parameters(L: int, C: int, V: int = 50_257, places: int = 1024) -> int:
    """Parameters of a GPT-2: word and place tables, L blocks, a last norm; the output layer is the table of words.

    Small: (50,257 + 1,024)·768 + 12·7,087,872 + 1,536 = 124,439,808 (Radford et al. 2019).
    """
    return (V + places) * C + L * block_parameters(C, 4 * C) + 2 * C


def t5_parameters(L: int, C: int, F: int, H: int, D: int, V: int = 32_128, distances: int = 32) -> int:
    """Parameters of a T5 with L encoder and L decoder layers, without biases and with norms that only scale.

    An encoder layer has two parts, a decoder layer three; each stack has one table of distances for H heads and a last
    norm. Base (12, 768, 3072, 12, 64): 222,903,552 (Raffel et al. 2020).
    """
    attention, feed_forward = 4 * C * H * D + C, 2 * C * F + C
    return V * C + L * (3 * attention + 2 * feed_forward) + 2 * distances * H + 2 * C


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


def training_flop(parameters: float, tokens: float) -> float:
    """FLOP of training on this many tokens: 6 for each parameter and token, 2 forward and 4 backward.

    Attention to other tokens is left out (Kaplan et al. 2020, section 2.1). GPT-3: 6 · 175e9 · 300e9 = 3.15e23.
    """
    return 6 * parameters * tokens


def training_state_bytes(parameters: float, devices: int = 1, sharded: int = 0) -> float:
    """Bytes on each device for weights, gradients and AdamW's state in mixed precision, without activations.

    2 for a weight and 2 for its gradient in 16 bits, 12 for the optimizer: a copy in 32 bits and two moments. sharded:
    0 nothing (every device holds all), 1 the optimizer's state, 2 the gradients too, 3 the weights too (Rajbhandari et
    al. 2020, figure 1). 7.5e9 parameters on 64 devices: 120, 31.4, 16.6 and 1.9 GB.
    """
    parts = (2, 2, 12)  # weights, gradients, optimizer
    held = {0: (1, 1, 1), 1: (1, 1, devices), 2: (1, devices, devices), 3: (devices, devices, devices)}[sharded]
    return parameters * sum(part / share for part, share in zip(parts, held, strict=True))


def run_s(flop: float, devices: int, peak_flop_per_s: float, utilisation: float) -> float:
    """Seconds of a run whose devices do this share of their peak on the average.

    3.15e23 FLOP on 1,024 devices of 312 TFLOP/s at 0.45: 2.19e6 s, 25 days.
    """
    return flop / (devices * peak_flop_per_s * utilisation)


def ring_bytes(numbers: int, processes: int, dtype_bytes: float = 4) -> float:
    """Bytes that each process sends in a ring all-reduce: 2·(p − 1)/p of the array (Patarasuk and Yuan 2009).

    12 numbers of 4 bytes on 4 processes: 2 · 3/4 · 48 = 72.
    """
    return 2 * (processes - 1) / processes * numbers * dtype_bytes


def bubble(stages: int, micro_batches: int) -> float:
    """Share of the time that a pipeline waits: (p − 1)/(m + p − 1) (Huang et al. 2019). 4 stages, 16 parts: 3/19."""
    return (stages - 1) / (micro_batches + stages - 1)


def amdahl(serial: float, processes: int) -> float:
    """Speed-up of a job of which this share cannot be split (Amdahl 1967): 1/(s + (1 − s)/p). 0.05 on 16: 9.14."""
    return 1 / (serial + (1 - serial) / processes)


def gustafson(serial: float, processes: int) -> float:
    """Speed-up when the work grows with the machine (Gustafson 1988): s + p·(1 − s). 0.05 on 16: 15.25."""
    return serial + processes * (1 - serial)


def money(time_s: float, devices: int, price_per_hour: float) -> float:
    """What the devices cost for that time, in the currency of the price of one device for one hour.

    Two devices for 7,200 s at 3 an hour: 2·2·3 = 12.
    """
    return time_s / 3600 * devices * price_per_hour
