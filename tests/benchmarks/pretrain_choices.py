"""The choices of chapter 08, measured: LAMB and AdamW in large batches, pretrained weights for few labels.

Run it with `python tests/benchmarks/pretrain_choices.py optimizers` (or amounts); it prints a table and
passes or fails nothing. With --record the figures go into data/measured.json, where chapter 08 reads them.
"""

from __future__ import annotations

import argparse
import copy
import random
import statistics
import time

import torch
import torch.nn.functional as F
from torch import nn

from course_utils import assets, measured
from course_utils.nn.encoder import PAD, MaskedLM
from course_utils.training import alignment, conll, metrics, optimizers, pretrain, schedule, valley
from course_utils.training.loop import parameter_groups

SEEDS = (1, 2, 3)  # of what is reported; the race chooses its rates with seed 0
LARGE, SMALL, LARGE_STEPS = 528, 48, 40
RATES = (0.005, 0.01, 0.02, 0.04, 0.08)
AMOUNTS, TUNED_RATES, EPOCHS = (50, 100), (1e-3, 3e-3, 1e-2), 15


class Valley:
    """The stories of chapter 08 as rows: to train on, to choose a rate with, and to report on."""

    def __init__(self) -> None:
        texts = [str(story) for story in valley.stories(16_000, seed=1, sentences=2)]
        self.tokenizer = pretrain.train_wordpiece(texts, 1000)
        self.V, self.rows = self.tokenizer.get_vocab_size(), pretrain.padded(self.tokenizer, texts)
        self.choosing, self.held = (self._held(set(texts), seed) for seed in (4, 2))

    def _held(self, known: set[str], seed: int) -> tuple[torch.Tensor, torch.Tensor]:
        texts = [s for story in valley.stories(1_200, seed, sentences=2) if (s := str(story)) not in known]
        rows = pretrain.padded(self.tokenizer, texts, self.rows.shape[1])
        return pretrain.masked(rows, self.V, torch.Generator().manual_seed(1))

    def train(self, seed: int, batch: int, steps: int, rate: float, make: object = None) -> MaskedLM:
        """The chapter's model after one run; make(model) gives its optimizer."""
        generator = torch.Generator().manual_seed(seed)
        model = MaskedLM(self.V, 64, 4, 2, self.rows.shape[1], generator=generator)
        pretrain.pretrain(model, self.rows, steps, generator, batch=batch, peak_lr=rate,
                          optimizer=make(model) if make else None)
        return model


def adamw(model: nn.Module) -> torch.optim.Optimizer:
    return torch.optim.AdamW(parameter_groups(model, 0.01), betas=(0.9, 0.98), fused=True)


def lamb(model: nn.Module) -> torch.optim.Optimizer:
    return optimizers.Lamb(model.parameters(), betas=(0.9, 0.98), weight_decay=0.01)


def lamb_as_released(model: nn.Module) -> torch.optim.Optimizer:
    """Trust ratio and decay for matrices only: biases and gains of normalisation step as AdamW's do."""
    groups = [{**group, "adapt": group["weight_decay"] > 0} for group in parameter_groups(model, 0.01)]
    return optimizers.Lamb(groups, betas=(0.9, 0.98))


MAKERS = {"AdamW": adamw, "LAMB": lamb, "LAMB, matrices only": lamb_as_released}


def race() -> dict:
    """The same text in large batches: every optimizer with every rate, then the best rate of each with other seeds."""
    text, started = Valley(), time.process_time()
    rows = {}
    for name, make in MAKERS.items():
        grid = {}
        for rate in RATES:
            model = text.train(0, LARGE, LARGE_STEPS, rate, make)
            nats = pretrain.masked_score(model, *text.choosing)[0]
            grid[f"{rate:g}"] = nats if nats < 100 else None
        best = min((nats, rate) for rate, nats in grid.items() if nats is not None)[1]
        runs = [text.train(seed, LARGE, LARGE_STEPS, float(best), make) for seed in SEEDS]
        rows[name] = row([pretrain.masked_score(model, *text.held)[0] for model in runs]) | {"grid": grid, "rate": best}
        print(name, rows[name], f"{time.process_time() - started:.0f} CPU s", flush=True)
    steps = LARGE * LARGE_STEPS // SMALL
    small = [text.train(seed, SMALL, steps, 5e-3, adamw) for seed in SEEDS]
    rows["AdamW, small batch"] = row([pretrain.masked_score(m, *text.held)[0] for m in small]) | {"rate": "0.005"}
    print(rows["AdamW, small batch"], flush=True)
    return {"large": LARGE, "large_steps": LARGE_STEPS, "small": SMALL, "small_steps": steps, "rows": rows,
            "cpu_s": round(time.process_time() - started)}


def row(values: list[float]) -> dict:
    """Mean, standard deviation and what each seed gave."""
    return {"mean": statistics.mean(values), "sd": statistics.stdev(values), "each": values}


class Names:
    """The course's corpus of named entities in pieces of the documentation model's tokenizer."""

    def __init__(self, T: int = 64) -> None:
        self.tokenizer, self.pretrained, self.about = pretrain.load(assets.bundled("docs_bert"))
        self.parts, self.T = conll.read_splits(assets.bundled("ner")), T
        self.tags = alignment.tag_set(self.parts["train"])
        self.coded = {name: self.code(part) for name, part in self.parts.items()}

    def code(self, sentences: list) -> tuple[torch.Tensor, torch.Tensor, list[list[int]]]:
        """Pieces (N, T), the tag's number on each word's first piece (-100 elsewhere), and where each word begins."""
        ids, labels, begins = torch.full((len(sentences), self.T), PAD), torch.full((len(sentences), self.T), -100), []
        for n, sentence in enumerate(sentences):
            at, starts = 0, []
            for word, tag in zip(sentence.words, sentence.tags, strict=True):
                pieces = (self.tokenizer.encode(word).ids or [pretrain.UNK])[: self.T - at]
                if pieces:
                    ids[n, at : at + len(pieces)] = torch.tensor(pieces)
                    labels[n, at] = self.tags.index(tag)
                starts.append(min(at, self.T - 1))
                at += len(pieces)
            begins.append(starts)
        return ids, labels, begins

    def tuned(self, encoder: MaskedLM, seed: int, labelled: int, lr: float) -> tuple[MaskedLM, nn.Linear]:
        """Encoder and head after fine-tuning on so many sentences, which the seed chooses."""
        generator = torch.Generator().manual_seed(seed)
        ids, labels, _ = self.coded["train"]
        chosen = torch.randperm(len(ids), generator=generator)[:labelled]
        encoder, head = copy.deepcopy(encoder), nn.Linear(encoder.tokens.embedding_dim, len(self.tags))
        nn.init.normal_(head.weight, std=0.02, generator=generator)
        nn.init.zeros_(head.bias)
        optimizer = torch.optim.AdamW([*encoder.parameters(), *head.parameters()], lr=lr)
        batches = [b for _ in range(EPOCHS) for b in torch.randperm(labelled, generator=generator).split(10)]
        for step, batch in enumerate(batches):
            rows = chosen[batch]
            width = int((ids[rows] != PAD).sum(dim=1).max())
            scores = head(encoder.hidden(ids[rows, :width]))
            loss = F.cross_entropy(scores.flatten(0, 1), labels[rows, :width].flatten(), ignore_index=-100)
            optimizer.zero_grad()
            loss.backward()
            optimizer.param_groups[0]["lr"] = lr * schedule.linear(step, len(batches))
            optimizer.step()
        return encoder, head

    @torch.no_grad()
    def tagged(self, model: tuple[MaskedLM, nn.Linear], part: str) -> list[list[str]]:
        """The model's tags for every word of a part."""
        encoder, head = model
        ids, _, begins = self.coded[part]
        best = torch.cat([head(encoder.hidden(rows)).argmax(dim=-1) for rows in ids.split(200)])
        return [[self.tags[best[n, at]] for at in starts] for n, starts in enumerate(begins)]

    def gold(self, part: str) -> list:
        return [sentence.tags for sentence in self.parts[part]]


def interval(gold: list, runs: list[list], other: list[list] | None = None, draws: int = 1000) -> list[float]:
    """95 % of the mean F1 over runs, or of its lead over others, when the sentences are drawn again with repeats."""
    def counts(found: list) -> list[metrics.Score]:
        return [metrics.entity_scores([g], [f])["micro"] for g, f in zip(gold, found, strict=True)]

    def f1(scores: list[metrics.Score], chosen: list[int]) -> float:
        picked = [scores[i] for i in chosen]
        return metrics.Score(*(sum(getattr(s, k) for s in picked) for k in ("right", "found", "gold"))).f1

    rng, n = random.Random(0), len(gold)
    ours, theirs = [counts(r) for r in runs], [counts(r) for r in other or []]
    values = []
    for _ in range(draws):
        chosen = rng.choices(range(n), k=n)
        lead = statistics.mean(f1(s, chosen) for s in ours)
        values.append(lead - (statistics.mean(f1(s, chosen) for s in theirs) if theirs else 0.0))
    values.sort()
    return [values[int(0.025 * draws)], values[int(0.975 * draws) - 1]]


def amounts() -> dict:
    """Entity F1 on the test part after fine-tuning on few sentences: from random and from pretrained weights."""
    names, started = Names(), time.process_time()
    sizes, table = names.about["sizes"], []
    for labelled in AMOUNTS:
        found, line = {}, {"labelled": labelled}
        for start in ("random", "pretrained"):
            def encoder(seed: int, start: str = start) -> MaskedLM:
                fresh = MaskedLM(**sizes, generator=torch.Generator().manual_seed(100 + seed))
                return fresh if start == "random" else names.pretrained

            tried = {lr: [names.tuned(encoder(seed), seed, labelled, lr) for seed in SEEDS] for lr in TUNED_RATES}
            on_dev = {lr: statistics.mean(metrics.entity_f1(names.gold("dev"), names.tagged(m, "dev")) for m in runs)
                      for lr, runs in tried.items()}
            lr = max(on_dev, key=on_dev.get)  # the mean of all seeds: a rate that one seed likes may fail the others
            found[start] = [names.tagged(one, "test") for one in tried[lr]]
            scores = [metrics.entity_f1(names.gold("test"), run) for run in found[start]]
            line[start] = row(scores) | {"rate": lr, "dev": [on_dev[lr] for lr in TUNED_RATES],
                                         "interval": interval(names.gold("test"), found[start])}
        train = names.parts["train"]
        by_hand = []
        for seed in SEEDS:
            chosen = torch.randperm(len(train), generator=torch.Generator().manual_seed(seed))[:labelled].tolist()
            looked_up = metrics.Dictionary([train[i] for i in chosen])
            by_hand.append(metrics.entity_f1(names.gold("test"), [looked_up.tag(s.words) for s in names.parts["test"]]))
        line["dictionary"] = row(by_hand)
        line["lead"] = interval(names.gold("test"), found["pretrained"], found["random"])
        table.append(line)
        print(line, f"{time.process_time() - started:.0f} CPU s", flush=True)
    return {"test_sentences": len(names.parts["test"]), "epochs": EPOCHS, "rates": list(TUNED_RATES), "rows": table,
            "cpu_s": round(time.process_time() - started)}


def main() -> None:
    """Measures and prints one of the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=("optimizers", "amounts"))
    parser.add_argument("--record", action="store_true", help="write the figures into data/measured.json")
    args = parser.parse_args()
    torch.set_num_threads(1)
    found = {"seeds": len(SEEDS)} | {"optimizers": race, "amounts": amounts}[args.what]()
    if args.record:
        command = f"python tests/benchmarks/pretrain_choices.py {args.what} --record"
        measured.add("pretrain-choices", f"pretrain-{args.what}", found, command)


if __name__ == "__main__":
    main()
