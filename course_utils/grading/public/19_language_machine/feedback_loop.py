"""Checks of problem feedback_loop: made by `course release` from solutions/19_language_machine.ipynb."""
# ruff: noqa: E501
# Text digest: 2dbd0dc9c307998f

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "feedback_loop"
number = 3
title = "Problem 3 · The loop"
answers = ("feedback_loop",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_the_second_try(env):
    read = []

    def write(context):
        read.append(list(context))
        return f"program {len(read)}"

    def run(program):
        return (12, None) if program == "program 2" else (None, f"fault of {program}")

    got = env["feedback_loop"](write, run, "question", 4)
    assert isinstance(got, tuple) and len(got) == 2, "An answer and a count: what does your return line hold?"
    assert read and read[0] == ["question"], "Before anything was tried, what is there to read but the question?"
    assert len(read) > 1, "The first program was refused: does the model get another try?"
    assert read[1] == ["question", "program 1", "fault of program 1"], "What should the model know when it tries again: question, program, fault, in which order?"
    assert len(read) == 2, "The second program ran: why ask for a third?"
    assert got[0] == 12, "What did the program that ran put out?"
    assert got[1] == 2, "How many programs were written?"
