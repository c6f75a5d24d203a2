"""Answers to problem corrupt of set 07, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import torch

# %% right · token by token
def corrupt(ids, special, mask_id, chance, fate, drawn):
    inputs, labels = [], []
    for token, fixed, c, f, other in zip(*(x.flatten().tolist() for x in (ids, special, chance, fate, drawn)), strict=True):
        if fixed or c >= 0.15:
            inputs.append(token)
            labels.append(-100)
        else:
            inputs.append(mask_id if f < 0.8 else other if f < 0.9 else token)
            labels.append(token)
    return torch.tensor(inputs).view(ids.shape), torch.tensor(labels).view(ids.shape)

# %% right · copies filled where a mask is true
def corrupt(ids, special, mask_id, chance, fate, drawn):
    selected = torch.logical_and(chance < 0.15, torch.logical_not(special))
    labels = ids.masked_fill(~selected, -100)
    inputs = ids.clone()
    inputs[selected & (fate < 0.8)] = mask_id
    replaced = selected & (fate >= 0.8) & (fate < 0.9)
    inputs[replaced] = drawn[replaced]
    return inputs, labels

# %% right · arithmetic with ones and zeros
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15).long() * (1 - special.long())
    hide = chosen * (fate < 0.8).long()
    swap = chosen * (fate >= 0.8).long() * (fate < 0.9).long()
    inputs = hide * mask_id + swap * drawn + (1 - hide - swap) * ids
    return [inputs, chosen * ids - 100 * (1 - chosen)]

# %% wrong · one tensor
# Reaches: Two things are asked for
def corrupt(ids, special, mask_id, chance, fate, drawn):
    return torch.where((chance < 0.15) & ~special, mask_id, ids)

# %% wrong · the selection as well
# Reaches: how many things do you give back
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), drawn, inputs)
    return inputs, torch.where(chosen, ids, -100), chosen

# %% wrong · labels of the selected tokens only
# Reaches: One label for each token is asked for
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), drawn, inputs)
    return inputs, ids[chosen]

# %% wrong · a label everywhere
# Reaches: Is a guess asked for at every position
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), drawn, inputs)
    return inputs, ids

# %% wrong · special tokens selected
# Reaches: May a special token be selected
# Reaches: what becomes of the four between
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = chance < 0.15
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), drawn, inputs)
    return inputs, torch.where(chosen, ids, -100)

# %% wrong · 0 for nothing asked
# Reaches: which number says that nothing is asked
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), drawn, inputs)
    return inputs, torch.where(chosen, ids, 0)

# %% wrong · words left alone are not scored
# Reaches: is it scored
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), drawn, inputs)
    return inputs, torch.where(inputs != ids, ids, -100)

# %% wrong · only masked words are scored
# Reaches: only those behind [MASK]
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    labels = torch.where(inputs == mask_id, ids, -100)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), drawn, inputs)
    return inputs, labels

# %% wrong · labels taken after the corruption
# Reaches: or what stood there before
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), drawn, inputs)
    return inputs, torch.where(chosen, inputs, -100)

# %% wrong · labels at the other positions
# Reaches: or at all the others
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), drawn, inputs)
    return inputs, torch.where(chosen, -100, ids)

# %% wrong · chance above 0.15
# Reaches: Which positions are selected
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance > 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), drawn, inputs)
    return inputs, torch.where(chosen, ids, -100)

# %% wrong · inputs and labels exchanged, inputs flattened
# Reaches: One input for each token
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    return inputs.flatten(), torch.where(chosen, ids, -100)

# %% wrong · always [MASK]
# Reaches: Does every selected word become [MASK]
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    return torch.where(chosen, mask_id, ids), torch.where(chosen, ids, -100)

# %% wrong · no random word
# Reaches: where does your code use drawn
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    return torch.where(chosen & (fate < 0.8), mask_id, ids), torch.where(chosen, ids, -100)

# %% wrong · 80 and 20
# Reaches: Is any selected word left as it is
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen, torch.where(fate < 0.8, mask_id, drawn), ids)
    return inputs, torch.where(chosen, ids, -100)

# %% wrong · replaced and left exchanged
# Reaches: Which fates mean another word
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    return torch.where(chosen & (fate >= 0.9), drawn, inputs), torch.where(chosen, ids, -100)

# %% wrong · random words anywhere
# Reaches: May a word change that was not selected
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    return torch.where((fate >= 0.8) & (fate < 0.9), drawn, inputs), torch.where(chosen, ids, -100)

# %% wrong · the random word overwrites [MASK]
# Reaches: what becomes of each
# Reaches: what in your code expects the sizes of the first example
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    return torch.where(chosen & (fate < 0.9), drawn, inputs), torch.where(chosen, ids, -100)

# %% wrong · 0.15 included
# Reaches: A chance of exactly 0.15
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance <= 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), drawn, inputs)
    return inputs, torch.where(chosen, ids, -100)

# %% wrong · 0.8 and 0.9 included
# Reaches: to which case does each belong
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate <= 0.8), mask_id, ids)
    inputs = torch.where(chosen & (fate > 0.8) & (fate <= 0.9), drawn, inputs)
    return inputs, torch.where(chosen, ids, -100)

# %% wrong · written into the caller's tokens
# Reaches: does the caller still have its tokens
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    labels = torch.where(chosen, ids, -100)
    ids[chosen & (fate < 0.8)] = mask_id
    replaced = chosen & (fate >= 0.8) & (fate < 0.9)
    ids[replaced] = drawn[replaced]
    return ids, labels

# %% wrong · labels always in two axes
# Reaches: Do your labels have the shape of the tokens
def corrupt(ids, special, mask_id, chance, fate, drawn):
    chosen = (chance < 0.15) & ~special
    inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)
    inputs = torch.where(chosen & (fate >= 0.8) & (fate < 0.9), drawn, inputs)
    return inputs, torch.where(chosen, ids, -100).view(ids.shape[0], -1)

# %% null · nothing
def corrupt(ids, special, mask_id, chance, fate, drawn):
    pass

# %% null · the stub
def corrupt(ids, special, mask_id, chance, fate, drawn):
    """Inputs after corruption, and labels with -100 where no guess is asked for."""
    ...

# %% null · gives its argument back twice
def corrupt(ids, special, mask_id, chance, fate, drawn):
    return ids, ids

# %% equivalent · the next line overwrites the limit
# Same: inputs = torch.where(chosen & (fate < 0.8), mask_id, ids)  →  inputs = torch.where(chosen & (fate <= 0.8), mask_id, ids)
