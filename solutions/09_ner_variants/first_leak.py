"""Answers to problem first_leak of set 09, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, C419, D103, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · a table of who has seen it
def first_leak(steps):
    seen = {"test": True}
    for name, kind, uses in steps:
        seen[name] = any(seen.get(use, False) for use in uses)
        if seen[name] and kind in ("fit", "choose"):
            return name
    return None

# %% right · backwards through the graph
def first_leak(steps):
    parents = {name: uses for name, _, uses in steps}

    def reads(name):
        return name == "test" or any(reads(one) for one in parents.get(name, ()))

    return next((name for name, kind, _ in steps if kind != "report" and reads(name)), None)

# %% right · until nothing changes
def first_leak(steps):
    seen, before = {"test"}, 0
    while len(seen) != before:
        before = len(seen)
        seen |= {name for name, _, uses in steps if seen.intersection(uses)}
    for name, kind, _ in steps:
        if kind == "report":
            continue
        if name in seen:
            return name

# %% wrong · reports too
# Reaches: May a report use the test part
def first_leak(steps):
    return next((name for name, _, uses in steps if "test" in uses), None)

# %% wrong · dev too
# Reaches: is that not what dev is for
def first_leak(steps):
    return next((name for name, kind, uses in steps if kind != "report" and ({"test", "dev"} & set(uses))), None)

# %% wrong · False when there is none
# Reaches: which value says that there is no leak
def first_leak(steps):
    seen = {"test"}
    for name, kind, uses in steps:
        if seen & set(uses):
            if kind != "report":
                return name
            seen.add(name)
    return False

# %% wrong · the last leak
# Reaches: which of them comes first
def first_leak(steps):
    seen, last = {"test"}, None
    for name, kind, uses in steps:
        if seen & set(uses):
            seen.add(name)
            last = name if kind != "report" else last
    return last

# %% wrong · the number of the step
# Reaches: what is the name of the step that leaks
def first_leak(steps):
    seen = {"test"}
    for at, (name, kind, uses) in enumerate(steps):
        if seen & set(uses):
            if kind != "report":
                return at
            seen.add(name)
    return None

# %% wrong · direct use only
# Reaches: has the choice seen it
def first_leak(steps):
    return next((name for name, kind, uses in steps if kind != "report" and "test" in uses), None)

# %% wrong · blames the report that was chosen by
# Reaches: who of the three may not
def first_leak(steps):
    seen = {"test"}
    for name, kind, uses in steps:
        if seen & set(uses):
            if kind != "report":
                return name if "test" in uses else (seen & set(uses)).pop()
            seen.add(name)
    return None

# %% wrong · one report far
# Reaches: do you follow the way
def first_leak(steps):
    seen = {"test"}
    for name, kind, uses in steps:
        if kind != "report" and seen & set(uses):
            return name
        if "test" in uses:
            seen.add(name)
    return None

# %% wrong · no choice by any report
# Reaches: A choice by a report on dev
def first_leak(steps):
    seen = {"test"}
    for name, kind, uses in steps:
        if kind == "report":
            seen.add(name)
        elif seen & set(uses):
            return name
    return None

# %% wrong · direct leaks first
# Reaches: Is the first leak the first in the order
def first_leak(steps):
    direct = [name for name, kind, uses in steps if kind != "report" and "test" in uses]
    if direct:
        return direct[0]
    seen = {"test"}
    for name, kind, uses in steps:
        if seen & set(uses):
            if kind != "report":
                return name
            seen.add(name)
    return None

# %% wrong · a word for no steps
# Reaches: A recipe without steps
def first_leak(steps):
    seen = {"test"} if steps else None
    for name, kind, uses in steps:
        if seen & set(uses):
            if kind != "report":
                return name
            seen.add(name)
    return None if seen else "none"

# %% wrong · parts of names
# Reaches: Do you compare whole names
def first_leak(steps):
    seen = ["test"]
    for name, kind, uses in steps:
        if any(one in use for one in seen for use in uses):
            if kind != "report":
                return name
            seen.append(name)
    return None

# %% null · nothing
def first_leak(steps): ...

# %% null · always the first step
def first_leak(steps):
    return steps[0][0] if steps else ""
