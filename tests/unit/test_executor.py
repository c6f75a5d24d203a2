"""The executor: its programs mean the same on the RISC-V processor, its exam is kept from training, its card holds."""

import math

import pytest
import torch

from course_utils import assets
from course_utils.machine import Processor, assemble
from course_utils.training import train_executor
from course_utils.training.train_executor import (
    ADD,
    AND,
    EQUALS,
    FIRST_REGISTER,
    KINDS,
    MODULUS,
    MOV,
    SMALL,
    SUB,
    TRAINED_LENGTH,
    XOR,
    Programs,
    problems,
)


def seeded(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@pytest.fixture(scope="module")
def executor():
    return train_executor.load()


def on_the_processor(programs: Programs, row: int) -> tuple[list[int], int]:
    """The registers a, b, c after one program in RV32I, and the instructions executed."""
    processor = Processor.for_program(assemble(programs.assembly(row)))
    processor.run(200)
    packed = int(processor.output)
    return [packed >> 8, packed >> 4 & 15, packed & 15], processor.instructions_executed


def unseen(programs: Programs) -> dict[str, torch.Tensor]:
    """How often each program holds what training must not show, (B,) for each kind."""
    sub = programs.opcodes == SUB
    return {
        "pair": (sub[:, :-1] & (programs.opcodes[:, 1:] == XOR)).sum(dim=1),
        "register": (sub & (programs.targets == 2)).sum(dim=1),
        "operand": ((programs.operands >= SMALL) & (programs.operands < FIRST_REGISTER)).sum(dim=1),
        "opcode": (programs.opcodes == AND).sum(dim=1),
    }


# ---- programs --------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("kind", KINDS)
def test_states_equal_the_processor_s_on_the_same_programs(kind):
    programs = problems(40, 7, seeded(1), kind)
    truth = programs.states()
    assert truth.shape == (40, 8, 3)
    for row in range(40):
        registers, executed = on_the_processor(programs, row)
        assert registers == truth[row, -1].tolist(), programs.text(row)
        assert executed == 3 + 7 + 3 + 4 + 4


def test_a_program_worked_out_by_hand():
    # a=3 b=14 c=9: add b 5 → b = 19 − 16 = 3; sub a c → a = 3 − 9 + 16 = 10; xor c 6 → 1001 xor 0110 = 1111; mov b c
    c = FIRST_REGISTER + 2
    programs = Programs(torch.tensor([[3, 14, 9]]), torch.tensor([[ADD, SUB, XOR, MOV, AND]]),
                        torch.tensor([[1, 0, 2, 1, 0]]), torch.tensor([[5, c, 6, c, 3]]))
    assert programs.states()[0].tolist() == [[3, 14, 9], [3, 3, 9], [10, 3, 9], [10, 3, 15], [10, 15, 15], [2, 15, 15]]
    assert programs.text(0) == "a=3 b=14 c=9: add b 5; sub a c; xor c 6; mov b c; and a 3"
    assert programs.part(1, 3, programs.states()[:, 1]).states()[0].tolist() == [[3, 3, 9], [10, 3, 9], [10, 3, 15]]


def test_a_question_is_the_registers_the_instructions_and_an_equals_sign():
    questions = problems(5, 4, seeded(2)).questions()
    assert questions.shape == (5, 3 + 3 * 4 + 1)
    assert (questions[:, -1] == EQUALS).all()
    assert (questions[:, :3] < MODULUS).all()
    assert (questions[:, 3:15:3] >= FIRST_REGISTER + 3).all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_test_program_holds_exactly_one_thing_that_training_never_shows(kind):
    found = unseen(problems(2000, 5, seeded(3), kind))
    assert {name: sorted(set(count.tolist())) for name, count in found.items()} == {
        name: [1] if name == kind else [0] for name in KINDS if name != "seen"}


def test_training_programs_use_every_other_opcode_register_and_constant():
    programs = problems(4000, TRAINED_LENGTH, seeded(4))
    assert set(programs.opcodes.unique().tolist()) == {MOV, ADD, SUB, XOR}
    assert set(programs.targets.unique().tolist()) == {0, 1, 2}
    assert set(programs.operands.unique().tolist()) == {*range(SMALL), *range(FIRST_REGISTER, FIRST_REGISTER + 3)}
    assert set(programs.first.unique().tolist()) == set(range(MODULUS))


def test_an_unknown_kind_of_program_is_refused():
    with pytest.raises(ValueError, match="no kind of program 'big'; there are: seen, pair"):
        problems(1, 3, seeded(0), "big")


# ---- the model -------------------------------------------------------------------------------------------------

def test_the_bundle_is_small_and_its_matrices_are_whole_numbers_times_a_scale():
    from safetensors.torch import load_file

    path = assets.bundled("executor.safetensors")
    bundles = [path, assets.bundled("sorter.safetensors"), assets.bundled("adder.safetensors")]
    assert sum(one.stat().st_size for one in bundles) < 1_000_000
    packed = load_file(path)
    again = train_executor.quantised(train_executor.restored(packed))
    assert sum(value.dtype == torch.int8 for value in packed.values()) == 14
    assert all(torch.equal(packed[name], again[name]) for name in packed if packed[name].dtype == torch.int8)


def test_execution_in_parts_feeds_each_state_that_was_written_to_the_next_part(executor):
    programs = problems(50, 5, seeded(5))
    written = train_executor.execute(executor, programs, every=2)
    assert written.shape == (50, 3, 3)
    first = executor.generate(programs.part(0, 2, programs.first).questions(), 3)
    assert torch.equal(written[:, 0], first)
    assert torch.equal(written[:, 1], executor.generate(programs.part(2, 4, first).questions(), 3))
    assert torch.equal(written[:, 2], executor.generate(programs.part(4, 5, written[:, 1]).questions(), 3))


def share(executor, n, every, kind="seen", seed=6):
    return train_executor.answers_right(executor, problems(200, n, seeded(seed), kind), every).float().mean().item()


def test_single_instructions_are_right_and_several_at_once_mostly_wrong(executor):
    assert share(executor, 4, every=1) > 0.98
    assert share(executor, 12, every=1) > 0.95
    assert share(executor, 4, every=4) < 0.6
    assert share(executor, 8, every=8) < 0.1


def test_it_fails_where_the_card_says_so(executor):
    assert share(executor, 4, every=1, kind="opcode") < 0.6
    assert share(executor, 4, every=1, kind="operand") < 0.9 < share(executor, 4, every=1, kind="pair")


def test_training_lowers_the_loss_and_the_same_seed_repeats_it(capsys):
    losses = []
    for _ in range(2):
        model = train_executor.new_model(seed=3)
        losses.append(train_executor.train(model, 30, seeded(3), batch=64))
    assert losses[0] == losses[1] < math.log(EQUALS + 1) - 0.3
    assert "nats a number" in capsys.readouterr().out
