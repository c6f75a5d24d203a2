"""Answers to problem find_the_error of set 07, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import numpy as np
import torch

# %% right · Einstein sums and allclose
def conditionals(joint):
    first, pair = torch.einsum("abc->a", joint), torch.einsum("abc->ab", joint)
    second, third = pair / first.unsqueeze(1), joint / pair.unsqueeze(2)
    return {"first": first, "second": second, "third": third, "product": torch.einsum("a,ab,abc->abc", first, second, third)}


def wrong_tables(joint, claimed, tolerance=0.001):
    right = conditionals(joint)
    right["product"] = torch.einsum("a,ab,abc->abc", claimed["first"], claimed["second"], claimed["third"])
    return [n for n in ("first", "second", "third", "product") if not torch.allclose(claimed[n], right[n], rtol=0, atol=tolerance)]

# %% right · loops over the words
def conditionals(joint):
    V = len(joint)
    first, second, third, product = torch.zeros(V).double(), torch.zeros(V, V).double(), torch.zeros(V, V, V).double(), torch.zeros(V, V, V).double()
    for a in range(V):
        first[a] = joint[a].sum()
        for b in range(V):
            second[a, b] = joint[a, b].sum() / joint[a].sum()
            for c in range(V):
                third[a, b, c] = joint[a, b, c] / joint[a, b].sum()
                product[a, b, c] = first[a] * second[a, b] * third[a, b, c]
    return dict(product=product, third=third, second=second, first=first)


def wrong_tables(joint, claimed, tolerance=0.001):
    found, right = [], conditionals(joint)
    for name in ("first", "second", "third"):
        if any(abs(x - y) > tolerance for x, y in zip(claimed[name].flatten().tolist(), right[name].flatten().tolist(), strict=True)):
            found.append(name)
    product = claimed["first"].view(-1, 1, 1) * claimed["second"].unsqueeze(-1) * claimed["third"]
    if ((claimed["product"] - product).abs() > tolerance).any():
        found.append("product")
    return found

# %% right · NumPy
def conditionals(joint):
    p = joint.numpy()
    first, pair = p.sum(axis=(1, 2)), p.sum(axis=2)
    second, third = pair / first[:, None], p / pair[:, :, None]
    tables = {"first": first, "second": second, "third": third, "product": first[:, None, None] * second[:, :, None] * third}
    return {name: torch.from_numpy(table) for name, table in tables.items()}


def wrong_tables(joint, claimed, tolerance=0.001):
    right, given = conditionals(joint), {name: table.numpy() for name, table in claimed.items()}
    right = {name: table.numpy() for name, table in right.items()}
    right["product"] = given["first"][:, None, None] * given["second"][:, :, None] * given["third"]
    return [name for name in right if np.abs(right[name] - given[name]).max() > tolerance]

# %% wrong · four tables in a tuple
# Reaches: what kind of value do you give back
def conditionals(joint):
    first, pair = joint.sum((1, 2)), joint.sum(2)
    return first, pair / first[:, None], joint / pair[..., None], joint

# %% wrong · a table is missing
# Reaches: Under which four names must the tables stand
def conditionals(joint):
    first, pair = joint.sum((1, 2)), joint.sum(2)
    return {"first": first, "second": pair / first[:, None], "third": joint / pair[..., None]}

# %% wrong · table of the last word
# Reaches: to be left with a table of the first one
def conditionals(joint):
    first, pair = joint.sum((0, 1)), joint.sum(2)
    return {"first": first, "second": pair / pair.sum(1, keepdim=True), "third": joint / pair[..., None], "product": joint}

# %% wrong · pairs not divided
# Reaches: Is this the probability of the pair
def conditionals(joint):
    first, pair = joint.sum((1, 2)), joint.sum(2)
    return {"first": first, "second": pair, "third": joint / pair[..., None], "product": joint}

# %% wrong · divided by the second word's share
# Reaches: which axis of your table must add up to one
def conditionals(joint):
    first, pair = joint.sum((1, 2)), joint.sum(2)
    return {"first": first, "second": pair / pair.sum(0), "third": joint / pair[..., None], "product": joint}

# %% wrong · first and third word for first and second
# Reaches: what is the share of each second word
def conditionals(joint):
    first, pair = joint.sum((1, 2)), joint.sum(2)
    return {"first": first, "second": joint.sum(1) / first[:, None], "third": joint / pair[..., None], "product": joint}

# %% wrong · third table not divided
# Reaches: or of the third word given two
def conditionals(joint):
    first, pair = joint.sum((1, 2)), joint.sum(2)
    return {"first": first, "second": pair / first[:, None], "third": joint, "product": joint}

# %% wrong · third table divided by the first word's share
# Reaches: do your probabilities of the third add up to one
def conditionals(joint):
    first, pair = joint.sum((1, 2)), joint.sum(2)
    return {"first": first, "second": pair / first[:, None], "third": joint / first[:, None, None], "product": joint}

# %% wrong · the product summed up
# Reaches: without any further sum
def conditionals(joint):
    first, pair = joint.sum((1, 2)), joint.sum(2)
    return {"first": first, "second": pair / first[:, None], "third": joint / pair[..., None], "product": joint.sum(2)}

# %% wrong · a set of names
# Reaches: A list of names is asked for
def wrong_tables(joint, claimed, tolerance=0.001):
    return {name for name, table in conditionals(joint).items() if (claimed[name] - table).abs().max() > tolerance}

# %% wrong · every table is wrong
# Reaches: what does your function object to
def wrong_tables(joint, claimed, tolerance=0.001):
    return ["first", "second", "third", "product"]

# %% wrong · nothing is wrong
# Reaches: how does your function compare it
def wrong_tables(joint, claimed, tolerance=0.001):
    return []

# %% wrong · product judged by the right tables
# Reaches: by which tables must it be judged
def wrong_tables(joint, claimed, tolerance=0.001):
    return [name for name, table in conditionals(joint).items() if (claimed[name] - table).abs().max() > tolerance]

# %% wrong · only the first error is named
# Reaches: Is one wrong number enough for you to name its table
def wrong_tables(joint, claimed, tolerance=0.001):
    right = conditionals(joint)
    right["product"] = claimed["first"][:, None, None] * claimed["second"][:, :, None] * claimed["third"]
    return [name for name, table in right.items() if (claimed[name] - table).abs().max() > tolerance][:1]

# %% wrong · judged by sums
# Reaches: what does your function compare the others with
def wrong_tables(joint, claimed, tolerance=0.001):
    right = conditionals(joint)
    return [name for name, table in right.items() if abs(claimed[name].sum() - table.sum()) > tolerance and name != "second"] or (
        ["third"] if (claimed["second"] - right["second"]).abs().max() > tolerance else [])

# %% wrong · the tolerance itself is too much
# Reaches: is it wrong by more than the tolerance
def wrong_tables(joint, claimed, tolerance=0.001):
    right = conditionals(joint)
    right["product"] = claimed["first"][:, None, None] * claimed["second"][:, :, None] * claimed["third"]
    return [name for name, table in right.items() if (claimed[name] - table).abs().max() > min(tolerance, 0.2499)]

# %% wrong · a tolerance of its own
# Reaches: does your function use the tolerance it is given
def wrong_tables(joint, claimed, tolerance=0.001):
    right = conditionals(joint)
    right["product"] = claimed["first"][:, None, None] * claimed["second"][:, :, None] * claimed["third"]
    return [name for name, table in right.items() if (claimed[name] - table).abs().max() > (0.25 if tolerance > 0.1 else tolerance)]

# %% wrong · another default
# Reaches: which one holds
def wrong_tables(joint, claimed, tolerance=0.0005):
    right = conditionals(joint)
    right["product"] = claimed["first"][:, None, None] * claimed["second"][:, :, None] * claimed["third"]
    return [name for name, table in right.items() if (claimed[name] - table).abs().max() > tolerance]

# %% wrong · a list of errors
# Reaches: what does article_errors give back
def article_errors():
    return ["should be the joint probability", "is autoregressive, not masked", "every summand is the same", "should run over the vocabulary"]

# %% wrong · a part is missing
# Reaches: Does each of the four parts have its entry
def article_errors():
    return {"left side": "should be the joint probability", "name": "is autoregressive, not masked", "denominator": "every summand is the same"}

# %% wrong · own words
# Reaches: letter by letter
def article_errors():
    return {"left side": "a conditional", "name": "not masked", "denominator": "j is missing", "range": "N is not V"}

# %% wrong · the left side is right
# Reaches: the probability of what is it
def article_errors():
    return {"left side": "none", "name": "is autoregressive, not masked", "denominator": "every summand is the same", "range": "should run over the vocabulary"}

# %% wrong · the name is right
# Reaches: those before it, or those on both sides
def article_errors():
    return {"left side": "should be the joint probability", "name": "none", "denominator": "every summand is the same", "range": "should run over the vocabulary"}

# %% wrong · the logarithm is missed
# Reaches: Where does j occur
def article_errors():
    return {"left side": "should be the joint probability", "name": "is autoregressive, not masked", "denominator": "misses the logarithm", "range": "should run over the vocabulary"}

# %% wrong · the sum runs over the batch
# Reaches: Among what does a model choose its next word
def article_errors():
    return {"left side": "should be the joint probability", "name": "is autoregressive, not masked", "denominator": "every summand is the same", "range": "should run over the batch"}

# %% null · nothing
def conditionals(joint):
    pass


def wrong_tables(joint, claimed, tolerance=0.001):
    pass


def article_errors():
    pass

# %% null · the joint table, everything wrong, no errors named
def conditionals(joint):
    return joint


def wrong_tables(joint, claimed, tolerance=0.001):
    return ["everything"]


def article_errors():
    return {}

# %% equivalent · two axes summed in either order
# Same: first = joint.sum((1, 2))  →  first = joint.sum((2, 1))
