"""The language machine: programs mean what Python computes, faults have names, no hostile program escapes."""

import random

import pytest

from course_utils import assets
from course_utils.cases.language_machine import hostile, loop, program, question, sandbox, translator
from course_utils.machine import Processor, assemble


@pytest.fixture(scope="module")
def model():
    return translator.load("translator")


def test_the_program_of_every_question_prints_what_python_computes(report):
    asked = [*question.questions(300, seed=5, test=True), *question.questions(300, seed=5, test=False, digits=(6, 6)),
             *question.questions(100, seed=5, test=True, reworded=True)]
    for one in asked:
        for points in (False, True):
            outcome = sandbox.run(program.gold(one, points=points), one.numbers)
            assert outcome.answer == one.answer == question.worked_out(one.template, one.numbers)
    assert {one.template for one in asked} == set(range(len(question.TEMPLATES + question.REWORDED)))
    report(f"{2 * len(asked)} programs print what Python computes, of numbers spelled and named")


def test_questions_make_sense_and_the_models_know_their_words():
    asked = [*question.questions(400, seed=8, test=True), *question.questions(400, seed=8, test=True, digits=(1, 1)),
             *question.questions(200, seed=8, test=True, reworded=True)]
    for one in asked:
        assert min(one.numbers) >= 2  # "1 friends share" is no English
        assert "friends" not in one.words or one.answer > 0 or "over" in one.words
        assert set(one.words) | set(one.named) <= set(translator.WORDS)
    assert not {text for text, _ in question.REWORDED} & {text for text, _ in question.TEMPLATES}
    assert question.worked_out(4, (3, 5)) is None  # 3 things for 5 friends
    assert question.worked_out(3, (99_999, 99_999)) is None  # leaves 32 bits


def test_named_numbers_are_read_alike_at_any_length_and_loaded_from_memory():
    asked = [question.question(random.Random(4), test=False, digits=(n, n)) for n in (1, 3, 6)]
    short, long = (question.Question(0, pair, ("ann", "has", *str(pair[0]), ",", *str(pair[1])), 0)
                   for pair in ((7, 8), (123456, 987654)))
    assert short.named == long.named == ("ann", "has", "n1", ",", "n2")
    assert translator.context(short, names=True) == translator.context(long, names=True)
    assert all(one.named.count("n1") == 1 for one in asked)
    words = ["lw", "t0", "n2", "lw", "t1", "n1", "sub", "t0", "t0", "t1", "out", "t0"]
    outcome = sandbox.run(words, long.numbers)
    assert (outcome.answer, outcome.steps) == (987654 - 123456, 10)  # la 2, lw 2, sub 1, out 5
    assert sandbox.run(words, long.numbers[::-1]).fault.words == ("fault", "below", "4")


def test_no_question_of_the_test_can_be_trained_on():
    train, test = (question.questions(400, seed=7, test=side) for side in (False, True))
    assert all(sum(one.numbers) % question.HELD_OUT == 0 for one in test)
    assert all(sum(one.numbers) % question.HELD_OUT != 0 for one in train)
    assert question.questions(5, seed=7, test=True) == test[:5]


@pytest.mark.parametrize(("words", "kind", "line"), [
    ("", "syntax", 1), ("li t0 5", "syntax", 2), ("li t0 out t0", "syntax", 1), ("add t0 t1 out", "syntax", 1),
    ("5 li t0 5 out t0", "syntax", 1), ("li t0 1 2 3 4 5 6 7 8 9 0 out t0", "syntax", 1), ("out t0", "register", 1),
    ("li t0 5 add t0 t0 t1 out t0", "register", 2), ("li t0 6 out t0", "constant", 1),
    ("li t0 5 " * 13 + "out t0", "syntax", 13), ("lw t0 5 out t0", "syntax", 1), ("lw t0", "syntax", 1),
    ("lw t0 n2 out t0", "constant", 1), ("li t0 n1 out t0", "syntax", 1),
    ("lw t0 n1 lw t1 n1 sub t0 t0 t1", "syntax", 4),
])
def test_every_refusal_names_its_kind_and_line(words, kind, line):
    fault = sandbox.run(words.split(), numbers=(5,)).fault
    assert (fault.kind, fault.line) == (kind, line)
    assert set(fault.words) <= set(translator.WORDS)


def test_a_valid_program_can_be_the_wrong_one():
    assert sandbox.run(["li", "t0", "5", "li", "t1", "5", "add", "t0", "t0", "t1", "out", "t0"], (5,)).answer == 10


def test_no_hostile_program_escapes(report):
    attacks = hostile.hostile_programs(240, seed=1)
    for kind, source in attacks:
        outcome = sandbox.run_assembly(source)
        assert outcome.fault is not None, kind
        assert outcome.steps <= sandbox.MAX_STEPS
    assert {kind for kind, _ in attacks} == set(hostile.HOSTILE_KINDS)
    report(f"0 of {len(attacks)} hostile programs escaped, {len(hostile.HOSTILE_KINDS)} kinds")


def test_a_stopped_attack_leaves_program_and_memory_limits_as_they_were():
    processor = Processor.for_program(assemble(hostile.hostile("self-modification", random.Random(0))))
    before = bytes(processor.memory.find("fetch", processor.pc, 4).content)
    with pytest.raises(Exception, match="outside the regions"):
        processor.run(100)
    assert bytes(processor.memory.find("fetch", processor.pc, 4).content) == before
    with pytest.raises(ValueError, match="no kind 'magic'"):
        hostile.hostile("magic", random.Random(0))


def test_the_loop_changes_no_weight_and_its_answers_beat_the_direct_ones(model, report):
    answerer, asked = translator.load("answerer"), question.questions(100, seed=11, test=True)
    before = loop.weight_hash(model)
    records = loop.solve(model, asked, tries=2, first=2.0)
    again = loop.solve(model, asked)
    right, direct = sum(r.right for r in again), sum(
        a == q.answer for a, q in zip(loop.answers(answerer, asked), asked, strict=True))
    report(f"100 held-out questions: {right} right with execution, {direct} directly")
    assert right >= 97
    assert direct <= 40
    assert max(len(r.attempts) for r in records) == 2
    assert loop.weight_hash(model) == before
    with_bias = translator.new_model()
    assert loop.weight_hash(with_bias) != before


def test_a_model_that_names_its_numbers_does_as_well_at_six_digits_as_at_three(model, report):
    pointer, found = translator.load("pointer"), {}
    for digits in (3, 6):
        asked = question.questions(60, seed=12, test=True, digits=(digits, digits))
        first = loop.solve(pointer, asked, names=True)
        fed_back = loop.solve(pointer, asked, tries=2, begun=first, names=True)
        again = loop.solve(pointer, asked, tries=2, mode="again", begun=first, names=True)
        found[digits] = [sum(r.right for r in way) for way in (first, fed_back, again)]
        assert all(r.question.template in question.DIFFERENCES for r in first if not r.right)
        assert found[digits][0] == found[digits][2] >= 50  # the same words in give the same program out
        assert found[digits][1] >= 58
    spelled = sum(r.right for r in loop.solve(model, asked))
    assert spelled == 0
    report(f"60 questions with numbers of 3 and 6 digits: first, with feedback, asked again {found}; spelled {spelled}")


def test_an_untrained_model_writes_hardly_a_valid_program():
    records = loop.solve(translator.new_model(), question.questions(50, seed=1, test=True))
    assert sum(r.valid for r in records) == 0


def test_bad_input_gets_one_sentence(model):
    with pytest.raises(ValueError, match="no mode 'hope'"):
        loop.solve(model, [], mode="hope")
    too_long = question.Question(0, (1,), ("1",) * 35, 1)
    with pytest.raises(ValueError, match="at most 34 words"):
        translator.context(too_long)
    spelled = question.Question(0, (), ("ann", "has", "twelve", "coins"), 12)
    with pytest.raises(ValueError, match="does not know the word “twelve”"):
        translator.context(spelled, names=True)


def test_the_card_states_the_size():
    card = assets.bundled("translator.md").read_text(encoding="utf-8")
    assert f"{sum(p.numel() for p in translator.new_model().parameters()):,} parameters" in card
    for kind in translator.KINDS:
        assert f"{assets.bundled(f'{kind}.safetensors').stat().st_size:,} bytes" in card
