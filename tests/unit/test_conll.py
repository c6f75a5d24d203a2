"""The CoNLL reader, writer and validator against hand-made files and seqeval's strict IOB2."""

import gzip
import os
import random
from collections import Counter
from pathlib import Path

import pytest
from seqeval.scheme import IOB2, Entities

from course_utils.training import conll

HELD = "Ana B-PER|Silva I-PER|met O|Jordan B-LOC|Oslo B-LOC"


def sentence(text, **fields):
    """`"Ana B-PER|met O"` as a Sentence."""
    pairs = [item.rsplit(" ", 1) for item in text.split("|")]
    return conll.Sentence(tuple(w for w, _ in pairs), tuple(t for _, t in pairs), **fields)


def save(folder, text, name="train.conll"):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def kinds(splits, types=conll.TYPES):
    return Counter(problem.kind for problem in conll.validate(splits, types).problems)


GOOD = [sentence(HELD), sentence("Halden B-ORG|speaks O|Welsh B-MISC|. O")]


# --- reading -------------------------------------------------------------------------------------------------------


def test_two_columns_with_tabs_ids_and_registers_come_back_with_their_lines(tmp_path):
    path = save(tmp_path, "# id = n-1 register = news\nAna\tB-PER\nsang\tO\n\n\nOslo\tB-LOC\n")
    first, second = conll.read(path)
    assert (first.words, first.tags, first.id, first.register) == (("Ana", "sang"), ("B-PER", "O"), "n-1", "news")
    assert (first.lines, second.lines, second.id) == ((2, 3), (6,), "")
    assert second.place() == f"{path}:6"


def test_four_columns_with_spaces_take_the_last_and_docstart_separates_documents(tmp_path):
    mark = "-DOCSTART- -X- -X- O\n\n"
    path = save(tmp_path, mark + "EU NNP B-NP B-ORG\nsaid VBD B-VP O\n\n" + mark + "No DT O O\n")
    assert [(s.words, s.tags, s.document) for s in conll.read(path)] == [
        (("EU", "said"), ("B-ORG", "O"), 1), (("No",), ("O",), 2)]


def test_windows_line_ends_a_byte_order_mark_and_unusual_spaces_do_not_matter(tmp_path):
    path = save(tmp_path, "\ufeffAna\tB-PER\r\nNEL\x85word\tO\r\n \r\nOslo\tB-LOC".encode())
    assert [s.words for s in conll.read(path)] == [("Ana", "NEL\x85word"), ("Oslo",)]


def test_a_hash_that_is_a_word_is_no_comment(tmp_path):
    path = save(tmp_path, "#\tO\n1\tO\n#oslo\tB-LOC\n")
    assert conll.read(path)[0].words == ("#", "1", "#oslo")


def test_iob1_is_converted_on_request_only(tmp_path):
    path = save(tmp_path, "Ana I-PER\nSilva I-PER\nOslo I-LOC\nBergen B-LOC\nand O\nRio I-LOC\n")
    assert conll.read(path)[0].tags == ("I-PER", "I-PER", "I-LOC", "B-LOC", "O", "I-LOC")
    assert conll.read(path, iob1=True)[0].tags == ("B-PER", "I-PER", "B-LOC", "B-LOC", "O", "B-LOC")


def test_iob2_tags_are_their_own_conversion():
    assert conll.to_iob2(GOOD[0].tags) == list(GOOD[0].tags)


@pytest.mark.parametrize(("text", "line", "says"), [
    ("Ana\tB-PER\n\nalone\n", 3, "has no tag"),
    ("Ana\tB-PER\nsang\t\n", 2, "has no tag"),
    ("EU NNP B-NP B-ORG\nsaid O\n", 2, "2 columns after 4"),
    (b"Ana\tB-PER\nS\xe3o\tB-LOC\n", 2, "not UTF-8"),
])
def test_a_malformed_line_is_named_by_file_and_line_in_one_sentence(tmp_path, text, line, says):
    path = save(tmp_path, text)
    with pytest.raises(conll.ConllError, match=says) as caught:
        conll.read(path)
    message = str(caught.value)
    assert message.startswith(f"{path}:{line}: ")
    assert message.endswith(".")
    assert "\n" not in message


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(conll.ConllError, match=r"absent\.conll: cannot be read"):
        conll.read(tmp_path / "absent.conll")


def test_a_folder_gives_its_splits_in_order_under_any_usual_name(tmp_path):
    for name in ("testb.txt", "valid.txt", "train.txt", "notes.txt", "emerging.dev.conll"):
        save(tmp_path, "Ana B-PER\n", name)
    assert list(conll.read_splits(tmp_path)) == ["train", "dev", "test"]
    save(tmp_path, "Ana B-PER\n", "dev.conll")
    with pytest.raises(conll.ConllError, match=r"both dev\.conll and valid\.txt are dev"):
        conll.read_splits(tmp_path)


def test_a_folder_without_a_train_file_says_what_to_name_it(tmp_path):
    with pytest.raises(conll.ConllError, match=r"no train file; name the files train\.conll"):
        conll.read_splits(tmp_path)


# --- writing -------------------------------------------------------------------------------------------------------


def test_what_is_written_is_read_back(tmp_path):
    sentences = [sentence(HELD, id="a-1", register="news"), sentence("# O|1 O"), sentence("ok O", id="b")]
    path = tmp_path / "out.conll"
    assert conll.write(path, sentences) == 3
    assert conll.read(path) == sentences


@pytest.mark.parametrize("word", ["", " ", "a\tb", "a\nb"])
def test_a_word_that_no_reader_could_get_back_is_refused(tmp_path, word):
    with pytest.raises(conll.ConllError, match="cannot be written"):
        conll.write(tmp_path / "out.conll", [conll.Sentence((word,), ("O",), "x-1")])
    assert not (tmp_path / "out.conll").exists()


# --- spans ---------------------------------------------------------------------------------------------------------


def test_spans_of_the_docstring_example():
    assert conll.spans(["B-PER", "I-PER", "O", "I-LOC"]) == [("PER", 0, 2)]


def test_spans_equal_seqeval_strict_on_random_legal_and_illegal_sequences(report):
    draw, alphabet = random.Random(3), ["O", *(f"{p}-{t}" for p in "BI" for t in conll.TYPES)]
    illegal = entities = 0
    for _ in range(3_000):
        tags = draw.choices(alphabet, weights=[4, *[2] * 4, *[2] * 4], k=draw.randint(0, 12))
        truth = [(e.tag, e.start, e.end) for e in Entities([tags], IOB2).entities[0]] if tags else []
        assert conll.spans(tags) == truth, tags
        entities += len(truth)
        illegal += "transition" in kinds({"train": [conll.Sentence(("w",) * len(tags), tuple(tags))]})
    assert illegal > 500
    assert 3_000 - illegal > 500
    report(f"spans: 3,000 sequences, {illegal} of them illegal, {entities} entities equal to seqeval's")


# --- validation ----------------------------------------------------------------------------------------------------


def test_good_sentences_have_no_problem_and_are_counted():
    report = conll.validate({"train": GOOD})
    assert report.problems == []
    assert report.counts["train"] == {"sentences": 2, "words": 9, "without": 0, "PER": 1, "LOC": 2, "ORG": 1, "MISC": 1}
    assert report.check() is report
    assert "0 errors" in str(report)


@pytest.mark.parametrize(("text", "kind"), [
    ("met O|Silva I-PER", "transition"),
    ("Silva I-PER", "transition"),
    ("Ana B-PER|Oslo I-LOC", "transition"),
    ("Ana B-PERSON", "scheme"),
    ("Ana S-PER", "scheme"),
    ("Ana per", "scheme"),
    ("Ana B-", "scheme"),
    (" O|Ana B-PER", "empty word"),
    ("New York B-LOC", "tokenization"),
    ("Oslo, B-LOC", "tokenization"),
    ("(Oslo B-LOC", "tokenization"),
    ('Oslo" B-LOC', "tokenization"),
    ("today. O", "tokenization"),
])
def test_each_error_inside_a_sentence_is_found_once_and_alone(text, kind):
    bad = kinds({"train": [*GOOD, sentence(text)]})
    bad.pop("balance", None)
    assert bad == {kind: 1}


ORDINARY = ["U.S.", "Prof.", "'s", "...", "3-1", "12:30", ":)", "a@b.org)", "o'clock", "%", "(", "n't"]


@pytest.mark.parametrize("word", ORDINARY)
def test_ordinary_words_with_signs_are_no_tokenization_problem(word):
    assert "tokenization" not in kinds({"train": [conll.Sentence((word,), ("O",))]})


def test_any_type_is_accepted_when_no_types_are_given():
    assert kinds({"train": [sentence("Ana B-person|Dune B-creative-work|Part I-creative-work")]}, types=None) == {}


def test_words_and_tags_of_different_number_are_an_error():
    assert kinds({"train": [conll.Sentence(("a", "b"), ("O",))]}) == {"length": 1}


def test_empty_splits_are_errors_and_so_is_no_split():
    assert kinds({}) == {"empty split": 1}
    assert kinds({"train": GOOD, "dev": []}) == {"empty split": 1}


def test_duplicates_inside_a_split_and_leaks_across_splits_are_told_apart():
    shouted = conll.Sentence(tuple(w.upper() for w in GOOD[0].words), GOOD[0].tags)
    assert kinds({"train": [*GOOD, GOOD[0]]})["duplicate"] == 1
    assert kinds({"train": [*GOOD, shouted]})["duplicate"] == 1
    assert kinds({"train": GOOD, "dev": [GOOD[1], shouted]})["leak"] == 2
    text = str(conll.validate({"train": GOOD, "dev": [shouted]}))
    assert "the same words but for case" in text


def test_a_type_that_a_split_lacks_is_a_balance_warning():
    lopsided = {"train": GOOD * 1, "dev": [sentence("Rio B-LOC")]}
    problems = [p for p in conll.validate(lopsided).problems if p.kind == "balance"]
    assert {p.message.split()[0] for p in problems if p.place == "dev"} == {"PER", "ORG", "MISC"}


def test_check_raises_the_first_error_with_its_file_and_line_and_lets_warnings_pass(tmp_path):
    path = save(tmp_path, "Ana B-PER\nsang I-PERS\n\nSilva I-PER\n")
    with pytest.raises(conll.ConllError) as caught:
        conll.validate({"train": conll.read(path)}).check()
    assert str(caught.value).startswith(f"{path}:2: the tag 'I-PERS' is outside the scheme")
    assert "1 more" in str(caught.value)
    assert conll.validate({"train": [*GOOD, *GOOD]}).check().warnings


# --- other people's files ------------------------------------------------------------------------------------------

PUBLIC = [  # folder, file, types, then sentences and entities as the papers of the two shared tasks give them
    ("conll2003", "train.txt.gz", conll.TYPES, 14_041, 23_499),
    ("conll2003", "valid.txt.gz", conll.TYPES, 3_250, 5_942),
    ("wnut17", "wnut17train.conll.gz", None, 3_394, 1_975),
    ("wnut17", "emerging.dev.conll.gz", None, 1_009, 836),
]


@pytest.mark.skipif("COURSE_TEST_DATA" not in os.environ, reason="COURSE_TEST_DATA names no folder of public data sets")
@pytest.mark.parametrize(("folder", "name", "types", "sentences", "entities"), PUBLIC)
def test_public_files_are_read_whole_with_seqevals_spans(tmp_path, report, folder, name, types, sentences, entities):
    packed = Path(os.environ["COURSE_TEST_DATA"]) / folder / name
    if not packed.exists():
        pytest.skip(f"{packed} is not there")
    path = save(tmp_path, gzip.decompress(packed.read_bytes()), "train.txt")
    read = conll.read(path)
    found = [conll.spans(s.tags) for s in read]
    assert (len(read), sum(map(len, found))) == (sentences, entities)
    truth = Entities([list(s.tags) for s in read], IOB2).entities
    assert found == [[(e.tag, e.start, e.end) for e in one] for one in truth]
    checked = conll.validate({"train": read}, types)
    assert not [p for p in checked.errors if p.kind in {"scheme", "transition", "length"}]
    report(f"{name}: {len(read):,} sentences, {sum(map(len, found)):,} entities, "
           f"{dict(Counter(p.kind for p in checked.problems))}")
