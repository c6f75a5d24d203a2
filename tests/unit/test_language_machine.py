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
    asked = [*question.questions(300, seed=5, test=True), *question.questions(300, seed=5, test=False, digits=(4, 4))]
    for one in asked:
        outcome = sandbox.run(program.gold(one), set(one.numbers))
        assert outcome.answer == one.answer == question.worked_out(one.template, one.numbers)
    assert {one.template for one in asked} == set(range(len(question.TEMPLATES)))
    report(f"{len(asked)} programs print what Python computes")


def test_no_question_of_the_test_can_be_trained_on():
    train, test = (question.questions(400, seed=7, test=side) for side in (False, True))
    assert all(sum(one.numbers) % question.HELD_OUT == 0 for one in test)
    assert all(sum(one.numbers) % question.HELD_OUT != 0 for one in train)
    assert question.questions(5, seed=7, test=True) == test[:5]


@pytest.mark.parametrize(("words", "kind", "line"), [
    ("", "syntax", 1), ("li t0 5", "syntax", 2), ("li t0 out t0", "syntax", 1), ("add t0 t1 out", "syntax", 1),
    ("5 li t0 5 out t0", "syntax", 1), ("li t0 1 2 3 4 5 6 7 8 9 0 out t0", "syntax", 1), ("out t0", "register", 1),
    ("li t0 5 add t0 t0 t1 out t0", "register", 2), ("li t0 6 out t0", "constant", 1),
    ("li t0 5 " * 13 + "out t0", "syntax", 13),
])
def test_every_refusal_names_its_kind_and_line(words, kind, line):
    fault = sandbox.run(words.split(), numbers={5}).fault
    assert (fault.kind, fault.line) == (kind, line)
    assert set(fault.words) <= set(translator.WORDS)


def test_a_valid_program_can_be_the_wrong_one():
    assert sandbox.run(["li", "t0", "5", "li", "t1", "5", "add", "t0", "t0", "t1", "out", "t0"], {5}).answer == 10


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


def test_an_untrained_model_writes_hardly_a_valid_program():
    records = loop.solve(translator.new_model(), question.questions(50, seed=1, test=True))
    assert sum(r.valid for r in records) == 0


def test_bad_input_gets_one_sentence(model):
    with pytest.raises(ValueError, match="no mode 'hope'"):
        loop.solve(model, [], mode="hope")
    too_long = question.Question(0, (1,), ("1",) * 28, 1)
    with pytest.raises(ValueError, match="at most 27 words"):
        translator.context(too_long)


def test_the_card_states_the_size():
    card = assets.bundled("translator.md").read_text(encoding="utf-8")
    assert f"{sum(p.numel() for p in translator.new_model().parameters()):,} parameters" in card
    for kind in translator.STEPS:
        assert f"{assets.bundled(f'{kind}.safetensors').stat().st_size:,} bytes" in card
