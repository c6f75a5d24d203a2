"""The course's processor against Unicorn (QEMU's RISC-V), instruction by instruction and program by program.

Unicorn is an independent implementation of the same manual. Each comparison covers all registers, pc and memory.
Misaligned and wild accesses are left out: RV32I leaves them to the environment, and Unicorn's choice differs.
"""

import itertools
import os
import random
from collections import Counter

import pytest

from course_utils.machine import BreakpointReached, Processor, Trace
from course_utils.machine.assembler import DATA_BASE, DATA_BYTES
from course_utils.machine.encoding import decode, encode
from course_utils.machine.instruction_set import BRANCH, JAL, JALR, LOAD, OP, OPERATIONS, STORE, SYSTEM
from course_utils.machine.interpreter import STACK_BASE, STACK_BYTES
from course_utils.machine.memory import Memory, Region
from course_utils.machine.programs import PROGRAMS

try:
    import unicorn
    from unicorn import riscv_const
except ImportError:
    if os.environ.get("CI") == "true":
        raise
    pytest.skip("the package unicorn is not installed (pip install unicorn)", allow_module_level=True)

CASES_FOR_EACH_OPERATION = 250
STRAIGHT_PROGRAMS, STRAIGHT_LENGTH = 40, 200
TEXT_BASE, TEXT_BYTES = 0x0010_0000, 0x0040_0000  # wide enough for every jal, 1 MiB either way
FIRST_PC = 0x0030_0000
WINDOW_BASE, WINDOW_BYTES = 0x0080_0000, 0x1000  # where loads and stores go
EDGES = [0, 1, 2, 31, 32, 33, 63, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0x8000_0001, 0xFFFF_FFFE,
         0xFFFF_FFFF, 0xFFFF_FFE0]
CORE_EDGES = [0, 1, 31, 32, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF]
EDGE_PAIRS = list(itertools.product(CORE_EDGES, repeat=2))  # among them −2³¹ and −1, the overflow of division
REGISTER_IDS = [riscv_const.UC_RISCV_REG_X0 + number for number in range(32)]
PC_ID = riscv_const.UC_RISCV_REG_PC
ECALL_FROM_USER = 8  # the exception cause of ecall, manual volume II, table 3.6
A0, A7 = 10, 17
NEVER = 0xFFFF_FFFC


class Reference:
    """Unicorn with the regions and environment calls of our machine."""

    def __init__(self, regions: list[tuple[int, bytes]]):
        self.engine = unicorn.Uc(unicorn.UC_ARCH_RISCV, unicorn.UC_MODE_RISCV32)
        for start, content in regions:
            first, last = start & ~0xFFF, (start + len(content) + 0xFFF) & ~0xFFF
            self.engine.mem_map(first, last - first)
            self.engine.mem_write(start, content)
        self.output, self.ended, self.count = "", False, 0
        self.engine.hook_add(unicorn.UC_HOOK_INTR, self._interrupt)

    def count_instructions(self) -> None:
        self.engine.hook_add(unicorn.UC_HOOK_CODE, self._count)

    def _count(self, engine, address, size, user_data) -> None:
        self.count += 1

    def _interrupt(self, engine, cause, user_data) -> None:
        assert cause == ECALL_FROM_USER, f"Unicorn raised exception {cause} at pc 0x{engine.reg_read(PC_ID):x}"
        number, argument = engine.reg_read(REGISTER_IDS[A7]), engine.reg_read(REGISTER_IDS[A0])
        if number == 1:
            self.output += str(int.from_bytes(argument.to_bytes(4, "little"), "little", signed=True))
        elif number == 4:
            while byte := engine.mem_read(argument, 1)[0]:
                self.output += chr(byte)
                argument += 1
        elif number == 11:
            self.output += chr(argument % 256)
        elif number in (10, 93):
            self.ended = True
            engine.emu_stop()
        else:
            raise AssertionError(f"ecall {number}")

    @property
    def registers(self) -> list[int]:
        return list(self.engine.reg_read_batch(REGISTER_IDS))

    @registers.setter
    def registers(self, values: list[int]) -> None:
        self.engine.reg_write_batch(list(zip(REGISTER_IDS[1:], values[1:], strict=True)))

    @property
    def pc(self) -> int:
        return self.engine.reg_read(PC_ID)


def operand(generator: random.Random) -> int:
    """A 32-bit word, half of the time from the edges where arithmetic goes wrong."""
    return generator.choice(EDGES) if generator.random() < 0.5 else generator.getrandbits(32)


def immediate(generator: random.Random, format: str) -> int:
    if format == "R":
        return 0
    if format == "H":
        return generator.choice([0, 1, 31, generator.randrange(32)])
    if format == "U":
        random_upper = generator.getrandbits(20) * 4096 - (1 << 31)
        return generator.choice([0, 4096, -4096, -(1 << 31), (1 << 31) - 4096, random_upper])
    if format == "B":  # targets are multiples of 4: Unicorn also has 2-byte instructions, our machine has not
        return generator.choice([-4096, 4092, 0, 4, generator.randrange(-4096, 4096, 4)])
    if format == "J":
        return generator.choice([-(1 << 20), (1 << 20) - 4, 0, 4, generator.randrange(-(1 << 20), 1 << 20, 4)])
    return generator.choice([-2048, 2047, -1, 0, 1, generator.randrange(-2048, 2048)])


def random_case(generator: random.Random, name: str, index: int) -> tuple[int, list[int]]:
    """(word, registers before) of a random instruction that accesses only what both machines allow.

    For register–register arithmetic and branches the first cases go through all pairs of edges.
    """
    operation = OPERATIONS[name]
    registers = [0] + [operand(generator) for _ in range(31)]
    rd, rs1, rs2 = (generator.randrange(32) for _ in range(3))
    imm = immediate(generator, operation.format)
    if name == "fence":
        rd, rs1, imm = 0, 0, generator.randrange(256)
    elif operation.opcode == SYSTEM:
        rd = rs1 = imm = 0
        registers[A7] = 11  # print a character
    elif operation.opcode in (LOAD, STORE):
        rs1 = generator.randrange(1, 32)
        address = WINDOW_BASE + generator.randrange(WINDOW_BYTES // operation.size) * operation.size
        registers[rs1] = address - imm
    elif operation.opcode == JALR:
        rs1 = generator.randrange(1, 32)
        target = TEXT_BASE + 4 * generator.randrange(TEXT_BYTES // 4)
        registers[rs1] = target + generator.randrange(2) - imm  # the lowest bit must be cleared
    elif operation.opcode in (OP, BRANCH) and index < len(EDGE_PAIRS):
        rs1, rs2 = generator.sample(range(1, 32), 2)
        registers[rs1], registers[rs2] = EDGE_PAIRS[index]
    return encode(name, rd, rs1, rs2, imm), registers


def test_every_operation_agrees_with_unicorn_on_random_operands():
    generator = random.Random(20191213)
    cases = [random_case(generator, name, index) for name in OPERATIONS
             for index in range(CASES_FOR_EACH_OPERATION)]
    generator.shuffle(cases)
    code = b"".join(word.to_bytes(4, "little") for word, _ in cases)
    text = bytes(FIRST_PC - TEXT_BASE) + code
    text += bytes(TEXT_BYTES - len(text))
    window = generator.randbytes(WINDOW_BYTES)
    ours = Processor(Memory([Region("text", TEXT_BASE, TEXT_BYTES, "rx", text),
                             Region("window", WINDOW_BASE, WINDOW_BYTES, "rw", window)]), FIRST_PC)
    reference = Reference([(TEXT_BASE, text), (WINDOW_BASE, window)])
    compared, taken, changed = Counter(), Counter(), 0
    for index, (word, registers) in enumerate(cases):
        pc, name = FIRST_PC + 4 * index, decode(word).name
        reference.registers, ours.registers, ours.pc = registers, list(registers), pc
        if name == "ebreak":
            with pytest.raises(BreakpointReached):
                ours.step()
            with pytest.raises(unicorn.UcError):
                reference.engine.emu_start(pc, NEVER, count=1)
        else:
            before = ours.memory.read(WINDOW_BASE, WINDOW_BYTES)
            ours.step()
            reference.engine.emu_start(pc, NEVER, count=1)
            changed += before != ours.memory.read(WINDOW_BASE, WINDOW_BYTES)
        assert (ours.registers, ours.pc) == (reference.registers, reference.pc), f"0x{word:08x} {name} {registers}"
        assert ours.memory.read(WINDOW_BASE, WINDOW_BYTES) == reference.engine.mem_read(WINDOW_BASE, WINDOW_BYTES)
        compared[name] += 1
        taken[OPERATIONS[name].opcode] += ours.pc != pc + 4
    assert ours.output == reference.output
    assert len(ours.output) == CASES_FOR_EACH_OPERATION
    total = sum(compared.values())
    print(f"\n{total} random instructions, {len(compared)} operations, at least {min(compared.values())} each, "
          f"{taken[BRANCH]} branches taken, {taken[JAL] + taken[JALR]} jumps, {changed} changes of memory: equal")
    assert total >= 10_000
    assert set(compared) == set(OPERATIONS)
    assert min(compared.values()) >= 200 > len(EDGE_PAIRS)
    assert min(taken[BRANCH], changed) > 100


def straight_program(generator: random.Random) -> bytes:
    """Random arithmetic, loads, stores and forward branches; s0 (x8) holds the middle of the window throughout."""
    names = [name for name, row in OPERATIONS.items() if row.opcode not in (SYSTEM, JAL, JALR)]
    words = []
    for index in range(STRAIGHT_LENGTH):
        name = generator.choice(names)
        operation = OPERATIONS[name]
        rd = generator.choice([number for number in range(32) if number != 8])
        rs1, rs2 = generator.randrange(32), generator.randrange(32)
        imm = immediate(generator, operation.format)
        if operation.opcode in (LOAD, STORE):
            rs1, imm = 8, imm // operation.size * operation.size
        elif operation.opcode == BRANCH:
            imm = 4 * generator.randrange(1, min(8, STRAIGHT_LENGTH - index) + 1)
        elif name == "fence":
            rd, rs1, imm = 0, 0, 0xFF
        words.append(encode(name, rd, rs1, rs2, imm))
    return b"".join(word.to_bytes(4, "little") for word in words)


def test_random_programs_agree_with_unicorn_in_state_and_instruction_count():
    generator = random.Random(1)
    end = FIRST_PC + 4 * STRAIGHT_LENGTH
    executed = 0
    for _ in range(STRAIGHT_PROGRAMS):
        text, window = straight_program(generator), generator.randbytes(WINDOW_BYTES)
        registers = [0] + [operand(generator) for _ in range(31)]
        registers[8] = WINDOW_BASE + WINDOW_BYTES // 2
        ours = Processor(Memory([Region("text", FIRST_PC, len(text), "rx", text),
                                 Region("window", WINDOW_BASE, WINDOW_BYTES, "rw", window)]), FIRST_PC)
        ours.registers = list(registers)
        while ours.pc != end:
            ours.step()
        reference = Reference([(FIRST_PC, text), (WINDOW_BASE, window)])
        reference.registers = registers
        reference.count_instructions()
        reference.engine.emu_start(FIRST_PC, end)
        assert (ours.registers, ours.pc) == (reference.registers, reference.pc)
        assert ours.memory.read(WINDOW_BASE, WINDOW_BYTES) == reference.engine.mem_read(WINDOW_BASE, WINDOW_BYTES)
        assert ours.instructions_executed == reference.count
        executed += reference.count
    print(f"\n{STRAIGHT_PROGRAMS} random programs, {executed} instructions executed: equal")
    assert executed > STRAIGHT_PROGRAMS * 50


EXAMPLES = [(name, inputs) for name, program in PROGRAMS.items() for inputs in program.examples]


@pytest.mark.parametrize(("name", "inputs"), EXAMPLES)
def test_course_programs_agree_with_unicorn_in_final_state_and_instruction_count(name, inputs):
    program = PROGRAMS[name].assemble(*inputs)
    ours = PROGRAMS[name].run(*inputs)
    reference = Reference([(program.text_base, program.text), (DATA_BASE, program.data.ljust(DATA_BYTES, b"\0")),
                           (STACK_BASE, bytes(STACK_BYTES))])
    registers = [0] * 32
    registers[2] = STACK_BASE + STACK_BYTES
    reference.registers = registers
    reference.count_instructions()
    reference.engine.emu_start(program.entry, NEVER)
    assert reference.ended
    assert (ours.registers, ours.pc, ours.output) == (reference.registers, reference.pc, reference.output)
    for base, size in [(DATA_BASE, DATA_BYTES), (STACK_BASE, STACK_BYTES)]:
        assert ours.memory.read(base, size) == reference.engine.mem_read(base, size)
    assert ours.instructions_executed == reference.count > 0
    print(f"\n{name}{inputs}: {reference.count} instructions, equal")


def test_every_course_program_is_compared_with_unicorn():
    assert {name for name, _ in EXAMPLES} == set(PROGRAMS)
    assert len(EXAMPLES) >= 2 * len(PROGRAMS) >= 14


def test_the_trace_of_a_program_agrees_with_unicorn_after_every_step():
    trace = Trace(PROGRAMS["fibonacci"].assemble(6))
    trace.run()
    program = trace.program
    reference = Reference([(program.text_base, program.text), (STACK_BASE, bytes(STACK_BYTES))])
    reference.registers = trace.registers_after(0)
    for step in trace.steps:
        reference.engine.emu_start(step.pc, NEVER, count=1)
        assert trace.registers_after(step.number) == reference.registers, str(step)
        assert step.next_pc == reference.pc, str(step)
        if step.stored:
            stored = reference.engine.mem_read(step.stored.place, step.stored.size)
            assert int.from_bytes(stored, "little") == step.stored.after, str(step)
    print(f"\n{len(trace.steps)} steps of the trace: equal")
    assert len(trace.steps) > 200
