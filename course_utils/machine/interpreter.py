"""The processor: 32 registers, a program counter, memory, and the loop fetch – decode – execute.

Each `_execute_…` function below is one family of instructions. It changes registers or memory and returns the
address of the next instruction. If something is wrong it raises before it has changed anything.

Source: the manual, section 2.1 (registers and pc), 2.4 to 2.8 (families), chapter 7 (M).
"""

from course_utils.machine import instruction_set as isa
from course_utils.machine.assembler import DATA_BASE, DATA_BYTES, Program
from course_utils.machine.encoding import Instruction, decode
from course_utils.machine.environment_calls import call
from course_utils.machine.errors import (
    BreakpointReached,
    MachineError,
    MisalignedAccess,
    ProgramEnded,
    StepLimitReached,
)
from course_utils.machine.instruction_set import MASK, REGISTERS, sign_extend, signed
from course_utils.machine.memory import Memory, Region

STACK_BASE, STACK_BYTES = 0x0003_0000, 0x0001_0000
SP = REGISTERS["sp"]


class Processor:
    """A running machine.

    `registers` are 32 unsigned words, register 0 always 0; `pc` is the address of the next instruction;
    `output` is what was printed; `exit_code` is None until the program ends. `executed` counts the completed
    instructions by name, `branches_taken` those conditional branches that left the straight line.
    """

    def __init__(self, memory: Memory, pc: int, output_limit: int = 65_536):
        self.memory = memory
        self.pc = pc
        self.registers = [0] * 32
        self.output = ""
        self.output_limit = output_limit
        self.exit_code: int | None = None
        self.executed = dict.fromkeys(isa.OPERATIONS, 0)
        self.branches_taken = 0

    @classmethod
    def for_program(cls, program: Program, output_limit: int = 65_536) -> "Processor":
        """A processor at the program's first instruction, with sp at the end of the stack and all else 0.

        Memory: text (load, fetch) where the program put it, data (load, store) of 128 KiB from 0x10000, stack
        (load, store) of 64 KiB from 0x30000, so that sp starts at 0x40000. Address 0 is in no region.
        """
        regions = [
            Region("text", program.text_base, len(program.text), "rx", program.text),
            Region("data", DATA_BASE, DATA_BYTES, "rw", program.data),
            Region("stack", STACK_BASE, STACK_BYTES, "rw"),
        ]
        processor = cls(Memory(regions), program.entry, output_limit)
        processor.registers[SP] = STACK_BASE + STACK_BYTES
        return processor

    @property
    def instructions_executed(self) -> int:
        """How many instructions have been completed."""
        return sum(self.executed.values())

    def register(self, name: str) -> int:
        """The signed value of a register by either of its names: register("a0") is register("x10")."""
        return signed(self.registers[REGISTERS[name]])

    def step(self) -> Instruction:
        """Fetch, decode and execute one instruction and return it; a MachineError leaves everything unchanged."""
        if self.exit_code is not None:
            raise ProgramEnded(self.exit_code)
        try:
            instruction = decode(self.memory.load(self.pc, 4, "fetch"))
            next_pc = EXECUTE[instruction.opcode](self, instruction)
        except MachineError as error:
            error.pc = self.pc
            raise
        self.registers[0] = 0  # whatever was written there is lost
        self.pc = next_pc & MASK
        self.executed[instruction.name] += 1
        return instruction

    def run(self, max_steps: int = 1_000_000) -> int:
        """Step until the program ends and return its exit code; StepLimitReached after `max_steps` instructions."""
        for _ in range(max_steps):
            self.step()
            if self.exit_code is not None:
                return self.exit_code
        error = StepLimitReached(max_steps)
        error.pc = self.pc
        raise error

    def effective_address(self, instruction: Instruction) -> int:
        """Where a load or store would go now: register rs1 plus the immediate, modulo 2³²."""
        return (self.registers[instruction.rs1] + instruction.imm) & MASK


def _execute_op(machine: Processor, instruction: Instruction) -> int:
    a, b = machine.registers[instruction.rs1], machine.registers[instruction.rs2]
    machine.registers[instruction.rd] = instruction.compute(a, b)
    return machine.pc + 4


def _execute_op_imm(machine: Processor, instruction: Instruction) -> int:
    a, b = machine.registers[instruction.rs1], instruction.imm & MASK
    machine.registers[instruction.rd] = instruction.compute(a, b)
    return machine.pc + 4


def _execute_lui(machine: Processor, instruction: Instruction) -> int:
    machine.registers[instruction.rd] = instruction.imm & MASK
    return machine.pc + 4


def _execute_auipc(machine: Processor, instruction: Instruction) -> int:
    machine.registers[instruction.rd] = (machine.pc + instruction.imm) & MASK
    return machine.pc + 4


def _execute_load(machine: Processor, instruction: Instruction) -> int:
    value = machine.memory.load(machine.effective_address(instruction), instruction.size)
    machine.registers[instruction.rd] = sign_extend(value, instruction.sign_bits) & MASK
    return machine.pc + 4


def _execute_store(machine: Processor, instruction: Instruction) -> int:
    value = machine.registers[instruction.rs2]
    machine.memory.store(machine.effective_address(instruction), instruction.size, value)
    return machine.pc + 4


def _execute_branch(machine: Processor, instruction: Instruction) -> int:
    if not instruction.compute(machine.registers[instruction.rs1], machine.registers[instruction.rs2]):
        return machine.pc + 4  # a branch that is not taken may name a misaligned target
    target = _aligned(machine.pc + instruction.imm)
    machine.branches_taken += 1
    return target


def _execute_jal(machine: Processor, instruction: Instruction) -> int:
    target = _aligned(machine.pc + instruction.imm)
    machine.registers[instruction.rd] = (machine.pc + 4) & MASK
    return target


def _execute_jalr(machine: Processor, instruction: Instruction) -> int:
    target = _aligned(machine.effective_address(instruction) & ~1)  # read rs1 before rd, they may be the same
    machine.registers[instruction.rd] = (machine.pc + 4) & MASK
    return target


def _execute_fence(machine: Processor, instruction: Instruction) -> int:
    return machine.pc + 4  # one processor, every access in program order: nothing to wait for


def _execute_system(machine: Processor, instruction: Instruction) -> int:
    if instruction.name == "ebreak":
        raise BreakpointReached()
    call(machine)
    return machine.pc + 4


def _aligned(target: int) -> int:
    """The target modulo 2³²; MisalignedAccess, reported on the jump, if no instruction can start there."""
    if target & 3:
        raise MisalignedAccess("jump to an instruction", target & MASK, 4)
    return target & MASK


EXECUTE = {
    isa.OP: _execute_op, isa.OP_IMM: _execute_op_imm, isa.LUI: _execute_lui, isa.AUIPC: _execute_auipc,
    isa.LOAD: _execute_load, isa.STORE: _execute_store, isa.BRANCH: _execute_branch, isa.JAL: _execute_jal,
    isa.JALR: _execute_jalr, isa.MISC_MEM: _execute_fence, isa.SYSTEM: _execute_system,
}
