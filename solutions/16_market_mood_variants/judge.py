"""Answers to problem judge of set 16, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · with sets
def judge(alarms, events, days):
    covered = {d: i for i, (s, n) in enumerate(events) for d in range(s, s + n)}
    first, wrong = {}, 0
    for day in sorted(alarms):
        if day in covered:
            first.setdefault(covered[day], day)
        else:
            wrong += 1
    delays = [day - events[i][0] for i, day in first.items()]
    precision = 1 - wrong / len(alarms) if alarms else 1.0
    delay = sum(delays) / len(delays) if delays else float("nan")
    return precision, len(first) / len(events), delay, 365 * wrong / (days - len(covered))

# %% right · a list of hits
def judge(alarms, events, days):
    hits = [sorted(a - s for a in alarms if 0 <= a - s < n) for s, n in events]
    found = [h[0] for h in hits if h]
    right = sum(map(len, hits))
    calm = days - sum(n for _, n in events)
    return [right / len(alarms) if alarms else 1.0, len(found) / len(hits),
            math.fsum(found) / len(found) if found else math.nan, (len(alarms) - right) * 365 / calm]

# %% right · day by day
def judge(alarms, events, days):
    where = [None] * days
    for i, (s, n) in enumerate(events):
        where[s : s + n] = [i] * n
    false = sum(where[a] is None for a in alarms)
    delays = []
    for i, (s, n) in enumerate(events):
        for d in range(s, s + n):
            if d in alarms:
                delays.append(d - s)
                break
    return ((len(alarms) - false) / len(alarms) if alarms else 1.0, len(delays) / len(events),
            sum(delays) / len(delays) if delays else math.nan, 365 * false / where.count(None))

# %% wrong · one number
# Reaches: Four numbers are asked for
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(right) / len(alarms) if alarms else 1.0
    recall = len(delays) / len(events)
    delay = sum(delays) / len(delays) if delays else math.nan
    false = 365 * (len(alarms) - len(right)) / calm
    return precision

# %% wrong · three numbers
# Reaches: how many numbers do you give back
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(right) / len(alarms) if alarms else 1.0
    recall = len(delays) / len(events)
    delay = sum(delays) / len(delays) if delays else math.nan
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay

# %% wrong · precision of events
# Reaches: is yours a share of the events
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(delays) / len(events)
    recall = len(delays) / len(events)
    delay = sum(delays) / len(delays) if delays else math.nan
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% wrong · precision turned round
# Reaches: what is the precision
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = 1 - len(right) / len(alarms) if alarms else 1.0
    recall = len(delays) / len(events)
    delay = sum(delays) / len(delays) if delays else math.nan
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% wrong · alarms for events
# Reaches: how many found events
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(right) / len(alarms) if alarms else 1.0
    recall = len(right) / len(events)
    delay = sum(delays) / len(delays) if delays else math.nan
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% wrong · recall of alarms
# Reaches: what is the recall
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(right) / len(alarms) if alarms else 1.0
    recall = len(delays) / max(len(alarms), 1)
    delay = sum(delays) / len(delays) if delays else math.nan
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% wrong · all alarms wait
# Reaches: which of them ends the wait
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(right) / len(alarms) if alarms else 1.0
    recall = len(delays) / len(events)
    waits = [d - a for a, b in spans for d in alarms if a <= d < b]
    delay = sum(waits) / len(waits) if waits else math.nan
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% wrong · a missed event waits 0 days
# Reaches: do you count it
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(right) / len(alarms) if alarms else 1.0
    recall = len(delays) / len(events)
    delay = sum(delays) / len(events)
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% wrong · the longest wait
# Reaches: what is the mean
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [max(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(right) / len(alarms) if alarms else 1.0
    recall = len(delays) / len(events)
    delay = sum(delays) / len(delays) if delays else math.nan
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% wrong · all days
# Reaches: how many days are these
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days
    precision = len(right) / len(alarms) if alarms else 1.0
    recall = len(delays) / len(events)
    delay = sum(delays) / len(delays) if delays else math.nan
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% wrong · not a year
# Reaches: how many in 365
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(right) / len(alarms) if alarms else 1.0
    recall = len(delays) / len(events)
    delay = sum(delays) / len(delays) if delays else math.nan
    false = 1 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% wrong · no alarm, no precision
# Reaches: was any of them wrong
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(right) / len(alarms) if alarms else 0.0
    recall = len(delays) / len(events)
    delay = sum(delays) / len(delays) if delays else math.nan
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% wrong · no delay is None
# Reaches: which number that is no number
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(right) / len(alarms) if alarms else 1.0
    recall = len(delays) / len(events)
    delay = sum(delays) / len(delays) if delays else None
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% wrong · no delay is 0
# Reaches: is there a delay at all
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(right) / len(alarms) if alarms else 1.0
    recall = len(delays) / len(events)
    delay = sum(delays) / len(delays) if delays else 0.0
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% wrong · the day after belongs to it
# Reaches: does day 15
def judge(alarms, events, days):
    spans = [(s, s + n + 1) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [min(d - a for d in alarms if a <= d < b) for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(right) / len(alarms) if alarms else 1.0
    recall = len(delays) / len(events)
    delay = sum(delays) / len(delays) if delays else math.nan
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% wrong · the first in the list
# Reaches: which one is the first in time
def judge(alarms, events, days):
    spans = [(s, s + n) for s, n in events]
    right = [d for d in alarms if any(a <= d < b for a, b in spans)]
    delays = [[d - a for d in alarms if a <= d < b][0] for a, b in spans if any(a <= d < b for d in alarms)]
    calm = days - sum(n for _, n in events)
    precision = len(right) / len(alarms) if alarms else 1.0
    recall = len(delays) / len(events)
    delay = sum(delays) / len(delays) if delays else math.nan
    false = 365 * (len(alarms) - len(right)) / calm
    return precision, recall, delay, false

# %% null · nothing
def judge(alarms, events, days): ...
