"""From bits back to text: `disassemble` writes an instruction as the assembler reads it.

For every word w of 32 bits, assembling disassemble(w) gives w again: bits that are no instruction, or that the
written form cannot express, become `.word`.
"""

import re

from course_utils.machine.encoding import Instruction, decode, encode
from course_utils.machine.errors import BadInstruction
from course_utils.machine.instruction_set import REGISTER_NAMES

FENCE_LETTERS = "iorw"  # device input, device output, memory reads, memory writes (the manual, section 2.7)


def disassemble(word: int, pc: int | None = None, labels: dict[str, int] | None = None) -> str:
    """The instruction as text, for example disassemble(0x00c12083) is "lw ra, 12(sp)".

    A branch or jump is written with its offset in bytes from the instruction itself; with `pc` and `labels`
    (name to address) the name of the target stands there if it has one.
    """
    try:
        instruction = decode(word)
    except BadInstruction:
        return f".word 0x{word:08x}"
    if encode(instruction.name, instruction.rd, instruction.rs1, instruction.rs2, instruction.imm) != word:
        return f".word 0x{word:08x}"
    if instruction.name == "fence" and not _writable_fence(instruction):
        return f".word 0x{word:08x}"
    operands = _operands(instruction, pc, labels or {})
    text = re.sub(r"[a-z]\w*", lambda part: operands[part[0]], instruction.operation.syntax)
    return f"{instruction.name} {text}".strip()


def _operands(instruction: Instruction, pc: int | None, labels: dict[str, int]) -> dict[str, str]:
    """The text for each word that can stand in a syntax."""
    names = {} if pc is None else {address: name for name, address in labels.items()}
    return {
        "rd": REGISTER_NAMES[instruction.rd],
        "rs1": REGISTER_NAMES[instruction.rs1],
        "rs2": REGISTER_NAMES[instruction.rs2],
        "imm": str(instruction.imm),
        "upper": hex(instruction.imm >> 12 & 0xFFFFF),
        "target": names.get((pc or 0) + instruction.imm, str(instruction.imm)),
        "pred": _fence_set(instruction.imm >> 4),
        "succ": _fence_set(instruction.imm),
    }


def _fence_set(bits: int) -> str:
    """The letters of a set of accesses: 0b0011 is "rw", 0b0000 is "0"."""
    return "".join(letter for letter, bit in zip(FENCE_LETTERS, (8, 4, 2, 1), strict=True) if bits & bit) or "0"


def _writable_fence(instruction: Instruction) -> bool:
    """Whether rd, rs1 and the mode are zero: the manual reserves the other fences."""
    return instruction.rd == instruction.rs1 == 0 and 0 <= instruction.imm < 256


def listing(text: bytes, base: int, labels: dict[str, int] | None = None) -> str:
    """One line for each word of a program: address, bits in hexadecimal, text; labels on lines of their own."""
    labels = labels or {}
    lines = []
    for offset in range(0, len(text), 4):
        pc, word = base + offset, int.from_bytes(text[offset:offset + 4], "little")
        lines += [f"{name}:" for name, address in labels.items() if address == pc]
        lines.append(f"  {pc:08x}  {word:08x}  {disassemble(word, pc, labels)}")
    return "\n".join(lines)
