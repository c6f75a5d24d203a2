"""Pseudo-instructions: names that the assembler replaces by one or two real instructions.

The processor knows none of them. Each row is a pattern and what it stands for; {0}, {1}, {2} are the operands.

Source: the manual, table 25.2, without the floating-point and 64-bit rows. One difference: %pcrel_lo takes the
symbol itself and counts from the instruction just before, instead of a label on that instruction.
"""

import re
from collections.abc import Callable

from course_utils.machine.instruction_set import OPERATIONS

PSEUDO_INSTRUCTIONS = {
    # (name, number of operands): replacement
    ("nop", 0): ["addi zero, zero, 0"],
    ("la", 2): ["auipc {0}, %pcrel_hi({1})", "addi {0}, {0}, %pcrel_lo({1})"],
    ("mv", 2): ["addi {0}, {1}, 0"],
    ("not", 2): ["xori {0}, {1}, -1"],
    ("neg", 2): ["sub {0}, zero, {1}"],
    ("seqz", 2): ["sltiu {0}, {1}, 1"],
    ("snez", 2): ["sltu {0}, zero, {1}"],
    ("sltz", 2): ["slt {0}, {1}, zero"],
    ("sgtz", 2): ["slt {0}, zero, {1}"],
    ("beqz", 2): ["beq {0}, zero, {1}"],
    ("bnez", 2): ["bne {0}, zero, {1}"],
    ("blez", 2): ["bge zero, {0}, {1}"],
    ("bgez", 2): ["bge {0}, zero, {1}"],
    ("bltz", 2): ["blt {0}, zero, {1}"],
    ("bgtz", 2): ["blt zero, {0}, {1}"],
    ("bgt", 3): ["blt {1}, {0}, {2}"],
    ("ble", 3): ["bge {1}, {0}, {2}"],
    ("bgtu", 3): ["bltu {1}, {0}, {2}"],
    ("bleu", 3): ["bgeu {1}, {0}, {2}"],
    ("j", 1): ["jal zero, {0}"],
    ("jal", 1): ["jal ra, {0}"],
    ("jr", 1): ["jalr zero, 0({0})"],
    ("jalr", 1): ["jalr ra, 0({0})"],
    ("jalr", 3): ["jalr {0}, {2}({1})"],
    ("ret", 0): ["jalr zero, 0(ra)"],
    ("call", 1): ["auipc ra, %pcrel_hi({0})", "jalr ra, %pcrel_lo({0})(ra)"],
    ("tail", 1): ["auipc t1, %pcrel_hi({0})", "jalr zero, %pcrel_lo({0})(t1)"],
    ("fence", 0): ["fence iorw, iorw"],
}
# A load or store that names a symbol: lw a0, total and sw a0, total, t0 (t0 holds the address meanwhile).
for _load in ("lb", "lh", "lw", "lbu", "lhu"):
    PSEUDO_INSTRUCTIONS[_load, 2] = ["auipc {0}, %pcrel_hi({1})", _load + " {0}, %pcrel_lo({1})({0})"]
for _store in ("sb", "sh", "sw"):
    PSEUDO_INSTRUCTIONS[_store, 3] = ["auipc {2}, %pcrel_hi({1})", _store + " {0}, %pcrel_lo({1})({2})"]

MEMORY_NAMES = ("lb", "lh", "lw", "lbu", "lhu", "sb", "sh", "sw")
PSEUDO_NAMES = frozenset(name for name, _ in PSEUDO_INSTRUCTIONS) | {"li"}


def expand(name: str, operands: list[str], constant: Callable[[str], int]) -> list[str]:
    """The real instructions, as text, that stand for this one; itself if it is already real.

    `constant` turns the text of li's operand into its value. ValueError for the wrong number of operands.
    """
    if name == "li" and len(operands) == 2:
        return load_immediate(operands[0], constant(operands[1]))
    names_symbol = name not in MEMORY_NAMES or (len(operands) > 1 and re.fullmatch(r"[A-Za-z_.$][^()]*", operands[1]))
    if (name, len(operands)) not in PSEUDO_INSTRUCTIONS or not names_symbol:
        if name not in OPERATIONS:
            count = 2 if name == "li" else next(count for known, count in PSEUDO_INSTRUCTIONS if known == name)
            raise ValueError(f"{name} takes {count} operand{'s' if count != 1 else ''}, not {len(operands)}.")
        return [f"{name} {', '.join(operands)}".strip()]
    return [real.format(*operands) for real in PSEUDO_INSTRUCTIONS[name, len(operands)]]


def load_immediate(register: str, value: int) -> list[str]:
    """One or two instructions that put any 32-bit constant into a register.

    A constant of 12 bits needs one addi. Otherwise lui writes the upper 20 bits and addi adds the lower 12, which
    it sign-extends: 0x12345FFF has the lower part −1, so lui must write 0x12346.
    """
    value = (value + (1 << 31)) % (1 << 32) - (1 << 31)
    if -2048 <= value < 2048:
        return [f"addi {register}, zero, {value}"]
    upper, lower = split(value)
    return [f"lui {register}, {upper}"] + ([f"addi {register}, {register}, {lower}"] if lower else [])


def split(value: int) -> tuple[int, int]:
    """(upper, lower) with upper × 4096 + lower = value modulo 2³², 0 ≤ upper < 2²⁰ and −2048 ≤ lower < 2048."""
    lower = (value + 2048) % 4096 - 2048
    return (value - lower >> 12) & 0xFFFFF, lower
