"""A small problem set for the judge's tests: one function, ten points, of which two are public."""

import json

from course_utils.grading.judge.walls import Limits

# Short, so that endless loops do not make the tests slow; honest answers wait for a few milliseconds.
LIMITS = Limits(cells_s=3, question_s=3, submission_s=15, memory_mib=512, folder_mib=32)

RIGHT = """\
def attention(q, k, v, mask=None):
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.shape[-1])
    if mask is not None:
        scores = scores.masked_fill(~mask, -math.inf)
    return torch.softmax(scores, -1) @ v
"""
ZEROS = """\
def attention(q, k, v, mask=None):
    return torch.zeros(*q.shape[:-1], v.shape[-1])
"""
BLANK = """\
def attention(q, k, v, mask=None):
    ...
"""
IMPORTS = "import math\nimport torch"
ZEROS_SCORE, FULL = 2, 10

SHAPE = """\
def test_shape(env):
    import torch

    from course_utils.grading.values import is_tensor

    q, k, v = torch.randn(2, 3, 4), torch.randn(2, 5, 4), torch.randn(2, 5, 6)
    assert is_tensor(env["attention"](q, k, v), (2, 3, 6)), "What is the shape of one output for each query?"
"""
VALUES = """\
def test_values(env):
    import torch

    from course_utils.grading.values import close

    for T, S, D in ((3, 5, 4), (1, 2, 8)):
        q, k, v = torch.randn(2, T, D), torch.randn(2, S, D), torch.randn(2, S, D)
        want = torch.nn.functional.scaled_dot_product_attention(q, k, v)
        assert close(env["attention"](q, k, v), want), "Which weights does one query give by hand?"
"""
MASK = """\
def test_mask(env):
    import torch

    from course_utils.grading.values import close

    q, k, v = torch.randn(2, 4, 8), torch.randn(2, 5, 8), torch.randn(2, 5, 3)
    mask = torch.rand(2, 4, 5) < 0.5
    mask[..., 0] = True
    got = env["attention"](q, k, v, mask)
    want = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    assert close(got, want), "Which keys may a query see?"
    assert close(env["attention"](q, k, v), torch.softmax(q @ k.mT / 8**0.5, -1) @ v), "And without a mask?"
"""


def cell(kind, source, **more):
    """A notebook cell."""
    extra = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "metadata": {}, "source": source.splitlines(keepends=True), **extra, **more}


def notebook(*sources, **more):
    """The text of a notebook with these code cells."""
    cells = [cell("code", source) for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **more})


def _test(source, points, hidden):
    return (
        f'""" # BEGIN TEST CONFIG\npoints: {points}\nhidden: {str(hidden).lower()}\n""" # END TEST CONFIG\n{source}'
    )


def _question(name, answers, solution, tests, more=""):
    points = sum(points for _, points, _ in tests)
    head = f"# BEGIN QUESTION\nname: {name}\npoints: {points}\ndifficulty: 1\nimportance: 1\nminutes: 5\n"
    yield cell("raw", f"{head}answers: [{answers}]\n{more}")
    yield cell("markdown", f"## The problem {name}")
    yield cell("raw", "# BEGIN SOLUTION")
    first, _, rest = solution.partition("\n")
    yield cell("code", f"{first}\n    # BEGIN SOLUTION\n{rest.rstrip()}\n    # END SOLUTION")
    yield cell("raw", "# END SOLUTION")
    yield cell("raw", "# BEGIN TESTS")
    for source, points, hidden in tests:
        yield cell("code", _test(source, points, hidden))
    yield cell("raw", "# END TESTS")
    yield cell("raw", "# END QUESTION")


WHY = "## Why a square root?\n\nWhat would happen to the weights without it? Two sentences."
WHY_POINTS = 5


def _written(name, text, model, points):
    """A question answered in writing, as Otter's manual questions are."""
    head = f"# BEGIN QUESTION\nname: {name}\nmanual: true\npoints: {points}\n"
    yield cell("raw", head + "difficulty: 1\nimportance: 1\nminutes: 5\n")
    yield cell("markdown", text)
    yield cell("raw", "# BEGIN SOLUTION")
    yield cell("markdown", model)
    yield cell("raw", "# END SOLUTION")
    yield cell("raw", "# END QUESTION")


def write(path, tests=((SHAPE, 2, False), (VALUES, 3, True), (MASK, 5, True)), more="", others=(), written=False):
    """Writes the solution notebook; `others`: further (name, answers, solution, tests); written: a question `why`."""
    cells = [
        cell("raw", "# ASSIGNMENT CONFIG\nname: small\ntests:\n    ok_format: false\n    files: true\n"),
        cell("code", IMPORTS),
        *_question("attention", "attention", RIGHT, tests, more),
    ]
    for other in others:
        cells += _question(*other)
    if written:
        cells += _written("why", WHY, "MODEL: the scores' variance grows with D, and softmax saturates.", WHY_POINTS)
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    return path
