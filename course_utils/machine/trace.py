"""What happened: one record for each step, and the counts of a whole run.

`Counters` need no trace, the processor counts as it runs. A `Trace` runs a program step by step and keeps for
each step what the instruction changed, so that a reader (or a widget) can go back and forth.
"""

from dataclasses import asdict, dataclass, field, replace

from course_utils.machine.assembler import Program
from course_utils.machine.disassembler import disassemble
from course_utils.machine.encoding import decode
from course_utils.machine.errors import MachineError, StepLimitReached
from course_utils.machine.instruction_set import (
    KINDS,
    LOAD,
    OPERATIONS,
    REGISTER_NAMES,
    REGISTERS,
    STORE,
    signed,
)
from course_utils.machine.interpreter import Processor

INSTRUCTION_BYTES = 4


@dataclass(frozen=True)
class Counters:
    """The counts of a run so far.

    Bytes are those between processor and memory as the program asks for them: 4 for each instruction fetched,
    1, 2 or 4 for each load and store. A real machine has caches and moves other amounts further out.
    """

    instructions: int
    by_kind: dict[str, int]
    by_name: dict[str, int]
    branches_taken: int
    bytes_fetched: int
    bytes_loaded: int
    bytes_stored: int

    @classmethod
    def of(cls, processor: Processor) -> "Counters":
        """The counters of a processor: 3 lw and 1 sb give bytes_fetched 16, bytes_loaded 12, bytes_stored 1."""
        by_name = {name: count for name, count in processor.executed.items() if count}
        by_kind = dict.fromkeys(KINDS, 0)
        moved = {LOAD: 0, STORE: 0}
        for name, count in by_name.items():
            operation = OPERATIONS[name]
            by_kind[operation.kind] += count
            if operation.size:
                moved[operation.opcode] += operation.size * count
        total = sum(by_name.values())
        return cls(total, by_kind, by_name, processor.branches_taken, INSTRUCTION_BYTES * total,
                   moved[LOAD], moved[STORE])

    @property
    def bytes_moved(self) -> int:
        """All bytes: fetched, loaded and stored."""
        return self.bytes_fetched + self.bytes_loaded + self.bytes_stored


@dataclass(frozen=True)
class Change:
    """A register (`place` is its ABI name) or memory (`place` is the address): unsigned value before and after."""

    place: str | int
    size: int
    before: int
    after: int


@dataclass(frozen=True)
class Step:
    """One executed instruction.

    `number` counts from 1; `line` is the source line (0 if none); `registers` are the changed ones; `loaded` the
    bytes it read (before equals after) or None; `stored` the bytes it wrote or None; `printed` its output.
    """

    number: int
    pc: int
    word: int
    text: str
    kind: str
    line: int
    next_pc: int
    registers: tuple[Change, ...]
    loaded: Change | None
    stored: Change | None
    printed: str

    def __str__(self) -> str:
        changes = [f"{change.place} = {signed(change.after)}" for change in self.registers]
        if self.stored:
            changes.append(f"[0x{self.stored.place:x}] = {self.stored.after}")
        if self.printed:
            changes.append(f"prints {self.printed!r}")
        return f"{self.number:>5}  {self.pc:08x}  {self.text:<28}  {', '.join(changes)}".rstrip()


@dataclass
class Trace:
    """A program on a processor of its own, recorded.

        trace = Trace(assemble("li a0, 2\\nli a7, 93\\necall"))
        trace.run()                        # 2, the exit code
        trace.steps[0].registers           # (Change(place='a0', size=4, before=0, after=2),)

    When an instruction fails, the MachineError comes through and `steps` holds all that went before.
    """

    program: Program
    processor: Processor = field(init=False)
    steps: list[Step] = field(default_factory=list)
    _texts: dict[tuple[int, int], str] = field(default_factory=dict, repr=False)  # (pc, word) seen before

    def __post_init__(self):
        self.processor = Processor.for_program(self.program)
        self.first_registers = list(self.processor.registers)

    def step(self) -> Step:
        """Execute one instruction and return its record."""
        processor = self.processor
        pc, registers, printed = processor.pc, list(processor.registers), len(processor.output)
        touched = _touched(processor)
        instruction = processor.step()
        if touched and instruction.opcode == STORE:
            touched = replace(touched, after=processor.memory.load(touched.place, touched.size))
        word = processor.memory.load(pc, INSTRUCTION_BYTES, "fetch")
        if (pc, word) not in self._texts:
            self._texts[pc, word] = disassemble(word, pc, self.program.labels)
        self.steps.append(Step(
            number=len(self.steps) + 1, pc=pc, word=word, text=self._texts[pc, word],
            kind=instruction.operation.kind, line=self.program.line_of.get(pc, 0), next_pc=processor.pc,
            registers=tuple(Change(name, 4, before, after) for name, before, after
                            in zip(REGISTER_NAMES, registers, processor.registers, strict=True) if before != after),
            loaded=touched if instruction.opcode == LOAD else None,
            stored=touched if instruction.opcode == STORE else None,
            printed=processor.output[printed:],
        ))
        return self.steps[-1]

    def run(self, max_steps: int = 10_000) -> int:
        """Step until the program ends and return its exit code; StepLimitReached after `max_steps` records."""
        for _ in range(max_steps):
            self.step()
            if self.processor.exit_code is not None:
                return self.processor.exit_code
        error = StepLimitReached(max_steps)
        error.pc = self.processor.pc
        raise error

    @property
    def counters(self) -> Counters:
        """The counts of the run so far."""
        return Counters.of(self.processor)

    def executed_by_line(self) -> dict[int, int]:
        """How often each source line was executed, zero for a line with instructions that never ran.

        A line that stands for two instructions (`la`, `call`) counts both.
        """
        counts = dict.fromkeys(sorted(self.program.line_of.values()), 0)
        for step in self.steps:
            counts[step.line] = counts.get(step.line, 0) + 1
        return counts

    def registers_after(self, steps: int) -> list[int]:
        """The 32 registers (unsigned) as they were after that many steps; 0 gives the start."""
        registers = list(self.first_registers)
        for step in self.steps[:steps]:
            for change in step.registers:
                registers[REGISTERS[change.place]] = change.after
        return registers

    def as_records(self) -> list[dict]:
        """The steps as plain dictionaries of numbers and text, ready for JSON."""
        return [asdict(step) for step in self.steps]

    def __str__(self) -> str:
        return "\n".join(str(step) for step in self.steps)


def _touched(processor: Processor) -> Change | None:
    """The bytes that the next instruction will load or store, as they are now; None if it touches none.

    None also if the instruction will fail: the step itself then raises the error.
    """
    try:
        instruction = decode(processor.memory.load(processor.pc, INSTRUCTION_BYTES, "fetch"))
        if not instruction.size:
            return None
        address = processor.effective_address(instruction)
        value = processor.memory.load(address, instruction.size)
    except MachineError:
        return None
    return Change(address, instruction.size, value, value)
