"""Prints the time of running each notebook, the time of nbval over all of them, and what nbval adds to each.

Run: python tests/benchmarks/notebooks_time.py      (target: run time plus 6 s a notebook)
"""

import os
import subprocess
import sys
import time

from course_utils import notebooks

if __name__ == "__main__":
    os.environ |= notebooks.ENVIRONMENT | {"PYTHONPATH": os.getcwd()}
    paths = notebooks.chapters()
    own_s = {}
    for path in paths:
        start = time.perf_counter()
        notebooks.execute(path)
        own_s[path] = time.perf_counter() - start
        print(f"{path.name}: {own_s[path]:.1f} s")
    start = time.perf_counter()
    nbval = ["-m", "pytest", "-q", "--nbval", "--nbval-sanitize-with", "tests/notebooks/sanitize.cfg", "-W", "default"]
    subprocess.run([sys.executable, *nbval, *map(str, paths)], check=True, stdout=subprocess.DEVNULL)
    nbval_s = time.perf_counter() - start
    added = (nbval_s - sum(own_s.values())) / len(paths)
    print(f"{len(paths)} notebooks: run {sum(own_s.values()):.1f} s, nbval {nbval_s:.1f} s, {added:+.1f} s a notebook")
