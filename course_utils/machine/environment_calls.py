"""What a program may ask of the world outside with `ecall`: print something, or end.

The instruction set says only that `ecall` makes a request of the environment (the manual, section 2.8); which
requests exist is the environment's choice. These five have the numbers of the teaching simulators SPIM, MARS and
RARS; 93 is also the number of `exit` in Linux for RISC-V:

    a7 = 1    print the signed integer in a0
    a7 = 4    print the characters from address a0 up to a zero byte
    a7 = 10   end with exit code 0
    a7 = 11   print the character whose code is the lowest byte of a0
    a7 = 93   end with the exit code in a0

Printed text is collected in `processor.output`; nothing is written to the screen. The bytes that call 4 reads
are not counted as loads of the program.
"""

from typing import TYPE_CHECKING

from course_utils.machine.errors import OutputLimitReached, UnknownCall
from course_utils.machine.instruction_set import signed

if TYPE_CHECKING:
    from course_utils.machine.interpreter import Processor

A0, A7 = 10, 17


def call(processor: "Processor") -> None:
    """Do what a7 asks for; UnknownCall, OutputLimitReached or WildAccess if that cannot be done."""
    number = processor.registers[A7]
    if number not in CALLS:
        raise UnknownCall(number, ", ".join(str(known) for known in CALLS))
    CALLS[number](processor)


def _print(processor: "Processor", text: str) -> None:
    if len(processor.output) + len(text) > processor.output_limit:
        raise OutputLimitReached(processor.output_limit)
    processor.output += text


def _print_integer(processor: "Processor") -> None:
    _print(processor, str(signed(processor.registers[A0])))


def _print_string(processor: "Processor") -> None:
    _print(processor, processor.memory.string(processor.registers[A0]))


def _print_character(processor: "Processor") -> None:
    _print(processor, chr(processor.registers[A0] & 0xFF))


def _end(processor: "Processor") -> None:
    processor.exit_code = 0


def _end_with_code(processor: "Processor") -> None:
    processor.exit_code = signed(processor.registers[A0])


CALLS = {1: _print_integer, 4: _print_string, 10: _end, 11: _print_character, 93: _end_with_code}
