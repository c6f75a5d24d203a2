"""The 32 bits of an instruction: `encode` writes them, `decode` reads them.

Source: the manual, figures 2.2 to 2.4 (where each piece of an immediate lies) and table 24.2.
"""

from dataclasses import dataclass
from functools import lru_cache

from course_utils.machine.errors import BadInstruction
from course_utils.machine.instruction_set import LOAD, MASK, OPERATIONS, Operation, sign_extend

# Where the immediate lies: (highest bit in the word, lowest bit in the word, lowest bit in the immediate).
# The sign is always bit 31 of the word, so that hardware can extend it before it knows the format.
IMMEDIATE_PIECES = {
    "R": [],
    "I": [(31, 20, 0)],
    "H": [(24, 20, 0)],
    "S": [(31, 25, 5), (11, 7, 0)],
    "B": [(31, 31, 12), (7, 7, 11), (30, 25, 5), (11, 8, 1)],
    "U": [(31, 12, 12)],
    "J": [(31, 31, 20), (19, 12, 12), (20, 20, 11), (30, 21, 1)],
}
# (smallest, largest, must be a multiple of) for the immediate of each format.
IMMEDIATE_RANGE = {
    "R": (0, 0, 1), "I": (-2048, 2047, 1), "H": (0, 31, 1), "S": (-2048, 2047, 1), "B": (-4096, 4094, 2),
    "U": (-(1 << 31), (1 << 31) - 4096, 4096), "J": (-(1 << 20), (1 << 20) - 2, 2),
}
IMMEDIATE_BITS = {"I": 12, "S": 12, "B": 13, "U": 32, "J": 21}  # signed; the 5 bits of H are not
HAS_RD, HAS_RS1, HAS_RS2 = "RIHUJ", "RIHSB", "RSB"


@dataclass(frozen=True)
class Instruction:
    """An operation with its operands: register numbers 0 … 31 and the immediate as a signed integer.

    `name`, `opcode`, `compute`, `size` and `sign_bits` repeat what the operation says, one look-up closer to the
    interpreter. `sign_bits` is 8 or 16 for a load that extends the sign, 32 for every other instruction.
    """

    operation: Operation
    rd: int = 0
    rs1: int = 0
    rs2: int = 0
    imm: int = 0

    def __post_init__(self):
        operation = self.operation
        extends = operation.opcode == LOAD and not operation.name.endswith("u")
        for field, value in [("name", operation.name), ("opcode", operation.opcode), ("size", operation.size),
                             ("compute", operation.compute), ("sign_bits", 8 * operation.size if extends else 32)]:
            object.__setattr__(self, field, value)


def field(word: int, high: int, low: int) -> int:
    """Bits `high` … `low` of the word: field(0b1100, 3, 2) is 0b11."""
    return word >> low & (1 << high - low + 1) - 1


def encode(name: str, rd: int = 0, rs1: int = 0, rs2: int = 0, imm: int = 0) -> int:
    """The 32-bit word of the instruction `name`; ValueError if a register or the immediate does not fit.

    encode("addi", rd=10, rs1=0, imm=1) is 1 << 20 | 0 << 15 | 0 << 12 | 10 << 7 | 0b0010011 = 0x00100513.
    """
    operation = OPERATIONS[name]
    if operation.imm is not None:  # ecall and ebreak leave no bit free
        return operation.imm << 20 | operation.opcode
    check_immediate(operation, imm)
    word = operation.opcode | (operation.funct3 or 0) << 12 | (operation.funct7 or 0) << 25
    for number, low, formats in [(rd, 7, HAS_RD), (rs1, 15, HAS_RS1), (rs2, 20, HAS_RS2)]:
        if not 0 <= number < 32:
            raise ValueError(f"register number {number} of {name} is not one of 0 … 31.")
        if operation.format in formats:
            word |= number << low
    for high, low, imm_low in IMMEDIATE_PIECES[operation.format]:
        word |= field(imm, imm_low + high - low, imm_low) << low
    return word


def check_immediate(operation: Operation, imm: int) -> None:
    """ValueError, with the allowed range, if the immediate does not fit into the instruction's bits."""
    smallest, largest, multiple = IMMEDIATE_RANGE[operation.format]
    if not smallest <= imm <= largest:
        raise ValueError(f"{operation.name} takes a constant from {smallest} to {largest}, not {imm}.")
    if imm % multiple:
        raise ValueError(f"{operation.name} takes a multiple of {multiple}, not {imm}.")


@lru_cache(maxsize=65536)  # a pure function of the word, so each different word is taken apart only once
def decode(word: int) -> Instruction:
    """The instruction that the word means; BadInstruction if RV32IM gives it no meaning.

    decode(0x00100513) has name "addi", rd 10 (a0), rs1 0, imm 1.
    """
    for operation in OPERATIONS.values():
        if _matches(operation, word):
            return Instruction(
                operation,
                rd=field(word, 11, 7) if operation.format in HAS_RD else 0,
                rs1=field(word, 19, 15) if operation.format in HAS_RS1 else 0,
                rs2=field(word, 24, 20) if operation.format in HAS_RS2 else 0,
                imm=_immediate(operation.format, word),
            )
    raise BadInstruction(word)


def _matches(operation: Operation, word: int) -> bool:
    """Whether the fixed bits of the operation stand in the word."""
    if operation.imm is not None:
        return word == operation.imm << 20 | operation.opcode
    return (word & 0x7F == operation.opcode
            and operation.funct3 in (None, field(word, 14, 12))
            and operation.funct7 in (None, field(word, 31, 25))
            and 0 <= word <= MASK)


def _immediate(format: str, word: int) -> int:
    """The immediate put together from its pieces and sign-extended."""
    value = 0
    for high, low, imm_low in IMMEDIATE_PIECES[format]:
        value |= field(word, high, low) << imm_low
    return sign_extend(value, IMMEDIATE_BITS[format]) if format in IMMEDIATE_BITS else value
