"""The processor: the corners of the manual, one error for each way to fail, and nothing changed by a failure."""

import pickle
import random

import pytest

from course_utils.machine import (
    BadInstruction,
    BreakpointReached,
    MachineError,
    MisalignedAccess,
    OutputLimitReached,
    Processor,
    ProgramEnded,
    StepLimitReached,
    Trace,
    UnknownCall,
    WildAccess,
    assemble,
)
from course_utils.machine.instruction_set import OPERATIONS, sign_extend, signed
from course_utils.machine.memory import Memory, Region

INT_MIN, INT_MAX, ONES = 0x8000_0000, 0x7FFF_FFFF, 0xFFFF_FFFF
END = "\n li a7, 10\n ecall"


def machine(source: str, **options) -> Processor:
    return Processor.for_program(assemble(source), **options)


def run(source: str) -> Processor:
    processor = machine(source + END)
    processor.run(10_000)
    return processor


@pytest.mark.parametrize(("name", "a", "b", "result"), [
    # manual, table 7.1: division by zero and overflow
    ("div", 7, 0, ONES), ("divu", 7, 0, ONES), ("rem", 7, 0, 7), ("remu", 7, 0, 7), ("rem", INT_MIN, 0, INT_MIN),
    ("div", INT_MIN, ONES, INT_MIN), ("rem", INT_MIN, ONES, 0), ("divu", INT_MIN, ONES, 0),
    ("remu", INT_MIN, ONES, INT_MIN),
    # rounding towards zero, remainder with the sign of the dividend: −7 = −3 · 2 − 1
    ("div", -7, 2, -3), ("rem", -7, 2, -1), ("div", 7, -2, -3), ("rem", 7, -2, 1), ("div", -7, -2, 3),
    ("rem", -7, -2, -1),
    # the upper halves: (−1)(−1) = 1; −1 · (2³² − 1) = −2³² + 1; (2³² − 1)² = 2⁶⁴ − 2³³ + 1
    ("mulh", -1, -1, 0), ("mulhsu", -1, -1, -1), ("mulhu", -1, -1, -2), ("mul", -1, -1, 1),
    ("mulh", INT_MIN, INT_MIN, 0x4000_0000), ("mulhsu", INT_MIN, INT_MIN, 0xC000_0000),
    ("mulhu", INT_MIN, INT_MIN, 0x4000_0000),
    ("mulhsu", 1, ONES, 0), ("mulhsu", ONES, 1, ONES),
    # shifts take the count modulo 32
    ("sll", 1, 32, 1), ("sll", 1, 31, INT_MIN), ("sll", 1, 33, 2), ("srl", INT_MIN, 31, 1), ("sra", INT_MIN, 31, ONES),
    ("sra", INT_MIN, 32, INT_MIN), ("srl", ONES, 32, ONES),
    # overflow is dropped; comparisons know the sign or not
    ("add", INT_MAX, 1, INT_MIN), ("sub", INT_MIN, 1, INT_MAX), ("sub", 0, INT_MIN, INT_MIN),
    ("slt", INT_MIN, INT_MAX, 1), ("sltu", INT_MIN, INT_MAX, 0), ("slt", ONES, 0, 1), ("sltu", 0, ONES, 1),
])
def test_arithmetic_follows_the_manual_at_its_edges(name, a, b, result):
    processor = run(f"li a1, {a}\n li a2, {b}\n {name} a0, a1, a2")
    assert processor.registers[10] == result & ONES


@pytest.mark.parametrize(("source", "a0"), [
    ("li a1, -1\n sltiu a0, a1, -1", 0), ("li a1, 5\n sltiu a0, a1, -1", 1),  # the constant is sign-extended first
    ("li a1, 0\n slti a0, a1, -1", 0), ("li a1, 0x0f\n xori a0, a1, -1", -16), ("li a1, 8\n andi a0, a1, -8", 8),
    ("addi zero, zero, 5\n mv a0, zero", 0), ("la a1, w\n lw zero, 0(a1)\n mv a0, zero\n.data\nw: .word 7\n.text", 0),
    ("lui a0, 0x80000", -(2**31)), ("la a1, f\n jalr zero, 1(a1)\n nop\nf: li a0, 6", 6),  # the lowest bit is cleared
    ("la a1, f\n jalr a1, 0(a1)\nback: j out\nf: la a2, back\n sub a0, a1, a2\n li a3, 1\n sub a0, a0, a3\nout:", -1),
    ("la a1, w\n lb a0, 3(a1)\n.data\nw: .word 0x80000000\n.text", -128),
    ("la a1, w\n lbu a0, 3(a1)\n.data\nw: .word 0x80000000\n.text", 128),
    ("la a1, w\n lh a0, 2(a1)\n.data\nw: .word 0x80010000\n.text", -32767),
    ("la a1, w\n li a2, -1\n sb a2, 1(a1)\n lw a0, 0(a1)\n.data\nw: .word 0\n.text", 0xFF00),
])
def test_single_rules_of_the_manual_hold(source, a0):
    assert run(source).register("a0") == a0


def test_addresses_wrap_around_at_the_end_of_the_address_space():
    text = assemble("lw a0, 4(a1)").text
    memory = Memory([Region("low", 0, 16, "rw", b"\x2a"), Region("text", 0x1000, 8, "rx", text)])
    processor = Processor(memory, 0x1000)
    processor.registers[11] = 0xFFFF_FFFC
    processor.step()
    assert processor.register("a0") == 42


def test_sign_helpers():
    assert [signed(0), signed(INT_MAX), signed(INT_MIN), signed(ONES)] == [0, 2**31 - 1, -(2**31), -1]
    assert [sign_extend(0xFFF, 12), sign_extend(0x7FF, 12), sign_extend(0x1FFF, 12)] == [-1, 2047, -1]


def test_environment_calls_print_and_end():
    processor = machine("""
        li a0, -5
        li a7, 1
        ecall
        li a0, ' '
        li a7, 11
        ecall
        la a0, text
        li a7, 4
        ecall
        li a0, 3
        li a7, 93
        ecall
        .data
text:   .string "done"
    """)
    assert processor.run() == 3
    assert processor.output == "-5 done"
    assert processor.exit_code == 3


# source, error, part of the sentence, pc of the instruction that failed
FAULTS = [
    ("nop\n .word 0", BadInstruction, "the word 0x00000000 is not an RV32IM instruction", 0x1004),
    ("nop", WildAccess,
     "fetch of 4 bytes at 0x00001004 is outside the regions that allow it: text 0x00001000–0x00001003 (rx).", 0x1004),
    ("lw a0, 0(zero)", WildAccess, "load of 4 bytes at 0x00000000 is outside the regions that allow it: text ", 0x1000),
    ("sw a0, 0(zero)", WildAccess,
     "store of 4 bytes at 0x00000000 is outside the regions that allow it: data ", 0x1000),
    ("li a1, 0x30000\n lw a0, -4(a1)\n lbu a0, -1(a1)\n li a1, 0x40000\n lb a0, 0(a1)", WildAccess,
     "load of 1 byte at 0x00040000", 0x1010),
    ("auipc a1, 0\n sw a0, 0(a1)", WildAccess, "store of 4 bytes at 0x00001000", 0x1004),  # text cannot be stored to
    ("la a1, w\n jr a1\n.data\nw: .word 0x13", WildAccess, "fetch of 4 bytes at 0x00010000", 0x10000),  # nor data run
    ("ret", WildAccess, "fetch of 4 bytes at 0x00000000", 0),
    ("la a1, w\n lw a0, 2(a1)\n.data\nw: .word 1, 2", MisalignedAccess,
     "load of 4 bytes at 0x00010002, which is not a multiple of 4.", 0x1008),
    ("la a1, w\n lh a0, 1(a1)\n.data\nw: .word 1, 2", MisalignedAccess, "load of 2 bytes at 0x00010001", 0x1008),
    ("la a1, w\n sh a0, 3(a1)\n.data\nw: .word 1, 2", MisalignedAccess, "store of 2 bytes at 0x00010003", 0x1008),
    ("la a1, w\n sw a0, 1(a1)\n.data\nw: .word 1, 2", MisalignedAccess, "store of 4 bytes at 0x00010001", 0x1008),
    ("j 6", MisalignedAccess, "jump to an instruction of 4 bytes at 0x00001006", 0x1000),
    ("beqz zero, -2", MisalignedAccess, "jump to an instruction of 4 bytes at 0x00000ffe", 0x1000),
    ("li ra, 0x1002\n jalr ra, 0(ra)", MisalignedAccess, "jump to an instruction of 4 bytes at 0x00001002", 0x1008),
    ("ebreak", BreakpointReached, "the program reached an ebreak instruction.", 0x1000),
    ("li a7, 77\n ecall", UnknownCall,
     "ecall number 77 (in a7) is unknown; the known numbers are 1, 4, 10, 11, 93.", 0x1004),
    ("li a7, 4\n ecall", WildAccess, "load of 1 byte at 0x00000000", 0x1004),
    ("li a7, 4\n li a0, 0x3fffe\n li t0, 0x61616161\n sw t0, -2(a0)\n ecall", WildAccess,
     "load of 1 byte at 0x00040000", 0x1018),
    ("loop: j loop", StepLimitReached, "did not end within the limit of 10,000 steps", 0x1000),
    ("loop: li a7, 11\n ecall\n j loop", OutputLimitReached, "printed more than the limit of 100 characters", 0x1004),
]


@pytest.mark.parametrize(("source", "error", "sentence", "pc"), FAULTS)
def test_each_fault_is_one_sentence_with_its_place(source, error, sentence, pc):
    processor = machine(source, output_limit=100)
    with pytest.raises(error) as caught:
        processor.run(10_000)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith(f"At pc 0x{pc:08x}: ")
    assert caught.value.pc == processor.pc == pc
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("source", "error", "sentence", "pc"), FAULTS)
def test_a_failing_instruction_changes_nothing(source, error, sentence, pc):
    processor = machine(source, output_limit=100)
    state = None
    with pytest.raises(MachineError):  # noqa: PT012
        for _ in range(10_000):
            state = (list(processor.registers), processor.pc, [bytes(r.content) for r in processor.memory.regions][:1],
                     processor.output, processor.instructions_executed, processor.branches_taken)
            processor.step()
        raise StepLimitReached(10_000)
    after = (list(processor.registers), processor.pc, [bytes(r.content) for r in processor.memory.regions][:1],
             processor.output, processor.instructions_executed, processor.branches_taken)
    assert error is StepLimitReached or after == state


def test_every_error_of_the_machine_is_provoked_here_or_below():
    provoked = {error for _, error, _, _ in FAULTS} | {ProgramEnded}
    assert {kind for kind in MachineError.__subclasses__() if kind.__name__ != "SubleqFault"} == provoked


def test_a_step_after_the_end_is_an_error():
    processor = run("nop")
    with pytest.raises(ProgramEnded, match="already ended with exit code 0"):
        processor.step()


def test_a_branch_that_is_not_taken_may_have_a_misaligned_target():
    assert run("bnez zero, 2\n li a0, 1").register("a0") == 1


def test_errors_survive_pickling_so_that_another_process_can_report_them():
    for source, _, sentence, pc in FAULTS[:6]:
        with pytest.raises(MachineError) as caught:
            machine(source).run(10_000)
        copy = pickle.loads(pickle.dumps(caught.value))
        assert (str(copy), copy.pc) == (str(caught.value), pc)
        assert sentence in str(copy)


def test_overlapping_and_overfull_regions_are_refused():
    with pytest.raises(ValueError, match="overlap"):
        Memory([Region("a", 0, 16, "rw"), Region("b", 8, 16, "rw")])
    with pytest.raises(ValueError, match="5 bytes do not fit into region a of 4 bytes"):
        Region("a", 0, 4, "rw", b"12345")


def test_memory_is_little_endian_and_readable_from_outside():
    memory = Memory([Region("data", 0x100, 16, "rw")])
    memory.store(0x104, 4, 0x11223344)
    assert memory.read(0x103, 6) == bytes([0, 0x44, 0x33, 0x22, 0x11, 0])
    memory.write(0x107, b"\xff\xee")
    assert memory.load(0x104, 4) == 0xFF223344
    assert memory.load(0x108, 1) == 0xEE
    with pytest.raises(WildAccess, match="load of 4 bytes at 0x0000010e"):
        memory.read(0x10E, 4)  # two of the four bytes are outside


def test_a_writable_text_region_allows_a_program_that_changes_itself():
    program = assemble("lw t0, new\n la t1, old\n sw t0, 0(t1)\nold: li a0, 1\n li a7, 10\n ecall\nnew: li a0, 2")
    text = Region("text", program.text_base, len(program.text), "rwx", program.text)
    processor = Processor(Memory([text]), program.entry)
    processor.run(100)
    assert processor.register("a0") == 2


def test_random_words_end_in_an_instruction_or_a_machine_error():
    generator = random.Random(7)
    done = failed = 0
    for _ in range(3000):
        name = generator.choice(list(OPERATIONS))
        word = generator.getrandbits(25) << 7 | OPERATIONS[name].opcode
        processor = Processor(Memory([Region("text", 0x1000, 64, "rx", word.to_bytes(4, "little") * 16),
                                      Region("data", 0x8000, 64, "rw")]), 0x1000)
        processor.registers = [0] + [generator.choice([0x8000, 0x8010, 0x1000, 0, ONES]) for _ in range(31)]
        try:
            processor.step()
            done += 1
        except MachineError as error:
            failed += error.pc == 0x1000
        assert processor.registers[0] == 0
        assert all(0 <= value <= ONES for value in processor.registers)
    print(f"\n{done} executed, {failed} refused")
    assert done + failed == 3000
    assert min(done, failed) > 300


def test_a_trace_keeps_what_went_before_a_fault():
    trace = Trace(assemble("li a0, 1\n lw a0, 0(zero)"))
    with pytest.raises(WildAccess):
        trace.run()
    assert [step.text for step in trace.steps] == ["addi a0, zero, 1"]
