"""The CoNLL file: one word and its tag a line, a blank line between sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TYPES = ("PER", "ORG", "LOC", "MISC")
SPLIT_NAMES = {  # file stem, cut at the first dot -> split
    "train": "train", "dev": "dev", "valid": "dev", "validation": "dev", "val": "dev", "testa": "dev",
    "test": "test", "testb": "test",
}
SUFFIXES = {".conll", ".txt", ".iob2", ".iob", ".bio", ".tsv"}

_COMMENT = re.compile(r"^#\s*\w+\s*=\s")
_META = re.compile(r"(\w+)\s*=\s*(\S+)")
_TAG = re.compile(r"^(?:O|[BI]-(\S+))$")
_GLUED = re.compile(r"""^[("“«]\S*\w|\w[,;!?)"”»]$|^\w{5,}\.$""")
_FREE_FORM = re.compile(r"^(https?://|www\.|\S+@\S)", re.IGNORECASE)


class ConllError(ValueError):
    """A file or a sentence that cannot be used; the message is `file:line: one sentence`."""


@dataclass(frozen=True)
class Sentence:
    """One sentence: `words` and `tags` of equal length; where it came from does not count in `==`."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    id: str = ""
    register: str = ""
    document: int = field(default=0, compare=False)  # how many -DOCSTART- lines stood before it
    file: str = field(default="", compare=False)
    lines: tuple[int, ...] = field(default=(), compare=False)  # line number of each word, from 1

    def place(self, index: int = 0) -> str:
        """`file:line` of the word at `index`, or the id when the sentence was never in a file."""
        if index < len(self.lines):
            return f"{self.file}:{self.lines[index]}"
        return self.id or self.file or "(no file)"


def read(path: str | Path, iob1: bool = False) -> list[Sentence]:
    """All sentences of a CoNLL file with two or more columns: the first is the word, the last the tag.

    Columns are separated by tabs or, in a line without a tab, by spaces. `-DOCSTART-` lines separate
    documents and are not sentences. A comment line `# id = n7 register = news` names the next sentence.
    With `iob1=True` the tags are read as IOB1 and converted to IOB2. Tags are not judged here: see
    `validate`. Raises ConllError with file and line for a missing file, a byte that is not UTF-8, a line
    with one column, or a line whose number of columns differs from the line before it.
    """
    path = Path(path)
    sentences: list[Sentence] = []
    words, tags, lines, meta = [], [], [], {}
    document, columns = 0, 0

    def close() -> None:
        if words:
            kept = to_iob2(tags) if iob1 else tags
            sentences.append(Sentence(tuple(words), tuple(kept), meta.get("id", ""), meta.get("register", ""),
                                      document, str(path), tuple(lines)))
            meta.clear()
        for column in (words, tags, lines):
            column.clear()

    for number, line in enumerate(_text(path).split("\n"), start=1):
        line = line.removesuffix("\r")
        if not line.strip():
            close()
        elif _COMMENT.match(line):
            close()
            meta.update(_META.findall(line))
        else:
            cells = line.split("\t") if "\t" in line else line.split()
            if cells[0] == "-DOCSTART-":
                close()
                document += 1
                continue
            if len(cells) < 2 or not cells[-1].strip():
                raise ConllError(f"{path}:{number}: the line has no tag; write the word, a tab and its tag.")
            if words and len(cells) != columns:
                raise ConllError(f"{path}:{number}: {len(cells)} columns after {columns} in the line before;"
                                 " give every line the same columns.")
            columns = len(cells)
            words.append(cells[0])
            tags.append(cells[-1].strip())
            lines.append(number)
    close()
    return sentences


def _text(path: Path) -> str:
    """The file's text; ConllError when it is missing or not UTF-8."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConllError(f"{path}: cannot be read ({error.strerror}); check the path.") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConllError(f"{path}:{line}: not UTF-8 text; save the file as UTF-8.") from error


def read_splits(folder: str | Path, iob1: bool = False) -> dict[str, list[Sentence]]:
    """`{"train": …, "dev": …, "test": …}` from the files of a folder; a split without a file is left out.

    A file belongs to a split by its name up to the first dot: train, dev (also valid, validation, val,
    testa), test (also testb). Raises ConllError when there is no train file or a split has two files.
    """
    folder, found = Path(folder), {}
    for path in sorted(folder.glob("*")):
        split = SPLIT_NAMES.get(path.name.lower().split(".")[0])
        if split is None or path.suffix.lower() not in SUFFIXES:
            continue
        if split in found:
            raise ConllError(f"{folder}: both {found[split].name} and {path.name} are {split}; keep one.")
        found[split] = path
    if "train" not in found:
        raise ConllError(f"{folder}: no train file; name the files train.conll, dev.conll and test.conll.")
    return {split: read(found[split], iob1) for split in ("train", "dev", "test") if split in found}


def write(path: str | Path, sentences: Iterable[Sentence]) -> int:
    """How many sentences were written to `path`: word, tab, tag; a comment line where there is an id.

    `read(path)` gives the same sentences back. Raises ConllError for a word that is empty or holds a tab
    or a line break, because no reader could get it back.
    """
    blocks = []
    for sentence in sentences:
        head = [f"{key} = {value}" for key, value in (("id", sentence.id), ("register", sentence.register)) if value]
        block = ["# " + " ".join(head)] if head else []
        for index, (word, tag) in enumerate(zip(sentence.words, sentence.tags, strict=True)):
            if not word.strip() or re.search(r"[\t\r\n]", word):
                raise ConllError(f"{sentence.place(index)}: the word {word!r} cannot be written; remove it or its tab.")
            block.append(f"{word}\t{tag}")
        blocks.append("\n".join(block) + "\n")
    Path(path).write_text("\n".join(blocks), encoding="utf-8", newline="\n")
    return len(blocks)


def spans(tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """The entities as `(type, start, end)`, end exclusive, by the strict IOB2 rule.

    An entity starts at `B-X` and goes on over `I-X` of the same type. An `I-X` that continues nothing is no
    entity. This is what seqeval counts with `mode="strict", scheme=IOB2`.
    `spans(["B-PER", "I-PER", "O", "I-LOC"])` is `[("PER", 0, 2)]`.
    """
    found, start = [], None
    for index, tag in enumerate([*tags, "O"]):
        if start is not None and tag != "I-" + tags[start][2:]:
            found.append((tags[start][2:], start, index))
            start = None
        if tag.startswith("B-"):
            start = index
    return found


def to_iob2(tags: Sequence[str]) -> list[str]:
    """The tags with each first word of an entity as `B-`; in IOB1 it is `I-` unless two entities touch."""
    converted, before = [], "O"
    for tag in tags:
        starts = tag.startswith("I-") and (before == "O" or before[2:] != tag[2:])
        converted.append("B-" + tag[2:] if starts else tag)
        before = tag
    return converted


@dataclass(frozen=True)
class Problem:
    """One thing `validate` found: its kind, where (`file:line`) and one sentence about it."""

    kind: str
    place: str
    message: str
    fatal: bool

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


@dataclass
class Report:
    """What `validate` looked at (`counts` by split) and the problems it found."""

    counts: dict[str, Counter] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """Problems that make the scores meaningless: empty splits or words, tags that are not IOB2."""
        return [problem for problem in self.problems if problem.fatal]

    @property
    def warnings(self) -> list[Problem]:
        """Problems that make the scores doubtful: duplicates, leaks, tokenization, balance."""
        return [problem for problem in self.problems if not problem.fatal]

    def check(self) -> Report:
        """The report itself; ConllError with the first error, and how many more, when there is one."""
        if self.errors:
            more = f" ({len(self.errors) - 1} more like this.)" if len(self.errors) > 1 else ""
            raise ConllError(f"{self.errors[0]}{more}")
        return self

    def __str__(self) -> str:
        lines = [f"{split}: " + ", ".join(f"{count:,} {name}" for name, count in counts.items())
                 for split, counts in self.counts.items()]
        lines.append(f"{len(self.errors)} errors, {len(self.warnings)} warnings")
        return "\n".join(lines + [str(problem) for problem in self.problems[:20]])


def validate(splits: Mapping[str, Sequence[Sentence]], types: Sequence[str] | None = TYPES) -> Report:
    """A Report on all splits; `types=None` accepts any entity type.

    Errors: no split or an empty one, words and tags of different number, an empty word, a tag outside the
    scheme, an `I-` that continues nothing. Warnings: white space or punctuation glued to a word, the same
    sentence twice in a split or in two splits (also when only case differs), a type that one split lacks or
    whose share there is less than a third or more than three times its share in all splits.
    """
    report = Report()
    if not splits:
        report.problems.append(Problem("empty split", "(no file)", "there is no split; give at least train.", True))
    seen: dict[tuple[str, ...], tuple[str, Sentence]] = {}
    for split, sentences in splits.items():
        report.counts[split] = _counts(sentences)
        if not sentences:
            report.problems.append(Problem("empty split", split, f"the split {split} has no sentence.", True))
        for sentence in sentences:
            report.problems += _sentence_problems(sentence, types)
            key = tuple(word.lower() for word in sentence.words)
            if key in seen:
                report.problems.append(_duplicate(split, sentence, *seen[key]))
            seen.setdefault(key, (split, sentence))
    report.problems += _balance(report.counts)
    return report


def _counts(sentences: Sequence[Sentence]) -> Counter:
    """Sentences, words, sentences without an entity, and entities of each type."""
    counts = Counter(sentences=len(sentences), words=sum(len(s.words) for s in sentences), without=0)
    for sentence in sentences:
        found = spans(sentence.tags)
        counts["without"] += not found
        counts.update(kind for kind, _, _ in found)
    return counts


def _sentence_problems(sentence: Sentence, types: Sequence[str] | None) -> list[Problem]:
    """What is wrong inside one sentence."""
    if len(sentence.words) != len(sentence.tags):
        text = f"{len(sentence.words)} words but {len(sentence.tags)} tags; give each word one tag."
        return [Problem("length", sentence.place(), text, True)]
    found, before = [], "O"
    for index, (word, tag) in enumerate(zip(sentence.words, sentence.tags, strict=True)):
        place, match = sentence.place(index), _TAG.match(tag)
        if not word.strip():
            found.append(Problem("empty word", place, "the word is empty; delete the line.", True))
        elif word != "".join(word.split()):
            found.append(Problem("tokenization", place, f"white space inside {word!r}; split it.", False))
        elif _GLUED.search(word) and not _FREE_FORM.match(word):
            found.append(Problem("tokenization", place, f"punctuation glued to {word!r}; split it off.", False))
        if not match or (types is not None and match[1] not in (None, *types)):
            allowed = "any type" if types is None else ", ".join(types)
            text = f"the tag {tag!r} is outside the scheme; use O or B- or I- with {allowed}."
            found.append(Problem("scheme", place, text, True))
        elif tag.startswith("I-") and (before == "O" or before[2:] != tag[2:]):
            text = f"{tag} follows {before}; start the entity with B-{tag[2:]} (or read the file with iob1=True)."
            found.append(Problem("transition", place, text, True))
        before = tag
    return found


def _duplicate(split: str, sentence: Sentence, first_split: str, first: Sentence) -> Problem:
    """A sentence seen before: a duplicate in the same split, a leak from another one."""
    kind = "duplicate" if split == first_split else "leak"
    same = "the same words" if first.words == sentence.words else "the same words but for case"
    return Problem(kind, sentence.place(), f"{same} as at {first.place()} in {first_split}; keep one.", False)


def _balance(counts: Mapping[str, Counter]) -> list[Problem]:
    """Types that a split lacks, or has a third or three times as often as all splits together."""
    kinds = sorted({k for c in counts.values() for k in c} - {"sentences", "words", "without"})
    total = sum((counts[s][k] for s in counts for k in kinds), 0)
    found = []
    for split, count in counts.items():
        here = sum(count[k] for k in kinds)
        for kind in kinds if count["sentences"] else ():
            share, overall = count[kind] / max(here, 1), sum(c[kind] for c in counts.values()) / total
            if not overall / 3 <= share <= 3 * overall:
                text = f"{kind} is {share:.1%} of the entities in {split} and {overall:.1%} in all splits."
                found.append(Problem("balance", split, text, False))
    return found
