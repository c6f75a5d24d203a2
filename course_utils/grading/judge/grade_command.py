"""The command `course grade`: a folder of submissions in, a gradebook, results and feedback pages out."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from course_utils.grading import release_command
from course_utils.grading.judge import confinement, submission
from course_utils.grading.judge.class_report import class_report
from course_utils.grading.judge.feedback import feedback_page, written_page
from course_utils.grading.judge.gradebook import AWAITS, Gradebook
from course_utils.grading.judge.result_store import ResultStore, merged, remove_halves, write
from course_utils.grading.judge.spreadsheet import csv_text
from course_utils.grading.judge.submission import Submission
from course_utils.grading.judge.verdict import Verdict, plain_text
from course_utils.grading.judge.walls import Limits
from course_utils.grading.judge.worker import Job
from course_utils.grading.judge.worker_pool import WorkerPool

WRITTEN = "written_answers.html"
LOST = "grading it ended the grader's own process twice; look at it by hand"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `course grade`."""
    standard = Limits()
    parser.add_argument(
        "folder", type=Path, help="folder of submissions: notebooks, folders and zip archives in any mixture"
    )
    parser.add_argument(
        "--set", required=True, metavar="NN", help="number of the problem set, or path of its solution notebook"
    )
    parser.add_argument(
        "--out", required=True, type=Path, help="folder for grades.csv, results, feedback and class report"
    )
    parser.add_argument("--workers", type=int, default=1, help="processes on this machine (default 1)")
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler instead of processes on this machine"
    )
    parser.add_argument("--problem", metavar="NAME", help="judge only this problem anew; all other points stay")
    parser.add_argument("--again", action="store_true", help="judge everything anew, also what has not changed")
    parser.add_argument("--seed", type=int, default=0, help="seed of the tests' random inputs (default 0)")
    parser.add_argument("--sandbox", choices=confinement.FORMS[:2], help="insist on one form of walls")
    parser.add_argument(
        "--unsafe-no-sandbox", action="store_true", help="run submissions with your own rights (see the warning)"
    )
    for name in ("cells_s", "question_s", "submission_s"):
        option = "--" + name.removesuffix("_s") + "-limit"
        help_text = f"seconds for {name.removesuffix('_s')} (default {getattr(standard, name):g})"
        parser.add_argument(
            option, dest=name, type=float, default=getattr(standard, name), metavar="S", help=help_text
        )
    parser.add_argument(
        "--memory-limit",
        dest="memory_mib",
        type=int,
        default=standard.memory_mib,
        metavar="MIB",
        help=f"MiB for one submission (default {standard.memory_mib})",
    )


def main(args: argparse.Namespace) -> int:
    """Returns 0 when every submission has its row; ValueError or RuntimeError when grading cannot begin."""
    solution = Path(args.set) if args.set.endswith(".ipynb") else release_command.find(args.set)
    if not args.folder.is_dir():
        raise ValueError(f"There is no folder {args.folder}.")
    _check_apart(args.folder, args.out)
    submissions = submission.find(args.folder)
    if not submissions:
        raise ValueError(f"{args.folder} holds no submissions.")
    if args.unsafe_no_sandbox:
        print(confinement.UNSAFE_WARNING, file=sys.stderr)
    walls = confinement.choose(args.sandbox, args.unsafe_no_sandbox)
    for sentence in walls.missing:
        print(f"Not used: {sentence}.", file=sys.stderr)
    names = ("cells_s", "question_s", "submission_s", "memory_mib")
    limits = Limits(**{name: getattr(args, name) for name in names})
    job = Job.of(solution, walls, limits, args.seed, args.problem)
    args.out.mkdir(parents=True, exist_ok=True)
    verdicts = grade(job, submissions, args.out, args.workers, args.scheduler, args.again)
    book = finish(args.out, verdicts)
    graded = sum(one.status == "graded" for one in verdicts)
    print(f"{len(verdicts)} submissions, {graded} graded, {len(verdicts) - graded} with a reason · {book.path}")
    waiting = sum(book.status(one) == AWAITS for one in verdicts)
    if waiting:
        print(f"{waiting} wait for points given by hand: read {args.out / WRITTEN}, fill in {book.table}, grade again.")
    return 0


def _check_apart(folder: Path, out: Path) -> None:
    """ValueError when there can be no such folder, or results would lie among the submissions and be taken for some."""
    if out.exists() and not out.is_dir():
        raise ValueError(f"{out} is a file; --out names a folder.")
    own, place = folder.resolve(), out.resolve()
    for written in (place, place / "results", place / "feedback"):
        if own in (written, *written.parents):
            raise ValueError(f"--out {out} lies in the folder of submissions {folder}; choose a folder outside it.")


def grade(
    job: Job,
    submissions: list[Submission],
    out: Path,
    workers: int = 1,
    scheduler: str | None = None,
    again: bool = False,
) -> list[Verdict]:
    """The verdicts in the order of submissions; each is stored the moment it is known, and stored ones are re-used."""
    from course_utils.grading.judge.judged_set import TestSet
    from course_utils.grading.judge.judgement import versions

    store, tests = ResultStore(out), TestSet.read(Path(job.solution))
    remove_halves(out)
    if job.only and job.only not in [file.name for file in tests.problems]:
        raise ValueError(
            f"There is no problem {job.only}; there is: {', '.join(file.name for file in tests.problems)}."
        )
    verdicts: dict[str, Verdict] = {}

    def blank(one: Submission) -> Verdict:
        return Verdict(
            plain_text(one.name),
            tests.name,
            tests.unjudged(),
            sandbox=job.form,
            seed=job.seed,
            limits=job.limits,
            versions=versions(),
            tests_sha256=tests.sha256,
        )

    if not again and not job.only:
        verdicts = {one.name: stored for one in submissions if (stored := store.current(one, blank(one)))}
    todo = [one for one in submissions if one.name not in verdicts]
    timings: list[list[object]] = [["submission", "wall_s", "cpu_s", "memory_mib", "processes"]]
    for one, text, cost in progress(_results(job, todo, workers, scheduler), len(todo), len(verdicts)):
        verdict = Verdict.from_json(text) if text else blank(one)
        if not text:
            verdict.worsen("crashed", LOST)
        old = store.read(one) if job.only else None
        verdicts[one.name] = merged(old, verdict, job.only) if old else verdict
        store.write(one, verdicts[one.name])
        if cost:
            memory = round(cost["memory_kib"] / 1024)
            timings.append(
                [verdict.submission, round(cost["wall_s"], 4), round(cost["cpu_s"], 4), memory, cost["forks"]]
            )
    if len(timings) > 1:
        write(out / "timings.csv", csv_text(timings))
    return [verdicts[one.name] for one in submissions]


def _results(job: Job, todo: list[Submission], workers: int, scheduler: str | None) -> Iterator:
    if not todo:
        return
    if scheduler:
        from course_utils.grading.judge.cluster import cluster_results

        yield from cluster_results(job, todo, scheduler)
        return
    with WorkerPool(job, workers) as pool:
        yield from pool.results(todo)


def finish(out: Path, verdicts: list[Verdict]) -> Gradebook:
    """Writes and returns the gradebook, with feedback pages, class report and the page of written answers."""
    book = Gradebook(out, verdicts)
    book.read_manual()
    for one in verdicts:
        write(out / "feedback" / f"{Submission(one.submission, Path()).file_stem}.html", feedback_page(one, book))
    write(out / "class_report.html", class_report(book))
    if any(problem.hand_points for one in verdicts for problem in one.problems):
        write(out / WRITTEN, written_page(book))
    book.write()
    return book


def progress(results: Iterator, total: int, stored: int) -> Iterator:
    """Passes results on and shows a bar on a terminal, or a line every tenth of the way elsewhere."""
    begun, shown = time.monotonic(), 0
    if stored:
        print(f"{stored} results are current and stay.", file=sys.stderr)
    for done, result in enumerate(results, 1):
        yield result
        rate = done / max(1e-9, time.monotonic() - begun)
        if sys.stderr.isatty():
            filled = 30 * done // total
            print(
                f"\r{'█' * filled}{'·' * (30 - filled)} {done}/{total}  {rate:.1f}/s ",
                end="",
                file=sys.stderr,
                flush=True,
            )
        elif done == total or done * 10 // total > shown:
            shown = done * 10 // total
            print(f"{done} of {total} judged, {rate:.1f} a second", file=sys.stderr, flush=True)
    if sys.stderr.isatty() and total:
        print(file=sys.stderr)
