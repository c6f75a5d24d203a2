"""Answers to problem bits_per_byte of set 07, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import math
import statistics

import torch

# %% right · tensors, and bits before the sum
def perplexity(nats):
    return float(torch.tensor(nats, dtype=torch.float64).mean().exp())


def bits_per_byte(nats, text):
    return sum(x * math.log2(math.e) for x in nats) / len(bytes(text, "utf-8"))


def best_first(text, models):
    totals = sorted((sum(nats), name) for name, nats in models.items())
    return [name for _, name in totals]

# %% right · a product of choices; bytes counted letter by letter
def perplexity(nats):
    return math.prod(math.exp(x / len(nats)) for x in nats)


def bits_per_byte(nats, text):
    return math.fsum(nats) / (math.log(2) * sum(len(letter.encode()) for letter in text))


def best_first(text, models):
    left, ranked = dict(models), []
    while left:
        best = min(left, key=lambda name: bits_per_byte(left[name], text))
        ranked.append(best)
        del left[best]
    return ranked

# %% right · from the perplexity
def perplexity(nats):
    return math.e ** statistics.fmean(nats)


def bits_per_byte(nats, text):
    return len(nats) * math.log2(perplexity(nats)) / len(text.encode())


def best_first(text, models):
    return sorted(models, key=lambda name: -sum(models[name]), reverse=True)

# %% wrong · a text for a number
# Reaches: A number is asked for
def perplexity(nats):
    return f"{math.exp(sum(nats) / len(nats)):.4f}"

# %% wrong · the mean loss
# Reaches: what turns nats back into a number of choices
def perplexity(nats):
    return sum(nats) / len(nats)

# %% wrong · mean of the choices
# Reaches: Do you average the losses
def perplexity(nats):
    return sum(math.exp(x) for x in nats) / len(nats)

# %% wrong · total loss
# Reaches: what is the total loss divided by
# Reaches: Two sure guesses and one hard one
def perplexity(nats):
    return math.exp(sum(nats))

# %% wrong · base 2
# Reaches: to which base do they belong
def perplexity(nats):
    return 2 ** (sum(nats) / len(nats))

# %% wrong · one token fewer
# Reaches: which number has that logarithm
def perplexity(nats):
    return math.exp(sum(nats) / max(len(nats) - 1, 2))

# %% wrong · no exponential of more than nine
# Reaches: what is its perplexity
def perplexity(nats):
    return math.exp(min(sum(nats) / len(nats), 9.0))

# %% wrong · a text for the bits
# Reaches: A number of bits is asked for
def bits_per_byte(nats, text):
    return f"{sum(nats) / math.log(2) / len(text.encode()):.4f}"

# %% wrong · nats per byte
# Reaches: how many bits is one nat
def bits_per_byte(nats, text):
    return sum(nats) / len(text.encode())

# %% wrong · multiplied by ln 2
# Reaches: Is a nat more than a bit
def bits_per_byte(nats, text):
    return sum(nats) * math.log(2) / len(text.encode())

# %% wrong · bits per token
# Reaches: what does the tokenizer not change
def bits_per_byte(nats, text):
    return sum(nats) / math.log(2) / len(nats)

# %% wrong · mean loss over bytes
# Reaches: did you take the mean first
def bits_per_byte(nats, text):
    return sum(nats) / len(nats) / math.log(2) / len(text.encode())

# %% wrong · a closing byte counted
# Reaches: how many bits is that for one byte
# Reaches: where do your six bytes come from
# Reaches: how many bits is each byte
def bits_per_byte(nats, text):
    return sum(nats) / math.log(2) / (len(text.encode()) + 1)

# %% wrong · characters
# Reaches: How many bytes does one Chinese character take
def bits_per_byte(nats, text):
    return sum(nats) / math.log(2) / len(text)

# %% wrong · a tuple of names
# Reaches: A list of names is asked for
def best_first(text, models):
    return tuple(sorted(models, key=lambda name: bits_per_byte(models[name], text)))

# %% wrong · by perplexity
# Reaches: Do you rank by perplexity
def best_first(text, models):
    return sorted(models, key=lambda name: perplexity(models[name]))

# %% wrong · worst first
# Reaches: or the fewest
def best_first(text, models):
    return sorted(models, key=lambda name: -bits_per_byte(models[name], text))

# %% wrong · by name
# Reaches: Do you rank by perplexity
# Reaches: by which one number do you sort them
def best_first(text, models):
    return list(models)

# %% wrong · by number of tokens
# Reaches: Which of the three needs the fewest bits
def best_first(text, models):
    return sorted(models, key=lambda name: len(models[name]))

# %% wrong · a list only where there is a choice
# Reaches: what is the list then
def best_first(text, models):
    ranked = sorted(models, key=lambda name: bits_per_byte(models[name], text))
    return ranked if len(ranked) > 1 else ranked[0]

# %% null · nothing
def perplexity(nats):
    pass


def bits_per_byte(nats, text):
    pass


def best_first(text, models):
    pass

# %% null · zeros and an empty list
def perplexity(nats):
    return 0.0


def bits_per_byte(nats, text):
    return 0.0


def best_first(text, models):
    return []

# %% equivalent · Python reads the name of the encoding without its punctuation
# Same: return sum(nats) / math.log(2) / len(text.encode('utf-8'))  →  return sum(nats) / math.log(2) / len(text.encode('utf-8?'))
