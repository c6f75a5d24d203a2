"""The instruction set: the 48 instructions of RV32I and M, each with its bits and its meaning.

An instruction set is a contract: the same 32 bits in the same state always have the same effect. This file is
that contract. `OPERATIONS` holds one row for each instruction; the functions above it say what the arithmetic
does. A word is kept as a Python integer from 0 to 2³² − 1; `signed` reads the same 32 bits as two's complement.

Source: the manual (see `course_utils.machine`), chapter 2 (RV32I), chapter 7 (M), table 24.2 (the bits).
"""

from collections.abc import Callable
from dataclasses import dataclass

MASK = 0xFFFF_FFFF  # 32 ones

# ABI names of x0 … x31 (manual, table 25.1). `fp` is a second name of s0.
REGISTER_NAMES = (
    "zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5",
    "a6", "a7", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6",
)
REGISTERS = {name: number for number, name in enumerate(REGISTER_NAMES)}
REGISTERS |= {f"x{number}": number for number in range(32)} | {"fp": 8}


def signed(word: int) -> int:
    """The two's complement value of a 32-bit word: signed(0xffffffff) is −1, signed(0x7fffffff) is 2³¹ − 1."""
    return word - (1 << 32) if word & 0x8000_0000 else word


def sign_extend(value: int, bits: int) -> int:
    """The signed value of the lowest `bits` bits: sign_extend(0xfff, 12) is 0xfff − 2¹² = −1."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if value >> (bits - 1) else value


# --- arithmetic: two words in, one word out (manual, sections 2.4 and 7.1, 7.2) -------------------------------

def add(a: int, b: int) -> int:
    return (a + b) & MASK  # overflow is dropped, there are no flags


def sub(a: int, b: int) -> int:
    return (a - b) & MASK


def sll(a: int, b: int) -> int:
    return (a << (b & 31)) & MASK  # only the lowest five bits of the shift count


def srl(a: int, b: int) -> int:
    return a >> (b & 31)


def sra(a: int, b: int) -> int:
    return (signed(a) >> (b & 31)) & MASK  # Python's >> on a negative number copies the sign


def slt(a: int, b: int) -> int:
    return int(signed(a) < signed(b))


def sltu(a: int, b: int) -> int:
    return int(a < b)


def xor(a: int, b: int) -> int:
    return a ^ b


def or_(a: int, b: int) -> int:
    return a | b


def and_(a: int, b: int) -> int:
    return a & b


def mul(a: int, b: int) -> int:
    return (a * b) & MASK  # the lower half is the same for signed and unsigned factors


def mulh(a: int, b: int) -> int:
    return (signed(a) * signed(b) >> 32) & MASK


def mulhsu(a: int, b: int) -> int:
    return (signed(a) * b >> 32) & MASK


def mulhu(a: int, b: int) -> int:
    return a * b >> 32


def div(a: int, b: int) -> int:
    """Signed quotient rounded towards zero; x / 0 is −1, and −2³¹ / −1 is −2³¹ (manual, table 7.1)."""
    if b == 0:
        return MASK
    x, y = signed(a), signed(b)
    quotient = abs(x) // abs(y)  # Python's // rounds down, so divide the magnitudes
    return (quotient if (x < 0) == (y < 0) else -quotient) & MASK  # 2³¹ & MASK is −2³¹: the overflow case


def divu(a: int, b: int) -> int:
    return a // b if b else MASK


def rem(a: int, b: int) -> int:
    """Signed remainder with the sign of the dividend; x rem 0 is x, and −2³¹ rem −1 is 0 (manual, table 7.1)."""
    if b == 0:
        return a
    x, y = signed(a), signed(b)
    remainder = abs(x) % abs(y)
    return (remainder if x >= 0 else -remainder) & MASK


def remu(a: int, b: int) -> int:
    return a % b if b else a


# --- conditions: two words in, branch or not (manual, section 2.5) --------------------------------------------

def eq(a: int, b: int) -> bool:
    return a == b


def ne(a: int, b: int) -> bool:
    return a != b


def lt(a: int, b: int) -> bool:
    return signed(a) < signed(b)


def ge(a: int, b: int) -> bool:
    return signed(a) >= signed(b)


def ltu(a: int, b: int) -> bool:
    return a < b


def geu(a: int, b: int) -> bool:
    return a >= b


# --- the table ------------------------------------------------------------------------------------------------

# The lowest seven bits of a word (manual, table 24.1). They choose the family; funct3 and funct7 the member.
LOAD, MISC_MEM, OP_IMM, AUIPC, STORE = 0b0000011, 0b0001111, 0b0010011, 0b0010111, 0b0100011
OP, LUI, BRANCH, JALR, JAL, SYSTEM = 0b0110011, 0b0110111, 0b1100011, 0b1100111, 0b1101111, 0b1110011

# How an instruction of each family is written; the assembler reads this, the disassembler writes it.
SYNTAX = {
    OP: "rd, rs1, rs2", OP_IMM: "rd, rs1, imm", LOAD: "rd, imm(rs1)", STORE: "rs2, imm(rs1)",
    BRANCH: "rs1, rs2, target", JAL: "rd, target", JALR: "rd, imm(rs1)", LUI: "rd, upper", AUIPC: "rd, upper",
    MISC_MEM: "pred, succ", SYSTEM: "",
}


@dataclass(frozen=True)
class Operation:
    """One row of the instruction set.

    `format` names the layout of the bits: R, I, S, B, U, J (manual, figures 2.2 and 2.3), or H for the shifts by
    a constant, the I layout with a 5-bit constant below funct7. `funct3`, `funct7` and `imm` are None where
    those bits are free. `compute` is the arithmetic or the condition, `size` the bytes loaded or stored.
    """

    name: str
    format: str
    opcode: int
    funct3: int | None
    funct7: int | None
    kind: str
    meaning: str
    compute: Callable[[int, int], int] | None = None
    size: int = 0
    imm: int | None = None

    @property
    def syntax(self) -> str:
        """How the instruction is written: lw gives "rd, imm(rs1)"."""
        return SYNTAX[self.opcode]


_ROWS = [
    # name, format, opcode, funct3, funct7, kind, meaning, compute, size, imm
    Operation("lui", "U", LUI, None, None, "arithmetic", "rd ← upper × 4096"),
    Operation("auipc", "U", AUIPC, None, None, "arithmetic", "rd ← pc + upper × 4096"),
    Operation("jal", "J", JAL, None, None, "jump", "rd ← pc + 4; pc ← pc + offset"),
    Operation("jalr", "I", JALR, 0, None, "jump", "rd ← pc + 4; pc ← (rs1 + imm) with the lowest bit cleared"),
    Operation("beq", "B", BRANCH, 0, None, "branch", "if rs1 = rs2: pc ← pc + offset", eq),
    Operation("bne", "B", BRANCH, 1, None, "branch", "if rs1 ≠ rs2: pc ← pc + offset", ne),
    Operation("blt", "B", BRANCH, 4, None, "branch", "if rs1 < rs2 (signed): pc ← pc + offset", lt),
    Operation("bge", "B", BRANCH, 5, None, "branch", "if rs1 ≥ rs2 (signed): pc ← pc + offset", ge),
    Operation("bltu", "B", BRANCH, 6, None, "branch", "if rs1 < rs2 (unsigned): pc ← pc + offset", ltu),
    Operation("bgeu", "B", BRANCH, 7, None, "branch", "if rs1 ≥ rs2 (unsigned): pc ← pc + offset", geu),
    Operation("lb", "I", LOAD, 0, None, "load", "rd ← byte at rs1 + imm, sign-extended", size=1),
    Operation("lh", "I", LOAD, 1, None, "load", "rd ← 2 bytes at rs1 + imm, sign-extended", size=2),
    Operation("lw", "I", LOAD, 2, None, "load", "rd ← 4 bytes at rs1 + imm", size=4),
    Operation("lbu", "I", LOAD, 4, None, "load", "rd ← byte at rs1 + imm, zero-extended", size=1),
    Operation("lhu", "I", LOAD, 5, None, "load", "rd ← 2 bytes at rs1 + imm, zero-extended", size=2),
    Operation("sb", "S", STORE, 0, None, "store", "byte at rs1 + imm ← lowest byte of rs2", size=1),
    Operation("sh", "S", STORE, 1, None, "store", "2 bytes at rs1 + imm ← lower half of rs2", size=2),
    Operation("sw", "S", STORE, 2, None, "store", "4 bytes at rs1 + imm ← rs2", size=4),
    Operation("addi", "I", OP_IMM, 0, None, "arithmetic", "rd ← rs1 + imm", add),
    Operation("slti", "I", OP_IMM, 2, None, "arithmetic", "rd ← 1 if rs1 < imm (signed) else 0", slt),
    Operation("sltiu", "I", OP_IMM, 3, None, "arithmetic", "rd ← 1 if rs1 < imm (unsigned) else 0", sltu),
    Operation("xori", "I", OP_IMM, 4, None, "arithmetic", "rd ← rs1 xor imm", xor),
    Operation("ori", "I", OP_IMM, 6, None, "arithmetic", "rd ← rs1 or imm", or_),
    Operation("andi", "I", OP_IMM, 7, None, "arithmetic", "rd ← rs1 and imm", and_),
    Operation("slli", "H", OP_IMM, 1, 0x00, "arithmetic", "rd ← rs1 << imm", sll),
    Operation("srli", "H", OP_IMM, 5, 0x00, "arithmetic", "rd ← rs1 >> imm, zeros from the left", srl),
    Operation("srai", "H", OP_IMM, 5, 0x20, "arithmetic", "rd ← rs1 >> imm, sign from the left", sra),
    Operation("add", "R", OP, 0, 0x00, "arithmetic", "rd ← rs1 + rs2", add),
    Operation("sub", "R", OP, 0, 0x20, "arithmetic", "rd ← rs1 − rs2", sub),
    Operation("sll", "R", OP, 1, 0x00, "arithmetic", "rd ← rs1 << (rs2 mod 32)", sll),
    Operation("slt", "R", OP, 2, 0x00, "arithmetic", "rd ← 1 if rs1 < rs2 (signed) else 0", slt),
    Operation("sltu", "R", OP, 3, 0x00, "arithmetic", "rd ← 1 if rs1 < rs2 (unsigned) else 0", sltu),
    Operation("xor", "R", OP, 4, 0x00, "arithmetic", "rd ← rs1 xor rs2", xor),
    Operation("srl", "R", OP, 5, 0x00, "arithmetic", "rd ← rs1 >> (rs2 mod 32), zeros from the left", srl),
    Operation("sra", "R", OP, 5, 0x20, "arithmetic", "rd ← rs1 >> (rs2 mod 32), sign from the left", sra),
    Operation("or", "R", OP, 6, 0x00, "arithmetic", "rd ← rs1 or rs2", or_),
    Operation("and", "R", OP, 7, 0x00, "arithmetic", "rd ← rs1 and rs2", and_),
    Operation("fence", "I", MISC_MEM, 0, None, "system", "order memory accesses (one processor: nothing to do)"),
    Operation("ecall", "I", SYSTEM, 0, None, "system", "ask the environment, number in a7", imm=0),
    Operation("ebreak", "I", SYSTEM, 0, None, "system", "ask for the debugger", imm=1),
    Operation("mul", "R", OP, 0, 0x01, "multiply", "rd ← lower half of rs1 × rs2", mul),
    Operation("mulh", "R", OP, 1, 0x01, "multiply", "rd ← upper half of signed rs1 × signed rs2", mulh),
    Operation("mulhsu", "R", OP, 2, 0x01, "multiply", "rd ← upper half of signed rs1 × unsigned rs2", mulhsu),
    Operation("mulhu", "R", OP, 3, 0x01, "multiply", "rd ← upper half of unsigned rs1 × unsigned rs2", mulhu),
    Operation("div", "R", OP, 4, 0x01, "divide", "rd ← rs1 ÷ rs2, signed, towards zero", div),
    Operation("divu", "R", OP, 5, 0x01, "divide", "rd ← rs1 ÷ rs2, unsigned", divu),
    Operation("rem", "R", OP, 6, 0x01, "divide", "rd ← remainder of rs1 ÷ rs2, sign of rs1", rem),
    Operation("remu", "R", OP, 7, 0x01, "divide", "rd ← remainder of rs1 ÷ rs2, unsigned", remu),
]

OPERATIONS = {row.name: row for row in _ROWS}
KINDS = ("arithmetic", "multiply", "divide", "load", "store", "branch", "jump", "system")
