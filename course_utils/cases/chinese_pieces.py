"""Chinese pieces: an English vocabulary is given the common Chinese characters, each with a vector of its own.

The characters are the 6,763 of the standard GB 2312 of 1980 and eleven marks of punctuation. A new character's vector
is drawn at random: it tells nothing but that this is another character than the next one, which is what [UNK] hides.
"""

from __future__ import annotations

import torch
from tokenizers import AddedToken
from torch import nn
from transformers import PreTrainedModel, PreTrainedTokenizerBase

MARKS = "，。？！、《》；：“”"


def common_characters() -> str:
    """The characters of GB 2312, rows 16 to 87, in the order of the standard: the common ones first.

    >>> len(common_characters()), common_characters()[:3]
    (6763, '啊阿埃')
    """
    found = []
    for row in range(0xB0, 0xF8):
        for place in range(0xA1, 0xFF):
            try:
                found.append(bytes([row, place]).decode("gb2312"))
            except UnicodeDecodeError:  # five places at the end of row 55 are empty
                continue
    return "".join(found)


def add_characters(tokenizer: PreTrainedTokenizerBase, encoder: PreTrainedModel, seed: int = 0) -> int:
    """Adds each common character that the vocabulary lacks to tokenizer and encoder, in place; says how many.

    The new rows have the mean and the spread of the old ones; the same seed gives the same rows. None is trained.
    """
    lacking = [char for char in common_characters() + MARKS
               if tokenizer.convert_tokens_to_ids(char) == tokenizer.unk_token_id]
    old = encoder.embeddings.word_embeddings.weight.data
    draw = torch.Generator().manual_seed(seed)
    fresh = torch.randn(len(lacking), old.shape[1], generator=draw) * old.std() + old.mean(0)
    encoder.embeddings.word_embeddings = nn.Embedding.from_pretrained(torch.cat([old, fresh]))
    tokenizer.add_tokens([AddedToken(char, normalized=False) for char in lacking])  # else the spaces around them count
    return len(lacking)
