"""The assembler: layout, data, pseudo-instructions, and an error with line and reason for each mistake."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from course_utils.machine import AssemblyError, Processor, assemble
from course_utils.machine.assembler import DATA_BASE, DIRECTIVES, TEXT_BASE
from course_utils.machine.instruction_set import MASK
from course_utils.machine.pseudo_instructions import PSEUDO_INSTRUCTIONS, load_immediate, split

END = "\n li a7, 10\n ecall"


def run(source: str) -> Processor:
    processor = Processor.for_program(assemble(source + END))
    processor.run(10_000)
    return processor


def test_data_directives_lay_down_little_endian_bytes():
    program = assemble("""
        .data
        .byte 1, -1, 255, 'A'
        .half 0x1234, -2
        .word 0x11223344, -1, 4294967295, here
        .ascii "ab"
        .string "c"
        .asciz "d\\n\\"\\\\"
        .space 2
        .align 2
here:   .zero 1
    """)
    assert program.data == (
        b"\x01\xff\xffA" b"\x34\x12\xfe\xff" b"\x44\x33\x22\x11" b"\xff\xff\xff\xff" b"\xff\xff\xff\xff"
        + (DATA_BASE + 36).to_bytes(4, "little") + b"ab" b"c\0" b'd\n"\\\0' b"\0\0" + b"\0" * 1 + b"\0")
    assert program.labels == {"here": DATA_BASE + 36}


def test_comments_and_separators_inside_quotes_are_text():
    program = assemble('.data\n.string "a # b // c, d:"  # a real comment\n.byte \'#\', \',\', \'\\n\' // another')
    assert program.data == b"a # b // c, d:\0#,\n"


def test_several_labels_one_line_and_a_label_alone():
    program = assemble("a: b: nop\nc:\n nop")
    assert program.labels == {"a": TEXT_BASE, "b": TEXT_BASE, "c": TEXT_BASE + 4}


def test_lines_of_instructions_are_remembered_and_pseudo_instructions_counted_as_what_they_become():
    program = assemble("\n la a0, x\n\n ret\n.data\nx: .word 1")
    assert program.line_of == {TEXT_BASE: 2, TEXT_BASE + 4: 2, TEXT_BASE + 8: 4}
    assert program.static_instructions == 3


def test_the_entry_is_start_if_there_is_one():
    assert assemble("nop\n_start: nop").entry == TEXT_BASE + 4
    assert assemble("nop").entry == TEXT_BASE


@pytest.mark.parametrize("value", [0, 1, -1, 2047, 2048, -2048, -2049, 4095, 4096, 0x12345FFF, 0x12345800, 0x7FFFFFFF,
                                   0x80000000, -(2**31), 0xFFFFFFFF, 0xFFFFF800, 0xFFFFF7FF, 0x7FFFF800])
def test_li_puts_any_constant_into_a_register(value):
    assert run(f"li a0, {value}").registers[10] == value & MASK
    assert len(load_immediate("a0", value)) <= 2


def test_split_is_exact_around_every_boundary_of_the_lower_half():
    for base in (0, 0x1000, 0x7FFFF000, 0x80000000, 0xFFFFF000):
        for offset in (0, 1, 2047, 2048, 2049, 4095):
            upper, lower = split(base + offset)
            assert (upper * 4096 + lower - base - offset) % 2**32 == 0
            assert 0 <= upper < 2**20
            assert -2048 <= lower < 2048


PSEUDO_EFFECTS = [
    # source, a0 afterwards
    ("li a1, 5\n mv a0, a1", 5), ("li a1, 5\n not a0, a1", -6), ("li a1, 5\n neg a0, a1", -5),
    ("li a1, 0\n seqz a0, a1", 1), ("li a1, 3\n seqz a0, a1", 0), ("li a1, 3\n snez a0, a1", 1),
    ("li a1, 0\n snez a0, a1", 0), ("li a1, -3\n sltz a0, a1", 1), ("li a1, 0\n sltz a0, a1", 0),
    ("li a1, 3\n sgtz a0, a1", 1), ("li a1, -3\n sgtz a0, a1", 0), ("li a0, 7\n nop\n fence", 7),
    ("j on\n li a0, 1\non:", 0), ("jal f\n j out\nf: li a0, 9\n ret\nout:", 9),
    ("call f\n j out\nf: li a0, 9\n jr ra\nout:", 9), ("la a1, f\n jalr a1\n j out\nf: li a0, 9\n ret\nout:", 9),
    ("call f\n j out\nf: tail g\n li a0, 1\ng: addi a0, a0, 2\n ret\nout:", 2),
    ("la a1, f\n jalr ra, a1, 4\n j out\nf: li a0, 1\n addi a0, a0, 4\n ret\nout:", 4),
    ("la a1, w\n lw a0, (a1)\n.data\nw: .word 77\n.text", 77), ("lw a0, w\n.data\nw: .word -7\n.text", -7),
    ("lh a0, w\n.data\nw: .word 0xffff\n.text", -1), ("lhu a0, w\n.data\nw: .word 0xffff\n.text", 0xFFFF),
    ("lb a0, w\n.data\nw: .word 0xff\n.text", -1), ("lbu a0, w+1\n.data\nw: .word 0xaabb\n.text", 0xAA),
    ("li a1, 5\n sw a1, w, t0\n lw a0, w\n.data\nw: .word 0\n.text", 5),
    ("li a1, 5\n sh a1, w+2, t0\n lw a0, w\n.data\nw: .word 0\n.text", 5 << 16),
    ("li a1, 5\n sb a1, w+1, t0\n lw a0, w\n.data\nw: .word 0\n.text", 5 << 8),
    ("lui a1, %hi(w)\n lw a0, %lo(w)(a1)\n.data\n.space 3000\n.align 2\nw: .word 8\n.text", 8),
    (".equ N, 6\n li a0, N - 1", 5), (".equ N, 6\n.equ M, N + 1\n addi a0, zero, M + N", 13),
    (".equ N, 4\n la a1, w\n lw a0, N(a1)\n.data\nw: .word 1, 2\n.text", 2),
    ("j . + 8\n li a0, 1\n nop", 0), (".L1: lw a1, .L1\n la a2, .L1 + 4\n sub a0, a2, a2\n j .L2\n li a0, 1\n.L2:", 0),
    ("li a0, '0'\n addi a0, a0, -'0'", 0), ("la a0, w - 1\n.data\nw: .text", DATA_BASE - 1),
    ("j skip\n.word 0\nskip: lw a0, skip - 4", 0),
]


@pytest.mark.parametrize(("source", "a0"), PSEUDO_EFFECTS)
def test_pseudo_instructions_do_what_they_say(source, a0):
    assert run(source).register("a0") == a0


@pytest.mark.parametrize(("name", "values", "taken"), [
    ("beqz", (0,), True), ("beqz", (1,), False), ("bnez", (1,), True), ("bnez", (0,), False),
    ("blez", (0,), True), ("blez", (1,), False), ("bgez", (0,), True), ("bgez", (-1,), False),
    ("bltz", (-1,), True), ("bltz", (0,), False), ("bgtz", (1,), True), ("bgtz", (0,), False),
    ("bgt", (2, 1), True), ("bgt", (1, 1), False), ("bgt", (-1, 1), False),
    ("ble", (1, 1), True), ("ble", (2, 1), False),
    ("bgtu", (-1, 1), True), ("bgtu", (1, -1), False), ("bleu", (1, -1), True), ("bleu", (-1, 1), False),
])
def test_pseudo_branches_go_when_they_should(name, values, taken):
    registers = ["a1", "a2"][:len(values)]
    set_up = "\n".join(f"li {register}, {value}" for register, value in zip(registers, values, strict=True))
    machine = run(f"{set_up}\n {name} {', '.join(registers)}, there\n li a0, 1\nthere:")
    assert (machine.register("a0") == 0) == taken


def test_every_pseudo_instruction_is_tried_above():
    tried = {line.split()[0] for source, _ in PSEUDO_EFFECTS
             for line in source.replace(":", ":\n").split("\n") if line.strip()}
    branches = {name for name, _ in PSEUDO_INSTRUCTIONS if name.startswith("b")}
    assert len(branches) == 10
    assert {name for name, _ in PSEUDO_INSTRUCTIONS} - branches <= tried


@pytest.mark.parametrize(("source", "line", "reason"), [
    ("nop\n addd a0, a1, a2", 2, "addd is not an RV32IM instruction; did you mean add?"),
    ("frobnicate", 1, "frobnicate is not an RV32IM instruction"),
    ("add a0, a1", 1, "write add rd, rs1, rs2."),
    ("li a0", 1, "li takes 2 operands, not 1"),
    ("ret ra", 1, "ret takes 0 operands, not 1"),
    ("beqz a0", 1, "beqz takes 2 operands, not 1"),
    ("ecall 3", 1, "write ecall."),
    ("lw a0, 4", 1, r"write lw rd, imm\(rs1\)"),
    ("lw a0, 4[a1]", 1, r"write lw rd, imm\(rs1\)"),
    ("add a0, a1, b2", 1, "b2 is not a register"),
    ("add a0,, a1", 1, "an operand is missing beside a comma"),
    ("add a0, a1,", 1, "an operand is missing beside a comma"),
    ("add ,a0, a1", 1, "an operand is missing beside a comma"),
    ("addi a0, a0, 2048", 1, "addi takes a constant from -2048 to 2047, not 2048"),
    ("slli a0, a0, 32", 1, "slli takes a constant from 0 to 31"),
    ("lui a0, 0x100000", 1, "upper 20 bits"),
    ("li a0, 4294967296", 1, "does not fit into 32 bits"),
    ("li a0, 1e3", 1, "1e3 is not a number or a name"),
    ("li a0, 0x", 1, "0x is not a number or a name"),
    ("li a0, 1_000", 1, "is not a number or a name"),
    ("li a0, ٣", 1, "is not a number or a name"),
    ("li a0, " + "9" * 5000, 1, "is not a number or a name"),
    ("li a0, later\nlater: nop", 1, "later is not a number known so far"),
    ("li a0, .", 1, ". is not a number known so far"),
    ("a: " * 20_000, 1, "the name a is already defined"),
    ("nop\nj nowhere", 2, "nowhere is not defined"),
    ("loop: nop\n j lop", 2, "lop is not defined; did you mean loop?"),
    ("a: nop\na: nop", 2, "the name a is already defined"),
    ("beq a0, a1, far\n.space 4", 2, r".space cannot stand in .text"),
    ("j 3", 1, "multiple of 2, not 3"),
    (".data\nadd a0, a0, a0", 2, "an instruction stands in .data"),
    (".bss", 1, "the directive .bss is unknown; known are .text .data"),
    (".data\n.byte 256", 2, "256 does not fit into 1 byte."),
    (".data\n.half -32769", 2, "-32769 does not fit into 2 bytes."),
    (".data\n.word", 2, ".word needs at least one value"),
    (".data\n.byte 1\n.word 2", 3, r"would lie at 0x10001, not a multiple of 4; write .align"),
    (".data\n.string abc", 2, "abc is not a string in double quotes"),
    ('.data\n.string "abc', 2, "is not a string in double quotes"),
    ('.data\n.string "a\\q"', 2, r"\\q is unknown in a string"),
    ('.data\n.string "漢"', 2, "one byte"),
    (".data\n.space 1000000", 2, ".space 1000000 is out of range"),
    (".data\n.space -1", 2, ".space -1 is out of range"),
    (".data\n.space 131072\n.byte 1", 3, "the section .data holds at most 131,072 bytes"),
    (".data\n.align 40", 2, ".align 40 is out of range"),
    (".data\n.space 1, 2", 2, ".space takes 1 operand, not 2"),
    (".equ N", 1, ".equ takes 2 operands, not 1"),
    ("fence rx, w", 1, "rx is not a set of the letters i o r w"),
    ("fence rr, w", 1, "rr is not a set of the letters i o r w"),
    ("addi a0, a0, %high(x)", 1, "%high is unknown"),
    ("lui a0, %hi(x)", 1, "x is not defined"),
    ("nop\n" * 15361, 15361, "the section .text holds at most 61,440 bytes"),
])
def test_each_mistake_is_named_with_its_line(source, line, reason):
    with pytest.raises(AssemblyError, match=reason) as caught:
        assemble(source)
    assert caught.value.line_number == line
    assert str(caught.value).startswith(f"Line {line}, “")
    assert len(str(caught.value)) < 400
    assert "\n" not in str(caught.value)


def test_the_directives_named_in_the_module_are_those_that_exist():
    import course_utils.machine.assembler as module
    assert [name for name in DIRECTIVES if name not in module.__doc__ and name != ".global"] == []


PIECES = st.sampled_from([
    "add", "addi", "lw", "sw", "beq", "jal", "jalr", "lui", "li", "la", "call", "ret", "fence", "ecall", ".word",
    ".byte",
    ".string", ".space", ".align", ".equ", ".data", ".text", "a0", "sp", "x31", "x32", "zero", "here", "here:",
    "here+4",
    "0", "-1", "0x7fffffff", "99999999999", "'a'", "'", '"', '"text"', "\\", ",", ", ", "(", ")", "(sp)", "%hi(here)",
    "%lo(",
    "{0}", "#", "//", ":", ".", " ", "\t", "\n", "\n", "\n", "\r", "\0", "é", "٣",
])


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=60))
@example("")
@example("'\\")
def test_any_text_is_a_program_or_an_assembly_error(source):
    try:
        text, line_number = assemble(source).text, 1
    except AssemblyError as error:
        text, line_number = b"", error.line_number
    assert len(text) % 4 == 0
    assert 1 <= line_number <= source.count("\n") + 1
