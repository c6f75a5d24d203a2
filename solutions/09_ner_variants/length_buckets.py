"""Answers to problem length_buckets of set 09, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, C419, D103, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · pools as lists
def length_buckets(lengths, batch_size, pool, generator):
    order = [int(i) for i in torch.randperm(len(lengths), generator=generator)]
    size = pool * batch_size
    pools = [sorted(order[i : i + size], key=lengths.__getitem__) for i in range(0, len(order), size)]
    batches = [p[i : i + batch_size] for p in pools for i in range(0, len(p), batch_size)]
    shuffled = torch.randperm(len(batches), generator=generator)
    return [batches[int(i)] for i in shuffled]

# %% right · split and a stable argsort
def length_buckets(lengths, batch_size, pool, generator):
    sizes = torch.tensor(lengths)
    batches = []
    for part in torch.randperm(len(lengths), generator=generator).split(pool * batch_size):
        part = part[torch.sort(sizes[part], stable=True).indices]
        batches.extend(part.split(batch_size))
    return [batches[i].tolist() for i in torch.randperm(len(batches), generator=generator).tolist()]

# %% right · a generator function
def length_buckets(lengths, batch_size, pool, generator):
    def cut(rows, size):
        while rows:
            yield rows[:size]
            rows = rows[size:]

    batches = []
    for part in cut(torch.randperm(len(lengths), generator=generator).tolist(), pool * batch_size):
        part.sort(key=lambda row: lengths[row])
        batches.extend(cut(part, batch_size))
    order = torch.randperm(len(batches), generator=generator).tolist()
    return list(map(batches.__getitem__, order))

# %% wrong · tensors
# Reaches: what do you give back
def length_buckets(lengths, batch_size, pool, generator):
    order = torch.tensor(lengths).argsort()
    return list(order.split(batch_size))

# %% wrong · tensors in the lists
# Reaches: what does your batch hold
def length_buckets(lengths, batch_size, pool, generator):
    order = torch.randperm(len(lengths), generator=generator)
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size], key=lambda row: lengths[row])
        batches += [part[at : at + batch_size] for at in range(0, len(part), batch_size)]
    return [batches[at] for at in torch.randperm(len(batches), generator=generator).tolist()]

# %% wrong · only the first pool's first batches
# Reaches: or do some get lost
def length_buckets(lengths, batch_size, pool, generator):
    order = torch.randperm(len(lengths), generator=generator).tolist()
    part = sorted(order[: (pool - 1) * batch_size], key=lambda row: lengths[row])
    return [part[at : at + batch_size] for at in range(0, len(part), batch_size)]

# %% wrong · rows drawn with repetition
# Reaches: in exactly one batch
def length_buckets(lengths, batch_size, pool, generator):
    order = sorted(torch.randint(len(lengths), (len(lengths),), generator=generator).tolist(), key=lambda row: lengths[row])
    return [order[at : at + batch_size] for at in range(0, len(order), batch_size)]

# %% wrong · pool and batch size exchanged
# Reaches: how many rows does each of your batches hold
def length_buckets(lengths, batch_size, pool, generator):
    order = torch.randperm(len(lengths), generator=generator).tolist()
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size], key=lambda row: lengths[row])
        batches += [part[at : at + pool] for at in range(0, len(part), pool)]
    return [batches[at] for at in torch.randperm(len(batches), generator=generator).tolist()]

# %% wrong · no sorting
# Reaches: do the four shortest share a batch
# Reaches: by what do you sort
def length_buckets(lengths, batch_size, pool, generator):
    order = torch.randperm(len(lengths), generator=generator).tolist()
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = order[start : start + pool * batch_size]
        batches += [part[at : at + batch_size] for at in range(0, len(part), batch_size)]
    return [batches[at] for at in torch.randperm(len(batches), generator=generator).tolist()]

# %% wrong · sorted by row number
# Reaches: do the four shortest share a batch
# Reaches: by what do you sort
def length_buckets(lengths, batch_size, pool, generator):
    order = torch.randperm(len(lengths), generator=generator).tolist()
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size])
        batches += [part[at : at + batch_size] for at in range(0, len(part), batch_size)]
    return [batches[at] for at in torch.randperm(len(batches), generator=generator).tolist()]

# %% wrong · chance without the generator
# Reaches: or does chance come from somewhere else
def length_buckets(lengths, batch_size, pool, generator):
    order = torch.randperm(len(lengths)).tolist()
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size], key=lambda row: lengths[row])
        batches += [part[at : at + batch_size] for at in range(0, len(part), batch_size)]
    return [batches[at] for at in torch.randperm(len(batches)).tolist()]

# %% wrong · everybody's random numbers for the batches
# Reaches: or does chance come from somewhere else
def length_buckets(lengths, batch_size, pool, generator):
    import random
    order = torch.randperm(len(lengths), generator=generator).tolist()
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size], key=lambda row: lengths[row])
        batches += [part[at : at + batch_size] for at in range(0, len(part), batch_size)]
    random.shuffle(batches)
    return batches

# %% wrong · sets the seed of all
# Reaches: the generator's, or everybody's
def length_buckets(lengths, batch_size, pool, generator):
    torch.manual_seed(int(torch.randint(2**30, (1,), generator=generator)))
    order = torch.randperm(len(lengths)).tolist()
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size], key=lambda row: lengths[row])
        batches += [part[at : at + batch_size] for at in range(0, len(part), batch_size)]
    return [batches[at] for at in torch.randperm(len(batches)).tolist()]

# %% wrong · always the same epoch
# Reaches: should the epoch look the same
# Reaches: are they all the same
def length_buckets(lengths, batch_size, pool, generator):
    generator = torch.Generator().manual_seed(0)
    order = torch.randperm(len(lengths), generator=generator).tolist()
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size], key=lambda row: lengths[row])
        batches += [part[at : at + batch_size] for at in range(0, len(part), batch_size)]
    return [batches[at] for at in torch.randperm(len(batches), generator=generator).tolist()]

# %% wrong · the short ones first
# Reaches: what shuffles your batches
# Reaches: one of the two in the text
def length_buckets(lengths, batch_size, pool, generator):
    order = torch.randperm(len(lengths), generator=generator).tolist()
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size], key=lambda row: lengths[row])
        batches += [part[at : at + batch_size] for at in range(0, len(part), batch_size)]
    return batches

# %% wrong · the rows sorted once for all
# Reaches: what does a pool keep together
def length_buckets(lengths, batch_size, pool, generator):
    order = torch.randperm(len(lengths), generator=generator).tolist()
    order = sorted(order, key=lambda row: lengths[row])
    batches = [order[at : at + batch_size] for at in range(0, len(order), batch_size)]
    return [batches[at] for at in torch.randperm(len(batches), generator=generator).tolist()]

# %% wrong · pools of the unshuffled order
# Reaches: Do rows of different parts meet
def length_buckets(lengths, batch_size, pool, generator):
    order = list(range(len(lengths)))
    torch.randperm(len(lengths), generator=generator)
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size], key=lambda row: lengths[row])
        batches += [part[at : at + batch_size] for at in range(0, len(part), batch_size)]
    return [batches[at] for at in torch.randperm(len(batches), generator=generator).tolist()]

# %% wrong · the longest first
# Reaches: Inside a part, the shortest first
def length_buckets(lengths, batch_size, pool, generator):
    order = torch.randperm(len(lengths), generator=generator).tolist()
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size], key=lambda row: -lengths[row])
        batches += [part[at : at + batch_size] for at in range(0, len(part), batch_size)]
    return [batches[at] for at in torch.randperm(len(batches), generator=generator).tolist()]

# %% wrong · a third draw
# Reaches: one of the two in the text
def length_buckets(lengths, batch_size, pool, generator):
    order = torch.randperm(len(lengths), generator=generator).tolist()
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size], key=lambda row: lengths[row])
        batches += [part[at : at + batch_size] for at in range(0, len(part), batch_size)]
    torch.randperm(len(batches), generator=generator)
    return [batches[at] for at in torch.randperm(len(batches), generator=generator).tolist()]

# %% wrong · starts the generator again
# Reaches: are they all the same
def length_buckets(lengths, batch_size, pool, generator):
    generator.manual_seed(generator.initial_seed())
    order = torch.randperm(len(lengths), generator=generator).tolist()
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size], key=lambda row: lengths[row])
        batches += [part[at : at + batch_size] for at in range(0, len(part), batch_size)]
    return [batches[at] for at in torch.randperm(len(batches), generator=generator).tolist()]

# %% wrong · sorts the caller's list
# Reaches: does the caller still have its lengths
def length_buckets(lengths, batch_size, pool, generator):
    order = torch.randperm(len(lengths), generator=generator).tolist()
    batches = []
    for start in range(0, len(order), pool * batch_size):
        part = sorted(order[start : start + pool * batch_size], key=lambda row: lengths[row])
        batches += [part[at : at + batch_size] for at in range(0, len(part), batch_size)]
    lengths.sort()
    return [batches[at] for at in torch.randperm(len(batches), generator=generator).tolist()]

# %% null · nothing
def length_buckets(lengths, batch_size, pool, generator): ...

# %% null · no batch
def length_buckets(lengths, batch_size, pool, generator):
    return []

# %% null · the lengths
def length_buckets(lengths, batch_size, pool, generator):
    return lengths

# %% equivalent · a tensor of one number is as good an index as an int
# Same: return [batches[at] for at in torch.randperm(len(batches), generator=generator).tolist()]  →  return [batches[at] for at in torch.randperm(len(batches), generator=generator)]
