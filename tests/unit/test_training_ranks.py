"""Several processes train like one: the same batches, the same gradient, the same word when memory runs out."""

import os
import textwrap

import pytest
import torch
from tiny_run import FORKED, run_script

RANKS = FORKED + textwrap.dedent("""
    from torch import distributed

    class Small(torch.nn.Module):
        '''A tagger that cannot take more than so many rows at once, like a GPU that is too small.'''

        def __init__(self, inner, most):
            super().__init__()
            self.inner, self.most = inner, most

        def forward(self, ids, mask, casing):
            if len(ids) > self.most:
                raise torch.OutOfMemoryError("CUDA out of memory.")
            return self.inner(ids, mask, casing)

    def meet(world, rank, name):
        if world > 1:
            distributed.init_process_group("gloo", init_method=f"file://{name}.meet", rank=rank, world_size=world)

    def train(case, world, rank, micro_batch=None, small=None, stop=None, folder=None, dropout=0.0):
        name = f"{sys.argv[1]}/{case}"
        meet(world, rank, name if stop is None else name + "-stop")
        recipe = t.RECIPE.but(micro_batch=micro_batch, batch_size=7)
        lines = []
        training = loop.Training(t.tiny_tagger(dropout=dropout), t.examples(), recipe, say=lines.append,
                                 folder=folder and Path(sys.argv[1]) / folder, checkpoint_every=1)
        if small is not None and rank == world - 1:  # only the last one's memory is small
            training.model = Small(training.tagger, small)
        plain = training.step
        def step(indices):
            if training.step_number == stop:
                os._exit(0)
            return plain(indices)
        training.step = step
        history = training.run(t.dev_score)
        torch.save({"weights": training.tagger.state_dict(), "history": history, "lines": lines,
                    "micro_batch": training.micro_batch}, f"{name}-{rank}.pt")
        if world > 1:
            distributed.destroy_process_group()

    def together(case, world, **options):
        children = [forked(lambda rank: train(case, world, rank, **options), rank) for rank in range(world)]
        assert all(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0 for child in children)

    together("one", 1)
    together("two", 2)
    together("two-in-pieces", 2, micro_batch=2)
    together("two-one-small", 2, small=1)
    together("dropout", 2, dropout=0.1, folder="plain")
    together("resumed", 2, dropout=0.1, folder="resumed", stop=5)
    together("resumed", 2, dropout=0.1, folder="resumed")
""")


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """What `case` and `rank` had at the end."""
    if not (torch.distributed.is_available() and hasattr(os, "fork")):
        pytest.skip("this system has no torch.distributed or no fork")
    folder = tmp_path_factory.mktemp("ranks")
    run_script(RANKS, str(folder))
    return lambda case, rank=0: torch.load(folder / f"{case}-{rank}.pt", weights_only=True)


def assert_same_run(one, two):
    """The same up to float32 sums in another order, amplified by Adam over 12 updates (the last batch has one row)."""
    assert one["weights"]
    for name, weight in one["weights"].items():
        torch.testing.assert_close(two["weights"][name], weight, atol=2e-4, rtol=1e-3, msg=name)
    for before, after in zip(one["history"], two["history"], strict=True):
        assert after["loss"] == pytest.approx(before["loss"], rel=1e-3)  # the whole batch's, not one process's share
        assert after["dev"] == pytest.approx(before["dev"], abs=0.02)


@pytest.mark.parametrize("case", ["two", "two-in-pieces", "two-one-small"])
def test_two_processes_train_like_one(case, trained):
    assert_same_run(trained("one"), trained(case))


def test_all_processes_end_with_the_same_weights_to_the_last_bit(trained):
    first, second = (trained("two", rank)["weights"] for rank in (0, 1))
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_memory_that_runs_out_in_one_process_makes_all_of_them_halve_together(trained):
    first, second = (trained("two-one-small", rank) for rank in (0, 1))
    assert first["micro_batch"] == second["micro_batch"] == 1
    told = [line for line in first["lines"] if "Out of memory" in line]
    assert told == [line for line in second["lines"] if "Out of memory" in line]
    assert told[-1] == "Out of memory: 1 rows at a time from here, the batch stays 7."


def test_a_run_of_two_that_was_cut_off_goes_on_exactly_with_each_ones_own_dropout(trained):
    assert trained("resumed")["history"] == trained("dropout")["history"]
    for rank in (0, 1):
        whole, resumed = (trained(case, rank)["weights"] for case in ("dropout", "resumed"))
        assert all(torch.equal(whole[name], resumed[name]) for name in whole)
