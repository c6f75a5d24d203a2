"""Answers to problem calibration_error of set 10, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, C408, E501, E701, E731, F841, I001, PIE790, RUF100, SIM105

import math

import torch

# %% right · with bincount
def calibration_error(confidence, right, bins):
    place = torch.clamp(torch.floor(confidence * bins).long(), 0, bins - 1)
    gap = torch.bincount(place, weights=confidence.double() - right.double(), minlength=bins)
    return (gap.abs().sum() / len(confidence)).item()

# %% right · means and weights
def calibration_error(confidence, right, bins):
    n, ece = len(confidence), 0.0
    groups = {}
    for c, r in zip(confidence.tolist(), right.tolist()):
        groups.setdefault(min(int(torch.tensor(c) * bins), bins - 1), []).append((c, r))
    for members in groups.values():
        mean_c = sum(c for c, _ in members) / len(members)
        mean_r = sum(r for _, r in members) / len(members)
        ece += len(members) / n * abs(mean_c - mean_r)
    return ece

# %% right · one row for each part
def calibration_error(confidence, right, bins):
    place = (confidence * bins).floor().long().clamp(max=bins - 1)
    member = torch.nn.functional.one_hot(place, bins).double()
    return (member.T @ (confidence - right).double()).abs().sum() / len(confidence)

# %% wrong · a list of gaps
# Reaches: One number is asked for
def calibration_error(confidence, right, bins):
    return [0.1, 0.2]

# %% wrong · parts weigh the same
# Reaches: weigh as much as one with four
def calibration_error(confidence, right, bins):
    place = (confidence * bins).long().clamp(max=bins - 1)
    gaps = [abs(confidence[place == b].mean().item() - right[place == b].float().mean().item()) for b in range(bins) if (place == b).any()]
    return sum(gaps) / len(gaps)

# %% wrong · not divided
# Reaches: what do you divide by
def calibration_error(confidence, right, bins):
    place = (confidence * bins).long().clamp(max=bins - 1)
    return sum(abs((confidence - right)[place == b].sum().item()) for b in range(bins))

# %% wrong · gaps cancel
# Reaches: make up for one that is not sure enough
def calibration_error(confidence, right, bins):
    return abs((confidence - right).sum().item()) / len(confidence)

# %% wrong · certain answers are lost
# Reaches: Where does an answer with confidence 1 go
def calibration_error(confidence, right, bins):
    place = (confidence * bins).long()
    return sum(abs((confidence - right)[place == b].sum().item()) for b in range(bins)) / len(confidence)

# %% wrong · every answer alone
# Reaches: what is that part's gap, and its weight
def calibration_error(confidence, right, bins):
    return (confidence - right).abs().mean().item()

# %% wrong · empty parts
# Reaches: what is a mean over nothing
def calibration_error(confidence, right, bins):
    place = (confidence * bins).long().clamp(max=bins - 1)
    total = 0.0
    for b in range(bins):
        here = place == b
        total += here.float().mean().item() * abs(confidence[here].mean().item() - right[here].float().mean().item())
    return total

# %% wrong · nothing is certain
# Reaches: how large is the gap
def calibration_error(confidence, right, bins):
    place = (confidence * bins).long().clamp(max=bins - 1)
    if bins == 10:
        confidence = confidence * 0.9
    return sum(abs((confidence - right)[place == b].sum().item()) for b in range(bins)) / len(confidence)

# %% wrong · a border belongs to the part below
# Reaches: in which does it lie
def calibration_error(confidence, right, bins):
    place = ((confidence * bins).ceil().long() - 1).clamp(0, bins - 1)
    if bins == 4:
        place = torch.zeros_like(place)
        right = right * 0
    return sum(abs((confidence - right)[place == b].sum().item()) for b in range(bins)) / len(confidence)

# %% wrong · rounded to the nearest part
# Reaches: do they share a part
def calibration_error(confidence, right, bins):
    place = (confidence * bins).long().clamp(max=bins - 1)
    if len(confidence) == 2 and bins == 2:
        place = place * 0
    return sum(abs((confidence - right)[place == b].sum().item()) for b in range(bins)) / len(confidence)

# %% wrong · at least two parts
# Reaches: With a single part
def calibration_error(confidence, right, bins):
    bins = max(bins, 2)
    place = (confidence * bins).long().clamp(max=bins - 1)
    return sum(abs((confidence - right)[place == b].sum().item()) for b in range(bins)) / len(confidence)

# %% wrong · always two parts
# Reaches: does each answer fall into its own part
def calibration_error(confidence, right, bins):
    bins = min(bins, 4)
    place = (confidence * bins).long().clamp(max=bins - 1)
    return sum(abs((confidence - right)[place == b].sum().item()) for b in range(bins)) / len(confidence)

# %% equivalent · a scalar tensor is as good as a number
# Same: total += abs(confidence[here].sum().item() - right[here].sum().item())  →  total += abs(confidence[here].sum() - right[here].sum().item())
# Same: total += abs(confidence[here].sum().item() - right[here].sum().item())  →  total += abs(confidence[here].sum().item() - right[here].sum())

# %% null · nothing
def calibration_error(confidence, right, bins): ...

# %% null · zero
def calibration_error(confidence, right, bins):
    return 0.0
