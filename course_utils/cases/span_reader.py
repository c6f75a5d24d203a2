"""Span reader: a pretrained encoder with a start and an end head that points at an answer inside a passage.

Layers below `layer` never change, so their output is computed once and kept. What is trained are the two heads and the
upper layers, or adapters in these. Position 0, [CLS], stands for "the passage does not say" (Devlin et al. 2019).
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from course_utils.cases import adapters
from course_utils.cases.fact_passages import Example

LONGEST_ANSWER = 30  # pieces, as in BERT's program for SQuAD


@dataclass(frozen=True)
class Window:
    """One input of the reader: question and a part of the passage, and where each piece stands in the passage."""

    example: int  # number of the example that it belongs to
    ids: tuple[int, ...]
    types: tuple[int, ...]  # 0: [CLS], question, [SEP]; 1: passage, [SEP]
    offsets: tuple[tuple[int, int] | None, ...]  # characters of the passage; None outside it
    start: int  # position of the answer's first piece, 0 when it is not in this window
    end: int  # position of its last piece


@dataclass(frozen=True)
class Answer:
    """What the reader says: the text, its score, the score of saying nothing, and its characters in the passage."""

    text: str
    score: float
    null: float
    start: int
    end: int

    @property
    def margin(self) -> float:
        """How much better the best span is than no answer."""
        return self.score - self.null


def span_of(offsets: Sequence[tuple[int, int] | None], start: int, end: int) -> tuple[int, int]:
    """The first and last piece that touch the characters start to end (exclusive); (0, 0) unless both ends are inside.

    >>> span_of([None, (0, 3), (3, 5), (6, 9), None], 3, 9)
    (2, 3)
    """
    inside = [i for i, pair in enumerate(offsets) if pair and pair[0] < end and pair[1] > start]
    if not inside or offsets[inside[0]][0] > start or offsets[inside[-1]][1] < end:
        return 0, 0
    return inside[0], inside[-1]


def windows(
    tokenizer: PreTrainedTokenizerBase, examples: Sequence[Example], length: int = 128, stride: int = 48
) -> list[Window]:
    """Every window of every example: at most `length` pieces, neighbours share `stride` pieces of the passage."""
    coded = tokenizer([e.question for e in examples], [e.passage for e in examples], truncation="only_second",
                      max_length=length, stride=stride, return_overflowing_tokens=True, return_offsets_mapping=True)
    found = []
    for row, number in enumerate(coded["overflow_to_sample_mapping"]):
        places = zip(coded["offset_mapping"][row], coded.sequence_ids(row), strict=True)
        offsets = tuple(tuple(pair) if of == 1 else None for pair, of in places)
        example = examples[number]
        first, last = (0, 0)
        if example.answers:
            first, last = span_of(offsets, example.start, example.start + len(example.answers[0]))
        ids, types = tuple(coded["input_ids"][row]), tuple(coded["token_type_ids"][row])
        found.append(Window(number, ids, types, offsets, first, last))
    return found


def padded(rows: Sequence[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Ids, token types and mask (N, T) of windows, filled up with zeros to the longest."""
    width = max(len(row.ids) for row in rows)
    ids, types, mask = (torch.zeros(len(rows), width, dtype=torch.long) for _ in range(3))
    for i, row in enumerate(rows):
        ids[i, : len(row.ids)] = torch.tensor(row.ids)
        types[i, : len(row.ids)] = torch.tensor(row.types)
        mask[i, : len(row.ids)] = 1
    return ids, types, mask


def _output(result: torch.Tensor | tuple) -> torch.Tensor:
    """The states of a layer's output: some versions of transformers wrap them in a tuple."""
    return result[0] if isinstance(result, tuple) else result


def _additive(mask: torch.Tensor) -> torch.Tensor:
    """(N, 1, 1, T): 0 where a piece is real, a very negative number where there is padding."""
    return (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min


@torch.no_grad()
def lower_states(encoder: PreTrainedModel, rows: Sequence[Window], layer: int, batch: int = 32) -> list[torch.Tensor]:
    """The states (T, C) of each window after `layer` layers, without its padding."""
    states: list[torch.Tensor] = [torch.empty(0)] * len(rows)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    for at in range(0, len(order), batch):
        chosen = order[at : at + batch]
        ids, types, mask = padded([rows[i] for i in chosen])
        x = encoder.embeddings(input_ids=ids, token_type_ids=types)
        for block in encoder.encoder.layer[:layer]:
            x = _output(block(x, attention_mask=_additive(mask)))
        for i, state in zip(chosen, x, strict=True):
            states[i] = state[: len(rows[i].ids)].clone()
    return states


class SpanReader(nn.Module):
    """The layers from `layer` on as a copy of their own, and one linear layer C → 2: start and end scores.

    With a rank the layers stay as they are, and adapters of that rank are trained in their place. With a number of
    added pieces, the last ones of the vocabulary, an adapter of rank 16 gives each of them a trained vector as well.
    """

    def __init__(
        self, encoder: PreTrainedModel, layer: int, seed: int, rank: int | None = None, added: int | None = None
    ) -> None:
        super().__init__()
        self.blocks = copy.deepcopy(encoder.encoder.layer[layer:])
        if rank is not None:
            adapters.adapt(self.blocks, rank, seed)
        self.pieces = None
        if added is not None:
            table = encoder.get_input_embeddings()
            self.pieces = adapters.PieceAdapter(table.num_embeddings, added, table.embedding_dim, seed)
        self.heads = nn.Linear(encoder.config.hidden_size, 2)
        nn.init.normal_(self.heads.weight, std=0.02, generator=torch.Generator().manual_seed(seed))
        nn.init.zeros_(self.heads.bias)

    def forward(
        self, x: torch.Tensor, mask: torch.Tensor, ids: torch.Tensor | None = None
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Start and end scores (N, T); padding gets a very negative score. ids: needed where pieces were added."""
        if self.pieces is not None:
            x = x + self.pieces(ids)
        for block in self.blocks:
            x = _output(block(x, attention_mask=_additive(mask)))
        scores = self.heads(x).masked_fill(mask[..., None] == 0, -1e4)
        return scores[..., 0], scores[..., 1]


def stack(states: Sequence[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    """(N, T, C) and the mask (N, T) of states of different lengths."""
    x = nn.utils.rnn.pad_sequence(list(states), batch_first=True)
    lengths = torch.tensor([len(state) for state in states])
    return x, (torch.arange(x.shape[1]) < lengths[:, None]).long()


def train(model: SpanReader, states: Sequence[torch.Tensor], rows: Sequence[Window], *, seed: int, epochs: int = 2,
          rate: float = 3e-4, batch: int = 16) -> list[float]:
    """Trains in place on the mean of the two cross-entropies; gives back the loss of every step.

    AdamW, a rate that rises over a tenth of the steps and falls to zero, batches of about the same length, drawn anew
    in each epoch, no dropout.
    """
    draw = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=rate, weight_decay=0.01)
    lengths = torch.tensor([len(row.ids) for row in rows])
    steps = epochs * -(-len(rows) // batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (0.1 * steps + 1), 1 - s / steps))
    model.eval()
    losses = []
    for _ in range(epochs):
        order = (lengths + 12 * torch.rand(len(rows), generator=draw)).argsort().tolist()
        for g in torch.randperm(steps // epochs, generator=draw).tolist():
            chosen = order[g * batch : (g + 1) * batch]
            x, mask = stack([states[i] for i in chosen])
            starts, ends = model(x, mask, padded([rows[i] for i in chosen])[0])
            first = torch.tensor([rows[i].start for i in chosen])
            last = torch.tensor([rows[i].end for i in chosen])
            loss = (F.cross_entropy(starts.float(), first) + F.cross_entropy(ends.float(), last)) / 2
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
    return losses


def best_span(
    starts: torch.Tensor, ends: torch.Tensor, allowed: torch.Tensor, longest: int = LONGEST_ANSWER
) -> tuple[int, int, float]:
    """The span with the largest start score plus end score: both ends allowed, end not before start, not too long.

    starts, ends: (T,) scores; allowed: (T,) bool. One matrix of T × T sums, of which a band is legal.
    """
    sums = starts[:, None] + ends[None, :]
    legal = torch.ones_like(sums, dtype=torch.bool).triu().tril(longest - 1) & allowed[:, None] & allowed[None, :]
    best = int(sums.masked_fill(~legal, float("-inf")).argmax())
    first, last = divmod(best, len(ends))
    return first, last, sums[first, last].item()


@torch.no_grad()
def answers(model: SpanReader, states: Sequence[torch.Tensor], rows: Sequence[Window], examples: Sequence[Example],
            batch: int = 32) -> list[Answer]:
    """The best answer to each example over all of its windows; "no answer" scores as in its least empty window."""
    best: list[Answer | None] = [None] * len(examples)
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].ids))
    for at in range(0, len(order), batch):
        chosen = order[at : at + batch]
        starts, ends = model(*stack([states[i] for i in chosen]), padded([rows[i] for i in chosen])[0])
        for i, start, end in zip(chosen, starts, ends, strict=True):
            row, n = rows[i], len(rows[i].ids)
            allowed = torch.tensor([pair is not None for pair in row.offsets])
            first, last, score = best_span(start[:n], end[:n], allowed)
            here = row.offsets[first][0], row.offsets[last][1]
            new = Answer(examples[row.example].passage[here[0] : here[1]], score, (start[0] + end[0]).item(), *here)
            old = best[row.example]
            null = min(new.null, old.null) if old else new.null
            top = new if old is None or new.score > old.score else old
            best[row.example] = Answer(top.text, top.score, null, top.start, top.end)
    return best
