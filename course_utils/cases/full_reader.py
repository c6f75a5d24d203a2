"""The full size: a whole BERT fine-tuned on a public reading set, English or Chinese, and marked on its dev part.

`python -m course_utils.cases.full_reader zh` fetches bert-base-chinese and CMRC 2018 at pinned commits; `en` takes
bert-base-cased and SQuAD. All layers are trained, as in Devlin et al. 2019: rate 3e-5, windows of 384 pieces, overlap
128.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Sequence

import torch
import torch.nn.functional as F
from torch import nn

from course_utils import assets, runtime
from course_utils.cases import fact_passages, span_reader, span_scores
from course_utils.cases.fact_passages import Example

PAIRS = {"en": ("bert-base-cased", "squad"), "zh": ("bert-base-chinese", "cmrc2018")}
WINDOW = {"length": 384, "stride": 128}


class WholeReader(nn.Module):
    """An encoder of which every layer is trained, and one linear layer C → 2."""

    def __init__(self, name: str, seed: int) -> None:
        super().__init__()
        self.tokenizer, self.encoder = assets.encoder(name)
        torch.manual_seed(seed)
        self.heads = nn.Linear(self.encoder.config.hidden_size, 2)
        nn.init.normal_(self.heads.weight, std=0.02)
        nn.init.zeros_(self.heads.bias)

    def forward(self, rows: Sequence[span_reader.Window]) -> tuple[torch.Tensor, torch.Tensor]:
        """Start and end scores (N, T) of windows; padding gets a very negative score."""
        ids, types, mask = (part.to(self.heads.weight.device) for part in span_reader.padded(rows))
        states = self.encoder(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
        scores = self.heads(states).masked_fill(mask[..., None] == 0, -1e4)
        return scores[..., 0], scores[..., 1]


def train(reader: WholeReader, rows: Sequence[span_reader.Window], *, seed: int, epochs: int = 2, rate: float = 3e-5,
          batch: int = 16) -> list[float]:
    """Trains in place with dropout and a rate that rises over a tenth of the steps and falls to zero; every loss."""
    draw = torch.Generator().manual_seed(seed)
    optimizer = torch.optim.AdamW(reader.parameters(), lr=rate, weight_decay=0.01)
    steps = epochs * -(-len(rows) // batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (0.1 * steps + 1), 1 - s / steps))
    losses: list[float] = []
    reader.train()
    for _ in range(epochs):
        for chosen in torch.randperm(len(rows), generator=draw).split(batch):
            some = [rows[i] for i in chosen.tolist()]
            targets = torch.tensor([[row.start, row.end] for row in some], device=reader.heads.weight.device)
            starts, ends = reader(some)
            loss = (F.cross_entropy(starts, targets[:, 0]) + F.cross_entropy(ends, targets[:, 1])) / 2
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
    return losses


@torch.no_grad()
def answers(reader: WholeReader, examples: Sequence[Example], batch: int = 32) -> list[str]:
    """The best span over all windows of each example, cut out of its passage."""
    reader.eval()
    rows = span_reader.windows(reader.tokenizer, examples, **WINDOW)
    best: list[tuple[float, str]] = [(float("-inf"), "")] * len(examples)
    for at in range(0, len(rows), batch):
        some = rows[at : at + batch]
        starts, ends = (part.float().cpu() for part in reader(some))
        for row, start, end in zip(some, starts, ends, strict=True):
            n = len(row.ids)
            allowed = torch.tensor([pair is not None for pair in row.offsets])
            first, last, score = span_reader.best_span(start[:n], end[:n], allowed)
            text = examples[row.example].passage[row.offsets[first][0] : row.offsets[last][1]]
            best[row.example] = max(best[row.example], (score, text))
    return [text for _, text in best]


def run(language: str, *, seed: int = 0, most: int | None = None, epochs: int = 2, device: str | None = None,
        say: Callable[[str], None] = print) -> dict[str, float]:
    """Fetches checkpoint and data, trains on the first `most` questions (None: all), and marks the dev part.

    Returns exact match and F1 (by characters in Chinese) of the dev questions that have an answer, and their number.
    """
    name, data = PAIRS[language]
    parts = fact_passages.from_hub(data, say)
    reader = WholeReader(name, seed).to(device or runtime.device())
    rows = span_reader.windows(reader.tokenizer, parts["train"][:most], **WINDOW)
    losses = train(reader, rows, seed=seed, epochs=epochs)
    say(f"{len(rows)} windows, {len(losses)} steps, loss {losses[0]:.2f} → {statistics.fmean(losses[-20:]):.2f}")
    dev = [e for e in parts["dev"][:most] if e.answers]
    said = answers(reader, dev)

    def overlap(text: str, gold: str) -> float:
        return span_scores.f1(text, gold, span_scores.characters if language == "zh" else span_scores.words)

    both = list(zip(said, dev, strict=True))
    return {"em": statistics.fmean(span_scores.best_of(span_scores.exact, text, e.answers) for text, e in both),
            "f1": statistics.fmean(span_scores.best_of(overlap, text, e.answers) for text, e in both), "n": len(dev)}


def main(given: Sequence[str] | None = None) -> None:
    """Trains one reader and prints its marks."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("language", choices=sorted(PAIRS))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--most", type=int, help="questions to train on and to mark (default: all)")
    parser.add_argument("--epochs", type=int, default=2)
    args = parser.parse_args(given)
    marks = run(args.language, seed=args.seed, most=args.most, epochs=args.epochs)
    print(f"{PAIRS[args.language][1]} dev, {marks['n']} questions: EM {marks['em']:.3f}, F1 {marks['f1']:.3f}")


if __name__ == "__main__":
    main()
