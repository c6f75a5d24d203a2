"""Recorded heads: a pretrained encoder's attention scores and values on chosen sentences, packed small for the explorer.

Scores q·k are kept in 12 bits (two base-64 digits) from the smallest to the largest of a head and sentence, the first 8
numbers of each value in 6 bits. With half a step ε in the scaled scores, a weight at temperature 1 is off by at most
(e^{2ε} - 1)/4 to first order ε/2; the card of the data states the largest bound.
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
SENTENCES = {
    "tired": "The animal did not cross the street because it was too tired.",
    "wide": "The animal did not cross the street because it was too wide.",
    "anna": "Anna gave her brother the book, and he thanked her.",
    "negation": "The film was not good, not even close.",
    "processor": "The processor waits while memory sends the next word.",
    "hello": "Hello world!",
}
# Layer and head, counted from 0, with the pattern whose share of the weight is measured.
HEADS = {
    (0, 2): "previous token",
    (1, 8): "next token",
    (2, 8): "a later token",
    (3, 1): "a noun, for “the” and “it”",
    (3, 11): "punctuation",
    (4, 5): "the first token, [CLS]",
    (0, 3): "spread widely",
}


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
        q, k, v = (store[name].unflatten(-1, (H, -1)).transpose(0, 1).double().cpu() for name in ("query", "key", "value"))
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


def packed_sentence(key: str, text: str, tokens: list[str], layers: list, heads: list[tuple[int, int]]) -> dict[str, Any]:
    """One sentence as the explorer reads it: tokens, and scores and values of the chosen heads."""
    chosen = [(layers[layer]["scores"][head], layers[layer]["values"][head, :, :CHANNELS]) for layer, head in heads]
    packed = [{"scores": pack(scores, 2), "values": pack(values, 1)} for scores, values in chosen]
    return {"key": key, "text": text, "tokens": tokens, "heads": packed}


def pattern_share(pattern: str, tokens: list[str], weights: Tensor) -> list[tuple[float, float]]:
    """For each query that counts: its weight on the pattern's keys, and what equal weights would put there.

    Queries are the tokens between [CLS] and [SEP] that have such a key.
    """
    T = len(tokens)
    targets = {
        "previous token": lambda i: [i - 1],
        "next token": lambda i: [i + 1],
        "a later token": lambda i: list(range(i + 1, T - 1)),
        "a noun, for “the” and “it”": lambda i: [
            j for j, token in enumerate(tokens) if tokens[i] in ("the", "it") and token in NOUNS
        ],
        "punctuation": lambda i: [j for j, token in enumerate(tokens) if token in ",.!"],
        "the first token, [CLS]": lambda i: [0],
    }
    if pattern not in targets:
        even = math.log(T)
        entropies = (-(weights * weights.clamp_min(1e-300).log()).sum(-1) / even).tolist()
        return [(entropy, 1.0) for entropy in entropies[1:-1]]
    rows = [(i, targets[pattern](i)) for i in range(1, T - 1)]
    return [(float(weights[i, keys].sum()), len(keys) / T) for i, keys in rows if keys]


NOUNS = {"animal", "street", "brother", "book", "film", "processor", "memory", "word"}
MEASURES = {"spread widely": "mean entropy over its largest possible value,"}


def record_heads(path: str | Path | None = None) -> dict[str, Any]:
    """Scores, values and measured patterns of the chosen heads on the chosen sentences, ready for the explorer.

    path: a BERT-like encoder's folder; MiniLM when none is given. `python -m course_utils.widgets.recorded_heads`
    writes the result to data/attention_heads.json.
    """
    model, tokenizer = load_encoder(path)
    D = model.config.hidden_size // model.config.num_attention_heads
    heads, sentences = list(HEADS), []
    shares: dict[tuple[int, int], list[tuple[float, float]]] = {head: [] for head in heads}
    for key, text in SENTENCES.items():
        tokens, layers = heads_of(model, tokenizer, text)
        sentences.append(packed_sentence(key, text, tokens, layers, heads))
        for layer, head in heads:
            weights = (layers[layer]["scores"][head] / math.sqrt(D)).softmax(-1)
            shares[layer, head] += pattern_share(HEADS[layer, head], tokens, weights)
    described = []
    for (layer, head), pattern in HEADS.items():
        share, even = (sum(column) / len(column) for column in zip(*shares[layer, head], strict=True))
        measure = MEASURES.get(pattern, "mean weight there,")
        described.append({"layer": layer, "head": head, "looks": pattern, "measure": measure})
        described[-1] |= {"share": round(share, 4), "even": round(even, 4), "rows": len(shares[layer, head])}
    return {"model": "MiniLM-L6", "d_k": D, "channels": CHANNELS, "heads": described, "sentences": sentences}


def main() -> None:
    """Writes data/attention_heads.json anew and prints its size and the measured patterns."""
    target = assets.bundled("attention_heads.md").with_suffix(".json")
    record = record_heads()
    target.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{target.name}: {target.stat().st_size} bytes")
    for one in record["heads"]:
        print(f"  {one['layer']}.{one['head']:<3} {one['looks']:<28} {one['share']:.3f} (equal weights {one['even']:.3f})")


if __name__ == "__main__":
    main()
