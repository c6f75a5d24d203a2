"""How long a student waits for a check: the first within 5 s with all imports, each further one under 1 s."""

import subprocess
import sys
from pathlib import Path

from course_utils.grading import release

ROOT = Path(__file__).parents[2]
FIRST_S, FURTHER_S = 5.0, 1.0
# CPU seconds of the student's process: a busy test machine makes nobody's check slower by them.
CODE = """
import sys, time
from pathlib import Path
import torch
from course_utils import runtime
from course_utils.grading import checks

torch.set_num_threads(1)
imported = time.process_time()
from course_utils.grading import problem_set, variants
prepared = time.process_time()
for path in map(Path, sys.argv[1:]):
    problems = problem_set.read(path)
    solved = "\\n\\n".join([variants.Bench.given, *(p.answer_source for p in problems.problems)])
    names = {"__name__": "notebook"}
    exec(compile(solved, "<answers>", "exec"), names)
    check = checks(path.stem, names)
    for name in check.problems:
        begun = time.process_time()
        assert check(name).complete, name
        print(time.process_time() - begun + (imported if prepared else 0.0))
        prepared = 0.0
"""


def test_the_first_check_comes_within_five_seconds_and_each_further_one_within_one(report):
    released = {path.name for path in (ROOT / release.PUBLIC).iterdir()}
    sets = [str(path) for path in release.solution_notebooks(ROOT) if path.stem in released]
    done = subprocess.run([sys.executable, "-c", CODE, *sets], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    first, *further = map(float, done.stdout.split())
    assert len(further) >= 6
    report(f"checks: the first {first:.1f} s with imports, {len(further)} further ones {max(further):.2f} s at most")
    assert first < FIRST_S
    assert max(further) < FURTHER_S
