"""Answers to problem token_flop of set 01, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

# %% right · layer by layer
def token_flop(C, layers, V, seen):
    flop = 2 * V * C
    for _ in range(layers):
        flop += 8 * C * C + 16 * C * C + 2 * seen * C + 2 * seen * C
    return flop

def without_cache(C, layers, V, prompt, new):
    sizes = [prompt + step for step in range(new)]
    return sum(layers * T * token_flop(C, 1, 0, T) + 2 * C * V for T in sizes)

# %% right · closed sums
def token_flop(C, layers, V, seen):
    return 4.0 * C * (layers * (6 * C + seen) + V / 2)

def without_cache(C, layers, V, prompt, new):
    first = sum(range(prompt, prompt + new))
    second = sum(T * T for T in range(prompt, prompt + new))
    return layers * 24 * C * C * first + layers * 4 * C * second + new * 2 * C * V

# %% right · by tensors
def token_flop(C, layers, V, seen):
    return 2 * C * V + 24 * layers * C ** 2 + 4 * layers * C * seen

def without_cache(C, layers, V, prompt, new):
    T = torch.arange(prompt, prompt + new, dtype=torch.float64)
    return float((layers * (24 * T * C**2 + 4 * T**2 * C) + 2 * C * V).sum())

# %% wrong · a list
# Reaches: what do you give back
def token_flop(C, layers, V, seen):
    return [24 * C**2 + 4 * C * seen] * layers

# %% wrong · no scores
# Reaches: is the new position scored
def token_flop(C, layers, V, seen):
    return layers * (24 * C**2 + 4 * C * seen)

# %% wrong · one layer
# Reaches: How many layers
def token_flop(C, layers, V, seen):
    return 24 * C**2 + 4 * C * seen + 2 * C * V

# %% wrong · scored after every layer
# Reaches: or after every layer
def token_flop(C, layers, V, seen):
    return layers * (24 * C**2 + 4 * C * seen + 2 * C * V)

# %% wrong · a multiply and an add as one
# Reaches: How many FLOP are one multiply
def token_flop(C, layers, V, seen):
    return layers * (12 * C**2 + 2 * C * seen) + C * V

# %% wrong · nothing looked at
# Reaches: look at no position
def token_flop(C, layers, V, seen):
    return layers * 24 * C**2 + 2 * C * V

# %% wrong · all pairs of positions
# Reaches: 3 layers of 1,536 and 64
def token_flop(C, layers, V, seen):
    return layers * (24 * C**2 + 4 * C * seen**2) + 2 * C * V

# %% wrong · two is built in
# Reaches: for every width, depth and vocabulary
def token_flop(C, layers, V, seen):
    return layers * (24 * C**2 + 4 * C * 2) + 2 * C * V

# %% wrong · steps as a list
# Reaches: what do you give back
def without_cache(C, layers, V, prompt, new):
    return [layers * (24 * T * C**2 + 4 * T**2 * C) + 2 * C * V for T in range(prompt, prompt + new)]

# %% wrong · one token ahead
# Reaches: The first step reads the prompt
def without_cache(C, layers, V, prompt, new):
    return sum(layers * (24 * T * C**2 + 4 * T**2 * C) + 2 * C * V for T in range(prompt + 1, prompt + new + 1))

# %% wrong · one step more
# Reaches: How many steps write two tokens
def without_cache(C, layers, V, prompt, new):
    return sum(layers * (24 * T * C**2 + 4 * T**2 * C) + 2 * C * V for T in range(prompt, prompt + new + 1))

# %% wrong · every position scored
# Reaches: do you score every one
def without_cache(C, layers, V, prompt, new):
    return sum(layers * (24 * T * C**2 + 4 * T**2 * C) + 2 * C * V * T for T in range(prompt, prompt + new))

# %% wrong · the prompt alone
# Reaches: who writes the second one
def without_cache(C, layers, V, prompt, new):
    return layers * (24 * prompt * C**2 + 4 * prompt**2 * C) + 2 * C * V

# %% wrong · no position scored
# Reaches: did yours
def without_cache(C, layers, V, prompt, new):
    return sum(layers * (24 * T * C**2 + 4 * T**2 * C) for T in range(prompt, prompt + new))

# %% wrong · with a cache
# Reaches: what is the sum
def without_cache(C, layers, V, prompt, new):
    return sum(token_flop(C, layers, V, T) for T in range(prompt, prompt + new))

# %% wrong · two steps, whatever is asked
# Reaches: every prompt and every number of new tokens
def without_cache(C, layers, V, prompt, new):
    return sum(layers * (24 * T * C**2 + 4 * T**2 * C) + 2 * C * V for T in (prompt, prompt + 1))

# %% null · nothing
def token_flop(C, layers, V, seen):
    ...

def without_cache(C, layers, V, prompt, new):
    ...

# %% null · zeros
def token_flop(C, layers, V, seen):
    return 0

def without_cache(C, layers, V, prompt, new):
    return 0
