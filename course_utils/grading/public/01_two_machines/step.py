"""Checks of problem step: made by `course release` from solutions/01_two_machines.ipynb."""
# ruff: noqa: E501
# Text digest: 2d85197a0ccbdec1

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "step"
number = 2
title = "Problem 2 · One step of a processor"
answers = ("step",)
forbidden = ()
points = 8
points_in_all = 14


@test_case(points=4, hidden=False)
def test_arithmetic(env):
    step = env["step"]
    registers = [0] * 32
    registers[5], registers[6] = 9, 7
    got = step(list(registers), 100, ("add", 7, 5, 6))
    assert isinstance(got, tuple | list), "Registers and pc are asked for: what do you give back?"
    assert len(got) == 2, "The list of registers, and the next address: how many things does your return line hold?"
    after, pc = got
    assert isinstance(after, list | tuple), "The first thing is the list of all 32 registers: what is yours?"
    assert len(after) == 32, "The first thing is the list of all 32 registers: what is yours?"
    assert pc != 101, "Each instruction is 4 bytes long: where does the next one begin?"
    assert pc == 104, "Where does the processor go on after an instruction that is no branch?"
    want = list(registers)
    want[7] = 16
    assert list(after) == want, "9 in register 5 and 7 in register 6: which register changes, and to what?"
    low = step(list(registers), 100, ("addi", 7, 5, -3))[0][7]
    assert low != 9, "The last operand of addi is a constant: do you look it up in a register?"
    assert low == 6, "9 plus the constant −3: what is it?"
    less = step(list(registers), 100, ("sub", 7, 5, 6))[0][7]
    assert less != 16, "Is sub an addition?"
    assert less == 2, "Which of the two registers is taken away from which?"


@test_case(points=4, hidden=False)
def test_branches(env):
    step = env["step"]
    registers = [0] * 32
    registers[5], registers[6], registers[7] = 9, 9, 4
    after, pc = step(list(registers), 100, ("beq", 5, 6, -8))
    assert pc != 96, "Does the offset count from the branch itself, or from the instruction after it?"
    assert pc != -8, "Is the offset an address, or a distance?"
    assert pc == 92, "The registers are equal and the offset is −8: where does the processor go on?"
    assert list(after) == registers, "A branch decides where to go on: does it write a register?"
    assert step(list(registers), 100, ("beq", 5, 7, -8))[1] == 104, "9 and 4 are not equal: where does the processor go on?"
    assert step(list(registers), 100, ("blt", 7, 5, 16))[1] == 116, "4 is less than 9: where does the processor go on?"
    assert step(list(registers), 100, ("blt", 5, 6, 16))[1] == 104, "Is 9 less than 9?"
