"""The assembler: from text with labels to the bytes of a program.

It reads the text twice. The first pass replaces pseudo-instructions, gives each instruction and each piece of
data its address, and so learns what each label means. The second pass encodes.

One statement a line; comments start with # or //. A label ends with a colon. Directives: .text and .data choose
where the following goes; .word .half .byte .ascii .string (and .asciz, both with a zero byte at the end) .space
(and .zero) .align put data there; .equ (and .set) gives a constant a name; .globl is read and ignored. In .text
only .word is allowed. Numbers are decimal, 0x hexadecimal, 0b binary or a character such as 'a'; a symbol may
have + or − a number. %hi(s) and %lo(s) are the two halves of an address, %pcrel_hi and %pcrel_lo those of a
distance. `.` is the address of the instruction itself. A number as the target of a branch or jump is its offset.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from course_utils.machine.encoding import encode
from course_utils.machine.errors import AssemblyError
from course_utils.machine.instruction_set import OPERATIONS, REGISTERS
from course_utils.machine.pseudo_instructions import PSEUDO_NAMES, expand, split
from course_utils.machine.source_text import bytes_of_string, number, statements

TEXT_BASE, TEXT_BYTES = 0x0000_1000, 0x0000_F000
DATA_BASE, DATA_BYTES = 0x0001_0000, 0x0002_0000

DATA_SIZES = {".word": 4, ".half": 2, ".byte": 1}
DIRECTIVES = (".text", ".data", ".globl", ".global", ".equ", ".set", ".ascii", ".string", ".asciz", ".space",
              ".zero", ".align", *DATA_SIZES)
# An address as offset(register): 8(sp), (sp) or %lo(total)(t0).
MEMORY_OPERAND = re.compile(rf"(.*)\(\s*({'|'.join(REGISTERS)})\s*\)")
# Which part of `split`, and for a distance: counted from where, relative to the instruction itself.
HALVES = {"hi": (0, None), "lo": (1, None), "pcrel_hi": (0, 0), "pcrel_lo": (1, -4)}
SYMBOL = re.compile(r"([A-Za-z_.$][\w.$]*)\s*(?:([+-])\s*(\w+))?")


@dataclass(frozen=True)
class Program:
    """An assembled program: the bytes of its instructions and of its data, and where each came from.

    `labels` gives the address of each label, `line_of` the source line (from 1) of the instruction at an
    address. `entry` is the label `_start` if there is one, else the first instruction.
    """

    source: str
    text: bytes
    data: bytes
    labels: dict[str, int]
    line_of: dict[int, int]
    entry: int = TEXT_BASE
    text_base: int = TEXT_BASE

    @property
    def static_instructions(self) -> int:
        """How many instructions stand in the program, however often each is executed."""
        return len(self.line_of)


@dataclass
class _Item:
    """An instruction, or data that may name labels, at its address; `size` bytes once the labels are known."""

    section: str
    address: int
    size: int
    line_number: int
    line: str
    name: str
    operands: list[str]


@dataclass
class _Layout:
    """What the first pass finds out."""

    items: list[_Item] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    constants: dict[str, int] = field(default_factory=dict)
    section: str = ".text"
    next: dict[str, int] = field(default_factory=lambda: {".text": TEXT_BASE, ".data": DATA_BASE})

    @property
    def here(self) -> int:
        return self.next[self.section]


def assemble(source: str) -> Program:
    """The program that the text means; AssemblyError with line number and reason if it means none.

    assemble("li a0, 5").text is the four bytes of addi a0, zero, 5: 13 05 50 00.
    """
    layout = _Layout()
    for line_number, line, labels, name, operands in statements(source):
        try:
            for label in labels:
                _define(label, layout)
            if name:
                for item in _first_pass(name, operands, layout):
                    item.line_number, item.line = line_number, line
                    layout.items.append(item)
        except ValueError as error:
            raise AssemblyError(line_number, line, str(error)) from None
    return _second_pass(source, layout)


def _define(label: str, layout: _Layout) -> None:
    if label in layout.labels or label in layout.constants:
        raise ValueError(f"the name {label} is already defined; choose another.")
    layout.labels[label] = layout.here


def _first_pass(name: str, operands: list[str], layout: _Layout) -> Iterator[_Item]:
    """The items of one statement, each with its address; moves the layout on."""
    if name in (".text", ".data"):
        layout.section = name
    elif name in (".equ", ".set"):
        _check_count(name, operands, 2)
        layout.constants[operands[0]] = _constant(operands[1], layout)
    elif name in (".globl", ".global"):
        pass
    elif name in DIRECTIVES:
        yield _place(layout, name, operands, _data_size(name, operands, layout))
    elif name.startswith("."):
        raise ValueError(f"the directive {name} is unknown; known are {' '.join(DIRECTIVES)}.")
    elif layout.section == ".data":
        raise ValueError("an instruction stands in .data; write .text before it.")
    else:
        _check_name(name)
        for text in expand(name, operands, lambda text: _constant(text, layout)):
            _, _, _, real_name, real_operands = next(statements(text))
            yield _place(layout, real_name, real_operands, 4)


def _place(layout: _Layout, name: str, operands: list[str], size: int) -> _Item:
    """The item at the next free address; ValueError if its section is full or it would be misaligned."""
    section, address = layout.section, layout.here
    base, limit = (TEXT_BASE, TEXT_BYTES) if section == ".text" else (DATA_BASE, DATA_BYTES)
    if address - base + size > limit:
        raise ValueError(f"the section {section} holds at most {limit:,} bytes and would become larger.")
    if section == ".text" and name in DIRECTIVES and name != ".word":
        raise ValueError(f"{name} cannot stand in .text; write .data before it.")
    if name in DATA_SIZES and address % DATA_SIZES[name]:
        size = DATA_SIZES[name]
        raise ValueError(f"{name} would lie at 0x{address:x}, not a multiple of {size}; write .align before it.")
    layout.next[section] += size
    return _Item(section, address, size, 0, "", name, operands)


def _data_size(name: str, operands: list[str], layout: _Layout) -> int:
    """How many bytes a data directive takes."""
    if name in DATA_SIZES:
        if not operands:
            raise ValueError(f"{name} needs at least one value.")
        return DATA_SIZES[name] * len(operands)
    if name in (".ascii", ".string", ".asciz"):
        return sum(len(_string_bytes(name, text)) for text in operands)
    _check_count(name, operands, 1)
    count = _constant(operands[0], layout)
    if not 0 <= count <= (16 if name == ".align" else DATA_BYTES):
        raise ValueError(f"{name} {count} is out of range.")
    return -layout.here % (1 << count) if name == ".align" else count


def _second_pass(source: str, layout: _Layout) -> Program:
    """The bytes of all items, now that each label has an address."""
    content = {".text": bytearray(), ".data": bytearray()}
    line_of = {}
    for item in layout.items:
        try:
            piece = _data_bytes(item, layout) if item.name in DIRECTIVES else _instruction_bytes(item, layout)
        except ValueError as error:
            raise AssemblyError(item.line_number, item.line, str(error)) from None
        content[item.section] += piece
        if item.name not in DIRECTIVES:
            line_of[item.address] = item.line_number
    entry = layout.labels.get("_start", TEXT_BASE)
    return Program(source, bytes(content[".text"]), bytes(content[".data"]), layout.labels, line_of, entry)


def _data_bytes(item: _Item, layout: _Layout) -> bytes:
    if item.name in (".ascii", ".string", ".asciz"):
        return b"".join(_string_bytes(item.name, text) for text in item.operands)
    if item.name not in DATA_SIZES:
        return bytes(item.size)
    size = DATA_SIZES[item.name]
    values = [_value(text, item, layout) for text in item.operands]
    for value in values:
        if not -(1 << 8 * size - 1) <= value < 1 << 8 * size:
            raise ValueError(f"{value} does not fit into {size} byte{'s' if size > 1 else ''}.")
    return b"".join((value % (1 << 8 * size)).to_bytes(size, "little") for value in values)


def _string_bytes(directive: str, text: str) -> bytes:
    return bytes_of_string(text) + (b"" if directive == ".ascii" else b"\0")


def _instruction_bytes(item: _Item, layout: _Layout) -> bytes:
    """The four bytes of a real instruction, its operands read after the pattern of its syntax."""
    syntax = OPERATIONS[item.name].syntax
    parts, texts = re.findall(r"\w+", syntax), list(item.operands)
    if syntax.endswith("(rs1)") and texts:
        address = MEMORY_OPERAND.fullmatch(texts[-1])
        texts[-1:] = [address[1].strip() or "0", address[2]] if address else [texts[-1]]
    if len(texts) != len(parts):
        raise ValueError(f"write {item.name} {syntax}".strip() + ".")
    fields = {}
    for part, text in zip(parts, texts, strict=True):
        if part in ("rd", "rs1", "rs2"):
            fields[part] = _register(text)
        elif part in ("pred", "succ"):
            fields["imm"] = fields.get("imm", 0) << 4 | _fence_bits(text)
        else:
            fields["imm"] = _immediate(part, text, item, layout)
    return encode(item.name, **fields).to_bytes(4, "little")


def _immediate(part: str, text: str, item: _Item, layout: _Layout) -> int:
    """The immediate for a place called imm, upper or target in the syntax."""
    value = _value(text, item, layout)
    if part == "target":
        symbol = SYMBOL.fullmatch(text)
        return value - item.address if symbol and symbol[1] not in layout.constants else value
    if part == "upper":
        if not -(1 << 19) <= value < 1 << 20:
            raise ValueError(f"{item.name} takes the upper 20 bits, from 0 to 0xfffff, not {value}.")
        return ((value + (1 << 19)) % (1 << 20) - (1 << 19)) * 4096
    return value


def _value(text: str, item: _Item, layout: _Layout) -> int:
    """The value of an operand: a number, a symbol with an offset, or a half of one."""
    half = re.fullmatch(r"%(\w+)\((.*)\)", text)
    if not half:
        return _constant(text, layout, layout.labels, here=item.address)
    if half[1] not in HALVES:
        raise ValueError(f"%{half[1]} is unknown; known are %{' %'.join(HALVES)}.")
    which, distance_from = HALVES[half[1]]
    origin = 0 if distance_from is None else item.address + distance_from
    return split(_constant(half[2], layout, layout.labels) - origin)[which]


def _constant(text: str, layout: _Layout, labels: dict[str, int] | None = None, here: int | None = None) -> int:
    """The value of a number, of a constant made by .equ or (if given) of a label or `.`, plus or minus a number."""
    symbol = SYMBOL.fullmatch(text)
    if not symbol:
        return number(text)
    value = here if symbol[1] == "." else layout.constants.get(symbol[1], (labels or {}).get(symbol[1]))
    if value is None:
        hint = difflib.get_close_matches(symbol[1], [*layout.constants, *(labels or {})], 1)
        why = "is not a number known so far" if labels is None else "is not defined"
        raise ValueError(f"{symbol[1]} {why}" + (f"; did you mean {hint[0]}?" if hint else "."))
    offset = layout.constants[symbol[3]] if symbol[3] in layout.constants else number(symbol[3] or "0")
    return value + (offset if symbol[2] == "+" else -offset)


def _register(text: str) -> int:
    if text not in REGISTERS:
        known = "x0 … x31 and zero ra sp gp tp fp t0–t6 s0–s11 a0–a7"
        raise ValueError(f"{text or 'nothing'} is not a register; registers are {known}.")
    return REGISTERS[text]


def _fence_bits(text: str) -> int:
    """The four bits of a set of accesses such as rw: i is 8, o is 4, r is 2, w is 1."""
    if text != "0" and (not text or set(text) - set("iorw") or len(set(text)) != len(text)):
        raise ValueError(f"{text} is not a set of the letters i o r w.")
    return sum({"i": 8, "o": 4, "r": 2, "w": 1, "0": 0}[letter] for letter in text)


def _check_name(name: str) -> None:
    known = OPERATIONS.keys() | PSEUDO_NAMES
    if name not in known:
        hint = difflib.get_close_matches(name, sorted(known), 1)
        raise ValueError(f"{name} is not an RV32IM instruction" + (f"; did you mean {hint[0]}?" if hint else "."))


def _check_count(name: str, operands: list[str], count: int) -> None:
    if len(operands) != count:
        raise ValueError(f"{name} takes {count} operand{'s' if count > 1 else ''}, not {len(operands)}.")
