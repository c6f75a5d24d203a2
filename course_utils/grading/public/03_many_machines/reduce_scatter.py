"""Checks of problem reduce_scatter: made by `course release` from solutions/03_many_machines.ipynb."""
# ruff: noqa: E501
# Text digest: 65fb93677fe44d2e

from course_utils.grading.tests_file import test_case

OK_FORMAT = False
name = "reduce_scatter"
number = 1
title = "Problem 1 · Reduce-scatter"
answers = ("reduce_scatter",)
forbidden = ()
points = 4
points_in_all = 8


@test_case(points=4, hidden=False)
def test_three_processes(env):
    import torch

    arrays = [torch.tensor([1.0, 2, 3, 4, 5, 6]), torch.tensor([10.0, 20, 30, 40, 50, 60]), torch.tensor([100.0, 200, 300, 400, 500, 600])]
    before = [array.clone() for array in arrays]
    got = env["reduce_scatter"](arrays)
    assert isinstance(got, list | tuple), "One tensor for each process is asked for, in a list: what do you give back?"
    assert len(got) == 3, "Three processes: how many tensors does your list hold?"
    assert all(torch.equal(a, b) for a, b in zip(arrays, before, strict=True)), "Do the inputs still hold what they held?"
    assert [len(one) for one in got] == [2, 2, 2], "Six numbers and three processes: how many does each hold at the end?"
    assert not torch.allclose(got[0], torch.tensor([1.0, 2.0])), "Process 0 holds its own part: who has added the others' to it?"
    assert not torch.allclose(got[0] * 3, torch.tensor([111.0, 222.0])), "Is a sum asked for, or a mean?"
    assert torch.allclose(got[0], torch.tensor([111.0, 222.0])), "The first parts are 1 2, 10 20 and 100 200: what is their sum, and who holds it?"
    assert torch.allclose(torch.cat(list(got)), torch.tensor([111.0, 222, 333, 444, 555, 666])), "Put behind one another in the order of the processes, what should your tensors be?"
