"""Objectives: what a model is asked to guess, its loss, and the measures of how well it guesses, as in chapter 07.

Shapes: B sequences, T positions, V vocabulary. Losses are means in nats (natural logarithms). A target of IGNORE counts
for nothing, as in torch's own `cross_entropy`.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Sequence

import torch
from torch import Tensor

IGNORE = -100


def cross_entropy(logits: Tensor, targets: Tensor) -> Tensor:
    """Mean of -ln p(target) in nats over the targets that are not IGNORE; 0 when there is none (torch gives NaN).

    logits (..., V), targets (...). Equal logits give ln V, whatever the target: ln 4 = 1.3863.
    """
    log_p = logits - logits.logsumexp(dim=-1, keepdim=True)  # (..., V)
    counted = targets != IGNORE
    picked = log_p.gather(-1, targets.masked_fill(~counted, 0)[..., None])[..., 0]  # (...)
    return -(picked * counted).sum() / counted.sum().clamp_min(1)


def next_token_loss(logits: Tensor, ids: Tensor) -> Tensor:
    """The autoregressive loss: position t is scored on the token at t + 1; the last position has nothing to guess.

    logits (B, T, V), ids (B, T). T tokens give T - 1 targets. Right only if the model behind the logits is causal.
    """
    return cross_entropy(logits[..., :-1, :], ids[..., 1:])


def mask_tokens(
    ids: Tensor,
    special: Tensor,
    mask_id: int,
    V: int,
    generator: torch.Generator,
    share: float = 0.15,
    masked: float = 0.8,
    random: float = 0.1,
) -> tuple[Tensor, Tensor]:
    """BERT's corruption: the inputs (B, T), and labels (B, T) that hold the original id where a guess is asked for.

    Each token that is not `special` is selected with probability `share`. Of the selected, `masked` become mask_id,
    `random` become a token drawn evenly from the V of the vocabulary, and the rest stay as they are; all selected ones
    are labelled, all others are IGNORE. Devlin et al. 2019, section 3.1 and appendix A.1. 1,000 tokens: about 150
    selected, 120 of them masked, 15 random, 15 unchanged.
    """
    selected = (torch.rand(ids.shape, generator=generator) < share) & ~special
    fate = torch.rand(ids.shape, generator=generator)
    drawn = torch.randint(V, ids.shape, generator=generator)
    inputs = ids.masked_fill(selected & (fate < masked), mask_id)
    inputs = torch.where(selected & (masked <= fate) & (fate < masked + random), drawn, inputs)
    return inputs, ids.masked_fill(~selected, IGNORE)


def sentence_pairs(
    documents: Sequence[Sequence[str]], generator: torch.Generator
) -> list[tuple[str, str, bool]]:
    """For each sentence but a document's last: (it, a second one, whether that one really follows).

    Half the time the second sentence is the next one, half the time one drawn from another document. Devlin et al.
    2019, section 3.1. Two documents of 3 sentences give 4 pairs. Raises ValueError for fewer than two documents.
    """
    if len(documents) < 2:
        raise ValueError("Next-sentence pairs need at least two documents: the false ones come from another document.")
    draw = lambda n: int(torch.randint(n, (), generator=generator))  # noqa: E731
    pairs = []
    for index, document in enumerate(documents):
        others = [d for i, d in enumerate(documents) if i != index]
        for first, following in itertools.pairwise(document):
            is_next = draw(2) == 1
            other = others[draw(len(others))]
            pairs.append((first, following if is_next else other[draw(len(other))], is_next))
    return pairs


def corrupt_spans(ids: Sequence[int], noise: Sequence[bool], sentinels: Sequence[int]) -> tuple[list[int], list[int]]:
    """T5's span corruption: inputs with one sentinel for each run of noise, targets with each sentinel and its run.

    The targets close with one more sentinel. Raffel et al. 2020, section 3.1.4 and figure 2. ids [1, 2, 3, 4], noise
    on 2 and 3, sentinels [91, 90]: inputs [1, 91, 4], targets [91, 2, 3, 90]. N tokens with n of noise in s runs give
    N - n + s inputs and n + s + 1 targets. Raises ValueError when the sentinels do not suffice.
    """
    inputs: list[int] = []
    targets: list[int] = []
    used, before = 0, False
    for token, hidden in zip(ids, noise, strict=True):
        if hidden and not before:
            if used + 1 >= len(sentinels):
                raise ValueError(f"{len(sentinels)} sentinels are too few: each span takes one, and the end one more.")
            inputs.append(sentinels[used])
            targets.append(sentinels[used])
            used += 1
        (targets if hidden else inputs).append(token)
        before = bool(hidden)
    return inputs, [*targets, sentinels[used]]


def _parts(total: int, parts: int, generator: torch.Generator) -> list[int]:
    """A random way to write `total` as a sum of `parts` positive whole numbers, each way equally likely."""
    cuts = torch.randperm(total - 1, generator=generator)[: parts - 1].sort().values + 1
    edges = [0, *cuts.tolist(), total]
    return [right - left for left, right in itertools.pairwise(edges)]


def span_noise(T: int, generator: torch.Generator, share: float = 0.15, mean_length: float = 3.0) -> Tensor:
    """(T,) booleans, True in random runs: round(share · T) tokens in about that number over mean_length runs.

    The first token is never noise, and runs never touch. Raffel et al. 2020, section 3.3.4: 15 % in runs of 3 on
    average. T = 568 gives 85 tokens in 28 runs. Raises ValueError when T is under 2.
    """
    if T < 2:
        raise ValueError(f"A text of {T} token has no place for noise: give at least 2.")
    noisy = min(max(round(share * T), 1), T - 1)
    spans = min(max(round(noisy / mean_length), 1), T - noisy)
    kept, hidden = _parts(T - noisy, spans, generator), _parts(noisy, spans, generator)
    runs = [n for pair in zip(kept, hidden, strict=True) for n in pair]
    return torch.tensor([False, True] * spans).repeat_interleave(torch.tensor(runs))


def perplexity(nats: float) -> float:
    """e to the mean loss in nats per token: as unsure as among that many equal choices. ln 4 nats → 4."""
    return math.exp(nats)


def bits_per_byte(total_nats: float, text: str) -> float:
    """The loss of a whole text in bits, divided by its UTF-8 bytes: comparable across tokenizers.

    4 tokens at ln 2 nats each for the text "abcdefgh": 4 bits over 8 bytes = 0.5.
    """
    return total_nats / math.log(2) / len(text.encode("utf-8"))


@torch.no_grad()
def pseudo_log_likelihood(model: Callable[[Tensor], Tensor], ids: Tensor, mask_id: int) -> Tensor:
    """(T,): ln p(x_i | all other tokens), each position masked by itself, T inputs in one batch.

    model maps ids (B, T) to logits (B, T, V); ids (T,). Salazar et al. 2020, equation 2. exp(-mean) is the
    pseudo-perplexity. A model that answers evenly over 4 words gives -ln 4 at each position.
    """
    T = len(ids)
    every = torch.eye(T, dtype=torch.bool, device=ids.device)
    logits = model(ids.repeat(T, 1).masked_fill(every, mask_id))  # (T, T, V)
    here = torch.arange(T, device=ids.device)
    return logits[here, here].log_softmax(dim=-1)[here, ids]
