"""Checks of problem larger_program: made by `course release` from solutions/01_two_machines.ipynb."""
# ruff: noqa: E501
# Text digest: 452aef5545612a70

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "larger_program"
number = 4
title = "Problem 4 · A program for one instruction"
answers = ("larger_program",)
forbidden = ()
points = 6
points_in_all = 12


@test_case(points=6, hidden=False)
def test_two_numbers(env):
    from course_utils.machine import MachineError
    from course_utils.machine.subleq import SubleqMachine, assemble_subleq

    text = env["larger_program"]()
    assert isinstance(text, str), "The text of a program is asked for: what do you give back?"
    try:
        cells, at = assemble_subleq(text, x=7, y=3)
    except ValueError:
        cells, at = [], {}
    assert cells, "Are `x` and `y` data of your program, and is every name in it defined?"
    assert "m" in at, "In which cell does your program leave its result: is there one called `m`?"
    ended = {}
    for x, y in ((7, 3), (3, 7)):
        cells, at = assemble_subleq(text, x=x, y=y)
        machine = SubleqMachine(cells)
        try:
            machine.run(max_steps=2000)
        except MachineError:
            machine.pc = 0
        assert machine.pc < 0, "Does your program end: which instruction goes on at `end`?"
        ended[x] = machine.cells[at["m"]]
    assert ended != {7: 3, 3: 3}, "Is this the larger number, or the smaller one?"
    assert ended != {7: 7, 3: 3}, "x is 3 and y is 7: does your program ever choose y?"
    assert ended != {7: 3, 3: 7}, "x is 7 and y is 3: does your program ever choose x?"
    assert ended == {7: 7, 3: 7}, "Nothing but subtraction: how do you get the larger number into `m` without its sign turned round?"
