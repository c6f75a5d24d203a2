"""Answers to problem chain_time of set 02, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

# %% right · a sum
def chain_time(calls, peak, memories, overhead_s):
    def rate(need):
        fitting = [r for s, r in memories if need <= s]
        return fitting[0] if fitting else memories[-1][1]
    return sum(max(f / peak, m / rate(w)) for f, m, w in calls) + overhead_s * len(calls)

# %% right · a loop with break
def chain_time(calls, peak, memories, overhead_s):
    total = 0
    for flop, moved, need in calls:
        for size, rate in memories:
            if size >= need:
                break
        total = total + overhead_s + max([moved / rate, flop / peak])
    return total

# %% right · by bisection
def chain_time(calls, peak, memories, overhead_s):
    import bisect
    sizes = [size for size, _ in memories]
    times = []
    for flop, moved, need in calls:
        place = min(bisect.bisect_left(sizes, need), len(sizes) - 1)
        times.append(max(flop / peak, moved / memories[place][1]) + overhead_s)
    return sum(times)

# %% wrong · a list of times
# Reaches: A number of seconds
def chain_time(calls, peak, memories, overhead_s):
    return [max(f / peak, m / next((r for s, r in memories if s >= w), memories[-1][1])) + overhead_s for f, m, w in calls]

# %% wrong · no overhead
# Reaches: where is the overhead
def chain_time(calls, peak, memories, overhead_s):
    total = 0.0
    for flop, moved, need in calls:
        rate = next((r for s, r in memories if s >= need), memories[-1][1])
        total += max(flop / peak, moved / rate)
    return total

# %% wrong · the fastest memory always
# Reaches: at which bandwidth do its bytes come
def chain_time(calls, peak, memories, overhead_s):
    total = 0.0
    for flop, moved, need in calls:
        total += max(flop / peak, moved / memories[0][1]) + overhead_s
    return total

# %% wrong · waits added
# Reaches: Within one call
def chain_time(calls, peak, memories, overhead_s):
    total = 0.0
    for flop, moved, need in calls:
        rate = next((r for s, r in memories if s >= need), memories[-1][1])
        total += flop / peak + moved / rate + overhead_s
    return total

# %% wrong · overhead hidden behind the work
# Reaches: where is the overhead
def chain_time(calls, peak, memories, overhead_s):
    total = 0.0
    for flop, moved, need in calls:
        rate = next((r for s, r in memories if s >= need), memories[-1][1])
        total += max(flop / peak, moved / rate, overhead_s)
    return total

# %% wrong · arithmetic alone
# Reaches: at which bandwidth do its bytes come
def chain_time(calls, peak, memories, overhead_s):
    total = 0.0
    for flop, moved, need in calls:
        total += flop / peak + overhead_s
    return total

# %% wrong · the overhead twice
# Reaches: one second of overhead: how long
def chain_time(calls, peak, memories, overhead_s):
    total = 0.0
    for flop, moved, need in calls:
        rate = next((r for s, r in memories if s >= need), memories[-1][1])
        total += max(flop / peak, moved / rate) + 1.5 * overhead_s
    return total

# %% wrong · overhead once for the chain
# Reaches: how often is the overhead paid
def chain_time(calls, peak, memories, overhead_s):
    total = overhead_s
    for flop, moved, need in calls:
        rate = next((r for s, r in memories if s >= need), memories[-1][1])
        total += max(flop / peak, moved / rate)
    return total

# %% wrong · the roof of the sums
# Reaches: from its own call
def chain_time(calls, peak, memories, overhead_s):
    arithmetic = sum(f / peak for f, _, _ in calls)
    memory = sum(m / next((r for s, r in memories if s >= w), memories[-1][1]) for _, m, w in calls)
    return max(arithmetic, memory) + 1 * overhead_s

# %% wrong · the slowest memory for all
# Reaches: first call takes 5 s, the second 6 s
def chain_time(calls, peak, memories, overhead_s):
    total = 0.0
    for flop, moved, need in calls:
        total += max(moved / memories[-1][1], (flop > 50) * 9.0) + overhead_s
    return total

# %% wrong · an exact fit is too small
# Reaches: fills a memory exactly
def chain_time(calls, peak, memories, overhead_s):
    total = 0.0
    for flop, moved, need in calls:
        rate = next((r for s, r in memories if s > need), memories[-1][1])
        total += max(flop / peak, moved / rate) + overhead_s
    return total

# %% wrong · nothing fits: the first
# Reaches: no memory is large enough
def chain_time(calls, peak, memories, overhead_s):
    total = 0.0
    for flop, moved, need in calls:
        rate = next((r for s, r in memories if s >= need), memories[0][1])
        total += max(flop / peak, moved / rate) + overhead_s
    return total

# %% wrong · chosen by the bytes moved
# Reaches: bytes moved or the working set
def chain_time(calls, peak, memories, overhead_s):
    total = 0.0
    for flop, moved, need in calls:
        rate = next((r for s, r in memories if s >= moved), memories[-1][1])
        total += max(flop / peak, moved / rate) + overhead_s
    return total

# %% wrong · no calls, no answer
# Reaches: How long do no calls take
def chain_time(calls, peak, memories, overhead_s):
    total = 0.0 if calls else overhead_s
    for flop, moved, need in calls:
        rate = next((r for s, r in memories if s >= need), memories[-1][1])
        total += max(flop / peak, moved / rate) + overhead_s
    return total

# %% wrong · two calls at most
# Reaches: choose its own memory and its own wait
def chain_time(calls, peak, memories, overhead_s):
    total = 0.0
    for flop, moved, need in calls[:2]:
        rate = next((r for s, r in memories if s >= need), memories[-1][1])
        total += max(flop / peak, moved / rate) + overhead_s
    return total

# %% null · nothing
def chain_time(calls, peak, memories, overhead_s):
    ...

# %% null · the overhead
def chain_time(calls, peak, memories, overhead_s):
    return -1.0

# %% equivalent · a maximum does not mind its order
# Same: total += max(flop / peak, moved / bandwidth) + overhead_s  →  total += max(moved / bandwidth, flop / peak) + overhead_s
