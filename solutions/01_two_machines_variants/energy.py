"""Answers to problem energy of set 01, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

# %% right · dict at the end
def energy(instructions, accesses, flop, weight_bytes):
    out = {}
    out["processor"] = instructions * 70.0 + accesses * 10.0
    out["network"] = 4.6 * (flop / 2) + 12.5 * weight_bytes
    out["ratio"] = out["network"] / out["processor"]
    return out

# %% right · in joules inside
def energy(instructions, accesses, flop, weight_bytes):
    pico = 1e-12
    program = (70 * pico) * instructions + (10 * pico) * accesses
    model = (2.3 * pico) * flop + (100 * pico / 8) * weight_bytes
    return dict(processor=program / pico, network=model / pico, ratio=model / program)

# %% right · the course's own estimate
def energy(instructions, accesses, flop, weight_bytes):
    from course_utils.machine.energy import CACHE_8KB_J, INSTRUCTION_J, network_energy
    program = instructions * INSTRUCTION_J + accesses * CACHE_8KB_J
    network = network_energy(flop, weight_bytes).total_j
    return {"ratio": network / program, "processor": program * 1e12, "network": network * 1e12}

# %% wrong · two numbers
# Reaches: A dict is asked for
def energy(instructions, accesses, flop, weight_bytes):
    return 70 * instructions + 10 * accesses, 2.3 * flop + 12.5 * weight_bytes

# %% wrong · no ratio
# Reaches: which of their names is missing
def energy(instructions, accesses, flop, weight_bytes):
    return {"processor": 70 * instructions + 10 * accesses, "network": 2.3 * flop + 12.5 * weight_bytes}

# %% wrong · data of the program for nothing
# Reaches: do they cost nothing
def energy(instructions, accesses, flop, weight_bytes):
    p, n = 70 * instructions, 2.3 * flop + 12.5 * weight_bytes
    return {"processor": p, "network": n, "ratio": n / p}

# %% wrong · joules
# Reaches: 10 instructions at 70 pJ
def energy(instructions, accesses, flop, weight_bytes):
    p, n = 70e-12 * instructions + 10e-12 * accesses, 2.3e-12 * flop + 12.5e-12 * weight_bytes
    return {"processor": p, "network": n, "ratio": n / p}

# %% wrong · every FLOP paid twice
# Reaches: Is every FLOP a multiplication
def energy(instructions, accesses, flop, weight_bytes):
    p, n = 70 * instructions + 10 * accesses, 4.6 * flop + 12.5 * weight_bytes
    return {"processor": p, "network": n, "ratio": n / p}

# %% wrong · every byte at the price of eight
# Reaches: how many times are 16 bytes paid
def energy(instructions, accesses, flop, weight_bytes):
    p, n = 70 * instructions + 10 * accesses, 2.3 * flop + 100 * weight_bytes
    return {"processor": p, "network": n, "ratio": n / p}

# %% wrong · weights for nothing
# Reaches: do the weights come for nothing
def energy(instructions, accesses, flop, weight_bytes):
    p, n = 70 * instructions + 10 * accesses, 2.3 * flop
    return {"processor": p, "network": n, "ratio": n / p}

# %% wrong · multiplications only
# Reaches: 10 multiplications, 10 additions
def energy(instructions, accesses, flop, weight_bytes):
    p, n = 70 * instructions + 10 * accesses, 3.7 * flop + 12.5 * weight_bytes
    return {"processor": p, "network": n, "ratio": n / p}

# %% wrong · the ratio upside down
# Reaches: which of the two stands above the line
def energy(instructions, accesses, flop, weight_bytes):
    p, n = 70 * instructions + 10 * accesses, 2.3 * flop + 12.5 * weight_bytes
    return {"processor": p, "network": n, "ratio": p / n}

# %% wrong · a difference
# Reaches: What is the quotient
def energy(instructions, accesses, flop, weight_bytes):
    p, n = 70 * instructions + 10 * accesses, 2.3 * flop + 12.5 * weight_bytes
    return {"processor": p, "network": n, "ratio": n - p}

# %% wrong · three accesses built in
# Reaches: sorting six letters on both machines
def energy(instructions, accesses, flop, weight_bytes):
    p, n = 70 * instructions + 30, 2.3 * flop + 12.5 * weight_bytes
    return {"processor": p, "network": n, "ratio": n / p}

# %% null · nothing
def energy(instructions, accesses, flop, weight_bytes):
    ...

# %% null · zeros
def energy(instructions, accesses, flop, weight_bytes):
    return {"processor": 0, "network": 0, "ratio": 0}
