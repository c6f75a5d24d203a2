"""Word overlap: a reader that knows no language, to be beaten by one that does."""

from __future__ import annotations

import re

from course_utils.cases.fact_passages import Example
from course_utils.cases.passage_search import terms

SMALL = frozenset((
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "is", "was", "are", "were", "has", "have", "had", "its",
    "it", "his", "her", "by", "from", "with", "and", "did", "does", "do", "be", "been",
))


def leftover(example: Example) -> str:
    """The longest run of words outside the question, in the sentence that shares most terms with it.

    "" if none is left. Chinese counts by characters: terms are pairs of neighbours, and a character of the question
    ends a run.

    >>> leftover(Example("Ada built the mill. It rained.", "What did Ada do?", ()))     # "the" ends the run
    'built'
    """
    sentences = [s for s in re.split(r"(?<=[.。])\s*", example.passage) if s]
    asked = set(terms(example.question))
    sentence = max(sentences, key=lambda s: len(asked & set(terms(s))))
    known = asked | SMALL | set(re.findall(r"[\u3400-\u9fff]", example.question))
    runs, run_of = [], []
    for word in re.finditer(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|[.,。，]", sentence):
        if word[0].lower() in known or word[0] in ".,。，":
            run_of = []
        else:
            run_of = [*run_of, word]
            runs.append(run_of)
    longest = max(runs, key=len, default=[])
    return sentence[longest[0].start() : longest[-1].end()] if longest else ""
