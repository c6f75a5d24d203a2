"""Answers to problem under_the_roof of set 02, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

# %% right · by the side of the ridge
def under_the_roof(flop, moved, peak, bandwidth):
    ridge = peak / bandwidth
    intensity = flop / moved
    rate = peak if intensity >= ridge else intensity * bandwidth
    return {"ridge": ridge, "time_s": flop / rate, "share": rate / peak}

# %% right · sorted
def under_the_roof(flop, moved, peak, bandwidth):
    arithmetic, memory = flop / peak, moved / bandwidth
    t = sorted([arithmetic, memory])[1]
    return dict(ridge=peak / bandwidth, time_s=t, share=arithmetic / t)

# %% right · the share first
def under_the_roof(flop, moved, peak, bandwidth):
    ridge = peak / bandwidth
    share = min(1, flop / moved / ridge)
    return {"share": share, "time_s": flop / (peak * share), "ridge": ridge}

# %% wrong · a tuple
# Reaches: A dict is asked for
def under_the_roof(flop, moved, peak, bandwidth):
    t = max(flop / peak, moved / bandwidth)
    return peak / bandwidth, t, flop / t / peak

# %% wrong · another name
# Reaches: which of their names is missing
def under_the_roof(flop, moved, peak, bandwidth):
    t = max(flop / peak, moved / bandwidth)
    return {"ridge": peak / bandwidth, "time": t, "share": flop / t / peak}

# %% wrong · the ridge upside down
# Reaches: which of the two rates stands above
def under_the_roof(flop, moved, peak, bandwidth):
    t = max(flop / peak, moved / bandwidth)
    return {"ridge": bandwidth / peak, "time_s": t, "share": flop / t / peak}

# %% wrong · the kernel's intensity
# Reaches: belong to the kernel or to the machine
def under_the_roof(flop, moved, peak, bandwidth):
    t = max(flop / peak, moved / bandwidth)
    return {"ridge": flop / moved, "time_s": t, "share": flop / t / peak}

# %% wrong · the ridge as a product
# Reaches: both waits take equally long
def under_the_roof(flop, moved, peak, bandwidth):
    t = max(flop / peak, moved / bandwidth)
    return {"ridge": peak * bandwidth, "time_s": t, "share": flop / t / peak}

# %% wrong · both waits added
# Reaches: begin when the other has ended
def under_the_roof(flop, moved, peak, bandwidth):
    t = flop / peak + moved / bandwidth
    return {"ridge": peak / bandwidth, "time_s": t, "share": flop / t / peak}

# %% wrong · the shorter wait
# Reaches: This is the shorter wait
def under_the_roof(flop, moved, peak, bandwidth):
    t = min(flop / peak, moved / bandwidth)
    return {"ridge": peak / bandwidth, "time_s": t, "share": flop / t / peak}

# %% wrong · the mean of the waits
# Reaches: when are both over
def under_the_roof(flop, moved, peak, bandwidth):
    t = (flop / peak + moved / bandwidth) / 2
    return {"ridge": peak / bandwidth, "time_s": t, "share": flop / t / peak}

# %% wrong · the rate for the share
# Reaches: which share of 8
def under_the_roof(flop, moved, peak, bandwidth):
    t = max(flop / peak, moved / bandwidth)
    return {"ridge": peak / bandwidth, "time_s": t, "share": flop / t}

# %% wrong · the share in per cent
# Reaches: which share of 8
def under_the_roof(flop, moved, peak, bandwidth):
    t = max(flop / peak, moved / bandwidth)
    return {"ridge": peak / bandwidth, "time_s": t, "share": 100 * flop / t / peak}

# %% wrong · memory always
# Reaches: at or beyond the ridge
def under_the_roof(flop, moved, peak, bandwidth):
    t = moved / bandwidth
    return {"ridge": peak / bandwidth, "time_s": t, "share": flop / t / peak}

# %% null · nothing
def under_the_roof(flop, moved, peak, bandwidth):
    ...

# %% null · ones
def under_the_roof(flop, moved, peak, bandwidth):
    return {"ridge": 1.0, "time_s": 1.0, "share": 1.0}

# %% equivalent · a maximum does not mind its order
# Same: time_s = max(flop / peak, moved / bandwidth)  →  time_s = max(moved / bandwidth, flop / peak)
