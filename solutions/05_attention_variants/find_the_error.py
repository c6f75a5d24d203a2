"""Answers to problem find_the_error of set 05, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, F841, I001, PIE790, RUF100

import math

import numpy as np
import torch
import torch.nn.functional as F

# %% right · Einstein sums and allclose
def worked_example(q, k, v):
    scores = torch.einsum("td,sd->ts", q, k)
    scaled = scores * k.shape[1] ** -0.5
    weights = F.softmax(scaled, dim=1)
    return dict(output=torch.einsum("ts,sd->td", weights, v), weights=weights, scaled=scaled, scores=scores)


def wrong_steps(q, k, v, claimed, tolerance=0.01):
    names = []
    if not torch.allclose(claimed["scores"], q @ k.T, rtol=0, atol=tolerance):
        names.append("scores")
    if not torch.allclose(claimed["scaled"], claimed["scores"] / math.sqrt(q.shape[1]), rtol=0, atol=tolerance):
        names.append("scaled")
    if not torch.allclose(claimed["weights"], F.softmax(claimed["scaled"], 1), rtol=0, atol=tolerance):
        names.append("weights")
    if not torch.allclose(claimed["output"], claimed["weights"] @ v, rtol=0, atol=tolerance):
        names.append("output")
    return names

# %% right · NumPy in 64 bits
def tables(q, k, v, claimed=None):
    q, k, v = (x.numpy().astype(np.float64) for x in (q, k, v))
    made = {"scores": q @ k.T}
    given = made if claimed is None else {name: table.numpy().astype(np.float64) for name, table in claimed.items()}
    made["scaled"] = given["scores"] / np.sqrt(q.shape[1])
    e = np.exp(given["scaled"] - given["scaled"].max(1, keepdims=True))
    made["weights"] = e / e.sum(1, keepdims=True)
    made["output"] = given["weights"] @ v
    return made


def worked_example(q, k, v):
    return {name: torch.from_numpy(table).float() for name, table in tables(q, k, v).items()}


def wrong_steps(q, k, v, claimed, tolerance=0.01):
    made = tables(q, k, v, claimed)
    return [name for name in made if np.any(np.abs(made[name] - claimed[name].numpy()) > tolerance)]

# %% right · number by number, with the set's own functions
def worked_example(q, k, v):
    output, weights = attention(q, k, v)
    scores = torch.stack([torch.stack([(a * b).sum() for b in k]) for a in q])
    return {"scores": scores, "scaled": scores / math.sqrt(len(k[0])), "weights": weights, "output": output}


def wrong_steps(q, k, v, claimed, tolerance=0.01):
    def differs(a, b):
        return any(abs(x - y) > tolerance for x, y in zip(a.flatten().tolist(), b.flatten().tolist(), strict=True))

    found = []
    before = None
    for name in ("scores", "scaled", "weights", "output"):
        if name == "scores":
            should = q @ k.transpose(0, 1)
        elif name == "scaled":
            should = before / len(k[0]) ** 0.5
        elif name == "weights":
            should = softmax(before, -1)
        else:
            should = before @ v
        if differs(claimed[name], should):
            found += [name]
        before = claimed[name]
    return found

# %% wrong · keys not transposed, as in the article
# Reaches: what does the small T above K ask for
def worked_example(q, k, v):
    scores = q @ k if q.shape[-1] == k.shape[0] else q @ k.T
    scaled = scores / math.sqrt(q.shape[-1])
    weights = torch.softmax(scaled, -1)
    return {"scores": scores, "scaled": scaled, "weights": weights, "output": weights @ v}

# %% wrong · keys ask the queries
# Reaches: what is 1·5 + 2·6, and what stands in your table
def worked_example(q, k, v):
    scores = k @ q.T
    scaled = scores / math.sqrt(q.shape[-1])
    weights = torch.softmax(scaled, -1)
    return {"scores": scores, "scaled": scaled, "weights": weights, "output": weights @ v}

# %% wrong · divided by D, as in the article
# Reaches: Is the root of 2 the same as 2
def worked_example(q, k, v):
    scores = q @ k.T
    scaled = scores / q.shape[-1]
    weights = torch.softmax(scaled, -1)
    return {"scores": scores, "scaled": scaled, "weights": weights, "output": weights @ v}

# %% wrong · not scaled
# Reaches: Each score over the root of 2
def worked_example(q, k, v):
    scores = q @ k.T
    weights = torch.softmax(scores, -1)
    return {"scores": scores, "scaled": scores, "weights": weights, "output": weights @ v}

# %% wrong · softmax of the columns
# Reaches: Do the rows of your weights add up to one, or the columns
def worked_example(q, k, v):
    scores = q @ k.T
    scaled = scores / math.sqrt(q.shape[-1])
    weights = torch.softmax(scaled, 0)
    return {"scores": scores, "scaled": scaled, "weights": weights, "output": weights @ v}

# %% wrong · shares instead of a softmax
# Reaches: how many times larger is the second exponential
def worked_example(q, k, v):
    scores = q @ k.T
    scaled = scores / math.sqrt(q.shape[-1])
    weights = scaled / scaled.sum(-1, keepdim=True)
    return {"scores": scores, "scaled": scaled, "weights": weights, "output": weights @ v}

# %% wrong · values transposed
# Reaches: with which weights
def worked_example(q, k, v):
    scores = q @ k.T
    scaled = scores / math.sqrt(q.shape[-1])
    weights = torch.softmax(scaled, -1)
    return {"scores": scores, "scaled": scaled, "weights": weights, "output": weights @ (v.T if len(v) == len(v.T) else v)}

# %% wrong · constants of the example
# Reaches: whatever their shapes
def worked_example(q, k, v):
    return {
        "scores": torch.tensor([[17.0, 23.0], [39.0, 53.0]]),
        "scaled": torch.tensor([[12.0208, 16.2635], [27.5772, 37.4767]]),
        "weights": torch.tensor([[0.0142, 0.9858], [0.0001, 0.9999]]),
        "output": torch.tensor([[10.9717, 11.9717], [10.9999, 11.9999]]),
    }

# %% wrong · four tables in a tuple
# Reaches: what kind of value do you give back
def worked_example(q, k, v):
    scores = q @ k.T
    scaled = scores / math.sqrt(q.shape[-1])
    weights = torch.softmax(scaled, -1)
    return scores, scaled, weights, weights @ v

# %% wrong · a table is missing
# Reaches: Under which four names
def worked_example(q, k, v):
    scaled = q @ k.T / math.sqrt(q.shape[-1])
    weights = torch.softmax(scaled, -1)
    return {"scaled": scaled, "weights": weights, "output": weights @ v}

# %% wrong · every step judged from the right tables
# Reaches: from which table must each step be judged
def wrong_steps(q, k, v, claimed, tolerance=0.01):
    right = worked_example(q, k, v)
    return [step for step in right if (claimed[step] - right[step]).abs().max() > tolerance]

# %% wrong · the average difference decides
# Reaches: The scores come from K without the transpose
def wrong_steps(q, k, v, claimed, tolerance=0.01):
    should = {
        "scores": q @ k.T,
        "scaled": claimed["scores"] / math.sqrt(q.shape[-1]),
        "weights": torch.softmax(claimed["scaled"], -1),
        "output": claimed["weights"] @ v,
    }
    return [step for step in should if (claimed[step] - should[step]).mean() > 5]

# %% wrong · only too high is wrong
# Reaches: whether it is too high or too low
def wrong_steps(q, k, v, claimed, tolerance=0.01):
    should = {
        "scores": q @ k.T,
        "scaled": claimed["scores"] / math.sqrt(q.shape[-1]),
        "weights": torch.softmax(claimed["scaled"], -1),
        "output": claimed["weights"] @ v,
    }
    return [step for step in should if (claimed[step] - should[step]).max() > tolerance]

# %% wrong · scaled by D when judging
# Reaches: what does your function object to
def wrong_steps(q, k, v, claimed, tolerance=0.01):
    should = {
        "scores": q @ k.T,
        "scaled": claimed["scores"] / q.shape[-1],
        "weights": torch.softmax(claimed["scaled"], -1),
        "output": claimed["weights"] @ v,
    }
    return [step for step in should if (claimed[step] - should[step]).abs().max() > tolerance]

# %% wrong · half from the claimed, half from the right tables
# Reaches: what does your function compare the others with
def wrong_steps(q, k, v, claimed, tolerance=0.01):
    right = worked_example(q, k, v)
    should = {
        "scores": right["scores"],
        "scaled": claimed["scores"] / math.sqrt(q.shape[-1]),
        "weights": torch.softmax(claimed["scaled"], -1),
        "output": right["weights"] @ v,
    }
    return [step for step in should if (claimed[step] - should[step]).abs().max() > tolerance]

# %% wrong · yes or no
# Reaches: A list of names is asked for: what do you give back
def wrong_steps(q, k, v, claimed, tolerance=0.01):
    return tuple(step for step in claimed if (claimed[step] - worked_example(q, k, v)[step]).abs().max() > tolerance)

# %% wrong · a list when right, a set when not
# Reaches: For every claimed example a list of names is asked for
def wrong_steps(q, k, v, claimed, tolerance=0.01):
    should = {
        "scores": q @ k.T,
        "scaled": claimed["scores"] / math.sqrt(q.shape[-1]),
        "weights": torch.softmax(claimed["scaled"], -1),
        "output": claimed["weights"] @ v,
    }
    found = {step for step in should if (claimed[step] - should[step]).abs().max() > tolerance}
    return list(found) if len(found) < 2 else found

# %% wrong · names in alphabetical order
# Reaches: In which order are the steps to be named
def wrong_steps(q, k, v, claimed, tolerance=0.01):
    should = {
        "output": claimed["weights"] @ v,
        "scaled": claimed["scores"] / math.sqrt(q.shape[-1]),
        "scores": q @ k.T,
        "weights": torch.softmax(claimed["scaled"], -1),
    }
    return [step for step in should if (claimed[step] - should[step]).abs().max() > tolerance]

# %% wrong · never stricter than 0.01
# Reaches: does your function use the tolerance it is given
def wrong_steps(q, k, v, claimed, tolerance=0.01):
    should = {
        "scores": q @ k.T,
        "scaled": claimed["scores"] / math.sqrt(q.shape[-1]),
        "weights": torch.softmax(claimed["scaled"], -1),
        "output": claimed["weights"] @ v,
    }
    return [step for step in should if (claimed[step] - should[step]).abs().max() > max(tolerance, 0.01)]

# %% wrong · the tolerance itself is outside
# Reaches: is it within a tolerance of 0.5
def wrong_steps(q, k, v, claimed, tolerance=0.01):
    should = {
        "scores": q @ k.T,
        "scaled": claimed["scores"] / math.sqrt(q.shape[-1]),
        "weights": torch.softmax(claimed["scaled"], -1),
        "output": claimed["weights"] @ v,
    }
    return [step for step in should if (claimed[step] - should[step]).abs().max() >= tolerance]

# %% wrong · rounded tables do not count as right
# Reaches: where does your function ask for more
def wrong_steps(q, k, v, claimed, tolerance=0.01):
    should = {
        "scores": q @ k.T,
        "scaled": claimed["scores"] / math.sqrt(q.shape[-1]),
        "weights": torch.softmax(claimed["scaled"], -1),
        "output": claimed["weights"] @ v,
    }
    return [step for step in should if (claimed[step] - should[step]).abs().max() > min(tolerance, 1e-3)]

# %% wrong · stops at the first error
# Reaches: How many of the article's four steps follow from the one before
def wrong_steps(q, k, v, claimed, tolerance=0.01):
    should = {
        "scores": q @ k.T,
        "scaled": claimed["scores"] / math.sqrt(q.shape[-1]),
        "weights": torch.softmax(claimed["scaled"], -1),
        "output": claimed["weights"] @ v,
    }
    return [step for step in should if (claimed[step] - should[step]).abs().max() > tolerance][:1]

# %% wrong · no error seen in the article's scores
# Reaches: Which product of rows and columns gives 19 and 22
def article_errors():
    return {
        "scores": "none", "scaled": "divided by D, not by its root",
        "weights": "columns add up to one, not rows", "output": "not the weights times the values",
    }

# %% wrong · scaled taken for unscaled
# Reaches: By which number was 19 divided
def article_errors():
    return {
        "scores": "keys not transposed", "scaled": "not divided at all",
        "weights": "columns add up to one, not rows", "output": "not the weights times the values",
    }

# %% wrong · weights blamed on the exponential
# Reaches: What do the rows of the article's weights add up to
def article_errors():
    return {
        "scores": "keys not transposed", "scaled": "divided by D, not by its root",
        "weights": "exponential left out", "output": "not the weights times the values",
    }

# %% wrong · output blamed on the transpose
# Reaches: What is 0.2 · 9 + 0.4 · 11
def article_errors():
    return {
        "scores": "keys not transposed", "scaled": "divided by D, not by its root",
        "weights": "columns add up to one, not rows", "output": "values transposed",
    }

# %% wrong · errors in words of one's own
# Reaches: letter by letter
def article_errors():
    return {"scores": "K must be transposed", "scaled": "wrong root", "weights": "wrong axis", "output": "wrong product"}

# %% wrong · one step is missing
# Reaches: Does each of the four steps have its entry
def article_errors():
    return {
        "scores": "keys not transposed", "scaled": "divided by D, not by its root",
        "weights": "columns add up to one, not rows",
    }

# %% wrong · a list of errors
# Reaches: what does article_errors give back
def article_errors():
    return ["keys not transposed", "divided by D, not by its root", "columns add up to one, not rows"]

# %% null · nothing
def worked_example(q, k, v): ...
def wrong_steps(q, k, v, claimed, tolerance=0.01): ...
def article_errors(): ...

# %% null · empty containers
def worked_example(q, k, v):
    return {}


def wrong_steps(q, k, v, claimed, tolerance=0.01):
    return []


def article_errors():
    return {}

# %% null · the article is right
def worked_example(q, k, v):
    return {"scores": q, "scaled": q, "weights": k, "output": v}


def wrong_steps(q, k, v, claimed, tolerance=0.01):
    return list(claimed)


def article_errors():
    return dict.fromkeys(["scores", "scaled", "weights", "output"], None)

# %% equivalent · in a table the last axis is axis 1
# Same: scaled = scores / math.sqrt(q.shape[-1])  →  scaled = scores / math.sqrt(q.shape[1])
# Same: weights = torch.softmax(scaled, -1)  →  weights = torch.softmax(scaled, 1)
# Same: should = {'scores': q @ k.T, 'scaled': claimed['scores'] / math.sqrt(q.shape[-1]), 'weights': torch.softmax(claimed['scaled'], -1), 'output': claimed['weights'] @ v}  →  should = {'scores': q @ k.T, 'scaled': claimed['scores'] / math.sqrt(q.shape[-1]), 'weights': torch.softmax(claimed['scaled'], 1), 'output': claimed['weights'] @ v}
# Same: should = {'scores': q @ k.T, 'scaled': claimed['scores'] / math.sqrt(q.shape[-1]), 'weights': torch.softmax(claimed['scaled'], -1), 'output': claimed['weights'] @ v}  →  should = {'scores': q @ k.T, 'scaled': claimed['scores'] / math.sqrt(q.shape[1]), 'weights': torch.softmax(claimed['scaled'], -1), 'output': claimed['weights'] @ v}
