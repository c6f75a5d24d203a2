"""Answers to problem right_units of set 01, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

# %% right · dict
def right_units():
    return dict(a="GB", b="TB/s", c="TFLOP/s", d="GFLOP", e="ms", f="FLOP")

# %% right · zipped
def right_units():
    return dict(zip("abcdef", ["GB", "TB/s", "TFLOP/s", "GFLOP", "ms", "FLOP"], strict=True))

# %% right · the brochure mended
def right_units():
    units = {"a": "Gb", "b": "TB", "c": "TFLOP", "d": "GFLOP/s", "e": "s", "f": "FLOP"}
    units["a"] = "GB"
    units["b"] += "/s"
    units["c"] += "/s"
    units["d"] = units["d"].removesuffix("/s")
    units["e"] = "m" + units["e"]
    return units

# %% wrong · a list
# Reaches: A dict is asked for
def right_units():
    return ["GB", "TB/s", "TFLOP/s", "GFLOP", "ms", "FLOP"]

# %% wrong · five letters
# Reaches: the keys of your dict
def right_units():
    return {"a": "GB", "b": "TB/s", "c": "TFLOP/s", "d": "GFLOP", "e": "ms"}

# %% wrong · bits stay
# Reaches: A small b is a bit
def right_units():
    return {"a": "Gb", "b": "TB/s", "c": "TFLOP/s", "d": "GFLOP", "e": "ms", "f": "FLOP"}

# %% wrong · terabytes
# Reaches: which unit makes that 14
def right_units():
    return {"a": "TB", "b": "TB/s", "c": "TFLOP/s", "d": "GFLOP", "e": "ms", "f": "FLOP"}

# %% wrong · a size for a bandwidth
# Reaches: or one that hands over
def right_units():
    return {"a": "GB", "b": "TB", "c": "TFLOP/s", "d": "GFLOP", "e": "ms", "f": "FLOP"}

# %% wrong · a memory that calculates
# Reaches: What does a memory deliver
def right_units():
    return {"a": "GB", "b": "FLOP/s", "c": "TFLOP/s", "d": "GFLOP", "e": "ms", "f": "FLOP"}

# %% wrong · a peak as an amount
# Reaches: an amount of work, or a rate
def right_units():
    return {"a": "GB", "b": "TB/s", "c": "TFLOP", "d": "GFLOP", "e": "ms", "f": "FLOP"}

# %% wrong · a thousandth of the peak
# Reaches: How fast a processor calculates
def right_units():
    return {"a": "GB", "b": "TB/s", "c": "GFLOP/s", "d": "GFLOP", "e": "ms", "f": "FLOP"}

# %% wrong · work as a rate
# Reaches: For every token
def right_units():
    return {"a": "GB", "b": "TB/s", "c": "TFLOP/s", "d": "GFLOP/s", "e": "ms", "f": "FLOP"}

# %% wrong · a thousand times the work
# Reaches: Two operations for each
def right_units():
    return {"a": "GB", "b": "TB/s", "c": "TFLOP/s", "d": "TFLOP", "e": "ms", "f": "FLOP"}

# %% wrong · seconds
# Reaches: how long is that
def right_units():
    return {"a": "GB", "b": "TB/s", "c": "TFLOP/s", "d": "GFLOP", "e": "s", "f": "FLOP"}

# %% wrong · microseconds
# Reaches: Which part of a second
def right_units():
    return {"a": "GB", "b": "TB/s", "c": "TFLOP/s", "d": "GFLOP", "e": "µs", "f": "FLOP"}

# %% wrong · training as a rate
# Reaches: a whole training an amount
def right_units():
    return {"a": "GB", "b": "TB/s", "c": "TFLOP/s", "d": "GFLOP", "e": "ms", "f": "FLOP/s"}

# %% wrong · a prefix too many
# Reaches: which unit needs no prefix
def right_units():
    return {"a": "GB", "b": "TB/s", "c": "TFLOP/s", "d": "GFLOP", "e": "ms", "f": "GFLOP"}

# %% null · nothing
def right_units():
    ...

# %% null · empty
def right_units():
    return {}
