"""The command `course release`: makes the students' problem sets, or reports which of them are not current."""

from __future__ import annotations

import argparse
from pathlib import Path

from course_utils.grading import distribution, release
from course_utils.grading.source_cell import ProblemSetError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `course release`."""
    parser.add_argument("set", nargs="*", help="numbers such as 05; all sets when left out")
    parser.add_argument("--out", type=Path, help="folder to hand out: notebooks and a package of public tests")
    parser.add_argument("--check", action="store_true", help="report what is not current, write nothing")


def find(number: str) -> Path:
    """The solution notebook whose name begins with this number; ProblemSetError with what exists when there is none."""
    notebooks = release.solution_notebooks()
    found = [path for path in notebooks if path.name.startswith(f"{number.zfill(2)}_") or path.stem == number]
    if len(found) != 1:
        have = ", ".join(path.name[:2] for path in notebooks)
        raise ProblemSetError(f"There is no single problem set “{number}” in solutions/; there is: {have}.")
    return found[0]


def main(args: argparse.Namespace) -> int:
    """Returns 0 when all is written or current, 1 when --check found something."""
    solutions = [find(number) for number in args.set] or release.solution_notebooks()
    if args.check:
        return _check([path.stem for path in solutions] if args.set else [None])
    for solution in solutions:
        changed = release.release(solution, args.out)
        print(f"{solution} → " + (", ".join(map(str, changed)) if changed else "unchanged"))
    if args.out:
        print(f"for students of sets of your own: pip install {distribution.write(Path(), args.out)}")
    return 0


def _check(names: list[str | None]) -> int:
    """Prints one sentence for each product that is not current, and how many were looked at."""
    results = [release.check_release(only=name) for name in names]
    problems = [problem for _, found in results for problem in found]
    looked_at = sum(count for count, _ in results)
    print("\n".join([*problems, f"{looked_at} products of problem sets looked at, {len(problems)} not current."]))
    return 1 if problems or not looked_at else 0
