"""The verb `course tag`: reads sentences or CoNLL lines and writes each with its tags, one JSON object a line."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from course_utils.training.tagger import Tagger

TOGETHER = 2048  # sentences read before tagging: enough to sort by length, and a stream still flows
TAG = re.compile(r"O|[BI]-\S+")
WORD = re.compile(
    r"""(?:[^\W\d_]\.){2,}           # an abbreviation keeps its dots
    |\d+(?:[.,]\d+)+              # a number its commas
    |['’]s\b                       # the possessive is a word
    |\w+(?:(?!['’]s\b)[-'’.]\w+)*  # a word may have a hyphen, an apostrophe or a dot inside
    |[^\w\s]                      # everything else stands alone""",
    re.VERBOSE,
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of `course tag`."""
    parser.add_argument("text", nargs="?", type=Path, help="a text with a sentence a line, or a CoNLL file (default: "
                        "standard input)")
    parser.add_argument("--model", type=Path, required=True, help="a folder that `course ner` wrote, or its model/")
    parser.add_argument("--batch-size", type=int, default=64)


def split_words(text: str) -> list[str]:
    """The words and punctuation marks of a sentence.

    >>> split_words("Mara's ship, the Lark-2, left.")
    ['Mara', "'s", 'ship', ',', 'the', 'Lark-2', ',', 'left', '.']
    """
    return WORD.findall(text)


def is_conll(lines: Iterable[str]) -> bool:
    """Whether the first line that is not blank is one word in columns with a tag at the end."""
    first = next((line for line in lines if line.strip() and not line.startswith("# ")), "")
    cells = first.split("\t") if "\t" in first else first.split()
    return len(cells) > 1 and bool(cells[0] == "-DOCSTART-" or TAG.fullmatch(cells[-1].strip()))


def sentences_of(lines: Iterable[str]) -> Iterator[list[str]]:
    """The sentences, each a list of words: from CoNLL columns (tags there are ignored), or one a line."""
    lines = iter(lines)
    head = list(islice(lines, 50))
    columns = is_conll(head)
    words: list[str] = []
    for line in (part for source in (head, lines) for part in source):
        if not columns:
            if line.strip():
                yield split_words(line)
        elif not line.strip() or line.startswith(("-DOCSTART-", "# ")):
            if words:
                yield words
            words = []
        else:
            words.append((line.split("\t") if "\t" in line else line.split())[0])
    if words:
        yield words


def tag(tagger: Tagger, tokenizer: object, sentences: list[list[str]], *, batch_size: int = 64) -> Iterator[dict]:
    """For each sentence its words, tags, entities as {type, start, end, text} and the least sure word's probability.

    The tags are the most probable sequence that IOB2 allows, so no part of a name stands without its beginning.
    """
    import torch

    from course_utils.training import alignment, conll, prediction

    outside = torch.eye(len(tagger.tags))[tagger.tags.index("O")]  # for a word that the tokenizer dropped
    plain = [conll.Sentence(tuple(words), ("O",) * len(words)) for words in sentences]
    longest = min(512, tagger.encoder.config.max_position_embeddings)
    rows = alignment.encode(tokenizer, plain, tagger.tags, max_pieces=longest)
    found = prediction.word_probabilities(tagger, rows, pad_id=tokenizer.pad_token_id, batch_size=batch_size)
    for number, words in enumerate(sentences):
        shares = [found.get((number, word)) for word in range(len(words))]
        known = torch.stack([outside if share is None else share for share in shares])
        tags = [tagger.tags[number] for number in prediction.legal_path(known, tagger.tags)]
        entities = [{"type": kind, "start": start, "end": end, "text": " ".join(words[start:end])}
                    for kind, start, end in conll.spans(tags)]
        sure = min((float(share.max()) for share in shares if share is not None), default=1.0)
        yield {"words": words, "tags": tags, "entities": entities, "confidence": round(sure, 4)}


def main(args: argparse.Namespace) -> int:
    """Writes one JSON object a sentence to standard output; how many, and how fast, to standard error."""
    import time

    import transformers

    from course_utils import runtime
    from course_utils.training import tagger as saved
    from course_utils.training.ner_command import MODEL

    transformers.utils.logging.disable_progress_bar()
    folder = args.model / MODEL if (args.model / MODEL).is_dir() else args.model
    tokenizer, tagger = saved.load(folder)
    tagger.to(runtime.device())
    start, words, count = time.perf_counter(), 0, 0
    with args.text.open(encoding="utf-8-sig") if args.text else sys.stdin as lines:
        for together in _chunks(lines, args.text):
            for record in tag(tagger, tokenizer, together, batch_size=args.batch_size):
                print(json.dumps(record, ensure_ascii=False), flush=False)
                words, count = words + len(record["words"]), count + 1
            sys.stdout.flush()
    if not count:
        raise ValueError(f"{args.text or 'standard input'}: there is no sentence; write one a line.")
    rate = words / (time.perf_counter() - start)
    print(f"{count:,} sentences, {words:,} words, {rate:,.0f} words/s", file=sys.stderr)
    return 0


def _chunks(lines: TextIO, path: Path | None) -> Iterator[list[list[str]]]:
    """Up to TOGETHER sentences at a time; ValueError when the text is not UTF-8."""
    sentences = sentences_of(lines)
    try:
        while together := list(islice(sentences, TOGETHER)):
            yield together
    except UnicodeDecodeError as error:
        raise ValueError(f"{path or 'standard input'}: not UTF-8 text ({error.reason}); save it as UTF-8.") from None
