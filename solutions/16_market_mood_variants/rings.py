"""Answers to problem rings of set 16, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · a countdown
def rings(levels, limit, quiet):
    days, wait = [], 0
    for day, level in enumerate(levels):
        if wait:
            wait -= 1
        elif level > limit:
            days.append(day)
            wait = quiet
    return days

# %% right · a while loop
def rings(levels, limit, quiet):
    days, day = [], 0
    while day < len(levels):
        if levels[day] > limit:
            days.append(day)
            day += quiet
        day += 1
    return days

# %% right · the next free day
def rings(levels, limit, quiet):
    days, free = [], 0
    for day in range(len(levels)):
        if day >= free and levels[day] > limit:
            days += [day]
            free = day + quiet + 1
    return days

# %% wrong · a count
# Reaches: A list of days
def rings(levels, limit, quiet):
    return sum(v > limit for v in levels)

# %% wrong · levels
# Reaches: or the levels
def rings(levels, limit, quiet):
    out, free = [], 0
    for day, v in enumerate(levels):
        if day >= free and v > limit:
            out.append(v)
            free = day + quiet + 1
    return out

# %% wrong · from 1
# Reaches: counted from 0
def rings(levels, limit, quiet):
    out, free = [], 0
    for day, v in enumerate(levels):
        if day >= free and v > limit:
            out.append(day + 1)
            free = day + quiet + 1
    return out

# %% wrong · never quiet
# Reaches: Which days are quiet
def rings(levels, limit, quiet):
    return [day for day, v in enumerate(levels) if v > limit]

# %% wrong · one quiet day too many
# Reaches: which days ring
# Reaches: With no quiet days
def rings(levels, limit, quiet):
    out, free = [], 0
    for day, v in enumerate(levels):
        if day >= free and v > limit:
            out.append(day)
            free = day + quiet + 2
    return out

# %% wrong · at the limit
# Reaches: equals the limit
def rings(levels, limit, quiet):
    out, free = [], 0
    for day, v in enumerate(levels):
        if day >= free and v >= limit:
            out.append(day)
            free = day + quiet + 1
    return out

# %% wrong · always one quiet day
# Reaches: With no quiet days
def rings(levels, limit, quiet):
    out, free = [], 0
    for day, v in enumerate(levels):
        if day >= free and v > limit:
            out.append(day)
            free = day + 2
    return out

# %% wrong · never more than one quiet day
# Reaches: after a day that was quiet itself
def rings(levels, limit, quiet):
    out, free = [], 0
    for day, v in enumerate(levels):
        if day >= free and v > limit:
            out.append(day)
            free = day + min(quiet, 1) + 1
    return out

# %% wrong · the last day when nothing rings
# Reaches: If nothing is above
def rings(levels, limit, quiet):
    out, free = [], 0
    for day, v in enumerate(levels):
        if day >= free and v > limit:
            out.append(day)
            free = day + quiet + 1
    return out or [len(levels) - 1]

# %% null · nothing
def rings(levels, limit, quiet): ...
