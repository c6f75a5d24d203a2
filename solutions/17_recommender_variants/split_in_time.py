"""Answers to problem split_in_time of set 17, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · in a loop
def split_in_time(log, day):
    train, test = [], []
    for e in log:
        if e[2] < day:
            train.append(e)
    for r, i, d in log:
        if d >= day and not any(r == a and i == b for a, b, _ in train):
            test.append((r, i, d))
    cold = []
    for _, i, _ in test:
        if i not in [b for _, b, _ in train] and i not in cold:
            cold.append(i)
    cold.sort()
    return train, test, cold

# %% right · filters
def split_in_time(log, day):
    train = list(filter(lambda e: e[2] < day, log))
    pairs = {e[:2] for e in train}
    test = [(r, i, d) for r, i, d in log if not d < day and (r, i) not in pairs]
    return (train, test, sorted({e[1] for e in test}.difference(e[1] for e in train)))

# %% right · items by reader
def split_in_time(log, day):
    past = {}
    for r, i, d in log:
        if d < day:
            past.setdefault(r, set()).add(i)
    everything = set().union(*past.values()) if past else set()
    train = [e for e in log if e[2] < day]
    test = [e for e in log if e[2] >= day and e[1] not in past.get(e[0], set())]
    return train, test, sorted(x for x in {e[1] for e in test} if x not in everything)

# %% wrong · two things
# Reaches: Three things are asked for
def split_in_time(log, day):
    return [e for e in log if e[2] < day], [e for e in log if e[2] >= day]

# %% wrong · the day itself is train
# Reaches: from days before the given one
def split_in_time(log, day):
    train = [e for e in log if e[2] <= day]
    pairs = {e[:2] for e in train}
    test = [e for e in log if e[2] > day and e[:2] not in pairs]
    return train, test, sorted({e[1] for e in test} - {e[1] for e in train})

# %% wrong · repeated pairs stay
# Reaches: find it again
def split_in_time(log, day):
    train = [e for e in log if e[2] < day]
    test = [e for e in log if e[2] >= day]
    return train, test, sorted({e[1] for e in test} - {e[1] for e in train})

# %% wrong · known items are left out for everybody
# Reaches: which entries stay in the test
def split_in_time(log, day):
    train = [e for e in log if e[2] < day]
    old = {e[1] for e in train}
    test = [e for e in log if e[2] >= day and e[1] not in old]
    return train, test, sorted({e[1] for e in test})

# %% wrong · cold items as often as they stand there
# Reaches: each once
def split_in_time(log, day):
    train = [e for e in log if e[2] < day]
    pairs, old = {e[:2] for e in train}, {e[1] for e in train}
    test = [e for e in log if e[2] >= day and e[:2] not in pairs]
    return train, test, sorted(e[1] for e in test if e[1] not in old)

# %% wrong · the log by days
# Reaches: in the order of the log
def split_in_time(log, day):
    log = sorted(log)
    train = [e for e in log if e[2] < day]
    pairs = {e[:2] for e in train}
    test = [e for e in log if e[2] >= day and e[:2] not in pairs]
    return train, test, sorted({e[1] for e in test} - {e[1] for e in train})

# %% wrong · the split is always day 9
# Reaches: In a longer log
def split_in_time(log, day):
    day = 9
    train = [e for e in log if e[2] < day]
    pairs = {e[:2] for e in train}
    test = [e for e in log if e[2] >= day and e[:2] not in pairs]
    return train, test, sorted({e[1] for e in test} - {e[1] for e in train})

# %% wrong · cold items backwards
# Reaches: in the order of their numbers
def split_in_time(log, day):
    train = [e for e in log if e[2] < day]
    pairs = {e[:2] for e in train}
    test = [e for e in log if e[2] >= day and e[:2] not in pairs]
    return train, test, sorted({e[1] for e in test} - {e[1] for e in train}, reverse=True)

# %% null · nothing
def split_in_time(log, day): ...
