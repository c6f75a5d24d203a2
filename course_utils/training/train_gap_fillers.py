"""Gap fillers: two tiny masked models of one small grammar, one trained by BERT's rule and one with nothing hidden.

`python -m course_utils.training.train_gap_fillers` trains both, rounds their matrices to 8 bits, measures what the card
says, and writes data/gap_fillers.safetensors. The text is generated from the grammar of chapter 07.
"""

from __future__ import annotations

import math
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from course_utils import assets
from course_utils.nn.encoder import MaskedLM
from course_utils.nn.objectives import IGNORE, mask_tokens
from course_utils.training import schedule
from course_utils.training.train_sorter import quantised, restored

FOLLOWERS = {  # chapter 07 prints it: each word, the words that may follow, and their weights
    ".": "the 5 a 3 she 1 he 1", "the": "old 2 cat 2 dog 2 bird 1 cats 1 dogs 1", "a": "small 2 cat 2 dog 2 bird 1",
    "old": "cat 1 dogs 1", "small": "dog 1 bird 1", "cat": "sees 2 sleeps 2 likes 1", "dog": "sees 2 barks 2 likes 1",
    "bird": "sees 1 sings 3", "cats": "see 2 sleep 2", "dogs": "see 2 bark 2", "she": "likes 2 sees 1 sings 1",
    "he": "likes 1 sees 2 sleeps 1", "sees": "the 2 a 1", "likes": "the 1 a 2", "see": "the 2 a 1",
    "sleeps": ". 2 here 1", "barks": ". 3 here 1", "sings": ". 1 here 1", "sleep": ". 2 here 1", "bark": ". 3 here 1",
    "here": ". 1",
}
WORDS = tuple(FOLLOWERS)  # word number w is token w + 1; token 0 is padding, the last token is [MASK]
MASK = len(WORDS) + 1
SIZES = {"V": len(WORDS) + 2, "C": 24, "H": 2, "layers": 1, "T": 12}
RULES = {"hidden": (0.8, 0.1), "open": (0.0, 0.0)}  # model → shares of the selected that are masked, and replaced
FILE = "gap_fillers.safetensors"


def follows() -> Tensor:
    """(21, 21): the probability of each next word, by the grammar; rows add up to one."""
    table = torch.zeros(len(WORDS), len(WORDS), dtype=torch.float64)
    for word, line in FOLLOWERS.items():
        for follower, weight in zip(line.split()[::2], line.split()[1::2], strict=True):
            table[WORDS.index(word), WORDS.index(follower)] = float(weight)
    return table / table.sum(dim=1, keepdim=True)


def tokens(text: str) -> list[int]:
    """The tokens of a text of the grammar's words; ValueError names a word that it does not have."""
    if unknown := [word for word in text.split() if word not in WORDS]:
        raise ValueError(f"The grammar has no word “{unknown[0]}”; it has: {', '.join(WORDS)}.")
    return [WORDS.index(word) + 1 for word in text.split()]


def written(n: int, generator: torch.Generator) -> Tensor:
    """n rows (n, 12) of tokens that the grammar writes, each begun after a full stop and read from a random place."""
    table, T = follows(), SIZES["T"]
    state, columns = torch.zeros(n, dtype=torch.long), []
    for _ in range(2 * T):
        state = torch.multinomial(table[state], 1, generator=generator)[:, 0]
        columns.append(state + 1)
    first = torch.randint(T + 1, (n, 1), generator=generator)
    return torch.stack(columns, dim=1).gather(1, first + torch.arange(T))


def corrupted(rows: Tensor, rule: tuple[float, float], generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Inputs and labels of rows: 15 % of the tokens selected, random words drawn from the grammar's only."""
    masked, random = rule
    none = torch.zeros_like(rows, dtype=torch.bool)
    inputs, labels = mask_tokens(rows - 1, none, MASK - 1, len(WORDS), generator, 0.15, masked, random)
    return inputs + 1, torch.where(labels == IGNORE, IGNORE, labels + 1)


def train(name: str, steps: int, *, batch: int = 128, peak_lr: float = 1e-2) -> MaskedLM:
    """The model of this name after so many steps, from seed 0."""
    generator = torch.Generator().manual_seed(0)
    model = MaskedLM(**SIZES, generator=generator)
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak_lr, betas=(0.9, 0.98))
    for step in range(steps):
        optimizer.param_groups[0]["lr"] = peak_lr * schedule.linear(step, steps)
        inputs, labels = corrupted(written(batch, generator), RULES[name], generator)
        asked = labels != IGNORE
        loss = F.cross_entropy(model.at(inputs, asked), labels[asked])
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
    return model.eval()


@torch.no_grad()
def loss_under(model: MaskedLM, rule: tuple[float, float], rows: int = 4000) -> float:
    """Mean loss in nats on fresh text corrupted by this rule."""
    generator = torch.Generator().manual_seed(1)
    inputs, labels = corrupted(written(rows, generator), rule, generator)
    asked = labels != IGNORE
    return F.cross_entropy(model.at(inputs, asked), labels[asked]).item()


def load(path: Path | None = None) -> dict[str, MaskedLM]:
    """Both models by name, ready to evaluate; without a path the bundled ones."""
    from safetensors.torch import load_file

    packed = load_file(path or assets.bundled(FILE))
    models = {}
    for name in RULES:
        models[name] = MaskedLM(**SIZES)
        mine = {key.removeprefix(f"{name}."): value for key, value in packed.items() if key.startswith(f"{name}.")}
        models[name].load_state_dict(restored(mine))
    return {name: model.eval() for name, model in models.items()}


def main(steps: int = 1500) -> None:
    """Trains both, writes the bundled weights and prints what the card says."""
    from safetensors.torch import save_file

    torch.set_num_threads(1)
    started, packed = time.process_time(), {}
    for name in RULES:
        model = train(name, steps)
        packed |= {f"{name}.{key}": value for key, value in quantised(model.state_dict()).items()}
    seconds, target = time.process_time() - started, assets.DATA / FILE
    save_file(packed, target)
    for name, model in load(target).items():
        print(name, {rule: f"{loss_under(model, RULES[rule]):.4f} nats" for rule in RULES},
              f"[MASK] only: {loss_under(model, (1.0, 0.0)):.4f} nats")
    parameters = sum(p.numel() for p in MaskedLM(**SIZES).parameters())
    print(f"{target.name}: {target.stat().st_size} bytes, {parameters} parameters each; {seconds:.0f} s of CPU time; "
          f"ln {len(WORDS)} = {math.log(len(WORDS)):.4f}")


if __name__ == "__main__":
    main()
