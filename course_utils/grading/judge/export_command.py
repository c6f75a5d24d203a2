"""The command `course export`: grades that `course grade` wrote, as Canvas, Moodle or Gradescope read them."""

from __future__ import annotations

import argparse
from pathlib import Path

from course_utils.grading import release_command
from course_utils.grading.judge.exports import canvas, gradescope, moodle
from course_utils.grading.judge.exports.roster import ExportError
from course_utils.grading.judge.gradebook import Gradebook
from course_utils.grading.judge.result_store import write
from course_utils.grading.judge.spreadsheet import cell, read_csv
from course_utils.grading.judge.submission import Submission
from course_utils.grading.judge.verdict import Verdict


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `course export`."""
    parser.add_argument("target", choices=("canvas", "moodle", "gradescope", "gradescope-package"))
    parser.add_argument("--grades", type=Path, help="folder that `course grade` wrote")
    parser.add_argument(
        "--template", type=Path, help="your own gradebook export (Canvas) or grading worksheet (Moodle)"
    )
    parser.add_argument("--assignment", help="name of the assignment in Canvas")
    parser.add_argument("--set", metavar="NN", help="number of the problem set (for the Gradescope package)")
    parser.add_argument("--out", type=Path, required=True, help="file to write; a folder for gradescope")


def read_book(folder: Path) -> Gradebook:
    """The gradebook of a graded folder, with points given by hand: the submissions that its grades.csv lists.

    A result of a submission that has left the class since lies in the folder still, and is nobody's. ExportError when
    nothing was graded there, and when grades.csv and the results do not say the same.
    """
    table = Gradebook(folder, []).path
    rows = read_csv(table) if table.is_file() else []
    if not rows:
        raise ExportError(f"{folder}: there are no grades ({table.name}); run “course grade” first.")
    listed = {row.get("submission") or "": row.get("score") or "" for row in rows}
    paths = sorted((folder / "results").glob("*.json"))
    verdicts = (Verdict.from_json(path.read_text(encoding="utf-8")) for path in paths)
    verdicts = sorted((one for one in verdicts if cell(one.submission) in listed), key=lambda one: one.submission)
    if sorted(cell(one.submission) for one in verdicts) != sorted(listed):
        raise ExportError(f"{table}: not every row has one result in {folder / 'results'}; run “course grade” again.")
    book = Gradebook(folder, verdicts)
    book.read_manual()
    for one in verdicts:
        if listed[cell(one.submission)].replace(",", ".") != f"{book.score(one)}":
            raise ExportError(
                f"{table}: “{one.submission}” has {listed[cell(one.submission)]} points there and {book.score(one)} by "
                "its tests and manual_points.csv; change points in manual_points.csv and run “course grade” again."
            )
    return book


def _needed(args: argparse.Namespace, *names: str) -> None:
    missing = [name for name in names if getattr(args, name) is None]
    if missing:
        raise ExportError(f"{args.target} needs --{missing[0]}.")


def _check_out(out: Path, folder: bool) -> None:
    if out.exists() and out.is_dir() != folder:
        is_one, wanted = ("a file", "a folder") if folder else ("a folder", "the file to write")
        raise ExportError(f"{out} is {is_one}; --out names {wanted}.")


def main(args: argparse.Namespace) -> int:
    """Returns 0; ExportError with one sentence when a file is not as documented."""
    if args.target == "gradescope-package":
        _needed(args, "set")
        _check_out(args.out, folder=False)
        solution = Path(args.set) if args.set.endswith(".ipynb") else release_command.find(args.set)
        print(f"{gradescope.package(solution, args.out)}: upload it as the autograder.")
        return 0
    _needed(args, "grades")
    _check_out(args.out, folder=args.target == "gradescope")
    book = read_book(args.grades)
    if args.target == "gradescope":
        for verdict in book.verdicts:
            name = Submission(verdict.submission, Path()).file_stem
            write(args.out / name / "results.json", gradescope.results_text(verdict, book))
        print(f"{len(book.verdicts)} results in {args.out}")
        return 0
    _needed(args, "template", *(["assignment"] if args.target == "canvas" else []))
    if args.target == "canvas":
        found, left = canvas.export(book, args.template, args.assignment, args.out)
    else:
        found, left = moodle.export(book, args.template, args.out)
    print(
        f"{found} grades in {args.out}; {len(left)} submissions belong to no row"
        + (f": {', '.join(left)}" if left else "")
    )
    return 0
