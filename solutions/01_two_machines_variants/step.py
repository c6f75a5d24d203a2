"""Answers to problem step of set 01, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

# %% right · match
def step(registers, pc, instruction):
    registers = registers[:]
    match instruction:
        case "addi", rd, rs1, imm:
            registers[rd] = (registers[rs1] + imm) & 0xFFFFFFFF
        case "add", rd, rs1, rs2:
            registers[rd] = (registers[rs1] + registers[rs2]) & 0xFFFFFFFF
        case "sub", rd, rs1, rs2:
            registers[rd] = (registers[rs1] - registers[rs2]) & 0xFFFFFFFF
        case "beq", rs1, rs2, offset if registers[rs1] == registers[rs2]:
            return registers, pc + offset
        case "blt", rs1, rs2, offset if (registers[rs1] + 2**31) % 2**32 < (registers[rs2] + 2**31) % 2**32:
            return registers, pc + offset
    registers[0] = 0
    return registers, pc + 4

# %% right · a table of functions
def step(registers, pc, instruction):
    def signed(word):
        return word - ((word >> 31) << 32)
    name, a, b, c = instruction
    values = {"addi": lambda: registers[b] + c, "add": lambda: registers[b] + registers[c], "sub": lambda: registers[b] - registers[c]}
    goes = {"beq": lambda: registers[a] == registers[b], "blt": lambda: signed(registers[a]) < signed(registers[b])}
    if name in goes:
        return registers, pc + (c if goes[name]() else 4)
    new = values[name]() % (1 << 32) if a else 0
    return [new if place == a else old for place, old in enumerate(registers)], pc + 4

# %% right · one case after another, given back as a list
def step(registers, pc, instruction):
    name, a, b, c = instruction
    out = tuple(registers)
    go = pc + 4
    if name == "beq" and registers[a] == registers[b]:
        go = pc + c
    elif name == "blt":
        x = int.from_bytes(registers[a].to_bytes(4, "big"), "big", signed=True)
        y = int.from_bytes(registers[b].to_bytes(4, "big"), "big", signed=True)
        go = pc + c if y > x else go
    elif name in ("add", "sub", "addi"):
        operand = {"add": registers[c] if c >= 0 and c < 32 else 0, "sub": -registers[c % 32], "addi": c}[name]
        if a > 0:
            out = out[:a] + ((registers[b] + operand) % 2**32,) + out[a + 1 :]
    return [out, go]

# %% wrong · the registers alone
# Reaches: how many things does your return line hold
def step(registers, pc, instruction):
    return registers

# %% wrong · the pc alone
# Reaches: Registers and pc are asked for
def step(registers, pc, instruction):
    return pc + 4

# %% wrong · a dict of registers
# Reaches: what is yours
def step(registers, pc, instruction):
    return dict(enumerate(registers)), pc + 4

# %% wrong · only the changed register
# Reaches: what is yours
def step(registers, pc, instruction):
    name, a, b, c = instruction
    return [registers[b] + registers[c % 32]], pc + 4

# %% wrong · instructions of one byte
# Reaches: Each instruction is 4 bytes long
def step(registers, pc, instruction):
    name, a, b, c = instruction
    after = list(registers)
    after[a] = (registers[b] + (c if name == "addi" else registers[c])) % 2**32
    return after, pc + 1

# %% wrong · stays where it is
# Reaches: Where does the processor go on after
def step(registers, pc, instruction):
    name, a, b, c = instruction
    after = list(registers)
    after[a] = (registers[b] + (c if name == "addi" else registers[c])) % 2**32
    return after, pc

# %% wrong · the last operand is the target
# Reaches: which register changes, and to what
def step(registers, pc, instruction):
    name, a, b, c = instruction
    after = list(registers)
    after[c % 32] = (registers[a] + registers[b]) % 2**32
    return after, pc + 4

# %% wrong · constants looked up
# Reaches: do you look it up in a register
def step(registers, pc, instruction):
    name, a, b, c = instruction
    after = list(registers)
    after[a] = (registers[b] + registers[c % 32]) % 2**32
    return after, pc + 4

# %% wrong · constants without their sign
# Reaches: 9 plus the constant
def step(registers, pc, instruction):
    name, a, b, c = instruction
    after = list(registers)
    after[a] = (registers[b] + (abs(c) if name == "addi" else registers[c])) % 2**32
    return after, pc + 4

# %% wrong · sub adds
# Reaches: Is sub an addition
def step(registers, pc, instruction):
    name, a, b, c = instruction
    after = list(registers)
    after[a] = (registers[b] + (c if name == "addi" else registers[c])) % 2**32
    return after, pc + 4

# %% wrong · sub the other way round
# Reaches: taken away from which
def step(registers, pc, instruction):
    name, a, b, c = instruction
    after = list(registers)
    right = c if name == "addi" else registers[c]
    after[a] = (right - registers[b] if name == "sub" else registers[b] + right) % 2**32
    return after, pc + 4

# %% wrong · offsets from the next instruction
# Reaches: or from the instruction after it
def step(registers, pc, instruction):
    name, a, b, c = instruction
    return list(registers), pc + 4 + (c if registers[a] == registers[b] else 0)

# %% wrong · offsets as addresses
# Reaches: an address, or a distance
def step(registers, pc, instruction):
    name, a, b, c = instruction
    return list(registers), c if registers[a] == registers[b] else pc + 4

# %% wrong · branches never taken
# Reaches: the offset is −8
def step(registers, pc, instruction):
    return list(registers), pc + 4

# %% wrong · a branch keeps its way back
# Reaches: does it write a register
def step(registers, pc, instruction):
    name, a, b, c = instruction
    after = list(registers)
    after[1] = pc + 4
    return after, pc + c if registers[a] == registers[b] else pc + 4

# %% wrong · branches always taken
# Reaches: 9 and 4 are not equal
def step(registers, pc, instruction):
    return list(registers), pc + instruction[3]

# %% wrong · blt is greater
# Reaches: 4 is less than 9
def step(registers, pc, instruction):
    name, a, b, c = instruction
    taken = registers[a] == registers[b] if name == "beq" else registers[a] > registers[b]
    return list(registers), pc + c if taken else pc + 4

# %% wrong · blt is less or equal
# Reaches: Is 9 less than 9
def step(registers, pc, instruction):
    name, a, b, c = instruction
    taken = registers[a] == registers[b] if name == "beq" else registers[a] <= registers[b]
    return list(registers), pc + c if taken else pc + 4

# %% wrong · register 0 is like the others
# Reaches: What does register 0 hold
def step(registers, pc, instruction):
    name, a, b, c = instruction
    after = list(registers)
    right = c if name == "addi" else registers[c % 32]
    after[a] = (registers[b] - right if name == "sub" else registers[b] + right) % 2**32
    return after, pc + 4

# %% wrong · numbers without end
# Reaches: the largest of 32 bits
def step(registers, pc, instruction):
    name, a, b, c = instruction
    after = list(registers)
    right = c if name == "addi" else registers[c % 32]
    if a:
        after[a] = registers[b] - right if name == "sub" else registers[b] + right
    return after, pc + 4

# %% wrong · no number below zero
# Reaches: A difference below zero
def step(registers, pc, instruction):
    name, a, b, c = instruction
    after = list(registers)
    right = c if name == "addi" else registers[c % 32]
    if a:
        after[a] = max(registers[b] - right, 0) if name == "sub" else (registers[b] + right) % 2**32
    return after, pc + 4

# %% wrong · blt without signs
# Reaches: does your comparison know
def step(registers, pc, instruction):
    name, a, b, c = instruction
    after = list(registers)
    if name in ("beq", "blt"):
        taken = registers[a] == registers[b] if name == "beq" else registers[a] < registers[b]
        return after, pc + c if taken else pc + 4
    right = c if name == "addi" else registers[c]
    if a:
        after[a] = (registers[b] - right if name == "sub" else registers[b] + right) % 2**32
    return after, pc + 4

# %% wrong · half of the registers
# Reaches: for all registers and contents
def step(registers, pc, instruction):
    name, a, b, c = instruction
    after = list(registers)
    if name in ("beq", "blt"):
        x, y = (r - 2**32 if r >= 2**31 else r for r in (registers[a], registers[b]))
        taken = x == y if name == "beq" else x < y
        return after, pc + c if taken else pc + 4
    right = c if name == "addi" else registers[c]
    if 0 < a < 16:
        after[a] = (registers[b] - right if name == "sub" else registers[b] + right) % 2**32
    return after, pc + 4

# %% null · nothing
def step(registers, pc, instruction):
    ...

# %% null · its argument
def step(registers, pc, instruction):
    return registers, pc

# %% equivalent · any larger number taken away leaves the order of signed words as it is; a pair of names has no order
# Same: if name in ('beq', 'blt'):  →  if name in ('blt', 'beq'):
# Same: a, b = (r - 2 ** 32 if r >= 2 ** 31 else r for r in (registers[first], registers[second]))  →  a, b = (r - 3 ** 32 if r >= 2 ** 31 else r for r in (registers[first], registers[second]))
# Same: a, b = (r - 2 ** 32 if r >= 2 ** 31 else r for r in (registers[first], registers[second]))  →  a, b = (r - 2 ** 33 if r >= 2 ** 31 else r for r in (registers[first], registers[second]))
