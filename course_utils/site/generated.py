"""Generated: the parts of the book's pages that are made from the course's own records when the site is built."""

from __future__ import annotations

from pathlib import Path

from course_utils import hardware
from course_utils.grading import problem_set, release, variants

SHOWN = 3  # wrong answers listed for each problem


def table(rows: list[list[str]]) -> str:
    """Rows of texts as a Markdown table; the first row is its head."""
    lines = ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]) + "\n"


def hardware_table(root: Path) -> str:
    """All processors of the course, oldest first, each with its dense peak, bandwidth, balance and what was seen."""
    keys = ("name", "kind", "year", "dtype", "peak", "bandwidth", "memory", "power", "balance", "checked")
    heads = ["Processor", "Kind", "Year", "Type", "Dense peak", "Bandwidth", "Memory", "Power", "Balance", "Source"]
    return table([heads, *([row[key] for key in keys] for row in hardware.table())])


def question(problem: problem_set.Problem, words: str) -> str:
    """The whole question of the problem's tests that these words are a part of; the words where a rule was broken."""
    return next((hint for test in problem.tests for hint in test.hints if words in hint), words)


def wrong_answers(root: Path) -> str:
    """For each problem of each set: how many wrong answers its checks were built on, and some of them."""
    parts = []
    for path in release.solution_notebooks(root):
        found = variants.read(path.with_name(f"{path.stem}_variants"))
        rows = [["Problem", "On file", "Such as", "The question asked"]]
        for problem in problem_set.read(path).problems:
            wrong = [one for one in found if one.problem == problem.name and one.kind == "wrong"]
            # The first third are mistakes of form, such as a list for a tensor.
            for index, one in enumerate(wrong[len(wrong) // 3 :][:SHOWN]):
                head = ["", ""] if index else [problem.title, str(len(wrong))]
                rows.append([*head, one.name, question(problem, one.reaches[0])])
        parts.append(f"### Set {path.stem.replace('_', ' ')}\n\n{table(rows)}")
    return "\n".join(parts)


PAGES = {"book/hardware": hardware_table, "book/teaching": wrong_answers}
