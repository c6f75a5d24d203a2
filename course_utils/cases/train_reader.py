"""Trained readers: adapters of span readers in all layers, one language each, by a script, and bundled for the course.

`python -m course_utils.cases.train_reader en` trains readers of the seeds 0, 1 and 2 on the written English passages,
`zh` goes on from these with the written Chinese passages and generated ones. Both write their numbers into the folder
data/readers, as LANGUAGE-SEED.safetensors, matrices in 8 bits. A single seed can be asked for: `zh --seed 1`.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from course_utils import assets
from course_utils.cases import adapters, chinese_pieces, fact_passages, span_reader
from course_utils.cases.fact_passages import Example
from course_utils.cases.span_reader import SpanReader
from course_utils.training.train_sorter import quantised, restored

RANK, LAYER, SEEDS = 8, 0, (0, 1, 2)
RECIPES = {"en": {"epochs": 4, "rate": 2e-3, "batch": 8}, "zh": {"epochs": 4, "rate": 2e-3, "batch": 8}}
GENERATED = 300  # Chinese ones


def encoder() -> tuple[PreTrainedTokenizerBase, PreTrainedModel]:
    """MiniLM with the common Chinese characters added to its vocabulary."""
    tokenizer, model = assets.encoder("minilm", attn_implementation="eager")
    chinese_pieces.add_characters(tokenizer, model)
    return tokenizer, model


def untrained(model: PreTrainedModel, language: str, seed: int) -> SpanReader:
    """A reader of the bundled make before training: in Chinese the added characters are trained as well."""
    added = model.get_input_embeddings().num_embeddings - model.config.vocab_size
    return SpanReader(model, LAYER, seed, RANK, added if language == "zh" else None)


def texts(language: str) -> list[Example]:
    """What the readers of a language are trained on."""
    made = fact_passages.generated(GENERATED, seed=1, language="zh") if language == "zh" else ()
    return [*fact_passages.read(language, part="train"), *made]


def trained(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, language: str, seed: int) -> SpanReader:
    """A reader with adapters in all layers, trained with the language's recipe; products are computed in 16 bits."""
    rows = span_reader.windows(tokenizer, texts(language))
    states = span_reader.lower_states(model, rows, LAYER)
    reader, learning = (untrained(model, language, seed) for _ in range(2))
    if language == "zh":  # what reading is has been learned in English; only the language is new
        learning.load_state_dict(adapters.trained(load(model, "en", seed)), strict=False)
    for part in learning.modules():
        if isinstance(part, adapters.Adapter):
            part.base.to(torch.bfloat16)  # frozen: it is rounded once, not at every step
    with torch.autocast("cpu", dtype=torch.bfloat16, cache_enabled=False):  # a cache would keep the weights of step 1
        span_reader.train(learning, states, rows, seed=seed, **RECIPES[language])
    reader.load_state_dict(adapters.trained(learning), strict=False)
    return reader


def load(model: PreTrainedModel, language: str, seed: int, path: Path | None = None) -> SpanReader:
    """The bundled reader of a language and a seed, on the encoder that `encoder` gives.

    Raises AssetError when the file holds the numbers of another reader.
    """
    from safetensors.torch import load_file

    reader = untrained(model, language, seed)
    stored = restored(load_file(path or assets.bundled("readers") / f"{language}-{seed}.safetensors"))
    wrong = set(adapters.trained(reader)) ^ set(stored)
    if wrong:
        raise assets.AssetError(f"The stored reader and this one differ in {len(wrong)} names, such as {min(wrong)}.")
    reader.load_state_dict(stored, strict=False)
    return reader.eval()


def main() -> None:
    """Trains and writes the readers of a language, and prints the CPU time of each."""
    from safetensors.torch import save_file

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("language", choices=sorted(RECIPES))
    parser.add_argument("--seed", type=int, choices=SEEDS, action="append", help="this seed only")
    parser.add_argument("--out", type=Path, default=assets.DATA / "readers")
    args = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer, model = encoder()
    args.out.mkdir(parents=True, exist_ok=True)
    for seed in args.seed or SEEDS:
        start = time.process_time()
        reader = trained(model, tokenizer, args.language, seed)
        path = args.out / f"{args.language}-{seed}.safetensors"
        save_file(quantised(adapters.trained(reader)), path)
        size, took = path.stat().st_size, time.process_time() - start
        print(f"{args.language}, seed {seed}: {size:,} bytes, {took:.0f} s of CPU time", flush=True)


if __name__ == "__main__":
    main()
