"""Ceilings: the rates that this machine reaches at best, each found by one simple loop and timed.

Bandwidth is a ladder: the same loop on ever larger working sets, since small ones live in a cache. There is a ladder
for each way of touching memory, because they differ: `read` (one sum), `copy`, `triad` (two reads and a write, after
McCalpin's STREAM), `update` (a sum written back in place, the loop of an optimizer: a line that was just read need not
be fetched to be written), and `rows` (a matrix times one vector, the loop of a model that writes one token).
Exponentials are timed in a softmax of 64 rows in the cache, so that every thread has rows of its own. Times in s, rates
in base units; one multiply and one add count as 2 FLOP (OP for integers).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

from course_utils.measure.clock import Timing, time_call

DTYPES = ("float32", "bfloat16", "float16", "int8")
LADDERS = ("read", "copy", "triad", "update", "rows")
STANDS_IN = {"update": "triad"}  # a record made before there was a ladder of that name is read by the other one
ROW = 768  # numbers in a row of the ladder “rows”
SMALLEST_BYTES = 2**14
LARGEST_BYTES = {"cpu": 2**28, "cuda": 2**31, "mps": 2**29}
LARGEST_MATRIX = {"cpu": 2048, "cuda": 8192, "mps": 4096}
TOO_SLOW_S = 0.05  # no larger matrix is tried where the present one takes longer


class CeilingError(ValueError):
    """Recorded ceilings are malformed; the sentence says what is missing."""


@dataclass(frozen=True)
class Step:
    """One step of a ladder: the bytes that one pass moves, all of them touched again by the next, and its timing."""

    bytes: float
    timing: Timing

    @property
    def bandwidth(self) -> float:
        """Bytes a second of this pass, overhead of the call included."""
        return self.bytes / self.timing.median_s


@dataclass(frozen=True)
class Rate:
    """A rate of work: how much one call did, and its timing."""

    work: float
    timing: Timing

    @property
    def per_s(self) -> float:
        """Work a second."""
        return self.work / self.timing.median_s


@dataclass(frozen=True)
class Ceilings:
    """What a machine reaches: ladders of bandwidth, matrix rates by data type, exponentials, and the empty call.

    `waits` tells whether each call ends before the next begins (a CPU), so that its overhead adds to its work, or
    whether calls queue up on an accelerator, which hides the smaller of the two behind the larger one.
    """

    device: str
    threads: int
    ladders: Mapping[str, tuple[Step, ...]]
    matrix: Mapping[str, Rate]
    exponentials: Rate
    overhead: Timing

    @property
    def waits(self) -> bool:
        """True where each call is over before the next one starts."""
        return self.device == "cpu"

    @property
    def main_memory(self) -> float:
        """Bandwidth of the largest working set, reading and writing, in B/s: what a roofline's slope shows."""
        return self.ladders["triad"][-1].bandwidth

    @property
    def weights_memory(self) -> float:
        """Bandwidth of the largest matrix times one vector, in B/s: how fast weights pass by that are used once."""
        return self.ladders["rows"][-1].bandwidth

    @property
    def cache(self) -> float:
        """The highest bandwidth of the ladder, reading and writing, in B/s: a working set that fits a cache."""
        return max(step.bandwidth for step in self.ladders["triad"])

    def balance(self, dtype: str = "float32") -> float:
        """Ridge point in FLOP/byte: matrix rate over bandwidth of the main memory."""
        return self.matrix[dtype].per_s / self.main_memory

    def bandwidth(self, working_set: float, ladder: str = "triad") -> float:
        """B/s for a working set of that many bytes: interpolated between two steps of the ladder, both axes in logs.

        The overhead of a call is taken away first, since a prediction adds it again. Beyond the ends the last step
        counts.
        """
        steps = self.ladders[ladder if ladder in self.ladders else STANDS_IN[ladder]]
        points = [(math.log(s.bytes), math.log(s.bytes / self._without_overhead(s.timing.median_s))) for s in steps]
        x = min(max(math.log(max(working_set, 1.0)), points[0][0]), points[-1][0])
        right = next(n for n, (at, _) in enumerate(points) if x <= at)
        (x0, y0), (x1, y1) = points[max(right - 1, 0)], points[right]
        return math.exp(y1 if x1 == x0 else y0 + (y1 - y0) * (x - x0) / (x1 - x0))

    def _without_overhead(self, time_s: float) -> float:
        return max(time_s - self.overhead.median_s, time_s / 10) if self.waits else time_s

    def figures(self) -> dict:
        """As plain data, for a record; `from_figures` reads it back."""
        return asdict(self) | {"ladders": {name: [asdict(s) for s in steps] for name, steps in self.ladders.items()}}


def _timing(raw: dict) -> Timing:
    timing = Timing(**raw)
    if not 0 < timing.low_s <= timing.median_s <= timing.high_s:
        raise CeilingError(f"A timing must be positive, with its median between its quartiles, not {raw}.")
    return timing


def from_figures(raw: Mapping) -> Ceilings:
    """The ceilings that a record holds; CeilingError, in one sentence, when the record is malformed."""
    try:
        steps = {name: raw["ladders"][name] for name in LADDERS if name in raw["ladders"] or name not in STANDS_IN}
        ladders = {name: tuple(Step(s["bytes"], _timing(s["timing"])) for s in of) for name, of in steps.items()}
        matrix = {name: Rate(r["work"], _timing(r["timing"])) for name, r in raw["matrix"].items()}
        exponentials = Rate(raw["exponentials"]["work"], _timing(raw["exponentials"]["timing"]))
        found = Ceilings(raw["device"], raw["threads"], ladders, matrix, exponentials, _timing(raw["overhead"]))
    except (KeyError, TypeError, AttributeError) as error:
        raise CeilingError(f"The recorded ceilings lack a part or have one of another form: {error}.") from error
    if "float32" not in matrix:
        raise CeilingError("The recorded ceilings have no matrix rate for float32: measure them again.")
    for name, steps in ladders.items():
        if len(steps) < 2 or any(a.bytes >= b.bytes for a, b in itertools.pairwise(steps)):
            raise CeilingError(f"The ladder “{name}” needs at least two steps, the smaller working set first.")
    return found


def _ladder(name: str, device: str, largest: float) -> tuple[Step, ...]:
    """Bandwidth of one loop on working sets from 16 KiB up, doubling.

    read: sum of a. copy: b = a. triad: c = a + 3·b. update: a = a + s·b. rows: A·x.
    """
    import torch

    arrays = {"copy": 2, "triad": 3, "update": 2}.get(name, 1)
    steps, working_set = [], SMALLEST_BYTES
    while working_set <= largest:
        n = working_set // (4 * arrays)
        a, b, c = (torch.full((n if k < arrays else 1,), 1.0 + k, device=device) for k in range(3))
        out, rows = torch.empty((), device=device), max(1, n // ROW)
        matrix, vector, answer = (torch.ones(shape, device=device) for shape in ((rows, ROW), (ROW,), (rows,)))
        run = {
            "read": lambda a=a, out=out: torch.sum(a, 0, out=out),
            "copy": lambda a=a, b=b: b.copy_(a),
            "triad": lambda a=a, b=b, c=c: torch.add(a, b, alpha=3, out=c),
            "update": lambda a=a, b=b: a.add_(b, alpha=1e-9),
            "rows": lambda m=matrix, v=vector, out=answer: torch.mv(m, v, out=out),
        }[name]
        numbers = {"rows": rows * ROW, "update": 3 * n}.get(name, arrays * n)
        steps.append(Step(4.0 * numbers, time_call(run, device, budget_s=0.15)))
        working_set *= 2
    return tuple(steps)


def _matrix_product(dtype: str, n: int, device: str) -> Callable[[], object] | None:
    """A product of two n × n matrices of that type, or None where this device or this torch has none."""
    import torch

    kind = getattr(torch, dtype)
    try:
        if dtype == "int8":
            a, b = (torch.randint(-100, 100, (n, n), device=device, dtype=kind) for _ in range(2))
            run = lambda: torch._int_mm(a, b)  # noqa: E731 -- torch's only integer product with 32-bit sums
        else:
            a, b = (torch.randn(n, n, device=device).to(kind) for _ in range(2))
            c = torch.empty(n, n, device=device, dtype=kind)
            run = lambda: torch.mm(a, b, out=c)  # noqa: E731
        run()
    except (RuntimeError, AttributeError, TypeError):
        return None
    return run


def _matrix_rate(dtype: str, device: str) -> Rate | None:
    """The best rate among square products that take reasonable time, 2·n³ over the time: a ceiling is a best."""
    n, last, best = 128, None, None
    while n <= LARGEST_MATRIX[device] and (run := _matrix_product(dtype, n, device)):
        if last and last.timing.median_s * 8 > TOO_SLOW_S:
            break
        last = Rate(2.0 * n**3, time_call(run, device, budget_s=0.4, batch_s=0.02))
        best = max(best or last, last, key=lambda rate: rate.per_s)
        n *= 2
    return best


def measure(device: str, *, largest: float | None = None, say: Callable[[str], object] = lambda line: None) -> Ceilings:
    """The ceilings of this machine, in about 15 s on a CPU. `largest`: bytes of the largest working set."""
    import torch

    with torch.no_grad():
        tiny, sink = torch.ones(16, device=device), torch.ones(16, device=device)
        say("overhead of a call …")
        overhead = time_call(lambda: torch.add(tiny, tiny, alpha=3, out=sink), device)
        ladders = {}
        for name in LADDERS:
            say(f"bandwidth by {name} …")
            ladders[name] = _ladder(name, device, largest or LARGEST_BYTES[device])
        say("matrix rates …")
        rates = {dtype: _matrix_rate(dtype, device) for dtype in DTYPES}
        shape = (64, 2**16 // 64) if device == "cpu" else (2**14, 2**10)
        x, y = (torch.linspace(-8, 0, shape[0] * shape[1], device=device).view(shape) for _ in range(2))
        exponentials = Rate(float(x.numel()), time_call(lambda: torch.softmax(x, -1, out=y), device))
    matrix = {dtype: rate for dtype, rate in rates.items() if rate}
    return Ceilings(device, torch.get_num_threads(), ladders, matrix, exponentials, overhead)
