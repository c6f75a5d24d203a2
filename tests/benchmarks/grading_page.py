"""The measured part of book/grading_quality.md, made from the records in data/measured.json.

    python tests/benchmarks/grading_page.py        # writes the page anew; a benchmark with --record does so, too
"""

from pathlib import Path

from course_utils import measured

PAGE = Path(__file__).parents[2] / "book" / "grading_quality.md"
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"
NAMES = {"course": "`course grade`", "nbgrader": "nbgrader", "otter": "Otter"}


def table(rows):
    """Rows of texts as Markdown; the first is the head."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]) + "\n"


def rivals(record):
    """The comparison with stock graders."""
    figures, engines = record.figures, record.figures["engines"]
    head = ["", *(NAMES[name] for name in engines)]
    many = figures["submissions"]
    rows = [
        ["right grades of an honest class", *(f"{one['right_grades']} of {many}" for one in engines.values())],
        ["submissions a second, start included", *(f"{one['per_s']:.2f}" for one in engines.values())],
        ["CPU a submission, start included", *(f"{one['cpu_ms_each']:,} ms" for one in engines.values())],
        ["largest memory", *(f"{one['memory_mib']:,} MiB" for one in engines.values())],
        ["attacks survived", *(f"{one['survived']} of {len(figures['attacks'])}" for one in engines.values())],
    ]
    attacks = [[f"attack: {name}", *(one["attacks"][name] for one in engines.values())] for name in figures["attacks"]]
    steady = engines["course"]
    return (
        f"The same {many} submissions to one problem, then {len(attacks)} attacks one at a time, each with an answer "
        f"that earns 2 of 10 points. Otter is version {figures['otter']} (`otter run`; its containers are not used), "
        f"nbgrader {figures['nbgrader']}; ours has one worker behind namespaces.\n\n"
        f"{table([head, *rows, *attacks])}\n"
        f"Once its worker stands, ours takes {steady['steady_cpu_ms_each']:.1f} ms of CPU a submission and grades "
        f"{steady['steady_per_s']:.1f} a second on one core. *Measured on {record.where}.*\n"
    )


def class_of(record):
    """The simulated class."""
    one = record.figures
    groups = ", ".join(f"{number:,} {group}" for group, number in one["groups"].items())
    rows = [
        ["what", "figure"],
        ["total time", f"{one['total_s']:,.1f} s"],
        ["submissions a second", f"{one['per_s']:.1f}"],
        ["CPU a submission", f"{one['cpu_ms_each']:.1f} ms"],
        ["first result after", f"{one['first_result_s']:.1f} s"],
        ["memory a worker, at most", f"{one['memory_mib_a_worker']:,} MiB"],
        ["rows in the gradebook", f"{one['rows']:,} of {one['students']:,}"],
        ["grades other than expected", f"{one['not_as_expected']:,}"],
        ["two workers on two cores against one on one, without loops", f"{one['speed_up_by_a_core']:.2f} times"],
        ["two workers against one, both free to use two cores", f"{one['speed_up']:.2f} times"],
    ]
    return (
        f"A class made by a program ({groups}), graded by `course grade` on {one['workers']} workers; every submission "
        f"comes with the score and the status that it must get.\n\n{table(rows)}\n*Measured on {record.where}; "
        f"load before: {one['load_before']:.2f}.*\n"
    )


def text():
    """The measured part as Markdown; a sentence in place of what nobody has measured."""
    parts = ["## How it compares\n"]
    found = measured.load("grading-rivals")
    parts.append(rivals(found[-1]) if found else "Not measured yet.\n")
    parts.append("## A large class\n")
    found = sorted(measured.load("grading-class"), key=lambda record: record.figures["students"])
    parts.append(class_of(found[-1]) if found else "Not measured yet.\n")
    return "\n".join(parts)


def write():
    """Puts the measured part into the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    PAGE.write_text(before + BEGIN + "\n" + text() + "\n" + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    write()
