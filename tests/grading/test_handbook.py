"""Every command of the instructors' pages, parsed out of it and run on a small class in a folder of its own."""

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from course_utils.grading import problem_set, release
from course_utils.grading.judge.spreadsheet import read_csv

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "book" / "for_instructors.md").read_text(encoding="utf-8")
TEACHING = (ROOT / "book" / "teaching.md").read_text(encoding="utf-8")
BLOCKS, TEACHING_BLOCKS = (re.findall(r"^```bash\n(.*?)^```", text, re.M | re.S) for text in (PAGE, TEACHING))
SOLUTION = ROOT / "solutions" / "05_attention.ipynb"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def lines_of(block):
    """The commands of a block without their comments."""
    return [line.partition("  #")[0].strip() for line in block.strip().split("\n")]


@pytest.fixture(scope="module")
def course(tmp_path_factory, walls):
    """The course's root folder as an instructor has it, with a small class and the tables of two platforms."""
    walls("namespaces")
    folder = tmp_path_factory.mktemp("course")
    (folder / "solutions").mkdir()
    shutil.copy(SOLUTION, folder / "solutions")
    problems = problem_set.read(SOLUTION)
    right, blank = (release.student_notebook(problems, answered=answered) for answered in (True, False))
    place = folder / "handed_in"
    (place / "grace_103_3").mkdir(parents=True)
    (place / "ada_101_1_set05.ipynb").write_text(right, encoding="utf-8")
    (place / "alan_102_2_set05.ipynb").write_text(blank, encoding="utf-8")
    (place / "grace_103_3" / "answer.ipynb").write_text(right, encoding="utf-8")
    with zipfile.ZipFile(place / "zuse_104_4.zip", "w") as archive:
        archive.writestr("answer.ipynb", right)
    (place / "broken_105_5.ipynb").write_text(right[:5000], encoding="utf-8")
    canvas = f"Student,ID,SIS Login ID,Section,Problem set 05 (12)\n    Points Possible,,,,{problems.points}\n"
    rows = ("ada,101", "alan,102", "grace,103", "zuse,104", "nobody,106")
    (folder / "gradebook.csv").write_text(canvas + "".join(f"{row},,A,\n" for row in rows))
    moodle = "Identifier,Full name,Grade,Maximum grade,Last modified (grade),Feedback comments\n"
    rows = "".join(f"Participant {number},,,{problems.points},-,\n" for number in range(101, 107))
    (folder / "worksheet.csv").write_text(moodle + rows)
    return folder


def run(command, folder):
    """Runs a command of the page with this environment's programs."""
    words = shlex.split(command)
    if words[0] == "make":  # the environment is made and tested by continuous integration; here: the verb exists
        done = subprocess.run(["make", "-n", *words[1:]], cwd=ROOT, capture_output=True, text=True)
    else:
        assert words[0] == ".venv/bin/course", command
        words = [sys.executable, "-m", "course_utils.cli", *words[1:]]
        done = subprocess.run(words, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done


def grades(folder, out="grades"):
    return {row["submission"]: (int(row["score"]), row["status"]) for row in read_csv(folder / out / "grades.csv")}


@pytest.fixture(scope="module")
def expected():
    full = problem_set.read(SOLUTION).points
    got = {"ada_101_1_set05": (full, "graded"), "alan_102_2_set05": (0, "graded"), "grace_103_3": (full, "graded")}
    return got | {"zuse_104_4": (full, "graded"), "broken_105_5": (0, "refused")}


def test_five_commands_lead_from_a_clone_to_the_gradebook(course, expected, report):
    commands = lines_of(BLOCKS[0])
    assert len(commands) == 5
    assert [run(command, course) for command in commands[:2]]
    handed_out = json.loads((course / "monday" / "05_attention.ipynb").read_text(encoding="utf-8"))
    assert "BEGIN TEST" not in json.dumps(handed_out)
    run(commands[2], course)
    assert grades(course) == expected
    before = {path: path.read_bytes() for path in (course / "grades").rglob("*") if path.is_file()}
    for block in TEACHING_BLOCKS:
        for command in lines_of(block):  # an exam: the same class, other random inputs
            run(command, course)
    assert grades(course, "exam") == expected
    assert "5 results are current" in run(commands[3], course).stderr
    after = {path: path.read_bytes() for path in (course / "grades").rglob("*") if path.is_file()}
    timings = course / "grades" / "timings.csv"
    assert before.pop(timings)
    assert after.pop(timings)
    assert after == before
    assert "4 grades in upload.csv; 1 submissions belong to no row: broken_105_5" in run(commands[4], course).stdout
    scores = {row["Student"]: row["Problem set 05 (12)"] for row in read_csv(course / "upload.csv")}
    full = str(problem_set.read(SOLUTION).points)
    assert (scores["ada"], scores["alan"], scores["zuse"], scores["nobody"]) == (full, "0", full, "")
    report(f"instructors' page: {sum(len(lines_of(block)) for block in BLOCKS)} commands, all run")


def test_the_other_exports_and_the_commands_for_appeals(course, expected):
    assert len(BLOCKS) == 4
    if not (course / "grades").exists():
        run(lines_of(BLOCKS[0])[2], course)
    for command in lines_of(BLOCKS[1]):
        run(command, course)
    given = [row["Grade"] for row in read_csv(course / "upload_moodle.csv")]
    assert given == [f"{score:.2f}" for score in (expected[name][0] for name in list(expected))] + [""]
    assert len(list((course / "gradescope").glob("*/results.json"))) == 5
    assert zipfile.ZipFile(course / "autograder.zip").testzip() is None
    line = re.search(r"`(ada,appeal,[^`]+)`", PAGE)[1].replace("ada", "ada_101_1_set05")
    (course / "grades" / "manual_points.csv").write_text(f"submission,problem,points,max,comment\n{line}\n")
    for command in lines_of(BLOCKS[2]):
        run(command, course)
    full, status = expected["ada_101_1_set05"]
    assert grades(course) == expected | {"ada_101_1_set05": (full + 2, status)}
    assert grades(course, "grades_1") == expected


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_and_two_workers_from_the_command_line_grade_the_same(course, expected):
    pytest.importorskip("distributed", reason="Dask is an optional extra (two-machines[grading])")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    *servers, command = (line.replace("8786", port) for line in lines_of(BLOCKS[3]))
    assert len(servers) == 3
    running = []
    try:
        for line in servers:
            assert line.startswith(".venv/bin/dask ")
            assert line.endswith("&")
            words = [str(Path(sys.executable).parent / "dask"), *shlex.split(line)[1:-1]]
            log = open(course / "dask.log", "ab")  # noqa: SIM115
            running.append(subprocess.Popen(words, cwd=course, env=ENVIRONMENT, stdout=log, stderr=log))
            log.close()
            time.sleep(1)
        run(command, course)
    finally:
        for process in reversed(running):
            process.terminate()
        for process in running:
            process.wait(30)
    assert grades(course, "grades_cluster") == expected
