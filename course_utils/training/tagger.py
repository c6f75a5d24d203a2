"""Tagger: an encoder with one linear layer on top that gives every piece a score for every tag."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import torch
from torch import nn

from course_utils.training.alignment import CASINGS, lower_cases

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

WEIGHTS = "model.safetensors"
OURS = "tagger.json"  # what transformers' own config has no field for


class TaggerError(ValueError):
    """A folder is not a saved tagger; the sentence says what it lacks."""


class Tagger(nn.Module):
    """Token classifier: encoder (B, T, C), dropout, one linear layer to the tags (B, T, tags).

    casing: adds a learned vector for how each word is written to its pieces' embeddings; it starts at zero, so that the
        model begins as the pretrained one. Worth about two points of F1 to an uncased encoder on news.
    generator: draws the linear layer's start; the encoder comes as it is.
    """

    def __init__(
        self,
        encoder: PreTrainedModel,
        tags: Sequence[str],
        *,
        casing: bool = False,
        dropout: float = 0.1,
        generator: torch.Generator | None = None,
    ) -> None:
        super().__init__()
        config = encoder.config
        self.encoder, self.tags = encoder, list(tags)
        self.dropout = nn.Dropout(dropout)
        self.classifier = nn.Linear(config.hidden_size, len(self.tags))
        nn.init.normal_(self.classifier.weight, std=0.02, generator=generator)
        nn.init.zeros_(self.classifier.bias)
        self.casing = nn.Embedding(len(CASINGS), config.hidden_size) if casing else None
        if self.casing is not None:
            nn.init.zeros_(self.casing.weight)
        # The maps travel with the model: without them a saved model answers LABEL_3.
        config.id2label = dict(enumerate(self.tags))
        config.label2id = {tag: number for number, tag in enumerate(self.tags)}

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, casing: torch.Tensor | None = None) -> torch.Tensor:
        """Scores (B, T, tags) of pieces (B, T); mask is True at real pieces; casing holds indices into CASINGS."""
        x = self.encoder.get_input_embeddings()(ids)               # (B, T, C)
        if self.casing is not None:
            x = x + self.casing(casing)
        hidden = self.encoder(inputs_embeds=x, attention_mask=mask.long()).last_hidden_state
        return self.classifier(self.dropout(hidden))

    def parameters_count(self, *, trainable: bool = False) -> int:
        """How many numbers the model holds, or with trainable=True how many of them training moves."""
        return sum(p.numel() for p in self.parameters() if p.requires_grad or not trainable)

    def freeze_embeddings(self) -> None:
        """Leaves the word embeddings as pretraining made them: half of MiniLM's parameters, and no optimizer state."""
        self.encoder.get_input_embeddings().weight.requires_grad_(False)

    def freeze_layers(self, count: int) -> None:
        """Leaves the lowest blocks of the encoder as pretraining made them; ValueError when it has fewer."""
        layers = self.encoder.encoder.layer
        if count > len(layers):
            raise ValueError(f"{count} layers cannot be frozen: the encoder has {len(layers)}.")
        for layer in layers[:count]:
            layer.requires_grad_(False)

    def save(self, folder: Path, tokenizer: PreTrainedTokenizerBase) -> None:
        """Writes model, tag maps and tokenizer as a folder; without casing transformers' Auto classes load it too."""
        from safetensors.torch import save_file

        folder.mkdir(parents=True, exist_ok=True)
        prefix = self.encoder.base_model_prefix
        state = {f"{prefix}.{name}": value for name, value in self.encoder.state_dict().items()}
        state |= {f"classifier.{name}": value for name, value in self.classifier.state_dict().items()}
        if self.casing is not None:
            state["casing.weight"] = self.casing.weight
        partial = folder / f"{WEIGHTS}.partial"
        save_file({k: v.detach().cpu().contiguous() for k, v in state.items()}, partial, metadata={"format": "pt"})
        partial.replace(folder / WEIGHTS)
        config = self.encoder.config
        config.architectures = [type(self.encoder).__name__.removesuffix("Model") + "ForTokenClassification"]
        config.save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        ours = {"tags": self.tags, "casing": self.casing is not None, "dropout": self.dropout.p}
        (folder / OURS).write_text(json.dumps(ours, indent=2) + "\n", encoding="utf-8")


def load(folder: Path, **options: object) -> tuple[PreTrainedTokenizerBase, Tagger]:
    """The tokenizer and the tagger of a folder that `Tagger.save` wrote, ready to evaluate; options go to the encoder.

    Raises TaggerError with one sentence when the folder lacks a file.
    """
    import transformers
    from safetensors.torch import load_file

    missing = [name for name in (OURS, "config.json", WEIGHTS) if not (folder / name).is_file()]
    if missing:
        raise TaggerError(f"{folder} is no saved tagger, {missing[0]} is missing: make one with “course ner --out”.")
    ours = json.loads((folder / OURS).read_text(encoding="utf-8"))
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    config = transformers.AutoConfig.from_pretrained(folder)
    encoder = transformers.AutoModel.from_config(config, **_no_pooler(config), **options)
    tagger = Tagger(encoder, ours["tags"], casing=ours["casing"], dropout=ours["dropout"])
    prefix = encoder.base_model_prefix
    state = {k.replace(f"{prefix}.", "encoder.", 1) if k.startswith(f"{prefix}.") else k: v
             for k, v in load_file(folder / WEIGHTS).items()}
    tagger.load_state_dict(state)
    return tokenizer, tagger.eval()


def _no_pooler(config: object) -> dict:
    """BERT's pooler reads [CLS] for whole-sentence tasks: a tagger has no use for its C² + C parameters."""
    return {"add_pooling_layer": False} if config.model_type in ("bert", "roberta", "xlm-roberta") else {}


def pretrained(
    name: str, tags: Sequence[str], *, layers: int | None = None, attention: str = "sdpa", casing: bool = False,
    dropout: float = 0.1, generator: torch.Generator | None = None,
) -> tuple[PreTrainedTokenizerBase, Tagger]:
    """The tokenizer of a checkpoint and a fresh tagger on its encoder.

    name: a checkpoint of `assets`, such as "minilm", or a folder with a BERT-like model in it.
    layers: keep only the first so many layers of the encoder: a smaller, quicker and weaker student.
    attention: "sdpa" (torch's fused kernel) or "eager" (plain matrix products, faster for short rows on a CPU).
    casing: give back what the tokenizer throws away; nothing is added to an encoder whose tokenizer keeps capitals.
    dropout: of the encoder's layers and of the head.
    """
    from course_utils import assets

    path = Path(name)
    if (path / "config.json").is_file():
        import transformers

        tokenizer = transformers.AutoTokenizer.from_pretrained(path)
        encoder = transformers.AutoModel.from_pretrained(path, attn_implementation=attention)
    else:
        tokenizer, encoder = assets.encoder(name, attn_implementation=attention)
    if getattr(encoder, "pooler", None) is not None:
        encoder.pooler = None
    if layers is not None:
        encoder.encoder.layer = encoder.encoder.layer[:layers]
        encoder.config.num_hidden_layers = layers
    for module in encoder.modules():
        if isinstance(module, nn.Dropout):
            module.p = dropout
    casing = casing and lower_cases(tokenizer)
    return tokenizer, Tagger(encoder, tags, casing=casing, dropout=dropout, generator=generator)
