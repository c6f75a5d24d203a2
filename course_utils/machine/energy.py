"""Energy: an estimate of what a count of instructions, operations and bytes costs, from one published table.

Source: M. Horowitz, "Computing's energy problem (and what we can do about it)", ISSCC 2014, pages 10 to 14: a 45 nm
process at 0.9 V. Newer processes need less, and a real chip also leaks and waits: use the ratios, not the joules.
"""

from dataclasses import dataclass

from course_utils.machine.trace import Counters

PICO = 1e-12
INSTRUCTION_J = 70 * PICO     # a simple in-order core: fetch from its cache, registers, control, and a 32-bit add
CACHE_8KB_J = 10 * PICO       # one access to an 8 KB cache, 64 bits
CACHE_1MB_J = 100 * PICO      # one access to a 1 MB cache, 64 bits
MULTIPLY_FP32_J = 3.7 * PICO
ADD_FP32_J = 0.9 * PICO
ACCESS_BYTES = 8


@dataclass(frozen=True)
class Energy:
    """Two parts in joules: computing (instructions, or arithmetic) and fetching data (loads and stores, or weights)."""

    compute_j: float
    data_j: float

    @property
    def total_j(self) -> float:
        """Both parts together."""
        return self.compute_j + self.data_j


def program_energy(counters: Counters) -> Energy:
    """70 pJ for each instruction, and one access to an 8 KB cache for each load and store.

    96 instructions with 17 loads and 12 stores: 96·70 + 29·10 = 7,010 pJ.
    """
    accesses = counters.by_kind["load"] + counters.by_kind["store"]
    return Energy(counters.instructions * INSTRUCTION_J, accesses * CACHE_8KB_J)


def network_energy(flop: float, weight_bytes: float) -> Energy:
    """Arithmetic in fp32, half of the FLOP multiplies, and weights read from a 1 MB cache, 8 bytes a time.

    A lower bound: no instruction, no activation and no control is counted. 2 FLOP and 8 bytes: 3.7 + 0.9 + 100 pJ.
    """
    arithmetic = flop / 2 * (MULTIPLY_FP32_J + ADD_FP32_J)
    return Energy(arithmetic, weight_bytes / ACCESS_BYTES * CACHE_1MB_J)
