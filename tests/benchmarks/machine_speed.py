"""How many instructions a second the course's processor executes.

Run it from the root of the project: PYTHONPATH=. python tests/benchmarks/machine_speed.py
"""

import platform
import statistics
import time

from course_utils.machine import Processor, Trace
from course_utils.machine.programs import PROGRAMS

REPETITIONS = 5
LONG = {"fibonacci": (18,), "sieve": (5000,), "collatz": (6171,), "add_decimal": ("9" * 2000, "1"),
        "sort_letters": ("zyx" * 60,)}


def seconds(action) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    print(f"Python {platform.python_version()} on {platform.machine()}, median of {REPETITIONS} runs")
    for name, inputs in LONG.items():
        program = PROGRAMS[name].assemble(*inputs)
        times = []
        for _ in range(REPETITIONS):
            processor = Processor.for_program(program)
            times.append(seconds(lambda machine=processor: machine.run(10_000_000)))
        count = processor.instructions_executed
        print(f"{name:<14} {count:>8,} instructions  {count / statistics.median(times):>9,.0f} instructions/s "
              f"(slowest {count / max(times):,.0f}, fastest {count / min(times):,.0f})")
    trace = Trace(PROGRAMS["sieve"].assemble(1000))
    time_s = seconds(lambda: trace.run(100_000))
    count = len(trace.steps)
    print(f"{'with a trace':<14} {count:>8,} instructions  {count / time_s:>9,.0f} instructions/s")


if __name__ == "__main__":
    main()
