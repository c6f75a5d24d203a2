"""Answers to problem addi_word of set 01, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

# %% right · sums
def addi_word(rd, rs1, imm):
    return imm % 4096 * 2**20 + rs1 * 2**15 + rd * 2**7 + 0b0010011

def addi_parts(word):
    imm = word // 2**20
    return [word // 2**7 % 32, word // 2**15 % 32, imm - 4096 * (imm >= 2048)]

# %% right · texts of bits
def addi_word(rd, rs1, imm):
    return int(f"{imm & 0xFFF:012b}{rs1:05b}000{rd:05b}0010011", 2)

def addi_parts(word):
    bits = f"{word:032b}"
    imm = int(bits[1:12], 2) - 2048 * int(bits[0])
    return int(bits[20:25], 2), int(bits[12:17], 2), imm

# %% right · bytes
def addi_word(rd, rs1, imm):
    word = (imm << 20) | (rs1 << 15) | (rd << 7) | 0x13
    return word & 0xFFFFFFFF

def addi_parts(word):
    signed = int.from_bytes(word.to_bytes(4, "little"), "little", signed=True)
    return (word >> 7) & 0x1F, (word >> 15) & 0x1F, signed >> 20

# %% wrong · a text of bits
# Reaches: A word is one whole number
def addi_word(rd, rs1, imm):
    return f"{imm & 0xFFF:012b}{rs1:05b}000{rd:05b}0010011"

# %% wrong · the family of add
# Reaches: which number are they
def addi_word(rd, rs1, imm):
    return (imm & 4095) << 20 | rs1 << 15 | rd << 7 | 0b0110011

# %% wrong · the constant one bit too low
# Reaches: From which bit on
def addi_word(rd, rs1, imm):
    return (imm & 4095) << 19 | rs1 << 15 | rd << 7 | 19

# %% wrong · registers exchanged
# Reaches: Which of the two registers is written
def addi_word(rd, rs1, imm):
    return (imm & 4095) << 20 | rd << 15 | rs1 << 7 | 19

# %% wrong · the middle bits are ones
# Reaches: which 32 bits are they
def addi_word(rd, rs1, imm):
    return (imm & 4095) << 20 | rs1 << 15 | 7 << 12 | rd << 7 | 19

# %% wrong · the sign spills over
# Reaches: A word is never negative
def addi_word(rd, rs1, imm):
    return imm << 20 | rs1 << 15 | rd << 7 | 19

# %% wrong · the constant without its highest bit
# Reaches: for all registers and for constants
def addi_word(rd, rs1, imm):
    return (imm & 2047) << 20 | rs1 << 15 | rd << 7 | 19

# %% wrong · the constant alone
# Reaches: what do you give back
def addi_parts(word):
    return word >> 20

# %% wrong · two parts
# Reaches: how many numbers
def addi_parts(word):
    return word >> 7 & 31, word >> 15 & 31

# %% wrong · source before target
# Reaches: Which five bits hold the target
def addi_parts(word):
    imm = word >> 20
    return word >> 15 & 31, word >> 7 & 31, imm - 4096 if imm > 2047 else imm

# %% wrong · four bits of a register
# Reaches: every register and every constant
def addi_parts(word):
    imm = word >> 20
    return word >> 7 & 15, word >> 15 & 31, imm - 4096 if imm > 2047 else imm

# %% wrong · the target with its neighbour bits
# Reaches: what do you read out
def addi_parts(word):
    imm = word >> 20
    return word >> 7, word >> 15 & 31, imm - 4096 if imm > 2047 else imm

# %% wrong · no sign
# Reaches: the highest of the twelve bits
def addi_parts(word):
    return word >> 7 & 31, word >> 15 & 31, word >> 20

# %% wrong · the course's own encoder
# Reaches: rule
def addi_word(rd, rs1, imm):
    from course_utils.machine.encoding import encode
    return encode("addi", rd=rd, rs1=rs1, imm=imm)

# %% null · nothing
def addi_word(rd, rs1, imm):
    ...

def addi_parts(word):
    ...

# %% null · zeros
def addi_word(rd, rs1, imm):
    return 0

def addi_parts(word):
    return 0, 0, 0
