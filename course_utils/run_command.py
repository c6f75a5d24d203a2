"""The verb `course run`: executes chapters and normalises them, or checks the committed ones."""

from __future__ import annotations

import argparse
import time

from course_utils import manuscript, notebooks


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `course run`."""
    parser.add_argument("chapter", nargs="*", help="numbers such as 05, or paths; all chapters when left out")
    parser.add_argument("--check", action="store_true", help="look at the committed files only, run nothing")


def main(args: argparse.Namespace) -> int:
    """Executes and normalises chapters in place, or with --check reports what is not as it must be."""
    paths = [notebooks.find(number) for number in args.chapter] or notebooks.chapters()
    if args.check:
        problems = [problem for path in paths for problem in notebooks.check(path)] + manuscript.check(paths)
        if not args.chapter:  # which chapter explains a term is seen over all of them
            problems += manuscript.unexplained_terms(paths)
        print("\n".join(problems) or f"{len(paths)} notebooks checked: all current.")
        return 1 if problems else 0
    for path in paths:
        start = time.monotonic()
        print(f"{path} …", end=" ", flush=True)
        changed = notebooks.write(notebooks.execute(path), path)
        print(f"{'updated' if changed else 'unchanged'} in {time.monotonic() - start:.1f} s")
    return 0
