"""Answers to problem product_intensity of set 02, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

# %% right · a list
def product_intensity(m, k, n, dtype_bytes):
    numbers = m * k + k * n + m * n
    return [2 * m * n * k, numbers * dtype_bytes, 2 * m * n * k / (numbers * dtype_bytes)]

# %% right · multiply and add apart
def product_intensity(m, k, n, dtype_bytes):
    multiplies = m * n * k
    adds = m * n * k
    moved = sum(dtype_bytes * rows * columns for rows, columns in ((m, k), (k, n), (m, n)))
    return multiplies + adds, moved, (multiplies + adds) / moved

# %% right · floats
def product_intensity(m, k, n, dtype_bytes):
    a, b, c = float(m * k), float(k * n), float(m * n)
    flop = 2.0 * a * n
    return flop, (a + b + c) * dtype_bytes, flop / dtype_bytes / (a + b + c)

# %% wrong · the intensity alone
# Reaches: Three numbers are asked for
def product_intensity(m, k, n, dtype_bytes):
    return 2 * m * k * n / (dtype_bytes * (m * k + k * n + m * n))

# %% wrong · two numbers
# Reaches: how many numbers does your return line hold
def product_intensity(m, k, n, dtype_bytes):
    return 2 * m * k * n, dtype_bytes * (m * k + k * n + m * n)

# %% wrong · a multiply and an add as one
# Reaches: How many FLOP are one multiply
def product_intensity(m, k, n, dtype_bytes):
    flop, moved = m * k * n, dtype_bytes * (m * k + k * n + m * n)
    return flop, moved, flop / moved

# %% wrong · one add less
# Reaches: 15 sums of 7 products
def product_intensity(m, k, n, dtype_bytes):
    flop, moved = m * n * (2 * k - 1), dtype_bytes * (m * k + k * n + m * n)
    return flop, moved, flop / moved

# %% wrong · numbers for bytes
# Reaches: Are these numbers or bytes
def product_intensity(m, k, n, dtype_bytes):
    flop, moved = 2 * m * k * n, m * k + k * n + m * n
    return flop, moved, flop / moved

# %% wrong · nothing is written
# Reaches: is nothing written
def product_intensity(m, k, n, dtype_bytes):
    flop, moved = 2 * m * k * n, dtype_bytes * (m * k + k * n)
    return flop, moved, flop / moved

# %% wrong · the result is read too
# Reaches: 35 numbers and 21 numbers
def product_intensity(m, k, n, dtype_bytes):
    flop, moved = 2 * m * k * n, dtype_bytes * (m * k + k * n + 2 * m * n)
    return flop, moved, flop / moved

# %% wrong · the sizes added
# Reaches: 35 numbers and 21 numbers
def product_intensity(m, k, n, dtype_bytes):
    flop, moved = 2 * m * k * n, dtype_bytes * (m + k + n)
    return flop, moved, flop / moved

# %% wrong · bytes for each FLOP
# Reaches: which of the two stands above the line
def product_intensity(m, k, n, dtype_bytes):
    flop, moved = 2 * m * k * n, dtype_bytes * (m * k + k * n + m * n)
    return flop, moved, moved / flop

# %% wrong · a whole quotient
# Reaches: quotient of your first two numbers
def product_intensity(m, k, n, dtype_bytes):
    flop, moved = 2 * m * k * n, dtype_bytes * (m * k + k * n + m * n)
    return flop, moved, flop // moved

# %% wrong · always four bytes
# Reaches: all three sides and the size of a number
def product_intensity(m, k, n, dtype_bytes):
    flop, moved = 2 * m * k * n, 4 * (m * k + k * n + m * n)
    return flop, moved, flop / moved

# %% null · nothing
def product_intensity(m, k, n, dtype_bytes):
    ...

# %% null · zeros
def product_intensity(m, k, n, dtype_bytes):
    return 0, 0, 0
