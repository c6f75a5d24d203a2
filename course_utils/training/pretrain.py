"""Pretrain: masked-LM training of a small encoder from random weights, the tokenizer, and two baselines that count.

Shapes: N rows of T tokens each, V vocabulary. As a program, `python -m course_utils.training.pretrain FOLDER` makes
the bundled checkpoint again, from the documentation strings of this machine's Python and the valley's stories.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from course_utils.nn.encoder import PAD, MaskedLM
from course_utils.nn.objectives import IGNORE, mask_tokens
from course_utils.training import schedule

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
UNK, SEP, MASK = SPECIAL.index("[UNK]"), SPECIAL.index("[SEP]"), SPECIAL.index("[MASK]")
ROW, BATCH = 64, 32  # tokens in a row and rows in a batch of the bundled model


def train_wordpiece(texts: Sequence[str], V: int, *, lowercase: bool = False) -> Tokenizer:
    """A WordPiece tokenizer of at most V entries, the first five of them SPECIAL, learned from the texts.

    Pieces on the way to longer ones that the texts themselves never need are dropped, and the rest is sorted: training
    breaks ties by chance, and would number the pieces differently each time. Single characters stay, for new words.
    """
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    if lowercase:
        tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(vocab_size=V, special_tokens=list(SPECIAL), show_progress=False)
    tokenizer.train_from_iterator(texts, trainer)
    used = {piece for encoding in tokenizer.encode_batch(list(texts)) for piece in encoding.tokens}
    used |= {piece for piece in tokenizer.get_vocab() if len(piece.removeprefix("##")) == 1}
    pieces = [*SPECIAL, *sorted(used - set(SPECIAL))]
    tokenizer.model = models.WordPiece({piece: i for i, piece in enumerate(pieces)}, unk_token="[UNK]")
    return tokenizer


def padded(tokenizer: Tokenizer, texts: Sequence[str], T: int | None = None) -> Tensor:
    """One row for each text, filled up with PAD to the longest, or cut and filled to T tokens: (N, T)."""
    encoded = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
    T = T or max(map(len, encoded))
    return torch.tensor([ids[:T] + [PAD] * (T - len(ids)) for ids in encoded])


def stream(tokenizer: Tokenizer, texts: Sequence[str], T: int) -> Tensor:
    """All texts, each closed by [SEP], one after the other, cut into rows (N, T); what does not fill a row is left out.

    No padding: every position is computed on something. 100 tokens in rows of 32 make 3 rows and leave out 4.
    """
    ids = [token for encoding in tokenizer.encode_batch(list(texts)) for token in [*encoding.ids, SEP]]
    if len(ids) < T:
        raise ValueError(f"The texts have {len(ids)} tokens, fewer than one row of {T}.")
    return torch.tensor(ids[: len(ids) // T * T]).view(-1, T)


def masked(ids: Tensor, V: int, generator: torch.Generator, share: float = 0.15) -> tuple[Tensor, Tensor]:
    """BERT's corruption of rows (N, T) that spares the special tokens: inputs, and labels with IGNORE elsewhere."""
    return mask_tokens(ids, ids < len(SPECIAL), MASK, V, generator, share)


def masked_lm_loss(model: MaskedLM, inputs: Tensor, labels: Tensor) -> Tensor:
    """Mean loss in nats at the labelled positions; the head is evaluated there and nowhere else."""
    asked = labels != IGNORE
    return F.cross_entropy(model.at(inputs, asked).float(), labels[asked])


@torch.no_grad()
def masked_score(model: MaskedLM, inputs: Tensor, labels: Tensor) -> tuple[float, float]:
    """(nats, share guessed right) over the labelled positions of rows (N, T)."""
    asked = labels != IGNORE
    logits = model.at(inputs, asked).float()
    right = (logits.argmax(dim=-1) == labels[asked]).float().mean()
    return F.cross_entropy(logits, labels[asked]).item(), right.item()


def pretrain(
    model: MaskedLM, rows: Tensor, steps: int, generator: torch.Generator, *,
    batch: int = 48, peak_lr: float = 5e-3, optimizer: torch.optim.Optimizer | None = None,
    after_step: Callable[[int, float], None] = lambda step, loss: None,
) -> MaskedLM:
    """The model after so many steps of masked-LM training on rows (N, T), in place: AdamW, warm-up, linear decay.

    Rows come in a new random order on each pass, and are corrupted anew each time they come. after_step(step, loss) is
    called after each step, steps counted from 1.
    """
    V = model.tokens.num_embeddings
    optimizer = optimizer or torch.optim.AdamW(model.parameters(), lr=peak_lr, betas=(0.9, 0.98), fused=True)
    passes = math.ceil(steps * batch / len(rows))
    order = torch.cat([torch.randperm(len(rows), generator=generator) for _ in range(passes)])
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = peak_lr * schedule.linear(step, steps, warmup=0.1)
        inputs, labels = masked(rows[order[step * batch : (step + 1) * batch]], V, generator)
        loss = masked_lm_loss(model, inputs, labels)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        after_step(step + 1, loss.item())
    return model


class CountedNeighbours:
    """Baselines that count: how often each word occurs, and how often next to each left and right neighbour.

    rows (N, T) of training text, padding not counted; add: what every word and pair is counted more than it was seen.
    """

    def __init__(self, rows: Tensor, V: int, add: float = 0.05) -> None:
        pairs = torch.bincount((rows[:, :-1] * V + rows[:, 1:]).flatten(), minlength=V * V).view(V, V)
        words = torch.bincount(rows[rows != PAD], minlength=V)
        self.word = (words + add).log().log_softmax(dim=0)  # (V,)
        self.after = (pairs + add).log().log_softmax(dim=1)  # (V, V): row is the left neighbour
        self.before = (pairs.T + add).log().log_softmax(dim=1)  # (V, V): row is the right neighbour

    def logits(self, rows: Tensor, kind: str) -> Tensor:
        """Log-probabilities (N, T, V) of each token of uncorrupted rows from its true neighbours.

        kind: "unigram" looks at nothing, "bigram" at the left neighbour, "both" at left and right as if they were
        independent given the word. A neighbour outside the row says nothing.
        """
        N, T = rows.shape
        table = self.word.expand(N, T, -1).clone()
        if kind != "unigram":
            table[:, 1:] = self.after[rows[:, :-1]]
        if kind == "both":
            table[:, :-1] += self.before[rows[:, 1:]] - self.word
        return table.log_softmax(dim=-1)

    def score(self, rows: Tensor, labels: Tensor, kind: str) -> tuple[float, float]:
        """(nats, share guessed right) at the labelled positions: what `masked_score` says of a model."""
        asked = labels != IGNORE
        logits = self.logits(rows, kind)[asked]
        right = (logits.argmax(dim=-1) == labels[asked]).float().mean()
        return F.cross_entropy(logits, labels[asked]).item(), right.item()


def save(folder: Path, model: MaskedLM, tokenizer: Tokenizer, about: dict) -> None:
    """Writes weights (16 bits), tokenizer and the model's sizes, with `about`, into a folder."""
    from safetensors.torch import save_file

    folder.mkdir(parents=True, exist_ok=True)
    C, block = model.tokens.embedding_dim, model.blocks[0]
    sizes = {"V": model.tokens.num_embeddings, "C": C, "H": block.attention.H, "layers": len(model.blocks),
             "T": model.positions.num_embeddings}
    save_file({name: value.half().contiguous() for name, value in model.state_dict().items()},
              folder / "model.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "about.json").write_text(json.dumps({"sizes": sizes, **about}, indent=1) + "\n", encoding="utf-8")


def load(folder: Path) -> tuple[Tokenizer, MaskedLM, dict]:
    """(tokenizer, model in 32 bits ready to evaluate, what is known about it) of a folder that `save` wrote."""
    from safetensors.torch import load_file
    from tokenizers import Tokenizer

    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    model = MaskedLM(**about["sizes"])
    model.load_state_dict({name: value.float() for name, value in load_file(folder / "model.safetensors").items()})
    return Tokenizer.from_file(str(folder / "tokenizer.json")), model.eval(), about


def main(arguments: Sequence[str]) -> int:
    """Trains the bundled model and writes it: FOLDER, and optionally the number of steps."""
    from course_utils.training import corpus

    folder, steps = Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 6000
    torch.manual_seed(0)
    found = corpus.documentation(("python", "numpy", "matplotlib"))
    kept, held_out = corpus.split(found.paragraphs)
    tokenizer = train_wordpiece(kept, 2000, lowercase=True)
    V = tokenizer.get_vocab_size()
    rows, held_rows = stream(tokenizer, kept, ROW), stream(tokenizer, held_out, ROW)
    generator = torch.Generator().manual_seed(0)
    model = MaskedLM(V, C=96, H=4, layers=3, T=ROW, generator=generator)
    held = masked(held_rows, V, torch.Generator().manual_seed(1))
    started = time.process_time()

    def report(step: int, loss: float) -> None:
        if step % 250 == 0:
            nats, right = masked_score(model, *held)
            cpu_s = time.process_time() - started
            print(f"step {step}: {nats:.3f} nats, {right:.3f} right, {cpu_s:.0f} CPU s", flush=True)

    pretrain(model, rows, steps, generator, batch=BATCH, peak_lr=3e-3, after_step=report)
    cpu_s = round(time.process_time() - started)
    nats, right = masked_score(model, *held)
    counted = CountedNeighbours(rows, V)
    about = {
        "steps": steps, "tokens": steps * BATCH * ROW, "cpu_s": cpu_s, "held_out": {"nats": nats, "right": right},
        "baselines": {kind: counted.score(held_rows, held[1], kind) for kind in ("unigram", "bigram", "both")},
        "sources": [asdict(source) for source in found.sources],
    }
    save(folder, model, tokenizer, about)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
