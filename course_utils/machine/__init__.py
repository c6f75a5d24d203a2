"""A small RV32IM processor in plain Python: the first of the two machines, written to be read.

Read the files in this order: `instruction_set` (what each of the 48 instructions means), `encoding` (how an
instruction becomes 32 bits), `memory`, `interpreter` (fetch, decode, execute), `assembler` with
`pseudo_instructions` (from text to bits) and `disassembler` (back), `environment_calls` (print and exit), `trace`
(what happened, counted), `programs` (what the course runs), and `subleq` (a machine with one instruction).

    from course_utils.machine import assemble, Processor
    processor = Processor.for_program(assemble("li a0, 42\\nli a7, 1\\necall\\nli a7, 10\\necall"))
    processor.run(max_steps=100)
    processor.output  # '42'

The reference throughout is *The RISC-V Instruction Set Manual, Volume I: Unprivileged ISA, Document Version
20191213* (A. Waterman and K. Asanović, eds., RISC-V Foundation, December 2019), cited here as "the manual".
"""

from course_utils.machine.assembler import Program, assemble
from course_utils.machine.disassembler import disassemble, listing
from course_utils.machine.errors import (
    AssemblyError,
    BadInstruction,
    BreakpointReached,
    MachineError,
    MisalignedAccess,
    OutputLimitReached,
    ProgramEnded,
    StepLimitReached,
    UnknownCall,
    WildAccess,
)
from course_utils.machine.interpreter import Processor
from course_utils.machine.trace import Counters, Trace

__all__ = [
    "AssemblyError", "BadInstruction", "BreakpointReached", "Counters", "MachineError", "MisalignedAccess",
    "OutputLimitReached", "Processor", "Program", "ProgramEnded", "StepLimitReached", "Trace", "UnknownCall",
    "WildAccess", "assemble", "disassemble", "listing",
]
