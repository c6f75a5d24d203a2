"""The course's programs print the truth, traces and counters add up, and one instruction is enough to compute."""

import json
import random
import string

import pytest

from course_utils.machine import Counters, Processor, StepLimitReached, Trace, assemble, programs, subleq
from course_utils.machine.programs import PROGRAMS

RANDOM_INPUTS = {
    "sort_letters": lambda g: ("".join(g.choices(string.ascii_lowercase, k=6)),),
    "add_decimal": lambda g: (str(g.randrange(10 ** g.randrange(1, 30))), str(g.randrange(10 ** g.randrange(1, 30)))),
    "greatest_common_divisor": lambda g: (g.randrange(2**31), g.randrange(2**31)),
    "fibonacci": lambda g: (g.randrange(13),),
    "dot_product": lambda g: tuple(tuple(g.randrange(-(2**31), 2**31) for _ in range(9)) for _ in range(2)),
    "reverse_string": lambda g: ("".join(g.choices(string.printable[:95], k=g.randrange(20))),),
    "sieve": lambda g: (g.randrange(2, 400),),
    "collatz": lambda g: (g.randrange(1, 10_000),),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_program_prints_what_python_says(name):
    program, generator = PROGRAMS[name], random.Random(name)
    inputs = [*program.examples, *(RANDOM_INPUTS[name](generator) for _ in range(25))]
    for values in inputs:
        processor = program.run(*values)
        assert processor.output == program.truth(*values), values
        assert processor.exit_code == 0
    assert len(inputs) > 25
    assert program.source.__doc__


def test_every_program_has_random_inputs():
    assert set(RANDOM_INPUTS) == set(PROGRAMS)


@pytest.mark.parametrize(("name", "inputs", "message"), [
    ("add_decimal", ("12a", "1"), "not a number in decimal digits"),
    ("add_decimal", ("", "1"), "not a number in decimal"),
    ("add_decimal", ("007", "1"), "without leading zeros"), ("add_decimal", ("٣", "1"), "not a number in decimal"),
    ("sort_letters", ("naïve",), "printable ASCII"), ("reverse_string", ("a\nb",), "printable ASCII"),
    ("fibonacci", (21,), "outside the range of this program, 0 to 20"), ("sieve", (1,), "outside the range"),
    ("dot_product", ((1,), (1, 2)), "same length"), ("dot_product", ((), ()), "at least 1"),
    ("dot_product", ((2**31,), (1,)), "outside the range"), ("greatest_common_divisor", (-1, 1), "outside the range"),
    ("collatz", (0,), "outside the range"),
])
def test_an_input_that_a_program_cannot_take_is_refused(name, inputs, message):
    with pytest.raises(ValueError, match=message):
        PROGRAMS[name].assemble(*inputs)


def test_the_same_code_executes_different_numbers_of_instructions():
    """Static code is fixed, execution depends on data: 27 takes 111 rounds, 16 takes 4."""
    counts = {}
    for n in (27, 16):
        program = PROGRAMS["collatz"].assemble(n)
        counts[n] = (program.static_instructions, PROGRAMS["collatz"].run(n).instructions_executed)
    # By hand for 16: 3 to begin, 4 rounds of 6, beqz-free exit test 1, 4 to print and end.
    assert counts[16] == (17, 3 + 4 * 6 + 1 + 4)
    # For 27: 41 odd rounds of 8 and 70 even rounds of 6.
    assert counts[27] == (17, 3 + 41 * 8 + 70 * 6 + 1 + 4)


def test_counters_add_up_by_hand():
    trace = Trace(assemble("""
        la   a1, data       # 2 arithmetic
        lw   a2, 0(a1)      # load 4
        lbu  a3, 4(a1)      # load 1
        sh   a2, 6(a1)      # store 2
        mul  a4, a2, a3     # multiply
        div  a4, a2, a3     # divide
        beqz zero, next     # branch, taken
next:   bnez zero, next     # branch, not taken
        j    last           # jump
last:   li   a7, 10         # arithmetic
        ecall               # system
        .data
data:   .word 6, 2
    """))
    assert trace.run() == 0
    counters = trace.counters
    assert counters.by_kind == {"arithmetic": 3, "multiply": 1, "divide": 1, "load": 2, "store": 1, "branch": 2,
                                "jump": 1, "system": 1}
    assert (counters.instructions, counters.branches_taken) == (12, 1)
    assert (counters.bytes_fetched, counters.bytes_loaded, counters.bytes_stored) == (48, 5, 2)
    assert counters.bytes_moved == 55
    assert trace.program.static_instructions == 12
    assert trace.executed_by_line()[2] == 2  # la became two instructions
    assert sum(trace.executed_by_line().values()) == 12


def test_the_counters_equal_the_sums_over_the_trace():
    compared = 0
    for program in PROGRAMS.values():
        trace = Trace(program.assemble(*program.examples[-1]))
        trace.run(max_steps=30_000)
        counters, steps = trace.counters, trace.steps
        assert counters == Counters.of(program.run(*program.examples[-1]))
        assert counters.instructions == len(steps) == sum(counters.by_name.values())
        assert counters.bytes_loaded == sum(step.loaded.size for step in steps if step.loaded)
        assert counters.bytes_stored == sum(step.stored.size for step in steps if step.stored)
        assert counters.branches_taken == sum(step.kind == "branch" and step.next_pc != step.pc + 4 for step in steps)
        assert "".join(step.printed for step in steps) == trace.processor.output
        assert trace.registers_after(len(steps)) == trace.processor.registers
        assert json.loads(json.dumps(trace.as_records()))[0]["pc"] == trace.program.entry
        compared += len(steps)
    print(f"\n{compared} steps compared")
    assert compared > 20_000


def test_a_step_shows_registers_loads_and_stores_before_and_after():
    trace = Trace(assemble("la a1, w\n lw a0, 0(a1)\n addi a0, a0, 1\n sw a0, 0(a1)\n ebreak\n.data\nw: .word 41"))
    for _ in range(5):
        trace.step()
    load, _, store = trace.steps[2:]
    assert (load.loaded.place, load.loaded.before, load.loaded.after, load.stored) == (0x10000, 41, 41, None)
    assert (store.stored.place, store.stored.before, store.stored.after, store.loaded) == (0x10000, 41, 42, None)
    assert [(change.place, change.before, change.after) for change in load.registers] == [("a0", 0, 41)]
    assert (load.line, load.text, load.word) == (2, "lw a0, 0(a1)", 0x0005A503)
    assert "[0x10000] = 42" in str(trace)
    assert [trace.registers_after(n)[10] for n in range(6)] == [0, 0, 0, 41, 42, 42]


def test_a_trace_stops_at_its_limit():
    trace = Trace(assemble("loop: j loop"))
    with pytest.raises(StepLimitReached, match="limit of 50 steps"):
        trace.run(max_steps=50)
    assert len(trace.steps) == 50
    assert trace.executed_by_line() == {1: 50}


def test_a_line_that_never_ran_is_counted_with_zero():
    trace = Trace(assemble("j end\n nop\nend: li a7, 10\n ecall"))
    trace.run()
    assert trace.executed_by_line() == {1: 1, 2: 0, 3: 1, 4: 1}


def test_the_stack_of_the_recursion_is_empty_at_the_end():
    processor = PROGRAMS["fibonacci"].run(8)
    assert processor.register("sp") == 0x40000


def test_the_truth_functions_agree_with_known_values():
    assert programs.primes_up_to(30) == "2 3 5 7 11 13 17 19 23 29 "
    assert [programs.fibonacci_number(n) for n in range(11)] == [0, 1, 1, 2, 3, 5, 8, 13, 21, 34, 55]
    assert programs.collatz_steps(27) == 111


def test_one_instruction_adds_and_multiplies():
    generator = random.Random(3)
    pairs = [(generator.randrange(-1000, 1000), generator.randrange(60)) for _ in range(100)]
    pairs += [(0, 0), (1, 0), (0, 1), (10**30, 7)]
    for x, y in pairs:
        assert subleq.add(x, y) == (x + y, 3)
        assert subleq.add(y, x) == (x + y, 3)
        assert subleq.multiply(x, y) == (x * y, 6 * y + 2)


def test_subleq_runs_by_hand():
    machine = subleq.SubleqMachine([3, 4, -1, 5, 5])  # cell 4 ← 5 − 5 = 0, at most 0, so the end
    assert machine.run() == 1
    assert (machine.cells, machine.pc) == ([3, 4, -1, 5, 0], -1)


def test_subleq_without_end_and_beyond_its_cells():
    with pytest.raises(StepLimitReached):
        subleq.SubleqMachine([0, 0, 0]).run(max_steps=10)
    with pytest.raises(subleq.SubleqFault, match="address 99 is outside the 3 cells"):
        subleq.SubleqMachine([99, 0, 0]).run()
    with pytest.raises(subleq.SubleqFault, match="address -5 is outside"):
        subleq.SubleqMachine([-5, 0, 0]).run()


def test_subleq_refuses_what_it_does_not_know():
    with pytest.raises(ValueError, match="the name nowhere is not defined"):
        subleq.assemble_subleq("a nowhere\na: 0")
    with pytest.raises(ValueError, match="the name z is not defined"):
        subleq.assemble_subleq(subleq.ADD, z=1)
    with pytest.raises(ValueError, match="must not be negative"):
        subleq.multiply(2, -1)


def test_the_example_of_the_package_holds():
    processor = Processor.for_program(assemble("li a0, 42\nli a7, 1\necall\nli a7, 10\necall"))
    assert processor.run(max_steps=100) == 0
    assert processor.output == "42"
