"""The command `course`: one verb a row. The same as `python -m course_utils.cli`."""

from __future__ import annotations

import argparse
import importlib
import os
import sys

# verb → (module, function, one line of help). A module is imported only when its verb is used.
VERBS = {
    "doctor": ("course_utils.doctor", "main", "what this machine has for the course, and what to do about red lines"),
    "run": ("course_utils.run_command", "main", "execute chapters and normalise them, in place"),
    "site": ("course_utils.site.command", "main", "build the website from the executed notebooks"),
    "release": ("course_utils.grading.release_command", "main", "make the students' problem sets from solutions/"),
    "ledger": ("course_utils.ledger", "main", "make the ledger of all claims from the executed chapters"),
    "measure": ("course_utils.measure.measure_command", "main", "what this machine reaches; kernels told, then timed"),
    "ner": ("course_utils.training.ner_command", "main", "train a named-entity tagger on CoNLL files and score it"),
    "tag": ("course_utils.training.tag_command", "main", "tag sentences or CoNLL lines with a trained tagger"),
    "grade": ("course_utils.grading.judge.grade_command", "main", "grade a folder of submissions behind walls"),
    "export": ("course_utils.grading.judge.export_command", "main", "grades for Canvas, Moodle or Gradescope"),
    "check": ("course_utils.quality", "check", "lint, import layers, products current"),
    "test": ("course_utils.quality", "test", "run the whole test suite and every notebook"),
}
TAKES_PYTEST = "test"


def parser(verb: str | None) -> argparse.ArgumentParser:
    """The argument parser; only the verb in use loads its module and adds its arguments."""
    top = argparse.ArgumentParser(prog="course", description="Two Machines: the course's own command.")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, (module, function, line) in VERBS.items():
        sub = verbs.add_parser(name, help=line, description=line)
        if name == TAKES_PYTEST:
            sub.add_argument("pytest", nargs="*", help="what to hand to pytest, such as tests/unit")
        if name == verb:
            loaded = importlib.import_module(module)
            sub.set_defaults(action=getattr(loaded, function))
            if hasattr(loaded, "add_arguments"):
                loaded.add_arguments(sub)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Runs one verb and returns its exit status; an expected error ends in one sentence and status 1."""
    arguments = sys.argv[1:] if arguments is None else arguments
    verb = next((word for word in arguments if word in VERBS), None)
    args = parser(verb).parse_args(arguments)
    try:
        return args.action(args)
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130
    except (ValueError, RuntimeError, OSError) as error:
        if sys.gettrace() or "COURSE_DEBUG" in os.environ:
            raise
        print(f"course {verb}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
