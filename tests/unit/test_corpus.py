"""Corpus and valley: what counts as prose, that nothing is repeated, and that the same seed tells the same stories."""

import itertools
import random
import sys

import pytest

from course_utils.training import corpus, valley

MODULE = '''"""The first line of a module says what it is for.

    >>> code is not prose, even when it is long enough to be
    1

The second paragraph goes over two lines and
is joined into one of them.

Parameters
----------
x : a number that is described and not a sentence
"""

class Thing:
    """A thing with ``code`` in its documentation string, and a full stop."""

    def act(self):
        """Too short."""

async def later():
    """The first line of a module says what it is for!"""

text = """A string that documents nothing at all, although it looks so."""
'''


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of two modules, one of them broken, with tests that must not be read."""
    root = tmp_path / "toypackage"
    (root / "tests").mkdir(parents=True)
    (root / "__init__.py").write_text(MODULE)
    (root / "broken.py").write_text("def (:\n")
    (root / "tests" / "test_it.py").write_text('"""A test has documentation too, but nobody reads it."""\n')
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(corpus.importlib.metadata, "version", lambda name: "1.0")
    monkeypatch.setattr(corpus, "_licence", lambda name: "CC0-1.0")
    return "toypackage"


def test_only_modules_classes_and_functions_are_documented():
    found = corpus.strings(MODULE)
    assert len(found) == 4
    assert not any("documents nothing" in text for text in found)


def test_prose_is_kept_and_code_tables_and_short_lines_are_not():
    kept = [text for docstring in corpus.strings(MODULE) for text in corpus.paragraphs(docstring)]
    assert kept == [
        "The first line of a module says what it is for.",
        "The second paragraph goes over two lines and is joined into one of them.",
        "A thing with code in its documentation string, and a full stop.",
        "The first line of a module says what it is for!",
    ]


def test_a_package_is_read_without_its_tests_and_each_paragraph_counts_once(package):
    found = corpus.documentation([package])
    (source,) = found.sources
    assert (source.files, source.strings, source.paragraphs, source.repeated) == (2, 4, 3, 1)
    assert source.words == found.words == 11 + 14 + 12
    assert len(found.paragraphs) == 3


def test_nothing_is_executed_when_documentation_is_read(package, tmp_path):
    (tmp_path / package / "loud.py").write_text('"""This module must never run while its text is read."""\n1 / 0\n')
    assert any("must never run" in text for text in corpus.documentation([package]).paragraphs)


def test_the_standard_library_gives_the_same_paragraphs_twice_and_none_twice(report):
    first, second = (corpus.documentation(["python"]) for _ in range(2))
    assert first == second
    assert len(set(first.paragraphs)) == len(first.paragraphs) > 1000
    assert first.sources[0].licence == "PSF-2.0"
    assert first.sources[0].version == sys.version.split()[0]
    report(f"paragraphs of the standard library: {len(first.paragraphs)}")


def test_a_package_that_is_not_here_is_named():
    with pytest.raises(corpus.CorpusError, match="no package “nosuchpackage”"):
        corpus.documentation(["nosuchpackage"])


def test_no_package_at_all_is_an_error():
    with pytest.raises(corpus.CorpusError, match="no package"):
        corpus.documentation([])


def test_a_twentieth_is_held_out_and_the_parts_make_the_whole():
    texts = [str(i) for i in range(41)]
    kept, held_out = corpus.split(texts)
    assert held_out == ["19", "39"]
    assert sorted([*kept, *held_out]) == sorted(texts)
    with pytest.raises(ValueError, match="2 or more"):
        corpus.split(texts, every=1)


def test_the_same_seed_tells_the_same_stories():
    # Known by heart, so that another Python or another machine that drew differently would be noticed.
    assert str(valley.stories(1, 0, sentences=1)[0]) == "Ivo is a printer in Selby ."
    assert valley.stories(5, 3) == valley.stories(5, 3)
    assert valley.stories(5, 3) != valley.stories(5, 4)
    assert valley.stories(2, 3) == valley.stories(5, 3)[:2]


def test_no_slot_stays_empty_and_no_sentence_comes_twice():
    told = valley.stories(300, 1, sentences=8)
    for story in told:
        assert len(story.sentences) == len(story.filled) == 8
        assert not set("{}") & set(str(story))
        assert all(word in sentence for sentence, words in zip(story.sentences, story.filled, strict=True)
                   for word in words.values())


def test_facts_of_a_town_never_change_and_the_hero_keeps_trade_and_pronoun():
    rivers = {town["town"]: town["river"] for town in valley.grammar()["towns"]}
    looked_at = 0
    for story in valley.stories(500, 2):
        for words in story.filled:
            if {"town", "river"} <= set(words):
                looked_at += 1
                assert rivers[words["town"]] == words["river"]
        for slot in ("name", "trade", "they", "town"):
            assert len({words[slot] for words in story.filled if slot in words}) <= 1
    assert looked_at > 100


def test_a_second_town_person_trade_or_animal_is_another_one():
    pairs = [(words[slot], words[f"{slot}2"]) for story in valley.stories(500, 4) for words in story.filled
             for slot in ("town", "name", "trade", "animal") if {slot, f"{slot}2"} <= set(words)]
    assert len(pairs) > 100
    assert all(first != second for first, second in pairs)


def test_entities_of_a_kind_have_the_same_slots_and_every_template_can_be_filled():
    rules = valley.grammar()
    known = set(valley.LISTS.values())
    for kind in ("trades", "people", "towns", "animals", "seasons"):
        slots = [set(entity) for entity in rules[kind]]
        assert all(a == b for a, b in itertools.pairwise(slots))
        known |= slots[0] | {f"{slot}2" for slot in slots[0]}
    asked = {slot for template in rules["first"] + rules["then"] for slot in valley.SLOT.findall(template)}
    assert asked
    assert asked <= known


def test_an_impossible_length_is_refused():
    with pytest.raises(ValueError, match="has 1 to"):
        valley.stories(1, 0, sentences=0)
    longest = 1 + len(valley.grammar()["then"])
    assert len(valley.story(random.Random(0), longest).sentences) == longest
