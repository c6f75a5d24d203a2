"""The bits of the instructions against words written by hand from the manual, and text → bits → text."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from course_utils.machine import BadInstruction, assemble, disassemble, listing
from course_utils.machine.encoding import IMMEDIATE_RANGE, decode, encode
from course_utils.machine.instruction_set import KINDS, OPERATIONS, REGISTER_NAMES, REGISTERS

# The fields of manual table 24.2 typed by hand: rd = 00001 (ra), rs1 = 00010 (sp), rs2 = 00011 (gp).
TABLE_24_2 = {
    "lui ra, 0xfffff": "11111111111111111111 00001 0110111",
    "auipc ra, 0x1": "00000000000000000001 00001 0010111",
    "jal ra, -2": "1 1111111111 1 11111111 00001 1101111",
    "jal ra, 2048": "0 0000000000 1 00000000 00001 1101111",
    "jal ra, 4096": "0 0000000000 0 00000001 00001 1101111",
    "jal ra, 2": "0 0000000001 0 00000000 00001 1101111",
    "jalr ra, 5(sp)": "000000000101 00010 000 00001 1100111",
    "beq sp, gp, 2": "0 000000 00011 00010 000 0001 0 1100011",
    "bne sp, gp, 32": "0 000001 00011 00010 001 0000 0 1100011",
    "blt sp, gp, 2048": "0 000000 00011 00010 100 0000 1 1100011",
    "bge sp, gp, -4096": "1 000000 00011 00010 101 0000 0 1100011",
    "bltu sp, gp, -2": "1 111111 00011 00010 110 1111 1 1100011",
    "bgeu sp, gp, 30": "0 000000 00011 00010 111 1111 0 1100011",
    "lb ra, -1(sp)": "111111111111 00010 000 00001 0000011",
    "lh ra, 2(sp)": "000000000010 00010 001 00001 0000011",
    "lw ra, 4(sp)": "000000000100 00010 010 00001 0000011",
    "lbu ra, 1(sp)": "000000000001 00010 100 00001 0000011",
    "lhu ra, -2048(sp)": "100000000000 00010 101 00001 0000011",
    "sb gp, -1(sp)": "1111111 00011 00010 000 11111 0100011",
    "sh gp, 32(sp)": "0000001 00011 00010 001 00000 0100011",
    "sw gp, 31(sp)": "0000000 00011 00010 010 11111 0100011",
    "addi ra, sp, -1": "111111111111 00010 000 00001 0010011",
    "slti ra, sp, 2047": "011111111111 00010 010 00001 0010011",
    "sltiu ra, sp, 1": "000000000001 00010 011 00001 0010011",
    "xori ra, sp, -1": "111111111111 00010 100 00001 0010011",
    "ori ra, sp, 7": "000000000111 00010 110 00001 0010011",
    "andi ra, sp, 255": "000011111111 00010 111 00001 0010011",
    "slli ra, sp, 31": "0000000 11111 00010 001 00001 0010011",
    "srli ra, sp, 1": "0000000 00001 00010 101 00001 0010011",
    "srai ra, sp, 1": "0100000 00001 00010 101 00001 0010011",
    "add ra, sp, gp": "0000000 00011 00010 000 00001 0110011",
    "sub ra, sp, gp": "0100000 00011 00010 000 00001 0110011",
    "sll ra, sp, gp": "0000000 00011 00010 001 00001 0110011",
    "slt ra, sp, gp": "0000000 00011 00010 010 00001 0110011",
    "sltu ra, sp, gp": "0000000 00011 00010 011 00001 0110011",
    "xor ra, sp, gp": "0000000 00011 00010 100 00001 0110011",
    "srl ra, sp, gp": "0000000 00011 00010 101 00001 0110011",
    "sra ra, sp, gp": "0100000 00011 00010 101 00001 0110011",
    "or ra, sp, gp": "0000000 00011 00010 110 00001 0110011",
    "and ra, sp, gp": "0000000 00011 00010 111 00001 0110011",
    "fence rw, w": "0000 0011 0001 00000 000 00000 0001111",
    "ecall": "000000000000 00000 000 00000 1110011",
    "ebreak": "000000000001 00000 000 00000 1110011",
    "mul ra, sp, gp": "0000001 00011 00010 000 00001 0110011",
    "mulh ra, sp, gp": "0000001 00011 00010 001 00001 0110011",
    "mulhsu ra, sp, gp": "0000001 00011 00010 010 00001 0110011",
    "mulhu ra, sp, gp": "0000001 00011 00010 011 00001 0110011",
    "div ra, sp, gp": "0000001 00011 00010 100 00001 0110011",
    "divu ra, sp, gp": "0000001 00011 00010 101 00001 0110011",
    "rem ra, sp, gp": "0000001 00011 00010 110 00001 0110011",
    "remu ra, sp, gp": "0000001 00011 00010 111 00001 0110011",
}
# Words that every RISC-V listing shows, as hexadecimal.
FAMILIAR = {
    "nop": 0x00000013, "ret": 0x00008067, "ecall": 0x00000073, "ebreak": 0x00100073, "fence": 0x0FF0000F,
    "li a0, 0": 0x00000513, "mv a0, a1": 0x00058513, "addi sp, sp, -16": 0xFF010113, "sw ra, 12(sp)": 0x00112623,
    "lw ra, 12(sp)": 0x00C12083, "sw s0, 8(sp)": 0x00812423, "add a0, a0, a1": 0x00B50533,
    "sub a0, a0, a1": 0x40B50533, "mul a0, a0, a1": 0x02B50533, "div a0, a0, a1": 0x02B54533,
    "rem a0, a0, a1": 0x02B56533, "lui a0, 0x12345": 0x12345537, "j .": 0x0000006F, "beqz a0, 8": 0x00050463,
    "bnez a0, -4": 0xFE051EE3, "slli a0, a0, 2": 0x00251513, "srai a0, a0, 1": 0x40155513, "not a0, a0": 0xFFF54513,
    "neg a0, a0": 0x40A00533, "seqz a0, a0": 0x00153513, "snez a0, a0": 0x00A03533, "lbu a5, 0(a0)": 0x00054783,
    "jr a5": 0x00078067, "jalr a5": 0x000780E7,
}


def word_of(text: str) -> int:
    return int.from_bytes(assemble(text).text, "little")


@pytest.mark.parametrize(("text", "bits"), TABLE_24_2.items())
def test_the_bits_are_those_of_the_manual(text, bits):
    word = int(bits.replace(" ", ""), 2)
    assert len(bits.replace(" ", "")) == 32
    assert word_of(text) == word
    assert disassemble(word) == text


def test_every_operation_has_a_row_written_by_hand():
    assert {text.split()[0] for text in TABLE_24_2} == set(OPERATIONS)
    assert len(OPERATIONS) == 40 + 8  # RV32I has 40 instructions (manual, chapter 2), M has 8 for RV32


@pytest.mark.parametrize(("text", "word"), FAMILIAR.items())
def test_familiar_words_come_out(text, word):
    assert word_of(text) == word


def random_operands(generator: random.Random, name: str) -> dict[str, int]:
    operation = OPERATIONS[name]
    smallest, largest, multiple = IMMEDIATE_RANGE[operation.format]
    operands = {"rd": generator.randrange(32), "rs1": generator.randrange(32), "rs2": generator.randrange(32),
                "imm": generator.randrange(smallest, largest + 1, multiple)}
    if name == "fence":
        operands |= {"rd": 0, "rs1": 0, "imm": generator.randrange(256)}
    return operands


@pytest.mark.parametrize("name", OPERATIONS)
def test_operands_survive_encode_decode_text_and_assemble(name):
    generator = random.Random(name)
    checked = 0
    for _ in range(50):
        operands = random_operands(generator, name)
        word = encode(name, **operands)
        instruction = decode(word)
        assert instruction.name == name
        used = [part for part in ("rd", "rs1", "rs2") if part in OPERATIONS[name].syntax]
        assert all(getattr(instruction, part) == operands[part] for part in used)
        if name not in ("ecall", "ebreak"):
            assert instruction.imm == operands["imm"]
        text = disassemble(word)
        assert text.split()[0] == name
        assert word_of(text) == word, text
        checked += 1
    assert checked == 50


@settings(max_examples=2000, deadline=None, derandomize=True)
@given(st.integers(0, 2**32 - 1))
@example(0)
@example(0xFFFF_FFFF)
@example(0x8330_000F)  # fence.tso: a mode that the written form has no place for
@example(0x0FF0_808F)  # a fence with registers, reserved
def test_every_word_survives_text_and_back(word):
    assert word_of(disassemble(word)) == word


def test_no_word_matches_two_operations():
    generator = random.Random(0)
    words = [encode(name, **random_operands(generator, name)) for name in OPERATIONS for _ in range(20)]
    from course_utils.machine.encoding import _matches
    matches = [[name for name, row in OPERATIONS.items() if _matches(row, word)] for word in words]
    assert len(matches) == 20 * 48
    assert all(len(names) == 1 for names in matches)


@pytest.mark.parametrize("word", [
    0x0000_0000, 0xFFFF_FFFF,  # both guaranteed illegal by the manual, section 1.5
    0x0000_0001,               # a 16-bit instruction of the C extension
    0x4000_1013 | 1 << 7,      # slli with bit 30 set
    0x0200_5013,               # srli with a shift of 32 (bit 25)
    0x4000_7033,               # and with bit 30 set
    0x0000_3003,               # ld, 64-bit only
    0x0000_2063,               # branch with funct3 2
    0x0000_1067,               # jalr with funct3 1
    0x3020_0073,               # mret, privileged
    0xC000_2573,               # csrrs a0, cycle, x0 (Zicsr)
    0x0000_100F,               # fence.i (Zifencei)
    0x0000_00F3,               # ecall with rd = 1
    0x0000_302F,               # A extension
    0x1_0000_0013,             # 33 bits, the lower 32 a nop
])
def test_words_outside_rv32im_are_refused(word):
    with pytest.raises(BadInstruction, match=f"0x{word:08x} is not an RV32IM instruction"):
        decode(word)


@pytest.mark.parametrize(("name", "imm", "message"), [
    ("addi", 2048, "from -2048 to 2047, not 2048"),
    ("sw", -2049, "from -2048 to 2047, not -2049"),
    ("slli", 32, "from 0 to 31, not 32"),
    ("beq", 4096, "from -4096 to 4094, not 4096"),
    ("beq", 3, "multiple of 2, not 3"),
    ("jal", 1 << 20, "from -1048576 to 1048574, not 1048576"),
    ("lui", 1, "multiple of 4096, not 1"),
    ("add", 1, "from 0 to 0, not 1"),
])
def test_an_immediate_that_does_not_fit_is_refused(name, imm, message):
    with pytest.raises(ValueError, match=message):
        encode(name, imm=imm)


def test_a_register_number_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="register number 32"):
        encode("add", rd=32)


def test_the_register_names_are_those_of_the_manual():
    assert len(REGISTER_NAMES) == len(set(REGISTER_NAMES)) == 32
    table_25_1 = {"zero": 0, "ra": 1, "sp": 2, "gp": 3, "tp": 4, "t0": 5, "t2": 7, "fp": 8, "s0": 8, "s1": 9, "a0": 10,
                  "a7": 17, "s2": 18, "s11": 27, "t3": 28, "t6": 31}
    assert {name: REGISTERS[name] for name in table_25_1} == table_25_1


def test_each_operation_has_a_known_kind_and_a_meaning():
    assert {row.kind for row in OPERATIONS.values()} == set(KINDS)
    assert all(row.meaning for row in OPERATIONS.values())


def test_a_listing_shows_addresses_words_labels_and_targets():
    program = assemble("start: addi a0, a0, -1\n bnez a0, start\n j past\npast_it: past: nop")
    lines = listing(program.text, program.text_base, program.labels).splitlines()
    assert lines[:3] == [
        "start:", "  00001000  fff50513  addi a0, a0, -1", "  00001004  fe051ee3  bne a0, zero, start"]
    assert [line.strip() for line in lines[3:]][1:3] == ["past_it:", "past:"]


def test_a_label_with_the_name_of_an_operand_part_is_written_unchanged():
    program = assemble("predict_imm: j predict_imm")
    word = int.from_bytes(program.text, "little")
    assert disassemble(word, program.text_base, program.labels) == "jal zero, predict_imm"
