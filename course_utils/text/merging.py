"""Merging: the loop that byte-level BPE and WordPiece share. Count neighbours, join the most frequent pair, repeat."""

from __future__ import annotations

import heapq
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

Token = TypeVar("Token", bytes, str)
Pair = tuple[int, int]


def count_pairs(words: Mapping[tuple, int]) -> Counter:
    """How often each pair of neighbours stands in the words, each word counted as often as it occurs.

    words: a word as a tuple of symbols → its count. Overlapping pairs count each: "aaa" holds (a, a) twice.

    >>> count_pairs({("l", "o", "w"): 5, ("l", "o"): 2})[("l", "o")]     # 5 + 2
    7
    """
    pairs: Counter = Counter()
    for word, count in words.items():
        for pair in itertools.pairwise(word):
            pairs[pair] += count
    return pairs


def merge_pair(word: Sequence, pair: tuple, new: object) -> tuple:
    """The word with every occurrence of the pair, from left to right, replaced by one symbol.

    >>> merge_pair(("a", "a", "a"), ("a", "a"), "aa")                    # the middle a is used up
    ('aa', 'a')
    """
    merged, i = [], 0
    while i < len(word):
        if tuple(word[i : i + 2]) == pair:
            merged.append(new)
            i += 2
        else:
            merged.append(word[i])
            i += 1
    return tuple(merged)


def learn_merges(
    words: Mapping[tuple[int, ...], int], tokens: list[Token], merges: int, join: Callable[[Token, Token], Token]
) -> list[Pair]:
    """The pairs of token numbers joined in each step, most frequent first; new tokens are appended to `tokens`.

    words: a word as a tuple of token numbers → its count. Of equally frequent pairs the one with the smaller numbers
    wins, as in the package `tokenizers`; a text that exists already keeps its number. Ends early when no pair is left.
    Same result as counting anew in every step, but only the words that hold the joined pair are counted again.
    """
    spelled, counts = [list(word) for word in words], list(words.values())
    pairs = count_pairs(words)
    where: dict[Pair, set[int]] = {}
    for number, word in enumerate(spelled):
        for pair in itertools.pairwise(word):
            where.setdefault(pair, set()).add(number)
    number_of = {token: number for number, token in enumerate(tokens)}
    queue = [(-count, pair) for pair, count in pairs.items()]
    heapq.heapify(queue)
    learned: list[Pair] = []
    while queue and len(learned) < merges:
        count, pair = heapq.heappop(queue)
        if -count != pairs[pair] or count == 0:  # an old entry: this pair has another count by now
            continue
        token = join(tokens[pair[0]], tokens[pair[1]])
        if token not in number_of:
            number_of[token] = len(tokens)
            tokens.append(token)
        learned.append(pair)
        changed: set[Pair] = set()
        for number in where.pop(pair):
            before = spelled[number]
            spelled[number] = after = list(merge_pair(before, pair, number_of[token]))
            for old in itertools.pairwise(before):
                pairs[old] -= counts[number]
                changed.add(old)
            for new in itertools.pairwise(after):
                pairs[new] += counts[number]
                where.setdefault(new, set()).add(number)
                changed.add(new)
        for one in sorted(changed):
            if pairs[one] > 0:
                heapq.heappush(queue, (-pairs[one], one))
    return learned


def apply_merges(word: Iterable[int], rank: Mapping[Pair, int], made: Mapping[Pair, int]) -> list[int]:
    """The word's token numbers after all merges: always the pair that was learned first, the leftmost of it first.

    rank: pair → when it was learned; made: pair → the number of the joined token.
    """
    word = list(word)
    while len(word) > 1:
        best = min(range(len(word) - 1), key=lambda i: rank.get((word[i], word[i + 1]), len(rank)))
        pair = (word[best], word[best + 1])
        if pair not in rank:
            break
        word[best : best + 2] = [made[pair]]
    return word
