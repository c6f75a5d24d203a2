"""Answers to problem first_unset of set 19, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import numpy as np

# %% right · a dictionary of registers
def first_unset(program):
    values = {}
    for number, line in enumerate(program):
        name = line[0]
        if name == "out":
            needed = [line[1]]
        elif name == "li":
            needed = []
        else:
            needed = line[2:4]
        for one in needed:
            if one not in values:
                return number + 1
        values[line[1]] = True

# %% right · prefixes
def first_unset(program):
    for n, line in enumerate(program):
        before = {other[1] for other in program[:n] if other[0] != "out"}
        reads = set(line[1:]) if line[0] == "out" else set() if line[0] == "li" else set(line[2:])
        if reads - before:
            return n + 1
    return None

# %% right · next of a generator
def first_unset(program):
    def bad(n):
        line = program[n]
        reads = line[1:] if line[0] == "out" else [] if line[0] == "li" else line[2:]
        return any(all(other[0] == "out" or other[1] != r for other in program[:n]) for r in reads)
    return next((n + 1 for n in range(len(program)) if bad(n)), None)

# %% wrong · counts from 0
# Reaches: from what do you count lines
def first_unset(program):
    written = set()
    for line, (name, *operands) in enumerate(program):
        reads = {"li": [], "out": operands}.get(name, operands[1:])
        if any(r not in written for r in reads):
            return line
        written.add(operands[0])

# %% wrong · writes before it reads
# Reaches: which of the two happens first
def first_unset(program):
    written = set()
    for line, (name, *operands) in enumerate(program, start=1):
        if name != "out":
            written.add(operands[0])
        reads = {"li": [], "out": operands}.get(name, operands[1:])
        if any(r not in written for r in reads):
            return line

# %% wrong · zero where there is none
# Reaches: what is to be given back then
# Reaches: What does a program without lines read
def first_unset(program):
    written = set()
    for line, (name, *operands) in enumerate(program, start=1):
        reads = {"li": [], "out": operands}.get(name, operands[1:])
        if any(r not in written for r in reads):
            return line
        written.add(operands[0])
    return 0

# %% wrong · out reads nothing
# Reaches: Does an out read its register
def first_unset(program):
    written = set()
    for line, (name, *operands) in enumerate(program, start=1):
        reads = [] if name in ("li", "out") else operands[1:]
        if any(r not in written for r in reads):
            return line
        if name != "out":
            written.add(operands[0])

# %% wrong · the last bad line
# Reaches: which one is asked for
def first_unset(program):
    written, found = set(), None
    for line, (name, *operands) in enumerate(program, start=1):
        reads = {"li": [], "out": operands}.get(name, operands[1:])
        if any(r not in written for r in reads):
            found = line
        if name != "out":
            written.add(operands[0])
    return found

# %% wrong · the second operand only
# Reaches: do you look at both
def first_unset(program):
    written = set()
    for line, (name, *operands) in enumerate(program, start=1):
        reads = {"li": [], "out": operands}.get(name, operands[2:])
        if any(r not in written for r in reads):
            return line
        written.add(operands[0])

# %% wrong · forgets what was written long ago
# Reaches: does each line see what all lines before it have written
def first_unset(program):
    written = set()
    for line, (name, *operands) in enumerate(program, start=1):
        reads = {"li": [], "out": operands}.get(name, operands[1:])
        if any(r not in written for r in reads):
            return line
        if name != "out":
            written.add(operands[0])
        if line == 4:
            written.clear()

# %% null · nothing
def first_unset(program): ...

# %% null · always one
def first_unset(program):
    return -1
