"""Recorded heads: a pretrained encoder's attention scores and values on a few sentences, packed for the explorer.

Scores q·k are kept in 12 bits (two base-64 digits) from the smallest to the largest of a head and sentence, the first 8
numbers of each value in 6 bits. If every scaled score is off by at most ε (half a step), a weight at temperature 1 is
off by at most tanh(ε/2) ≤ ε/2: the worst case is one key up, all others down, around a weight of one half.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_utils import assets

if TYPE_CHECKING:
    from torch import Tensor

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
CHANNELS = 8
# Each sentence with the query that the explorer follows first: “it”, “he”, the first “not” …
SENTENCES = {
    "tired": ("The animal did not cross the street because it was too tired.", 9),
    "wide": ("The animal did not cross the street because it was too wide.", 9),
    "anna": ("Anna gave her brother the book, and he thanked her.", 9),
    "negation": ("The film was not good, not even close.", 4),
    "processor": ("The processor waits while memory sends the next word.", 6),
    "hello": ("Hello world!", 2),
}
# Layer and head, counted from 0: the pattern that is measured, and the sentence that states the measured numbers.
HEADS = {
    (0, 2): ("previous token", "{share} of the weight goes to the token before"),
    (1, 8): ("next token", "{share} of the weight goes to the next token"),
    (2, 8): ("a little ahead", "{share} of the weight goes to the next three tokens"),
    (3, 1): ("from “the” or “it” to nouns", "from “the” and “it”, {share} of the weight goes to nouns"),
    (3, 11): ("punctuation", "{share} of the weight goes to punctuation"),
    (4, 5): ("the first token", "{share} of the weight goes to [CLS], which stands for no word"),
    (0, 3): ("spread widely", "the entropy is {share} of its largest value"),
}
FROM = {"the", "it"}
NOUNS = {"animal", "street", "brother", "book", "film", "processor", "memory", "word"}


def load_encoder(path: str | Path | None = None) -> tuple[Any, Any]:
    """The encoder and its tokenizer from a folder; MiniLM when none is given. Raises AssetError when it is missing."""
    from transformers import AutoModel, AutoTokenizer
    from transformers.utils import logging

    folder = Path(path) if path is not None else assets.checkpoint("minilm").path
    showing = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        model, tokenizer = AutoModel.from_pretrained(folder).eval(), AutoTokenizer.from_pretrained(folder)
    finally:
        if showing:
            logging.enable_progress_bar()
    return model, tokenizer


def heads_of(model: Any, tokenizer: Any, text: str, longest: int = 512) -> tuple[list[str], list[dict[str, Tensor]]]:
    """The tokens of a sentence, and for each layer the scores q·k (H, T, T), not yet scaled, and values (H, T, D)."""
    import torch

    inputs = tokenizer(text, return_tensors="pt", truncation=True, max_length=longest)
    seen: list[dict[str, Tensor]] = [{} for _ in model.encoder.layer]
    hooks = []
    for store, layer in zip(seen, model.encoder.layer, strict=True):
        for name in ("query", "key", "value"):
            keep = lambda module, args, out, store=store, name=name: store.__setitem__(name, out[0])  # noqa: E731
            hooks.append(getattr(layer.attention.self, name).register_forward_hook(keep))
    try:
        with torch.no_grad():
            model(**inputs.to(model.device))
    finally:
        for hook in hooks:
            hook.remove()
    H = model.config.num_attention_heads
    layers = []
    for store in seen:
        split = (store[name].unflatten(-1, (H, -1)).transpose(0, 1) for name in ("query", "key", "value"))
        q, k, v = (x.double().cpu() for x in split)  # (H, T, D) each
        layers.append({"scores": q @ k.transpose(-1, -2), "values": v})  # (H, T, T), (H, T, D)
    return tokenizer.convert_ids_to_tokens(inputs["input_ids"][0].tolist()), layers


def pack(matrix: Tensor, digits: int) -> dict[str, Any]:
    """A matrix as base-64 text: each number becomes `digits` letters on an even scale from its minimum to its maximum.

    The largest error is half a step, (hi - lo) / (64^digits - 1) / 2: 1/8190 of the range for two digits.
    """
    lo, hi = math.floor(float(matrix.min()) * 1e4) / 1e4, math.ceil(float(matrix.max()) * 1e4) / 1e4
    top = 64**digits - 1
    codes = ((matrix - lo) / ((hi - lo) or 1.0) * top).round().long().flatten().tolist()
    letters = (ALPHABET[code // 64**place % 64] for code in codes for place in reversed(range(digits)))
    return {"lo": lo, "hi": hi, "text": "".join(letters)}


def packed_sentence(
    key: str, text: str, tokens: list[str], layers: list, heads: list[tuple[int, int]], row: int = 0
) -> dict[str, Any]:
    """One sentence as the explorer reads it: tokens, and scores and values of the chosen heads."""
    chosen = [(layers[layer]["scores"][head], layers[layer]["values"][head, :, :CHANNELS]) for layer, head in heads]
    packed = [{"scores": pack(scores, 2), "values": pack(values, 1)} for scores, values in chosen]
    return {"key": key, "text": text, "tokens": tokens, "row": row, "heads": packed}


def pattern_share(pattern: str, tokens: list[str], weights: Tensor) -> list[tuple[float, float]]:
    """For each query that counts: its weight on the pattern's keys, and what equal weights would put there.

    Queries are the tokens between [CLS] and [SEP] that have such a key. "spread widely" gives entropy / ln T and 1.
    """
    import torch

    T = len(tokens)
    if pattern == "spread widely":
        return [(entropy / math.log(T), 1.0) for entropy in torch.special.entr(weights).sum(-1).tolist()[1:-1]]
    keys = {
        "previous token": lambda i: [i - 1],
        "next token": lambda i: [i + 1],
        "a little ahead": lambda i: list(range(i + 1, min(i + 4, T))),
        "from “the” or “it” to nouns": lambda i: (
            [j for j in range(T) if tokens[j] in NOUNS] if tokens[i] in FROM else []
        ),
        "punctuation": lambda i: [j for j in range(T) if tokens[j] in ",.!"],
        "the first token": lambda i: [0],
    }[pattern]
    return [(float(weights[i, keys(i)].sum()), len(keys(i)) / T) for i in range(1, T - 1) if keys(i)]


def record_heads(path: str | Path | None = None) -> dict[str, Any]:
    """Scores, values and measured patterns of the chosen heads on the chosen sentences, ready for the explorer.

    path: a BERT-like encoder's folder; MiniLM when none is given. `python -m course_utils.widgets.recorded_heads`
    writes the result to data/attention_heads.json.
    """
    model, tokenizer = load_encoder(path)
    D = model.config.hidden_size // model.config.num_attention_heads
    heads, sentences = list(HEADS), []
    shares: dict[tuple[int, int], list[tuple[float, float]]] = {head: [] for head in heads}
    for key, (text, row) in SENTENCES.items():
        tokens, layers = heads_of(model, tokenizer, text)
        sentences.append(packed_sentence(key, text, tokens, layers, heads, row))
        for layer, head in heads:
            weights = (layers[layer]["scores"][head] / math.sqrt(D)).softmax(-1)
            shares[layer, head] += pattern_share(HEADS[layer, head][0], tokens, weights)
    described = []
    for (layer, head), (pattern, says) in HEADS.items():
        rows = shares[layer, head]
        share, even = (f"{100 * sum(column) / len(column):.0f} %" for column in zip(*rows, strict=True))
        says = f"Measured on these sentences: {says.format(share=share)} (equal weights: {even}; {len(rows)} queries)."
        described.append({"layer": layer, "head": head, "looks": pattern, "says": says})
    return {"model": "MiniLM-L6", "d_k": D, "channels": CHANNELS, "heads": described, "sentences": sentences}


def main() -> None:
    """Writes data/attention_heads.json anew and prints its size and the measured patterns."""
    target = assets.bundled("attention_heads.md").with_suffix(".json")
    record = record_heads()
    target.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{target.name}: {target.stat().st_size} bytes")
    for one in record["heads"]:
        print(f"  {one['layer']}.{one['head']:<3} {one['looks']}. {one['says']}")


if __name__ == "__main__":
    main()
