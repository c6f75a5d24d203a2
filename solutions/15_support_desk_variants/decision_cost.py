"""Answers to problem decision_cost of set 15, right and wrong: every wrong one must be asked its question."""
# ruff: noqa: B018, B905, C408, E501, E701, E731, F401, F841, I001, PIE790, RUF100, SIM105

import math

# %% right · in one line
def decision_cost(scores, right, threshold, wrong, hand_over, answer):
    return sum(hand_over if s < threshold else answer + wrong * (not r) for s, r in zip(scores, right)) / len(scores)

# %% right · three counts
def decision_cost(scores, right, threshold, wrong, hand_over, answer):
    n = len(scores)
    handed = sum(s < threshold for s in scores)
    bad = sum(s >= threshold and not r for s, r in zip(scores, right))
    return (handed * hand_over + (n - handed) * answer + bad * wrong) / n

# %% right · a list of prices
def decision_cost(scores, right, threshold, wrong, hand_over, answer):
    prices = []
    for i in range(len(scores)):
        if scores[i] >= threshold:
            prices.append(answer if right[i] else answer + wrong)
        else:
            prices.append(hand_over)
    return math.fsum(prices) / len(prices)

# %% wrong · a list
# Reaches: One price is asked for
def decision_cost(scores, right, threshold, wrong, hand_over, answer):
    return [hand_over if s < threshold else answer + wrong * (not r) for s, r in zip(scores, right)]

# %% wrong · a sum
# Reaches: price of all together
def decision_cost(scores, right, threshold, wrong, hand_over, answer):
    return sum(hand_over if s < threshold else answer + wrong * (not r) for s, r in zip(scores, right))

# %% wrong · answers for nothing
# Reaches: What does an answer cost
def decision_cost(scores, right, threshold, wrong, hand_over, answer):
    return sum(hand_over if s < threshold else wrong * (not r) for s, r in zip(scores, right)) / len(scores)

# %% wrong · wrong instead of answer
# Reaches: Does a wrong answer cost the answer as well
def decision_cost(scores, right, threshold, wrong, hand_over, answer):
    return sum(hand_over if s < threshold else answer if r else wrong for s, r in zip(scores, right)) / len(scores)

# %% wrong · persons pay for errors
# Reaches: can it be wrong too
def decision_cost(scores, right, threshold, wrong, hand_over, answer):
    return sum((hand_over if s < threshold else answer) + wrong * (not r) for s, r in zip(scores, right)) / len(scores)

# %% wrong · the threshold upside down
# Reaches: If no score is below
def decision_cost(scores, right, threshold, wrong, hand_over, answer):
    return sum(hand_over if s > threshold else answer + wrong * (not r) for s, r in zip(scores, right)) / len(scores)

# %% wrong · right pays
# Reaches: A score that equals the threshold
def decision_cost(scores, right, threshold, wrong, hand_over, answer):
    return sum(hand_over if s < threshold else answer + wrong * r for s, r in zip(scores, right)) / len(scores)

# %% wrong · the edge
# Reaches: A score that equals the threshold
def decision_cost(scores, right, threshold, wrong, hand_over, answer):
    return sum(hand_over if s <= threshold else answer + wrong * (not r) for s, r in zip(scores, right)) / len(scores)

# %% wrong · mean of the answered only
# Reaches: which message costs which
def decision_cost(scores, right, threshold, wrong, hand_over, answer):
    kept = [answer + wrong * (not r) for s, r in zip(scores, right) if s >= threshold]
    return sum(kept) / max(len(kept), 1)

# %% null · nothing
def decision_cost(scores, right, threshold, wrong, hand_over, answer): ...
