"""Answers to problem execute of set 19, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import numpy as np

# %% right · while
def execute(program, max_steps):
    r, pc, steps = {}, 0, 0
    while steps < max_steps:
        if pc < 0 or pc >= len(program): return ("fault", "end")
        op = program[pc]
        try:
            if op[0] == "out": return ("ok", r[op[1]])
            if op[0] == "bnez":
                pc = op[2] if r[op[1]] else pc + 1
            else:
                if op[0] == "li": v = op[2]
                else:
                    a, b = r[op[2]], r[op[3]]
                    v = a + b if op[0] == "add" else a - b if op[0] == "sub" else a * b
                v &= 0xFFFFFFFF
                r[op[1]] = v - (1 << 32) if v >> 31 else v
                pc += 1
        except KeyError:
            return ("fault", "register")
        steps += 1
    return ("fault", "steps")

# %% right · bytes do the wrapping
def execute(program, max_steps):
    r, at = {}, 0
    for _ in range(max_steps):
        if at not in range(len(program)):
            return ("fault", "end")
        name, *x = program[at]
        at += 1
        need = x[:1] if name in ("out", "bnez") else [] if name == "li" else x[1:]
        if not set(need) <= set(r):
            return ("fault", "register")
        if name == "out":
            return ("ok", r[x[0]])
        if name == "bnez":
            if r[x[0]] != 0:
                at = x[1]
            continue
        v = x[1] if name == "li" else {"add": int.__add__, "sub": int.__sub__, "mul": int.__mul__}[name](r[x[1]], r[x[2]])
        r[x[0]] = int.from_bytes((v % (1 << 32)).to_bytes(4, "little"), "little", signed=True)
    return ("fault", "steps")

# %% right · recursion on the state
def execute(program, max_steps):
    def wrap(v):
        v %= 4294967296
        return v if v < 2147483648 else v - 4294967296
    state, left = ({}, 0), max_steps
    while left:
        left -= 1
        r, at = state
        if not (0 <= at <= len(program) - 1):
            return "fault", "end"
        match program[at]:
            case ["li", d, n]: state = ({**r, d: wrap(n)}, at + 1)
            case ["out", d]: return ("ok", r[d]) if d in r else ("fault", "register")
            case ["bnez", d, to]:
                if d not in r: return "fault", "register"
                state = (r, to if r[d] else at + 1)
            case [name, d, a, b]:
                if a not in r or b not in r: return "fault", "register"
                x, y = r[a], r[b]
                state = ({**r, d: wrap(x + y if name == "add" else x - y if name == "sub" else x * y)}, at + 1)
    return "fault", "steps"

# %% wrong · the value alone
# Reaches: what do you give back
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps):
        if not 0 <= line < len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name in ("bnez", "out") else [] if name == "li" else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return registers[target]
        if name == "bnez":
            line = operands[0] if registers[target] != 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = (value + 2**31) % 2**32 - 2**31
    return "fault", "steps"

# %% wrong · another word
# Reaches: what stands before it
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps):
        if not 0 <= line < len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name in ("bnez", "out") else [] if name == "li" else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return "out", registers[target]
        if name == "bnez":
            line = operands[0] if registers[target] != 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = (value + 2**31) % 2**32 - 2**31
    return "fault", "steps"

# %% wrong · no limit
# Reaches: who stops the program
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(1000):
        if not 0 <= line < len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name in ("bnez", "out") else [] if name == "li" else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return "ok", registers[target]
        if name == "bnez":
            line = operands[0] if registers[target] != 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = (value + 2**31) % 2**32 - 2**31
    return "fault", "steps"

# %% wrong · one step too few
# Reaches: stopped one step too early
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps - 1):
        if not 0 <= line < len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name in ("bnez", "out") else [] if name == "li" else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return "ok", registers[target]
        if name == "bnez":
            line = operands[0] if registers[target] != 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = (value + 2**31) % 2**32 - 2**31
    return "fault", "steps"

# %% wrong · subtracts the wrong way
# Reaches: which operand is taken away from which
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps):
        if not 0 <= line < len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name in ("bnez", "out") else [] if name == "li" else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return "ok", registers[target]
        if name == "bnez":
            line = operands[0] if registers[target] != 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": b - a, "mul": a * b}[name]
        registers[target] = (value + 2**31) % 2**32 - 2**31
    return "fault", "steps"

# %% wrong · branches on zero
# Reaches: does your branch go to its line
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps):
        if not 0 <= line < len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name in ("bnez", "out") else [] if name == "li" else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return "ok", registers[target]
        if name == "bnez":
            line = operands[0] if registers[target] == 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = (value + 2**31) % 2**32 - 2**31
    return "fault", "steps"

# %% wrong · branches on positive numbers
# Reaches: does the branch go?
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps):
        if not 0 <= line < len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name in ("bnez", "out") else [] if name == "li" else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return "ok", registers[target]
        if name == "bnez":
            line = operands[0] if registers[target] > 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = (value + 2**31) % 2**32 - 2**31
    return "fault", "steps"

# %% wrong · unset registers are 0
# Reaches: to which nothing was written
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps):
        if not 0 <= line < len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name in ("bnez", "out") else [] if name == "li" else operands
        if any(register not in registers for register in reads):
            registers.update({r: registers.get(r, 0) for r in reads})
        line += 1
        if name == "out":
            return "ok", registers[target]
        if name == "bnez":
            line = operands[0] if registers[target] != 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = (value + 2**31) % 2**32 - 2**31
    return "fault", "steps"

# %% wrong · an out may print nothing
# Reaches: Does an out read its register
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps):
        if not 0 <= line < len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name == "bnez" else [] if name in ("li", "out") else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return "ok", registers.get(target)
        if name == "bnez":
            line = operands[0] if registers[target] != 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = (value + 2**31) % 2**32 - 2**31
    return "fault", "steps"

# %% wrong · a branch reads nothing
# Reaches: Does a branch read its register
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps):
        if not 0 <= line < len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name == "out" else [] if name in ("li", "bnez") else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return "ok", registers[target]
        if name == "bnez":
            line = operands[0] if registers.get(target, 0) != 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = (value + 2**31) % 2**32 - 2**31
    return "fault", "steps"

# %% wrong · the end is a matter of steps
# Reaches: which of the faults is it
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps):
        if not 0 <= line < len(program):
            return "fault", "steps"
        name, target, *operands = program[line]
        reads = [target] if name in ("bnez", "out") else [] if name == "li" else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return "ok", registers[target]
        if name == "bnez":
            line = operands[0] if registers[target] != 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = (value + 2**31) % 2**32 - 2**31
    return "fault", "steps"

# %% wrong · negative lines count from the end
# Reaches: Is there a line −1
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps):
        if line >= len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name in ("bnez", "out") else [] if name == "li" else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return "ok", registers[target]
        if name == "bnez":
            line = operands[0] if registers[target] != 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = (value + 2**31) % 2**32 - 2**31
    return "fault", "steps"

# %% wrong · no limit of 32 bits
# Reaches: where does it go on
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps):
        if not 0 <= line < len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name in ("bnez", "out") else [] if name == "li" else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return "ok", registers[target]
        if name == "bnez":
            line = operands[0] if registers[target] != 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = value
    return "fault", "steps"

# %% wrong · wraps once
# Reaches: what is left of it
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps):
        if not 0 <= line < len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name in ("bnez", "out") else [] if name == "li" else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return "ok", registers[target]
        if name == "bnez":
            line = operands[0] if registers[target] != 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = value - 2**32 if value > 2**31 - 1 else value
    return "fault", "steps"

# %% wrong · stays at the largest
# Reaches: where does it go on
def execute(program, max_steps):
    registers, line = {}, 0
    for _ in range(max_steps):
        if not 0 <= line < len(program):
            return "fault", "end"
        name, target, *operands = program[line]
        reads = [target] if name in ("bnez", "out") else [] if name == "li" else operands
        if any(register not in registers for register in reads):
            return "fault", "register"
        line += 1
        if name == "out":
            return "ok", registers[target]
        if name == "bnez":
            line = operands[0] if registers[target] != 0 else line
            continue
        if name == "li":
            value = operands[0]
        else:
            a, b = (registers.get(register, 0) for register in operands)
            value = {"add": a + b, "sub": a - b, "mul": a * b}[name]
        registers[target] = max(-(2**31), min(2**31 - 1, value))
    return "fault", "steps"

# %% wrong · as many steps as there are lines
# Reaches: Doubling five times
def execute(program, max_steps):
    if max_steps < len(program): return "fault", "steps"
    r = {}
    for name, d, *x in program:
        if name == "out": return "ok", r[d]
        if name == "li": r[d] = x[0]
        elif name != "bnez":
            a, b = r[x[0]], r[x[1]]
            r[d] = {"add": a + b, "sub": a - b, "mul": a * b}[name]
    return "fault", "end"

# %% wrong · branches are free
# Reaches: does every executed line count
def execute(program, max_steps):
    r, at, steps = {}, 0, 0
    for _ in range(5000):
        if steps >= max_steps: break
        if not 0 <= at < len(program): return "fault", "end"
        name, d, *x = program[at]
        at += 1
        steps += name != "bnez" or d == "t0"
        try:
            if name == "out": return "ok", r[d]
            if name == "bnez":
                at = x[0] if r[d] else at
                continue
            v = x[0] if name == "li" else {"add": r[x[0]] + r[x[-1]], "sub": r[x[0]] - r[x[-1]], "mul": r[x[0]] * r[x[-1]]}[name]
        except KeyError:
            return "fault", "register"
        r[d] = (v + 2**31) % 2**32 - 2**31
    return "fault", "steps"

# %% null · nothing
def execute(program, max_steps): ...

# %% null · always a fault
def execute(program, max_steps):
    return ("fault", "none")

# %% equivalent · a pair of names has no order, and the second of two is the last; half a turn forwards or back is the same
# Same: reads = [target] if name in ('bnez', 'out') else [] if name == 'li' else operands  →  reads = [target] if name in ('out', 'bnez') else [] if name == 'li' else operands
# Same: value = operands[0]  →  value = operands[-1]
# Same: registers[target] = (value + 2 ** 31) % 2 ** 32 - 2 ** 31  →  registers[target] = (value - 2 ** 31) % 2 ** 32 - 2 ** 31
# Same: line = operands[0] if registers[target] != 0 else line  →  line = operands[-1] if registers[target] != 0 else line
