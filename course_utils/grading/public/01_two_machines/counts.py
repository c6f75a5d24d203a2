"""Checks of problem counts: made by `course release` from solutions/01_two_machines.ipynb."""
# ruff: noqa: E501
# Text digest: bc6f6da8781d8121

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "counts"
number = 3
title = "Problem 3 · Written, executed, moved"
answers = ("counts",)
forbidden = ()
points = 6
points_in_all = 10


@test_case(points=6, hidden=False)
def test_a_loop_and_two_accesses(env):
    got = env["counts"]("li t0, 3\nloop: addi t0, t0, -1\nbnez t0, loop\nli a7, 10\necall")
    assert isinstance(got, dict), "A dict is asked for: what do you give back?"
    assert {"static", "executed", "fetched", "data"} <= set(got), "Four entries are asked for: which of their names is missing?"
    assert got["static"] != 9, "Static means as it is written: does it matter how often an instruction is executed?"
    assert got["static"] != 20, "Are these instructions, or their bytes?"
    assert got["static"] == 5, "Five lines, each one instruction: how many are static?"
    assert got["executed"] != 5, "The loop goes round three times: is every instruction executed once?"
    assert got["executed"] == 9, "One, three times two, and two: how many instructions are executed?"
    assert got["fetched"] != 20, "An instruction in a loop is fetched again each time: how often is it?"
    assert got["fetched"] != 9, "Are these instructions, or their bytes?"
    assert got["fetched"] == 36, "9 instructions of 4 bytes: how many bytes are fetched?"
    got = env["counts"](".data\nv: .word 5, 6\n.text\nla t0, v\nlw t1, 0(t0)\nsb t1, 4(t0)\nli a7, 10\necall")
    assert got["static"] != 5, "`la` stands for two instructions: do you count lines, or instructions?"
    assert got["static"] == 6, "How many instructions stand in a program with data?"
    assert got["data"] != 2, "A load and a store: do you count them, or the bytes that they move?"
    assert got["data"] != 4, "A byte is stored too: does it move?"
    assert got["data"] != 29, "24 bytes of instructions were fetched: are they data?"
    assert got["data"] == 5, "`lw` loads 4 bytes, `sb` stores 1: how many bytes are moved?"
