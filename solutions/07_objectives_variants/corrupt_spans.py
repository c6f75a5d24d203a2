"""Answers to problem corrupt_spans of set 07, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import itertools

# %% right · runs from groupby
def corrupt_spans(ids, noise, first_sentinel):
    inputs, targets, sentinel = [], [], first_sentinel
    for hidden, run in itertools.groupby(zip(ids, noise, strict=True), key=lambda pair: pair[1]):
        tokens = [token for token, _ in run]
        if hidden:
            inputs.append(sentinel)
            targets += [sentinel, *tokens]
            sentinel -= 1
        else:
            inputs += tokens
    return inputs, [*targets, sentinel]

# %% right · beginnings of runs first, indices afterwards
def corrupt_spans(ids, noise, first_sentinel):
    starts = [i for i in range(len(ids)) if noise[i] and (i == 0 or not noise[i - 1])]
    inputs, targets = [], []
    for i, token in enumerate(ids):
        if i in starts:
            mark = first_sentinel - starts.index(i)
            inputs.append(mark)
            targets.append(mark)
        if noise[i]:
            targets.append(token)
        else:
            inputs.append(token)
    targets.append(first_sentinel - len(starts))
    return [inputs, targets]

# %% right · a while loop over the text
def corrupt_spans(ids, noise, first_sentinel):
    inputs, targets, i, used = [], [], 0, 0
    while i < len(ids):
        if not noise[i]:
            inputs.append(ids[i])
            i += 1
            continue
        inputs.append(first_sentinel - used)
        targets.append(first_sentinel - used)
        used += 1
        while i < len(ids) and noise[i]:
            targets.append(ids[i])
            i += 1
    return inputs, [*targets, first_sentinel - used]

# %% wrong · one dictionary
# Reaches: Two lists are asked for
def corrupt_spans(ids, noise, first_sentinel):
    return {"inputs": ids, "targets": [first_sentinel]}

# %% wrong · three things
# Reaches: how many things do you give back
def corrupt_spans(ids, noise, first_sentinel):
    return ids, [first_sentinel], noise

# %% wrong · tuples of tokens
# Reaches: of which type are your two parts
def corrupt_spans(ids, noise, first_sentinel):
    return tuple(ids), (first_sentinel,)

# %% wrong · a sentinel for each hidden token
# Reaches: how many sentinels does a run get
# Reaches: how many sentinels joined them
# Reaches: what is left of the inputs
def corrupt_spans(ids, noise, first_sentinel):
    inputs, targets, sentinel = [], [], first_sentinel
    for token, hidden in zip(ids, noise, strict=True):
        if hidden:
            inputs.append(sentinel)
            targets += [sentinel, token]
            sentinel -= 1
        else:
            inputs.append(token)
    return inputs, [*targets, sentinel]

# %% wrong · no sentinel in the inputs
# Reaches: what stands in the place of a run
# Reaches: does your input and target give the text again
def corrupt_spans(ids, noise, first_sentinel):
    inputs, targets, sentinel, before = [], [], first_sentinel, False
    for token, hidden in zip(ids, noise, strict=True):
        if hidden and not before:
            targets.append(sentinel)
            sentinel -= 1
        (targets if hidden else inputs).append(token)
        before = hidden
    return inputs, [*targets, sentinel]

# %% wrong · counting up
# Reaches: In which direction do T5's sentinels count
# Reaches: which number has the last one's sentinel
def corrupt_spans(ids, noise, first_sentinel):
    inputs, targets, sentinel, before = [], [], first_sentinel, False
    for token, hidden in zip(ids, noise, strict=True):
        if hidden and not before:
            inputs.append(sentinel)
            targets.append(sentinel)
            sentinel += 1
        (targets if hidden else inputs).append(token)
        before = hidden
    return inputs, [*targets, sentinel]

# %% wrong · one sentinel for all
# Reaches: tell the first gap from the second
def corrupt_spans(ids, noise, first_sentinel):
    inputs, targets, before = [], [], False
    for token, hidden in zip(ids, noise, strict=True):
        if hidden and not before:
            inputs.append(first_sentinel)
            targets.append(first_sentinel)
        (targets if hidden else inputs).append(token)
        before = hidden
    return inputs, [*targets, first_sentinel]

# %% wrong · inputs and targets exchanged, without the closing sentinel
# Reaches: Does True mean hidden or shown
def corrupt_spans(ids, noise, first_sentinel):
    inputs, targets, sentinel, before = [], [], first_sentinel, False
    for token, hidden in zip(ids, noise, strict=True):
        if hidden and not before:
            inputs.append(sentinel)
            targets.append(sentinel)
            sentinel -= 1
        (targets if hidden else inputs).append(token)
        before = hidden
    return targets, inputs

# %% wrong · the first sentinel one too low
# Reaches: what does each add to the inputs
def corrupt_spans(ids, noise, first_sentinel):
    inputs, targets, sentinel, before = [], [], first_sentinel, False
    for token, hidden in zip(ids, noise, strict=True):
        if hidden and not before:
            sentinel -= 1
            inputs.append(sentinel)
            targets.append(sentinel)
        (targets if hidden else inputs).append(token)
        before = hidden
    return inputs, [*targets, sentinel - 1]

# %% wrong · no sentinels in the targets
# Reaches: what must stand before each run in the targets
# Reaches: what do the targets look like
def corrupt_spans(ids, noise, first_sentinel):
    inputs, targets, sentinel, before = [], [], first_sentinel, False
    for token, hidden in zip(ids, noise, strict=True):
        if hidden and not before:
            inputs.append(sentinel)
            sentinel -= 1
        (targets if hidden else inputs).append(token)
        before = hidden
    return inputs, [*targets, sentinel]

# %% wrong · no closing sentinel
# Reaches: what closes the targets
def corrupt_spans(ids, noise, first_sentinel):
    inputs, targets, sentinel, before = [], [], first_sentinel, False
    for token, hidden in zip(ids, noise, strict=True):
        if hidden and not before:
            inputs.append(sentinel)
            targets.append(sentinel)
            sentinel -= 1
        (targets if hidden else inputs).append(token)
        before = hidden
    return inputs, targets

# %% wrong · closed only where something was hidden
# Reaches: which one sentinel do the targets hold
def corrupt_spans(ids, noise, first_sentinel):
    inputs, targets, sentinel, before = [], [], first_sentinel, False
    for token, hidden in zip(ids, noise, strict=True):
        if hidden and not before:
            inputs.append(sentinel)
            targets.append(sentinel)
            sentinel -= 1
        (targets if hidden else inputs).append(token)
        before = hidden
    return inputs, [*targets, sentinel] if targets else []

# %% wrong · sentinels after their runs
# Reaches: what does each add to the targets
def corrupt_spans(ids, noise, first_sentinel):
    inputs, targets, sentinel, before = [], [], first_sentinel, False
    for token, hidden in zip([*ids, None], [*noise, False], strict=True):
        if hidden and not before:
            inputs.append(sentinel)
        if before and not hidden:
            targets.append(sentinel)
            sentinel -= 1
        if token is not None:
            (targets if hidden else inputs).append(token)
        before = hidden
    return inputs, [*targets, sentinel]

# %% wrong · a run at the very beginning is overlooked
# Reaches: a run that has no neighbour on one side
# Reaches: what is left of the inputs
def corrupt_spans(ids, noise, first_sentinel):
    inputs, targets, sentinel = [], [], first_sentinel
    for i, (token, hidden) in enumerate(zip(ids, noise, strict=True)):
        if i and hidden and not noise[i - 1]:
            inputs.append(sentinel)
            targets.append(sentinel)
            sentinel -= 1
        (targets if hidden else inputs).append(token)
    return inputs, [*targets, sentinel]

# %% null · nothing
def corrupt_spans(ids, noise, first_sentinel):
    pass

# %% null · the stub
def corrupt_spans(ids, noise, first_sentinel):
    """Inputs with a sentinel for each run of noise, and targets with the runs."""
    ...

# %% null · the text unchanged, and nothing asked
def corrupt_spans(ids, noise, first_sentinel):
    return ids, []

# %% equivalent · both lists always have the same length
# Same: for token, hidden in zip(ids, noise, strict=True):  →  for token, hidden in zip(ids, noise, strict=False):
