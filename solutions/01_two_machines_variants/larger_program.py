"""Answers to problem larger_program of set 01, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

# %% right · the other difference
def larger_program():
    return """
    y n
    n d            # d = y
    x d first      # d = y - x; at most 0: x is the larger
    n m
    z z end
    first: x k
    k m
    z z end
    x: 0
    y: 0
    m: 0
    n: 0
    k: 0
    d: 0
    z: 0
    """

# %% right · x plus what y has more
def larger_program():
    lines = ["x n", "n m", "n d", "y d e", "h: z z end", "e: d m", "z z end"]
    return "\n".join([*lines, "x: 0", "y: 0", "m: 0", "n: 0", "d: 0", "z: 0"])

# %% right · made from names
def larger_program():
    def copy(source, through):
        return f"{source} {through}\n{through} m\nzero zero end\n"
    data = "".join(f"{name}: 0\n" for name in ("x", "y", "m", "a", "b", "c", "d", "zero"))
    return "x a\na d\ny d second\n" + copy("x", "b") + "second: " + copy("y", "c") + data

# %% wrong · a list of lines
# Reaches: The text of a program
def larger_program():
    return ["x m", "zero zero end", "x: 0", "y: 0", "m: 0", "zero: 0"]

# %% wrong · other names
# Reaches: data of your program
def larger_program():
    return "a zero\nzero b\nzero zero end\na: 0\nb: 0\nm: 0\nzero: 0"

# %% wrong · no cell called m
# Reaches: is there one called
def larger_program():
    return "x zero\nzero y\nzero zero end\nx: 0\ny: 0\nzero: 0"

# %% wrong · goes round
# Reaches: Does your program end
def larger_program():
    return "again: zero zero again\nx: 0\ny: 0\nm: 0\nzero: 0"

# %% wrong · runs into its data
# Reaches: Does your program end
def larger_program():
    return "x n\nn m\nx: 0\ny: 0\nm: 0\nn: 0\nzero: 0"

# %% wrong · the smaller one
# Reaches: or the smaller one
def larger_program():
    return "x n\nn d\ny d first\ny k\nk m\nz z end\nfirst: n m\nz z end\nx: 0\ny: 0\nm: 0\nn: 0\nk: 0\nd: 0\nz: 0"

# %% wrong · always x
# Reaches: does your program ever choose y
def larger_program():
    return "x n\nn m\nz z end\nx: 0\ny: 0\nm: 0\nn: 0\nz: 0"

# %% wrong · always y
# Reaches: does your program ever choose x
def larger_program():
    return "y n\nn m\nz z end\nx: 0\ny: 0\nm: 0\nn: 0\nz: 0"

# %% wrong · the sign turned round
# Reaches: without its sign turned round
def larger_program():
    return "x n\nn d\ny d small\nx m\nz z end\nsmall: y m\nz z end\nx: 0\ny: 0\nm: 0\nn: 0\nd: 0\nz: 0"

# %% wrong · the sum
# Reaches: without its sign turned round
def larger_program():
    return "x n\ny n\nn m\nz z end\nx: 0\ny: 0\nm: 0\nn: 0\nz: 0"

# %% wrong · the difference spoils x
# Reaches: still what they were
def larger_program():
    return "x n\nn m\ny x small\nz z end\nsmall: y k\nn n\nm n\nn j\nj m\nm m\nk m\nz z end\nx: 0\ny: 0\nm: 0\nn: 0\nk: 0\nj: 0\nz: 0"

# %% wrong · only above zero
# Reaches: numbers below zero
def larger_program():
    return "x n\nn d\nz x zero\ny d small\nn m\nz z end\nsmall: y k\nk m\nzero: z z end\nx: 0\ny: 0\nm: 0\nn: 0\nk: 0\nd: 0\nz: 0"

# %% wrong · waits for equal numbers
# Reaches: for equal, negative and large numbers
def larger_program():
    return "x n\nn d\ny d small\nn m\nz z end\nsmall: z d loop\nloop: y k\nz z go\ngo: k m\nx e\ne f\ny f more\nz z end\nmore: f g\nz g stop\nz z end\nstop: y p\np q\nx q stay\nz z end\nstay: z z stay\nx: 0\ny: 0\nm: 0\nn: 0\nk: 0\nd: 0\ne: 0\nf: 0\ng: 0\np: 0\nq: 0\nz: 0"

# %% null · nothing
def larger_program():
    ...

# %% null · no program
def larger_program():
    return ""
